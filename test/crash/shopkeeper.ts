import { createHash } from 'node:crypto'
import { createInterface } from 'node:readline'
import { monotonicFactory } from 'ulidx'
import { amountOf } from '../../src/core/domain/money.ts'
import { isCounted, isTenderInFlight } from '../../src/core/domain/tenders/sale-tenders.ts'
import type { Ids } from '../../src/core/ports/system.ts'
import { createMemorySecrets } from '../fakes/memory-secrets.ts'
import { createDuty } from '../../src/main/adapters/system/duty.ts'
import { silentLog } from '../../src/main/adapters/system/system.ts'
import { startCore, type Core } from '../../src/main/core.ts'
import { cancelSale, nextCustomer, resumeSale, setDraft } from '../../src/main/usecases/selling/counter.ts'
import { printCode, printReceipt } from '../../src/main/usecases/printing/print.ts'
import { webhookSecretNameOf } from '../../src/main/usecases/provider/profile.ts'
import { businessDateOf, saleOnCounter } from '../../src/main/usecases/till.ts'
import { displayView } from '../../src/main/usecases/views/display.ts'
import { seededRandom } from '../../src/simulator/random.ts'
import { movableClock } from '../fakes/clock.ts'
import { usePrinter as setPrinter } from '../fakes/use-printer.ts'
import { cartOf } from '../till/bench.ts'
import { traffic } from './inside/gateways.ts'
import { unmet } from './inside/loader.ts'
import { readLife, say, type Order } from './life.ts'
import { pick } from './plan.ts'

/**
 * A till with a cashier at it who never stops: sells by every method, cancels, takes new codes, parks, prints. Runs as a
 * process of its own so that it can be killed at any moment; `life.ts` says what it is told and what it says.
 */
const life = readLife()
const random = seededRandom(life.seed)
/** Chance of its own, so that cash given back changes nothing else that a seed does. */
const drawerRandom = seededRandom(life.seed ^ 0x51ab7e11)
const clock = movableClock()
clock.advance(life.aheadMs)
const ids = seededIds()

/** How far a settling till moves on at a time: less than a code lives, so that nothing ends by accident. */
const STEP_SEC = 120
const SETTLE_LIMIT_MS = 40_000
const DAY_MS = 86_400_000
const UTC_OFFSET_MINUTES = 420

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const choose = <T>(...choices: readonly T[]): T => pick(random, choices)

/** Ids and jitter of the seed, so that a schedule does the same again. */
function seededIds(): Ids {
  const chance = seededRandom(life.seed ^ 0x2545f491)
  const ulid = monotonicFactory(chance)
  return {
    next: () => ulid(clock.epochMs()),
    token: (bytes) =>
      Buffer.from(Array.from({ length: bytes }, () => Math.floor(chance() * 256))).toString('hex'),
    sha256: (data) => createHash('sha256').update(data).digest('hex'),
  }
}

async function openTill(): Promise<Core> {
  const secrets = createMemorySecrets()
  await secrets.write(webhookSecretNameOf('practice'), life.webhookSecret)
  const duty = createDuty(clock)
  duty.begin({ id: 'sari', name: 'Sari', role: 'owner' })
  const started = await startCore({
    dataFolder: life.folder,
    mode: 'practice',
    clock,
    ids,
    log: silentLog,
    secrets,
    duty,
    practice: { url: life.providerUrl, keyId: 'ak_test_simulator', secret: 'sk_test_simulator' },
    environmentProfile: null,
  })
  if (!started.ok) throw new Error(JSON.stringify(started.error))
  if (unmet.size > 0) throw new Error(`the product has moved, look at loader.ts: ${[...unmet].join(' ')}`)
  return started.value
}

// --- what people see and hear --------------------------------------------------------------------------------------

function watchScreen(core: Core): void {
  let before = ''
  core.till.changed.listen(() => {
    const view = displayView(core.till)
    const tender = saleOnCounter(core.till)?.sale.tenders.findLast(isTenderInFlight)
    const sessionId =
      tender?.type === 'provider' && 'sessionId' in tender.state ? tender.state.sessionId : null
    const seen = `${view.screen} ${'order' in view ? view.order.saleNumber : ''} ${sessionId ?? ''}`
    if (seen === before) return
    before = seen
    if (view.screen === 'paid') say({ say: 'lunas', number: view.order.saleNumber })
    if (view.screen !== 'code') return
    if (tender === undefined || sessionId === null) throw new Error('a code without a session is shown')
    say({ say: 'shown', tenderId: tender.id, sessionId })
  })
}

function takeOrders(core: Core): void {
  createInterface({ input: process.stdin }).on('line', (line) => {
    const order = JSON.parse(line) as Order
    if (order.tell === 'time passed') clock.advance(order.ms)
    else void core.deliveries.webhook({ headers: order.headers, rawBody: Buffer.from(order.body, 'base64') })
  })
}

// --- the cashier ---------------------------------------------------------------------------------------------------

async function serveOneCustomer(core: Core): Promise<void> {
  nextCustomer(core.till)
  setDraft(core.till, cartOf(1_000 * (1 + Math.floor(random() * 90))))
  const way = choose(
    'qris',
    'qris',
    'qris',
    'qris',
    'cash',
    'cash',
    'edc',
    'transfer',
    'link',
    'split',
    'park',
  )
  switch (way) {
    case 'cash':
      await takeCash(core, null)
      break
    case 'edc':
    case 'transfer':
      await takeNotice(core, way)
      break
    case 'split':
      await takeCash(core, 500)
      await payByCode(core, 'qris')
      break
    case 'link':
      await payByCode(core, 'link')
      break
    case 'park':
      await payByCode(core, 'qris')
      await comeBackToParked(core)
      break
    default:
      await payByCode(core, 'qris')
  }
  const onCounter = saleOnCounter(core.till)?.sale
  if (onCounter?.phase === 'paid' && random() < 0.2) printReceipt(core.till, onCounter.id)
  if (onCounter?.phase === 'open' && random() < 0.1) cancelSale(core.till, onCounter.id)
  if (random() < 0.35) await giveBack(core)
  if (drawerRandom() < 0.2) await giveCashBack(core)
}

/** Somebody brings a sale of today back: part of it, or all, and at times the button is pressed twice. */
async function giveBack(core: Core): Promise<void> {
  const { rows } = core.till.store.read.sales({ cursor: null, limit: 12 })
  const paid = rows.filter((row) => row.phase === 'paid')
  const sale = paid.length === 0 ? null : core.till.store.read.sale(choose(...paid).id)
  const tender = sale?.sale.tenders.find((each) => each.type === 'provider' && each.state.name === 'settled')
  if (sale === null || tender === undefined) return
  const amount = amountOf(random() < 0.4 ? tender.amount : Math.ceil(tender.amount / 3))
  const refund = { attemptId: ids.next(), saleId: sale.sale.id, tenderId: tender.id, amount, words: '' }
  const presses = random() < 0.3 ? 2 : 1
  const press = () => core.afterSale.refunds.start({ ...refund, reason: 'requested_by_customer' })
  await Promise.all(Array.from({ length: presses }, press))
}

/** Cash out of the drawer for a payment of any kind, at times beside a refund through the provider. */
async function giveCashBack(core: Core): Promise<void> {
  const { rows } = core.till.store.read.sales({ cursor: null, limit: 12 })
  const paid = rows.filter((row) => row.phase === 'paid')
  const sale = paid.length === 0 ? null : core.till.store.read.sale(pick(drawerRandom, paid).id)
  const tender = sale === null ? undefined : pick(drawerRandom, sale.sale.tenders)
  if (sale === null || tender === undefined || !isCounted(tender)) return
  const amount = amountOf(drawerRandom() < 0.4 ? tender.amount : Math.ceil(tender.amount / 3))
  const refund = { attemptId: ids.next(), saleId: sale.sale.id, tenderId: tender.id, amount, words: '' }
  const presses = drawerRandom() < 0.3 ? 2 : 1
  const press = () => core.afterSale.giveBack.cash({ ...refund, lines: [], reason: 'requested_by_customer' })
  await Promise.all(Array.from({ length: presses }, press))
}

async function takeCash(core: Core, amount: number | null): Promise<void> {
  const attemptId = ids.next()
  const cash = { attemptId, amount, tendered: amountOf(amount ?? 100_000) }
  // a double press is one payment
  const presses = random() < 0.2 ? 2 : 1
  const answers = await Promise.all(Array.from({ length: presses }, () => core.manual.payCash(cash)))
  if (answers.some((answer) => answer.ok)) say({ say: 'taken', tenderId: attemptId, kind: 'cash' })
}

/** Money that is not in the drawer: a card slip, or a transfer that somebody has seen arrive. */
async function takeNotice(core: Core, kind: 'edc' | 'transfer'): Promise<void> {
  const attemptId = ids.next()
  const money = { attemptId, amount: null }
  const number = String(100_000 + Math.floor(random() * 899_999))
  const slip = { bank: 'BCA', tid: '12345678', mid: '', batch: '000001', trace: number, rrn: '' }
  const card = { ...slip, approvalCode: 'A1B2C3', lastFour: '1234', entryMode: 'chip' as const }
  const recorded =
    kind === 'edc'
      ? await core.manual.recordEdc({ ...money, slip: card })
      : await core.manual.recordTransfer({ ...money, bank: 'BCA', reference: `TRF${number}` })
  if (!recorded.ok) return
  say({ say: 'taken', tenderId: attemptId, kind })
  await pause(random() * 60)
  if (random() < 0.75) core.manual.accept(attemptId)
  else if (random() < 0.5) core.manual.reject(attemptId, 'tidak terbaca')
}

async function payByCode(core: Core, kind: 'qris' | 'link'): Promise<void> {
  const attempt = { attemptId: ids.next(), kind, amount: null }
  const presses = random() < 0.15 ? 2 : 1
  await Promise.all(Array.from({ length: presses }, () => core.payments.charge(attempt)))
  await pause(20 + random() * 140)
  const tender = saleOnCounter(core.till)?.sale.tenders.at(-1)
  if (tender?.type !== 'provider') return
  switch (choose('wait', 'wait', 'wait', 'new code', 'cancel', 'cash', 'supersede', 'check', 'print')) {
    case 'new code':
      await core.payments.newCode({ tenderId: tender.id, attemptId: ids.next() })
      await pause(random() * 80)
      return
    case 'cancel':
      await core.payments.cancelCode(tender.id)
      return
    case 'cash':
      await takeCash(core, null)
      return
    case 'supersede':
      core.payments.supersede(tender.id, 'pelanggan pergi')
      await takeCash(core, null)
      return
    case 'check':
      await core.payments.checkNow(tender.id)
      return
    case 'print':
      printCode(core.till, tender.id)
      await pause(random() * 60)
      return
    default:
      await pause(random() * 160)
  }
}

/** After a restart the cashier first looks at what the last run has left. */
async function tidyUp(core: Core): Promise<void> {
  for (const { id } of core.till.store.read.openSales(2)) {
    if (random() < 0.4) continue
    resumeSale(core.till, id)
    const tender = saleOnCounter(core.till)?.sale.tenders.at(-1)
    if (tender?.type !== 'provider') continue
    switch (choose('cancel', 'cancel', 'new code', 'check', 'cash')) {
      case 'cancel':
        await core.payments.cancelCode(tender.id)
        break
      case 'new code':
        await core.payments.newCode({ tenderId: tender.id, attemptId: ids.next() })
        break
      case 'check':
        await core.payments.checkNow(tender.id)
        break
      case 'cash':
        await takeCash(core, null)
        break
    }
  }
}

async function comeBackToParked(core: Core): Promise<void> {
  nextCustomer(core.till)
  await pause(random() * 60)
  const parked = core.till.store.read.openSales(20)
  if (parked.length === 0) return
  resumeSale(core.till, choose(...parked).id)
  const tender = saleOnCounter(core.till)?.sale.tenders.at(-1)
  if (tender?.type !== 'provider') await takeCash(core, null)
  else await core.payments.newCode({ tenderId: tender.id, attemptId: ids.next() })
}

// --- the end of the day --------------------------------------------------------------------------------------------

/**
 * After the faults have stopped: what is live is taken down, time is moved on, and the till's own watchers read, its own
 * queue drains. It has come to rest when nothing is queued or under way and every session it watches was read since.
 */
async function settle(core: Core): Promise<void> {
  const until = Date.now() + SETTLE_LIMIT_MS
  for (;;) {
    for (const { tender, saleId } of core.till.store.read.watched('~')) {
      if (!isTenderInFlight(tender)) continue
      resumeSale(core.till, saleId)
      await core.payments.cancelCode(tender.id)
    }
    const open = whatIsOpen(core)
    if (open === null) return
    if (Date.now() > until) throw new Error(`the till did not come to rest: ${open}`)
    await pause(15)
    clock.advance(STEP_SEC * 1000)
    await fetch(`${life.providerUrl}/_sim/clock`, {
      method: 'POST',
      body: JSON.stringify({ advanceSec: STEP_SEC }),
    })
  }
}

/** The owner lets the till compare each day with the provider's books, as it does by itself every night. */
async function compareDays(core: Core): Promise<void> {
  const { rows } = core.till.store.read.sales({ cursor: null, limit: 100_000 })
  const first = Math.min(clock.epochMs() - life.aheadMs, ...rows.map((row) => Date.parse(row.createdAt)))
  for (let at = first - DAY_MS; at < clock.epochMs() + DAY_MS; at += DAY_MS) {
    const compared = await core.reconciler.run(businessDateOf(at, UTC_OFFSET_MINUTES))
    if (!compared.ok) throw new Error(`the day could not be compared: ${JSON.stringify(compared.error)}`)
  }
}

/** Only a person can look up what became of these: they wait on the list, and in the inbox. */
function refundsForAPerson({ till }: Core): ReadonlySet<unknown> {
  const { rows } = till.store.read.attentions({ cursor: null, limit: 1_000 })
  return new Set(rows.flatMap(({ kind, facts }) => (kind === 'refund_unknown' ? [facts['refundId']] : [])))
}

function whatIsOpen(core: Core): string | null {
  const { read } = core.till.store
  if (traffic.underWay > 0) return 'calls are under way'
  const unsure = refundsForAPerson(core)
  const queued = read.outboxDue('~', 1_000).find((entry) => !unsure.has(entry.id))
  if (queued !== undefined) return `${queued.call} ${queued.id} waits for ${queued.nextAt}: ${queued.trouble}`
  const printing = read.printJobs(['queued', 'sending']).length
  if (printing > 0) return `${printing} print jobs`
  const watched = read.watched('').flatMap(({ tender }) => {
    if (tender.type !== 'provider') return []
    if (isTenderInFlight(tender)) return [`tender ${tender.id} is ${tender.state.name}`]
    const id = 'sessionId' in tender.state ? tender.state.sessionId : null
    return id === null || traffic.read.has(id) ? [] : [`session ${id} was not read again`]
  })
  return watched[0] ?? null
}

function usePrinter(core: Core): void {
  if (core.till.store.read.printers().some(({ uri }) => uri === life.printerUri)) return
  const saved = setPrinter(core.till, life.printerUri)
  if (!saved.ok) throw new Error(JSON.stringify(saved.error))
}

const core = await openTill()
usePrinter(core)
watchScreen(core)
takeOrders(core)
say({ say: 'open' })
if (life.task === 'settle') {
  await settle(core)
  await compareDays(core)
  await core.stop()
  say({ say: 'settled' })
  // connections that are kept alive would hold the process for seconds
  process.exit(0)
} else {
  await tidyUp(core)
  for (;;) await serveOneCustomer(core)
}
