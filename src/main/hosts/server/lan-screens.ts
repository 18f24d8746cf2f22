import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { isIPv6 } from 'node:net'
import type { Duplex } from 'node:stream'
import { ORPCError } from '@orpc/server'
import { RPCHandler } from '@orpc/server/ws'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { perMinuteAndVisitor } from '../../budget.ts'
import type { Core } from '../../core.ts'
import type { Gerai } from '../../procedures/answering.ts'
import { displayProcedures } from '../../procedures/display.ts'
import { RPC_OPTIONS } from '../../rpc-options.ts'
import type { Certificate } from './certificate.ts'
import { checkedSocket } from './checked-socket.ts'
import { cookiesOf } from './doors.ts'
import { readForm } from './form.ts'
import {
  authority,
  boundConnections,
  boundLine,
  hostOf,
  refuseUpgrade,
  setSecurityHeaders,
} from './guards.ts'
import { PAIRING_PAGE_POLICY, pairingPage } from './pairing-page.ts'
import { readPages } from './static-pages.ts'

/** The customer's screen for paired devices in the shop's network. */
export interface LanScreens {
  /** Where a device opens it, e.g. `http://192.168.1.20:8640`. */
  readonly origin: string
  /** Takes the certificate that lies there now; one that cannot be used leaves the present one. Done every minute. */
  renewCertificate(): void
  close(): Promise<void>
}

export interface LanOptions {
  /** One address of this machine, never all of them. */
  readonly address: string
  /** 0 takes a free one; devices keep the address, so a shop gives a fixed one. */
  readonly port: number
  /** Names under which the shop's network knows this machine, beside the address. */
  readonly names?: readonly string[]
  readonly tls?: {
    readonly certificate: Certificate
    /** Reads the files again; throws while they are no pair. */
    readonly reread: () => Certificate
  }
}

/** A screen sends one small message to begin watching; more is not a screen. */
const MAX_MESSAGE_BYTES = 16 * 1024
const CONNECTIONS = {
  ...{ all: 64, each: 12, idleMs: 15_000 },
  // a tablet takes a few; a handshake of TLS costs the till a millisecond or two
  aMinute: { each: 300, all: 1_200 },
}
/** Requests that one line may bring at once. */
const MOST_AT_ONCE = 8
const MAX_SOCKETS_A_SCREEN = 3
/** A view with a code is about 10 kB, a slide at most 400 kB as text. */
const SOCKET_BOUNDS = { unread: 1024 * 1024, messages: 64 }
const ALIVE_MS = 10_000
const RENEW_MS = 60_000
/** Posts to the pairing page, from whoever: a code is guessed by machines, and typed by people. */
const MAX_TRIES_A_MINUTE = { each: 20, all: 120 }
const COOKIE_SECONDS = 400 * 86_400

/**
 * A listener of its own, beside the cashier's and with nothing of it: pages and procedures of the customer's screen for
 * devices that were paired, the pairing page for all others, and nothing else.
 */
export async function startLanScreens(
  { gerai, pagesFolder }: { readonly gerai: Pick<Gerai, 'core'>; readonly pagesFolder: string },
  { address, port, names = [], tls }: LanOptions,
): Promise<LanScreens> {
  const pages = readPages(pagesFolder, '/display.html')
  const scheme = tls === undefined ? 'http' : 'https'
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
    // one message a turn: a packet full of calls is not answered before the cashier's next one
    allowSynchronousEvents: false,
  })
  const seats = new Map<WebSocket, Seat>()
  let boundPort = port
  const mayTry = perMinuteAndVisitor(MAX_TRIES_A_MINUTE)

  const host = isIPv6(address) ? `[${address}]` : address
  const isOurs = (request: IncomingMessage): boolean =>
    [host, ...names].some((name) => hostOf(request) === authority(scheme, name, boundPort))
  const isOwnOrigin = (request: IncomingMessage): boolean =>
    request.headers.origin?.toLowerCase() === `${scheme}://${hostOf(request) ?? ''}`
  /** Null for whoever is not paired; `unknown` while the books cannot be asked, as when others are put in their place. */
  const guestOf = (request: IncomingMessage): Guest | 'unknown' | null => {
    try {
      const { screens } = gerai.core()
      for (const token of cookiesOf(request, `gerai_screen_${boundPort}`).slice(0, 4)) {
        const screen = screens.screenOf(token)
        if (screen !== null) return { screenId: screen.id, token }
      }
      return null
    } catch {
      // thrown from here it would end the till, for anybody who comes at that moment
      return 'unknown'
    }
  }

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    setSecurityHeaders(response)
    if (!isOurs(request)) return end(response, 403)
    const url = URL.parse(`http://x${request.url?.startsWith('/') === true ? request.url : '/nowhere'}`)
    const path = url?.pathname ?? '/nowhere'
    if (path === '/pair' && request.method === 'POST') {
      void pair(request, response).catch(() => {
        if (response.headersSent) response.destroy()
        else end(response, 500)
      })
      return
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405)
    // asking for the page changes nothing: whoever looks at a link before it is opened does not use it up
    if (path === '/pair') return sendPairing(response, { key: url?.searchParams.get('k') ?? null })
    const guest = guestOf(request)
    if (guest === 'unknown') return comeAgain(response)
    if (guest === null)
      return path === '/' || path === '/display' ? sendPairing(response, { status: 401 }) : end(response, 404)
    if (!pages(path === '/' || path === '/display' ? '/display.html' : path, request, response))
      end(response, 404)
  }

  const pair = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!isOwnOrigin(request)) return end(response, 403)
    if (!mayTry(request.socket.remoteAddress ?? '')) return end(response, 429)
    const form = await readForm(request)
    if (form === null) return end(response, 413)
    const key = form.get('key')
    const proof = key === null ? { code: (form.get('code') ?? '').replaceAll(/\D/g, '') } : { key }
    const paired = gerai.core().screens.pair(proof, form.get('name') ?? '')
    if (!paired.ok) return sendPairing(response, { status: 403, refusal: paired.error })
    const cookie = `gerai_screen_${boundPort}=${paired.value.token}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${COOKIE_SECONDS}`
    response
      .writeHead(303, {
        'set-cookie': tls === undefined ? cookie : `${cookie}; Secure`,
        location: '/',
      })
      .end()
  }

  const seatsOf = ({ screenId }: Guest): number =>
    [...seats.values()].filter((seat) => seat.screenId === screenId).length

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', () => socket.destroy())
    const guest =
      isOurs(request) && isOwnOrigin(request) && request.url === '/rpc/display' ? guestOf(request) : null
    if (guest === null || guest === 'unknown' || seatsOf(guest) >= MAX_SOCKETS_A_SCREEN) {
      return refuseUpgrade(socket)
    }
    sockets.handleUpgrade(request, socket, head, (opened) => {
      opened.on('error', () => {})
      sit(opened, guest)
    })
  }

  /** Each call reads from the books whether the device still is paired: also in other books, after a change of mode. */
  const sit = (opened: WebSocket, { screenId, token }: Guest): void => {
    const seat: Seat = { screenId, isAlive: true, unlisten: () => {} }
    const core = (): Core => {
      const current = gerai.core()
      if (current.screens.screenOf(token) === null) {
        opened.terminate()
        throw new ORPCError('FORBIDDEN')
      }
      seat.unlisten()
      seat.unlisten = current.screens.onRemoved((removed) => {
        if (removed === screenId) opened.terminate()
      })
      current.screens.noteSeen(screenId)
      return current
    }
    seats.set(opened, seat)
    opened.on('pong', () => {
      seat.isAlive = true
    })
    opened.on('close', () => {
      seat.unlisten()
      seats.delete(opened)
    })
    seat.unlisten = gerai.core().screens.onRemoved((removed) => {
      if (removed === screenId) opened.terminate()
    })
    void new RPCHandler(displayProcedures({ core }), RPC_OPTIONS).upgrade(
      checkedSocket(opened, SOCKET_BOUNDS),
    )
  }

  const watch = setInterval(() => {
    for (const [socket, seat] of seats) {
      if (!seat.isAlive) socket.terminate()
      else {
        seat.isAlive = false
        socket.ping()
      }
    }
  }, ALIVE_MS)
  watch.unref()

  const visited = boundLine(MOST_AT_ONCE, answer)
  const bounds = {
    maxHeaderSize: 8 * 1024,
    headersTimeout: 5_000,
    requestTimeout: 10_000,
    connectionsCheckingInterval: 1_000,
  }
  const secure =
    tls === undefined
      ? null
      : createTlsServer({ ...bounds, ...tls.certificate, handshakeTimeout: bounds.headersTimeout }, visited)
  const server = secure ?? createServer(bounds, visited)
  let { cert } = tls?.certificate ?? { cert: '' }
  const renewCertificate = (): void => {
    try {
      const next = tls?.reread()
      if (next === undefined || next.cert === cert) return
      secure?.setSecureContext(next)
      ;({ cert } = next)
    } catch {
      // half of a pair is written before the other: the next minute finds both
    }
  }
  const renewal = setInterval(renewCertificate, RENEW_MS)
  renewal.unref()
  server.keepAliveTimeout = 5_000
  server.on('upgrade', upgrade)
  server.on('tlsClientError', (_fault, socket) => socket.destroy())
  boundConnections(server, CONNECTIONS)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, address, () => {
      resolve()
    })
  })
  boundPort = (server.address() as AddressInfo).port
  return {
    // a certificate is for a name, as a rule; without one the address is found by every tablet
    origin: `${scheme}://${authority(scheme, (tls === undefined ? undefined : names[0]) ?? host, boundPort)}`,
    renewCertificate,
    close: async () => {
      clearInterval(watch)
      clearInterval(renewal)
      for (const socket of sockets.clients) socket.terminate()
      server.closeAllConnections()
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve()
        })
      })
    },
  }
}

/** A device that is let in, and the cookie it came with. */
interface Guest {
  readonly screenId: string
  readonly token: string
}

interface Seat {
  readonly screenId: string
  isAlive: boolean
  unlisten: () => void
}

function sendPairing(
  response: ServerResponse,
  {
    status = 200,
    key = null,
    refusal = null,
  }: { status?: number; key?: string | null; refusal?: Refusal | null },
): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': PAIRING_PAGE_POLICY,
    // a form tells its own server where it comes from only then; other sites still learn nothing
    'referrer-policy': 'same-origin',
  })
  response.end(pairingPage({ key, refusal }))
}

/** A tablet that was opened at the wrong moment asks again by itself. */
function comeAgain(response: ServerResponse): void {
  response.setHeader('refresh', '2')
  end(response, 503)
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${status}\n`)
}
