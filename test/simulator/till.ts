import { createHash, createHmac } from 'node:crypto'
import { request } from 'node:http'

export interface Answered {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
  readonly bytes: Buffer
  /** The envelope, or an empty object for what is no JSON. */
  readonly json: Json
}

/** Loosely typed on purpose: tests read what a foreign server says, and a wrong shape fails the expectation. */
export type Json = { readonly [name: string]: Json } & { readonly [index: number]: Json } & JsonEnds
interface JsonEnds {
  readonly length: number
}

export interface Sent {
  readonly method?: string
  readonly target: string
  readonly body?: string | undefined
  readonly headers?: Readonly<Record<string, string>>
}

/** One request over a socket of its own, with nothing added that the test did not ask for. */
export function send(
  origin: string,
  { method = 'GET', target, body, headers = {} }: Sent,
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin)
    const outgoing = request({ hostname, port, method, path: target, headers, agent: false }, (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('error', reject)
      incoming.on('end', () => {
        const bytes = Buffer.concat(chunks)
        const text = bytes.toString('utf8')
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          text,
          bytes,
          json: parse(text),
        })
      })
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return {} as Json
  }
}

export interface TillOptions {
  readonly keyId?: string
  readonly secret?: string
  readonly prefix?: string
  /** Seconds by which this till's clock is wrong, or ahead with the provider's. */
  readonly clockErrorSec?: number | (() => number)
}

/** A signed client written from the provider's documents, apart from the simulator's own code. */
export function till(origin: string, options: TillOptions = {}) {
  const { keyId = 'ak_test_simulator', secret = 'sk_test_simulator', prefix = '/api/v1' } = options
  const ahead = (): number =>
    typeof options.clockErrorSec === 'function' ? options.clockErrorSec() : (options.clockErrorSec ?? 0)
  const call = (method: string, path: string, body?: unknown, key?: string): Promise<Answered> => {
    const target = prefix + path
    const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body)
    const timestamp = String(Math.floor(Date.now() / 1000) + ahead())
    const bodyHash = createHash('sha256')
      .update(text ?? '')
      .digest('hex')
    const signed = [method, target, timestamp, bodyHash, ...(key === undefined ? [] : [key])].join('\n')
    const signature = createHmac('sha256', secret).update(signed).digest('hex')
    const headers = {
      Authorization: `Plugipay-HMAC-SHA256 keyId=${keyId}, scope=*, signature=${signature}`,
      'X-Plugipay-Timestamp': timestamp,
      Accept: 'application/json',
      ...(text === undefined
        ? {}
        : { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(text)) }),
      ...(key === undefined ? {} : { 'Idempotency-Key': key }),
    }
    return send(origin, { method, target, body: text, headers })
  }
  return {
    get: (path: string) => call('GET', path),
    post: (path: string, body?: unknown, key?: string) => call('POST', path, body ?? {}, key),
    patch: (path: string, body: unknown, key?: string) => call('PATCH', path, body, key),
    delete: (path: string, key?: string) => call('DELETE', path, undefined, key),
    create: (change: Readonly<Record<string, unknown>> = {}, key?: string) =>
      call('POST', '/checkout-sessions', { ...QRIS_SESSION, ...change }, key),
  }
}

export const QRIS_SESSION = {
  amount: 150_000,
  currency: 'IDR',
  methods: ['qris'],
  successUrl: 'https://example.com/ok',
  cancelUrl: 'https://example.com/batal',
  lineItems: [],
  expiresInSec: 600,
  metadata: { sale_number: 'WCS-01-20260715-00042', order_id: '01J0' },
}

/** The tester's hand and the public routes: plain JSON without a key. */
export async function plain(
  origin: string,
  method: string,
  target: string,
  body?: unknown,
): Promise<Answered> {
  const text = body === undefined ? undefined : JSON.stringify(body)
  return send(origin, {
    method,
    target,
    body: text,
    headers: text === undefined ? {} : { 'Content-Type': 'application/json' },
  })
}
