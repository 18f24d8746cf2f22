import { ipcRenderer } from 'electron'

/**
 * The only bridge between a page and the core: when the page says `gerai:ready` to its own window, one end of a new
 * channel goes to the main process and the other to the page. Nothing else crosses, and nothing is exposed.
 */
interface PageWindow {
  readonly location: { readonly origin: string }
  addEventListener(type: 'message', listener: (event: PageMessage) => void): void
  postMessage(message: unknown, targetOrigin: string, transfer: readonly unknown[]): void
}

interface PageMessage {
  readonly source: unknown
  readonly origin: string
  readonly data: unknown
}

/** Named here because the rest of this half of the code has no browser around it. */
declare const window: PageWindow

window.addEventListener('message', (event) => {
  const { origin } = window.location
  if (event.source !== window || event.origin !== origin || !asksForPort(event.data)) return
  const { port1, port2 } = new MessageChannel()
  ipcRenderer.postMessage('gerai:port', null, [port2])
  window.postMessage({ type: 'gerai:port' }, origin, [port1])
})

function asksForPort(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'gerai:ready'
}
