import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { perMinuteAndVisitor } from '../../budget.ts'
import { CONTENT_SECURITY_POLICY } from '../content-security-policy.ts'

/** What every answer of both doors carries, refusals included. */
export function setSecurityHeaders(response: ServerResponse): void {
  response.setHeader('content-security-policy', CONTENT_SECURITY_POLICY)
  response.setHeader('x-content-type-options', 'nosniff')
  response.setHeader('x-frame-options', 'DENY')
  response.setHeader('referrer-policy', 'no-referrer')
  response.setHeader('cross-origin-opener-policy', 'same-origin')
  response.setHeader('cross-origin-resource-policy', 'same-origin')
  response.setHeader('permissions-policy', 'camera=(), microphone=(), geolocation=()')
  // but for files with a hash in their name, nothing of the till stays in a browser
  response.setHeader('cache-control', 'no-store')
}

/** Says no and closes both ways: whoever is refused and does not hang up would keep his place otherwise. */
export function refuseUpgrade(socket: Duplex): void {
  socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n', () =>
    socket.destroy(),
  )
}

/** The one name a visitor calls us by; null when none or two were given, as only somebody who plays with us does. */
export function hostOf({ headersDistinct }: IncomingMessage): string | null {
  const [host, ...more] = headersDistinct['host'] ?? []
  return host === undefined || more.length > 0 ? null : host.toLowerCase()
}

/** `name` and `port` as a browser writes them in Host and Origin: without the scheme's own port, IPv6 in short. */
export const authority = (scheme: 'http' | 'https', name: string, port: number): string =>
  new URL(`${scheme}://${name}:${port}`).host

export interface ConnectionBounds {
  readonly all: number
  /** From one address. */
  readonly each?: number
  /** Without a byte either way; a visitor who does not read his answer sends none and takes none. */
  readonly idleMs: number
  /** New ones, by address and together; without it: as many as there are places. */
  readonly aMinute?: { readonly each: number; readonly all: number }
}

/** One visitor cannot take the places of the others, nor keep one without using it. Sockets have limits of their own. */
export function boundConnections(
  server: Server,
  { all, each = all, idleMs, aMinute }: ConnectionBounds,
): void {
  server.maxConnections = all
  server.setTimeout(idleMs)
  const open = new Map<string, number>()
  const isWelcome = aMinute === undefined ? () => true : perMinuteAndVisitor(aMinute)
  server.on('connection', (socket) => {
    const from = socket.remoteAddress ?? ''
    const count = (open.get(from) ?? 0) + 1
    open.set(from, count)
    socket.on('close', () => {
      const left = (open.get(from) ?? 1) - 1
      if (left === 0) open.delete(from)
      else open.set(from, left)
    })
    if (count > each || !isWelcome(from)) socket.destroy()
  })
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void

/**
 * Ends a line that brings more than `most` requests at once. Browsers and providers ask one after the other; a thousand in
 * one packet are all answered before the cashier's next call is looked at.
 */
export function boundLine(most: number, answer: Answer): Answer {
  const atOnce = new WeakMap<Socket, number>()
  return (request, response) => {
    const { socket } = request
    // what stood behind the one that was too many
    if (socket.destroyed) return
    const now = (atOnce.get(socket) ?? 0) + 1
    if (now === 1)
      setImmediate(() => {
        atOnce.delete(socket)
      })
    atOnce.set(socket, now)
    if (now > most) socket.destroy()
    else answer(request, response)
  }
}
