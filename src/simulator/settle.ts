import type { SessionRow } from './books.ts'
import { checkoutSettings, receiptTemplateOf } from './checkout-settings.ts'
import { isoTime } from './clock.ts'
import { recordEvent } from './event-log.ts'
import { hasShortNames } from './event-names.ts'
import { MERCHANT, type Mode } from './options.ts'
import type { ReceiptSnapshot } from './receipt-snapshot.ts'
import { renderSession } from './session-view.ts'
import type { World } from './world.ts'

/** What the buyer's bank reports about a payment. */
export interface PaidBy {
  readonly method: string
  readonly adapter: string
  readonly amount: number
  readonly rrn: string | null
  readonly issuer: string | null
  /** False leaves the session as it is: only receipt and ledger know of the money. */
  readonly visible: boolean
}

/** Records captured money once and for all: capture, ledger, receipt, and (when visible) the completed session. */
export function settleSession(world: World, session: SessionRow, paid: PaidBy): void {
  const now = world.clock.now()
  world.books.together(() => {
    const captureId = world.newId('pay')
    world.books.insert('captures', {
      id: captureId,
      session_id: session.id,
      mode: session.mode,
      amount: paid.amount,
      currency: session.currency,
      method: paid.method,
      adapter: paid.adapter,
      rrn: paid.rrn,
      issuer: paid.issuer,
      visible: paid.visible ? 1 : 0,
      captured_at: now,
    })
    postToLedger(world, session, 'checkout_session', session.id, paid.amount, 'in')
    if (paid.visible) completeSession(world, session, paid, captureId, now)
    issueReceipt(world, session, paid, now)
    writeJournal(world, 'captured', session.id, null, { captureId, ...paid })
  })
}

function completeSession(world: World, session: SessionRow, paid: PaidBy, captureId: string, now: number) {
  world.books.update('sessions', session.id, {
    status: 'completed',
    amount: paid.amount,
    payment_method: paid.method,
    adapter: paid.adapter,
    payment_id: paid.adapter === 'manual' ? null : captureId,
    completed_at: now,
    updated_at: now,
  })
  emitEvent(world, 'completed', session.id, now)
  emitPaymentEvent(world, session, captureId, paid, now)
}

function issueReceipt(world: World, session: SessionRow, paid: PaidBy, now: number): void {
  const count = world.books.get<{ n: number }>('SELECT count(*) AS n FROM receipts')?.n ?? 0
  const year = new Date(now).getUTCFullYear()
  world.books.insert('receipts', {
    id: world.newId('rcpt'),
    number: `RCPT-${year}-${String(count + 1).padStart(6, '0')}`,
    session_id: session.id,
    mode: session.mode,
    customer_id: session.customer_id,
    amount: paid.amount,
    currency: session.currency,
    method: paid.method,
    adapter: paid.adapter,
    snapshot: JSON.stringify(snapshotOf(world, session, paid)),
    issued_at: now,
    emailed_at: null,
    emailed_to: null,
  })
}

/** As the shop's settings stand now; a later change of them does not touch it. */
function snapshotOf(world: World, session: SessionRow, paid: PaidBy): ReceiptSnapshot {
  const settings = checkoutSettings(world, session.mode)
  const template = receiptTemplateOf(settings)
  return {
    merchant: {
      name: settings.brandName ?? MERCHANT.brandName,
      phone: settings.businessPhone,
      email: settings.businessEmail,
      address: settings.businessAddress,
      taxId: settings.businessTaxId,
    },
    lineItems: JSON.parse(session.line_items) as unknown,
    metadata: session.metadata === null ? null : (JSON.parse(session.metadata) as Record<string, string>),
    template,
    tax: template.showTax
      ? {
          label: template.taxLabel,
          rate: template.taxRate,
          amount: taxBackedOut(paid.amount, template.taxRate),
        }
      : null,
    thankYouText: template.thankYouText,
  }
}

/** The provider's receipt takes the tax out of the total, whatever the shop does. */
const taxBackedOut = (total: number, rate: number): number => Math.round((total * rate) / (1 + rate))

/** Sweeps what has passed its end. A session under review stays: the buyer said that they paid, a person decides. */
export function expireOverdue(world: World): void {
  const now = world.clock.now()
  const overdue = world.books.all<SessionRow>(
    `SELECT * FROM sessions WHERE status IN ('open', 'pending') AND expires_at <= ? ORDER BY expires_at`,
    now,
  )
  if (overdue.length === 0) return
  world.books.together(() => {
    for (const session of overdue) endSession(world, session, 'expired', session.expires_at)
  })
}

export function endSession(
  world: World,
  session: SessionRow,
  status: 'expired' | 'canceled' | 'failed',
  at: number,
): void {
  world.books.update('sessions', session.id, { status, updated_at: at })
  writeJournal(world, status, session.id, null, {})
  // The sources know an event for expiry only; cancelled and failed sessions can be seen by reading them.
  if (status === 'expired') emitEvent(world, 'expired', session.id, at)
}

function emitEvent(world: World, what: 'completed' | 'expired', sessionId: string, at: number): void {
  const session = sessionById(world, sessionId)
  if (!session) throw new Error(`an event for the missing session ${sessionId}`)
  recordEvent(world, {
    name: `checkout_session.${what}`,
    mode: session.mode,
    aggregateId: session.id,
    object: renderSession(world, session),
    occurredAt: at,
  })
}

/** The pages promise a payment's own event; no source sends one, nor has a route to read a payment. */
function emitPaymentEvent(
  world: World,
  session: SessionRow,
  captureId: string,
  paid: PaidBy,
  at: number,
): void {
  if (!hasShortNames(world.options.dialect)) return
  recordEvent(world, {
    name: 'payment.succeeded',
    mode: session.mode,
    aggregateId: captureId,
    object: {
      id: captureId,
      checkoutSessionId: session.id,
      status: 'succeeded',
      amount: paid.amount,
      currency: session.currency,
      method: paid.method,
      createdAt: isoTime(at),
    },
    occurredAt: at,
  })
}

export const sessionById = (world: World, id: string): SessionRow | undefined =>
  world.books.get<SessionRow>('SELECT * FROM sessions WHERE id = ?', id)

/** Both sides of a movement: money `in` from a buyer, or `out` to one by a refund. */
export function postToLedger(
  world: World,
  { mode, currency }: { readonly mode: Mode; readonly currency: string },
  sourceType: 'checkout_session' | 'refund',
  sourceId: string,
  amount: number,
  way: 'in' | 'out',
): void {
  const txId = world.newId('ltx')
  const sides = [
    { code: 'provider_clearing', direction: way === 'in' ? 'debit' : 'credit' },
    { code: way === 'in' ? 'revenue' : 'refunds', direction: way === 'in' ? 'credit' : 'debit' },
  ] as const
  for (const { code, direction } of sides) {
    world.books.insert('ledger', {
      id: world.newId('led'),
      mode,
      tx_id: txId,
      code,
      direction,
      amount,
      currency,
      source_type: sourceType,
      source_id: sourceId,
      posted_at: world.clock.now(),
    })
  }
}

export function writeJournal(
  world: World,
  kind: string,
  sessionId: string | null,
  idempotencyKey: string | null,
  detail: object,
): void {
  world.books.insert('journal', {
    at: world.clock.now(),
    kind,
    session_id: sessionId,
    idempotency_key: idempotencyKey,
    detail: JSON.stringify(detail),
  })
}
