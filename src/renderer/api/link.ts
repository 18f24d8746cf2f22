import type { ClientLink } from '@orpc/client'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCLink as SocketLink } from '@orpc/client/websocket'
import ReconnectingSocket from 'partysocket/ws'

export type Link = ClientLink<Record<never, never>>

/** A way to the core that can be asked to build itself up again. */
export interface Transport {
  readonly link: Link
  /** Drops what is there and connects anew: a half-open connection never reports its own end. */
  reconnect(): void
}

/** The desktop app, and not a browser on the server host. */
export const inElectron = (): boolean => navigator.userAgent.includes('Electron')

/** The host's message port in Electron, else a WebSocket to the server this page came from. `path` is for the socket. */
export const openTransport = (path: string): Transport =>
  inElectron() ? portTransport() : socketTransport(path)

function socketTransport(path: string): Transport {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
  const socket = new ReconnectingSocket(`${scheme}://${location.host}${path}`, undefined, {
    minReconnectionDelay: 200,
    maxReconnectionDelay: 2_000,
    connectionTimeout: 3_000,
    // a charge must never leave minutes after the key was pressed
    maxEnqueuedMessages: 0,
  })
  socket.binaryType = 'arraybuffer'
  return {
    link: new SocketLink({ websocket: socket as unknown as WebSocket }),
    reconnect: () => socket.reconnect(),
  }
}

function portTransport(): Transport {
  const connect = async (): Promise<Link> => new PortLink({ port: await askForPort() })
  let current = connect()
  const link: Link = {
    call: async (path, input, options) => await (await current).call(path, input, options),
  }
  return {
    link,
    reconnect: () => {
      current = connect()
    },
  }
}

/** The preload answers `gerai:ready` with a port; only a message from this very window is believed. */
function askForPort(): Promise<MessagePort> {
  return new Promise((resolve) => {
    const receive = (event: MessageEvent) => {
      const [port] = event.ports
      if (event.source !== window || event.data?.type !== 'gerai:port' || port === undefined) return
      window.removeEventListener('message', receive)
      port.start()
      resolve(port)
    }
    window.addEventListener('message', receive)
    window.postMessage({ type: 'gerai:ready' }, location.origin)
  })
}
