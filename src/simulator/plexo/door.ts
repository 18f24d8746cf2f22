import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { Reply } from '../envelope.ts'
import type { World } from '../world.ts'
import { cancelPayment, capturePayment, refundPayment } from './actions.ts'
import { getPayment, queryPayments } from './payments.ts'
import { createPlexoSession, expirePlexoOverdue, listPlexoSessions } from './sessions.ts'
import { plexoError, type PlexoCall } from './wire.ts'

export interface PlexoIncoming {
  readonly method: string
  readonly target: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  readonly now: number
}

/**
 * Both providers live below `/v1`, on paths that differ; Plexo has no `/api` before it. A signed Plugipay request for
 * `/v1/payments`, which its pages name and its service lacks, stays with Plugipay.
 */
export const isForPlexo = ({ target, headers }: Pick<PlexoIncoming, 'target' | 'headers'>): boolean =>
  /^\/v1\/(?:sessions|payments)(?=[/?]|$)/.test(target) &&
  !/^(?:Plugipay-|Bearer )/i.test(headers.authorization ?? '')

type PlexoHandler = (world: World, call: PlexoCall) => Reply

/** Card data or a token from a server: not for a till. */
const refuseCards: PlexoHandler = () =>
  plexoError({ name: 'certificate', message: 'Card payments from a server need a certificate.' })

const ROUTES: readonly (readonly [string, RegExp, PlexoHandler])[] = [
  ['POST', /^\/sessions$/, createPlexoSession],
  ['GET', /^\/sessions$/, listPlexoSessions],
  ['POST', /^\/payments(?:\/verify)?$/, refuseCards],
  ['GET', /^\/payments\/query$/, queryPayments],
  ['GET', /^\/payments\/(?<id>[0-9a-f]{24})$/, getPayment],
  ['POST', /^\/payments\/(?<id>[0-9a-f]{24})\/captures$/, capturePayment],
  ['POST', /^\/payments\/(?<id>[0-9a-f]{24})\/cancellations$/, cancelPayment],
  ['POST', /^\/payments\/(?<id>[0-9a-f]{24})\/refunds$/, refundPayment],
]

/** Credentials, then the route, then the work in one transaction. */
export function plexoDoor(world: World): (incoming: PlexoIncoming) => Reply {
  return function answer({ method, target, query, headers, body, now }) {
    expirePlexoOverdue(world)
    if (!isOwnCredential(world, headers.authorization ?? '')) {
      return plexoError({ name: 'credentials', message: 'The client id or the API key is wrong.' })
    }
    const path = target.replace(/\?.*$/s, '').replace(/^\/v1/, '')
    for (const [routeMethod, pattern, handler] of ROUTES) {
      const match = routeMethod === method ? pattern.exec(path) : null
      if (!match) continue
      const call = { query, body, id: match.groups?.['id'] ?? '', now }
      return world.books.together(() => handler(world, call))
    }
    return plexoError({ name: 'missing', message: 'The requested resource was not found.' })
  }
}

/** HTTP Basic with `clientId:apiKey`; the Bearer token of the payment-link pages is not taken. */
function isOwnCredential(world: World, header: string): boolean {
  const encoded = /^Basic ([A-Za-z0-9+/=]{1,512})$/i.exec(header)?.[1]
  if (encoded === undefined) return false
  const { clientId, apiKey } = world.options.plexo
  const digest = (text: string) => createHash('sha256').update(text).digest()
  const given = Buffer.from(encoded, 'base64').toString('utf8')
  return timingSafeEqual(digest(given), digest(`${clientId}:${apiKey}`))
}
