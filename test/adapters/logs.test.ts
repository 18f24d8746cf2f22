import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLog } from '../../src/main/adapters/system/log.ts'
import { logFiles, openLogFile } from '../../src/main/adapters/system/log-file.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gerai-logs-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const written = (): string =>
  logFiles(folder)
    .toReversed()
    .map((file) => readFileSync(file, 'utf8'))
    .join('')
const lines = (): readonly Record<string, unknown>[] =>
  written()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

describe('the files of the log', () => {
  it('change when one is full, and no line is lost or cut in two', () => {
    const log = createLog(folder, { bytesPerFile: 2_000, files: 100 })
    for (let line = 0; line < 500; line += 1) log.info('line', { line, text: 'x'.repeat(line % 90) })
    expect(lines().map(({ line }) => line)).toEqual(Array.from({ length: 500 }, (_, line) => line))
    const files = logFiles(folder)
    expect(files.length).toBeGreaterThan(10)
    for (const file of files) expect(statSync(file).size).toBeLessThanOrEqual(2_000)
  })

  it('are never more than they may be, whatever is written', () => {
    const log = createLog(folder, { bytesPerFile: 1_000, files: 4 })
    for (let line = 0; line < 300; line += 1) log.warn('line', { line })
    expect(readdirSync(folder).toSorted()).toEqual(['gerai.1.log', 'gerai.2.log', 'gerai.3.log', 'gerai.log'])
    expect(lines().at(-1)).toMatchObject({ line: 299 })
  })

  it('are gone when they are older than they may be, also after a long holiday', () => {
    const first = openLogFile(folder, { bytesPerFile: 10 })
    first.write('one\n'.repeat(3))
    first.write('two\n'.repeat(3))
    first.close()
    const longAgo = new Date(Date.now() - 70 * 86_400_000)
    utimesSync(join(folder, 'gerai.1.log'), longAgo, longAgo)
    utimesSync(join(folder, 'gerai.log'), longAgo, longAgo)
    openLogFile(folder).close()
    expect(readdirSync(folder)).toEqual(['gerai.log'])
  })

  it('go on where the last start left off, and belong to this user alone', () => {
    createLog(folder).info('first')
    createLog(folder).info('second')
    expect(lines().map(({ msg }) => msg)).toEqual(['first', 'second'])
    if (process.platform !== 'win32') expect(statSync(join(folder, 'gerai.log')).mode & 0o777).toBe(0o600)
  })
})

describe('a line of the log', () => {
  it.each([
    ['a new line', 'x\n{"level":30,"msg":"sale_paid"}'],
    ['a carriage return', 'x\r{"level":30}'],
    ['a Unicode line separator', 'x\u2028{"level":30}\u2029y\u0085z'],
    ['colours and a cleared screen', '\u001b[2J\u001b[31mx\u009b31m'],
    ['text that turns the reading direction', 'x\u202egnp.exe'],
    ['NUL and delete', 'x\0\u007f\u0008'],
  ])('stays one line with %s from the network in it', (_name, text) => {
    createLog(folder).warn('webhook_refused', { reason: text, [text]: 1 })
    const raw = written()
    // oxlint-disable-next-line no-control-regex -- these are what must not be there
    expect(raw).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e]/)
    expect(raw.split('\n')).toHaveLength(2)
    expect(lines()[0]).toMatchObject({ msg: 'webhook_refused', reason: text })
  })

  it('is cut before it fills the disk by itself', () => {
    createLog(folder).error('fault', {
      fault: 'x'.repeat(5_000_000),
      many: Array.from({ length: 10_000 }, () => 1),
    })
    expect(written().length).toBeLessThan(10_000)
  })

  const SECRETS: readonly (readonly [string, string, Record<string, unknown>])[] = [
    ['a key by its name', 'k3y-of-the-shop', { apiKey: 'k3y-of-the-shop' }],
    ['a secret deep inside', 'deep-s3cret', { a: { b: [{ c: { clientSecret: 'deep-s3cret' } }] } }],
    ['a signature header', 'abcdef0123', { headers: { 'X-Plugipay-Signature': 'abcdef0123' } }],
    ['a signature in a text', 'abcdef0123', { fault: 'Error: X-Plugipay-Signature: abcdef0123 refused' }],
    ['a bearer token in a text', 'eyJhbGciOi', { fault: 'sent Authorization: Bearer eyJhbGciOi.x.y' }],
    ['a provider secret in a text', 'sk_live_4242', { fault: 'signed with sk_live_4242abc' }],
    ['the start address', 'T0kenOfTheCounter', { url: 'http://127.0.0.1:1/?t=T0kenOfTheCounter' }],
    ['JSON in a text', 'p4ss', { fault: 'body {"password":"p4ss","x":1}' }],
    ['a PIN by its name', '190354', { input: { oldPin: '190354' } }],
    ['a PIN in a text', '190354', { fault: 'bad input {"pin":"190354"}' }],
    ['a phone by its name', '08123456789', { customer: { phone: '08123456789' } }],
    ['a phone in a text', '3456', { fault: 'no such customer 0812-3456-7890' }],
    ['a phone with its country', '8123456789', { fault: 'wa.me/?x +628123456789' }],
    ['an e-mail address', 'siti@', { fault: 'not sent to siti@contoh.co.id' }],
    ['a name', 'Siti Aminah', { customerName: 'Siti Aminah', customer: { name: 'Siti Aminah' } }],
    ['a card number', '4111', { fault: 'slip 4111 1111 1111 1111' }],
    [
      'a private key',
      'MC4CAQAwBQ',
      { fault: '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQ\n-----END PRIVATE KEY-----' },
    ],
    [
      'what hangs on an error',
      'hung-s3cret',
      { fault: Object.assign(new Error('x'), { request: 'hung-s3cret' }) },
    ],
  ]
  it.each(SECRETS)('holds no secret and nobody: %s', (_name, secret, facts) => {
    createLog(folder).error('fault', facts)
    expect(written()).not.toContain(secret)
    expect(lines()).toHaveLength(1)
  })

  it('keeps what is needed to find a fault', () => {
    const facts = {
      jobId: '01JQ0000000000000000000000',
      at: 1_784_000_000_000,
      place: 'outbox.ts:45:12',
      amount: 18_000,
    }
    createLog(folder).error('fault', facts)
    expect(lines()[0]).toMatchObject(facts)
  })
})

describe('a fault that nobody caught', () => {
  it.each(['throw fault', 'void Promise.reject(fault)'])(
    'tells no secret, neither the log nor the terminal: %s',
    (how) => {
      const at = (name: string): string =>
        JSON.stringify(join(import.meta.dirname, '../../src/main/adapters/system', name))
      const child = spawnSync(
        process.execPath,
        [
          '--input-type=module-typescript',
          '-e',
          `const { createLog } = await import(${at('log.ts')})
         const { endOnUncaught } = await import(${at('uncaught.ts')})
         endOnUncaught(createLog(${JSON.stringify(folder)}))
         const fault = Object.assign(new Error('refused with sk_live_4242abc \\x1b]0;mine\\x07\\u202e'), {
           headers: { authorization: 'Bearer hung-s3cret' }, cause: new Error('pin=190354') })
         setTimeout(() => { ${how} }, 0)
         setTimeout(() => {}, 5_000)`,
        ],
        { encoding: 'utf8' },
      )
      expect(child.status).toBe(1)
      expect(child.stderr).toContain('Gerai stopped because of a fault inside')
      expect(lines()[0]).toMatchObject({ msg: 'host_fault' })
      for (const secret of ['sk_live_4242', 'hung-s3cret', '190354']) {
        expect(child.stderr + child.stdout).not.toContain(secret)
        expect(written()).not.toContain(secret)
      }
      // a terminal obeys what it is sent
      expect(child.stderr).not.toMatch(/[^\P{C}\n]/u)
      expect(readdirSync(folder)).toEqual(['gerai.log'])
    },
  )
})
