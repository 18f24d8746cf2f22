import { spawn } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sentenceFor } from '../../src/core/domain/sentences/sentence-for.ts'
import type { Refusal } from '../../src/core/domain/refusals.ts'
import { createMemorySecrets } from '../fakes/memory-secrets.ts'
import { silentLog, systemClock } from '../../src/main/adapters/system/system.ts'
import { openGerai, type GeraiOptions, type OpenGerai } from '../../src/main/gerai.ts'
import { setDraft } from '../../src/main/usecases/selling/counter.ts'
import { startSimulator } from '../../src/simulator/server.ts'
import { openShop } from '../e2e/shop.ts'
import { cartOf } from '../till/bench.ts'

const ROOT = join(import.meta.dirname, '..', '..')

let folder: string
const opened: OpenGerai[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gerai-folder-'))
})
afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.close()))
  rmSync(folder, { recursive: true, force: true })
})

const launchSimulator: GeraiOptions['launchSimulator'] = async () => {
  const { url, close } = await startSimulator()
  return { url, keyId: 'ak_test_simulator', secret: 'sk_test_simulator', stop: close }
}

async function open(options: Partial<GeraiOptions> = {}): ReturnType<typeof openGerai> {
  const result = await openGerai({
    dataFolder: folder,
    clock: systemClock,
    log: silentLog,
    secrets: createMemorySecrets(),
    environmentProfile: null,
    launchSimulator,
    ...options,
  })
  if (result.ok) opened.push(result.value)
  return result
}

async function mustOpen(options: Partial<GeraiOptions> = {}): Promise<OpenGerai> {
  const result = await open(options)
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

async function sells(gerai: OpenGerai): Promise<void> {
  const { till, manual } = gerai.core()
  expect(setDraft(till, cartOf(10_000))).toMatchObject({ ok: true })
  const amountOf10k = { attemptId: till.ids.next(), amount: null, tendered: 10_000 as never }
  expect(await manual.payCash(amountOf10k)).toMatchObject({ ok: true, value: { sale: { phase: 'paid' } } })
}

const readLanguages = (refusal: Refusal): string[] =>
  (['id', 'en'] as const).map((language) => {
    const { what, safe, next } = sentenceFor(refusal, language)
    return [what, safe, next].filter((part) => part !== '').join(' ')
  })

/** Runs `serve` to its end, as somebody would who started it a second time. */
function serveOnce(data: string): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const args = [join(ROOT, 'src/cli/serve.ts'), '--data', data, '--no-open']
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (part) => {
      stdout += String(part)
    })
    child.stderr.on('data', (part) => {
      stderr += String(part)
    })
    child.on('close', (code) => {
      resolve({ code, stdout, stderr })
    })
  })
}

describe('a data folder belongs to one Gerai at a time', () => {
  it('refuses the second one, and the first sells on', async () => {
    const first = await mustOpen()
    expect(await open()).toEqual({ ok: false, error: { type: 'data_folder_in_use', folder } })
    await sells(first)
  })

  it('is free again after an orderly end, with everything that was sold', async () => {
    const first = await mustOpen()
    await sells(first)
    await first.close()
    opened.splice(0)
    const second = await mustOpen()
    expect(second.core().till.store.read.sales({ cursor: null, limit: 10 }).rows).toHaveLength(1)
  })

  it('is free again after a start that was refused', async () => {
    mkdirSync(join(folder, 'practice'), { recursive: true })
    writeFileSync(
      join(folder, 'practice', 'gerai.sqlite'),
      'not books at all, whatever the name says'.repeat(50),
    )
    expect(await open()).toMatchObject({ ok: false, error: { type: 'store_damaged' } })
    rmSync(join(folder, 'practice', 'gerai.sqlite'))
    await mustOpen()
  })

  it('says it in both languages as a process, ends with code 1, and leaves the first alone; a killed one leaves no lock', async () => {
    const shop = await openShop({ folder, args: ['--practice'] })
    try {
      const second = await serveOnce(folder)
      expect(second.code).toBe(1)
      expect(second.stdout).toBe('')
      for (const sentence of readLanguages({ type: 'data_folder_in_use', folder }))
        expect(second.stderr).toContain(sentence)
      expect(second.stderr).not.toMatch(/\bat .*\.ts:\d+/)
      expect((await fetch(new URL('/health', shop.url))).status).toBe(200)
    } finally {
      await shop.stop('SIGKILL')
    }
    const again = await openShop({ folder, args: ['--practice'] })
    expect((await fetch(new URL('/health', again.url))).status).toBe(200)
    expect(await again.stop()).toBe(0)
  })
})

describe('a data folder that cannot be used', () => {
  it('is refused in both languages, without a word for programmers', async () => {
    const inTheWay = join(folder, 'a-file')
    writeFileSync(inTheWay, 'a file, not a folder')
    const data = join(inTheWay, 'gerai')
    expect(await open({ dataFolder: data })).toEqual({
      ok: false,
      error: { type: 'store_unwritable', folder: data },
    })
    const served = await serveOnce(data)
    expect(served.code).toBe(1)
    for (const sentence of readLanguages({ type: 'store_unwritable', folder: data }))
      expect(served.stderr).toContain(sentence)
    expect(served.stderr).not.toMatch(/\bat .*\.ts:\d+/)
    expect(readFileSync(inTheWay, 'utf8')).toBe('a file, not a folder')
  })

  it('is refused where no folder can be: below /proc, and behind a link that leads nowhere', async () => {
    const link = join(folder, 'link')
    symlinkSync(join(folder, 'nowhere'), link)
    const places = process.platform === 'linux' ? [link, '/proc/gerai'] : [link]
    for (const data of places)
      expect(await open({ dataFolder: data })).toEqual({
        ok: false,
        error: { type: 'store_unwritable', folder: data },
      })
    const data = places.at(-1) ?? ''
    const { code, stderr } = await serveOnce(data)
    expect(code).toBe(1)
    for (const sentence of readLanguages({ type: 'store_unwritable', folder: data }))
      expect(stderr).toContain(sentence)
  })

  it('is used where it stands behind a link', async () => {
    const [there, link] = [join(folder, 'there'), join(folder, 'link')]
    mkdirSync(there)
    symlinkSync(there, link)
    await sells(await mustOpen({ dataFolder: link }))
    expect(existsSync(join(there, 'practice', 'gerai.sqlite'))).toBe(true)
  })

  it('keeps other users of the machine out of what it makes', async () => {
    const rightsOf = (path: string): string => (statSync(path).mode & 0o777).toString(8)
    const data = join(folder, 'new', 'gerai')
    // an older Gerai left its folders open; what its owner has shared with a group stays shared
    for (const name of ['backups', 'logs']) {
      mkdirSync(join(folder, name))
      chmodSync(join(folder, name), 0o755)
    }
    await mustOpen({ dataFolder: data })
    await mustOpen()
    for (const path of [join(folder, 'new'), data, join(data, 'practice'), join(folder, 'practice')])
      expect([path, rightsOf(path)]).toEqual([path, '700'])
    expect([rightsOf(join(folder, 'backups')), rightsOf(join(folder, 'logs'))]).toEqual(['750', '750'])
  })

  it('is refused when the folder itself is a file', async () => {
    const data = join(folder, 'gerai')
    writeFileSync(data, 'mine')
    expect(await open({ dataFolder: data })).toEqual({
      ok: false,
      error: { type: 'store_unwritable', folder: data },
    })
    expect(readFileSync(data, 'utf8')).toBe('mine')
  })

  it.each(['', '{', 'null', '[]', '{"mode":"production"}', '\u0000\u0001'])(
    'starts in practice when the note of the last mode says %j',
    async (text) => {
      writeFileSync(join(folder, 'gerai.json'), text)
      const gerai = await mustOpen()
      expect(gerai.core().till.mode).toBe('practice')
    },
  )
})

describe('going to another mode', () => {
  it('keeps each mode in books of its own and remembers which was on', async () => {
    const gerai = await mustOpen()
    await sells(gerai)
    expect(await gerai.switchMode('test')).toEqual({ ok: true, value: null })
    expect(gerai.core().till.mode).toBe('test')
    expect(gerai.core().till.store.read.sales({ cursor: null, limit: 10 }).rows).toEqual([])
    await gerai.close()
    opened.splice(0)
    expect((await mustOpen()).core().till.mode).toBe('test')
  })

  it('stays where it is when the other books cannot be opened, and sells on', async () => {
    const gerai = await mustOpen()
    mkdirSync(join(folder, 'test'))
    const damaged = Buffer.from('garbage'.repeat(1000))
    writeFileSync(join(folder, 'test', 'gerai.sqlite'), damaged)
    expect(await gerai.switchMode('test')).toMatchObject({ ok: false, error: { type: 'store_damaged' } })
    expect(gerai.core().till.mode).toBe('practice')
    await sells(gerai)
    expect(readFileSync(join(folder, 'test', 'gerai.sqlite')).equals(damaged)).toBe(true)
  })

  it('stays where it is when the practice provider does not start, and sells on', async () => {
    const gerai = await mustOpen({
      mode: 'test',
      launchSimulator: async () => {
        throw new Error('it does not start')
      },
    })
    await expect(gerai.switchMode('practice')).rejects.toThrow('it does not start')
    expect(gerai.core().till.mode).toBe('test')
    await sells(gerai)
  })

  it('does not put two changes on top of each other', async () => {
    const gerai = await mustOpen()
    const answers = await Promise.all([
      gerai.switchMode('test'),
      gerai.restart(),
      gerai.switchMode('practice'),
    ])
    expect(answers.every((each) => each.ok)).toBe(true)
    expect(gerai.core().till.mode).toBe('practice')
    await sells(gerai)
  })

  it('never opens the books of one mode as those of another', async () => {
    const gerai = await mustOpen()
    await gerai.close()
    opened.splice(0)
    mkdirSync(join(folder, 'live'))
    const copied = readFileSync(join(folder, 'practice', 'gerai.sqlite'))
    writeFileSync(join(folder, 'live', 'gerai.sqlite'), copied)
    expect(await open({ mode: 'live' })).toEqual({
      ok: false,
      error: { type: 'store_wrong_mode', found: 'practice', expected: 'live' },
    })
    expect(readFileSync(join(folder, 'live', 'gerai.sqlite')).equals(copied)).toBe(true)
  })
})

it('the secrets of an account never reach the books', async () => {
  const secrets = createMemorySecrets()
  const gerai = await mustOpen({ mode: 'test', secrets })
  const secret = 'sk_test_very_secret_5f1c'
  const saved = await gerai.core().provider.save({
    provider: 'plugipay',
    origin: 'https://plugipay.com',
    prefix: '/api/v1',
    scheme: 'hmac',
    keyId: 'ak_test_1',
    secret,
    webhookSecret: '',
    merchantId: null,
    onBehalfOf: null,
    extraHosts: [],
    amountUnit: 'whole',
    successUrl: 'https://example.com/',
    cancelUrl: 'https://example.com/',
  })
  expect(saved).toMatchObject({ ok: true })
  await gerai.close()
  opened.splice(0)
  expect(await secrets.read('provider:test')).toBe(secret)
  const file = join(folder, 'test', 'gerai.sqlite')
  expect(existsSync(file)).toBe(true)
  expect(readFileSync(file).includes(secret)).toBe(false)
  const handle = new Database(file, { readonly: true })
  expect(handle.prepare("SELECT value FROM meta WHERE name = 'provider'").pluck().get()).toContain(
    'ak_test_1',
  )
  handle.close()
})
