import type { Tender } from '../../../core/domain/tenders/sale-tenders.ts'
import type { PreparedCall } from '../../../core/ports/gateway.ts'
import type { SaleRecord } from '../../../core/ports/store.ts'
import { settingsOf, type Till } from '../till.ts'

/** A booking session is confirmed within seconds, but may have to wait for the network: a day. */
const BOOKING_LIFETIME_SEC = 86_400

/** Freezes the create of a provider tender: key and body bytes, stored before anything is sent. */
export function prepareCreate(
  till: Till,
  record: SaleRecord,
  tender: Tender,
  attemptId: string,
): PreparedCall {
  return prepare(till, record, tender, attemptId, tender.kind === 'link' ? 'link' : 'qris')
}

/** The n-th booking of a manual tender; each has its own key, because an ended session is never extended. */
export function prepareBooking(
  till: Till,
  record: SaleRecord,
  tender: Tender,
  attempt: number,
): PreparedCall {
  return prepare(till, record, tender, `${tender.id}-b${attempt}`, 'booking')
}

function prepare(
  till: Till,
  record: SaleRecord,
  tender: Tender,
  attemptId: string,
  purpose: 'qris' | 'link' | 'booking',
): PreparedCall {
  const terminal = till.store.terminalId
  const lines = wholeLines(record)
  const customerId = till.store.read.customerOfSale(record.sale.id)?.providerId ?? null
  const addsUp = lines.reduce((sum, line) => sum + line.unitPrice, 0) === tender.amount
  return till.gateway.prepareCreate({
    attemptId,
    idempotencyKey: `${terminal}:${record.sale.id}:${attemptId}:create`,
    amount: tender.amount,
    currency: tender.currency,
    purpose,
    expiresInSec: purpose === 'booking' ? BOOKING_LIFETIME_SEC : settingsOf(till).codeLifetimeSec,
    // lines only where they add up to what is asked: after a split, a discount or an added tax they would contradict it
    lines: addsUp ? lines : [],
    ...(customerId === null ? {} : { customerId }),
    metadata: {
      app: 'gerai',
      order_id: record.sale.id,
      sale_number: record.number,
      tender_id: tender.id,
      attempt_id: attemptId,
      terminal_id: terminal,
    },
  })
}

const wholeLines = (
  record: SaleRecord,
): { name: string; quantity: number; unitPrice: SaleRecord['sale']['total'] }[] =>
  record.totals.lines.map((line) => ({ name: line.name, quantity: 1, unitPrice: line.net }))
