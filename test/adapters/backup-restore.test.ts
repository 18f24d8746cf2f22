import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FORMER_TERMINALS, RENEWAL, type Renewal } from '../../src/core/ports/backups.ts'
import {
  forgetRestore,
  prepareRestore,
  setAsideIn,
  sourceNamed,
  takePlace,
  type RestoreOrder,
} from '../../src/main/adapters/sqlite/backup-restore.ts'
import { lookInto, openBackupShop, soldIn, type BackupShop } from './backup-shop.ts'
import { ids, must } from './sqlite-records.ts'

let shop: BackupShop
beforeEach(async () => {
  shop = openBackupShop()
  await shop.open()
})
afterEach(() => {
  shop.remove()
})

const NOW = '2026-07-16T03:00:00.000Z'

const orderOf = (name: string, more: Partial<RestoreOrder> = {}): RestoreOrder => {
  const named = sourceNamed(shop.folder, shop.mode, name)
  if (named === null) throw new Error(`no copy ${name}`)
  const { folder: dataFolder, mode } = shop
  return {
    dataFolder,
    mode,
    ...named,
    name,
    at: NOW,
    terminalId: ids.next(),
    by: null,
    as: 'restored',
    ...more,
  }
}

async function restore(name: string, more: Partial<RestoreOrder> = {}): Promise<void> {
  expect(await prepareRestore(orderOf(name, more))).toEqual({ ok: true, value: null })
  shop.close()
  takePlace(shop.folder, shop.mode, NOW)
  await shop.open()
}

const meta = (name: string): string | null => shop.books().read.value(name)
const renewal = (): Renewal => JSON.parse(meta(RENEWAL) ?? 'null') as Renewal
const count = (name: string, times: number): void => {
  for (let turn = 0; turn < times; turn += 1) must(shop.books(), (books) => books.nextCounter(name))
}

describe('restoring a copy', () => {
  it('puts its books in the place of the present ones, which are kept with all their parts', async () => {
    shop.sell(2)
    const copy = await shop.makeCopy()
    const inCopy = shop.sold()
    shop.sell(3)
    const present = shop.sold()
    await restore(copy.name)
    expect(shop.sold()).toEqual(inCopy)
    const [aside, ...others] = setAsideIn(shop.folder, shop.mode)
    expect(others).toEqual([])
    expect(aside?.name).toBe('test-20260716T030000Z')
    expect(lookInto(join(shop.folder, 'set-aside', aside?.name ?? '', 'gerai.sqlite'), soldIn)).toEqual(
      present,
    )
  })

  it('leaves the copy on the shelf as it was', async () => {
    const copy = await shop.makeCopy()
    const before = readFileSync(join(shop.backups, copy.name))
    await restore(copy.name)
    expect(readFileSync(join(shop.backups, copy.name)).equals(before)).toBe(true)
  })

  it('gives the till another terminal, which remembers who it was and what it does not know', async () => {
    const first = shop.books().terminalId
    const copy = await shop.makeCopy()
    await restore(copy.name)
    const second = shop.books().terminalId
    expect(second).not.toBe(first)
    expect(renewal()).toEqual({
      reason: 'restored',
      from: copy.name,
      madeAt: copy.at,
      at: NOW,
      by: null,
      terminalBefore: first,
      numbersAbove: 10_000,
    })
    await restore(copy.name)
    // the second life is not in the copy: the books that left told of it
    expect(JSON.parse(meta(FORMER_TERMINALS) ?? '')).toEqual([first, second])
    expect(shop.books().terminalId).not.toBe(second)
  })

  it('does not count as an unclean end, although the copy was made of open books', async () => {
    const copy = await shop.makeCopy()
    await restore(copy.name)
    expect(shop.books().wasUnclean).toBe(false)
  })

  it('goes on above every number that a lost sale may have had', async () => {
    const [day] = new Date().toISOString().split('T')
    count(`sale:TK1:${day}`, 3)
    const copy = await shop.makeCopy()
    await restore(copy.name)
    expect(renewal().numbersAbove).toBe(10_000)
    must(shop.books(), (books) => {
      books.raiseCounter(`sale:TK1:${day}`, 10_050)
    })
    await restore(copy.name)
    expect(renewal().numbersAbove).toBe(20_000)
  })

  it('goes on where other counters were, or well above when nobody can tell any more', async () => {
    count('shift', 3)
    const copy = await shop.makeCopy()
    count('shift', 4)
    await restore(copy.name)
    expect(must(shop.books(), (books) => books.nextCounter('shift'))).toBe(8)
    shop.close()
    writeFileSync(shop.file, 'garbage'.repeat(2_000))
    expect(await prepareRestore(orderOf(copy.name))).toMatchObject({ ok: true })
    takePlace(shop.folder, shop.mode, '2026-07-16T04:00:00.000Z')
    await shop.open()
    expect(must(shop.books(), (books) => books.nextCounter('shift'))).toBe(104)
  })

  it('uses another block of numbers when damaged books are replaced twice in a day', async () => {
    const [day] = new Date().toISOString().split('T')
    count(`sale:TK1:${day}`, 3)
    const copy = await shop.makeCopy()
    const at = (hour: number): string => new Date(Date.now() + hour * 3_600_000).toISOString()
    for (const [turn, above] of [10_000, 20_000].entries()) {
      shop.close()
      rmSync(`${shop.file}-wal`, { force: true })
      writeFileSync(shop.file, 'garbage'.repeat(2_000))
      expect(await prepareRestore(orderOf(copy.name, { at: at(turn) }))).toMatchObject({ ok: true })
      takePlace(shop.folder, shop.mode, at(turn))
      await shop.open()
      expect(renewal().numbersAbove).toBe(above)
    }
  })

  it('can be taken back: the books that were set aside are restored like a copy', async () => {
    const copy = await shop.makeCopy()
    shop.sell(2)
    const present = shop.sold()
    await restore(copy.name)
    const [aside] = setAsideIn(shop.folder, shop.mode)
    await restore(aside?.name ?? '', { at: '2026-07-16T05:00:00.000Z' })
    expect(shop.sold()).toEqual(present)
  })

  it('takes the log along when somebody copied books out of a data folder with it', async () => {
    shop.sell(5)
    const carried = join(shop.folder, 'usb-stick')
    mkdirSync(carried)
    for (const part of ['', '-wal']) copyFileSync(`${shop.file}${part}`, join(carried, `old.sqlite${part}`))
    const all = shop.sold()
    shop.sell(1)
    const order = { source: join(carried, 'old.sqlite'), name: 'old.sqlite', madeAt: null }
    const { folder: dataFolder, mode } = shop
    const terminalId = ids.next()
    const prepared = await prepareRestore({
      dataFolder,
      mode,
      ...order,
      at: NOW,
      terminalId,
      by: null,
      as: 'restored',
    })
    expect(prepared).toEqual({ ok: true, value: null })
    shop.close()
    takePlace(shop.folder, shop.mode, NOW)
    await shop.open()
    expect(shop.sold()).toEqual(all)
    expect(existsSync(join(carried, 'old.sqlite-wal'))).toBe(true)
  })

  it('puts the same books back without a new life when only their file was taken away', async () => {
    shop.sell(2)
    const terminal = shop.books().terminalId
    const copy = await shop.makeCopy('rescue')
    rmSync(shop.file)
    await restore(copy.name, { as: 'put_back' })
    expect(shop.sold()).toHaveLength(2)
    expect(shop.books().terminalId).toBe(terminal)
    expect(meta(RENEWAL)).toBeNull()
  })
})

describe('what cannot be restored', () => {
  const expectUntouched = async (source: string, error: object): Promise<void> => {
    const { folder: dataFolder, mode } = shop
    const name = 'x.sqlite'
    const terminalId = ids.next()
    const order = {
      dataFolder,
      mode,
      source,
      name,
      madeAt: null,
      at: NOW,
      terminalId,
      by: null,
      as: 'restored',
    } as const
    const before = readdirSync(dirname(shop.file)).toSorted()
    expect(await prepareRestore(order)).toMatchObject({ ok: false, error })
    // the present books were not even closed, and nothing lies about
    shop.sell()
    expect(readdirSync(dirname(shop.file)).toSorted()).toEqual(before)
    expect(setAsideIn(shop.folder, shop.mode)).toEqual([])
  }
  beforeEach(() => {
    shop.sell()
  })

  it('a file that is not there, or a folder', async () => {
    await expectUntouched(join(shop.folder, 'nowhere'), { type: 'backup_unknown' })
    await expectUntouched(shop.folder, { type: 'backup_unknown' })
  })

  it('a photo with the name of a backup, and an empty file', async () => {
    const photo = join(shop.folder, 'photo.sqlite')
    writeFileSync(photo, Buffer.alloc(9_000, 0xff))
    await expectUntouched(photo, { type: 'backup_unusable' })
    writeFileSync(photo, '')
    await expectUntouched(photo, { type: 'backup_unusable', detail: 'no_books' })
  })

  it('the books of another shop, once something was sold here; empty books give way to them', async () => {
    const other = openBackupShop()
    const fresh = openBackupShop()
    try {
      await other.open()
      must(other.books(), (writer) => {
        writer.saveSettings({ shopName: 'Warung Lain' }, NOW)
      })
      other.sell(3)
      const { name } = await other.makeCopy()
      const brought = join(other.backups, name)
      await expectUntouched(brought, { type: 'backup_of_other_shop', shop: 'Warung Lain' })
      await fresh.open()
      const order = {
        ...{ dataFolder: fresh.folder, mode: fresh.mode, source: brought, name, madeAt: null, at: NOW },
        ...{ terminalId: ids.next(), by: null, as: 'restored' as const },
      }
      expect(await prepareRestore(order)).toMatchObject({ ok: true })
    } finally {
      other.remove()
      fresh.remove()
    }
  })

  it('a copy that rotted on the shelf', async () => {
    shop.sell(100)
    const { name } = await shop.makeCopy()
    const bytes = readFileSync(join(shop.backups, name))
    bytes.fill(0x5a, bytes.length / 2, bytes.length / 2 + 8_192)
    const rotten = join(shop.folder, 'rotten.sqlite')
    writeFileSync(rotten, bytes)
    await expectUntouched(rotten, { type: 'backup_unusable', name: 'x.sqlite' })
  })

  it('the books of another mode, and those of a newer Gerai', async () => {
    const live = openBackupShop('live')
    await live.open()
    const other = await live.makeCopy()
    await expectUntouched(join(live.backups, other.name), {
      type: 'store_wrong_mode',
      found: 'live',
      expected: 'test',
    })
    live.remove()
    const { name } = await shop.makeCopy()
    const newer = join(shop.folder, 'newer.sqlite')
    copyFileSync(join(shop.backups, name), newer)
    const handle = new Database(newer)
    handle.pragma('user_version = 900')
    handle.close()
    await expectUntouched(newer, { type: 'store_newer', found: 900 })
  })

  it('a name that leads out of the list', () => {
    for (const name of ['../test/gerai.sqlite', '..', '', 'test-00001-20260715T070500Z-daily-v1.sqlite'])
      expect(sourceNamed(shop.folder, shop.mode, name)).toBeNull()
  })
})

describe('a power cut in the middle of the change', () => {
  const READY = (): string => `${shop.file}.restored`
  const leaving = (part: string): string => join(dirname(shop.file), 'leaving', `gerai.sqlite${part}`)
  let present: string[]
  let inCopy: string[]
  beforeEach(async () => {
    shop.sell(2)
    const copy = await shop.makeCopy()
    inCopy = shop.sold()
    shop.sell(1)
    present = shop.sold()
    expect(await prepareRestore(orderOf(copy.name))).toMatchObject({ ok: true })
    // the log of books that were not closed: it belongs to the books that leave, and would spoil the ones that come
    copyFileSync(`${shop.file}-wal`, join(shop.folder, 'wal'))
    copyFileSync(shop.file, join(shop.folder, 'main'))
    shop.close()
    copyFileSync(join(shop.folder, 'main'), shop.file)
    copyFileSync(join(shop.folder, 'wal'), `${shop.file}-wal`)
  })

  const STEPS: readonly (readonly [string, () => void])[] = [
    ['before the first step', () => {}],
    [
      'after the books were moved and before their log was',
      () => {
        mkdirSync(dirname(leaving('')))
        renameSync(shop.file, leaving(''))
      },
    ],
    [
      'when nothing stands in the place',
      () => {
        mkdirSync(dirname(leaving('')))
        renameSync(shop.file, leaving(''))
        renameSync(`${shop.file}-wal`, leaving('-wal'))
      },
    ],
    [
      'before the old books have their name',
      () => {
        mkdirSync(dirname(leaving('')))
        renameSync(shop.file, leaving(''))
        renameSync(`${shop.file}-wal`, leaving('-wal'))
        renameSync(READY(), shop.file)
      },
    ],
  ]

  it.each(STEPS)('%s: the next start goes on, and both books are whole', async (_when, cut) => {
    cut()
    takePlace(shop.folder, shop.mode, NOW)
    takePlace(shop.folder, shop.mode, NOW) // a second start finds nothing to do
    await shop.open()
    expect(shop.sold()).toEqual(inCopy)
    const [aside] = setAsideIn(shop.folder, shop.mode)
    const old = new Database(join(shop.folder, 'set-aside', aside?.name ?? '', 'gerai.sqlite'))
    expect(soldIn(old)).toEqual(present)
    old.close()
    expect(
      readdirSync(dirname(shop.file)).filter((name) => name.includes('leaving') || name.includes('rest')),
    ).toEqual([])
  })

  it('and a change that cannot begin is taken back', async () => {
    forgetRestore(shop.folder, shop.mode)
    takePlace(shop.folder, shop.mode, NOW)
    await shop.open()
    expect(shop.sold()).toEqual(present)
  })
})
