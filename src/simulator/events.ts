import { z } from 'zod'
import { data, notFound, refused, type Answer } from './answers.ts'
import type { EventRow } from './books.ts'
import { isoTime } from './clock.ts'
import { listPage } from './lists.ts'
import { MERCHANT, type Dialect } from './options.ts'
import { jsonBody, type Call, type World } from './world.ts'

const STORED_TYPES = [
  'plugipay.checkout_session.completed.v1',
  'plugipay.checkout_session.expired.v1',
  'plugipay.refund.issued.v1',
  'plugipay.refund.failed.v1',
]

/** GET /events. The Node pages list the newest first, the Python pages the oldest: a client had better say. */
export function listEvents(world: World, call: Call): Answer {
  const { dialect } = world.options
  const type = call.query.get('type')
  const stored = STORED_TYPES.find((each) => typeWord(each, dialect) === type)
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
  return data(STORED_TYPES.map((type) => typeWord(type, world.options.dialect)))
}

const replaySchema = z.object({ eventIds: z.array(z.string()).min(1).max(100) })

/** POST /events/replay: counts what it would deliver again; there are no webhook endpoints here to deliver to. */
export function replayEvents(world: World, call: Call): Answer {
  const parsed = replaySchema.safeParse(jsonBody(call))
  if (!parsed.success) return refused('bad_field', 'eventIds: 1 to 100 ids', 'eventIds')
  const sql = 'SELECT id FROM events WHERE id = ? AND mode = ?'
  const found = parsed.data.eventIds.filter((id) => world.books.get(sql, id, call.mode))
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
  const type = STORED_TYPES.find((each) => typeWord(each, dialect) === parsed.data?.type)
  if (!parsed.success || !type) return refused('bad_field', 'type: not an event of this service', 'type')
  if (call.mode !== 'test') return refused('scope_missing', 'Events are triggered in test mode only.')
  const row: EventRow = {
    id: world.newId('evt'),
    type,
    mode: call.mode,
    aggregate_id: parsed.data.aggregateId,
    data: JSON.stringify(parsed.data.data),
    occurred_at: call.now,
  }
  world.books.insert('events', row)
  return data(renderEvent(row, dialect), 201)
}

/** The API and dashboard pages leave out the prefix and version that the sources have. */
const typeWord = (type: string, dialect: Dialect): string =>
  dialect === 'api' || dialect === 'portal' ? type.replace(/^plugipay\.|\.v1$/g, '') : type

const renderEvent = (row: EventRow, dialect: Dialect): Record<string, unknown> => ({
  id: row.id,
  type: typeWord(row.type, dialect),
  accountId: MERCHANT.accountId,
  mode: row.mode,
  occurredAt: isoTime(row.occurred_at),
  data: JSON.parse(row.data),
  metadata: null,
  createdAt: isoTime(row.occurred_at),
  publishedAt: isoTime(row.occurred_at),
})
