import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import { saleOnCounter } from '../../src/main/usecases/till.ts'
import { nextCustomer, resumeSale } from '../../src/main/usecases/selling/counter.ts'
import { counterView } from '../../src/main/usecases/views/counter.ts'
import { displayView } from '../../src/main/usecases/views/display.ts'
import { saleView } from '../../src/main/usecases/views/sale.ts'
import { eventually, fillCart, openTestTill, type TestTill } from './bench.ts'
import { THE_OWNER } from '../fakes/duty.ts'

let till: TestTill

beforeEach(async () => {
  till = await openTestTill()
})
afterEach(async () => {
  await till.close()
})

const sale = () => {
  const record = saleOnCounter(till.core.till)
  return record === null ? null : saleView(till.core.till, record)
}
const tender = () => sale()?.tenders.at(-1)
const sessionId = (): string => tender()?.sessionId ?? ''

async function showQris(price: number): Promise<void> {
  fillCart(till, price)
  const charged = await till.core.payments.charge({ attemptId: till.ids.next(), kind: 'qris', amount: null })
  expect(charged).toMatchObject({ ok: true })
  await eventually(() => tender()?.state === 'presented', sale)
}

describe('a sale by QRIS', () => {
  it('shows a checked code on both screens, notices the money by itself and prints a receipt that says LUNAS', async () => {
    await showQris(80_000)
    expect(tender()?.code).toMatchObject({
      kind: 'emv',
      merchantName: 'WARUNG CONTOH SATU',
      nmid: 'ID9990000000011',
    })
    expect(displayView(till.core.till)).toMatchObject({ screen: 'code', order: { due: 80_000 } })
    await till.hand(`sessions/${sessionId()}/pay`)
    await eventually(() => sale()?.status === 'paid', sale)
    expect(displayView(till.core.till)).toMatchObject({ screen: 'paid', order: { total: 80_000 } })
    const [slip] = await eventually(() => {
      const { slips } = counterView(till.core.till, THE_OWNER, 1)
      return slips.length > 0 && slips
    }, sale)
    expect(slip?.document).toMatchObject({ kind: 'receipt', status: 'paid', total: 80_000, mode: 'practice' })
    expect((await till.books()).captures).toHaveLength(1)
  })

  it('shows the same code again after a restart, and still notices the money', async () => {
    await showQris(25_000)
    const before = tender()?.code?.matrix
    await till.restart()
    expect(tender()?.code?.matrix).toEqual(before)
    await till.hand(`sessions/${sessionId()}/pay`)
    await eventually(() => sale()?.status === 'paid', sale)
  })

  it('makes one session of one key press, however often it is sent', async () => {
    fillCart(till, 12_000)
    const attemptId = till.ids.next()
    const press = () => till.core.payments.charge({ attemptId, kind: 'qris', amount: null })
    const answers = await Promise.all([press(), press(), press()])
    expect(answers.every((answer) => answer.ok)).toBe(true)
    await eventually(() => tender()?.state === 'presented', sale)
    expect(sale()?.tenders).toHaveLength(1)
    const { data } = (await (await fetchSessions()).json()) as { data: unknown[] }
    expect(data).toHaveLength(1)
  })

  it('gives a new code only after the old one is gone at the provider', async () => {
    await showQris(30_000)
    const old = sessionId()
    const renewed = await till.core.payments.newCode({
      tenderId: tender()?.id ?? '',
      attemptId: till.ids.next(),
    })
    expect(renewed.ok).toBe(true)
    await eventually(() => tender()?.state === 'presented' && sessionId() !== old, sale)
    expect(sale()?.tenders.map((each) => each.state)).toEqual(['canceled', 'presented'])
  })

  it('takes the payment and makes no second code when the customer paid while "new QR" was pressed', async () => {
    await showQris(30_000)
    await till.hand(`sessions/${sessionId()}/pay`)
    await till.core.payments.newCode({ tenderId: tender()?.id ?? '', attemptId: till.ids.next() })
    expect(sale()?.status).toBe('paid')
    expect(sale()?.tenders).toHaveLength(1)
  })

  it('keeps money that arrives after expiry: it settles a sale that is still open', async () => {
    await showQris(15_000)
    const id = sessionId()
    await till.hand(`sessions/${id}/expire`)
    await eventually(() => tender()?.state === 'expired', sale)
    await till.hand(`sessions/${id}/late-pay`)
    await till.core.payments.checkNow(tender()?.id ?? '')
    expect(sale()?.status).toBe('paid')
  })

  it('asks a person when late money meets a sale that was paid in cash', async () => {
    await showQris(15_000)
    const id = sessionId()
    const qris = tender()?.id ?? ''
    await till.hand(`sessions/${id}/expire`)
    await eventually(() => tender()?.state === 'expired', sale)
    await till.core.manual.payCash({ attemptId: till.ids.next(), amount: null, tendered: amountOf(20_000) })
    expect(sale()?.status).toBe('paid')
    await till.hand(`sessions/${id}/late-pay`)
    await till.core.payments.checkNow(qris)
    const { rows } = till.core.till.store.read.attentions({ cursor: null, limit: 10 })
    expect(rows.map((row) => row.kind).toSorted()).toEqual(['covered_twice', 'money_late'])
  })

  it('serves the next customer while a code is still open, and settles the parked sale when its money comes', async () => {
    await showQris(40_000)
    const parked = sale()
    expect(nextCustomer(till.core.till)).toMatchObject({ ok: true })
    expect(counterView(till.core.till, THE_OWNER, 1).parked.map((row) => row.id)).toEqual([parked?.id])
    expect(displayView(till.core.till).screen).toBe('idle')
    await till.hand(`sessions/${parked?.tenders[0]?.sessionId ?? ''}/pay`)
    await till.core.payments.checkNow(parked?.tenders[0]?.id ?? '')
    const record = till.core.till.store.read.sale(parked?.id ?? '')
    expect(record?.sale.phase).toBe('paid')
    // what was paid aside is news for a while; what is paid on the counter in the meantime is none
    fillCart(till, 10_000)
    await till.core.manual.payCash({ attemptId: till.ids.next(), amount: null, tendered: amountOf(10_000) })
    expect(nextCustomer(till.core.till)).toMatchObject({ ok: true })
    expect(counterView(till.core.till, THE_OWNER, 1).parked).toMatchObject([
      { id: parked?.id, status: 'paid' },
    ])
  })

  it('a parked sale that is brought back and paid on the counter is no news; parked again it is', async () => {
    const parkedRows = () => counterView(till.core.till, THE_OWNER, 1).parked
    const payCash = (amount: number) =>
      till.core.manual.payCash({
        attemptId: till.ids.next(),
        amount: amountOf(amount),
        tendered: amountOf(amount),
      })
    fillCart(till, 40_000)
    expect(await payCash(10_000)).toMatchObject({ ok: true })
    const parked = sale()?.id ?? ''
    expect(nextCustomer(till.core.till)).toMatchObject({ ok: true })
    expect(resumeSale(till.core.till, parked)).toMatchObject({ ok: true })
    expect(till.core.till.store.read.events(parked, 60).map(({ kind }) => kind)).toContain('sale_resumed')
    expect(await payCash(30_000)).toMatchObject({ ok: true })
    expect(sale()?.status).toBe('paid')
    expect(nextCustomer(till.core.till)).toMatchObject({ ok: true })
    expect(parkedRows()).toEqual([])
    // brought back and put aside again, it is paid aside; opening it there is having seen it
    await showQris(15_000)
    const again = sale()
    const id = again?.id ?? ''
    expect(nextCustomer(till.core.till)).toMatchObject({ ok: true })
    expect(resumeSale(till.core.till, id)).toMatchObject({ ok: true })
    expect(nextCustomer(till.core.till)).toMatchObject({ ok: true })
    await till.hand(`sessions/${again?.tenders[0]?.sessionId ?? ''}/pay`)
    await till.core.payments.checkNow(again?.tenders[0]?.id ?? '')
    expect(parkedRows()).toMatchObject([{ id, status: 'paid' }])
    expect(resumeSale(till.core.till, id)).toMatchObject({ ok: true })
    expect(nextCustomer(till.core.till)).toMatchObject({ ok: true })
    expect(parkedRows()).toEqual([])
    // looking at an old sale once more leaves no line behind
    const lines = till.core.till.store.read.events(id, 60).length
    expect(resumeSale(till.core.till, id)).toMatchObject({ ok: true })
    expect(till.core.till.store.read.events(id, 60)).toHaveLength(lines)
  })

  it('leaves no call behind for a code that was given up while it was being made', async () => {
    const slow = {
      match: { method: 'POST', path: '/**/charge' },
      times: 1,
      action: { type: 'delay', ms: 300 },
    }
    await till.hand('faults', { rules: [slow] }, 'PUT')
    fillCart(till, 20_000)
    await till.core.payments.charge({ attemptId: till.ids.next(), kind: 'qris', amount: null })
    const { outboxOf, outboxNextAt, code } = till.core.till.store.read
    const id = tender()?.id ?? ''
    await eventually(
      () => outboxOf(id).some(({ call, sends }) => call === 'charge' && sends === 1),
      () => outboxOf(id),
    )
    expect(await till.core.payments.cancelCode(id)).toMatchObject({ ok: true })
    await eventually(
      () => outboxNextAt() === null,
      () => outboxOf(id),
    )
    expect(tender()?.state).toBe('canceled')
    expect(code(id)).toBeNull()
  })
})

describe('a sale by link', () => {
  it('shows the provider page of exactly this session', async () => {
    fillCart(till, 55_000)
    await till.core.payments.charge({ attemptId: till.ids.next(), kind: 'link', amount: null })
    await eventually(() => tender()?.state === 'presented', sale)
    expect(tender()?.code).toMatchObject({ kind: 'page' })
    expect(tender()?.code?.url).toContain(sessionId())
  })
})

describe('manual money', () => {
  const slip = {
    bank: 'BCA',
    tid: '12345678',
    mid: '000000012345678',
    batch: '000012',
    trace: '000345',
    rrn: '000012345678',
    approvalCode: 'A1B2C3',
    lastFour: '1234',
    entryMode: 'chip',
  } as const

  it('accepts cash at once, tells the change, and books it with the provider', async () => {
    fillCart(till, 47_500)
    const paid = await till.core.manual.payCash({
      attemptId: till.ids.next(),
      amount: null,
      tendered: amountOf(50_000),
    })
    expect(paid.ok).toBe(true)
    expect(sale()).toMatchObject({ status: 'paid', changeOwed: 2_500 })
    await eventually(() => tender()?.booking === 'booked', sale)
    const session = till.core.till.store.read.session(sessionId())
    expect(session?.facts).toMatchObject({ status: 'completed', manual: true, amount: 47_500 })
  })

  it('counts a card slip only when it is confirmed, then books it', async () => {
    fillCart(till, 90_000)
    await till.core.manual.recordEdc({ attemptId: till.ids.next(), amount: null, slip })
    expect(sale()).toMatchObject({ status: 'open', covered: 0 })
    expect(tender()?.state).toBe('recorded')
    await eventually(() => tender()?.booking === 'in_review', sale)
    expect(till.core.manual.accept(tender()?.id ?? '')).toMatchObject({ ok: true })
    expect(sale()?.status).toBe('paid')
    await eventually(() => tender()?.booking === 'booked', sale)
  })

  it('takes a live code down before it takes cash for the same money', async () => {
    await showQris(20_000)
    await till.core.manual.payCash({ attemptId: till.ids.next(), amount: null, tendered: amountOf(20_000) })
    expect(sale()?.tenders.map((each) => each.state)).toEqual(['canceled', 'accepted'])
    expect(sale()?.status).toBe('paid')
  })

  it('sells without booking where the provider refuses the offline family', async () => {
    await till.close()
    till = await openTestTill({ simulator: { dialect: 'portal' } })
    fillCart(till, 10_000)
    await till.core.manual.payCash({ attemptId: till.ids.next(), amount: null, tendered: amountOf(10_000) })
    expect(sale()?.status).toBe('paid')
    await eventually(() => tender()?.booking === 'refused', sale)
    nextCustomer(till.core.till)
    fillCart(till, 11_000)
    await till.core.manual.payCash({ attemptId: till.ids.next(), amount: null, tendered: amountOf(11_000) })
    expect(tender()?.booking).toBe('none')
  })
})

async function fetchSessions(): Promise<Response> {
  return await fetch(`${till.simulatorUrl}/api/v1/checkout-sessions`, {
    headers: { authorization: 'Bearer pk_test_simulator' },
  })
}
