import { spawnSync } from 'node:child_process'
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { ContractRouterClient } from '@orpc/contract'
import Database from 'better-sqlite3'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isLanAddress, readLanOptions } from '../../src/cli/lan-options.ts'
import type { CounterContract } from '../../src/core/contract/contract.ts'
import { createLog } from '../../src/main/adapters/system/log.ts'
import { startServer } from '../../src/main/hosts/server/server.ts'
import { openTestTill } from '../till/bench.ts'
import { openServer, type RunningServer } from './running-server.ts'

type Counter = ContractRouterClient<CounterContract>

let server: RunningServer
beforeAll(async () => {
  server = await openServer(await openTestTill())
})
afterAll(async () => {
  await server.close()
})

const health = async (): Promise<number> => (await server.visit('/health')).status

describe('a file of logs for whoever helps', () => {
  it('holds logs and facts about the till, and no secret, account or person', async () => {
    const counter = await server.client<Counter>('/rpc')
    const { till } = server.till.core
    createLog(join(server.till.folder, 'logs')).error('fault', {
      fault: 'a-fault-to-find with sk_live_4242abc',
    })
    till.store.write((books) => {
      const bankAccounts = [{ bank: 'BCA', number: '8880123456', holder: 'Siti Aminah' }]
      books.saveSettings(
        { ...books.settings(), npwp: '0123456789012345', shopName: 'Warung Rahasia', bankAccounts },
        till.clock.now(),
      )
    })
    const answer = await counter.help.logs()
    if (!answer.ok) throw new Error(answer.error.type)
    expect(answer.value.name).toMatch(/^gerai-log-\d{12}\.zip$/)
    const files = unzipSync(Buffer.from(answer.value.base64, 'base64'))
    expect(Object.keys(files).toSorted()).toEqual(['about.json', 'gerai.log'])
    const everything = Object.values(files)
      .map((bytes) => Buffer.from(bytes).toString('utf8'))
      .join('\n')
    expect(everything).toContain('a-fault-to-find')
    expect(JSON.parse(Buffer.from(files['about.json'] ?? []).toString('utf8'))).toMatchObject({
      app: { version: expect.stringMatching(/^\d+\.\d+\.\d+/), schema: expect.any(Number) },
      till: { mode: 'practice' },
      machine: { platform: process.platform },
    })
    for (const inside of [
      'sk_live_4242',
      'sk_test_simulator',
      '8880123456',
      'Siti',
      '0123456789012345',
      'Warung Rahasia',
      'scrypt$',
      server.till.folder,
    ])
      expect(everything).not.toContain(inside)
  })

  it('takes the newest eight megabytes, from whole lines, and not a disk full of them', async () => {
    const counter = await server.client<Counter>('/rpc')
    const folder = join(server.till.folder, 'logs')
    mkdirSync(folder, { recursive: true })
    const line = `{"msg":"${'x'.repeat(990)}"}\n`
    for (let age = 1; age <= 3; age += 1) writeFileSync(join(folder, `gerai.${age}.log`), line.repeat(5_000))
    const answer = await counter.help.logs()
    if (!answer.ok) throw new Error(answer.error.type)
    const files = unzipSync(Buffer.from(answer.value.base64, 'base64'))
    const bytes = Object.values(files).reduce((sum, each) => sum + each.length, 0)
    expect(bytes).toBeLessThan(8.1 * 1024 * 1024)
    expect(bytes).toBeGreaterThan(7.9 * 1024 * 1024)
    expect(Buffer.from(files['gerai.2.log'] ?? []).toString('utf8')).toMatch(/^\{"msg"/)
    expect(answer.value.base64.length).toBeLessThan(4_000_000)
  })
})

describe('the door to the network', () => {
  it('is shut unless it was asked for, and never opens the cashier’s', async () => {
    expect(server.host.lanUrl).toBeNull()
    const pagesFolder = mkdtempSync(join(tmpdir(), 'gerai-pages-'))
    writeFileSync(join(pagesFolder, 'display.html'), 'display')
    writeFileSync(join(pagesFolder, 'cashier.html'), 'counter-page')
    const gerai = { core: () => server.till.core } as Parameters<typeof startServer>[0]['gerai']
    const open = await startServer({ gerai, port: 0, pagesFolder, lan: { address: '127.0.0.2', port: 0 } })
    try {
      const lanPort = Number(new URL(open.lanUrl ?? '').port)
      expect(await reaches(open.port, '127.0.0.2')).toBe(false)
      expect(await reaches(lanPort, '127.0.0.1')).toBe(false)
      const cookie =
        (await fetch(open.url, { redirect: 'manual' })).headers.get('set-cookie')?.split(';')[0] ?? ''
      for (const path of ['/', '/cashier.html', `/${new URL(open.url).search}`])
        expect(
          await (await fetch(`${open.lanUrl ?? ''}${path}`, { headers: { cookie } })).text(),
        ).not.toContain('counter-page')
    } finally {
      await open.close()
      rmSync(pagesFolder, { recursive: true })
    }
  })

  it('opens on one address in a local network, never on all and never on a public one', () => {
    for (const address of ['192.168.1.20', '10.0.0.5', '172.31.255.1', '127.0.0.2', 'fd00::1'])
      expect(isLanAddress(address)).toBe(true)
    for (const address of ['0.0.0.0', '::', '8.8.8.8', '172.32.0.1', '2001:db8::1', 'kasir.local', ''])
      expect(isLanAddress(address)).toBe(false)
    const flags = { lan: true, 'lan-port': '8640', 'lan-name': [], 'lan-address': '192.168.1.20' }
    expect(readLanOptions(flags)).toEqual({ address: '192.168.1.20', port: 8640, names: [] })
    expect(readLanOptions({ lan: false, 'lan-port': '8640', 'lan-name': [] })).toBeUndefined()
    for (const odd of [
      { 'lan-address': '0.0.0.0' },
      { cert: 'x' },
      { cert: '/nowhere', key: '/nowhere' },
      { 'lan-name': ['a b'] },
      { 'lan-name': ['256.256.256.256'] },
      { 'lan-port': '99999' },
      { lan: false },
    ])
      expect(() => readLanOptions({ ...flags, ...odd })).toThrow(/--/)
  })
})

const reaches = (port: number, address: string): Promise<boolean> =>
  new Promise((resolve) => {
    const line = connect(port, address, () => {
      line.destroy()
      resolve(true)
    })
    line.on('error', () => {
      resolve(false)
    })
  })

describe('visitors that hold the line', () => {
  it('forty that send half a request do not keep the till from answering', async () => {
    const lines: Socket[] = []
    try {
      await Promise.all(
        Array.from(
          { length: 40 },
          () =>
            new Promise<void>((resolve) => {
              const line = connect(server.host.port, '127.0.0.1', () => {
                line.write(
                  'POST /webhooks/plugipay HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n{',
                  () => {
                    resolve()
                  },
                )
              })
              line.on('error', () => {})
              lines.push(line)
            }),
        ),
      )
      expect(await health()).toBe(200)
      const counter = await server.client<Counter>('/rpc')
      expect((await counter.sale.list({ cursor: null, limit: 1, find: '' })).ok).toBe(true)
    } finally {
      for (const line of lines) line.destroy()
    }
  })

  it('a header larger than any browser sends is refused', async () => {
    expect(
      await server.knock(
        `GET /health HTTP/1.1\r\nHost: 127.0.0.1:${server.host.port}\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`,
      ),
    ).toMatch(/^HTTP\/1\.1 431 /)
    expect(await health()).toBe(200)
  })
})

describe('JSON that reaches for what everything inherits from', () => {
  it('changes no object of the till', async () => {
    const opened = await server.socket('/rpc', { origin: server.origin, cookie: await server.cookie() })
    if (typeof opened === 'number') throw new Error('refused')
    const input =
      '{"json":{"lines":[],"discount":null,"__proto__":{"owned":1},"constructor":{"prototype":{"owned":1}}},"meta":[[1,"__proto__","owned"],[1,"constructor","prototype","owned"]]}'
    opened.send(`{"i":"1","p":{"u":"/counter/setDraft","b":${input}}}`)
    opened.send('{"i":"2","p":{"u":"/__proto__/polluted","b":{"json":1}}}')
    opened.send('{"i":"3","p":{"u":"/counter/constructor","b":{"json":1}}}')
    const counter = await server.client<Counter>('/rpc')
    expect((await counter.sale.list({ cursor: null, limit: 1, find: '' })).ok).toBe(true)
    expect(({} as { owned?: unknown }).owned).toBeUndefined()
    expect(await health()).toBe(200)
    opened.terminate()
  })
})

describe('names as weapons', () => {
  it('no page of ours writes HTML out of a text', () => {
    const found = spawnSync(
      'grep',
      [
        '-rlE',
        'dangerouslySetInnerHTML|\\.(inner|outer)HTML|insertAdjacentHTML|document\\.write',
        'src/renderer',
      ],
      {
        cwd: join(import.meta.dirname, '../..'),
        encoding: 'utf8',
      },
    )
    expect(found.stdout).toBe('')
    expect(found.status).toBe(1)
  })
})

describe('settings that were damaged on the disk', () => {
  it('are told as damaged books, and never replaced by the usual taxes and accounts', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gerai-till-'))
    try {
      await (await openTestTill({ folder })).close()
      const books = new Database(join(folder, 'practice', 'gerai.sqlite'))
      const broken = '{"ppnBasisPoints":11'
      books
        .prepare("INSERT OR REPLACE INTO settings (name, value, updated_at) VALUES ('taxRules', ?, '')")
        .run(broken)
      books.close()
      await expect(openTestTill({ folder })).rejects.toThrow('{"type":"store_damaged","detail":"settings"}')
      const after = new Database(join(folder, 'practice', 'gerai.sqlite'), { readonly: true })
      expect(after.prepare("SELECT value FROM settings WHERE name = 'taxRules'").pluck().get()).toBe(broken)
      after.close()
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

describe('the unit for a mini PC', () => {
  const unit = readFileSync(join(import.meta.dirname, '../../examples/gerai.service'), 'utf8')
  it('shuts in what the shop’s process may touch', () => {
    for (const line of [
      'User=gerai',
      'ProtectSystem=strict',
      'NoNewPrivileges=yes',
      'LimitCORE=0',
      'Restart=on-failure',
      'StateDirectoryMode=0700',
      'CapabilityBoundingSet=',
      'DevicePolicy=closed',
      'ProtectProc=invisible',
    ])
      expect(unit).toContain(`\n${line}\n`)
    // only the start address is for the group; books and keys are not
    expect(unit).toMatch(/umask 027; exec >\/run\/gerai\/ready\.json; umask 077; exec /)
  })

  // the program that reads units is not on every system
  const analyzer = spawnSync('systemd-analyze', ['--version']).status === 0
  it.skipIf(!analyzer)('is one that systemd understands', () => {
    const folder = mkdtempSync(join(tmpdir(), 'gerai-unit-'))
    try {
      const file = join(folder, 'gerai.service')
      writeFileSync(file, unit)
      const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', file], {
        encoding: 'utf8',
      })
      expect([status, stderr.split('\n').filter((line) => line.includes('gerai.service'))]).toEqual([0, []])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

describe('what docs/SECURITY.md promises', () => {
  const root = join(import.meta.dirname, '../..')
  const rows = readFileSync(join(root, 'docs/SECURITY.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| '))
  const tests = new Set(
    globSync('test/**/*.test.{ts,tsx}', { cwd: root }).map((path) =>
      basename(path).replace(/\.test\.tsx?$/, ''),
    ),
  )

  it('is attacked by tests that are there', () => {
    const named = rows.flatMap((row) =>
      [...(row.split(' | ')[2] ?? '').matchAll(/`([\w/-]+)`/g)].map(([, name = '']) => name),
    )
    expect(named.length).toBeGreaterThan(40)
    expect(named.filter((name) => name !== '__proto__' && !tests.has(basename(name)))).toEqual([])
  })
})
