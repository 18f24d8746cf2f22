import type { IncomingHttpHeaders } from 'node:http'
import { notFound, refused, type Answer, type Refused } from './answers.ts'
import { hasScope, PLATFORM_SCOPE, proveCaller } from './auth.ts'
import { renderAnswer, type Reply } from './envelope.ts'
import type { QrVariant } from './faults.ts'
import { recall, remember } from './idempotency.ts'
import type { SimulatorKey } from './options.ts'
import type { rateLimiter } from './rate-limit.ts'
import { findRoute, type FoundRoute } from './routes.ts'
import { expireOverdue } from './settle.ts'
import type { Call, World } from './world.ts'

/** A request as it came off the socket. */
export interface Incoming {
  readonly method: string
  /** Exactly as sent: what the signature covers. */
  readonly target: string
  /** Without prefix and query. */
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  readonly requestId: string
  /** The provider's time for this request; a fault may skew it. */
  readonly now: number
  readonly qrVariant: QrVariant | null
}

export interface ApiReply extends Reply {
  readonly keyId: string | null
  readonly isReplay: boolean
}

export type ApiDoor = (incoming: Incoming) => ApiReply

/** The API behind either prefix: route, caller, limit, scope, idempotency, and only then the handler. */
export function apiDoor(world: World, judgeRate: ReturnType<typeof rateLimiter>): ApiDoor {
  return function answer(incoming) {
    expireOverdue(world)
    const found = findRoute(world, incoming.method, incoming.path)
    if (found?.route.scope === null) return answerPublic(world, incoming, found)
    const isPreflight = incoming.method === 'OPTIONS' && incoming.path.startsWith('/public/')
    if (isPreflight)
      return plain(world, incoming, { kind: 'raw', status: 204, contentType: 'text/plain', body: '' })
    const proof = proveCaller(incoming, world.options.keys, world.options.dialect)
    if (!proof.ok) return plain(world, incoming, proof.refusal)
    const rate = judgeRate(proof.key.mode, incoming.method === 'GET', world.clock.now())
    const reply = rate.isAllowed
      ? answerSigned(world, incoming, found, proof.key)
      : plain(world, incoming, {
          ...refused('too_many', 'Too many requests in this second.'),
          retryAfterSec: rate.retryAfterSec,
        })
    return { ...reply, headers: { ...reply.headers, ...rate.headers }, keyId: proof.key.keyId }
  }
}

function answerSigned(
  world: World,
  incoming: Incoming,
  found: FoundRoute | null,
  key: SimulatorKey,
): ApiReply {
  if (!found) return plain(world, incoming, notFound('route'))
  if (!hasScope(key, found.route.scope ?? '')) {
    return plain(world, incoming, refused('scope_missing', `This key lacks ${found.route.scope}.`))
  }
  const stranger = findOnBehalfFault(incoming, key)
  if (stranger) return plain(world, incoming, stranger)
  const call = toCall(incoming, found, key)
  return world.books.together(() => {
    const known = recall(world, call)
    if (known.kind === 'replay') return { ...known.reply, keyId: null, isReplay: true }
    if (known.kind === 'mismatch') return plain(world, incoming, known.refusal)
    const reply = plain(world, incoming, found.route.handler(world, call))
    remember(world, call, reply)
    return reply
  })
}

/** This simulator has one workspace: whichever a platform key names, it is that one. */
function findOnBehalfFault({ headers }: Incoming, key: SimulatorKey): Refused | null {
  const account = headers['x-plugipay-on-behalf-of']
  if (account === undefined) return null
  if (!key.scopes.includes(PLATFORM_SCOPE)) {
    return refused('scope_missing', 'Only a platform key acts for another workspace.')
  }
  return /^acc_[A-Za-z0-9]{1,60}$/.test(String(account))
    ? null
    : refused('bad_field', 'X-Plugipay-On-Behalf-Of is no account id.')
}

/** The widget calls these from a page of another origin, so they answer to any. */
function answerPublic(world: World, incoming: Incoming, found: FoundRoute): ApiReply {
  const call = toCall(incoming, found, null)
  const reply = world.books.together(() => plain(world, incoming, found.route.handler(world, call)))
  return { ...reply, headers: { ...reply.headers, 'access-control-allow-origin': '*' } }
}

function plain(world: World, incoming: Incoming, answer: Answer): ApiReply {
  const stamp = { requestId: incoming.requestId, at: incoming.now }
  const reply = renderAnswer(answer, world.options.dialect, stamp)
  const cors = incoming.path.startsWith('/public/')
    ? {
        'access-control-allow-origin': '*',
        'access-control-allow-methods': 'GET, POST',
        'access-control-allow-headers': 'content-type',
      }
    : {}
  return { ...reply, headers: { ...reply.headers, ...cors }, keyId: null, isReplay: false }
}

function toCall(incoming: Incoming, found: FoundRoute, key: SimulatorKey | null): Call {
  const idempotencyKey = incoming.headers['idempotency-key']
  return {
    method: incoming.method,
    path: incoming.path,
    query: incoming.query,
    body: incoming.body,
    contentType: incoming.headers['content-type'] ?? '',
    idempotencyKey: typeof idempotencyKey === 'string' && idempotencyKey !== '' ? idempotencyKey : null,
    key,
    mode: key?.mode ?? 'test',
    now: incoming.now,
    params: found.params,
  }
}
