import { z } from 'zod'
import { data, notFound, refused, type Answer } from './answers.ts'
import type { CaptureRow, RefundRow, SessionRow } from './books.ts'
import { isoTime } from './clock.ts'
import { equalTo, listPage } from './lists.ts'
import { MERCHANT, type Mode } from './options.ts'
import { postToLedger, writeJournal } from './settle.ts'
import { jsonBody, type Call, type World } from './world.ts'

const requestSchema = z.object({
  chargeId: z.string().optional(),
  sourceType: z.enum(['checkout_session', 'invoice']).optional(),
  sourceId: z.string().optional(),
  amount: z.number().int().positive().optional(),
  reason: z.enum(['requested_by_customer', 'duplicate', 'fraudulent', 'other']).optional(),
  metadata: z.record(z.string(), z.string()).optional(),
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
  const session = findCharge(world, call.mode, asked.chargeId ?? asked.sourceId ?? '')
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
    reason: asked.reason ?? null,
    metadata: asked.metadata ? JSON.stringify(asked.metadata) : null,
    failure_code: world.refundOutcome === 'refuse' ? 'REFUND_NOT_SUPPORTED' : null,
    failure_message: world.refundOutcome === 'refuse' ? "The buyer's bank does not take QRIS refunds." : null,
    created_at: call.now,
    updated_at: call.now,
  }
  return bookRefund(world, call, row)
}

const OUTCOME_STATUS = { succeed: 'succeeded', pending: 'pending', refuse: 'failed' } as const

function bookRefund(world: World, call: Call, row: RefundRow): Answer {
  world.books.insert('refunds', row)
  if (row.status === 'succeeded') postToLedger(world, row, 'refund', row.id, row.amount, 'out')
  if (row.status !== 'pending') emitRefundEvent(world, row)
  const detail = { refundId: row.id, amount: row.amount, status: row.status }
  writeJournal(world, 'refund', row.session_id, call.idempotencyKey, detail)
  if (row.status !== 'failed') return data(renderRefund(row), 201)
  return {
    ...refused('provider_refused', row.failure_message ?? 'The provider refused.'),
    details: { refundId: row.id },
  }
}

function emitRefundEvent(world: World, row: RefundRow): void {
  world.books.insert('events', {
    id: world.newId('evt'),
    type: `plugipay.refund.${row.status === 'succeeded' ? 'issued' : 'failed'}.v1`,
    mode: row.mode,
    aggregate_id: row.id,
    data: JSON.stringify({ object: renderRefund(row), aggregateType: 'refund', aggregateId: row.id }),
    occurred_at: row.updated_at,
  })
}

/** Settles what was left pending: the tester's hand plays the provider's later answer. */
export function finishRefund(world: World, id: string, outcome: 'succeed' | 'refuse'): boolean {
  const row = world.books.get<RefundRow>(`SELECT * FROM refunds WHERE id = ? AND status = 'pending'`, id)
  if (!row) return false
  const updated: RefundRow = { ...row, status: OUTCOME_STATUS[outcome], updated_at: world.clock.now() }
  world.books.update('refunds', id, { status: updated.status, updated_at: updated.updated_at })
  if (outcome === 'succeed') postToLedger(world, row, 'refund', row.id, row.amount, 'out')
  emitRefundEvent(world, updated)
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
  accountId: MERCHANT.accountId,
  mode: row.mode,
  chargeId: row.charge_id,
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
