import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import type { RefundSlip } from '../../src/core/domain/receipts/receipt.ts'
import { DEFAULT_TEMPLATE } from '../../src/core/domain/receipts/template.ts'
import type { SaleLine } from '../../src/core/domain/sale.ts'
import { receiptImbalance } from '../../src/core/domain/receipts/sums.ts'
import { layoutDocument, layoutToText } from '../../src/core/escpos-layout/index.ts'
import { printAttention } from '../../src/main/usecases/printing/attention-slip.ts'
import { matchEdc } from '../../src/main/usecases/shifts/edc-settlement.ts'
import { nextCustomer, setDraft } from '../../src/main/usecases/selling/counter.ts'
import { usePrinter } from '../fakes/use-printer.ts'
import { reprintRefund } from '../../src/main/usecases/printing/refund-slips.ts'
import { saleRows } from '../../src/main/usecases/views/lists.ts'
import { saveSettings } from '../../src/main/usecases/settings.ts'
import { closeShift, openShift, printX } from '../../src/main/usecases/shifts/shifts.ts'
import { confirmationsView } from '../../src/main/usecases/confirmations/confirmations.ts'
import { THE_OWNER } from '../fakes/duty.ts'
import { movableClock, type MovableClock } from '../fakes/clock.ts'
import {
  itemOf,
  lateMoney,
  must,
  paidByQris,
  refundsAtProvider,
  refusal,
  viewOf,
} from './after-sale-bench.ts'
import { eventually, openTestTill, type TestTill } from './bench.ts'

let till: TestTill
let clock: MovableClock
/** Takes everything and says nothing. */
const printer = createServer((socket) => socket.on('error', () => {}).resume())

beforeAll(async () => {
  clock = movableClock()
  till = await openTestTill({ clock })
  printer.listen(0, '127.0.0.1')
  await once(printer, 'listening')
  usePrinter(till.core.till, `tcp://127.0.0.1:${(printer.address() as AddressInfo).port}`)
})
afterAll(async () => {
  await till.close()
  printer.close()
})

const id = () => till.ids.next()
const read = () => till.core.till.store.read
const line = (lineId: string, unitPrice: number, quantity = 1000): SaleLine => ({
  ...{ id: lineId, productId: null, name: `Barang ${lineId}`, quantity, unitPrice: amountOf(unitPrice) },
  ...{ tax: 'none', discount: null, note: null },
})

interface Sold {
  readonly saleId: string
  readonly tenderId: string
}
const cart = (lines: readonly SaleLine[]): void => {
  must(setDraft(till.core.till, { discount: null, lines }))
}
async function cash(...lines: SaleLine[]): Promise<Sold> {
  cart(lines)
  const paid = must(
    await till.core.manual.payCash({ attemptId: id(), amount: null, tendered: amountOf(900_000) }),
  )
  nextCustomer(till.core.till)
  return { saleId: paid.sale.id, tenderId: paid.sale.tenders[0]?.id ?? '' }
}
let trace = 0
async function card(price: number, tid = '10203040'): Promise<Sold> {
  cart([line('a', price)])
  const slip = {
    ...{ bank: 'BCA', tid, mid: '', batch: '12', trace: String((trace += 1)), rrn: '' },
    ...{ approvalCode: '123456', lastFour: '', entryMode: 'chip' as const },
  }
  const sale = must(await till.core.manual.recordEdc({ attemptId: id(), amount: null, slip }))
  const tenderId = sale.sale.tenders[0]?.id ?? ''
  must(till.core.manual.accept(tenderId))
  nextCustomer(till.core.till)
  return { saleId: sale.sale.id, tenderId }
}
const give = async (
  of: Sold,
  amount: number,
  lines: readonly { lineId: string; quantity: number }[] = [],
  attemptId = id(),
) =>
  await till.core.afterSale.giveBack.cash({
    ...of,
    ...{ amount: amountOf(amount), lines, reason: 'requested_by_customer', words: '', attemptId },
  })
const voided = (of: Sold, slip = { rrn: '000012345678', approvalCode: 'V123' }, attemptId = id()) =>
  till.core.afterSale.giveBack.void({ ...of, reason: 'other', words: 'salah kartu', slip, attemptId })
const refundsOf = (saleId: string) => viewOf(till, saleId).refunds
const left = (saleId: string) => viewOf(till, saleId).tenders[0]?.refundable.remaining
const ways = (saleId: string) => viewOf(till, saleId).tenders[0]?.refundable.ways
const slipsOf = (refundId: string): readonly RefundSlip[] =>
  read()
    .refundDocuments(refundId)
    .flatMap((each) => {
      const document = read().document(each)
      return document?.kind === 'refund' ? document : []
    })
const jobsOf = (saleId: string) =>
  read()
    .printJobs(['queued', 'sending', 'failed', 'unknown', 'sent', 'confirmed'])
    .filter((job) => job.saleId === saleId)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ what, reason, copy }) => ({ what, reason, copy: copy?.number ?? null }))

describe('cash out of the drawer', () => {
  it('is one step: refund, ledger, drawer first and then the slip with its own number', async () => {
    const sale = await cash(line('a', 30_000))
    const before = jobsOf(sale.saleId).length
    must(await give(sale, 12_000))
    const [refund] = refundsOf(sale.saleId)
    expect(refund).toMatchObject({ way: 'cash', state: 'succeeded', amount: 12_000, hasSlip: true })
    expect(refund?.number).toMatch(/^BDG1-R-\d{6}-0001$/)
    expect(read().taking(`refund:${refund?.id}`)).toMatchObject({ method: 'cash', amount: -12_000 })
    expect(jobsOf(sale.saleId).slice(before)).toEqual([
      { what: 'drawer', reason: 'refund', copy: null },
      { what: 'slip', reason: 'refund', copy: null },
    ])
    expect(slipsOf(refund?.id ?? '')).toMatchObject([
      {
        ...{ what: 'refund', number: refund?.number, way: 'cash', status: 'done', amount: 12_000 },
        ...{ saleNumber: viewOf(till, sale.saleId).number, reason: 'Permintaan pelanggan' },
        // whoever may give money back has allowed it by pressing
        approvedBy: 'Ibu Rina',
      },
    ])
    expect(left(sale.saleId)).toBe(18_000)
  })

  it('the same key press sent twice is one refund, one opening, one slip', async () => {
    const sale = await cash(line('a', 20_000))
    const attemptId = id()
    await Promise.all([give(sale, 5_000, [], attemptId), give(sale, 5_000, [], attemptId)])
    must(await give(sale, 5_000, [], attemptId))
    expect(refundsOf(sale.saleId)).toHaveLength(1)
    expect(jobsOf(sale.saleId).filter(({ reason }) => reason === 'refund')).toHaveLength(2)
  })

  it('never more than came in, and a refused press opens no drawer and takes no number', async () => {
    const sale = await cash(line('a', 20_000))
    must(await give(sale, 15_000))
    const jobs = jobsOf(sale.saleId)
    expect(refusal(await give(sale, 5_001))).toEqual({
      ...{ type: 'refund_exceeds_remaining', remaining: 5_000, asked: 5_001 },
    })
    expect(jobsOf(sale.saleId)).toEqual(jobs)
    must(await give(sale, 5_000))
    const [first, second] = refundsOf(sale.saleId).map(({ number }) => Number(number?.slice(-4)))
    expect(second).toBe(Number(first) + 1)
    expect(refusal(await give(sale, 1))).toMatchObject({ remaining: 0 })
  })

  it('holds what is left together with the provider’s refunds of the same payment', async () => {
    const sale = await paidByQris(till, 50_000)
    must(await give(sale, 20_000))
    const start = async (amount: number) =>
      await till.core.afterSale.refunds.start({
        ...{ ...sale, amount: amountOf(amount), reason: 'requested_by_customer', words: '' },
        attemptId: id(),
      })
    expect(refusal(await start(30_001))).toMatchObject({ remaining: 30_000 })
    must(await start(30_000))
    await eventually(
      () => refundsOf(sale.saleId).every(({ state }) => state === 'succeeded'),
      () => refundsOf(sale.saleId),
    )
    expect(refusal(await give(sale, 1))).toMatchObject({ remaining: 0 })
    expect(await refundsAtProvider(till)).toMatchObject([{ amount: 30_000 }])
    const numbers = refundsOf(sale.saleId).map(({ number }) => number)
    expect(new Set(numbers).size).toBe(2)
  })

  it('looks at the provider first: what went back there is not given again in cash', async () => {
    const sale = await paidByQris(till, 40_000)
    await refundElsewhere(sale.sessionId, 30_000)
    expect(refusal(await give(sale, 20_000))).toMatchObject({ remaining: 10_000 })
    must(await give(sale, 10_000))
  })

  it('of late money leaves the drawer too, though the money was never in the ledger', async () => {
    const late = await lateMoney(till, 15_000)
    must(await give(late, 15_000))
    const refund = refundsOf(late.saleId).find(({ way }) => way === 'cash')
    expect(read().taking(`refund:${refund?.id}`)).toMatchObject({ method: 'cash', amount: -15_000 })
  })

  it('for a transfer or a card opens the drawer as well, and says which ways there are', async () => {
    const sale = await card(25_000)
    expect(ways(sale.saleId)).toEqual([
      { way: 'terminal', obstacle: null },
      { way: 'cash', obstacle: null },
    ])
    must(await give(sale, 5_000))
    expect(ways(sale.saleId)).toEqual([
      { way: 'terminal', obstacle: 'void_partly_back' },
      { way: 'cash', obstacle: null },
    ])
  })
})

describe('coins', () => {
  it('parts of a payment go back in coins, add up to it, and the slip and the drawer say the same', async () => {
    must(saveSettings(till.core.till, { cashRoundingStep: amountOf(100) }))
    const sale = await cash(line('a', 4_557), line('b', 9_115))
    expect(left(sale.saleId)).toBe(13_700)
    must(await give(sale, 4_566, [{ lineId: 'a', quantity: 1000 }]))
    const [first] = refundsOf(sale.saleId)
    expect(first).toMatchObject({ state: 'succeeded', amount: 4_600 })
    expect(read().taking(`refund:${first?.id}`)).toMatchObject({ amount: -4_600 })
    expect(slipsOf(first?.id ?? '')).toMatchObject([{ amount: 4_600, rounding: 34 }])
    expect(viewOf(till, sale.saleId).back).toMatchObject({ standing: 'part', amount: 4_600 })
    must(await give(sale, 9_134, [{ lineId: 'b', quantity: 1000 }]))
    expect(viewOf(till, sale.saleId).back).toMatchObject({ standing: 'refunded', amount: 13_700 })
    expect(left(sale.saleId)).toBe(0)
    const card = await paidByQris(till, 27_345)
    expect(refusal(await give(card, 40))).toMatchObject({ type: 'refund_below_coin', step: 100 })
    must(await give(card, 27_345))
    expect(refundsOf(card.saleId)).toMatchObject([{ amount: 27_300 }])
    must(saveSettings(till.core.till, { cashRoundingStep: amountOf(1) }))
  })
})

describe('by line', () => {
  it('gives back what was paid for the chosen lines, once', async () => {
    const sale = await cash(line('a', 5_000, 3000), line('b', 7_000))
    must(await give(sale, 10_000, [{ lineId: 'a', quantity: 2000 }]))
    expect(refundsOf(sale.saleId)[0]?.lines).toEqual([
      { lineId: 'a', name: 'Barang a', quantity: 2000, amount: 10_000 },
    ])
    expect(slipsOf(refundsOf(sale.saleId)[0]?.id ?? '')[0]?.lines).toHaveLength(1)
    expect(refusal(await give(sale, 10_000, [{ lineId: 'a', quantity: 2000 }]))).toEqual({
      type: 'refund_lines_invalid',
    })
    // another amount than the lines are worth: somebody else pressed meanwhile, or the page is old
    expect(refusal(await give(sale, 6_999, [{ lineId: 'b', quantity: 1000 }]))).toEqual({
      ...{ type: 'refund_lines_changed', amount: 7_000 },
    })
    must(
      await give(sale, 12_000, [
        { lineId: 'a', quantity: 1000 },
        { lineId: 'b', quantity: 1000 },
      ]),
    )
    expect(left(sale.saleId)).toBe(0)
  })
})

describe('a void', () => {
  it('takes a card slip back before its batch is settled, and the terminal’s sum fits without it', async () => {
    const kept = await card(40_000, 'T7')
    const sale = await card(60_000, 'T7')
    expect(refusal(voided(sale, { rrn: '', approvalCode: '' }))).toMatchObject({ type: 'void_slip_invalid' })
    const attemptId = id()
    must(voided(sale, undefined, attemptId))
    must(voided(sale, undefined, attemptId))
    const [refund, ...others] = refundsOf(sale.saleId)
    expect(others).toEqual([])
    expect(refund).toMatchObject({ way: 'terminal', state: 'succeeded', amount: 60_000 })
    expect(read().taking(`void:${refund?.id}`)).toMatchObject({ method: 'edc', amount: -60_000 })
    expect(slipsOf(refund?.id ?? '')).toMatchObject([
      { what: 'void', way: 'edc', status: 'done', reference: '000012345678 / V123' },
    ])
    expect(jobsOf(sale.saleId).some(({ what }) => what === 'drawer')).toBe(false)
    expect(left(sale.saleId)).toBe(0)
    // nobody reads "paid" of it any more, and its own number leads to it
    const [row] = saleRows(till.core.till, { cursor: null, limit: 5, find: refund?.number ?? '' }).rows
    expect(row).toMatchObject({
      ...{ id: sale.saleId, status: 'paid' },
      back: { standing: 'voided', amount: 60_000, numbers: [refund?.number] },
    })
    // whoever looks at what was decided finds it: what, by whom, when and why
    const { decided } = confirmationsView(till.core.till, till.core.reviews)
    expect(decided).toMatchObject([
      {
        ...{
          decision: 'void',
          refundId: refund?.id,
          amount: 60_000,
          saleNumber: viewOf(till, sale.saleId).number,
        },
        ...{ by: THE_OWNER.name, approvedBy: null, at: refund?.createdAt },
        ...{ reason: 'other', words: 'salah kartu', approvalCode: 'V123' },
      },
    ])
    const typed = { attemptId: id(), tid: 'T7', batch: '12', count: 1, amount: 40_000, slips: [] }
    expect(must(matchEdc(till.core.till, typed)).result.verdict).toBe('matches')
    expect(refusal(voided(kept))).toEqual({ type: 'refund_not_possible', reason: 'void_settled' })
    must(await give(kept, 40_000))
  })

  it('of one part of an open sale covers nothing any more: the sale is paid only when all of it is there again', async () => {
    cart([line('a', 100_000)])
    const slip = {
      ...{ bank: 'BCA', tid: '10203041', mid: '', batch: '12', trace: String((trace += 1)), rrn: '' },
      ...{ approvalCode: '123456', lastFour: '', entryMode: 'chip' as const },
    }
    const begun = must(await till.core.manual.recordEdc({ attemptId: id(), amount: amountOf(60_000), slip }))
    const saleId = begun.sale.id
    const tenderId = begun.sale.tenders[0]?.id ?? ''
    must(till.core.manual.accept(tenderId))
    expect(viewOf(till, saleId)).toMatchObject({ status: 'partly_paid', covered: 60_000, remaining: 40_000 })
    must(voided({ saleId, tenderId }))
    expect(viewOf(till, saleId)).toMatchObject({ status: 'open', covered: 0, remaining: 100_000 })
    const payPart = (tendered: number) =>
      till.core.manual.payCash({ attemptId: id(), amount: amountOf(tendered), tendered: amountOf(tendered) })
    must(await payPart(40_000))
    expect(viewOf(till, saleId)).toMatchObject({ status: 'partly_paid', covered: 40_000, remaining: 60_000 })
    must(await payPart(60_000))
    expect(viewOf(till, saleId)).toMatchObject({ status: 'paid', covered: 100_000, remaining: 0 })
    // the slip on paper holds what paid for it, and nothing of the card
    const receipt = read().receiptOf(saleId)
    const document = receipt === null ? null : read().document(receipt.id)
    expect(
      document?.kind === 'receipt' ? document.payments.map(({ tender, amount }) => [tender, amount]) : [],
    ).toEqual([
      ['cash', 40_000],
      ['cash', 60_000],
    ])
    nextCustomer(till.core.till)
  })

  it('of coins out of an open sale: the receipt adds up to its total, with the part that stayed', async () => {
    cart([line('a', 100_000)])
    const begun = must(
      await till.core.manual.payCash({
        ...{ attemptId: id(), amount: amountOf(50_000), tendered: amountOf(60_000) },
      }),
    )
    const saleId = begun.sale.id
    const tenderId = begun.sale.tenders[0]?.id ?? ''
    must(await give({ saleId, tenderId }, 20_000))
    expect(viewOf(till, saleId)).toMatchObject({ covered: 30_000, remaining: 70_000 })
    must(await till.core.manual.payCash({ attemptId: id(), amount: null, tendered: amountOf(70_000) }))
    const document = read().receiptOf(saleId)?.document
    if (document?.kind !== 'receipt') throw new Error('no receipt')
    expect(receiptImbalance(document)).toBeNull()
    const paper = layoutToText(layoutDocument(document, { columns: 32 })).join('\n')
    expect(paper).toMatch(/Tunai +60\.000\nKembalian +10\.000\nDikembalikan tunai +-20\.000\n/)
    const sums = (label: RegExp) =>
      Array.from(paper.matchAll(label), ([, text = '']) => Number(text.replaceAll('.', ''))).reduce(
        (a, b) => a + b,
        0,
      )
    expect(sums(/^(?:Tunai|Dikembalikan tunai) +(-?[\d.]+)$/gm) - sums(/^Kembalian +([\d.]+)$/gm)).toBe(
      100_000,
    )
    nextCustomer(till.core.till)
  })

  it('is not there for QRIS: that can only be refunded', async () => {
    const sale = await paidByQris(till, 10_000)
    expect(refusal(voided(sale))).toEqual({ type: 'refund_not_possible', reason: 'void_qris' })
    expect(ways(sale.saleId)).toEqual([
      { way: 'provider', obstacle: null },
      { way: 'cash', obstacle: null },
      { way: 'terminal', obstacle: 'void_qris' },
    ])
  })
})

describe('the provider’s slip', () => {
  it('says that it is under way, and is printed again as a copy when it is decided and the shop wants that', async () => {
    const { receipt } = viewSettings()
    must(saveSettings(till.core.till, { receipt: { ...receipt, refundAgain: true } }))
    const sale = await paidByQris(till, 25_000)
    await till.hand('refund-outcome', { outcome: 'pending' })
    const refundId = id()
    must(
      await till.core.afterSale.refunds.start({
        ...{ saleId: sale.saleId, tenderId: sale.tenderId, amount: amountOf(25_000) },
        ...{ reason: 'duplicate', words: '', attemptId: refundId },
      }),
    )
    await eventually(
      () => slipsOf(refundId).length === 1,
      () => refundsOf(sale.saleId),
    )
    expect(slipsOf(refundId)).toMatchObject([{ status: 'pending', way: 'qris' }])
    const row = (await refundsAtProvider(till)).find(({ amount }) => amount === 25_000)
    await till.hand(`refunds/${row?.id ?? ''}/succeed`)
    await till.hand('refund-outcome', { outcome: 'succeed' })
    must(await till.core.afterSale.refunds.check(refundId))
    expect(slipsOf(refundId).map(({ status }) => status)).toEqual(['pending', 'done'])
    const printed = jobsOf(sale.saleId).filter(({ reason }) => reason === 'refund')
    expect(printed.map(({ copy }) => copy)).toEqual([null, 1])
    must(reprintRefund(till.core.till, refundId))
    expect(jobsOf(sale.saleId).at(-1)).toMatchObject({ reason: 'reprint', copy: 1 })
  })
})

/** Somebody refunds in the provider's own pages. */
async function refundElsewhere(sessionId: string, amount: number): Promise<void> {
  const answer = await fetch(`${till.simulatorUrl}/api/v1/refunds`, {
    method: 'POST',
    headers: {
      authorization: 'Bearer pk_test_simulator',
      'content-type': 'application/json',
      'idempotency-key': 'dashboard-1',
    },
    body: JSON.stringify({ chargeId: read().session(sessionId)?.facts.paymentId, amount, reason: 'other' }),
  })
  expect(answer.status).toBe(201)
}

const viewSettings = () => {
  const { receipt } = read().settings()
  return { receipt: { ...DEFAULT_TEMPLATE, ...receipt } }
}

describe('with shifts', () => {
  it('needs one where the shop requires it, lands in it, and the Z tells voids from refunds', async () => {
    const sale = await cash(line('a', 50_000))
    const slip = await card(30_000)
    must(saveSettings(till.core.till, { shiftRequired: true }))
    expect(refusal(await give(sale, 10_000))).toEqual({ type: 'shift_needed' })
    expect(ways(sale.saleId)).toEqual([{ way: 'cash', obstacle: 'no_shift' }])
    const shift = must(openShift(till.core.till, { attemptId: id(), float: amountOf(100_000), counts: [] }))
    must(await give(sale, 10_000))
    must(voided(slip))
    const { document } = must(printX(till.core.till, id())).sheet
    expect(document).toMatchObject({
      kind: 'x_report',
      voids: { count: 1, amount: 30_000 },
      refunds: { count: 1, amount: 10_000 },
      cash: { refunds: 10_000, expected: 90_000 },
      drawerOpenings: 0,
    })
    const counts = [{ value: 10_000, pieces: 9 }]
    must(closeShift(till.core.till, { attemptId: id(), shiftId: shift.id, counts, reason: '' }))
    must(saveSettings(till.core.till, { shiftRequired: false }))
  })
})

describe('an item of the inbox on paper', () => {
  it('says what happened, what is safe and what to do, and nothing that somebody typed', async () => {
    await lateMoney(till, 21_000)
    const item = itemOf(till, 'money_late')
    must(printAttention(till.core.till, item.id))
    const [job] = read()
      .printJobs(['queued', 'sending', 'sent', 'failed'])
      .filter(({ reason }) => reason === 'attention')
    const document = read().document(job?.documentId ?? '')
    expect(document).toMatchObject({ kind: 'attention', amount: item.facts['captured'] })
    expect(document?.kind === 'attention' && document.sentences).toHaveLength(2)
    // one slip writes its times in one way
    const [, taken = ''] =
      document === null
        ? []
        : (/Tgl +: (.+)/.exec(layoutToText(layoutDocument(document, { columns: 32 })).join('\n')) ?? [])
    expect(taken).toMatch(/^\d\d\/\d\d\/\d{4} \d\d:\d\d WIB$/)
    expect(document?.kind === 'attention' && document.facts[0]?.value).toMatch(
      /^\d\d\/\d\d\/\d{4} \d\d:\d\d WIB$/,
    )
    expect(refusal(printAttention(till.core.till, 'nothing'))).toEqual({ type: 'attention_unknown' })
  })
})
