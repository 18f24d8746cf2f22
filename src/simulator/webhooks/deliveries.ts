import { data, notFound, refused, type Answer } from '../answers.ts'
import { isoTime } from '../clock.ts'
import { storedType, typeWord } from '../event-names.ts'
import { listPage } from '../lists.ts'
import type { Call, World } from '../world.ts'
import { endpointById } from './endpoints.ts'
import type { DeliveryRow } from './rows.ts'

/** GET /webhooks/deliveries: newest first, one row per event and endpoint with all its attempts. */
export function listDeliveries(world: World, call: Call): Answer {
  const { dialect } = world.options
  const where: { sql: string; value: string }[] = [{ sql: 'provider = ?', value: 'plugipay' }]
  const endpointId = call.params['id'] ?? call.query.get('endpointId')
  const status = call.query.get('status')
  const type = call.query.get('type')
  if (endpointId !== null) where.push({ sql: 'endpoint_id = ?', value: endpointId })
  if (status !== null) where.push({ sql: 'status = ?', value: status })
  if (type !== null) where.push({ sql: 'type = ?', value: storedType(type, dialect) ?? '' })
  const listed = listPage<DeliveryRow>(world, call, {
    table: 'deliveries',
    timeColumn: 'created_at',
    after: 'createdAfter',
    before: 'createdBefore',
    defaultOrder: 'desc',
    where,
  })
  if (!listed.ok) return listed.refusal
  return { kind: 'list', rows: listed.rows.map((row) => renderDelivery(world, row)), page: listed.page }
}

/** GET /webhooks/deliveries/{delivery} */
export function getDelivery(world: World, call: Call): Answer {
  const row = ownDelivery(world, call)
  return row ? data(renderDelivery(world, row)) : notFound('delivery')
}

/** POST /webhooks/deliveries/{delivery}/retry: one more attempt now, at a success too. */
export function retryDelivery(world: World, call: Call): Answer {
  const row = ownDelivery(world, call)
  if (!row) return notFound('delivery')
  if (row.status === 'pending') return refused('already_queued', 'This delivery is queued already.')
  const endpoint = endpointById(world, row.endpoint_id ?? '')
  if (endpoint?.active !== 1) return refused('endpoint_disabled', 'The endpoint is switched off.')
  world.books.update('deliveries', row.id, {
    status: 'pending',
    url: endpoint.url,
    next_at: call.now,
    updated_at: call.now,
  })
  return getDelivery(world, call)
}

function ownDelivery(world: World, call: Call): DeliveryRow | undefined {
  const sql = `SELECT * FROM deliveries WHERE id = ? AND mode = ? AND provider = 'plugipay'`
  return world.books.get<DeliveryRow>(sql, call.params['delivery'] ?? '', call.mode)
}

export const renderDelivery = (world: World, row: DeliveryRow): Record<string, unknown> => ({
  id: row.id,
  endpointId: row.endpoint_id,
  eventId: row.event_id,
  type: row.provider === 'plexo' ? row.type : typeWord(row.type, world.options.dialect),
  body: row.body,
  status: row.status,
  attempts: row.attempts,
  nextRetryAt: row.next_at === null ? null : isoTime(row.next_at),
  lastAttemptAt: row.last_attempt_at === null ? null : isoTime(row.last_attempt_at),
  deliveredAt: row.delivered_at === null ? null : isoTime(row.delivered_at),
  responseCode: row.response_code,
  lastError: row.last_error,
  createdAt: isoTime(row.created_at),
  updatedAt: isoTime(row.updated_at),
  attemptLog: JSON.parse(row.attempt_log),
})
