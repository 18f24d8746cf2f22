import { copyFileSync, cpSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FORMER_TERMINALS, RENEWAL, type Renewal } from '../../src/core/ports/backups.ts'
import { backupFolder } from '../../src/main/adapters/sqlite/backup-names.ts'
import { booksFile } from '../../src/main/adapters/sqlite/backup-restore.ts'
import { createBackupShelf } from '../../src/main/adapters/sqlite/backup-shelf.ts'
import { openStore, type OpenBooks } from '../../src/main/adapters/sqlite/store.ts'
import { systemClock } from '../../src/main/adapters/system/system.ts'
import { ids, must } from './sqlite-records.ts'

let home: string
let folder: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'gerai-copied-'))
  folder = join(home, 'gerai')
})
afterEach(() => {
  rmSync(home, { recursive: true, force: true })
})

async function open(dataFolder = folder): Promise<OpenBooks> {
  const options = { clock: systemClock, ids, backupFolder: backupFolder(dataFolder) }
  const opened = await openStore(booksFile(dataFolder, 'live'), 'live', options)
  if (!opened.ok) throw new Error(JSON.stringify(opened.error))
  return opened.value
}
/** Opens, takes a number, and closes: a day of a shop. */
async function aDay(dataFolder = folder): Promise<{ terminal: string; renewal: Renewal | null }> {
  const books = await open(dataFolder)
  const text = books.read.value(RENEWAL)
  must(books, (writer) => {
    writer.nextCounter('sale:TK1:2026-07-15')
    writer.appendEvent({
      at: '2026-07-15T07:05:00.000Z',
      actor: null,
      kind: 'x',
      saleId: null,
      tenderId: null,
      facts: {},
    })
  })
  const { terminalId } = books
  books.close()
  return { terminal: terminalId, renewal: text === null ? null : (JSON.parse(text) as Renewal) }
}

describe('books that stay where they are', () => {
  it('stay the same till, however often they are opened', async () => {
    const { terminal } = await aDay()
    expect([await aDay(), await aDay()]).toEqual([
      { terminal, renewal: null },
      { terminal, renewal: null },
    ])
  })

  it('stay the same till when their folder is moved or renamed', async () => {
    const { terminal } = await aDay()
    const moved = join(home, 'elsewhere')
    renameSync(folder, moved)
    expect(await aDay(moved)).toEqual({ terminal, renewal: null })
  })
})

describe('books that were copied by hand', () => {
  it('to another folder are another till, which goes on above the numbers of the first; that one sells on as it was', async () => {
    const { terminal } = await aDay()
    const copied = join(home, 'copy')
    cpSync(folder, copied, { recursive: true })
    const there = await aDay(copied)
    expect(there.terminal).not.toBe(terminal)
    expect(there.renewal).toMatchObject({
      reason: 'cloned',
      madeAt: '2026-07-15T07:05:00.000Z',
      terminalBefore: terminal,
      numbersAbove: 10_000,
    })
    const books = await open(copied)
    expect(JSON.parse(books.read.value(FORMER_TERMINALS) ?? '')).toEqual([terminal])
    books.close()
    expect(await aDay()).toEqual({ terminal, renewal: null })
  })

  it('back over the present ones, as by an owner with a memory stick, are another till', async () => {
    const { terminal } = await aDay()
    const stick = join(home, 'stick.sqlite')
    copyFileSync(booksFile(folder, 'live'), stick)
    await aDay()
    rmSync(booksFile(folder, 'live'))
    copyFileSync(stick, booksFile(folder, 'live'))
    const after = await aDay()
    expect(after.terminal).not.toBe(terminal)
    expect(after.renewal).toMatchObject({ reason: 'cloned', terminalBefore: terminal })
  })

  it('from the shelf with a file manager are another till, also when they were copied into the very same file', async () => {
    const { terminal } = await aDay()
    const books = await open()
    const made = await createBackupShelf(books, {
      dataFolder: folder,
      mode: 'live',
      clock: systemClock,
    }).make('by_hand', () => {})
    books.close()
    if (!made.ok) throw new Error(made.error.type)
    copyFileSync(join(backupFolder(folder), made.value.name), booksFile(folder, 'live'))
    const after = await aDay()
    expect(after.terminal).not.toBe(terminal)
    expect(after.renewal).toMatchObject({ reason: 'cloned' })
  })

  it('of a version that noted no place are taken for what they are', async () => {
    const { terminal } = await aDay()
    const books = await open()
    must(books, (writer) => {
      writer.setValue('place', null)
    })
    books.handle.close()
    mkdirSync(join(home, 'new', 'live'), { recursive: true })
    copyFileSync(booksFile(folder, 'live'), booksFile(join(home, 'new'), 'live'))
    expect((await aDay(join(home, 'new'))).terminal).toBe(terminal)
  })
})
