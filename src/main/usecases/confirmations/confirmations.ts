import type {
  BulkView,
  ConfirmationsView,
  DecidedRow,
  PageRow,
  ProviderWord,
  RecordedRow,
  VoidedRow,
} from '../../../core/contract/views/confirmation.ts'
import { subtractAmount } from '../../../core/domain/money.ts'
import { rightFor } from '../../../core/domain/people/permissions.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import { cleanText } from '../../../core/domain/shown-text.ts'
import type { StoredRefund } from '../../../core/ports/after-sale-books.ts'
import type { Review } from '../../../core/ports/confirmation-books.ts'
import type { StoredSession } from '../../../core/ports/stored-session.ts'
import { demandOfTender } from './confirming.ts'
import { photoOf } from './evidence-photos.ts'
import { readNote } from '../people/personal-data.ts'
import type { ManualMoney } from '../selling/record-manual.ts'
import { refundApprover } from '../after-sale/refund-notes.ts'
import { ownTerminals } from '../books/restored.ts'
import { ownerOf, type Reviews } from './reviews.ts'
import { settingsOf, type Till } from '../till.ts'
import { personName } from '../people/people.ts'

const LISTED = 200
const DECIDED = 50
const WORDS_LIMIT = 300

/** The whole inbox as it stands in the books. */
export function confirmationsView(till: Till, reviews: Reviews): ConfirmationsView {
  const { read } = till.store
  const recorded = read.recordedTenders(LISTED + 1).flatMap(({ tenderId }) => recordedRow(till, tenderId))
  const pages = read.sessionsInReview(LISTED + 1).map((session) => pageRow(till, session))
  const rows = [...recorded, ...pages].toSorted((a, b) => (a.since < b.since ? -1 : 1))
  const { at: askedAt, trouble } = reviews.asked()
  return {
    rows: rows.slice(0, LISTED),
    more: rows.length > LISTED,
    decided: decidedRows(till),
    askedAt,
    trouble,
  }
}

/** How many things a person of this till can decide about now. */
export const confirmationCount = (till: Till): number =>
  till.store.read.confirmationCount(ownTerminals(till.store))

/** Confirms recorded cash one by one; each by the road that one press takes. Stops at the first refusal. */
export function acceptCash(
  till: Till,
  manual: ManualMoney,
  tenderIds: readonly string[],
): Result<BulkView, Refusal> {
  const tenders = tenderIds.map((id) =>
    till.store.read.saleOfTender(id)?.sale.tenders.find((tender) => tender.id === id),
  )
  if (tenders.some((tender) => tender?.kind !== 'cash')) return err({ type: 'bulk_not_cash' })
  let confirmed = 0
  for (const tenderId of new Set(tenderIds)) {
    const accepted = manual.accept(tenderId)
    // the same press twice, or somebody else's: it counts already
    if (!accepted.ok && accepted.error.type !== 'already_accepted')
      return ok({ confirmed, refusal: accepted.error })
    if (accepted.ok) confirmed += 1
  }
  return ok({ confirmed, refusal: null })
}

function recordedRow(till: Till, tenderId: string): readonly RecordedRow[] {
  const record = till.store.read.saleOfTender(tenderId)
  const found = record?.tenders.find((each) => each.tender.id === tenderId)
  if (record == null || found?.tender.type !== 'manual') return []
  const { kind, amount, covers, currency, booking } = found.tender
  const sessionId = 'sessionId' in booking ? booking.sessionId : null
  const session = sessionId === null ? null : till.store.read.session(sessionId)
  const recordedBy = till.store.read.evidenceRecordedBy(tenderId)
  const demand = demandOfTender(till, tenderId)
  return [
    {
      source: 'till',
      ...{ id: tenderId, saleId: record.sale.id, saleNumber: record.number },
      ...{ kind, amount, currency, since: found.createdAt },
      recordedBy: recordedBy === null ? null : personName(till, recordedBy),
      evidence: till.store.read.evidence(tenderId),
      ...photoOf(till, tenderId),
      ...(kind === 'transfer' && amount > covers ? { suffix: subtractAmount(amount, covers) } : {}),
      provider: session === null ? null : providerWord(session),
      right: rightFor(demand, settingsOf(till).permissionLimits),
      takesSomebodyElse: demand.otherThan !== undefined && demand.otherThan === till.duty.actor()?.id,
    },
  ]
}

function pageRow(till: Till, session: StoredSession): PageRow {
  const { sessionId, amount, currency } = session.facts
  const { payer, words, proofUrl } = till.gateway.desks.proofs.shown(session.raw)
  const review = till.store.read.review(sessionId)
  return {
    source: 'page',
    id: sessionId,
    owner: ownerOf(till, session),
    ...{ amount, currency, since: session.createdAt, provider: providerWord(session) },
    payer: payer === null ? null : cleanText(payer, WORDS_LIMIT),
    words: words === null ? null : cleanText(words, WORDS_LIMIT),
    hasProof: proofUrl !== null,
    decision: review === null ? null : decidedRow(till, review),
    right: 'confirm_money',
  }
}

const providerWord = ({ facts, fetchedAt }: StoredSession): ProviderWord => {
  const { status, amount, currency, method } = facts
  return { status, amount, currency, method, readAt: fetchedAt }
}

function decidedRows(till: Till): readonly (DecidedRow | VoidedRow)[] {
  const reviews = till.store.read.reviewsDecided(DECIDED).map((review) => decidedRow(till, review))
  const voided = till.store.read.slipsVoided(DECIDED).flatMap((stored) => voidedRow(till, stored))
  return [...reviews, ...voided].toSorted((a, b) => (a.at > b.at ? -1 : 1)).slice(0, DECIDED)
}

function voidedRow(till: Till, { refund, note, askedBy, createdAt }: StoredRefund): readonly VoidedRow[] {
  const { id: refundId, amount, currency, reason, words, saleId } = refund
  const sale = till.store.read.sale(saleId)
  if (sale === null || askedBy === null) return []
  const approver = refundApprover(till.store.read, refund, askedBy)
  return [
    {
      ...{ decision: 'void', refundId, saleNumber: sale.number, amount, currency, at: createdAt, reason },
      by: personName(till, askedBy),
      approvedBy: approver === null || approver === askedBy ? null : personName(till, approver),
      words: words === '' ? null : readNote(till.store.read, words),
      approvalCode: note.voided?.approvalCode ?? '',
    },
  ]
}

function decidedRow(till: Till, review: Review): DecidedRow {
  const { sessionId, decision, amount, currency, state, decidedAt: at } = review
  return {
    ...{ sessionId, decision, amount, currency, state, at },
    by: personName(till, review.decidedBy),
    reason: review.reason === null ? null : readNote(till.store.read, review.reason),
  }
}
