import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { Printer } from '../../src/core/domain/printers.ts'
import { lockDataFolder } from '../../src/main/adapters/sqlite/open.ts'
import { createIds, silentLog, systemClock } from '../../src/main/adapters/system/system.ts'
import { openPrinterDesk } from '../../src/main/printer-desk.ts'
import { openStatusPrinter } from '../fakes/status-printer.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
let folder = ''
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gerai-printer-cli-'))
  await stored()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** The printers in the books; makes the books when there are none. */
async function stored(): Promise<readonly Printer[]> {
  const options = { dataFolder: folder, mode: 'practice', clock: systemClock, log: silentLog } as const
  const opened = await openPrinterDesk({ ...options, ids: createIds(systemClock) })
  if (!opened.ok) throw new Error(JSON.stringify(opened.error))
  try {
    return opened.value.store.read.printers()
  } finally {
    opened.value.close()
  }
}

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs `printers` the way npm does; `answers` are typed, one line each. */
const run = (words: readonly string[], answers: readonly string[] = []): Promise<Ended> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['src/cli/printers.ts', ...words],
      { cwd: root },
      (_, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    )
    child.stdin?.end(answers.map((line) => `${line}\n`).join(''))
  })
const setup = (words: readonly string[], answers: readonly string[] = []): Promise<Ended> =>
  run(['setup', ...words, '--data', folder, '--mode', 'practice'], answers)

async function openPrinter() {
  const printer = await openStatusPrinter({ answers: 'dle', confirms: true })
  onTestFinished(printer.close)
  return printer
}

describe('setting up a printer on the command line', () => {
  test('asks the paper step by step and stores the answers', async () => {
    const printer = await openPrinter()
    const { code, stdout, stderr } = await setup(
      [printer.uri, '--profile', 'epson-tm-t20'],
      // ruler, columns; codes, none of them; as dots, six; cut, too short; again, yes; drawer, closed; other pin, yes
      ['y', '42', 'y', '0', 'y', '6', 'y', 'k', 'y', 'y', 'y', 't', 'y', 'y', 'Kasir depan', 'receipt'],
    )
    expect(stderr).toContain('This printer can answer.')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toEqual({
      ...{ printer: printer.uri, name: 'Kasir depan', profile: 'epson-tm-t20-toko' },
      roles: ['receipt', 'copy'],
    })
    expect(await stored()).toMatchObject([
      {
        name: 'Kasir depan',
        finding: { channel: 'dle', confirms: true },
        profile: {
          ...{ columns: 42, feedLines: 3, cutter: { kind: 'partial' } },
          qr: { mode: 'raster', qrisModuleDots: 6 },
          drawer: { pin: 5 },
        },
      },
    ])
  })

  test('asks again for what cannot be, and prints nothing that is not wanted', async () => {
    const printer = await openPrinter()
    const { code, stderr } = await setup(
      [],
      ['tpc://typo', printer.uri, 'laser', 'generic-58', 'n', 'n', 'n', 'n', 'Kasir', 'kitchen', '-'],
    )
    expect(code).toBe(0)
    expect(stderr).toContain('There is no kind laser.')
    expect(stderr).toContain('Choose from receipt and copy.')
    expect(printer.device.paper).toEqual([])
    // the first printer prints everything, whatever was said
    expect(await stored()).toMatchObject([{ profile: 'generic-58', roles: ['receipt', 'copy'] }])
  })

  test('stores nothing when nobody answers any more', async () => {
    const printer = await openPrinter()
    const { code, stdout, stderr } = await setup([printer.uri, '--profile', 'generic-58'], ['y'])
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain('Nothing was changed.')
    expect(await stored()).toEqual([])
  })

  test('goes without any question for a script', async () => {
    const words = ['tcp://192.0.2.7', '--profile', 'xprinter-xp-58', '--name', 'Depan']
    expect((await setup(words)).code).toBe(0)
    expect(await stored()).toMatchObject([{ name: 'Depan', profile: 'xprinter-xp-58', finding: null }])
    // and the same address is not taken twice
    const again = await setup(words)
    expect(again).toMatchObject({ code: 1, stdout: '' })
    expect(again.stderr).toContain('Depan')
    expect(await stored()).toHaveLength(1)
  })

  test.each([
    ['an address that is none', ['tpc://x', '--profile', 'generic-58', '--name', 'A'], 1],
    ['a place no printer may write to', ['file:/etc/cron.d/x', '--profile', 'generic-58', '--name', 'A'], 1],
    ['a name without an address', ['--name', 'A'], 2],
    ['a name without a profile', ['tcp://192.0.2.7', '--name', 'A'], 2],
    ['a name too long', ['tcp://192.0.2.7', '--profile', 'generic-58', '--name', 'A'.repeat(41)], 2],
    ['an unknown profile', ['tcp://192.0.2.7', '--profile', 'laser'], 2],
  ])('refuses %s in both languages and stores nothing', async (_, words, code) => {
    const ended = await setup(words)
    expect(ended).toMatchObject({ code, stdout: '' })
    expect(ended.stderr.split('\n').length).toBeGreaterThan(1)
    expect(await stored()).toEqual([])
  })

  test('does not touch books that a till has open', async () => {
    const lock = lockDataFolder(folder)
    if (!lock.ok) throw new Error(lock.error.type)
    const ended = await setup(['tcp://192.0.2.7', '--profile', 'generic-58', '--name', 'A'])
    lock.value.release()
    expect(ended).toMatchObject({ code: 1, stdout: '' })
    expect(await stored()).toEqual([])
  })
})

describe('asking a printer on the command line', () => {
  test('says what it says, and unknown of one that says nothing', async () => {
    const printer = await openPrinter()
    printer.device.sensors = { coverOpen: true }
    const { code, stdout } = await run(['status', printer.uri])
    expect({ code, said: JSON.parse(stdout) }).toEqual({
      code: 0,
      said: { printer: printer.uri, condition: 'cover_open', channel: 'dle', confirms: false },
    })
    const mute = await openStatusPrinter({ answers: 'nothing' })
    onTestFinished(mute.close)
    const silent = await run(['status', mute.uri])
    expect(JSON.parse(silent.stdout)).toMatchObject({ condition: 'unknown', channel: 'none' })
  })

  test.each([
    [['status'], 2],
    [['status', 'lpt1'], 2],
    [['status', 'tcp://127.0.0.1:1'], 1],
  ])('refuses %j', async (words, code) => {
    expect(await run(words)).toMatchObject({ code, stdout: '' })
  })
})
