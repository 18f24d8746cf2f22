import type { Reply } from '../envelope.ts'
import { isoTime } from '../clock.ts'
import type { World } from '../world.ts'
import { SESSION_LIFE_SEC, SESSION_STATUS } from './assumptions.ts'
import { listRows, readWindow } from './lists.ts'
import { checkSession } from './request.ts'
import type { PlexoSessionRow } from './rows.ts'
import { expirePayment } from './payments.ts'
import { newHexId, plexoError, plexoJson, readBody, type PlexoCall } from './wire.ts'

/** POST /v1/sessions. There is no idempotency key: a reference that was used before is refused. */
export function createPlexoSession(world: World, call: PlexoCall): Reply {
  const checked = checkSession(readBody(call.body))
  if (!checked.ok) return plexoError(checked.fault)
  const asked = checked.value
  if (asked.merchantId !== world.options.plexo.merchantId) {
    return plexoError({ name: 'merchant', message: 'The requested Merchant was not found.' })
  }
  const now = call.now
  const row: PlexoSessionRow = {
    id: newHexId(16),
    token: newHexId(16),
    merchant_id: asked.merchantId,
    reference_id: asked.referenceId,
    payment_reference_id: asked.paymentRequest.referenceId,
    invoice_number: asked.paymentRequest.invoiceNumber ?? null,
    customer_id: asked.customerId ?? null,
    status: SESSION_STATUS.open,
    hundredths: asked.paymentRequest.amount.total,
    currency: asked.paymentRequest.amount.currency,
    installments: asked.paymentRequest.installments,
    metadata: asked.paymentRequest.metadata ? JSON.stringify(asked.paymentRequest.metadata) : null,
    settings: JSON.stringify(asked.settings ?? {}),
    payment_id: null,
    expires_at: now + SESSION_LIFE_SEC * 1000,
    created_at: now,
    updated_at: now,
  }
  const taken = findDuplicate(world, row)
  if (taken !== null) {
    const params = { [taken]: ['was used before'] }
    return plexoError({ name: 'duplicate', message: `This ${taken} was used before.`, params })
  }
  world.books.insert('plexo_sessions', row)
  return plexoJson(201, renderPlexoSession(world, row))
}

function findDuplicate(world: World, row: PlexoSessionRow): string | null {
  const isTaken = (column: string, value: string): boolean =>
    world.books.get(`SELECT 1 FROM plexo_sessions WHERE ${column} = ?`, value) !== undefined
  if (isTaken('reference_id', row.reference_id)) return 'referenceId'
  if (isTaken('payment_reference_id', row.payment_reference_id)) return 'paymentRequest.referenceId'
  return row.invoice_number !== null && isTaken('invoice_number', row.invoice_number)
    ? 'paymentRequest.invoiceNumber'
    : null
}

/** GET /v1/sessions: the only way to find a session after a lost answer. */
export function listPlexoSessions(world: World, call: PlexoCall): Reply {
  const window = readWindow(call.query)
  if (!window.ok) return plexoError(window.fault)
  const { rows, ...page } = listRows<PlexoSessionRow>(world, 'plexo_sessions', window.value, {
    merchant_id: call.query.get('merchantId'),
    reference_id: call.query.get('referenceId'),
  })
  return plexoJson(200, { items: rows.map((row) => renderPlexoSession(world, row)), ...page })
}

export const plexoSessionBy = (world: World, idOrReference: string): PlexoSessionRow | undefined =>
  world.books.get<PlexoSessionRow>(
    'SELECT * FROM plexo_sessions WHERE id = ? OR reference_id = ?',
    idOrReference,
    idOrReference,
  )

export function renderPlexoSession(world: World, row: PlexoSessionRow): Record<string, unknown> {
  const page = `${world.origin()}/plexo/checkout/${row.id}`
  return {
    id: row.id,
    merchantId: row.merchant_id,
    referenceId: row.reference_id,
    type: 'checkout',
    ...(row.customer_id === null ? {} : { customerId: row.customer_id }),
    status: row.status,
    createdAt: isoTime(row.created_at),
    expiresAt: isoTime(row.expires_at),
    actions: [
      { rel: 'self', href: `${page}?t=${row.token}`, method: 'REDIRECT' },
      { rel: 'self', href: `${page}?t=${row.token}&embedded=1`, method: 'EMBEDDED' },
    ],
  }
}

/** Sweeps what has passed its end; money that is already there is not touched. */
export function expirePlexoOverdue(world: World): void {
  const overdue = world.books.all<PlexoSessionRow>(
    `SELECT * FROM plexo_sessions WHERE status = 'pending' AND expires_at <= ?`,
    world.clock.now(),
  )
  if (overdue.length === 0) return
  world.books.together(() => {
    for (const session of overdue) expirePlexoSession(world, session, session.expires_at)
  })
}

export function expirePlexoSession(world: World, session: PlexoSessionRow, at: number): void {
  world.books.update('plexo_sessions', session.id, { status: SESSION_STATUS.over, updated_at: at })
  if (session.payment_id !== null) expirePayment(world, session, session.payment_id)
}
