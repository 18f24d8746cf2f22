import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { isIPv6 } from 'node:net'
import type { Duplex } from 'node:stream'
import { ORPCError } from '@orpc/server'
import { RPCHandler } from '@orpc/server/ws'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Refusal } from '../../../core/domain/refusals.ts'
import type { Core } from '../../core.ts'
import { displayProcedures, type Gerai } from '../../procedures.ts'
import { RPC_OPTIONS } from '../../rpc-options.ts'
import { CONTENT_SECURITY_POLICY } from '../content-security-policy.ts'
import { cookieOf } from './doors.ts'
import { readForm } from './form.ts'
import { PAIRING_PAGE_POLICY, pairingPage } from './pairing-page.ts'
import { readPages } from './static-pages.ts'

/** The customer's screen for paired devices in the shop's network. */
export interface LanScreens {
  /** Where a device opens it, e.g. `http://192.168.1.20:8640`. */
  readonly origin: string
  close(): Promise<void>
}

export interface LanOptions {
  /** One address of this machine, never all of them. */
  readonly address: string
  /** 0 takes a free one; devices keep the address, so a shop gives a fixed one. */
  readonly port: number
  /** Names under which the shop's network knows this machine, beside the address. */
  readonly names?: readonly string[]
  readonly tls?: { readonly cert: string; readonly key: string }
}

/** A screen sends one small message to begin watching; more is not a screen. */
const MAX_MESSAGE_BYTES = 16 * 1024
const MAX_CONNECTIONS = 64
const MAX_CONNECTIONS_EACH = 12
const MAX_SOCKETS_A_SCREEN = 3
const MAX_CALLS_A_SOCKET = 64
/** What may wait for a device that does not read; a view with a code is about 10 kB. */
const MAX_UNREAD_BYTES = 512 * 1024
const ALIVE_MS = 10_000
const MAX_TRIES_A_MINUTE = 20
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
  })
  const seats = new Map<WebSocket, Seat>()
  let boundPort = port
  const trying = tryBudget()

  const host = isIPv6(address) ? `[${address}]` : address
  const isOurs = ({ headers }: IncomingMessage): boolean =>
    [host, ...names].some((name) => headers.host?.toLowerCase() === `${name.toLowerCase()}:${boundPort}`)
  const isOwnOrigin = ({ headers }: IncomingMessage): boolean =>
    headers.origin?.toLowerCase() === `${scheme}://${headers.host?.toLowerCase() ?? ''}`
  const tokenOf = (request: IncomingMessage): string => cookieOf(request, `gerai_screen_${boundPort}`)
  const screenOf = (request: IncomingMessage) => gerai.core().screens.screenOf(tokenOf(request))

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
    if (screenOf(request) === null)
      return path === '/' || path === '/display' ? sendPairing(response, { status: 401 }) : end(response, 404)
    if (!pages(path === '/' || path === '/display' ? '/display.html' : path, request, response))
      end(response, 404)
  }

  const pair = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!isOwnOrigin(request)) return end(response, 403)
    if (!trying.spend()) return end(response, 429)
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
        'cache-control': 'no-store',
        location: '/',
      })
      .end()
  }

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', () => socket.destroy())
    const screen =
      isOurs(request) && isOwnOrigin(request) && request.url === '/rpc/display' ? screenOf(request) : null
    const seated = [...seats.values()].filter((seat) => seat.screenId === screen?.id).length
    if (screen === null || seated >= MAX_SOCKETS_A_SCREEN) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      return
    }
    const token = tokenOf(request)
    sockets.handleUpgrade(request, socket, head, (opened) => {
      opened.on('error', () => {})
      sit(opened, screen.id, token)
    })
  }

  /** Each call reads from the books whether the device still is paired: also in other books, after a change of mode. */
  const sit = (opened: WebSocket, screenId: string, token: string): void => {
    const seat: Seat = { screenId, isAlive: true, calls: 0, unlisten: () => {} }
    const core = (): Core => {
      const current = gerai.core()
      seat.calls += 1
      if (seat.calls > MAX_CALLS_A_SOCKET || current.screens.screenOf(token) === null) {
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
    void new RPCHandler(displayProcedures({ core }), RPC_OPTIONS).upgrade(opened)
  }

  const watch = setInterval(() => {
    for (const [socket, seat] of seats) {
      if (!seat.isAlive || socket.bufferedAmount > MAX_UNREAD_BYTES) socket.terminate()
      else {
        seat.isAlive = false
        socket.ping()
      }
    }
  }, ALIVE_MS)
  watch.unref()

  const bounds = {
    maxHeaderSize: 8 * 1024,
    headersTimeout: 5_000,
    requestTimeout: 10_000,
    connectionsCheckingInterval: 1_000,
  }
  const server =
    tls === undefined ? createServer(bounds, answer) : createTlsServer({ ...bounds, ...tls }, answer)
  server.keepAliveTimeout = 5_000
  server.maxConnections = MAX_CONNECTIONS
  server.on('upgrade', upgrade)
  server.on('tlsClientError', (_fault, socket) => socket.destroy())
  boundConnectionsEach(server)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, address, () => {
      resolve()
    })
  })
  boundPort = (server.address() as AddressInfo).port
  return {
    origin: `${scheme}://${host}:${boundPort}`,
    close: async () => {
      clearInterval(watch)
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

interface Seat {
  readonly screenId: string
  isAlive: boolean
  calls: number
  unlisten: () => void
}

/** One device cannot take all places of the others. */
function boundConnectionsEach(server: ReturnType<typeof createServer>): void {
  const open = new Map<string, number>()
  server.on('connection', (socket) => {
    const from = socket.remoteAddress ?? ''
    const count = (open.get(from) ?? 0) + 1
    open.set(from, count)
    socket.on('close', () => {
      const left = (open.get(from) ?? 1) - 1
      if (left === 0) open.delete(from)
      else open.set(from, left)
    })
    if (count > MAX_CONNECTIONS_EACH) socket.destroy()
  })
}

/** Posts to the pairing page, from whoever: a code is guessed by machines, and typed by people. */
function tryBudget(): { spend(): boolean } {
  let minute = 0
  let spent = 0
  return {
    spend: () => {
      const now = Math.floor(performance.now() / 60_000)
      if (now !== minute) [minute, spent] = [now, 0]
      spent += 1
      return spent <= MAX_TRIES_A_MINUTE
    },
  }
}

function setSecurityHeaders(response: ServerResponse): void {
  response.setHeader('content-security-policy', CONTENT_SECURITY_POLICY)
  response.setHeader('x-content-type-options', 'nosniff')
  response.setHeader('referrer-policy', 'no-referrer')
  response.setHeader('cross-origin-opener-policy', 'same-origin')
  response.setHeader('cross-origin-resource-policy', 'same-origin')
  response.setHeader('permissions-policy', 'camera=(), microphone=(), geolocation=()')
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
    'cache-control': 'no-store',
  })
  response.end(pairingPage({ key, refusal }))
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${status}\n`)
}
