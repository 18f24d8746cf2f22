import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EdcSlip } from '../../src/core/domain/tenders/evidence.ts'
import { amountOf } from '../../src/core/domain/money.ts'
import type { Clock } from '../../src/core/ports/system.ts'
import { createMemorySecrets } from '../fakes/memory-secrets.ts'
import { silentLog, systemClock } from '../../src/main/adapters/system/system.ts'
import { startCore } from '../../src/main/core.ts'
import { cancelSale, nextCustomer, resumeSale, setDraft } from '../../src/main/usecases/selling/counter.ts'
import { printCode } from '../../src/main/usecases/printing/print.ts'
import { DEFAULT_PROFILE, saveProfile } from '../../src/main/usecases/provider/profile.ts'
import { saleOnCounter } from '../../src/main/usecases/till.ts'
import { createPayments } from '../../src/main/usecases/selling/take-payment.ts'
import { counterView } from '../../src/main/usecases/views/counter.ts'
import { saleView } from '../../src/main/usecases/views/sale.ts'
import { cartOf, eventually, fillCart, openTestTill, type TestTill } from './bench.ts'
import { dutyOf, THE_OWNER } from '../fakes/duty.ts'
import { keptPort } from '../fakes/kept-port.ts'
import { quickClock } from '../fakes/quick-clock.ts'

let till: TestTill

beforeEach(async () => {
  // what is between two tries is waited for, not what is said about it
  till = await openTestTill({ clock: quickClock() })
})
afterEach(async () => {
  await till.close()
})

const store = () => till.core.till.store
const sale = () => {
  const record = saleOnCounter(till.core.till)
  return record === null ? null : saleView(till.core.till, record)
}
const tender = () => sale()?.tenders.at(-1)
const tenderId = (): string => tender()?.id ?? ''
const sessionId = (): string => tender()?.sessionId ?? ''
const attentionKinds = () =>
  store()
    .read.attentions({ cursor: null, limit: 50 })
    .rows.map((row) => row.kind)
const draftLines = () => store().read.draft()?.lines.length ?? 0
const pause = async (ms: number): Promise<void> => {
  await new Promise((resolve) => setTimeout(resolve, ms))
}

async function charge(amount: number | null = null) {
  return await till.core.payments.charge({ attemptId: till.ids.next(), kind: 'qris', amount })
}
async function showQris(price: number): Promise<void> {
  fillCart(till, price)
  expect(await charge()).toMatchObject({ ok: true })
  await eventually(() => tender()?.state === 'presented', sale)
}
async function payCash(tendered: number) {
  const attemptId = till.ids.next()
  return await till.core.manual.payCash({ attemptId, amount: null, tendered: amountOf(tendered) })
}
const faults = async (...rules: readonly unknown[]): Promise<void> => {
  await till.hand('faults', { rules }, 'PUT')
}

interface Sent {
  readonly method: string
  readonly target: string
  readonly isReplay: boolean
}
async function sent(method: string, path: RegExp): Promise<readonly Sent[]> {
  const { requests } = (await till.hand('requests', undefined, 'GET')) as { requests: readonly Sent[] }
  return requests.filter((each) => each.method === method && path.test(each.target))
}

const slip: EdcSlip = {
  bank: 'BCA',
  tid: '12345678',
  mid: '000000012345678',
  batch: '000012',
  trace: '000345',
  rrn: '000012345678',
  approvalCode: 'A1B2C3',
  lastFour: '1234',
  entryMode: 'chip',
}
async function recordSlip(price: number): Promise<void> {
  fillCart(till, price)
  await till.core.manual.recordEdc({ attemptId: till.ids.next(), amount: null, slip })
  await eventually(() => tender()?.booking === 'in_review', sale)
}

describe('booking money that a person saw', () => {
  const SESSION = { method: 'GET', path: '/checkout-sessions/*' }

  it('charges a booking once, even when the provider is too busy to be read right after', async () => {
    await faults({ match: { ...SESSION, nth: 1 }, action: { type: 'tooMany', retryAfterSec: 1 } })
    fillCart(till, 10_000)
    await payCash(10_000)
    await eventually(() => tender()?.booking === 'booked', sale)
    expect(await sent('POST', /\/charge$/)).toHaveLength(1)
  })

  it.each([
    { nth: 1, when: 'after its charge' },
    { nth: 2, when: 'before its confirmation' },
    { nth: 3, when: 'after its confirmation' },
  ])(
    'finishes a booking although a word nobody knows was read $when',
    async ({ nth }) => {
      await faults({ match: { ...SESSION, nth }, action: { type: 'statusFlap', status: 'processing' } })
      fillCart(till, 10_000)
      await payCash(10_000)
      await eventually(() => tender()?.booking === 'booked', sale)
    },
    20_000,
  )

  it('never confirms a booking whose amount is not the one on the slip', async () => {
    await recordSlip(90_000)
    await faults({ match: SESSION, action: { type: 'wrongAmount', factor: 100 } })
    expect(till.core.manual.accept(tenderId())).toMatchObject({ ok: true })
    await eventually(() => attentionKinds().includes('booking_amount_differs'), sale)
    expect(await sent('POST', /\/confirm$/)).toHaveLength(0)
    expect(sale()?.status).toBe('paid')
  })

  it('never confirms a session that turns out to be another one', async () => {
    await recordSlip(90_000)
    await faults({ match: SESSION, action: { type: 'rewrite', set: { id: 'cs_stranger' } } })
    till.core.manual.accept(tenderId())
    await pause(1_500)
    expect(await sent('POST', /\/confirm$/)).toHaveLength(0)
  })
})

describe('taking a code down', () => {
  it('asks the provider anew at each press, instead of hearing its earlier no again', async () => {
    await showQris(20_000)
    await till.hand(`sessions/${sessionId()}/start`, { committed: true })
    const refused = { ok: false, error: { type: 'old_code_still_live' } }
    expect(await till.core.payments.cancelCode(tenderId())).toMatchObject(refused)
    expect(await till.core.payments.cancelCode(tenderId())).toMatchObject(refused)
    const cancels = await sent('POST', /\/cancel$/)
    expect(cancels.map((each) => each.isReplay)).toEqual([false, false])
  })

  it('goes on saying that the customer is paying when the provider would not cancel', async () => {
    await showQris(20_000)
    await till.hand(`sessions/${sessionId()}/start`, { committed: true })
    await eventually(() => tender()?.paying, sale)
    await till.core.payments.cancelCode(tenderId())
    expect(tender()).toMatchObject({ state: 'presented', paying: true })
  })

  it('takes a covered code down at the provider too', async () => {
    await showQris(20_000)
    const id = sessionId()
    expect(till.core.payments.supersede(tenderId(), 'customer left')).toMatchObject({ ok: true })
    await eventually(() => store().read.session(id)?.facts.status === 'canceled', sale)
  })

  it('goes on taking down a code that was covered while the provider was still saying no', async () => {
    await showQris(20_000)
    await till.hand(`sessions/${sessionId()}/start`, { committed: true })
    await faults({ match: { method: 'POST', path: '/**/cancel' }, action: { type: 'delay', ms: 600 } })
    const pressed = till.core.payments.cancelCode(tenderId())
    await pause(200)
    expect(till.core.payments.supersede(tenderId(), 'customer left')).toMatchObject({ ok: true })
    await pressed
    const cancel = store()
      .read.outboxOf(tenderId())
      .find((each) => each.call === 'cancel')
    expect(cancel).toMatchObject({ done: false })
  })

  it('takes one press as one, also when it is sent twice while a code is being taken down', async () => {
    await showQris(20_000)
    const attemptId = till.ids.next()
    const press = () => till.core.manual.payCash({ attemptId, amount: null, tendered: amountOf(20_000) })
    const answers = await Promise.all([press(), press()])
    expect(answers.map((answer) => answer.ok)).toEqual([true, true])
    expect(sale()?.tenders.map((each) => each.state)).toEqual(['canceled', 'accepted'])
  })
})

describe('a press belongs to the sale that was on the counter', () => {
  it('never puts cash of one customer on the sale of the next', async () => {
    await showQris(50_000)
    await faults({ match: { method: 'POST', path: '/**/cancel' }, action: { type: 'delay', ms: 600 } })
    const paying = payCash(50_000)
    await pause(100)
    nextCustomer(till.core.till)
    fillCart(till, 7_000)
    expect(await paying).toMatchObject({ ok: false })
    expect(saleOnCounter(till.core.till)).toBeNull()
    expect(draftLines()).toBe(1)
  })

  it('never pays a sale that another tab has put on the counter meanwhile', async () => {
    await showQris(30_000)
    const first = sale()?.id ?? ''
    const ended = tenderId()
    nextCustomer(till.core.till)
    await till.hand(`sessions/${store().read.outboxOf(ended)[1]?.sessionId ?? ''}/expire`)
    await till.core.payments.checkNow(ended)
    await showQris(50_000)
    await faults({ match: { method: 'POST', path: '/**/cancel' }, action: { type: 'delay', ms: 600 } })
    const paying = payCash(50_000)
    await pause(100)
    resumeSale(till.core.till, first)
    expect(await paying).toMatchObject({ ok: false })
    expect(store().read.sale(first)?.sale.tenders).toHaveLength(1)
  })

  it('makes no new code for the next customer when the one of a parked sale is renewed', async () => {
    await showQris(50_000)
    const parked = tenderId()
    nextCustomer(till.core.till)
    fillCart(till, 7_000)
    const renewed = await till.core.payments.newCode({ tenderId: parked, attemptId: till.ids.next() })
    expect(renewed.ok).toBe(false)
    expect(saleOnCounter(till.core.till)).toBeNull()
    expect(draftLines()).toBe(1)
    expect(store().read.saleOfTender(parked)?.sale.tenders).toMatchObject([{ state: { name: 'presented' } }])
  })

  it('keeps what was typed for the next customer when a parked sale is given up', async () => {
    await showQris(50_000)
    const parked = sale()?.id ?? ''
    await till.core.payments.cancelCode(tenderId())
    putAside()
    fillCart(till, 7_000)
    resumeSale(till.core.till, parked)
    expect(cancelSale(till.core.till, parked)).toMatchObject({ ok: true })
    expect(
      store()
        .read.draft()
        ?.lines.map((line) => line.unitPrice),
    ).toEqual([7_000])
  })

  /** As when the sale was parked with a live code that ended later. */
  const putAside = (): void => {
    store().write((books) => {
      books.setValue('counter_sale', null)
    })
  }

  it('parks a sale whose code was covered by hand: its money may still come', async () => {
    await showQris(50_000)
    const id = sale()?.id ?? ''
    await till.hand('outage', { on: true })
    await till.core.payments.cancelCode(tenderId())
    till.core.payments.supersede(tenderId(), 'no network')
    nextCustomer(till.core.till)
    expect(store().read.sale(id)?.sale.phase).toBe('open')
    await till.hand('outage', { on: false })
  }, 40_000)

  it('says what the sale waits for when a slip that nobody has confirmed holds all of it', async () => {
    await recordSlip(90_000)
    const held = { ok: false, error: { type: 'sale_has_open_tender', kind: 'edc' } }
    expect(await payCash(90_000)).toMatchObject(held)
    expect(await charge()).toMatchObject(held)
  })

  it('leaves no gap in the numbers after a payment that was refused', async () => {
    fillCart(till, 10_000)
    expect(await payCash(5_000)).toMatchObject({ ok: false, error: { type: 'cash_too_little' } })
    await payCash(10_000)
    expect(sale()?.number).toMatch(/00001$/)
  })

  it('answers a cash payment with the change that is owed', async () => {
    fillCart(till, 47_500)
    const paid = await payCash(50_000)
    if (!paid.ok) throw new Error(paid.error.type)
    expect(saleView(till.core.till, paid.value)).toMatchObject({
      status: 'paid',
      changeOwed: 2_500,
      tenders: [{ kind: 'cash', state: 'accepted' }],
    })
  })
})

describe('the queue of calls', () => {
  it('serves the customer who waits for a code before hundreds of bookings', async () => {
    await faults({
      match: { method: 'POST', path: '/checkout-sessions' },
      action: { type: 'delay', ms: 300 },
    })
    for (let count = 0; count < 130; count += 1) {
      fillCart(till, 1_000 + count)
      await payCash(200_000)
      nextCustomer(till.core.till)
    }
    await showQris(80_000)
  }, 30_000)

  it('charges nothing by itself after a restart that was not sent before', async () => {
    fillCart(till, 20_000)
    const asleep = { start() {}, wake() {}, hasten() {}, attempt: async () => {}, stop: async () => {} }
    const watcher = {
      start() {},
      check: async () => ({ ok: true, value: null }) as const,
      stop: async () => {},
    }
    const attemptId = till.ids.next()
    await createPayments(till.core.till, asleep, watcher).charge({ attemptId, kind: 'qris', amount: null })
    expect(tender()?.state).toBe('intended')
    await till.restart()
    await pause(700)
    expect(tender()?.state).toBe('abandoned')
    expect(await sent('POST', /\/checkout-sessions$/)).toHaveLength(0)
    await showQrisOnSale()
  })

  const showQrisOnSale = async (): Promise<void> => {
    expect(await charge()).toMatchObject({ ok: true })
    await eventually(() => tender()?.state === 'presented', sale)
  }

  it('looks for no session of a create that never left this machine', async () => {
    await till.core.stop()
    const practice = {
      url: `http://127.0.0.1:${await keptPort()}`,
      keyId: 'ak_test_simulator',
      secret: 'sk_test_simulator',
    }
    const started = await startCore({
      dataFolder: till.folder,
      mode: 'practice',
      clock: systemClock,
      ids: till.ids,
      log: silentLog,
      secrets: createMemorySecrets(),
      duty: dutyOf(systemClock),
      practice,
      environmentProfile: null,
    })
    if (!started.ok) throw new Error(started.error.type)
    const { payments, till: offline, stop } = started.value
    setDraft(offline, cartOf(20_000))
    const attemptId = till.ids.next()
    await payments.charge({ attemptId, kind: 'qris', amount: null })
    const entries = () => offline.store.read.outboxOf(attemptId)
    await eventually(() => entries()[0]?.trouble?.includes('provider_unreachable'), entries)
    await payments.cancelCode(attemptId)
    await eventually(() => entries().every((entry) => entry.done), entries)
    expect(offline.store.read.attentionOpenCount()).toBe(0)
    await stop()
  })
})

describe('what the provider says', () => {
  it('keeps the last word about a session when an older answer arrives after it', async () => {
    await showQris(20_000)
    const id = sessionId()
    const slow = { type: 'trickle', bytes: 16, everyMs: 20 }
    await faults({ match: { method: 'GET', path: '/checkout-sessions/*' }, times: 1, action: slow })
    await eventually(async () => (await sent('GET', new RegExp(id))).length > 0, sale)
    await pause(1_100)
    await till.core.payments.cancelCode(tenderId())
    expect(tender()?.state).toBe('canceled')
    await pause(2_500)
    expect(store().read.session(id)?.facts.status).toBe('canceled')
  })

  it('never keeps a session that is another one and does not say whose', async () => {
    await showQris(20_000)
    const set = { id: 'cs_stranger', metadata: null }
    await faults({ match: { method: 'GET', path: '/checkout-sessions/*' }, action: { type: 'rewrite', set } })
    await till.core.payments.checkNow(tenderId())
    expect(store().read.session('cs_stranger')).toBeNull()
  })

  it('never takes the session of one tender for that of another', async () => {
    await showQris(20_000)
    const first = sessionId()
    const firstTender = tenderId()
    nextCustomer(till.core.till)
    const set = { id: first, metadata: null }
    await faults({ match: { method: 'POST', path: '/checkout-sessions' }, action: { type: 'rewrite', set } })
    fillCart(till, 20_000)
    await charge()
    await eventually(() => tender()?.state === 'quarantined', sale)
    await till.hand(`sessions/${first}/pay`)
    await till.core.payments.checkNow(firstTender)
    expect(store().read.session(first)?.facts.status).toBe('completed')
    expect(store().read.saleOfTender(firstTender)?.sale.phase).toBe('paid')
    expect(sale()?.status).not.toBe('paid')
  })

  it('reads every ended session soon after a restart, not only the first few', async () => {
    const ids: string[] = []
    for (let count = 0; count < 20; count += 1) {
      await showQris(10_000 + count)
      ids.push(sessionId())
      await till.hand(`sessions/${sessionId()}/expire`)
      await till.core.payments.checkNow(tenderId())
      expect(tender()?.state).toBe('expired')
      nextCustomer(till.core.till)
    }
    await till.core.stop()
    const before = (await sent('GET', /./)).length
    await till.restart()
    const unread = async () => {
      const after = (await sent('GET', /./)).slice(before).map((each) => each.target)
      return ids.filter((id) => !after.some((target) => target.endsWith(id)))
    }
    await eventually(async () => (await unread()).length === 0, unread)
  }, 60_000)
})

describe('what is put on paper', () => {
  it('never prints a code that is over by the time the printer takes it', async () => {
    await showQris(20_000)
    await till.core.prints.stop()
    expect(printCode(till.core.till, tenderId())).toMatchObject({ ok: true })
    await till.core.payments.cancelCode(tenderId())
    await till.restart()
    await pause(500)
    const kinds = counterView(till.core.till, THE_OWNER, 1).slips.map((each) => each.document.kind)
    expect(kinds).not.toContain('bill')
    expect(store().read.printJobs(['queued', 'sending'])).toEqual([])
  })
})

describe('the provider profile', () => {
  const profile = { ...DEFAULT_PROFILE, provider: 'plugipay', keyId: 'ak_test_simulator' } as const
  const save = (change: Partial<typeof DEFAULT_PROFILE>) =>
    saveProfile(
      store(),
      createMemorySecrets(),
      'test',
      { ...profile, ...change, secret: '', webhookSecret: '' },
      systemClock.now(),
      'till',
    )

  it('keeps its amount unit and prefix while a code is live: the same session must read the same', async () => {
    expect(await save({})).toMatchObject({ ok: true })
    await showQris(20_000)
    expect(await save({ amountUnit: 'hundredths' })).toMatchObject({ ok: false })
    expect(await save({ prefix: '/v1' })).toMatchObject({ ok: false })
    expect(await save({ keyId: 'ak_test_rotated' })).toMatchObject({ ok: true })
  })

  it('lets another account try the booking that the last one refused', async () => {
    store().write((books) => books.setValue('booking_off', 'no_methods'))
    expect(await save({ keyId: 'ak_test_other' })).toMatchObject({ ok: true })
    expect(store().read.value('booking_off')).toBeNull()
  })

  it('keeps its origin while a booking is on its way', async () => {
    await save({})
    await till.hand('outage', { on: true })
    fillCart(till, 10_000)
    await payCash(10_000)
    expect(await save({ origin: 'https://other.example' })).toMatchObject({ ok: false })
    await till.hand('outage', { on: false })
  })

  it('can be moved again once an attempt that nobody knows of was looked for in vain', async () => {
    await till.close()
    let ahead = 0
    const clock: Clock = {
      now: () => new Date(Date.now() + ahead).toISOString(),
      epochMs: () => Date.now() + ahead,
      after: systemClock.after,
    }
    till = await openTestTill({ clock })
    await save({})
    const lost = { type: 'dropBeforeCommit' }
    await faults({ match: { method: 'POST', path: '/checkout-sessions' }, action: lost })
    fillCart(till, 20_000)
    await charge()
    await eventually(() => tender()?.trouble !== null, sale)
    await till.core.payments.cancelCode(tenderId())
    const waiting = () =>
      store()
        .read.outboxOf(tenderId())
        .filter((entry) => !entry.done)
    await eventually(() => waiting().every((entry) => entry.call === 'find' && entry.sends > 0), waiting)
    expect(await save({ origin: 'https://other.example' })).toMatchObject({ ok: false })
    ahead = 2 * 3_600_000
    await till.hand('clock', { advanceSec: 7_200 })
    await till.core.payments.checkNow(tenderId())
    await eventually(
      () => attentionKinds().includes('outcome_unknown'),
      () => store().read.outboxOf(tenderId()),
    )
    expect(await save({ origin: 'https://other.example' })).toMatchObject({ ok: true })
  })
})
