import { amountOf } from '../../src/core/domain/money.ts'
import { isTenderInFlight } from '../../src/core/domain/sale-tenders.ts'
import { createMemorySecrets } from '../../src/main/adapters/secrets/file-secrets.ts'
import { createIds, silentLog } from '../../src/main/adapters/system/system.ts'
import { startCore, type Core } from '../../src/main/core.ts'
import { nextCustomer, resumeSale, setDraft } from '../../src/main/usecases/counter.ts'
import { saleOnCounter } from '../../src/main/usecases/till.ts'
import { seededRandom } from '../../src/simulator/random.ts'
import { movableClock } from '../fakes/clock.ts'
import { cartOf } from '../till/bench.ts'

/**
 * A till with a shopkeeper at it who never stops: sells by every method, cancels, takes new codes, parks, while its
 * customers pay, are late or walk away. Runs as a process of its own so that it can be killed at any moment.
 * Arguments: folder, simulator address, seed, `sell` or `settle`. `settle` sells nothing and ends when nothing is open.
 */
const [folder = '', simulatorUrl = '', seed = '1', task = 'sell'] = process.argv.slice(2)
const random = seededRandom(Number(seed))
const clock = movableClock()
const ids = createIds(clock)
const pick = <T>(...choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T
/** How far a settling till moves on at a time: less than a code lives, so that nothing ends by accident. */
const STEP_SEC = 120
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

async function hand(path: string, body: object = {}): Promise<void> {
  // the customer does not care whether the shop's network works
  await fetch(`${simulatorUrl}/_sim/${path}`, { method: 'POST', body: JSON.stringify(body) }).catch(() => {})
}

async function openTill(): Promise<Core> {
  const started = await startCore({
    dataFolder: folder,
    mode: 'practice',
    clock,
    ids,
    log: silentLog,
    secrets: createMemorySecrets(),
    practice: { url: simulatorUrl, keyId: 'ak_test_simulator', secret: 'sk_test_simulator' },
    environmentProfile: null,
  })
  if (!started.ok) throw new Error(JSON.stringify(started.error))
  return started.value
}

const slip = (trace: number) => ({
  bank: 'BCA',
  tid: '12345678',
  mid: '',
  batch: '000001',
  trace: String(trace),
  rrn: '',
  approvalCode: 'A1B2C3',
  lastFour: '1234',
  entryMode: 'chip' as const,
})

async function serveOneCustomer(core: Core): Promise<void> {
  nextCustomer(core.till)
  const price = amountOf(1_000 * (1 + Math.floor(random() * 90)))
  setDraft(core.till, cartOf(price))
  switch (pick('qris', 'qris', 'qris', 'cash', 'edc', 'link', 'split')) {
    case 'cash':
      await core.manual.payCash({ attemptId: ids.next(), amount: null, tendered: amountOf(100_000) })
      return
    case 'edc': {
      const recorded = await core.manual.recordEdc({
        attemptId: ids.next(),
        amount: null,
        slip: slip(Math.floor(random() * 999_999)),
      })
      await pause(random() * 60)
      const tender = recorded.ok ? recorded.value.sale.tenders.at(-1) : undefined
      if (tender !== undefined && random() < 0.8) core.manual.accept(tender.id)
      return
    }
    case 'split':
      await core.manual.payCash({ attemptId: ids.next(), amount: 500, tendered: amountOf(500) })
      return await payByCode(core, 'qris')
    case 'link':
      return await payByCode(core, 'link')
    default:
      return await payByCode(core, 'qris')
  }
}

async function payByCode(core: Core, kind: 'qris' | 'link'): Promise<void> {
  await core.payments.charge({ attemptId: ids.next(), kind, amount: null })
  await pause(random() * 250)
  const tender = saleOnCounter(core.till)?.sale.tenders.at(-1)
  if (tender?.type !== 'provider') return
  const sessionId = 'sessionId' in tender.state ? tender.state.sessionId : null
  const customer = pick('pay', 'pay', 'pay', 'pay', 'expire', 'late-pay', 'start', 'walk away')
  if (sessionId !== null && customer !== 'walk away') await hand(`sessions/${sessionId}/${customer}`)
  switch (pick('wait', 'wait', 'new code', 'cancel', 'cash', 'supersede', 'check')) {
    case 'new code':
      await core.payments.newCode({ tenderId: tender.id, attemptId: ids.next() })
      return
    case 'cancel':
      await core.payments.cancelCode(tender.id)
      return
    case 'cash':
      await core.manual.payCash({ attemptId: ids.next(), amount: null, tendered: amountOf(100_000) })
      return
    case 'supersede':
      core.payments.supersede(tender.id, 'pelanggan pergi')
      await core.manual.payCash({ attemptId: ids.next(), amount: null, tendered: amountOf(100_000) })
      return
    case 'check':
      await core.payments.checkNow(tender.id)
      return
    default:
      await pause(random() * 150)
  }
}

/** After the faults have stopped: time is moved on, what is live is cancelled, all is read again, the queues drain. */
async function settle(core: Core): Promise<void> {
  const until = Date.now() + 60_000
  for (;;) {
    for (const { tender, saleId } of core.till.store.read.watched('')) {
      if (tender.type !== 'provider') continue
      if (isTenderInFlight(tender)) {
        resumeSale(core.till, saleId)
        await core.payments.cancelCode(tender.id)
      }
      await core.payments.checkNow(tender.id)
    }
    const busy = core.till.store.read.watched('~').some(({ tender }) => isTenderInFlight(tender))
    if (!busy && core.till.store.read.outboxNextAt() === null) return
    if (Date.now() > until) throw new Error('the queues did not drain')
    await pause(50)
    clock.advance(STEP_SEC * 1000)
    await hand('clock', { advanceSec: STEP_SEC })
  }
}

const core = await openTill()
process.stdout.write('open\n')
if (task === 'settle') {
  await settle(core)
  await core.stop()
  process.stdout.write('settled\n')
} else {
  for (;;) await serveOneCustomer(core)
}
