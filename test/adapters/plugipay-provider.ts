import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { amountOf } from '../../src/core/domain/money.ts'
import type { Result } from '../../src/core/domain/result.ts'
import type { CreateAttempt, GatewayFailure } from '../../src/core/ports/gateway.ts'
import type { Clock, Log } from '../../src/core/ports/system.ts'
import type { PlugipayProfile } from '../../src/main/adapters/plugipay/profile.ts'

export interface Arrived {
  readonly method: string
  readonly target: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly bytes: Buffer
}

/** A provider that says whatever the test wants, over a real socket. */
export interface OddProvider {
  readonly url: string
  readonly arrived: readonly Arrived[]
  /** How every request from now on is answered; the last given answer stays. */
  answer(...answers: readonly Answering[]): void
  close(): Promise<void>
}

export type Answering = (response: ServerResponse, socket: Socket, request: Arrived) => void

export async function startOddProvider(): Promise<OddProvider> {
  const arrived: Arrived[] = []
  let answers: readonly Answering[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      const bytes = Buffer.concat(chunks)
      const seen = { method, target: url, headers, body: bytes.toString('utf8'), bytes }
      arrived.push(seen)
      const answer = answers.length > 1 ? answers[0] : answers.at(-1)
      if (answers.length > 1) answers = answers.slice(1)
      answer?.(response, request.socket, seen)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrived,
    answer: (...next) => {
      answers = next
    },
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

export const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answering =>
  (response) =>
    void response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(typeof body === 'string' ? body : JSON.stringify(body))

export const session = (changes: Record<string, unknown> = {}) => ({
  id: 'cs_1',
  mode: 'test',
  status: 'open',
  amount: 150_000,
  currency: 'IDR',
  adapter: 'xendit',
  metadata: { tender_id: 't1', attempt_id: 'a1', terminal_id: 'till-1' },
  expiresAt: '2026-01-01T00:15:00Z',
  completedAt: null,
  ...changes,
})

export const good = (data: unknown, meta: Record<string, unknown> = {}): Answering =>
  json(200, { data, error: null, meta: { requestId: 'req_1', ...meta } })

export const bad = (
  status: number,
  code: string,
  rest: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Answering =>
  json(status, { data: null, error: { code, message: 'no', ...rest }, meta: { requestId: 'req_1' } }, headers)

export const SECRET = 'sk_test_contoh_rahasia'
export const API_KEY = 'pk_test_contoh_kunci'

export const practiceProfile = (origin: string, changes: Partial<PlugipayProfile> = {}): PlugipayProfile => ({
  origin,
  auth: { scheme: 'hmac', keyId: 'ak_test_contoh', secret: SECRET },
  mode: 'practice',
  amountUnit: 'whole',
  successUrl: 'https://toko.example/terima-kasih',
  cancelUrl: 'https://toko.example/batal',
  ...changes,
})

/** Real time, moved by what the test says. */
export function movedClock(offsetMs = 0): Clock {
  return {
    now: () => new Date(Date.now() + offsetMs).toISOString(),
    epochMs: () => Date.now() + offsetMs,
    after: (ms, run) => {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
  }
}

export function keptLog(): Log & { readonly lines: string[] } {
  const lines: string[] = []
  const write = (event: string, facts?: unknown) => void lines.push(`${event} ${JSON.stringify(facts)}`)
  return { lines, info: write, warn: write, error: write }
}

export const attempt = (changes: Partial<CreateAttempt> = {}): CreateAttempt => ({
  attemptId: 'a1',
  idempotencyKey: 'till-1:s1:a1:create',
  amount: amountOf(150_000),
  currency: 'IDR',
  purpose: 'qris',
  expiresInSec: 900,
  lines: [],
  metadata: { tender_id: 't1', attempt_id: 'a1' },
  ...changes,
})

export function must<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`expected an answer, got ${JSON.stringify(result.error)}`)
  return result.value
}

export function failure(result: Result<unknown, GatewayFailure>): GatewayFailure {
  if (result.ok) throw new Error(`expected a failure, got ${JSON.stringify(result.value)}`)
  return result.error
}

/** A body that is no envelope, with the content type that it claims. */
export const file =
  (contentType: string, body: string | Buffer, status = 200): Answering =>
  (response) =>
    void response.writeHead(status, { 'content-type': contentType }).end(body)

/** What arrived, as method and path without prefix and query. */
export const routeOf = ({ method, target }: Arrived): string =>
  `${method} ${target.replace(/^\/(?:api\/)?v1/, '').replace(/\?.*$/, '')}`

export const queryOf = ({ target }: Arrived): Record<string, string> =>
  Object.fromEntries(new URL(target, 'http://stub').searchParams)

export const refundRow = (changes: Record<string, unknown> = {}) => ({
  id: 'rfnd_1',
  chargeId: 'pay_1',
  sourceType: 'checkout_session',
  sourceId: 'cs_1',
  status: 'succeeded',
  amount: 150_000,
  currency: 'IDR',
  failureCode: null,
  failureMessage: null,
  createdAt: '2026-01-01T00:10:00Z',
  ...changes,
})

export const receiptRow = (changes: Record<string, unknown> = {}) => ({
  id: 'rcpt_1',
  number: 'RCPT-2026-000001',
  sourceType: 'checkout_session',
  sourceId: 'cs_1',
  amount: 150_000,
  currency: 'IDR',
  method: 'qris',
  adapter: 'xendit',
  issuedAt: '2026-01-01T00:05:00Z',
  ...changes,
})

export const eventRow = (changes: Record<string, unknown> = {}) => ({
  id: 'evt_1',
  type: 'plugipay.checkout_session.completed.v1',
  accountId: 'acc_1',
  mode: 'test',
  occurredAt: '2026-01-01T00:05:00.000Z',
  data: { object: { id: 'cs_1' }, aggregateType: 'checkout_session', aggregateId: 'cs_1' },
  ...changes,
})

/** What the provider would compute over what really arrived; an upload counts as an empty body. */
export function expectedSignature({ method, target, headers, bytes }: Arrived): string {
  const isUpload = (headers['content-type'] ?? '').startsWith('multipart/')
  const bodyHash = createHash('sha256')
    .update(isUpload ? '' : bytes)
    .digest('hex')
  const key = headers['idempotency-key']
  const lines = [method, target, String(headers['x-plugipay-timestamp']), bodyHash]
  const text = [...lines, ...(key === undefined ? [] : [String(key)])].join('\n')
  return createHmac('sha256', SECRET).update(text).digest('hex')
}
export const sentSignature = ({ headers }: Arrived) =>
  /signature=([0-9a-f]{64})$/.exec(headers.authorization ?? '')?.[1]
