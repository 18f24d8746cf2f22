import { z } from 'zod'
import { data, notFound, refused, type Answer } from './answers.ts'
import type { CaptureRow, RefundRow, SessionRow } from './books.ts'
import { isoTime } from './clock.ts'
import { recordEvent } from './event-log.ts'
import { equalTo, listPage } from './lists.ts'
import { MERCHANT, type Mode } from './options.ts'
import { postToLedger, writeJournal } from './settle.ts'
import { jsonBody, type Call, type RefundOutcome, type World } from './world.ts'

const requestSchema = z.object({
  chargeId: z.string().optional(),
  sourceType: z.enum(['checkout_session', 'invoice']).optional(),
  sourceId: z.string().optional(),
  amount: z.number().int().positive().optional(),
  reason: z.enum(['requested_by_customer', 'duplicate', 'fraudulent', 'other']).optional(),
  metadata: z.record(z.string(), z.string()).nullish(),
})

/** POST /refunds. When the provider behind refuses, the answer is 422 and the row stays, `failed`. */
export function createRefund(world: World, call: Call): Answer {
  const parsed = requestSchema.safeParse(jsonBody(call))
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const field = String(issue?.path[0] ?? '')
    return refused('bad_field', `${field}: ${issue?.message ?? 'invalid'}`, field)
  }
  const asked = parsed.data
  const charge = asked.chargeId ?? asked.sourceId
  if (charge === undefined) return refused('bad_field', 'chargeId or sourceId: required', 'chargeId')
  const session = findCharge(world, call.mode, charge)
  if (!session) return notFound('charge')
  if (session.status !== 'completed') return refused('wrong_state', 'Nothing was captured for this charge.')
  const remaining = remainingOf(world, session)
  const amount = asked.amount ?? remaining
  if (amount > remaining || remaining === 0) {
    return refused('bad_field', `Only ${remaining} is left to refund.`, 'amount')
  }
  const row: RefundRow = {
    id: world.newId('rfnd'),
    mode: call.mode,
    charge_id: chargeIdOf(session),
    session_id: session.id,
    amount,
    currency: session.currency,
    status: OUTCOME_STATUS[world.refundOutcome],
    reason: asked.reason ?? 'requested_by_customer',
    metadata: asked.metadata ? JSON.stringify(asked.metadata) : null,
    ...failureOf(world.refundOutcome),
    created_at: call.now,
    updated_at: call.now,
  }
  return bookRefund(world, call, row)
}

const OUTCOME_STATUS = { succeed: 'succeeded', pending: 'pending', refuse: 'failed' } as const

const failureOf = (outcome: RefundOutcome): Pick<RefundRow, 'failure_code' | 'failure_message'> =>
  outcome === 'refuse'
    ? {
        failure_code: 'REFUND_NOT_SUPPORTED',
        failure_message: "The buyer's bank does not take QRIS refunds.",
      }
    : { failure_code: null, failure_message: null }

function bookRefund(world: World, call: Call, row: RefundRow): Answer {
  world.books.insert('refunds', row)
  if (row.status === 'succeeded') postToLedger(world, row, 'refund', row.id, row.amount, 'out')
  if (row.status !== 'pending') emitRefundEvent(world, row, call.idempotencyKey)
  const detail = { refundId: row.id, amount: row.amount, status: row.status }
  writeJournal(world, 'refund', row.session_id, call.idempotencyKey, detail)
  if (row.status !== 'failed') return data(renderRefund(row), 201)
  return {
    ...refused('provider_refused', row.failure_message ?? 'The provider refused.'),
    details: { refundId: row.id },
  }
}

function emitRefundEvent(world: World, row: RefundRow, key: string | null): void {
  recordEvent(world, {
    name: row.status === 'succeeded' ? 'refund.issued' : 'refund.failed',
    mode: row.mode,
    aggregateId: row.id,
    object: renderRefund(row),
    occurredAt: row.updated_at,
    idempotencyKey: key,
  })
}

/** Settles what was left pending: the tester's hand plays the provider's later answer. */
export function finishRefund(world: World, id: string, outcome: 'succeed' | 'refuse'): boolean {
  const row = world.books.get<RefundRow>(`SELECT * FROM refunds WHERE id = ? AND status = 'pending'`, id)
  if (!row) return false
  const change = { status: OUTCOME_STATUS[outcome], ...failureOf(outcome), updated_at: world.clock.now() }
  const updated: RefundRow = { ...row, ...change }
  world.books.update('refunds', id, change)
  if (outcome === 'succeed') postToLedger(world, row, 'refund', row.id, row.amount, 'out')
  emitRefundEvent(world, updated, null)
  return true
}

/** GET /refunds: `chargeId` filters; `sourceId` is ignored, as by the real service. */
export function listRefunds(world: World, call: Call): Answer {
  const listed = listPage<RefundRow>(world, call, {
    table: 'refunds',
    timeColumn: 'created_at',
    after: 'createdAfter',
    before: 'createdBefore',
    defaultOrder: 'desc',
    where: equalTo(call, { chargeId: 'charge_id', status: 'status' }),
  })
  if (!listed.ok) return listed.refusal
  return { kind: 'list', rows: listed.rows.map(renderRefund), page: listed.page }
}

/** GET /refunds/{id} */
export function getRefund(world: World, call: Call): Answer {
  const sql = 'SELECT * FROM refunds WHERE id = ? AND mode = ?'
  const row = world.books.get<RefundRow>(sql, call.params['id'] ?? '', call.mode)
  return row ? data(renderRefund(row)) : notFound('refund')
}

/** A charge is named by the session's `paymentId`, or by the session itself for a manual payment. */
const findCharge = (world: World, mode: Mode, id: string): SessionRow | undefined =>
  world.books.get<SessionRow>(
    'SELECT * FROM sessions WHERE mode = ? AND (payment_id = ? OR id = ?)',
    mode,
    id,
    id,
  )

const chargeIdOf = (session: SessionRow): string => session.payment_id ?? session.id

function remainingOf(world: World, session: SessionRow): number {
  const captured = world.books
    .all<CaptureRow>('SELECT * FROM captures WHERE session_id = ? AND visible = 1', session.id)
    .reduce((sum, { amount }) => sum + amount, 0)
  const refundedSql = `SELECT coalesce(sum(amount), 0) AS total FROM refunds
                       WHERE session_id = ? AND status IN ('pending', 'succeeded')`
  return captured - (world.books.get<{ total: number }>(refundedSql, session.id)?.total ?? 0)
}

const renderRefund = (row: RefundRow): Record<string, unknown> => ({
  id: row.id,
  arn: `arn:plugipay:billing:${MERCHANT.accountId}:refund/${row.id}`,
  accountId: MERCHANT.accountId,
  mode: row.mode,
  chargeId: row.charge_id,
  invoiceId: null,
  sourceType: 'checkout_session',
  sourceId: row.session_id,
  amount: row.amount,
  currency: row.currency,
  status: row.status,
  reason: row.reason,
  metadata: row.metadata === null ? null : JSON.parse(row.metadata),
  failureCode: row.failure_code,
  failureMessage: row.failure_message,
  createdAt: isoTime(row.created_at),
  updatedAt: isoTime(row.updated_at),
})
