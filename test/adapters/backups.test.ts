import {
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  closeSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { copiesIn, copyName } from '../../src/main/adapters/sqlite/backup-names.ts'
import { newestGoodCopy, verifyCopy } from '../../src/main/adapters/sqlite/backup-shelf.ts'
import { MIGRATIONS } from '../../src/main/adapters/sqlite/migrations/index.ts'
import { lookInto, openBackupShop, soldIn, type BackupShop } from './backup-shop.ts'

let shop: BackupShop
beforeEach(async () => {
  shop = openBackupShop()
  await shop.open()
})
afterEach(() => {
  shop.remove()
})

const names = (): string[] => readdirSync(shop.backups).toSorted()

/** Overwrites a page in the middle of a file, as a bad sector would. */
function damage(file: string): void {
  const descriptor = openSync(file, 'r+')
  writeSync(descriptor, Buffer.alloc(4096, 0xa5), 0, 4096, Math.floor(statSync(file).size / 8192) * 4096)
  closeSync(descriptor)
}

describe('a copy of the open books', () => {
  it('holds everything that was sold, opens by itself, and says in its name what it is', async () => {
    shop.sell(3)
    const copy = await shop.makeCopy()
    expect(copy.name).toMatch(/^test-00001-\d{8}T\d{6}Z-by-hand-v\d+\.sqlite$/)
    expect(copy).toMatchObject({ number: 1, why: 'by_hand', version: MIGRATIONS.length })
    // one file alone: no log beside it that could be forgotten when it is carried away
    expect(names()).toEqual([copy.name])
    const alone = join(shop.folder, 'carried-away.sqlite')
    copyFileSync(join(shop.backups, copy.name), alone)
    lookInto(alone, (handle) => {
      expect(soldIn(handle)).toEqual(shop.sold())
      expect(handle.pragma('journal_mode', { simple: true })).toBe('delete')
      expect(handle.pragma('integrity_check', { simple: true })).toBe('ok')
    })
  })

  it('takes in what is sold while it is being made, and the shop never waits for it', async () => {
    shop.sell(400)
    let turns = 0
    const made = shop.shelf().make('daily', ({ step }) => {
      if (step === 'copying') shop.sell()
      turns += 1
    })
    expect(await made).toMatchObject({ ok: true })
    expect(turns).toBeGreaterThan(3)
    const [copy] = shop.shelf().copies()
    const inCopy = lookInto(join(shop.backups, copy?.name ?? ''), soldIn)
    expect(inCopy.length).toBeGreaterThan(401)
    expect(inCopy).toEqual(shop.sold().slice(0, inCopy.length))
  })

  it('tells how far it is, and that it is read again before it counts', async () => {
    shop.sell(200)
    const seen: string[] = []
    await shop.shelf().make('daily', ({ step, percent }) => {
      seen.push(`${step} ${percent}`)
      if (step === 'checking') expect(shop.shelf().copies()).toEqual([])
    })
    expect(seen[0]).toMatch(/^copying \d+$/)
    expect(seen.at(-1)).toBe('checking 100')
    expect(shop.shelf().copies()).toHaveLength(1)
  })

  it('is not kept when the books it was made of are damaged', async () => {
    shop.sell(300)
    const good = await shop.makeCopy()
    shop.books().handle.pragma('wal_checkpoint(TRUNCATE)')
    shop.books().handle.pragma('cache_size = 0')
    damage(shop.file)
    const made = await shop.shelf().make('daily', () => {})
    expect(made).toMatchObject({ ok: false, error: { type: 'store_damaged' } })
    expect(names()).toEqual([good.name])
  })

  it('leaves nothing when the shop closes in the middle, and the closing does not hang', async () => {
    shop.sell(200)
    const shelf = shop.shelf()
    const made = shelf.make('daily', ({ percent }) => {
      if (percent > 10) shelf.stop()
    })
    expect(await made).toEqual({ ok: false, error: { type: 'backup_stopped' } })
    expect(names()).toEqual([])
  })

  it('throws away what a power cut left of an earlier one', async () => {
    mkdirSync(shop.backups)
    const yesterday = Date.now() / 1_000 - 86_400
    for (const left of ['test-1-77.part', 'test-1-77.part-journal']) {
      writeFileSync(join(shop.backups, left), 'half')
      utimesSync(join(shop.backups, left), yesterday, yesterday)
    }
    // somebody else is writing this one at the moment
    writeFileSync(join(shop.backups, 'test-1-78.part'), 'half')
    const copy = await shop.makeCopy()
    expect(names()).toEqual([copy.name, 'test-1-78.part'].toSorted())
  })

  it('cannot be made where a file stands in the way of the folder, and says which folder', async () => {
    writeFileSync(shop.backups, 'mine')
    const made = await shop.shelf().make('daily', () => {})
    expect(made).toEqual({ ok: false, error: { type: 'store_unwritable', folder: shop.backups } })
    expect(readFileSync(shop.backups, 'utf8')).toBe('mine')
  })
})

describe('the shelf', () => {
  it('numbers copies one after the other, also over a damaged one, and shows the newest first', async () => {
    const first = await shop.makeCopy()
    const second = await shop.makeCopy('daily')
    damage(join(shop.backups, second.name))
    expect(await shop.shelf().verify(second.name)).toMatchObject({
      ok: false,
      error: { type: 'backup_unusable' },
    })
    const third = await shop.makeCopy()
    expect(third.number).toBe(3)
    expect(
      shop
        .shelf()
        .copies()
        .map(({ name }) => name),
    ).toEqual([third.name, first.name])
  })

  it('takes a damaged copy off the list and keeps its file for whoever wants to look', async () => {
    shop.sell(50)
    const good = await shop.makeCopy()
    const bad = await shop.makeCopy()
    damage(join(shop.backups, bad.name))
    expect((await newestGoodCopy(shop.backups, 'test'))?.name).toBe(good.name)
    expect(names()).toEqual([good.name, `${bad.name}.bad`].toSorted())
  })

  it('counts only its own mode, and knows what the others take', async () => {
    const copy = await shop.makeCopy()
    const { number, at, why, version } = copy
    const live = copyName('live', { number, at, why, version })
    writeFileSync(join(shop.backups, live), 'x'.repeat(1234))
    writeFileSync(join(shop.backups, 'holiday.jpg'), 'x')
    expect(shop.shelf().copies()).toEqual([copy])
    expect(shop.shelf().otherModesBytes()).toBe(1234)
  })

  it('refuses the copy of another mode that somebody gave the name of this one', async () => {
    const { name } = await shop.makeCopy()
    const asLive = name.replace('test-', 'live-')
    copyFileSync(join(shop.backups, name), join(shop.backups, asLive))
    expect(await verifyCopy(shop.backups, 'live', asLive)).toEqual({
      ok: false,
      error: { type: 'store_wrong_mode', found: 'test', expected: 'live' },
    })
    expect(existsSync(join(shop.backups, asLive))).toBe(true)
  })

  it('knows no copy by a path that leads out of its folder', async () => {
    const { name } = await shop.makeCopy()
    for (const path of [`../backups/${name}`, `./${name}`, '../test/gerai.sqlite', '']) {
      expect(await shop.shelf().verify(path)).toEqual({
        ok: false,
        error: { type: 'backup_unknown', name: path },
      })
    }
  })

  it('removes what it is told to, and a copy that is gone already is no trouble', async () => {
    const copy = await shop.makeCopy()
    rmSync(join(shop.backups, copy.name))
    shop.shelf().remove([copy])
    expect(copiesIn(shop.backups)).toEqual([])
  })
})

describe('the books themselves', () => {
  it('are found sound while they are open and written', async () => {
    shop.sell(20)
    const checked = shop.shelf().checkBooks()
    shop.sell(20)
    expect(await checked).toEqual({ type: 'sound' })
    expect(shop.sold()).toHaveLength(40)
  })

  it('are found damaged, with what SQLite says about it', async () => {
    shop.sell(300)
    shop.books().handle.pragma('wal_checkpoint(TRUNCATE)')
    damage(shop.file)
    const found = await shop.shelf().checkBooks()
    if (found.type !== 'damaged') throw new Error(found.type)
    expect(found.problems.join(' ')).not.toBe('')
  })
})

describe('the mark of an unclean end', () => {
  it('stands after a kill and not after an orderly close', async () => {
    expect(shop.books().wasUnclean).toBe(false)
    shop.close()
    expect((await shop.open()).wasUnclean).toBe(false)
    // a kill: the books are left as they are, with their log, and nobody closes them
    const killed = join(shop.folder, 'killed')
    mkdirSync(killed)
    shop.sell()
    for (const part of ['', '-wal']) copyFileSync(`${shop.file}${part}`, join(killed, `gerai.sqlite${part}`))
    shop.close()
    for (const part of ['', '-wal']) copyFileSync(join(killed, `gerai.sqlite${part}`), `${shop.file}${part}`)
    expect((await shop.open()).wasUnclean).toBe(true)
    expect(shop.sold()).toHaveLength(1)
  })
})
