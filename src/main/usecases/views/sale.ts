import type {
  CodeView,
  SaleStatus,
  SaleSummary,
  SaleView,
  TenderView,
  TimelineEntry,
} from '../../../core/contract/views/sale.ts'
import { addAmounts, ZERO, type Amount } from '../../../core/domain/money.ts'
import type { ProviderTender } from '../../../core/domain/tenders/provider-tender.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import {
  coveredAmount,
  isCounted,
  isTenderInFlight,
  remainingAmount,
  type Sale,
  type Tender,
} from '../../../core/domain/tenders/sale-tenders.ts'
import type { EventRow, SaleRecord, TenderRecord } from '../../../core/ports/store.ts'
import { readableFacts } from '../people/audit.ts'
import { customerOf } from '../after-sale/customers.ts'
import { photoOf } from '../confirmations/evidence-photos.ts'
import { onOwnClock } from '../provider/time.ts'
import { collectedOf } from '../after-sale/refund-notes.ts'
import type { Till } from '../till.ts'
import { moneyBackOf, refundableOf, refundsSeen } from './refunds.ts'

const TIMELINE_LENGTH = 60

export function saleView(till: Till, record: SaleRecord): SaleView {
  const { sale, totals } = record
  const tenders = record.tenders.map((each) => tenderView(till, sale, each))
  return {
    id: sale.id,
    number: record.number,
    status: statusOf(record),
    currency: sale.currency,
    lines: totals.lines,
    subtotal: totals.subtotal,
    orderDiscount: totals.orderDiscount,
    taxes: totals.taxes,
    total: sale.total,
    covered: coveredAmount(sale),
    remaining: remainingAmount(sale),
    tenders,
    timeline: till.store.read.events(sale.id, TIMELINE_LENGTH).map((event) => named(till, event)),
    cashier: record.cashier,
    createdAt: record.createdAt,
    paidAt: record.paidAt,
    changeOwed: changeOwed(tenders),
    documentId: till.store.read.receiptOf(sale.id)?.id ?? null,
    customer: customerOf(till, till.store.read.customerOfSale(sale.id)),
    collected: collectedOf(record),
    ...refundsSeen(till, record),
  }
}

/** Facts name people by their id and typed text by its ref, so that both can be erased; a person reads the rest. */
export const named = (till: Till, { at, kind, facts }: EventRow): TimelineEntry => ({
  at,
  kind,
  facts: readableFacts(till.store.read, facts),
})

function tenderView(till: Till, sale: Sale, { tender, updatedAt }: TenderRecord): TenderView {
  const provider = tender.type === 'provider'
  const sessionId = provider
    ? 'sessionId' in tender.state
      ? tender.state.sessionId
      : null
    : 'sessionId' in tender.booking
      ? tender.booking.sessionId
      : null
  return {
    id: tender.id,
    kind: tender.kind,
    amount: tender.amount,
    covers: tender.covers,
    state: stateWord(tender),
    paying: provider && tender.state.name === 'presented' && tender.state.paying,
    inFlight: isTenderInFlight(tender),
    counted: isCounted(tender),
    booking: provider ? null : tender.booking.name,
    sessionId,
    code: provider ? codeView(till, tender) : null,
    evidence: provider ? null : till.store.read.evidence(tender.id),
    ...(provider || tender.kind === 'cash' ? {} : photoOf(till, tender.id)),
    at: updatedAt,
    refundable: refundableOf(till, sale, tender),
    trouble: troubleOf(till, tender),
  }
}

/** The machine's own word; late money that pays another sale is no longer late money here. */
function stateWord(tender: Tender): string {
  if (tender.type === 'manual') return tender.money.name
  const { state } = tender
  return state.name === 'settled_late' && state.attachedTo !== undefined ? 'attached' : state.name
}

/** Only a presented tender has a code to show; in every other state it is taken off the screens. */
function codeView(till: Till, tender: ProviderTender): CodeView | null {
  if (tender.state.name !== 'presented') return null
  const code = till.store.read.code(tender.id)
  if (code === null) return null
  const { kind, matrix, merchantName, nmid, payload } = code
  const { shownAt } = tender.state
  const expiresAt = onOwnClock(till, tender.state.expiresAt)
  return { kind, matrix, merchantName, nmid, url: kind === 'page' ? payload : null, shownAt, expiresAt }
}

function troubleOf(till: Till, tender: Tender): Refusal | null {
  if (tender.type === 'provider') {
    const { state } = tender
    if (state.name === 'quarantined') return { type: 'provider_answer_differs', mismatch: state.mismatch }
    if (state.name === 'settled' || state.name === 'presented') return null
  } else if (tender.booking.name === 'booked' || tender.booking.name === 'none') return null
  const last = till.store.read
    .outboxOf(tender.id)
    .findLast((entry) => entry.trouble !== null && entry.call !== 'refund')
  return last?.trouble == null ? null : (JSON.parse(last.trouble) as Refusal)
}

function statusOf(record: SaleRecord): SaleStatus {
  const { sale } = record
  if (sale.phase !== 'open') return sale.phase
  const unsure = sale.tenders.some(
    (tender) =>
      tender.type === 'provider' && (tender.state.name === 'canceling' || tender.state.name === 'superseded'),
  )
  if (unsure) return 'unsure'
  return coveredAmount(sale) > 0 ? 'partly_paid' : 'open'
}

const changeOwed = (tenders: readonly TenderView[]): Amount =>
  addAmounts(
    ZERO,
    ...tenders.map((tender) =>
      tender.counted && tender.evidence?.kind === 'cash' ? tender.evidence.change : ZERO,
    ),
  )

export function saleSummary(till: Till, record: SaleRecord): SaleSummary {
  return {
    id: record.sale.id,
    number: record.number,
    status: statusOf(record),
    currency: record.sale.currency,
    total: record.sale.total,
    kinds: [...new Set(record.sale.tenders.map((tender) => tender.kind))],
    createdAt: record.createdAt,
    back: moneyBackOf(till, record),
  }
}
