import { isRefundOver } from '../../../core/domain/refunds/refund.ts'
import type { Tender } from '../../../core/domain/tenders/sale-tenders.ts'
import type { StoredRefund } from '../../../core/ports/after-sale-books.ts'
import type { AttentionRecord } from '../../../core/ports/store.ts'
import { closeItem } from '../attention/attention.ts'
import { noteUnknownRefund } from '../outbox/refunds.ts'
import { timeIn, type Till } from '../till.ts'

/** How long an outcome may be unknown before a person is asked to look. */
const UNKNOWN_FOR_MS = 3_600_000
const FIRST_ROUND_MS = 30_000
const ROUND_MS = 5 * 60_000
const ITEMS_LOOKED_THROUGH = 200
/** Later than every time: the list of watched tenders then holds only live ones. */
const NO_ENDED_ONES = '~'

/**
 * Asks a person about payments and refunds whose outcome has been unknown for an hour, and takes the question back when
 * the provider has answered it meanwhile.
 */
export interface OutcomeSweep {
  start(): void
  stop(): void
}

export function createOutcomeSweep(till: Till): OutcomeSweep {
  let cancel: () => void = () => {}
  const told = new Set<string>()
  const round = (): void => {
    try {
      sweepOutcomes(till, told)
    } catch (fault) {
      till.log.error('outcome_sweep_fault', { fault: String(fault) })
    }
    cancel = till.clock.after(ROUND_MS, round)
  }
  return {
    start: () => {
      cancel = till.clock.after(FIRST_ROUND_MS, round)
    },
    stop: () => {
      cancel()
    },
  }
}

/** One round. What was asked once (`told`) is not asked again: a person may have settled it with a word. */
export function sweepOutcomes(till: Till, told: Set<string> = new Set()): void {
  const before = timeIn(till.clock, -UNKNOWN_FOR_MS)
  // the end of a code is the provider's word, and so by the provider's clock
  const endedBefore = timeIn(till.clock, till.network.clockOffsetMs() - UNKNOWN_FOR_MS)
  const unknown = till.store.read
    .watched(NO_ENDED_ONES)
    .filter(
      ({ tender, updatedAt }) =>
        isUnknown(tender, updatedAt, { before, endedBefore }) && !told.has(tender.id),
    )
  const refunds = till.store.read.refundsUnknownSince(before).filter(({ refund }) => !told.has(refund.id))
  if (unknown.length + refunds.length > 0) ask(till, unknown, refunds, told)
  const open = till.store.read.attentions({ cursor: null, limit: ITEMS_LOOKED_THROUGH, which: 'open' })
  for (const item of open.rows) closeIfKnown(till, item)
}

function ask(
  till: Till,
  tenders: readonly { readonly tender: Tender; readonly saleId: string }[],
  refunds: readonly StoredRefund[],
  told: Set<string>,
): void {
  const at = till.clock.now()
  const stored = till.store.write((books) => {
    for (const { tender, saleId } of tenders) {
      const { id: tenderId, amount, currency } = tender
      const facts = { amount, currency, state: stateOf(tender) }
      const dedupe = `outcome_unknown:${tenderId}`
      books.addAttention({ kind: 'outcome_unknown', saleId, tenderId, facts, dedupe }, at)
    }
    for (const { refund } of refunds) noteUnknownRefund(books, refund, at)
  })
  if (!stored.ok) return
  for (const { tender } of tenders) told.add(tender.id)
  for (const { refund } of refunds) told.add(refund.id)
  till.changed.ring()
}

/** Sent and not answered, or a code whose time was over an hour ago and of which nothing more was heard. */
function isUnknown(
  tender: Tender,
  updatedAt: string,
  { before, endedBefore }: { readonly before: string; readonly endedBefore: string },
): boolean {
  if (tender.type !== 'provider') return false
  switch (tender.state.name) {
    case 'requesting':
    case 'canceling':
      return updatedAt < before
    case 'presented':
      return tender.state.expiresAt !== null && tender.state.expiresAt < endedBefore
    default:
      return false
  }
}

/** Items that only ask how something ended. */
const QUESTIONS: readonly string[] = ['outcome_unknown', 'session_missing', 'tender_superseded']
const ENDS: readonly string[] = ['settled', 'settled_late', 'refused', 'expired', 'canceled', 'failed']

/** Settles an item whose question the provider has answered; what the answer calls for has an item of its own. */
export function closeIfKnown(till: Till, item: AttentionRecord): void {
  const state = answerTo(till, item)
  if (state === null || item.resolvedAt !== null) return
  till.store.write((books) => {
    closeItem(till, books, item.id, { kind: 'outcome_known', by: null, facts: { state } })
  })
  till.changed.ring()
}

function answerTo(till: Till, { kind, saleId, tenderId, facts }: AttentionRecord): string | null {
  const { refundId } = facts
  if (kind === 'refund_unknown') {
    const refund = typeof refundId === 'string' ? till.store.read.refund(refundId)?.refund : undefined
    if (refund === undefined) return null
    return isRefundOver(refund) || refund.state.name === 'pending' ? `refund_${refund.state.name}` : null
  }
  if (!QUESTIONS.includes(kind) || saleId === null) return null
  const tender = till.store.read.sale(saleId)?.sale.tenders.find((each) => each.id === tenderId)
  const state = tender === undefined ? '' : stateOf(tender)
  return ENDS.includes(state) ? state : null
}

const stateOf = (tender: Tender): string =>
  tender.type === 'provider' ? tender.state.name : tender.money.name
