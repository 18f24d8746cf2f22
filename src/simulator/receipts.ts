import { data, notFound, type Answer } from './answers.ts'
import type { ReceiptRow } from './books.ts'
import { isoTime } from './clock.ts'
import { listPage } from './lists.ts'
import type { Call, World } from './world.ts'

/** GET /receipts */
export function listReceipts(world: World, call: Call): Answer {
  const customerId = call.query.get('customerId')
  const where = customerId === null ? [] : [{ sql: 'customer_id = ?', value: customerId }]
  // Invoices are not simulated, so that filter finds nothing.
  const sourceType = call.query.get('sourceType')
  if (sourceType !== null && sourceType !== 'checkout_session') where.push({ sql: '0 = ?', value: '1' })
  const listed = listPage<ReceiptRow>(world, call, {
    table: 'receipts',
    timeColumn: 'issued_at',
    after: 'issuedAfter',
    before: 'issuedBefore',
    defaultOrder: 'desc',
    where,
  })
  if (!listed.ok) return listed.refusal
  return { kind: 'list', rows: listed.rows.map(renderSummary), page: listed.page }
}

/** GET /receipts/{id} and its public twin */
export function getReceipt(world: World, call: Call): Answer {
  const sql = 'SELECT * FROM receipts WHERE id = ?'
  return answerWith(world.books.get<ReceiptRow>(sql, call.params['id'] ?? ''), call)
}

/** GET /checkout-sessions/{id}/receipt and its public twin: not there until the session is completed. */
export function getSessionReceipt(world: World, call: Call): Answer {
  return answerWith(receiptOfSession(world, call.params['id'] ?? ''), call)
}

/** GET /checkout-sessions/{id}/receipt-link: the receipt with its public page, whose form the documents disagree on. */
export function getReceiptLink(world: World, call: Call): Answer {
  const row = receiptOfSession(world, call.params['id'] ?? '')
  if (!row || row.mode !== call.mode) return notFound('receipt')
  const path = world.options.dialect === 'portal' ? `/c/${row.session_id}/receipt` : `/r/${row.id}`
  return data({ ...renderSummary(row), url: `${world.origin()}${path}` })
}

export const receiptOfSession = (world: World, sessionId: string): ReceiptRow | undefined =>
  world.books.get<ReceiptRow>('SELECT * FROM receipts WHERE session_id = ?', sessionId)

function answerWith(row: ReceiptRow | undefined, call: Call): Answer {
  if (!row || (call.key !== null && row.mode !== call.mode)) return notFound('receipt')
  return data({ ...renderSummary(row), snapshot: JSON.parse(row.snapshot) })
}

const renderSummary = (row: ReceiptRow): Record<string, unknown> => ({
  id: row.id,
  number: row.number,
  sourceType: 'checkout_session',
  sourceId: row.session_id,
  customerId: row.customer_id,
  amount: row.amount,
  currency: row.currency,
  method: row.method,
  adapter: row.adapter,
  issuedAt: isoTime(row.issued_at),
  emailedAt: row.emailed_at === null ? null : isoTime(row.emailed_at),
  emailedTo: row.emailed_to,
})
