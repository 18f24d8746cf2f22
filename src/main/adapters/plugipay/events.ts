import { z } from 'zod'
import { changeName } from '../../../core/ports/gateway-desks.ts'
import { SESSION_ID } from './sessions.ts'

/** What an event of the list, or the body of a webhook, says. */
export interface EventFacts {
  readonly id: string
  readonly type: string
  readonly occurredAt: string | null
  readonly sessionId: string | null
}

const id = z.string().regex(/^[A-Za-z0-9_.:-]{1,100}$/)
const type = z.string().regex(/^[a-z0-9_.]{1,100}$/)
const text = z.string().max(100).nullish().catch(null)
const time = z.iso
  .datetime({ offset: true })
  .transform((value) => new Date(value).toISOString())
  .nullish()
  .catch(null)

/** What may name a session, in an event's object or beside it. */
const named = {
  id: text,
  sessionId: text,
  checkoutSessionId: text,
  sourceType: text,
  sourceId: text,
  aggregateType: text,
  aggregateId: text,
}

/**
 * Two shapes are documented: the sources' `data.object` with `aggregateType` and `aggregateId`, and the pages' `data`
 * that is the object itself. Both are read, whichever form the event's name has.
 */
const eventSchema = z.object({
  id,
  type,
  occurredAt: time,
  createdAt: time,
  aggregateType: text,
  aggregateId: text,
  data: z
    .object({ ...named, object: z.object(named).nullish().catch(null) })
    .nullish()
    .catch(null),
})

type EventShape = z.infer<typeof eventSchema>

/** Null when it is no event: no id, no name. An event is a hint, so what else is missing does no harm. */
export function readEvent(value: unknown): EventFacts | null {
  const parsed = eventSchema.safeParse(value)
  if (!parsed.success) return null
  const event = parsed.data
  return {
    id: event.id,
    type: event.type,
    occurredAt: event.occurredAt ?? event.createdAt ?? null,
    sessionId: sessionOf(event),
  }
}

function sessionOf(event: EventShape): string | null {
  const found = [
    ofAggregate(event),
    ofAggregate(event.data ?? {}),
    ofObject(event.type, event.data?.object ?? {}),
    ofObject(event.type, event.data ?? {}),
  ].find((each) => typeof each === 'string' && SESSION_ID.test(each))
  return found ?? null
}

interface Aggregate {
  readonly aggregateType?: string | null | undefined
  readonly aggregateId?: string | null | undefined
}

const ofAggregate = ({ aggregateType, aggregateId }: Aggregate): string | null =>
  aggregateType === 'checkout_session' ? (aggregateId ?? null) : null

/** A session's own event carries the session; a refund's or receipt's names the session it came from. */
function ofObject(
  eventType: string,
  object: NonNullable<NonNullable<EventShape['data']>['object']>,
): string | null {
  if (changeName(eventType).startsWith('checkout_session.') && object.id) return object.id
  const source = object.sourceType === 'checkout_session' ? object.sourceId : null
  return object.checkoutSessionId ?? object.sessionId ?? source ?? null
}
