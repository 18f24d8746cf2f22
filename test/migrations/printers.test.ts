import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Printer } from '../../src/core/domain/printers.ts'
import { firstBooks } from '../../src/main/adapters/sqlite/migrations/0001-first-books.ts'
import { printersTable } from '../../src/main/adapters/sqlite/migrations/0004-printers.ts'
import { openBooks } from '../../src/main/adapters/sqlite/open.ts'
import { storeOn } from '../../src/main/adapters/sqlite/store.ts'
import { createIds, systemClock } from '../../src/main/adapters/system/system.ts'

let folder = ''
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'gerai-printers-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const STAMP = { mode: 'live', terminalId: 'T1', now: '2026-07-15T07:00:00.000Z' } as const

/** Books of the first version with these settings, brought to the shape with printers. */
function migrated(settings: Readonly<Record<string, unknown>>): {
  readonly printers: readonly Printer[]
  readonly settings: Readonly<Record<string, unknown>>
} {
  const file = join(folder, 'gerai.sqlite')
  const before = openBooks(file, STAMP, [firstBooks])
  if (!before.ok) throw new Error(before.error.type)
  const put = before.value.prepare('INSERT INTO settings (name, value, updated_at) VALUES (?, ?, ?)')
  for (const [name, value] of Object.entries(settings)) put.run(name, JSON.stringify(value), STAMP.now)
  before.value.close()
  const after = openBooks(file, STAMP, [firstBooks, printersTable])
  if (!after.ok) throw new Error(after.error.type)
  const rows = after.value.prepare('SELECT * FROM printers').all() as Record<string, string>[]
  const kept = after.value.prepare('SELECT name, value FROM settings').all() as Record<string, string>[]
  after.value.close()
  return {
    printers: rows.map((row) => ({
      ...{ id: row['id'] ?? '', name: row['name'] ?? '', uri: row['uri'] ?? '' },
      ...{
        profile: JSON.parse(row['profile'] ?? '') as string,
        roles: JSON.parse(row['roles'] ?? '') as Printer['roles'],
      },
      ...{ finding: null, standing: null },
    })),
    settings: Object.fromEntries(kept.map(({ name, value }) => [name, JSON.parse(value ?? 'null')])),
  }
}

describe('books from before there were several printers', () => {
  it('keep their printer: it becomes the first one and prints everything', () => {
    const { printers, settings } = migrated({
      ...{ printerUri: 'tcp://192.168.1.50:9100', printerProfile: 'epson-tm-t82', paper: '80' },
      shopName: 'Warung Lama',
    })
    expect(printers).toMatchObject([
      { uri: 'tcp://192.168.1.50:9100', profile: 'epson-tm-t82', roles: ['receipt', 'copy'] },
    ])
    expect(settings).toEqual({ shopName: 'Warung Lama' })
  })

  it('take the generic profile where none was chosen', () => {
    expect(migrated({ printerUri: 'device:/dev/usb/lp0' }).printers).toMatchObject([
      { profile: 'generic-58' },
    ])
  })

  it.each([{}, { printerUri: 'screen:' }])('have none where slips were on the screen: %j', (settings) => {
    expect(migrated(settings).printers).toEqual([])
  })
})

describe('the printers in the books', () => {
  it('are kept whole, one role each, and what they say is noted without touching the rest', () => {
    const opened = openBooks(join(folder, 'gerai.sqlite'), STAMP)
    if (!opened.ok) throw new Error(opened.error.type)
    const store = storeOn(opened.value, createIds(systemClock))
    const first: Printer = {
      ...{
        id: 'a',
        name: 'Depan',
        uri: 'tcp://192.0.2.1',
        profile: 'generic-58',
        roles: ['receipt', 'copy'],
      },
      ...{ finding: null, standing: null },
    }
    const second: Printer = { ...first, id: 'b', name: 'Belakang', uri: 'queue:B', roles: ['copy'] }
    const wrote = store.write((books) => {
      books.savePrinter(first, STAMP.now)
      books.savePrinter(second, '2026-07-15T08:00:00.000Z')
      books.notePrinter('a', { condition: 'paper_low', at: STAMP.now }, { channel: 'dle', confirms: true })
      books.notePrinter('a', { condition: 'ready', at: '2026-07-15T09:00:00.000Z' })
    })
    expect(wrote.ok).toBe(true)
    expect(store.read.printers()).toEqual([
      {
        ...{ ...first, roles: ['receipt'], finding: { channel: 'dle', confirms: true } },
        standing: { condition: 'ready', at: '2026-07-15T09:00:00.000Z' },
      },
      second,
    ])
    // no two printers at one address, whatever a use case forgets
    expect(() => store.write((books) => books.savePrinter({ ...second, id: 'c' }, STAMP.now))).toThrow(
      /UNIQUE/,
    )
    store.write((books) => books.removePrinter('a', STAMP.now))
    expect(store.read.printers()).toEqual([second])
    store.close()
  })
})
