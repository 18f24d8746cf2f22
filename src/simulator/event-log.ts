import type { EventRow } from './books.ts'
import { isoTime } from './clock.ts'
import { hasShortNames, typeWord } from './event-names.ts'
import { MERCHANT, type Dialect, type Mode } from './options.ts'
import { queueDeliveries } from './webhooks/queue.ts'
import type { World } from './world.ts'

export interface Happening {
  /** Without the prefix and version, e.g. `refund.issued`. */
  readonly name: string
  readonly mode: Mode
  readonly aggregateId: string
  /** The thing after the change, in the shape its own GET returns. */
  readonly object: unknown
  readonly occurredAt: number
  readonly idempotencyKey?: string | null
}

/** Writes an event down, and with it the webhooks it causes: both or neither. */
export function recordEvent(world: World, { name, mode, object, ...rest }: Happening): EventRow {
  return storeEvent(world, {
    id: world.newId('evt'),
    type: `plugipay.${name}.v1`,
    mode,
    aggregate_id: rest.aggregateId,
    data: JSON.stringify({
      object,
      aggregateType: name.split('.')[0],
      aggregateId: rest.aggregateId,
    }),
    occurred_at: rest.occurredAt,
    metadata: JSON.stringify({ mode, idempotencyKey: rest.idempotencyKey ?? null, source: 'api' }),
  })
}

export function storeEvent(world: World, row: EventRow): EventRow {
  world.books.insert('events', row)
  queueDeliveries(world, row, webhookBody(row, world.options.dialect))
  return row
}

/** What an endpoint receives. The pages and the sources disagree on names and on where the object stands. */
function webhookBody(row: EventRow, dialect: Dialect): string {
  const data = JSON.parse(row.data) as Record<string, unknown>
  const type = typeWord(row.type, dialect)
  const at = isoTime(row.occurred_at)
  return JSON.stringify(
    hasShortNames(dialect)
      ? { id: row.id, type, createdAt: at, workspaceId: MERCHANT.accountId, data: data['object'] ?? data }
      : { id: row.id, type, accountId: MERCHANT.accountId, occurredAt: at, data },
  )
}
