import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { amountOf } from '../src/core/domain/money.ts'
import { createIds, systemClock } from '../src/main/adapters/system/system.ts'
import { openStore } from '../src/main/adapters/sqlite/store.ts'
import type { FaultPlan } from '../src/simulator/faults.ts'
import { compareBooks } from '../test/crash/compare-books.ts'
import type { ProviderBooks } from '../test/crash/provider-books.ts'
import { figureOf, medianOf, type BenchOptions, type Figure } from './figure.ts'
import { openOfflineShop, type OfflineShop } from './offline-shop.ts'
import { eightLines, ids } from './till.ts'

/**
 * A day without a network: sales by cash and card slip are taken, then the network comes back. Once with the limits of
 * provider and till raised and with faults, for as many sales as asked: are all of them booked once, and does the counter
 * stay quick meanwhile? Once with the limits as they are: do customers who pay by QRIS still get their code at once?
 */
export async function benchOffline({ scale, folder }: BenchOptions): Promise<readonly Figure[]> {
  const many = Math.min(10_000, Math.round(200 * scale))
  const few = Math.min(300, Math.round(20 * scale))
  return [
    ...(await syncRaised(join(folder, 'raised'), many)),
    ...(await syncAsDocumented(join(folder, 'documented'), few)),
  ]
}

/** Every call may meet one: what the network and a busy provider do. */
const FAULTS: FaultPlan = {
  seed: 42,
  rules: [
    { match: { probability: 0.004 }, action: { type: 'dropAfterCommit' } },
    { match: { probability: 0.004 }, action: { type: 'dropBeforeCommit' } },
    { match: { probability: 0.004 }, action: { type: 'status', status: 503, afterCommit: true } },
    { match: { probability: 0.004 }, action: { type: 'html502', afterCommit: false } },
    { match: { probability: 0.004 }, action: { type: 'truncatedJson' } },
    { match: { probability: 0.002 }, action: { type: 'tooMany', retryAfterSec: 1 } },
    { match: { probability: 0.01 }, action: { type: 'delay', ms: 100 } },
  ],
}

const BUDGET_MS = 100

async function syncRaised(folder: string, sales: number): Promise<readonly Figure[]> {
  const shop = await openOfflineShop(folder, true)
  try {
    const offline = new Stopwatch()
    const taken = performance.now()
    for (let sold = 0; sold < sales; sold += 1) await sellOne(shop, offline, sold % 5 === 4 ? 'edc' : 'cash')
    const takingSec = (performance.now() - taken) / 1_000
    await shop.providerComes({ rate: '20000,20000', faults: FAULTS })
    const came = performance.now()
    const online = new Stopwatch()
    const alsoSold = await sellUntil(shop, online, () => shop.queued() === 0)
    const syncSec = (performance.now() - came) / 1_000
    const wrong = await compare(shop)
    return [
      seconds(
        `offline: ${sales} sales taken`,
        takingSec,
        `${perSale(takingSec, sales)} a sale, through the screen's own door`,
      ),
      uiFigure('offline: a press at the counter', offline),
      longest('offline: the longest press', offline),
      seconds(
        `sync: ${sales} sales, raised limits, faults`,
        syncSec,
        `${perSale(syncSec, sales)} a sale; ${alsoSold} more were sold meanwhile`,
      ),
      uiFigure('sync: a press at the counter', online),
      longest('sync: the longest press', online),
      figureOf(
        {
          name: 'sync: lost or doubled',
          unit: 'count',
          budget: { atMost: 0, of: 'median' },
          note: wrong.slice(0, 3).join('; '),
        },
        [wrong.length],
      ),
    ]
  } finally {
    await shop.stop()
  }
}

async function syncAsDocumented(folder: string, sales: number): Promise<readonly Figure[]> {
  const shop = await openOfflineShop(folder, false)
  try {
    const unused = new Stopwatch()
    for (let sold = 0; sold < sales; sold += 1) await sellOne(shop, unused, 'cash')
    await shop.providerComes({ rate: '100,20', faults: null })
    const came = performance.now()
    const beside: number[] = []
    while (shop.queued() > 3) beside.push(await showCode(shop))
    const syncSec = (performance.now() - came) / 1_000
    const alone: number[] = []
    while (shop.queued() > 0) await pause(200)
    for (let round = 0; round < Math.min(30, beside.length); round += 1) alone.push(await showCode(shop))
    const refused = (
      (await shop.hand('requests?since=0')) as { requests: readonly { status: number | null }[] }
    ).requests.filter(({ status }) => status === 429).length
    return [
      seconds(
        `sync: ${sales} sales, documented limits`,
        syncSec,
        `${perSale(syncSec, sales)} a sale beside ${beside.length} codes; ${refused} calls turned away`,
      ),
      figureOf(
        {
          name: 'QRIS to code while a backlog syncs',
          unit: 'ms',
          note: 'through the door, simulator included',
        },
        beside,
      ),
      figureOf({ name: 'QRIS to code with nothing else to do', unit: 'ms' }, alone),
      figureOf({ name: '... the first over the second', unit: 'x', note: 'median over median' }, [
        medianOf(beside) / medianOf(alone),
      ]),
    ]
  } finally {
    await shop.stop()
  }
}

/** Times what the screen waits for, one press at a time. */
class Stopwatch {
  readonly samples: number[] = []
  #worst = { ms: 0, what: '' }

  get worst(): { readonly ms: number; readonly what: string } {
    return this.#worst
  }

  async press<T>(what: string, call: () => Promise<T>): Promise<T> {
    const before = performance.now()
    const answer = await call()
    const ms = performance.now() - before
    this.samples.push(ms)
    if (ms > this.#worst.ms) this.#worst = { ms, what }
    return answer
  }
}

interface Answer {
  readonly ok: boolean
}

const expectOk = <T extends Answer>(answer: T): Extract<T, { ok: true }> => {
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer)}`)
  return answer as Extract<T, { ok: true }>
}

/** One customer, with every press timed: the cart, its view on the screen, the money, the next customer. */
async function sellOne(shop: OfflineShop, watch: Stopwatch, way: 'cash' | 'edc'): Promise<void> {
  const { cashier } = shop
  const cart = anOrder()
  const [first] = cart.lines
  expectOk(await watch.press('cart', () => cashier.counter.setDraft(cart)))
  await watch.press('cart on the screen', () => shop.shows(({ draft }) => draft.lines[0]?.id === first?.id))
  const attemptId = ids.next()
  if (way === 'cash') {
    const cash = { attemptId, amount: null, tendered: amountOf(1_000_000) }
    expectOk(await watch.press('cash', () => cashier.sale.payCash(cash)))
  } else {
    const slip = {
      bank: 'BCA',
      tid: '12345678',
      mid: '',
      batch: '000001',
      trace: traceOf(attemptId),
      rrn: '',
    }
    const card = { ...slip, approvalCode: 'A1B2C3', lastFour: '1234', entryMode: 'chip' as const }
    expectOk(await watch.press('card', () => cashier.sale.recordEdc({ attemptId, amount: null, slip: card })))
    expectOk(await watch.press('accept', () => cashier.sale.acceptTender({ tenderId: attemptId })))
  }
  expectOk(await watch.press('next', () => cashier.counter.next()))
}

const anOrder = () => ({ lines: [...eightLines().lines], discount: null })

let slips = 0
/** No two slips of a terminal's batch have the same number. */
const traceOf = (_attemptId: string): string => String((slips += 1)).padStart(6, '0')

/** The counter goes on while the backlog syncs: a customer every quarter of a second, and somebody looks through lists. */
async function sellUntil(shop: OfflineShop, watch: Stopwatch, isDone: () => boolean): Promise<number> {
  const { cashier } = shop
  const page = { cursor: null, limit: 50 }
  let sold = 0
  while (!isDone()) {
    await sellOne(shop, watch, 'cash')
    sold += 1
    await watch.press('sales', () => cashier.sale.list({ ...page, find: '' }))
    await watch.press('payments', () => cashier.sessions.list({ ...page, find: '' }))
    await watch.press('inbox', () => cashier.attention.list({ ...page, which: 'open' }))
    await pause(200)
    // what is sold now is booked at the end of the line: the last ones are let come
    if (shop.queued() <= 6) while (!isDone()) await pause(50)
  }
  return sold
}

/** From the press to the code on the cashier's screen; then the customer pays, and is gone. */
async function showCode(shop: OfflineShop): Promise<number> {
  const { cashier } = shop
  expectOk(await cashier.counter.setDraft(anOrder()))
  const attemptId = ids.next()
  const before = performance.now()
  expectOk(await cashier.sale.charge({ attemptId, kind: 'qris', amount: null }))
  await shop.shows((view) => codeOf(view, attemptId) !== undefined)
  const ms = performance.now() - before
  const sessionId = codeOf(shop.view(), attemptId)?.sessionId ?? ''
  await shop.hand(`sessions/${sessionId}/pay`, { method: 'POST', body: '{}' })
  await shop.shows((view) => view.sale?.status === 'paid')
  expectOk(await cashier.counter.next())
  await pause(300)
  return ms
}

const codeOf = (view: ReturnType<OfflineShop['view']>, attemptId: string) =>
  view?.sale?.tenders.find((tender) => tender.id === attemptId && tender.code !== null)

async function compare(shop: OfflineShop): Promise<readonly string[]> {
  await shop.hand('faults', { method: 'DELETE' })
  const provider = (await shop.hand('books')) as ProviderBooks
  await shop.stopTill()
  const opened = await openStore(shop.booksFile, 'practice', {
    clock: systemClock,
    ids: createIds(systemClock),
    backupFolder: join(shop.booksFile, '..', '..', 'backups'),
  })
  if (!opened.ok) throw new Error(`the books do not open: ${opened.error.type}`)
  try {
    return compareBooks(opened.value, provider)
  } finally {
    opened.value.close()
  }
}

const perSale = (sec: number, sales: number): string => `${((sec * 1_000) / sales).toFixed(1)} ms`

const seconds = (name: string, sec: number, note: string): Figure =>
  figureOf({ name, unit: 's', note }, [sec])

const uiFigure = (name: string, watch: Stopwatch): Figure =>
  figureOf(
    { name, unit: 'ms', budget: { atMost: BUDGET_MS, of: 'p95' }, note: 'answered over the socket' },
    watch.samples,
  )

const longest = (name: string, { worst }: Stopwatch): Figure =>
  figureOf({ name, unit: 'ms', budget: { atMost: BUDGET_MS, of: 'median' }, note: worst.what }, [worst.ms])
