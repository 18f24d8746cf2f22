import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import {
  escalateAttention,
  noteAttention,
  resolveAttention,
} from '../../src/main/usecases/attention/attention.ts'
import { attentionDetail } from '../../src/main/usecases/attention/detail.ts'
import { nextCustomer } from '../../src/main/usecases/selling/counter.ts'
import { sweepOutcomes } from '../../src/main/usecases/provider/known-outcomes.ts'
import { businessDateOf, settingsOf } from '../../src/main/usecases/till.ts'
import { attentionRows } from '../../src/main/usecases/views/lists.ts'
import { movableClock, type MovableClock } from '../fakes/clock.ts'
import { itemOf, items, lateMoney, must, onCounter, refusal, showQris, viewOf } from './after-sale-bench.ts'
import { eventually, fillCart, openTestTill, type TestTill } from './bench.ts'

let till: TestTill
let clock: MovableClock

beforeEach(async () => {
  clock = movableClock()
  till = await openTestTill({ clock })
})
afterEach(async () => {
  await till.close()
})

const detail = (id: string) => must(attentionDetail(till.core.till, id))
const attach = async (
  attentionId: string,
  target: { kind: 'sale'; saleId: string } | { kind: 'cart' },
  attemptId = till.ids.next(),
) => await till.core.afterSale.attention.attach({ attentionId, target, attemptId })

/** A sale of the given total with a part of it paid in cash, parked. */
async function openSale(total: number, cash: number): Promise<string> {
  fillCart(till, total)
  const paid = must(
    await till.core.manual.payCash({
      attemptId: till.ids.next(),
      amount: amountOf(cash),
      tendered: amountOf(cash),
    }),
  )
  nextCustomer(till.core.till)
  return paid.sale.id
}

describe('late money', () => {
  it('pays another open sale that is short by as much, and its question is settled', async () => {
    const late = await lateMoney(till, 30_000)
    const other = await openSale(50_000, 20_000)
    const item = itemOf(till, 'money_late')
    expect(detail(item.id)).toMatchObject({
      lateMoney: 30_000,
      targets: [{ saleId: other, remaining: 30_000 }],
      actions: ['attach', 'refund', 'escalate', 'note', 'resolve'],
    })
    must(await attach(item.id, { kind: 'sale', saleId: other }))
    expect(viewOf(till, other)).toMatchObject({ status: 'paid', covered: 50_000 })
    expect(items(till)).toEqual([])
    expect(detail(item.id).steps).toMatchObject([
      { kind: 'attached', by: 'Ibu Rina', facts: { amount: 30_000 } },
    ])
    // the money left its old place: nothing of it can be given back from there
    const old = viewOf(till, late.saleId).tenders.find((each) => each.id === late.tenderId)
    expect(old?.refundable).toMatchObject({ remaining: 0, obstacle: 'attached' })
    const moved = viewOf(till, other).tenders.at(-1)
    expect(moved?.refundable).toMatchObject({ captured: 30_000, remaining: 30_000 })
  })

  it('pays the order of the customer who came back, rung up again in the cart', async () => {
    await lateMoney(till, 30_000)
    const item = itemOf(till, 'money_late')
    expect(detail(item.id).cartTotal).toBeNull()
    fillCart(till, 30_000)
    expect(detail(item.id).cartTotal).toBe(30_000)
    must(await attach(item.id, { kind: 'cart' }))
    expect(onCounter(till)).toMatchObject({ status: 'paid', total: 30_000 })
    expect(items(till)).toEqual([])
  })

  it('of another amount than was asked pays its own sale, which is short again', async () => {
    const shown = await showQris(till, 80_000)
    await till.hand(`sessions/${shown.sessionId}/pay`, { amount: 70_000 })
    await till.core.payments.checkNow(shown.tenderId)
    const item = itemOf(till, 'money_amount_differs')
    expect(detail(item.id).targets).toMatchObject([{ saleId: shown.saleId, remaining: 80_000 }])
    must(await attach(item.id, { kind: 'sale', saleId: shown.saleId }))
    expect(viewOf(till, shown.saleId)).toMatchObject({
      status: 'partly_paid',
      covered: 70_000,
      remaining: 10_000,
    })
  })

  it('is not used for a sale that is short by less, nor twice, nor when it went back meanwhile', async () => {
    const late = await lateMoney(till, 30_000)
    const small = await openSale(50_000, 25_000)
    const item = itemOf(till, 'money_late')
    expect(refusal(await attach(item.id, { kind: 'sale', saleId: small }))).toEqual({
      type: 'late_money_too_much',
      remaining: 25_000,
      captured: 30_000,
    })
    // nothing of the refused move is left behind
    expect(detail(item.id).lateMoney).toBe(30_000)
    const large = await openSale(60_000, 20_000)
    const attemptId = till.ids.next()
    const target = { kind: 'sale', saleId: large } as const
    const answers = await Promise.all([
      attach(item.id, target, attemptId),
      attach(item.id, target, attemptId),
    ])
    expect(answers.map((answer) => answer.ok)).toEqual([true, true])
    expect(viewOf(till, large)).toMatchObject({ covered: 50_000 })
    const twice = { tenderId: late.tenderId, target, attemptId: till.ids.next() }
    const { attachLateMoney } = await import('../../src/main/usecases/after-sale/attach-late-money.ts')
    expect(refusal(await attachLateMoney(till.core.till, twice)).type).toBe('late_money_used')
  })

  it('that is being refunded pays nothing any more', async () => {
    const late = await lateMoney(till, 30_000)
    const other = await openSale(50_000, 20_000)
    await till.hand('refund-outcome', { outcome: 'pending' })
    must(
      await till.core.afterSale.refunds.start({
        ...late,
        amount: amountOf(30_000),
        reason: 'duplicate',
        words: '',
        attemptId: till.ids.next(),
      }),
    )
    const item = itemOf(till, 'money_late')
    expect(refusal(await attach(item.id, { kind: 'sale', saleId: other })).type).toBe('late_money_refunded')
  })

  it('that was moved is one payment in the books of the day, as at the provider', async () => {
    const late = await lateMoney(till, 30_000)
    const other = await openSale(50_000, 20_000)
    must(await attach(itemOf(till, 'money_late').id, { kind: 'sale', saleId: other }))
    const cash = () =>
      [late.saleId, other]
        .flatMap((saleId) => viewOf(till, saleId).tenders)
        .flatMap((tender) => (tender.kind === 'cash' ? [tender.booking] : []))
    await eventually(() => cash().every((booking) => booking === 'booked'), cash)
    const { utcOffsetMinutes } = settingsOf(till.core.till)
    const report = must(await till.core.reconciler.run(businessDateOf(clock.epochMs(), utcOffsetMinutes)))
    expect(report.differences).toEqual([])
    expect(report.ours).toMatchObject({ amount: 80_000 })
  })

  it('is not moved while the provider cannot be asked about it', async () => {
    await lateMoney(till, 30_000)
    const other = await openSale(50_000, 20_000)
    await till.hand('outage', { on: true })
    const refused = refusal(await attach(itemOf(till, 'money_late').id, { kind: 'sale', saleId: other }))
    expect(refused.type).toMatch(/^provider_/)
    expect(viewOf(till, other).covered).toBe(20_000)
  })
})

describe('every item', () => {
  it('is settled with a word, and the list of settled ones says who and when', async () => {
    await lateMoney(till, 30_000)
    const item = itemOf(till, 'money_late')
    expect(refusal(resolveAttention(till.core.till, { attentionId: item.id, note: ' ' })).type).toBe(
      'reason_missing',
    )
    must(resolveAttention(till.core.till, { attentionId: item.id, note: 'dikembalikan tunai' }))
    const rows = (which: 'open' | 'resolved') =>
      attentionRows(till.core.till, { cursor: null, limit: 10, which }).rows
    expect(rows('resolved')).toMatchObject([
      { id: item.id, resolvedBy: 'Ibu Rina', note: 'dikembalikan tunai', resolvedAt: expect.any(String) },
    ])
    expect(rows('open').map((row) => row.kind)).toEqual(['covered_twice'])
    expect(detail(item.id).actions).toEqual(['note'])
  })

  it('goes to the owner with a word, and stays open', async () => {
    await lateMoney(till, 30_000)
    const { id } = itemOf(till, 'money_late')
    must(noteAttention(till.core.till, { attentionId: id, note: 'pelanggan ditelepon' }))
    must(escalateAttention(till.core.till, { attentionId: id, note: 'terlalu besar untuk kasir' }))
    expect(itemOf(till, 'money_late').escalatedAt).not.toBeNull()
    expect(items(till).map((item) => item.id)).toContain(id)
    const { steps, actions } = detail(id)
    expect(steps.map(({ kind, note }) => [kind, note])).toEqual([
      ['note', 'pelanggan ditelepon'],
      ['escalated', 'terlalu besar untuk kasir'],
    ])
    expect(actions).not.toContain('escalate')
  })

  it('does only what it offers', async () => {
    await lateMoney(till, 30_000)
    const { id } = itemOf(till, 'money_late')
    expect(refusal(till.core.afterSale.attention.reprint(id)).type).toBe('attention_action_unfit')
    expect(refusal(await till.core.afterSale.attention.check(id)).type).toBe('attention_action_unfit')
    expect(refusal(attentionDetail(till.core.till, 'nobody')).type).toBe('attention_unknown')
  })
})

describe('an outcome that stays unknown', () => {
  it('is asked about after an hour, and the question goes when the provider has answered', async () => {
    const shown = await showQris(till, 12_000)
    await till.hand('outage', { on: true })
    nextCustomer(till.core.till)
    clock.advance(59 * 60_000)
    sweepOutcomes(till.core.till)
    expect(items(till)).toEqual([])
    clock.advance(20 * 60_000)
    sweepOutcomes(till.core.till)
    const item = itemOf(till, 'outcome_unknown')
    expect(item).toMatchObject({ tenderId: shown.tenderId, facts: { amount: 12_000 } })
    expect(detail(item.id).actions).toEqual(['check', 'escalate', 'note', 'resolve'])
    expect(refusal(await till.core.afterSale.attention.check(item.id)).type).toMatch(/^provider_/)
    await till.hand('outage', { on: false })
    await till.hand('clock', { advanceSec: 80 * 60 })
    must(await till.core.afterSale.attention.check(item.id))
    expect(itemOf(till, 'outcome_unknown')).toMatchObject({ resolvedBy: 'till' })
    expect(detail(item.id).steps).toMatchObject([
      { kind: 'outcome_known', by: null, facts: { state: 'expired' } },
    ])
  })

  it('is asked once, however often it is looked for', async () => {
    await showQris(till, 12_000)
    await till.hand('outage', { on: true })
    clock.advance(3 * 3_600_000)
    for (let round = 0; round < 3; round += 1) sweepOutcomes(till.core.till)
    expect(items(till, 'all').filter((item) => item.kind === 'outcome_unknown')).toHaveLength(1)
    const { id } = itemOf(till, 'outcome_unknown')
    must(resolveAttention(till.core.till, { attentionId: id, note: 'sudah dicek di akun' }))
    sweepOutcomes(till.core.till)
    expect(items(till)).toEqual([])
  })
})

describe('a slip that may not have come out', () => {
  async function unknownSlip() {
    fillCart(till, 18_000)
    must(
      await till.core.manual.payCash({
        attemptId: till.ids.next(),
        amount: null,
        tendered: amountOf(18_000),
      }),
    )
    const saleId = onCounter(till)?.id ?? ''
    const { read, write } = till.core.till.store
    const job = await eventually(
      () => read.lastPrintJobs(5).find((each) => each.saleId === saleId && each.state === 'sent'),
      () => read.lastPrintJobs(5),
    )
    write((books) => {
      books.updatePrintJob(job.id, { state: 'unknown' }, till.core.till.clock.now())
      const facts = { what: 'slip', jobId: job.id, printer: job.printerUri }
      const dedupe = `print_unknown:${job.id}`
      books.addAttention(
        { kind: 'print_unknown', saleId, tenderId: null, facts, dedupe },
        till.core.till.clock.now(),
      )
    })
    return { job, saleId, item: itemOf(till, 'print_unknown') }
  }

  it('is printed again as a copy that says so', async () => {
    const { item, saleId, job } = await unknownSlip()
    expect(detail(item.id).actions).toEqual(['reprint', 'was_printed', 'escalate', 'note', 'resolve'])
    must(till.core.afterSale.attention.reprint(item.id))
    const copies = till.core.till.store.read
      .lastPrintJobs(5)
      .filter((each) => each.saleId === saleId && each.id !== job.id)
    expect(copies).toMatchObject([{ copy: { number: 1, askedBy: 'Ibu Rina' } }])
    expect(items(till)).toEqual([])
  })

  it('was printed after all: the job is done, nothing comes out twice', async () => {
    const { item, job } = await unknownSlip()
    must(till.core.afterSale.attention.wasPrinted(item.id))
    expect(till.core.till.store.read.printJob(job.id)?.state).toBe('sent')
    expect(till.core.till.store.read.lastPrintJobs(5)).toHaveLength(1)
    expect(itemOf(till, 'print_unknown')).toMatchObject({ resolvedBy: expect.any(String) })
  })
})
