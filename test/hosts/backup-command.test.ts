import { spawn } from 'node:child_process'
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sentenceFor } from '../../src/core/domain/sentences/sentence-for.ts'
import type { Refusal } from '../../src/core/domain/refusals.ts'
import { openBackupShop, type BackupShop } from '../adapters/backup-shop.ts'
import { openShop } from '../e2e/shop.ts'
import { openTestShop } from '../till/shop-bench.ts'

const ROOT = join(import.meta.dirname, '..', '..')

interface Ran {
  readonly code: number | null
  readonly said: Record<string, unknown> | null
  readonly told: string
}

/** Runs a command as somebody would in a terminal of which nobody reads the input. */
function run(script: 'backup' | 'serve', ...args: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(ROOT, 'src/cli', `${script}.ts`), ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    let told = ''
    child.stdout.on('data', (part) => {
      said += String(part)
    })
    child.stderr.on('data', (part) => {
      told += String(part)
    })
    child.once('close', (code) => {
      resolve({ code, told, said: said === '' ? null : (JSON.parse(said) as Record<string, unknown>) })
    })
  })
}

const wordsOf = (refusal: Refusal): string[] =>
  (['id', 'en'] as const).map((language) => {
    const { what, safe, next } = sentenceFor(refusal, language)
    return [what, safe, next].join(' ')
  })

let shop: BackupShop
const backup = (...args: readonly string[]): Promise<Ran> =>
  run('backup', ...args, '--data', shop.folder, '--mode', shop.mode)

beforeEach(async () => {
  shop = openBackupShop('live')
  await shop.open()
  shop.sell(2)
})
afterEach(() => {
  shop.remove()
})

describe('npm run backup', () => {
  it('makes a copy while the shop is open and sells, lists it, and finds it good', async () => {
    const made = await backup('make')
    expect(made).toMatchObject({ code: 0, said: { number: 1, why: 'by_hand' } })
    shop.sell()
    const listed = await backup('list')
    expect(listed.said).toMatchObject({ mode: 'live', copies: [{ name: made.said?.['name'] }], setAside: [] })
    for (const what of ['NEWEST', String(made.said?.['name'])]) {
      const verified = await backup('verify', what)
      expect(verified).toMatchObject({ code: 0, said: { good: true } })
      expect(verified.told.trim().split('\n')).toHaveLength(2)
    }
    // the till itself lists it too
    expect(shop.shelf().copies()).toHaveLength(1)
  })

  it('restores nothing while the shop is open, and says so', async () => {
    await shop.makeCopy()
    const open = await openTestShop()
    try {
      await open.gerai().core().backups.make('by_hand')
      const args = ['restore', 'NEWEST', '--yes', '--data', open.folder, '--mode', 'practice']
      const restored = await run('backup', ...args)
      expect(restored).toMatchObject({ code: 1, said: null })
      for (const sentence of wordsOf({ type: 'data_folder_in_use', folder: open.folder }))
        expect(restored.told).toContain(sentence)
    } finally {
      await open.remove()
    }
  })

  it('restores by name, by NEWEST and from a stick, and keeps what was there', async () => {
    const copy = await shop.makeCopy()
    shop.sell(3)
    shop.close()
    const stick = join(shop.folder, 'stick.sqlite')
    copyFileSync(join(shop.backups, copy.name), stick)
    for (const [turn, what] of ['NEWEST', copy.name, stick].entries()) {
      const restored = await backup('restore', what, '--yes')
      expect(restored).toMatchObject({ code: 0, said: { mode: 'live' } })
      await shop.open()
      expect(shop.sold()).toHaveLength(2)
      shop.close()
      expect(readdirSync(join(shop.folder, 'set-aside'))).toHaveLength(turn + 1)
    }
  })

  it('asks first: without a terminal and without --yes nothing is touched', async () => {
    await shop.makeCopy()
    shop.close()
    const before = readFileSync(shop.file)
    const asked = await backup('restore', 'NEWEST')
    expect(asked.code).toBe(2)
    expect(asked.told).toContain('--yes')
    expect(readFileSync(shop.file).equals(before)).toBe(true)
  })

  it.each([
    [['restore', 'nowhere.sqlite', '--yes'], 1],
    [['restore'], 2],
    [['verify', 'nowhere.sqlite'], 2],
    [['verify'], 2],
    [['frobnicate'], 2],
    [['list', 'too', 'much'], 2],
    [['list', '--speed'], 2],
    [[], 2],
  ])('refuses %j in both languages, without a word for programmers', async (args, code) => {
    shop.close()
    const refused = await backup(...args)
    expect(refused).toMatchObject({ code, said: null })
    expect(refused.told.trim().split('\n').length).toBeGreaterThanOrEqual(2)
    expect(refused.told).not.toMatch(/\bat .*\.ts:\d+/)
    // nothing was changed, and nothing says that it was
    expect(refused.told).not.toMatch(/disisihkan|set aside/)
  })

  it('helps', async () => {
    const child = spawn(process.execPath, [join(ROOT, 'src/cli/backup.ts'), '--help'])
    let help = ''
    child.stdout.on('data', (part) => {
      help += String(part)
    })
    await new Promise((resolve) => child.once('close', resolve))
    for (const word of ['list', 'make', 'verify FILE', 'restore FILE', '--data', '--mode', '--yes'])
      expect(help).toContain(word)
  })
})

describe('a start on books that do not open', () => {
  const serve = (): Promise<Ran> => run('serve', '--data', shop.folder, '--mode', 'live', '--no-open')

  it('says so, names the newest good copy and the command, and touches nothing', async () => {
    const copy = await shop.makeCopy()
    shop.close()
    const damaged = Buffer.alloc(60_000, 0xa5)
    writeFileSync(shop.file, damaged)
    const served = await serve()
    expect(served).toMatchObject({ code: 1, said: null })
    expect(served.told).toContain('Cadangan baik terbaru dibuat')
    expect(served.told).toContain('The newest good backup was made on')
    const command = /npm run backup -- (restore NEWEST --mode live --data ".*")/.exec(served.told)?.[1]
    expect(command).toBe(`restore NEWEST --mode live --data "${shop.folder}"`)
    expect(readFileSync(shop.file).equals(damaged)).toBe(true)
    expect(existsSync(join(shop.folder, 'set-aside'))).toBe(false)
    // the command as it was said, and the shop opens with what the copy holds
    expect(await backup('restore', 'NEWEST', '--yes')).toMatchObject({
      code: 0,
      said: { restored: copy.name },
    })
    const running = await openShop({ folder: shop.folder, args: ['--mode', 'live'] })
    await running.stop()
    await shop.open()
    expect(shop.sold()).toHaveLength(2)
  })

  it('says when the books are gone, and makes no empty ones in their place', async () => {
    await shop.makeCopy()
    shop.close()
    for (const part of ['', '-wal', '-shm']) rmSync(`${shop.file}${part}`, { force: true })
    const served = await serve()
    expect(served.code).toBe(1)
    const [indonesian = '', english = ''] = wordsOf({
      type: 'store_missing',
      folder: join(shop.folder, 'live'),
    })
    expect(served.told).toContain(indonesian)
    expect(served.told).toContain(english)
    expect(existsSync(shop.file)).toBe(false)
  })

  it('offers nothing where there is no copy', async () => {
    shop.close()
    writeFileSync(shop.file, Buffer.alloc(60_000, 0xa5))
    const served = await serve()
    expect(served.code).toBe(1)
    expect(served.told).not.toContain('npm run backup')
  })
})
