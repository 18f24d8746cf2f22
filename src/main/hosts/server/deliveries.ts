import type { IncomingMessage, ServerResponse } from 'node:http'
import { perMinute } from '../../budget.ts'
import type { Deliveries } from '../../deliveries.ts'
import { boundLine } from './guards.ts'

const WEBHOOK_PATH = '/webhooks/plugipay'
const CALLBACK_PATH = '/callbacks/plexo'
/** A delivery is a few hundred bytes; more than this is nobody's news. */
const MAX_BODY_BYTES = 64 * 1024
const MAX_CALLBACKS_A_MINUTE = 120
/** Deliveries that one line may bring at once. */
const MOST_AT_ONCE = 8
/** Deliveries that are being received. Who sends his slowly keeps his place here, and takes none of the cashier's. */
const MOST_OPEN = 64

type Handler = (request: IncomingMessage, response: ServerResponse) => boolean

/**
 * The two addresses providers post to. The raw body is what was signed, so it is read whole and untouched; the answer is
 * given at once, because the provider waits ten seconds and what follows is only a read of ours.
 */
export function deliveryRoutes(current: () => Deliveries): Handler {
  const mayCall = perMinute(MAX_CALLBACKS_A_MINUTE)
  const receive = async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    // unsigned: anybody can post one, so few are taken, and no more are read
    if (path === CALLBACK_PATH && !mayCall()) return end(response, 429)
    const body = await readBody(request)
    if (body === null) return end(response, 413)
    if (path === CALLBACK_PATH) return end(response, current().callback(body).ok ? 204 : 400)
    const taken = await current().webhook({ headers: request.headers, rawBody: body })
    if (taken.ok) return end(response, 204)
    end(response, taken.error.type === 'webhook_payload_invalid' ? 400 : 401)
  }
  let open = 0
  const answer = boundLine(MOST_AT_ONCE, (request, response) => {
    // a browser's page has no business here
    if (request.method !== 'POST' || request.headers.origin !== undefined) return end(response, 405)
    if (open >= MOST_OPEN) return end(response, 503)
    open += 1
    receive(request, response, pathOf(request))
      .catch(() => {
        // a fault of ours or a visitor who hung up: either way it ends this request and nothing else
        if (response.headersSent) response.destroy()
        else end(response, 500)
      })
      .finally(() => {
        // whatever became of its line meanwhile
        open -= 1
      })
  })
  return (request, response) => {
    if (![WEBHOOK_PATH, CALLBACK_PATH].includes(pathOf(request))) return false
    answer(request, response)
    return true
  }
}

const pathOf = ({ url = '' }: IncomingMessage): string => url.split('?')[0] ?? ''

/** Whoever is refused hangs up, and so do we: the rest of what he sends is not read. */
function end(response: ServerResponse, status: number): void {
  response.writeHead(status, status < 400 ? {} : { connection: 'close' }).end()
}

/** Null when it is too much. Into one piece: a body in a million tiny ones must not cost a million buffers. */
async function readBody(request: IncomingMessage): Promise<Uint8Array | null> {
  const body = Buffer.alloc(MAX_BODY_BYTES)
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    if (size + chunk.length > body.length) return null
    chunk.copy(body, size)
    size += chunk.length
  }
  return body.subarray(0, size)
}
