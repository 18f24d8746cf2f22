import { capturedBy } from '../../../core/domain/tenders/late-money.ts'
import { ZERO, type Amount } from '../../../core/domain/money.ts'
import { matchRefunds, type ListedRefund } from '../../../core/domain/refunds/list.ts'
import {
  isRefundOver,
  stepRefund,
  type Refund,
  type RefundEffect,
  type RefundEvent,
  type RefundFacts,
  type RefundObstacle,
} from '../../../core/domain/refunds/refund.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { ok, unreachable, type Result } from '../../../core/domain/result.ts'
import {
  isCounted,
  isTenderInFlight,
  type Sale,
  type Tender,
} from '../../../core/domain/tenders/sale-tenders.ts'
import type { StoredRefund } from '../../../core/ports/after-sale-books.ts'
import type { BooksReader, BooksWriter } from '../../../core/ports/store.ts'
import { closeItemsOf } from '../attention/attention.ts'
import { providerTimeMs } from '../provider/time.ts'
import { recordStep } from '../selling/record-step.ts'
import { printRefundSlip } from '../printing/refund-slips.ts'
import { recordRefund } from '../selling/takings.ts'
import { actorId, type Till } from '../till.ts'

/** Why the provider cannot give this payment of the sale back; null when it can. */
export function refundObstacle(sale: Sale, tender: Tender): RefundObstacle | null {
  if (tender.type === 'manual') return 'not_by_provider'
  // its answer may take days, and money that comes meanwhile would say LUNAS or not by what the bank decides
  const isPaying = sale.phase === 'open' && sale.tenders.some(isTenderInFlight)
  return moneyObstacle(tender) ?? (isPaying ? 'sale_still_paying' : null)
}

/** Why there is no money of this payment to give back, in whatever way; null when there is. */
export function moneyObstacle(tender: Tender): RefundObstacle | null {
  if (collectedBy(tender) !== null) return null
  return tender.type === 'provider' && tender.state.name === 'settled_late' ? 'attached' : 'no_money'
}

/** What this payment brought, counted or late; null when it brought nothing that is still its own. */
function collectedBy(tender: Tender): Amount | null {
  if (tender.type === 'provider') return capturedBy(tender)
  return isCounted(tender) ? tender.amount : null
}

/** What the payment of this refund brought; nothing when it brought none. */
export function capturedOf(
  books: BooksReader,
  { saleId, tenderId }: Pick<Refund, 'saleId' | 'tenderId'>,
): Amount {
  const tender = books.sale(saleId)?.sale.tenders.find((each) => each.id === tenderId)
  return tender === undefined ? ZERO : (collectedBy(tender) ?? ZERO)
}

/** The other refunds of the same payment, cash and those made elsewhere included. */
export const refundsBeside = (books: BooksReader, { id, tenderId, chargeId }: Refund): readonly Refund[] =>
  books
    .refundsOf({ tenderId, chargeId })
    .map((stored) => stored.refund)
    .filter((each) => each.id !== id)

/** Feeds an event to a refund and stores what follows: its state, its line in the timeline, what a person must see. */
export function feedRefund(
  till: Till,
  books: BooksWriter,
  refund: Refund,
  event: RefundEvent,
): Result<Refund, Refusal> {
  const stepped = stepRefund(refund, event)
  if (!stepped.ok) return stepped
  const { next, effects } = stepped.value
  const at = till.clock.now()
  books.saveRefund(next, at)
  tell(till, books, refund, next, at)
  for (const effect of effects) noteEffect(books, next, effect, at)
  if (next.state.name === 'succeeded' && refund.state.name !== 'succeeded') {
    recordRefund(till, books, next, at)
    closeWhenAllBack(till, books, next)
  }
  printRefundSlip(till, books, next.id)
  return isRefundOver(next) && !isRefundOver(refund) ? countAgain(till, books, next) : ok(next)
}

/** The sale may be covered now: it is LUNAS by itself, since nobody at the counter waits for this word. */
function countAgain(till: Till, books: BooksWriter, refund: Refund): Result<Refund, Refusal> {
  const record = books.sale(refund.saleId)
  if (record === null || record.sale.phase !== 'open') return ok(refund)
  const stepped = recordStep(till, books, record, { type: 'refund_decided' })
  return stepped.ok ? ok(refund) : stepped
}

function tell(till: Till, books: BooksWriter, before: Refund, after: Refund, at: string): void {
  const { state, saleId, tenderId, amount, id: refundId } = after
  if (before.state.name === state.name) return
  const code = state.name === 'failed' ? state.code : null
  const byPerson = code === 'withdrawn' || code === 'released'
  const kind =
    state.name === 'requesting' ? 'refund_sent' : byPerson ? `refund_${code}` : `refund_${state.name}`
  const told = after.way === 'cash' && 'given' in state ? state.given : amount
  const facts = { refundId, amount: told, ...(code === null || byPerson ? {} : { reason: code }) }
  const actor = byPerson ? actorId(till) : null
  books.appendEvent({ at, actor, kind, saleId, tenderId, facts: byPerson ? { ...facts, by: actor } : facts })
}

function noteEffect(books: BooksWriter, refund: Refund, effect: RefundEffect, at: string): void {
  const { id: refundId, saleId, tenderId, amount, currency } = refund
  const terms = { refundId, amount, currency }
  const note = (kind: string, more: Readonly<Record<string, unknown>>, dedupe: string): void => {
    books.addAttention({ kind, saleId, tenderId, facts: { ...terms, ...more }, dedupe }, at)
  }
  switch (effect.type) {
    case 'refund_failed': {
      const { code, message } = effect
      // made elsewhere, failed elsewhere: nobody at this counter waits for it
      if (refund.way !== 'elsewhere')
        note('refund_failed', { code, reason: message }, `refund_failed:${refundId}`)
      return
    }
    case 'refund_contradicted':
      note(
        'refund_contradicted',
        { status: effect.status },
        `refund_contradicted:${refundId}:${effect.status}`,
      )
      return
    case 'refund_amount_differs':
      note('refund_contradicted', { given: effect.given }, `refund_amount:${refundId}:${effect.given}`)
      return
    default:
      unreachable(effect)
  }
}

/** Late money that went back whole needs no decision any more. */
function closeWhenAllBack(till: Till, books: BooksWriter, refund: Refund): void {
  const tender = books.sale(refund.saleId)?.sale.tenders.find((each) => each.id === refund.tenderId)
  if (tender?.type !== 'provider' || tender.state.name !== 'settled_late') return
  const back = [...refundsBeside(books, refund), refund]
    .filter((each) => each.state.name === 'succeeded')
    .reduce((sum, each) => sum + each.amount, 0)
  if (back < tender.state.captured) return
  const by = books.refund(refund.id)?.askedBy ?? null
  closeItemsOf(till, books, tender.id, { kind: 'refunded', by, facts: { amount: refund.amount } })
}

/** Takes the provider's whole list of a charge's refunds into the books: ours as they stand, and those made elsewhere. */
export function takeList(till: Till, books: BooksWriter, about: Refund, rows: readonly RefundFacts[]): void {
  const known = books.refundsOf({ tenderId: about.tenderId, chargeId: about.chargeId })
  const { ours, foreign } = matchRefunds(
    known.map((each) => listed(till, books, each)),
    rows,
  )
  for (const { refundId, facts } of ours) {
    const stored = books.refund(refundId)
    if (stored !== null) feedRefund(till, books, stored.refund, { type: 'answered', facts })
  }
  for (const facts of foreign) takeForeign(till, books, about, facts)
}

function listed(till: Till, books: BooksReader, { refund, createdAt }: StoredRefund): ListedRefund {
  return { ...refund, createdAt, keyIsTooOld: isKeyTooOld(till, books, refund.id) }
}

/** The provider keeps idempotency keys for 24 h; past this age a refund is looked for, never sent again. */
const RESEND_LIMIT_MS = 23 * 3_600_000

export function isKeyTooOld(till: Till, books: BooksReader, refundId: string): boolean {
  const firstSentAt = books.outboxEntry(refundId)?.firstSentAt ?? null
  return firstSentAt !== null && providerTimeMs(till) - Date.parse(firstSentAt) > RESEND_LIMIT_MS
}

/** Somebody gave money back in the provider's own pages: it is gone here too. A failed one took nothing. */
function takeForeign(till: Till, books: BooksWriter, about: Refund, facts: RefundFacts): void {
  if (facts.status === 'failed') return
  const at = till.clock.now()
  const { saleId, tenderId, chargeId } = about
  const refund: Refund = {
    id: till.ids.next(),
    saleId,
    tenderId,
    way: 'elsewhere',
    chargeId,
    amount: facts.amount,
    currency: facts.currency,
    reason: 'other',
    words: '',
    state: { name: 'intended' },
  }
  books.addRefund(refund, null, at)
  const told = { amount: facts.amount }
  books.appendEvent({ at, actor: null, kind: 'refund_elsewhere', saleId, tenderId, facts: told })
  const taken = feedRefund(till, books, refund, { type: 'answered', facts })
  if (taken.ok && !isRefundOver(taken.value)) watchForeign(books, taken.value, at)
}

/** Asked about until the provider has decided, like one of ours; it is pending, so nothing is ever sent for it. */
function watchForeign(books: BooksWriter, { id, saleId, tenderId }: Refund, at: string): void {
  const silent = { call: 'refund', sessionId: null, key: null, body: null } as const
  books.addOutbox({ id, saleId, tenderId, ...silent, createdAt: at, nextAt: at })
}
