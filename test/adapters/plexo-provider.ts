import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { amountOf } from '../../src/core/domain/money.ts'
import type { CreateAttempt } from '../../src/core/ports/gateway.ts'
import type { PlexoProfile } from '../../src/main/adapters/plexo/profile.ts'

export const CLIENT_ID = 'client-example'
export const API_KEY = 'key-example-secret'
export const MERCHANT_ID = 77

export interface Arrived {
  readonly method: string
  readonly target: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** Where the documents say nothing, a test says how this one does it. */
export interface Ways {
  pageBase: 0 | 1
  listUnder: 'items' | null
  ignoresPaymentFilter: boolean
  duplicateStatus: 400 | 409 | 422
  tellsTransactions: boolean
  /** Added to the Date header. */
  clockOffsetMs: number
  sessionLifeMs: number
}

export interface PlexoSession {
  readonly id: string
  readonly request: {
    readonly referenceId: string
    readonly merchantId: number
    readonly paymentRequest: {
      readonly referenceId: string
      readonly invoiceNumber: string
      readonly amount: { readonly total: number; readonly currency: string }
      readonly metadata: Record<string, string>
    }
  }
  readonly createdAt: number
  readonly expiresAt: string
}

export interface PlexoPayment {
  readonly id: string
  readonly referenceId: string
  readonly amount: { total: number; currency: string }
  readonly metadata: Record<string, string>
  readonly transactions: Record<string, unknown>[]
  status: string
}

export type Answering = (response: ServerResponse, request: Arrived) => void

export interface PlexoProvider {
  readonly url: string
  readonly arrived: readonly Arrived[]
  readonly sessions: readonly PlexoSession[]
  readonly payments: readonly PlexoPayment[]
  readonly ways: Ways
  /** Answers the next requests itself; `act` lets the provider do what was asked, and only the answer is odd. */
  next(answer: Answering, options?: { readonly act: boolean }): void
  /** A payer types a card on the page of this session. */
  pay(sessionId: string, status: string, total?: number): PlexoPayment
  close(): Promise<void>
}

/** Plexo as far as its documents go, over a real socket, with plain arrays as its books. */
export async function startPlexo(changes: Partial<Ways> = {}): Promise<PlexoProvider> {
  const ways: Ways = {
    pageBase: 1,
    listUnder: 'items',
    ignoresPaymentFilter: false,
    duplicateStatus: 400,
    tellsTransactions: true,
    clockOffsetMs: 0,
    sessionLifeMs: 15 * 60_000,
    ...changes,
  }
  const arrived: Arrived[] = []
  const sessions: PlexoSession[] = []
  const payments: PlexoPayment[] = []
  const odd: { answer: Answering; act: boolean }[] = []

  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url: target = '', headers } = request
      const url = new URL(target, 'http://plexo')
      const seen: Arrived = {
        method,
        target,
        path: url.pathname,
        query: Object.fromEntries(url.searchParams),
        headers,
        body: Buffer.concat(chunks).toString('utf8'),
      }
      arrived.push(seen)
      response.setHeader('date', new Date(Date.now() + ways.clockOffsetMs).toUTCString())
      const oddity = odd.shift()
      if (oddity === undefined) return send(response, answerTo(seen))
      if (oddity.act) answerTo(seen)
      oddity.answer(response, seen)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const provider = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    url: provider,
    arrived,
    sessions,
    payments,
    ways,
    next: (answer, { act } = { act: false }) => void odd.push({ answer, act }),
    pay: (sessionId, status, total) => {
      const session = sessions.find(({ id }) => id === sessionId)
      if (session === undefined) throw new Error('no such session')
      const { referenceId, amount, metadata } = session.request.paymentRequest
      const id = `pay-${payments.length + 1}`
      const money = { ...amount, total: total ?? amount.total }
      const payment: PlexoPayment = { id, referenceId, amount: money, metadata, status, transactions: [] }
      if (status === 'approved')
        payment.transactions.push(historyRow(payment, 'purchase', referenceId, money.total))
      payments.push(payment)
      return payment
    },
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }

  function answerTo(request: Arrived): Reply {
    const basic = `Basic ${Buffer.from(`${CLIENT_ID}:${API_KEY}`).toString('base64')}`
    if (request.headers.authorization !== basic) return fault(401, 'unauthorized')
    const { method, path } = request
    if (path === '/v1/sessions') return method === 'POST' ? createSession(request) : listSessions(request)
    if (method === 'GET' && path === '/v1/payments/query') return searchPayments(request)
    const [, id, action] = /^\/v1\/payments\/([^/]+)(?:\/(refunds|cancellations))?$/.exec(path) ?? []
    const payment = payments.find((each) => each.id === id)
    if (payment === undefined) return fault(404, 'not-found')
    if (method === 'GET') return { status: 200, body: paymentView(payment) }
    return action === 'refunds' ? refund(payment, request) : cancel(payment)
  }

  function createSession({ body }: Arrived): Reply {
    const request = JSON.parse(body) as PlexoSession['request']
    if (request.merchantId !== MERCHANT_ID) return fault(404, 'merchant-not-found')
    const { paymentRequest } = request
    if (!(paymentRequest.amount.total > 0))
      return fault(400, 'request-validation-errors', { 'paymentRequest.amount.total': ['must be above 0'] })
    const isTaken = sessions.some(
      (each) =>
        each.request.referenceId === request.referenceId ||
        each.request.paymentRequest.referenceId === paymentRequest.referenceId ||
        each.request.paymentRequest.invoiceNumber === paymentRequest.invoiceNumber,
    )
    if (isTaken) return fault(ways.duplicateStatus, 'odd-word-for-a-duplicate')
    const id = (sessions.length + 1).toString(16).padStart(32, '0')
    const expiresAt = new Date(Date.now() + ways.clockOffsetMs + ways.sessionLifeMs).toISOString()
    const session = { id, request, createdAt: Date.now(), expiresAt }
    sessions.push(session)
    return { status: 201, body: sessionView(session) }
  }

  function listSessions({ query }: Arrived): Reply {
    if ((query['minDate'] === undefined) !== (query['maxDate'] === undefined))
      return fault(400, 'request-validation-errors', { maxDate: ['minDate and maxDate go together'] })
    const from = Date.parse(query['minDate'] ?? '1970-01-01')
    const to = Date.parse(query['maxDate'] ?? '2100-01-01')
    const found = sessions
      .filter(({ request, createdAt }) => {
        const isAsked = query['referenceId'] === undefined || query['referenceId'] === request.referenceId
        return (
          isAsked &&
          createdAt >= from &&
          createdAt <= to &&
          String(request.merchantId) === query['merchantId']
        )
      })
      .toReversed()
    const size = Number(query['size'] ?? 10)
    const start = (Number(query['page'] ?? ways.pageBase) - ways.pageBase) * size
    return list(found.slice(start, start + size).map(sessionView))
  }

  function searchPayments({ query }: Arrived): Reply {
    const isAsked = ({ referenceId }: PlexoPayment) =>
      ways.ignoresPaymentFilter || referenceId === query['referenceId']
    return list(payments.filter(isAsked).map(({ id, referenceId, status }) => ({ id, referenceId, status })))
  }

  function refund(payment: PlexoPayment, { body }: Arrived): Reply {
    const asked = JSON.parse(body) as { referenceId: string; amount?: number }
    const cents = Math.round(payment.amount.total * 100)
    const left = cents - refundedCents(payment)
    const total = asked.amount === undefined ? left : Math.round(asked.amount * 100)
    if (payment.status !== 'approved' && payment.status !== 'partially-refunded')
      return fault(400, 'payment-not-refundable')
    if (total > left) return fault(422, 'refund-exceeds-amount')
    const row = historyRow(payment, 'refund', asked.referenceId, total / 100)
    payment.transactions.push(row)
    payment.status = total === left ? 'refunded' : 'partially-refunded'
    return { status: 200, body: row }
  }

  function cancel(payment: PlexoPayment): Reply {
    if (payment.status !== 'authorized') return fault(400, 'payment-not-cancellable')
    payment.status = 'cancelled'
    return { status: 200, body: { anything: true } }
  }

  function refundedCents({ transactions }: PlexoPayment): number {
    const refunds = transactions.filter(({ type }) => type === 'refund')
    return refunds.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0)
  }

  function paymentView({ transactions, ...payment }: PlexoPayment) {
    return ways.tellsTransactions ? { ...payment, transactions } : payment
  }

  function sessionView({ id, request, expiresAt }: PlexoSession) {
    return {
      id,
      referenceId: request.referenceId,
      type: 'checkout',
      status: 'pending',
      expiresAt,
      actions: [
        { rel: 'self', href: `${provider}/v1/sessions/${id}`, method: 'GET' },
        { rel: 'checkout', href: `${provider}/${id}?t=token-of-${id}`, method: 'REDIRECT' },
      ],
    }
  }

  function list(rows: readonly unknown[]): Reply {
    return { status: 200, body: ways.listUnder === null ? rows : { [ways.listUnder]: rows } }
  }
}

/** As recorded from the testing host by another public client. */
const historyRow = (payment: PlexoPayment, type: string, referenceId: string, amount: number) => ({
  id: `txn-${payment.id}-${payment.transactions.length + 1}`,
  referenceId,
  type,
  status: 'approved',
  createdAt: `2026-01-02T03:04:0${payment.transactions.length}.6091676Z`,
  processedAt: `2026-01-02T03:04:0${payment.transactions.length}.6091521Z`,
  resultCode: '0',
  resultMessage: 'You have been mocked.',
  amount,
})

interface Reply {
  readonly status: number
  readonly body: unknown
}

const send = (response: ServerResponse, { status, body }: Reply): void =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))

const fault = (status: number, code: string, params: Record<string, string[]> = {}): Reply => ({
  status,
  body: errorObject(status, code, { params }),
})

export const errorObject = (status: number, code: string, rest: Record<string, unknown> = {}) => ({
  code,
  message: 'no',
  type: status < 500 ? 'invalid-request-error' : 'api-error',
  status,
  traceId: 'trace-1',
  ...rest,
})

export const replying =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answering =>
  (response) =>
    void response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(typeof body === 'string' ? body : JSON.stringify(body))

export const plexoProfile = (origin: string, changes: Partial<PlexoProfile> = {}): PlexoProfile => ({
  origin,
  clientId: CLIENT_ID,
  apiKey: API_KEY,
  merchantId: MERCHANT_ID,
  mode: 'practice',
  currency: 'UYU',
  returnUrl: 'https://shop.example/thanks',
  cancelUrl: 'https://shop.example/canceled',
  ...changes,
})

let attempts = 0
export function linkAttempt(changes: Partial<CreateAttempt> = {}): CreateAttempt {
  attempts += 1
  const attemptId = changes.attemptId ?? `01JB${String(attempts).padStart(22, '0')}`
  return {
    attemptId,
    idempotencyKey: `till-1:sale-1:${attemptId}:create`,
    amount: amountOf(1_999),
    currency: 'UYU',
    purpose: 'link',
    expiresInSec: 900,
    lines: [],
    metadata: { tender_id: `tender-of-${attemptId}`, attempt_id: attemptId, terminal_id: 'till-1' },
    ...changes,
  }
}
