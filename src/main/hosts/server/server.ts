import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { RPCHandler } from '@orpc/server/ws'
import { WebSocketServer } from 'ws'
import type { Gerai } from '../../procedures/answering.ts'
import { counterProcedures } from '../../procedures/counter.ts'
import { displayProcedures } from '../../procedures/display.ts'
import { RPC_OPTIONS } from '../../rpc-options.ts'
import { checkedSocket } from './checked-socket.ts'
import { deliveryRoutes } from './deliveries.ts'
import { createDoors } from './doors.ts'
import { boundConnections, boundLine, refuseUpgrade, setSecurityHeaders } from './guards.ts'
import { startLanScreens, type LanOptions } from './lan-screens.ts'
import { readPages } from './static-pages.ts'

/** The server host: the same core as in Electron, for a browser on this machine. */
export interface ServerHost {
  /** Opens the cashier's screen; holds the token, so it is for this machine's user only. */
  readonly url: string
  readonly displayUrl: string
  readonly port: number
  /** Where devices in the shop's network open the customer's screen; null while that door is shut. */
  readonly lanUrl: string | null
  close(): Promise<void>
}

export interface ServerOptions {
  readonly gerai: Gerai
  /** 0 takes a free one. */
  readonly port: number
  /** The built pages. */
  readonly pagesFolder: string
  /** Opens a second door, for customer screens in the shop's network only. */
  readonly lan?: LanOptions
}

const MAX_MESSAGE_BYTES = 1024 * 1024
/** Far below what a process may hold open, so that the books can always be opened. */
const CONNECTIONS = { all: 1_024, idleMs: 60_000 }
/** Requests that one line may bring at once. */
const MOST_AT_ONCE = 128
/** A zip of logs is 4 MB in one message. */
const COUNTER_BOUNDS = { unread: 32 * 1024 * 1024 }
/** The customer's screen asks no cookie here, so whoever has an account on this machine can open its socket. */
const DISPLAY_BOUNDS = { unread: 4 * 1024 * 1024, messages: 128 }
/** For those without the cashier's cookie. */
const MAX_DISPLAY_SOCKETS = 16

/** Listens on 127.0.0.1 only. Resolves when the first request can be answered. */
export async function startServer({ gerai, port, pagesFolder, lan }: ServerOptions): Promise<ServerHost> {
  let boundPort = port
  const doors = createDoors(() => boundPort)
  const pages = readPages(pagesFolder)
  const lanScreens = lan === undefined ? null : await startLanScreens({ gerai, pagesFolder }, lan)
  const screensAddress = (): string | null => lanScreens?.origin ?? null
  const counterRpc = new RPCHandler(counterProcedures({ ...gerai, screensAddress }), RPC_OPTIONS)
  const displayRpc = new RPCHandler(displayProcedures(gerai), RPC_OPTIONS)
  const deliveries = deliveryRoutes(() => gerai.core().deliveries)
  const bounds = { noServer: true, maxPayload: MAX_MESSAGE_BYTES, perMessageDeflate: false } as const
  const counters = new WebSocketServer(bounds)
  // one message a turn: a packet full of calls is not answered before the cashier's next one
  const displays = new WebSocketServer({ ...bounds, allowSynchronousEvents: false })

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    setSecurityHeaders(response)
    // deliveries come through a tunnel or proxy of the shop's, so under its name; they are proved by their signature
    if (deliveries(request, response)) return
    if (!doors.isOwnHost(request) || !doors.isOwnOrigin(request)) return refuse(response, 403)
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405)
    const { pathname, searchParams } = addressOf(request)
    switch (pathname) {
      case '/':
        return openCounter(request, response, searchParams.get('t'))
      case '/health':
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}')
        return
      case '/cashier.html': // only by the door above
        return refuse(response, 404)
      default: {
        const file = pathname === '/display' ? '/display.html' : pathname
        if (!pages(file, request, response)) refuse(response, 404)
      }
    }
  }

  /** The token in the address is spent for a cookie at once, and the address without it stays in the history. */
  const openCounter = (request: IncomingMessage, response: ServerResponse, token: string | null): void => {
    if (doors.tokenFits(token)) {
      response
        .writeHead(303, { 'set-cookie': doors.setCookie, location: '/', 'cache-control': 'no-store' })
        .end()
      return
    }
    if (!doors.hasCookie(request)) {
      response.writeHead(401, { 'content-type': 'text/html; charset=utf-8' }).end(ASK_FOR_START_ADDRESS)
      return
    }
    // this page alone takes photos of slips and proofs
    response.setHeader('permissions-policy', 'camera=(self), microphone=(), geolocation=()')
    if (!pages('/cashier.html', request, response)) refuse(response, 404)
  }

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    // a visitor who hangs up in the middle is no news, and must not end the till
    socket.on('error', () => socket.destroy())
    const { pathname } = addressOf(request)
    const isCounter = pathname === '/rpc'
    const isDisplay = pathname === '/rpc/display'
    const allowed =
      doors.isOwnHost(request) &&
      // a page of another site sends its own origin; a browser always sends one for a socket
      request.headers.origin !== undefined &&
      doors.isOwnOrigin(request) &&
      (doors.hasCookie(request)
        ? isCounter || isDisplay
        : isDisplay && displays.clients.size < MAX_DISPLAY_SOCKETS)
    if (!allowed) {
      return refuseUpgrade(socket)
    }
    const sockets = isCounter ? counters : displays
    sockets.handleUpgrade(request, socket, head, (opened) => {
      // a message that is too large or broken closes its own socket; unheard, it would end the whole till
      opened.on('error', () => {})
      if (isCounter) void counterRpc.upgrade(checkedSocket(opened, COUNTER_BOUNDS))
      else void displayRpc.upgrade(checkedSocket(opened, DISPLAY_BOUNDS))
    })
  }

  const server = createServer(boundLine(MOST_AT_ONCE, answer))
  server.on('upgrade', upgrade)
  server.headersTimeout = 10_000
  server.requestTimeout = 20_000
  boundConnections(server, CONNECTIONS)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      resolve()
    })
  }).catch(async (fault: unknown) => {
    await lanScreens?.close()
    throw fault
  })
  boundPort = (server.address() as AddressInfo).port
  const origin = `http://127.0.0.1:${boundPort}`
  return {
    url: `${origin}/?t=${doors.token}`,
    displayUrl: `${origin}/display`,
    port: boundPort,
    lanUrl: screensAddress(),
    close: async () => {
      await lanScreens?.close()
      for (const socket of [...counters.clients, ...displays.clients]) socket.terminate()
      server.closeAllConnections()
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve()
        })
      })
    },
  }
}

/** What was asked for. `//name/x` is a path here, not another host; what is no path (`*`, `http://[`) leads nowhere. */
function addressOf({ url = '/' }: IncomingMessage): URL {
  return (
    URL.parse(`http://localhost${url.startsWith('/') ? url : '/nowhere'}`) ??
    new URL('http://localhost/nowhere')
  )
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${status}\n`)
}

const ASK_FOR_START_ADDRESS = `<!doctype html><html lang="id"><meta charset="utf-8"><title>Gerai</title>
<p>Buka Gerai dari alamat yang tampil saat program dijalankan. Tidak ada yang hilang.</p>
<p lang="en">Open Gerai from the address shown when it was started. Nothing is lost.</p></html>
`
