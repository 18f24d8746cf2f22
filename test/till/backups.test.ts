import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, describe, expect, it } from 'vitest'
import { attentionSentence } from '../../src/core/domain/sentences/attention.ts'
import { sentenceFor } from '../../src/core/domain/sentences/sentence-for.ts'
import { booksFile } from '../../src/main/adapters/sqlite/backup-restore.ts'
import { nextCustomer } from '../../src/main/usecases/selling/counter.ts'
import { counterView } from '../../src/main/usecases/views/counter.ts'
import { aSale, must } from '../adapters/sqlite-records.ts'
import { THE_OWNER } from '../fakes/duty.ts'
import { movableClock, type MovableClock } from '../fakes/clock.ts'
import { wallClock } from '../fakes/wall-clock.ts'
import { eventually, openTestTill, type TestTill } from './bench.ts'
import {
  attentionKinds,
  pressOnly,
  openTestShop,
  putInCart,
  saleNow,
  sellForCash,
  type TestShop,
} from './shop-bench.ts'

const DAY_MS = 86_400_000
const MINUTE_MS = 61_000

const open: (TestTill | TestShop)[] = []
afterEach(async () => {
  for (const each of open.splice(0)) await ('remove' in each ? each.remove() : each.close())
})
const started = async (options: Parameters<typeof openTestTill>[0] = {}): Promise<TestTill> => {
  const till = await openTestTill(options)
  open.push(till)
  return till
}
const startedShop = async (...args: Parameters<typeof openTestShop>): Promise<TestShop> => {
  const shop = await openTestShop(...args)
  open.push(shop)
  return shop
}
/** Lets minutes pass on the till's clock until it has happened; each round of the till has the time it takes. */
async function minutesUntil<T>(clock: MovableClock, ready: () => T | false, most = 200): Promise<void> {
  for (let minute = 0; minute < most && ready() === false; minute += 1) {
    clock.advance(MINUTE_MS)
    await pause(30)
  }
  await eventually(ready, ready)
}
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const copiesOf = ({ core }: TestTill) => core.backups.view().copies
const folderOf = ({ folder }: TestTill): string => join(folder, 'backups')

describe('copies by themselves', () => {
  it('are made once a day while the shop sells, the first one a minute after it opened', async () => {
    const clock = movableClock()
    const till = await started({ clock })
    await sellForCash(till.core.till, 10_000)
    expect(copiesOf(till)).toEqual([])
    await minutesUntil(clock, () => copiesOf(till).length === 1)
    for (let minute = 0; minute < 5; minute += 1) {
      clock.advance(MINUTE_MS)
      await pause(30)
    }
    expect(copiesOf(till)).toHaveLength(1)
    clock.advance(DAY_MS)
    await minutesUntil(clock, () => copiesOf(till).length === 2)
    expect(copiesOf(till).map(({ why }) => why)).toEqual(['daily', 'daily'])
    expect(attentionKinds(till.core.till)).toEqual([])
  })

  it('wait for the customer who is paying, but not for half an hour', async () => {
    const clock = movableClock()
    const till = await started({ clock })
    putInCart(till.core.till, 30_000)
    await pressOnly(till.core.till).payments.charge({
      attemptId: till.ids.next(),
      kind: 'qris',
      amount: null,
    })
    expect(saleNow(till.core.till)?.status).toBe('open')
    for (let minute = 0; minute < 10; minute += 1) {
      clock.advance(MINUTE_MS)
      await pause(30)
    }
    expect(copiesOf(till)).toEqual([])
    await minutesUntil(clock, () => copiesOf(till).length === 1)
  })

  it('are kept by the rotation, which begins only after the new one is there', async () => {
    const till = await started()
    mkdirSync(folderOf(till))
    for (let day = 1; day <= 28; day += 1) {
      const name = `practice-000${String(day).padStart(2, '0')}-202606${String(day).padStart(2, '0')}T020000Z-daily-v1.sqlite`
      writeFileSync(join(folderOf(till), name), 'x')
    }
    const made = await till.core.backups.make('by_hand')
    expect(made).toMatchObject({ ok: true, value: { number: 29 } })
    const numbers = readdirSync(folderOf(till)).map((name) => Number(name.split('-')[1]))
    // seven days and the weeks before them
    expect(numbers.toSorted((a, b) => b - a).slice(0, 7)).toEqual([29, 28, 27, 26, 25, 24, 23])
    expect(numbers.length).toBeLessThanOrEqual(11)
  })

  it('that cannot be made take no good one away, are told once a day, and are tried again', async () => {
    const clock = movableClock()
    const till = await started({ clock })
    await minutesUntil(clock, () => copiesOf(till).length === 1)
    renameSync(folderOf(till), `${folderOf(till)}-away`)
    writeFileSync(folderOf(till), 'a file in the way')
    clock.advance(DAY_MS)
    const kinds = () => attentionKinds(till.core.till)
    await minutesUntil(clock, () => kinds().includes('backup_failed'))
    for (let minute = 0; minute < 20; minute += 1) clock.advance(MINUTE_MS)
    expect(kinds()).toEqual(['backup_failed'])
    for (const language of ['id', 'en'] as const) {
      expect(attentionSentence('backup_failed', {}, language).next).not.toBe('')
    }
    expect(await till.core.backups.make('by_hand')).toEqual({
      ok: false,
      error: { type: 'store_unwritable', folder: folderOf(till) },
    })
    rmSync(folderOf(till))
    renameSync(`${folderOf(till)}-away`, folderOf(till))
    expect(copiesOf(till)).toHaveLength(1)
    await minutesUntil(clock, () => copiesOf(till).length === 2)
  })

  it('are not made twice at the same time, and show how far they are', async () => {
    const till = await started()
    const first = till.core.backups.make('by_hand')
    expect(till.core.backups.view().running).toEqual({ step: 'copying', percent: 0 })
    const second = await till.core.backups.make('by_hand')
    expect(second).toEqual({ ok: false, error: { type: 'backup_running' } })
    expect(await first).toMatchObject({ ok: true })
    expect(till.core.backups.view()).toMatchObject({ running: null, trouble: null })
    expect(copiesOf(till)).toHaveLength(1)
  })

  it('are given up when a person says so, leave nothing, and can be made again at once', async () => {
    const till = await started()
    const making = till.core.backups.make('by_hand')
    await till.core.backups.giveUp()
    expect(await making).toMatchObject({ ok: false, error: { type: 'backup_stopped' } })
    expect(till.core.backups.view()).toMatchObject({ running: null, trouble: null })
    expect(readdirSync(folderOf(till))).toEqual([])
    expect(await till.core.backups.make('by_hand')).toMatchObject({ ok: true })
    // with none under way there is nothing to give up
    await till.core.backups.giveUp()
    expect(copiesOf(till)).toHaveLength(1)
  })

  it('are given up when the shop closes, and the next start leaves no half one', async () => {
    const till = await started()
    const making = till.core.backups.make('daily')
    await till.restart()
    expect(await making).toMatchObject({ ok: false, error: { type: 'backup_stopped' } })
    expect(copiesOf(till)).toEqual([])
    expect(await till.core.backups.make('daily')).toMatchObject({ ok: true })
    expect(readdirSync(folderOf(till))).toHaveLength(1)
  })
})

/** Writes the mark of a run that was not closed into books that nobody has open. */
function markUnclean(file: string): void {
  const handle = new Database(file)
  handle.prepare('INSERT INTO meta (name, value) VALUES (?, ?)').run('open_since', '2026-07-15T07:00:00.000Z')
  handle.close()
}

/** Overwrites one page of the lines of old sales: the shop opens all the same. */
function damageOldSales(file: string): void {
  const handle = new Database(file, { readonly: true })
  const page = handle
    .prepare<[], number>(`SELECT min(pageno) FROM dbstat WHERE name = 'sale_lines' AND pagetype = 'leaf'`)
    .pluck()
    .get()
  handle.close()
  const descriptor = openSync(file, 'r+')
  writeSync(descriptor, Buffer.alloc(4_096, 0xa5), 0, 4_096, ((page ?? 1) - 1) * 4_096)
  closeSync(descriptor)
}

/** So many old sales that they are on pages of their own. */
function sellLongAgo(shop: TestShop): void {
  for (let sale = 0; sale < 300; sale += 1)
    must(shop.till().store, (books) => {
      books.insertSale(aSale({ phase: 'paid' }))
    })
}

const checks = (file: string): string[] => {
  const handle = new Database(file, { readonly: true })
  try {
    return handle.prepare<[], string>(`SELECT facts FROM events WHERE kind = 'books_checked'`).pluck().all()
  } finally {
    handle.close()
  }
}

describe('after an unclean stop', () => {
  const fileOf = ({ folder }: TestShop): string => booksFile(folder, 'practice')

  it('the books are read once the counter is on the screen, and the log says that they are sound', async () => {
    const shop = await startedShop(wallClock(40))
    await sellForCash(shop.till(), 10_000)
    await shop.close()
    markUnclean(fileOf(shop))
    await shop.open()
    shop.gerai().core().keeper.screenIsUp()
    await eventually(
      () => checks(fileOf(shop)).length > 0,
      () => checks(fileOf(shop)),
    )
    expect(checks(fileOf(shop))).toEqual(['{"result":"sound"}'])
    expect(shop.till().health.current().state).toBe('fine')
    // once is enough: another page that opens asks for nothing
    shop.gerai().core().keeper.screenIsUp()
    await pause(200)
    expect(checks(fileOf(shop))).toHaveLength(1)
  })

  it('they are read also when no page ever opened, and not at all after an orderly stop', async () => {
    const shop = await startedShop(wallClock(200))
    await shop.close()
    await shop.open()
    await pause(600)
    expect(checks(fileOf(shop))).toEqual([])
    await shop.close()
    markUnclean(fileOf(shop))
    await shop.open()
    await eventually(
      () => checks(fileOf(shop)).length > 0,
      () => checks(fileOf(shop)),
    )
  })

  it('damage is said plainly with the newest good copy, which a person can restore', async () => {
    const shop = await startedShop(wallClock(40))
    sellLongAgo(shop)
    const { backups } = shop.gerai().core()
    const older = await backups.make('by_hand')
    const newer = await backups.make('by_hand')
    if (!older.ok || !newer.ok) throw new Error('no copies')
    // the newest copy has rotted meanwhile: it must not be the one that is offered
    writeFileSync(join(shop.folder, 'backups', newer.value.name), Buffer.alloc(50_000, 0xa5))
    await shop.close()
    damageOldSales(fileOf(shop))
    markUnclean(fileOf(shop))
    await shop.open()
    shop.gerai().core().keeper.screenIsUp()
    const health = () => shop.till().health.current()
    await eventually(() => health().state === 'damaged', health)
    expect(health().newestBackup).toMatchObject({ name: older.value.name })
    expect(counterView(shop.till(), THE_OWNER, 1).books.state).toBe('damaged')
    const [item] = shop.till().store.read.attentions({ cursor: null, limit: 1 }).rows
    expect(item?.kind).toBe('books_damaged')
    for (const language of ['id', 'en'] as const) {
      expect(attentionSentence('books_damaged', item?.facts ?? {}, language).safe).toMatch(/\d\d-\d\d-\d{4}/)
    }
    // an orderly stop does not make it whole: the next start says it again
    await shop.close()
    await shop.open()
    shop.gerai().core().keeper.screenIsUp()
    await eventually(() => health().state === 'damaged', health)
    // nothing was touched before the person chose
    expect(existsSync(join(shop.folder, 'set-aside'))).toBe(false)
    expect(await shop.gerai().restoreBackup(older.value.name)).toEqual({ ok: true, value: null })
    expect(health().state).toBe('fine')
    expect(shop.gerai().core().backups.view().setAside).toHaveLength(1)
    expect(shop.till().store.read.sales({ cursor: null, limit: 200 }).rows).toHaveLength(200)
    await sellForCash(shop.till(), 10_000)
  })

  it('damage that no power cut announced shows when the daily copy does not pass its checks', async () => {
    const clock = movableClock()
    const shop = await startedShop(clock)
    sellLongAgo(shop)
    await shop.close()
    damageOldSales(fileOf(shop))
    await shop.open()
    const health = () => shop.till().health.current()
    await minutesUntil(clock, () => health().state === 'damaged')
    expect(health().newestBackup).toBeNull()
    expect(shop.gerai().core().backups.view().copies).toEqual([])
    // the next round does not try to copy damaged books again, and the item stands once
    clock.advance(MINUTE_MS)
    await pause(100)
    expect(attentionKinds(shop.till()).filter((kind) => kind === 'books_damaged')).toHaveLength(1)
  })
})

describe('a clock that is set back a day', () => {
  const tenderOf = (till: TestTill) => saleNow(till.core.till)?.tenders.at(-1)

  it('while a code is on the screen: its money is seen all the same', async () => {
    const clock = wallClock()
    const till = await started({ clock })
    putInCart(till.core.till, 30_000)
    await till.core.payments.charge({ attemptId: till.ids.next(), kind: 'qris', amount: null })
    await eventually(
      () => tenderOf(till)?.state === 'presented',
      () => tenderOf(till),
    )
    await pause(1_200) // it has been read once
    clock.set(-DAY_MS)
    await till.hand(`sessions/${tenderOf(till)?.sessionId ?? ''}/pay`)
    await eventually(
      () => saleNow(till.core.till)?.status === 'paid',
      () => saleNow(till.core.till),
    )
  })

  it('calls that wait for tomorrow are made now, a person is told once, and a copy is made', async () => {
    const clock = wallClock(100)
    const till = await started({ clock })
    await till.hand(
      'faults',
      { rules: [{ match: { method: 'POST' }, action: { type: 'status', status: 503 } }] },
      'PUT',
    )
    putInCart(till.core.till, 30_000)
    const attemptId = till.ids.next()
    await till.core.payments.charge({ attemptId, kind: 'qris', amount: null })
    const entry = () => till.core.till.store.read.outboxOf(attemptId)[0]
    await eventually(() => (entry()?.sends ?? 0) > 0, entry)
    // it waits for a moment that is a day away once the clock is back
    const { store } = till.core.till
    store.write((books) => {
      const waiting = entry()
      if (waiting !== undefined)
        books.reschedule(waiting.id, new Date(clock.epochMs() + 30_000).toISOString(), waiting.trouble)
    })
    await till.hand('faults', { rules: [] }, 'PUT')
    await till.core.backups.make('daily')
    clock.set(-DAY_MS)
    await eventually(
      () => tenderOf(till)?.state === 'presented',
      () => [tenderOf(till), entry()],
    )
    const kinds = () => attentionKinds(till.core.till)
    await eventually(() => kinds().includes('clock_moved_back'), kinds)
    await eventually(
      () => copiesOf(till).length === 2,
      () => copiesOf(till),
    )
    await pause(1_500) // two and a half minutes for the till
    expect(kinds()).toEqual(['clock_moved_back'])
    expect(copiesOf(till)).toHaveLength(2)
    const [item] = store.read.attentions({ cursor: null, limit: 1 }).rows
    for (const language of ['id', 'en'] as const)
      expect(attentionSentence('clock_moved_back', item?.facts ?? {}, language).what).not.toBe('')
    // sale numbers of that day go on where they were
    nextCustomer(till.core.till)
    await sellForCash(till.core.till, 10_000)
  })

  it('between two runs is noticed by the books; a start with a wrong clock that is right a moment later is not told', async () => {
    const clock = wallClock(100)
    const till = await started({ clock })
    await till.core.stop()
    clock.set(-DAY_MS)
    await till.restart()
    clock.set(DAY_MS)
    await pause(600)
    expect(attentionKinds(till.core.till)).toEqual([])
    await till.core.stop()
    clock.set(-DAY_MS)
    await till.restart()
    const kinds = () => attentionKinds(till.core.till)
    await eventually(() => kinds().includes('clock_moved_back'), kinds)
  })
})

// where a file can be taken away while it is open
describe.skipIf(process.platform === 'win32')(
  'the file of the books, taken away while the shop is open',
  () => {
    const fileOf = ({ folder }: TestShop): string => booksFile(folder, 'practice')
    const takeAway = (file: string): void => {
      for (const part of ['', '-wal', '-shm']) rmSync(`${file}${part}`, { force: true })
    }

    it('is put back with everything that was sold, and nothing is sold into nowhere meanwhile', async () => {
      const shop = await startedShop(wallClock(20))
      await sellForCash(shop.till(), 10_000)
      nextCustomer(shop.till())
      putInCart(shop.till(), 20_000)
      const terminal = shop.till().store.terminalId
      takeAway(fileOf(shop))
      const refused = await shop
        .gerai()
        .core()
        .payments.charge({ attemptId: shop.till().ids.next(), kind: 'qris', amount: null })
      expect(refused).toEqual({ ok: false, error: { type: 'store_gone', replaced: false } })
      for (const language of ['id', 'en'] as const) {
        if (!refused.ok)
          expect(sentenceFor(refused.error, language).next).toMatch(/Jangan tutup|Do not close/)
      }
      await eventually(
        () => attentionKinds(shop.till()).includes('books_put_back'),
        () => attentionKinds(shop.till()),
      )
      expect(existsSync(fileOf(shop))).toBe(true)
      expect(shop.till().store.terminalId).toBe(terminal)
      expect(shop.till().store.read.draft()?.lines).toHaveLength(1)
      await sellForCash(shop.till(), 20_000)
      // still there after an orderly close: it was written into the file, and not into nowhere
      await shop.close()
      await shop.open()
      expect(shop.till().store.read.sales({ cursor: null, limit: 10 }).rows).toHaveLength(2)
    })

    it('also when only its log was taken', async () => {
      const shop = await startedShop(wallClock(20))
      await sellForCash(shop.till(), 10_000)
      rmSync(`${fileOf(shop)}-wal`)
      await eventually(
        () => attentionKinds(shop.till()).includes('books_put_back'),
        () => attentionKinds(shop.till()),
      )
      expect(shop.till().store.read.sales({ cursor: null, limit: 10 }).rows).toHaveLength(1)
    })

    it('and replaced by another one: that one is left alone, and the open books are on the shelf', async () => {
      const shop = await startedShop(wallClock(20))
      await sellForCash(shop.till(), 10_000)
      takeAway(fileOf(shop))
      writeFileSync(fileOf(shop), 'somebody put this here')
      const health = () => shop.till().health.current()
      await eventually(() => health().newestBackup !== null, health)
      expect(health().state).toBe('replaced')
      const refused = await shop
        .gerai()
        .core()
        .payments.charge({ attemptId: shop.till().ids.next(), kind: 'qris', amount: null })
      expect(refused).toMatchObject({ ok: false })
      const name = health().newestBackup?.name ?? ''
      expect(await shop.gerai().restoreBackup(name)).toEqual({ ok: true, value: null })
      expect(shop.till().store.read.sales({ cursor: null, limit: 10 }).rows).toHaveLength(1)
      const [aside] = shop.gerai().core().backups.view().setAside
      expect(readdirSync(join(shop.folder, 'set-aside', aside?.name ?? ''))).toContain('gerai.sqlite')
    })
  },
)

describe('the view of the copies', () => {
  it('tells what there is, how large, and where', async () => {
    const till = await started()
    await till.core.backups.make('by_hand')
    const view = till.core.backups.view()
    expect(view).toMatchObject({ folder: folderOf(till), running: null, trouble: null, setAside: [] })
    expect(view.copies[0]).toMatchObject({ why: 'by_hand' })
    expect(view.usedBytes).toBe(view.copies[0]?.bytes)
    expect(view.freeBytes).toBeGreaterThan(0)
  })
})
