import type { Reply } from '../envelope.ts'
import { isoTime } from '../clock.ts'
import { queueDelivery } from '../webhooks/queue.ts'
import type { World } from '../world.ts'
import { PAGE_CAPTURE, PLEXO_MERCHANT_NAME, SESSION_STATUS } from './assumptions.ts'
import { listRows, readWindow } from './lists.ts'
import type { SessionSettings } from './request.ts'
import type { PlexoPaymentRow, PlexoPaymentStatus, PlexoSessionRow, PlexoTransactionRow } from './rows.ts'
import { newHexId, plexoError, plexoJson, toDecimal, type PlexoCall } from './wire.ts'

/** GET /v1/payments/{id} */
export function getPayment(world: World, call: PlexoCall): Reply {
  const row = paymentById(world, call.id)
  return row ? plexoJson(200, renderPayment(world, row)) : noPayment()
}

export const noPayment = (): Reply =>
  plexoError({ name: 'missing', message: 'The requested payment was not found.' })

/** GET /v1/payments/query; of its filters merchantId, referenceId, status, minDate, maxDate, page and size none is confirmed. */
export function queryPayments(world: World, call: PlexoCall): Reply {
  const window = readWindow(call.query)
  if (!window.ok) return plexoError(window.fault)
  const { rows, ...page } = listRows<PlexoPaymentRow>(world, 'plexo_payments', window.value, {
    merchant_id: call.query.get('merchantId'),
    reference_id: call.query.get('referenceId'),
    status: call.query.get('status'),
  })
  return plexoJson(200, { items: rows.map((row) => renderPayment(world, row)), ...page })
}

export const paymentById = (world: World, id: string): PlexoPaymentRow | undefined =>
  world.books.get<PlexoPaymentRow>('SELECT * FROM plexo_payments WHERE id = ?', id)

/** What a buyer's attempt comes to. */
export interface Attempt {
  readonly status: Extract<PlexoPaymentStatus, 'approved' | 'authorized' | 'denied' | 'pending' | 'failed'>
  /** The last four digits, when a card was typed. */
  readonly last4: string | null
  readonly declineCode: string | null
  /** Another total than asked: a flexible amount, or the tester's hand. */
  readonly hundredths: number | null
}

/** One attempt of the buyer: the session's payment comes to be, or gets one more transaction. */
export function attemptPayment(world: World, session: PlexoSessionRow, attempt: Attempt): PlexoPaymentRow {
  return world.books.together(() => {
    const now = world.clock.now()
    const payment = ensurePayment(world, session, attempt)
    const hundredths = attempt.hundredths ?? session.hundredths
    const isPaid = attempt.status === 'approved' || attempt.status === 'authorized'
    if (attempt.status !== 'failed') {
      insertTransaction(world, payment, {
        type: attempt.status === 'authorized' ? 'authorization' : 'purchase',
        status: isPaid ? 'approved' : attempt.status === 'pending' ? 'pending' : 'denied',
        hundredths,
        result_code: attempt.declineCode ?? '0',
        result_message: attempt.declineCode ?? 'Simulated.',
      })
    }
    const change = {
      status: attempt.status,
      hundredths,
      capture: attempt.status === 'authorized' ? ('manual' as const) : PAGE_CAPTURE,
      card: attempt.last4,
      decline_code: attempt.declineCode,
      updated_at: now,
    }
    world.books.update('plexo_payments', payment.id, change)
    world.books.update('plexo_sessions', session.id, {
      payment_id: payment.id,
      status: isPaid ? SESSION_STATUS.paid : session.status,
      updated_at: now,
    })
    return callBack(world, payment.id)
  })
}

function ensurePayment(world: World, session: PlexoSessionRow, attempt: Attempt): PlexoPaymentRow {
  const known = session.payment_id === null ? undefined : paymentById(world, session.payment_id)
  if (known) return known
  const now = world.clock.now()
  const row: PlexoPaymentRow = {
    id: newHexId(12),
    session_id: session.id,
    merchant_id: session.merchant_id,
    reference_id: session.payment_reference_id,
    status: 'created',
    hundredths: session.hundredths,
    currency: session.currency,
    installments: session.installments,
    invoice_number: session.invoice_number,
    capture: PAGE_CAPTURE,
    card: attempt.last4,
    metadata: session.metadata,
    decline_code: null,
    created_at: now,
    updated_at: now,
  }
  world.books.insert('plexo_payments', row)
  return row
}

export function insertTransaction(
  world: World,
  payment: PlexoPaymentRow,
  facts: Pick<PlexoTransactionRow, 'type' | 'status' | 'hundredths' | 'result_code' | 'result_message'> & {
    readonly reference_id?: string
    readonly reason?: string | null
  },
): PlexoTransactionRow {
  const row: PlexoTransactionRow = {
    id: newHexId(12),
    payment_id: payment.id,
    reference_id: payment.reference_id,
    reason: null,
    created_at: world.clock.now(),
    ...facts,
  }
  world.books.insert('plexo_transactions', row)
  return row
}

/** Moves a payment and tells the address that came with its session; the body is what GET shows. Nothing is signed. */
export function movePayment(world: World, id: string, status: PlexoPaymentStatus): PlexoPaymentRow {
  world.books.update('plexo_payments', id, { status, updated_at: world.clock.now() })
  return callBack(world, id)
}

function callBack(world: World, id: string): PlexoPaymentRow {
  const payment = paymentById(world, id)
  if (!payment) throw new Error(`a callback for the missing payment ${id}`)
  const sql = 'SELECT settings FROM plexo_sessions WHERE id = ?'
  const settings = world.books.get<{ settings: string }>(sql, payment.session_id)?.settings ?? '{}'
  const url = (JSON.parse(settings) as SessionSettings).callbacks?.paymentCallbackUrl
  if (typeof url === 'string') {
    queueDelivery(world, {
      provider: 'plexo',
      mode: 'test',
      endpointId: null,
      url,
      eventId: payment.id,
      type: `plexo.payment.${payment.status}`,
      body: JSON.stringify(renderPayment(world, payment)),
    })
  }
  return payment
}

/** A payment that is still open goes with its session. */
export function expirePayment(world: World, session: PlexoSessionRow, id: string): void {
  const status = paymentById(world, id)?.status
  if (session.status === SESSION_STATUS.open && (status === 'created' || status === 'pending')) {
    movePayment(world, id, 'expired')
  }
}

export const transactionsOf = (world: World, paymentId: string): PlexoTransactionRow[] =>
  world.books.all<PlexoTransactionRow>(
    'SELECT * FROM plexo_transactions WHERE payment_id = ? ORDER BY created_at, rowid',
    paymentId,
  )

/** The payment object of GET and of callbacks. */
export function renderPayment(world: World, row: PlexoPaymentRow): Record<string, unknown> {
  const { clientId } = world.options.plexo
  return {
    id: row.id,
    referenceId: row.reference_id,
    ...(row.invoice_number === null ? {} : { invoiceNumber: row.invoice_number }),
    status: row.status,
    processingMethod: 'checkout',
    createdAt: isoTime(row.created_at),
    updatedAt: isoTime(row.updated_at),
    merchant: { id: row.merchant_id, name: PLEXO_MERCHANT_NAME, clientId: Number(clientId) || clientId },
    paymentMethod: {
      type: 'card',
      ...(row.card === null ? {} : { card: { name: `XXXXXXXXXXXX${row.card}`, last4: row.card } }),
    },
    installments: row.installments,
    amount: { total: toDecimal(row.hundredths), currency: row.currency },
    capture: { method: row.capture },
    ...(row.metadata === null ? {} : { metadata: JSON.parse(row.metadata) as unknown }),
    ...(row.decline_code === null ? {} : { declineCode: row.decline_code }),
    transactions: transactionsOf(world, row.id).map(renderTransaction),
  }
}

export const renderTransaction = (row: PlexoTransactionRow): Record<string, unknown> => ({
  id: row.id,
  parentId: row.payment_id,
  referenceId: row.reference_id,
  type: row.type,
  status: row.status,
  createdAt: isoTime(row.created_at),
  processedAt: isoTime(row.created_at),
  resultCode: row.result_code,
  resultMessage: row.result_message,
  ...(row.reason === null ? {} : { reason: row.reason }),
  amount: toDecimal(row.hundredths),
})
