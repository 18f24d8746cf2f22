import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, describe, expect, it } from 'vitest'
import { idOf } from './running.ts'
import { plain, send, till } from './till.ts'

const running: ChildProcess[] = []
const folders: string[] = []

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function start(...args: string[]) {
  const child = spawn(process.execPath, ['src/cli/simulator.ts', ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  running.push(child)
  const output = { out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => (output.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output.err += chunk.toString()))
  const exited = new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, ...output }))
  })
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      if (output.out.startsWith('{') && output.out.endsWith('\n'))
        resolve(String((JSON.parse(output.out) as { url: string }).url))
    })
    void exited.then(({ err }) => reject(new Error(err)))
  })
  ready.catch(() => undefined)
  return { child, ready, exited, output }
}

describe('npm run simulator', () => {
  it('prints one JSON line when ready, serves its key, and stops cleanly on SIGTERM', async () => {
    const { child, ready, exited, output } = start(
      '--port',
      '0',
      '--key-id',
      'ak_live_x',
      '--secret',
      'rahasia',
    )
    const url = await ready
    expect(JSON.parse(output.out)).toEqual({
      ready: true,
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    })
    const created = await till(url, { keyId: 'ak_live_x', secret: 'rahasia' }).create()
    expect(created.json['data']?.['mode']).toBe('live')
    child.kill('SIGTERM')
    expect(await exited).toMatchObject({ code: 0, err: '' })
  })

  it('does not outlive the program that started it', async () => {
    const { child, ready, exited } = start('--parent-pipe')
    await ready
    child.stdin?.end()
    expect((await exited).code).toBe(0)
  })

  it('comes back after SIGKILL with the books it had', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'simulator-'))
    folders.push(folder)
    const db = join(folder, 'books.sqlite')
    const first = start('--db', db)
    const created = await till(await first.ready).create()
    first.child.kill('SIGKILL')
    await first.exited
    const read = await till(await start('--db', db).ready).get(`/checkout-sessions/${idOf(created)}`)
    expect(idOf(read)).toBe(idOf(created))
  })

  it('takes a fault plan from a file, and a dialect', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'simulator-'))
    folders.push(folder)
    const plan = join(folder, 'plan.json')
    writeFileSync(
      plan,
      JSON.stringify({
        rules: [{ match: { path: '/checkout-sessions' }, action: { type: 'status', status: 503 } }],
      }),
    )
    const url = await start('--faults', plan, '--dialect', 'api', '--latency', '2±1', '--rate', '50,50').ready
    expect((await till(url).create()).status).toBe(503)
    expect((await till(url).get('/receipts')).json['meta']).toHaveProperty('page')
    expect((await plain(url, 'GET', '/_sim/faults')).json['rules']?.length).toBe(1)
  })

  it('takes the second provider’s credentials', async () => {
    const options = ['--plexo-client-id', '77', '--plexo-api-key', 'rahasia', '--plexo-merchant-id', '8']
    const url = await start(...options).ready
    const list = (credential: string) =>
      send(url, {
        target: '/v1/sessions',
        headers: { Authorization: `Basic ${Buffer.from(credential).toString('base64')}` },
      })
    expect((await list('77:rahasia')).status).toBe(200)
    expect((await list('1001:plexo_key_simulator')).status).toBe(401)
  })

  it('goes on with the books of an earlier version', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'simulator-'))
    folders.push(folder)
    const db = join(folder, 'books.sqlite')
    const earlier = new Database(db)
    earlier.exec(`CREATE TABLE events (id TEXT PRIMARY KEY, type TEXT NOT NULL, mode TEXT NOT NULL,
                  aggregate_id TEXT NOT NULL, data TEXT NOT NULL, occurred_at INTEGER NOT NULL) STRICT`)
    earlier.exec(
      `INSERT INTO events VALUES ('evt_1', 'plugipay.checkout_session.expired.v1', 'test', 'cs_1', '{}', 1)`,
    )
    earlier.close()
    const client = till(await start('--db', db).ready)
    await client.post('/customers', { name: 'Sari' })
    expect((await client.get('/events')).json['data']?.length).toBe(2)
  })

  it.each([
    [['--plexo-merchant-id', 'toko'], /--plexo-merchant-id/],
    [['--dialect', 'jawa'], /--dialect/],
    [['--rate', 'banyak'], /--rate/],
    [['--tanpa-nama'], /tanpa-nama/],
    [['--faults', '/tidak/ada.json'], /tidak\/ada/],
  ])('says what is wrong with %j and ends with 2', async (args, message) => {
    const { code, out, err } = await start(...args).exited
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(message)
  })

  it('explains itself', async () => {
    const { code, out } = await start('--help').exited
    expect(code).toBe(0)
    expect(out).toContain('--latency MS±SPREAD')
  })
})
