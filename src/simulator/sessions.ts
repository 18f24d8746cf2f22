import { data, notFound, refused, type Answer } from './answers.ts'
import type { CustomerRow, SessionRow, SessionStatus } from './books.ts'
import { enabledCatalogue } from './checkout-settings.ts'
import { listPage } from './lists.ts'
import type { Dialect } from './options.ts'
import { checkCreate, sessionLifeSec } from './session-request.ts'
import { renderSession } from './session-view.ts'
import { endSession, sessionById, settleSession, writeJournal } from './settle.ts'
import { findMethod, usedMethodName } from './methods.ts'
import { jsonBody, type Call, type World } from './world.ts'

/** POST /checkout-sessions */
export function createSession(world: World, call: Call): Answer {
  const checked = checkCreate(jsonBody(call), world.options.dialect)
  if (!checked.ok) return checked.refusal
  const asked = checked.value
  const missing = asked.methods.find((text) => !isEnabled(world, call, text))
  if (missing !== undefined) {
    return refused('method_unavailable', `${missing} is switched off in this workspace.`, 'methods')
  }
  const stranger = findCustomerFault(world, call, asked.customerId ?? null, asked.currency)
  if (stranger) return stranger
  const now = call.now
  const row: SessionRow = {
    id: world.newId('cs'),
    mode: call.mode,
    status: 'open',
    amount: asked.amount,
    currency: asked.currency,
    methods: JSON.stringify(asked.methods),
    payment_method: null,
    adapter: null,
    customer_id: asked.customerId ?? null,
    line_items: JSON.stringify(asked.lineItems ?? []),
    success_url: asked.successUrl,
    cancel_url: asked.cancelUrl,
    template_id: asked.templateId ?? null,
    metadata: asked.metadata ? JSON.stringify(asked.metadata) : null,
    payment_id: null,
    chosen: null,
    committed: 0,
    expires_at: now + sessionLifeSec(asked.expiresInSec, world.options.dialect) * 1000,
    completed_at: null,
    created_at: now,
    updated_at: now,
  }
  world.books.insert('sessions', row)
  writeJournal(world, 'created', row.id, call.idempotencyKey, { amount: row.amount, currency: row.currency })
  return data(renderSession(world, row), 201)
}

const isEnabled = (world: World, call: Call, text: string): boolean =>
  enabledCatalogue(world, call.mode).some(({ id, family }) => id === text || family === text)

function findCustomerFault(world: World, call: Call, id: string | null, currency: string): Answer | null {
  if (id === null) return null
  const sql = 'SELECT * FROM customers WHERE id = ? AND mode = ?'
  const customer = world.books.get<CustomerRow>(sql, id, call.mode)
  if (!customer) return notFound('customer')
  if (customer.currency === null || customer.currency === currency) return null
  return refused('customer_currency', `This customer pays in ${customer.currency}.`, 'customerId')
}

/** GET /checkout-sessions/{id}: what a till polls. */
export function getSession(world: World, call: Call): Answer {
  const row = ownSession(world, call)
  return row ? data(renderSession(world, row)) : notFound('checkout session')
}

/** GET /checkout-sessions */
export function listSessions(world: World, call: Call): Answer {
  const where: { sql: string; value: string }[] = []
  const status = call.query.get('status')
  const customerId = call.query.get('customerId')
  if (status !== null) {
    where.push({ sql: 'status = ?', value: status === 'cancelled' ? 'canceled' : status })
  }
  if (customerId !== null) where.push({ sql: 'customer_id = ?', value: customerId })
  const listed = listPage<SessionRow>(world, call, {
    table: 'sessions',
    timeColumn: 'created_at',
    after: 'createdAfter',
    before: 'createdBefore',
    defaultOrder: 'desc',
    where,
  })
  if (!listed.ok) return listed.refusal
  return { kind: 'list', rows: listed.rows.map((row) => renderSession(world, row)), page: listed.page }
}

/** POST /checkout-sessions/{id}/cancel */
export function cancelSession(world: World, call: Call): Answer {
  const row = ownSession(world, call)
  if (!row) return notFound('checkout session')
  const fault = findCancelFault(row, world.options.dialect)
  if (fault) return fault
  endSession(world, row, 'canceled', call.now)
  return getSession(world, call)
}

/** DELETE /checkout-sessions/{id}: the dashboard's way to cancel. */
export function deleteSession(world: World, call: Call): Answer {
  const answer = cancelSession(world, call)
  return answer.kind === 'data' ? { kind: 'empty' } : answer
}

/** From where each document allows a cancel. Node's `pending` is not always possible: the provider may be committed. */
const CANCELABLE: Readonly<Record<Dialect, readonly SessionStatus[]>> = {
  python: ['open'],
  node: ['open', 'pending', 'pending_review'],
  go: ['open', 'pending', 'pending_review'],
  api: ['open', 'pending', 'pending_review'],
  portal: ['open', 'pending', 'pending_review'],
}

function findCancelFault(row: SessionRow, dialect: Dialect): Answer | null {
  const isCommitted = dialect === 'node' && row.status === 'pending' && row.committed === 1
  if (CANCELABLE[dialect].includes(row.status) && !isCommitted) return null
  return refused('wrong_state', `A session that is ${row.status} cannot be canceled.`)
}

/** POST /checkout-sessions/{id}/confirm: the merchant says that the money of a manual method was received. */
export function confirmSession(world: World, call: Call): Answer {
  const row = ownSession(world, call)
  if (!row) return notFound('checkout session')
  const isRepeat = row.status === 'completed' && row.adapter === 'manual'
  // Safe to repeat says the Go page; Python and the dashboard know only the step from review to completed.
  if (isRepeat && !['python', 'portal'].includes(world.options.dialect)) {
    return data(renderSession(world, row))
  }
  if (row.adapter !== null && row.adapter !== 'manual') {
    return refused('not_manual', 'Only payments by a manual method are confirmed by the merchant.')
  }
  if (row.status !== 'pending_review') {
    return refused('wrong_state', `A session that is ${row.status} cannot be confirmed.`)
  }
  const method = findMethod(row.chosen ?? '')
  settleSession(world, row, {
    method: usedMethodName(method?.id ?? 'transfer'),
    adapter: 'manual',
    amount: row.amount,
    rrn: null,
    issuer: null,
    visible: true,
  })
  writeJournal(world, 'confirmed', row.id, call.idempotencyKey, {})
  return getSession(world, call)
}

/** A session of this workspace and mode; a test key does not see live sessions, nor the other way round. */
function ownSession(world: World, call: Call): SessionRow | undefined {
  const row = sessionById(world, call.params['id'] ?? '')
  return row?.mode === call.mode ? row : undefined
}
