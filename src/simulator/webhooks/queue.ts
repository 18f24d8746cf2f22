import type { EventRow } from '../books.ts'
import { wantsType } from '../event-names.ts'
import type { Mode } from '../options.ts'
import type { World } from '../world.ts'
import type { EndpointRow } from './rows.ts'

/** Puts an event into the queue of every endpoint of its mode that wants it. Sending is the courier's business. */
export function queueDeliveries(world: World, event: EventRow, body: string): void {
  const sql = 'SELECT * FROM webhook_endpoints WHERE mode = ? AND active = 1 ORDER BY created_at, id'
  for (const endpoint of world.books.all<EndpointRow>(sql, event.mode)) {
    if (!wantsType(JSON.parse(endpoint.events) as string[], event.type)) continue
    queueDelivery(world, {
      provider: 'plugipay',
      mode: event.mode,
      endpointId: endpoint.id,
      url: endpoint.url,
      eventId: event.id,
      type: event.type,
      body,
    })
  }
}

export interface Message {
  readonly provider: 'plugipay' | 'plexo'
  readonly mode: Mode
  readonly endpointId: string | null
  readonly url: string
  readonly eventId: string
  readonly type: string
  readonly body: string
}

export function queueDelivery(world: World, message: Message): void {
  const now = world.clock.now()
  world.books.insert('deliveries', {
    id: world.newId('whd'),
    provider: message.provider,
    mode: message.mode,
    endpoint_id: message.endpointId,
    url: message.url,
    event_id: message.eventId,
    type: message.type,
    body: message.body,
    status: 'pending',
    attempts: 0,
    next_at: now,
    last_attempt_at: null,
    delivered_at: null,
    response_code: null,
    last_error: null,
    attempt_log: '[]',
    created_at: now,
    updated_at: now,
  })
}

/** What is still queued for an endpoint will not be sent any more. */
export function giveUpQueued(world: World, endpointId: string, why: string): void {
  world.books.run(
    `UPDATE deliveries SET status = 'failed', next_at = NULL, last_error = ?, updated_at = ?
     WHERE endpoint_id = ? AND status = 'pending'`,
    why,
    world.clock.now(),
    endpointId,
  )
}
