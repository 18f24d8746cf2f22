import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { data, notFound, refused, type Answer, type Refused } from '../answers.ts'
import { isoTime } from '../clock.ts'
import { MERCHANT } from '../options.ts'
import { jsonBody, type Call, type World } from '../world.ts'
import { judgeAddress } from './address.ts'
import { giveUpQueued } from './queue.ts'
import type { DeliveryRow, EndpointRow } from './rows.ts'

/**
 * The sources serve `/webhooks`; the API pages describe `/webhook-endpoints`, with other field names, which the real
 * service answers with 404. The paths of the pages exist in their own dialects only.
 */
export const hasPagePaths = (world: World): boolean =>
  world.options.dialect === 'api' || world.options.dialect === 'portal'

const eventNames = z.array(z.string().regex(/^(?:\*|[a-z0-9_]+(?:\.[a-z0-9_]+)+)$/)).max(100)
const createSchema = z.object({
  url: z.unknown().optional(),
  events: eventNames.nullish(),
  description: z.string().max(500).nullish(),
})
const updateSchema = z.object({
  url: z.unknown().optional(),
  events: eventNames.min(1).optional(),
  description: z.string().max(500).nullish(),
  active: z.boolean().optional(),
  status: z.enum(['active', 'disabled']).optional(),
})

/** POST /webhooks: the answer is the only one that shows the secret. */
export function createEndpoint(world: World, call: Call): Answer {
  const parsed = createSchema.safeParse(jsonBody(call))
  if (!parsed.success) return badField(parsed.error)
  const address = judgeAddress(parsed.data.url, call.mode)
  if (!address.ok) return refused('bad_field', address.why, 'url')
  const events = parsed.data.events ?? []
  if (events.length === 0 && world.options.dialect === 'portal') {
    return refused('bad_field', 'events: choose at least one', 'events')
  }
  const row: EndpointRow = {
    id: world.newId('whep'),
    mode: call.mode,
    url: address.url,
    events: JSON.stringify(events.length === 0 ? ['*'] : events),
    description: parsed.data.description ?? null,
    secret: newSecret(),
    active: 1,
    consecutive_failures: 0,
    failing_since: null,
    disabled_at: null,
    disabled_reason: null,
    created_at: call.now,
    updated_at: call.now,
  }
  world.books.insert('webhook_endpoints', row)
  return data({ ...render(world, call, row), accountId: MERCHANT.accountId, ...secretOf(call, row) }, 201)
}

/** GET /webhooks: all of them, without paging, as there are few. */
export function listEndpoints(world: World, call: Call): Answer {
  const sql = 'SELECT * FROM webhook_endpoints WHERE mode = ? ORDER BY created_at DESC, id DESC'
  return data(world.books.all<EndpointRow>(sql, call.mode).map((row) => render(world, call, row)))
}

/** GET /webhooks/{id} */
export function getEndpoint(world: World, call: Call): Answer {
  const row = ownEndpoint(world, call)
  return row ? data(render(world, call, row)) : notFound('webhook endpoint')
}

/** PATCH /webhooks/{id}: a pause fails what is queued; switching on again forgets the run of failures. */
export function updateEndpoint(world: World, call: Call): Answer {
  const row = ownEndpoint(world, call)
  if (!row) return notFound('webhook endpoint')
  const parsed = updateSchema.safeParse(jsonBody(call))
  if (!parsed.success) return badField(parsed.error)
  const { url, events, description, status } = parsed.data
  const active = parsed.data.active ?? (status === undefined ? undefined : status === 'active')
  const address = url === undefined ? null : judgeAddress(url, call.mode)
  if (address && !address.ok) return refused('bad_field', address.why, 'url')
  world.books.update('webhook_endpoints', row.id, {
    ...(address?.ok ? { url: address.url } : {}),
    ...(events === undefined ? {} : { events: JSON.stringify(events) }),
    ...(description === undefined ? {} : { description }),
    ...(active === true ? SWITCHED_ON : active === false ? { active: 0 } : {}),
    updated_at: call.now,
  })
  if (active === false) giveUpQueued(world, row.id, 'endpoint disabled')
  return getEndpoint(world, call)
}

const SWITCHED_ON = {
  active: 1,
  consecutive_failures: 0,
  failing_since: null,
  disabled_at: null,
  disabled_reason: null,
} as const

/** DELETE /webhooks/{id}: its deliveries stay listed. */
export function deleteEndpoint(world: World, call: Call): Answer {
  const row = ownEndpoint(world, call)
  if (!row) return notFound('webhook endpoint')
  giveUpQueued(world, row.id, 'endpoint deleted')
  world.books.run('DELETE FROM webhook_endpoints WHERE id = ?', row.id)
  return { kind: 'empty' }
}

/** POST /webhooks/{id}/rotate-secret: documented for the path of the API pages only, offered on both. */
export function rotateSecret(world: World, call: Call): Answer {
  const row = ownEndpoint(world, call)
  if (!row) return notFound('webhook endpoint')
  const changed = { ...row, secret: newSecret(), updated_at: call.now }
  world.books.update('webhook_endpoints', row.id, { secret: changed.secret, updated_at: call.now })
  return data({ ...render(world, call, changed), ...secretOf(call, changed) })
}

export const endpointById = (world: World, id: string): EndpointRow | undefined =>
  world.books.get<EndpointRow>('SELECT * FROM webhook_endpoints WHERE id = ?', id)

function ownEndpoint(world: World, call: Call): EndpointRow | undefined {
  const row = endpointById(world, call.params['id'] ?? '')
  return row?.mode === call.mode ? row : undefined
}

const newSecret = (): string => `whsec_${randomBytes(24).toString('hex')}`

const isPagePath = (call: Call): boolean => call.path.startsWith('/webhook-endpoints')

const secretOf = (call: Call, { secret }: EndpointRow): object =>
  isPagePath(call) ? { signingSecret: secret } : { secret }

function render(world: World, call: Call, row: EndpointRow): Record<string, unknown> {
  const shared = {
    id: row.id,
    url: row.url,
    events: JSON.parse(row.events),
    description: row.description,
    createdAt: isoTime(row.created_at),
    updatedAt: isoTime(row.updated_at),
  }
  if (isPagePath(call)) {
    return { ...shared, status: statusOf(row), signingSecret: null, lastDelivery: lastDelivery(world, row) }
  }
  return {
    ...shared,
    mode: row.mode,
    active: row.active === 1,
    consecutiveFailures: row.consecutive_failures,
    failingSince: row.failing_since === null ? null : isoTime(row.failing_since),
    disabledAt: row.disabled_at === null ? null : isoTime(row.disabled_at),
    disabledReason: row.disabled_reason,
  }
}

const statusOf = ({ active, disabled_at }: EndpointRow): string =>
  active === 1 ? 'active' : disabled_at === null ? 'disabled' : 'errored'

function lastDelivery(world: World, { id }: EndpointRow): object | null {
  const sql = `SELECT * FROM deliveries WHERE endpoint_id = ? AND last_attempt_at IS NOT NULL
               ORDER BY last_attempt_at DESC, id DESC LIMIT 1`
  const row = world.books.get<DeliveryRow>(sql, id)
  if (!row || row.last_attempt_at === null) return null
  const log = JSON.parse(row.attempt_log) as { durationMs: number }[]
  return {
    eventId: row.event_id,
    deliveredAt: isoTime(row.last_attempt_at),
    statusCode: row.response_code,
    durationMs: log.at(-1)?.durationMs ?? 0,
  }
}

function badField(error: z.ZodError): Refused {
  const issue = error.issues[0]
  const field = String(issue?.path[0] ?? '')
  return refused('bad_field', `${field}: ${issue?.message ?? 'invalid'}`, field)
}
