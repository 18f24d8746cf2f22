import {
  checkCash,
  checkEdcSlip,
  checkStaticQrisNotice,
  checkTransfer,
  evidenceSoughtBy,
  type CashEvidence,
  type EdcSlip,
  type Evidence,
} from '../../../core/domain/tenders/evidence.ts'
import { cashCountsAtOnce } from '../../../core/domain/tenders/confirmation.ts'
import type { BookingState, ManualTender } from '../../../core/domain/tenders/manual-tender.ts'
import { addAmounts, amountOf, ZERO, type Amount } from '../../../core/domain/money.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import { cashRounding } from '../../../core/domain/sale.ts'
import { remainingAmount, type Tender } from '../../../core/domain/tenders/sale-tenders.ts'
import { checkSent } from '../../../core/domain/tenders/transfer-suffix.ts'
import type { BooksWriter, SaleRecord } from '../../../core/ports/store.ts'
import { prepareBooking } from '../provider/attempts.ts'
import { keepPhoto, photoUsedOn, readPhoto, type CheckedPhoto } from '../confirmations/evidence-photos.ts'
import { startTender, type TenderPlan } from './open-sale.ts'
import type { Outbox } from '../outbox/outbox.ts'
import { keepNote } from '../people/personal-data.ts'
import { BOOKING_OFF } from '../provider/profile.ts'
import { queueDrawer } from '../printing/queue-prints.ts'
import { queueCall, recordStep, stepAndStore } from './record-step.ts'
import type { Payments } from './take-payment.ts'
import { actorId, providerModeOf, saleOf, saleOnCounter, settingsOf, type Till } from '../till.ts'
import { openAsk, orderKeyOfSale } from './transfer-asks.ts'

interface Recording {
  readonly attemptId: string
  readonly amount: number | null
  /** Why evidence whose number stands on another sale is recorded all the same; the right to it is asked before. */
  readonly override?: { readonly reason: string } | null
  /** Of the slip, or of what the customer's phone shows. */
  readonly photo?: Uint8Array | null
}

/** The use cases of money that a person sees. */
export interface ManualMoney {
  payCash(input: {
    readonly attemptId: string
    readonly amount: number | null
    readonly tendered: Amount
  }): Promise<Result<SaleRecord, Refusal>>
  recordEdc(input: Recording & { readonly slip: EdcSlip }): Promise<Result<SaleRecord, Refusal>>
  recordTransfer(
    input: Recording & {
      readonly bank: string
      readonly reference: string
      /** What the notice says came in; null is what the customer was asked to send. */
      readonly sent?: Amount | null
    },
  ): Promise<Result<SaleRecord, Refusal>>
  recordStaticQris(input: Recording & { readonly rrn: string }): Promise<Result<SaleRecord, Refusal>>
  accept(tenderId: string): Result<SaleRecord, Refusal>
  reject(tenderId: string, reason: string): Result<SaleRecord, Refusal>
}

export function createManualMoney(till: Till, outbox: Outbox, payments: Payments): ManualMoney {
  const start = async (plan: Omit<TenderPlan, 'saleId'>): Promise<Result<SaleRecord, Refusal>> => {
    const saleId = saleOnCounter(till)?.sale.id ?? null
    if (till.store.read.saleOfAttempt(plan.attemptId) === null) {
      // a live code and money in the hand must not pay for the same thing
      const blocked = await payments.makeRoom()
      // the same press, sent twice, may have gone through while this one waited
      const again = till.store.read.saleOfAttempt(plan.attemptId)
      if (again !== null) return ok(again)
      if (blocked !== null) return err(blocked)
    }
    const started = startTender(till, { ...plan, saleId })
    outbox.wake()
    return started
  }

  const decide = (
    tenderId: string,
    event: (books: BooksWriter) => Parameters<typeof manualEvent>[1],
  ): Result<SaleRecord, Refusal> => {
    const record = saleOf(till, tenderId)
    if (!record.ok) return record
    const stepped = stepAndStore(till, record.value.sale.id, (books) => manualEvent(tenderId, event(books)))
    outbox.wake()
    return stepped
  }

  /** Stores what the cashier saw; until somebody accepts it, it holds its part of the sale and counts for nothing. */
  const record = async (
    { attemptId, amount, override = null, photo: bytes = null }: Recording,
    evidence: Exclude<Evidence, CashEvidence>,
    collect: Collect = bareAmount,
  ): Promise<Result<SaleRecord, Refusal>> => {
    const photo = readPhoto(till, bytes)
    if (!photo.ok) return photo
    return await start({
      attemptId,
      amount,
      make: (books, sale, covers) => {
        const usedOn = usedBefore(books, evidence, photo.value)
        if (usedOn !== null && override === null)
          return err({ type: 'evidence_used', saleNumber: usedOn, kind: evidence.kind })
        const collected = collect(books, sale, covers)
        return collected.ok
          ? ok(newManualTender(till, sale, attemptId, evidence.kind, collected.value, covers))
          : collected
      },
      after: (books, sale, tender) => {
        const usedOn = usedBefore(books, evidence, photo.value)
        if (usedOn !== null && override !== null)
          noteUsedTwice(till, books, sale, tender.id, usedOn, override.reason)
        const stored = storeRecorded(till, books, sale, tender.id, evidence)
        if (photo.value !== null)
          keepPhoto(till, books, { saleId: sale.sale.id, tenderId: tender.id }, photo.value)
        if (tender.kind === 'transfer') bindAsk(till, books, sale, tender)
        return ok(stored)
      },
    })
  }

  return {
    payCash: async ({ attemptId, amount, tendered }) =>
      await start({
        attemptId,
        amount,
        make: (_books, record, covers) => {
          // coins are rounded once, on the payment that closes the sale
          const closes = covers === remainingAmount(record.sale)
          const rounding = closes ? cashRounding(covers, settingsOf(till).cashRoundingStep) : ZERO
          const due = addAmounts(covers, rounding)
          if (due <= 0) return err({ type: 'tender_amount_invalid' })
          const cash = checkCash(due, tendered)
          return cash.ok ? ok(newManualTender(till, record, attemptId, 'cash', due, covers)) : cash
        },
        after: (books, record, tender) => {
          const cash = checkCash(tender.amount, tendered)
          if (!cash.ok) return cash
          const stored = storeRecorded(till, books, record, tender.id, cash.value)
          if (!cashCountsAtOnce(tender.amount, settingsOf(till).confirmation)) {
            // counted by somebody else later; the change is owed and given now
            queueDrawer(till, books, record.sale.id)
            return ok(stored)
          }
          const event = { type: 'accepted', by: actorId(till), at: till.clock.now() } as const
          const accepted = recordStep(till, books, stored, { type: 'manual', tenderId: tender.id, event })
          if (accepted.ok) queueDrawer(till, books, record.sale.id)
          return accepted
        },
      }),
    recordEdc: async ({ slip, ...input }) => {
      const checked = checkEdcSlip(slip)
      return checked.ok ? await record(input, { kind: 'edc', ...checked.value }) : checked
    },
    recordTransfer: async ({ bank, reference, sent = null, ...input }) => {
      const checked = checkTransfer({ bank, reference })
      return checked.ok ? await record(input, checked.value, sentAmount(till, sent)) : checked
    },
    recordStaticQris: async ({ rrn, ...input }) => {
      const { currency } = settingsOf(till)
      if (currency !== 'IDR') return err({ type: 'qris_not_offered', currency })
      const checked = checkStaticQrisNotice({ rrn })
      return checked.ok ? await record(input, checked.value) : checked
    },
    accept: (tenderId) => {
      return decide(tenderId, () => ({ type: 'accepted', by: actorId(till), at: till.clock.now() }))
    },
    reject: (tenderId, reason) => {
      if (reason.trim() === '') return err({ type: 'reason_missing' })
      return decide(tenderId, (books) => ({
        type: 'rejected',
        by: actorId(till),
        at: till.clock.now(),
        reason: keepNote(till, books, reason),
      }))
    },
  }
}

const manualEvent = (
  tenderId: string,
  event:
    | { readonly type: 'accepted'; readonly by: string; readonly at: string }
    | { readonly type: 'rejected'; readonly by: string; readonly at: string; readonly reason: string },
) => ({ type: 'manual', tenderId, event }) as const

function newManualTender(
  till: Till,
  record: SaleRecord,
  attemptId: string,
  kind: ManualTender['kind'],
  amount: Amount,
  covers: Amount,
): ManualTender {
  return {
    type: 'manual',
    id: attemptId,
    saleId: record.sale.id,
    kind,
    amount: amountOf(amount),
    covers,
    currency: record.sale.currency,
    providerMode: providerModeOf(till.mode),
    money: { name: 'recorded' },
    booking: firstBooking(till),
  }
}

const firstBooking = (till: Till): BookingState =>
  till.gateway.traits.booksManualMoney && till.store.read.value(BOOKING_OFF) === null
    ? { name: 'creating', attempt: 1 }
    : { name: 'none' }

/** What a payment brings in that covers this part of its sale. */
type Collect = (books: BooksWriter, record: SaleRecord, covers: Amount) => Result<Amount, Refusal>

const bareAmount: Collect = (_books, _record, covers) => ok(covers)

/** A transfer may bring a few rupiah more than it covers: those that make its amount unique. */
const sentAmount =
  (till: Till, sent: Amount | null): Collect =>
  (books, record, covers) => {
    const suffix = openAsk(till, books, orderKeyOfSale(record), covers)?.suffix ?? 0
    return checkSent(sent, { covers, suffix, currency: record.sale.currency })
  }

function bindAsk(till: Till, books: BooksWriter, record: SaleRecord, tender: Tender): void {
  const ask = openAsk(till, books, orderKeyOfSale(record), tender.covers)
  if (ask !== null) books.bindTransferAsk(ask.id, tender.id)
}

/** The number of another sale that this evidence or this very photo stands on; null when both are new. */
function usedBefore(books: BooksWriter, evidence: Evidence, photo: CheckedPhoto | null): string | null {
  const photoOn = photoUsedOn(books, photo)
  if (photoOn !== null) return photoOn
  for (const key of evidenceSoughtBy(evidence)) {
    const saleNumber = books.saleWithEvidence(key)
    if (saleNumber !== null) return saleNumber
  }
  return null
}

/** Let pass by a supervisor: terminals do reuse their numbers. Somebody looks at both sales all the same. */
function noteUsedTwice(
  till: Till,
  books: BooksWriter,
  record: SaleRecord,
  tenderId: string,
  otherNumber: string,
  reason: string,
): void {
  const at = till.clock.now()
  const saleId = record.sale.id
  const facts = { otherSale: otherNumber, reason: keepNote(till, books, reason), by: actorId(till) }
  const kind = 'evidence_used_twice'
  books.appendEvent({ at, actor: actorId(till), kind, saleId, tenderId, facts })
  books.addAttention({ kind, saleId, tenderId, facts, dedupe: `${kind}:${tenderId}` }, at)
}

/** Evidence and the first booking call, in the transaction that records the money. */
function storeRecorded(
  till: Till,
  books: BooksWriter,
  record: SaleRecord,
  tenderId: string,
  evidence: Evidence,
): SaleRecord {
  books.addEvidence(tenderId, evidence, actorId(till), till.clock.now())
  const tender = record.sale.tenders.find((each) => each.id === tenderId)
  if (tender?.type === 'manual' && tender.booking.name === 'creating') {
    const { idempotencyKey: key, body } = prepareBooking(till, record, tender, tender.booking.attempt)
    queueCall(till, books, record.sale, tenderId, { call: 'create', sessionId: null, key, body })
  }
  return record
}
