import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import type { Cart } from '../../src/core/domain/sale.ts'
import type { Refusal } from '../../src/core/domain/refusals.ts'
import { sentenceFor } from '../../src/core/domain/sentences/sentence-for.ts'
import type { Result } from '../../src/core/domain/result.ts'
import { createLog } from '../../src/main/adapters/system/log.ts'
import { openBooks, type Handle } from '../../src/main/adapters/sqlite/open.ts'
import { storeOn } from '../../src/main/adapters/sqlite/store.ts'
import { nextCustomer, setDraft } from '../../src/main/usecases/selling/counter.ts'
import { createOutbox } from '../../src/main/usecases/outbox/outbox.ts'
import { printTestPage } from '../../src/main/usecases/printing/print.ts'
import { createPrintQueue } from '../../src/main/usecases/printing/print-queue.ts'
import { createManualMoney } from '../../src/main/usecases/selling/record-manual.ts'
import { createSignal } from '../../src/main/usecases/signal.ts'
import { createPayments } from '../../src/main/usecases/selling/take-payment.ts'
import { saleOnCounter, type Till } from '../../src/main/usecases/till.ts'
import { saleView } from '../../src/main/usecases/views/sale.ts'
import { createWatcher } from '../../src/main/usecases/provider/watch-sessions.ts'
import { cartOf, eventually, openTestTill, type TestTill } from './bench.ts'

/** The till's workers on books whose handle is in the test's hand, so that the disk can be filled and emptied. */
let bench: TestTill
let handle: Handle
let till: Till
let payments: ReturnType<typeof createPayments>
let manual: ReturnType<typeof createManualMoney>
let stop: () => Promise<void>

beforeEach(async () => {
  bench = await openTestTill()
  const base = bench.core.till
  const stamp = { mode: 'practice', terminalId: bench.ids.next(), now: base.clock.now() } as const
  const opened = openBooks(join(bench.folder, 'small', 'gerai.sqlite'), stamp)
  if (!opened.ok) throw new Error(JSON.stringify(opened.error))
  handle = opened.value
  till = {
    ...base,
    store: storeOn(handle, bench.ids),
    changed: createSignal((fault) => expect.fail(String(fault))),
  }
  const watcher = createWatcher(till)
  const outbox = createOutbox(till)
  const prints = createPrintQueue(till)
  payments = createPayments(till, outbox, watcher)
  manual = createManualMoney(till, outbox, payments)
  till.changed.listen(() => {
    prints.wake()
  })
  outbox.start()
  watcher.start()
  prints.start()
  stop = async () => {
    await Promise.all([watcher.stop(), outbox.stop(), prints.stop()])
  }
})
afterEach(async () => {
  await stop()
  till.store.close()
  await bench.close()
})

const sale = () => {
  const record = saleOnCounter(till)
  return record === null ? null : saleView(till, record)
}
const tender = () => sale()?.tenders.at(-1)
const charge = (kind: 'qris' | 'link' = 'qris') =>
  payments.charge({ attemptId: bench.ids.next(), kind, amount: null })
const payCash = (tendered: number) =>
  manual.payCash({ attemptId: bench.ids.next(), amount: null, tendered: amountOf(tendered) })
const sold = () => till.store.read.sales({ cursor: null, limit: 50 }).rows

/** So many lines that they need room of their own. */
function largeCart(): Omit<Cart, 'currency'> {
  const [line] = cartOf(1_000).lines
  if (line === undefined) throw new Error('no line')
  return {
    discount: null,
    lines: Array.from({ length: 100 }, (_, at) => ({
      ...line,
      id: `line-${at}`,
      name: `Barang ${at} `.repeat(8),
    })),
  }
}

const fillDisk = (): void => {
  handle.pragma('wal_checkpoint(TRUNCATE)')
  handle.pragma(`max_page_count = ${Number(handle.pragma('page_count', { simple: true }))}`)
}
const giveSpaceBack = (): void => {
  handle.pragma('max_page_count = 1000000')
}

function expectSentence(refusal: Refusal): void {
  for (const language of ['id', 'en'] as const) {
    const { what, safe, next } = sentenceFor(refusal, language)
    for (const part of [what, safe, next]) expect(part.length).toBeGreaterThan(10)
  }
}
function expectRefusal(answer: Result<unknown, Refusal>, refusal: Refusal): void {
  expect(answer).toEqual({ ok: false, error: refusal })
  expectSentence(refusal)
}

describe('a full disk', () => {
  const WAYS = [
    ['QRIS', () => charge()],
    ['a link', () => charge('link')],
    ['cash', () => payCash(100_000)],
  ] as const

  it.each(WAYS)(
    'refuses a payment by %s in words; cart and earlier sales stay, and selling works again',
    async (_way, pay) => {
      setDraft(till, cartOf(5_000))
      expect((await payCash(5_000)).ok).toBe(true)
      nextCustomer(till)
      expect(setDraft(till, largeCart()).ok).toBe(true)
      const earlier = sold()
      const draft = till.store.read.draft()
      fillDisk()
      for (let press = 0; press < 3; press += 1) expectRefusal(await pay(), { type: 'disk_full' })
      expect(till.store.read.draft()).toEqual(draft)
      expect(sold()).toEqual(earlier)
      expect(saleOnCounter(till)).toBeNull()
      giveSpaceBack()
      expect((await pay()).ok).toBe(true)
      expect(till.store.read.draft()?.lines).toEqual([])
      // what was refused used up no number
      expect(sold().map((row) => row.number.slice(-5))).toEqual(['00002', '00001'])
      expect(sale()?.lines).toHaveLength(100)
    },
  )

  it('refuses to change the cart, and keeps the one that was there', () => {
    setDraft(till, cartOf(5_000))
    fillDisk()
    expectRefusal(setDraft(till, largeCart()), { type: 'disk_full' })
    expect(till.store.read.draft()?.lines).toHaveLength(1)
    giveSpaceBack()
    expect(setDraft(till, largeCart()).ok).toBe(true)
  })

  it('does not lose money that comes in meanwhile', async () => {
    setDraft(till, cartOf(30_000))
    expect((await charge()).ok).toBe(true)
    await eventually(() => tender()?.state === 'presented', sale)
    handle.pragma('query_only = ON')
    await bench.hand(`sessions/${tender()?.sessionId ?? ''}/pay`)
    await payments.checkNow(tender()?.id ?? '')
    expect(sale()?.status).toBe('open')
    handle.pragma('query_only = OFF')
    await eventually(() => sale()?.status === 'paid', sale)
    expect((await bench.books()).captures).toHaveLength(1)
  })
})

// /dev/full answers every write as a full disk does
it.skipIf(!existsSync('/dev/full'))('a log that cannot be written stops nobody', async () => {
  const logs = mkdtempSync(join(tmpdir(), 'gerai-logs-'))
  symlinkSync('/dev/full', join(logs, 'gerai.log'))
  const log = createLog(logs)
  try {
    for (let line = 0; line < 50; line += 1) log.error('store_refused', { refusal: 'disk_full' })
    Object.assign(till, { log })
    setDraft(till, largeCart())
    fillDisk()
    expectRefusal(await payCash(100_000), { type: 'disk_full' })
    giveSpaceBack()
    expect((await payCash(100_000)).ok).toBe(true)
  } finally {
    rmSync(logs, { recursive: true })
  }
})

describe('books that another program holds', () => {
  let other: Database.Database
  beforeEach(() => {
    handle.pragma('busy_timeout = 20')
    other = new Database(handle.name)
  })
  afterEach(() => {
    other.close()
  })
  const hold = (): void => {
    other.exec('BEGIN IMMEDIATE')
  }
  const letGo = (): void => {
    other.exec('ROLLBACK')
  }

  it('refuse a payment in words, and take it when they are free', async () => {
    setDraft(till, cartOf(30_000))
    hold()
    expectRefusal(await charge(), { type: 'store_busy' })
    expectRefusal(await payCash(30_000), { type: 'store_busy' })
    letGo()
    expect((await payCash(30_000)).ok).toBe(true)
  })

  it('do not stop the till: it goes on turning, and sends and prints when they are free', async () => {
    setDraft(till, cartOf(30_000))
    expect((await charge()).ok).toBe(true)
    expect(printTestPage(till).ok).toBe(true)
    hold()
    till.changed.ring()
    let turns = 0
    const turning = setInterval(() => {
      turns += 1
    }, 10)
    // a call and a slip that cannot be written down must not be tried again without a pause
    let tries = 0
    const { write } = till.store
    Object.assign(till.store, {
      write: (work: Parameters<typeof write>[0]) => {
        tries += 1
        return write(work)
      },
    })
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    clearInterval(turning)
    expect(turns).toBeGreaterThan(5)
    expect(tries).toBeLessThan(30)
    letGo()
    await eventually(() => tender()?.state === 'presented', sale)
    await eventually(
      () => till.store.read.printJobs(['sent']).length === 1,
      () => till.store.read.lastPrintJobs(5),
    )
    // the create that could not be written down was sent again with its key: still one session
    const books = (await bench.books()) as unknown as { sessions: unknown[] }
    expect(books.sessions).toHaveLength(1)
  })
})

describe('books that cannot be written at all', () => {
  it('refuse in words, and show what is in them', async () => {
    setDraft(till, cartOf(30_000))
    handle.pragma('query_only = ON')
    const refusal = { type: 'store_unwritable', folder: '' } as const
    expectRefusal(await payCash(30_000), refusal)
    expectRefusal(await charge(), refusal)
    expect(till.store.read.draft()?.lines).toHaveLength(1)
    handle.pragma('query_only = OFF')
    expect((await payCash(30_000)).ok).toBe(true)
  })
})
