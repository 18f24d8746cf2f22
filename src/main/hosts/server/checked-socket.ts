import type { WebSocket } from 'ws'
import { z } from 'zod'
import { perMinute } from '../../budget.ts'

export interface SocketBounds {
  /** Bytes that may wait for a visitor who does not read them. */
  readonly unread: number
  /** Messages in the life of the socket; a page connects again by itself. Without it: as many as it likes. */
  readonly messages?: number
}

/** Pings and pongs of a visitor; a browser sends no ping, and a pong for each of ours. */
const MAX_CONTROLS_A_MINUTE = 600

/** What of a socket the RPC library uses. */
type RpcSocket = Pick<WebSocket, 'addEventListener' | 'send'>

const callId = z.string().min(1).max(32)
/** A call of a procedure by its path, or the end of one. No procedure takes a stream or bytes, so no message carries any. */
const message = z.union([
  z.strictObject({ i: callId, t: z.literal(4) }),
  z.strictObject({
    i: callId,
    p: z.strictObject({ u: z.string().startsWith('/').max(200), b: z.unknown().optional() }),
  }),
])

/**
 * Stands between a socket and the RPC library. A message that is none of ours ends its socket before the library sees it:
 * the library would print what it cannot read, and keep what is streamed to it for as long as the socket lives.
 */
export function checkedSocket(opened: WebSocket, { unread, messages = Infinity }: SocketBounds): RpcSocket {
  let heard = 0
  const mayControl = perMinute(MAX_CONTROLS_A_MINUTE)
  for (const control of ['ping', 'pong'] as const)
    opened.on(control, () => {
      if (!mayControl()) opened.terminate()
    })
  return {
    send: (data: Parameters<WebSocket['send']>[0]) => {
      opened.send(data)
      if (opened.bufferedAmount > unread) opened.terminate()
    },
    addEventListener: (type, listener) => {
      const pass = typeof listener === 'function' ? listener : listener.handleEvent.bind(listener)
      opened.addEventListener(type, (event) => {
        if (!('data' in event)) return pass(event)
        heard += 1
        if (heard <= messages && isOurs(event.data)) pass(event)
        else opened.terminate()
      })
    },
  }
}

function isOurs(data: unknown): boolean {
  if (typeof data !== 'string') return false
  try {
    return message.safeParse(JSON.parse(data)).success
  } catch {
    return false
  }
}
