import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Deliveries } from '../../deliveries.ts'

const WEBHOOK_PATH = '/webhooks/plugipay'
const CALLBACK_PATH = '/callbacks/plexo'
/** A delivery is a few hundred bytes; more than this is nobody's news. */
const MAX_BODY_BYTES = 64 * 1024
const MAX_CALLBACKS_A_MINUTE = 120

type Handler = (request: IncomingMessage, response: ServerResponse) => boolean

/**
 * The two addresses providers post to. The raw body is what was signed, so it is read whole and untouched; the answer is
 * given at once, because the provider waits ten seconds and what follows is only a read of ours.
 */
export function deliveryRoutes(current: () => Deliveries): Handler {
  const spend = budget(MAX_CALLBACKS_A_MINUTE)
  const receive = async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    const body = await readBody(request)
    if (body === null) return end(response, 413)
    if (path === CALLBACK_PATH) {
      // unsigned: anybody can post one, so few are taken
      if (!spend()) return end(response, 429)
      return end(response, current().callback(body).ok ? 204 : 400)
    }
    const taken = await current().webhook({ headers: request.headers, rawBody: body })
    if (taken.ok) return end(response, 204)
    end(response, taken.error.type === 'webhook_payload_invalid' ? 400 : 401)
  }
  return (request, response) => {
    const path = (request.url ?? '').split('?')[0]
    if (path !== WEBHOOK_PATH && path !== CALLBACK_PATH) return false
    // a browser's page has no business here
    if (request.method !== 'POST' || request.headers.origin !== undefined) {
      end(response, 405)
      return true
    }
    void receive(request, response, path).catch(() => {
      // a fault of ours or a visitor who hung up: either way it ends this request and nothing else
      if (response.headersSent) response.destroy()
      else end(response, 500)
    })
    return true
  }
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status).end()
}

async function readBody(request: IncomingMessage): Promise<Uint8Array | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MAX_BODY_BYTES) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** So many a minute, counted in whole minutes of this process. */
function budget(perMinute: number): () => boolean {
  let minute = 0
  let spent = 0
  return () => {
    const now = Math.floor(performance.now() / 60_000)
    if (now !== minute) [minute, spent] = [now, 0]
    spent += 1
    return spent <= perMinute
  }
}
