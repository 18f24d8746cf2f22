import { z } from 'zod'
import { data, notFound, refused, type Answer } from './answers.ts'
import type { EventRow } from './books.ts'
import { isoTime } from './clock.ts'
import { storeEvent } from './event-log.ts'
import { storedType, typesOf, typeWord } from './event-names.ts'
import { listPage } from './lists.ts'
import { MERCHANT, type Dialect } from './options.ts'
import { renderSession } from './session-view.ts'
import { sessionById } from './settle.ts'
import { jsonBody, type Call, type World } from './world.ts'

/** GET /events. The Node pages list the newest first, the Python pages the oldest: a client had better say. */
export function listEvents(world: World, call: Call): Answer {
  const { dialect } = world.options
  const type = call.query.get('type')
  const stored = type === null ? undefined : storedType(type, dialect)
  const listed = listPage<EventRow>(world, call, {
    table: 'events',
    timeColumn: 'occurred_at',
    after: 'occurredAfter',
    before: 'occurredBefore',
    defaultOrder: dialect === 'python' ? 'asc' : 'desc',
    where: type === null ? [] : [{ sql: 'type = ?', value: stored ?? '' }],
  })
  if (!listed.ok) return listed.refusal
  return { kind: 'list', rows: listed.rows.map((row) => renderEvent(row, dialect)), page: listed.page }
}

/** GET /events/{id} */
export function getEvent(world: World, call: Call): Answer {
  const sql = 'SELECT * FROM events WHERE id = ? AND mode = ?'
  const row = world.books.get<EventRow>(sql, call.params['id'] ?? '', call.mode)
  return row ? data(renderEvent(row, world.options.dialect)) : notFound('event')
}

/** GET /events/types */
export function listEventTypes(world: World): Answer {
  return data(typesOf(world.options.dialect).map((type) => typeWord(type, world.options.dialect)))
}

const replaySchema = z.object({ eventIds: z.array(z.string()).min(1).max(100) })

/** POST /events/replay: each becomes a new event that names the old one, and goes to the endpoints of today. */
export function replayEvents(world: World, call: Call): Answer {
  const parsed = replaySchema.safeParse(jsonBody(call))
  if (!parsed.success) return refused('bad_field', 'eventIds: 1 to 100 ids', 'eventIds')
  const sql = 'SELECT * FROM events WHERE id = ? AND mode = ?'
  const found = parsed.data.eventIds.flatMap((id) => world.books.get<EventRow>(sql, id, call.mode) ?? [])
  for (const row of found) {
    const metadata = JSON.stringify({ mode: row.mode, source: 'replay', replayOf: row.id })
    storeEvent(world, { ...row, id: world.newId('evt'), occurred_at: call.now, metadata })
  }
  return data({ replayed: found.length })
}

const triggerSchema = z.object({
  type: z.string(),
  aggregateId: z.string().max(64),
  data: z.record(z.string(), z.unknown()).default({}),
})

/** POST /events/trigger, in test mode only: makes an event and leaves the session it names as it is. */
export function triggerEvent(world: World, call: Call): Answer {
  const { dialect } = world.options
  const parsed = triggerSchema.safeParse(jsonBody(call))
  const type = parsed.success ? storedType(parsed.data.type, dialect) : undefined
  if (!parsed.success || !type) return refused('bad_field', 'type: not an event of this service', 'type')
  if (call.mode !== 'test') return refused('scope_missing', 'Events are triggered in test mode only.')
  const { aggregateId, data: given } = parsed.data
  const row = storeEvent(world, {
    id: world.newId('evt'),
    type,
    mode: call.mode,
    aggregate_id: aggregateId,
    data: JSON.stringify({
      object: given['object'] ?? (Object.keys(given).length > 0 ? given : objectOf(world, aggregateId)),
      aggregateType: type.split('.')[1],
      aggregateId,
    }),
    occurred_at: call.now,
    metadata: JSON.stringify({ mode: call.mode, idempotencyKey: call.idempotencyKey, source: 'trigger' }),
  })
  return data(renderEvent(row, dialect), 201)
}

/** A trigger without data of its own shows the session that it names, as it is. */
function objectOf(world: World, id: string): object {
  const session = sessionById(world, id)
  return session ? renderSession(world, session) : { id }
}

const renderEvent = (row: EventRow, dialect: Dialect): Record<string, unknown> => ({
  id: row.id,
  type: typeWord(row.type, dialect),
  accountId: MERCHANT.accountId,
  mode: row.mode,
  occurredAt: isoTime(row.occurred_at),
  data: JSON.parse(row.data),
  metadata: row.metadata === null ? null : JSON.parse(row.metadata),
  createdAt: isoTime(row.occurred_at),
  publishedAt: isoTime(row.occurred_at),
})
