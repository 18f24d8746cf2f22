import { z } from 'zod'
import type { IncomingHttpHeaders } from 'node:http'
import type { Refused } from './answers.ts'
import type { CaptureRow, EmailRow, JournalRow, RefundRow, SessionRow } from './books.ts'
import { methodsOf, recordClaim } from './charge.ts'
import { isoTime } from './clock.ts'
import { faultPlanSchema, TEN_YEARS_SEC } from './faults.ts'
import { findMethod, usedMethodName } from './methods.ts'
import { movePlexo, plexoBooks } from './plexo/hand.ts'
import { allEmails } from './receipt-files.ts'
import { finishRefund } from './refunds.ts'
import { done, parseBody, withInput, type HandReply } from './hand-reply.ts'
import type { RequestLog } from './request-log.ts'
import { renderSession } from './session-view.ts'
import { endSession, expireOverdue, sessionById, settleSession, writeJournal, type PaidBy } from './settle.ts'
import type { Courier } from './webhooks/courier.ts'
import { renderDelivery } from './webhooks/deliveries.ts'
import type { DeliveryRow } from './webhooks/rows.ts'
import type { World } from './world.ts'

export interface Hand {
  readonly world: World
  readonly log: RequestLog
  readonly courier: Courier
  readonly setOutage: (on: boolean) => void
}

/**
 * A web page must not drive it: a page in a browser sends an Origin with its writes, and one that rebinds its own
 * name to 127.0.0.1 still shows that name as Host.
 */
export function isHandAllowed(headers: IncomingHttpHeaders): boolean {
  const host = (headers.host ?? '').replace(/:\d+$/, '')
  const isLoopback = ['127.0.0.1', 'localhost', '[::1]'].includes(host)
  const site = headers['sec-fetch-site']
  return isLoopback && headers.origin === undefined && (site === undefined || site === 'none')
}

export async function handleHand(hand: Hand, method: string, url: URL, body: Buffer): Promise<HandReply> {
  expireOverdue(hand.world)
  const path = url.pathname.replace(/^\/_sim/, '')
  const input = parseBody(body)
  if (input === undefined) return { status: 400, body: { error: 'the body is not JSON' } }
  if (path.startsWith('/plexo/')) return movePlexo(hand.world, method, path.slice('/plexo'.length), input)
  if (`${method} ${path}` === 'POST /webhooks/flush') {
    await hand.courier.settled()
    return done()
  }
  const onSession = /^\/sessions\/([A-Za-z0-9_-]{1,64})(?:\/([a-z-]+))?$/.exec(path)
  if (onSession) return moveSession(hand.world, method, onSession[1] ?? '', onSession[2] ?? '', input)
  const onRefund = /^\/refunds\/([A-Za-z0-9_-]{1,64})\/(succeed|refuse)$/.exec(path)
  if (onRefund && method === 'POST') {
    const isDone = finishRefund(
      hand.world,
      onRefund[1] ?? '',
      onRefund[2] === 'succeed' ? 'succeed' : 'refuse',
    )
    return isDone ? done() : { status: 409, body: { error: 'that refund is not pending' } }
  }
  return handleRest(hand, `${method} ${path}`, url, input)
}

function handleRest(hand: Hand, what: string, url: URL, input: unknown): HandReply {
  const { world, log } = hand
  switch (what) {
    case 'POST /clock':
      return withInput(clockSchema, input, ({ advanceSec }) => {
        world.clock.advance(advanceSec)
        return { status: 200, body: { now: isoTime(world.clock.now()) } }
      })
    case 'GET /clock':
      return { status: 200, body: { now: isoTime(world.clock.now()) } }
    case 'GET /books':
      return { status: 200, body: showBooks(world) }
    case 'GET /emails':
      return { status: 200, body: allEmails(world).map(showEmail) }
    case 'GET /webhooks':
      return { status: 200, body: showDeliveries(world) }
    case 'PUT /faults':
      return withInput(faultPlanSchema, input, (plan) => {
        world.faults.load(plan)
        return done()
      })
    case 'GET /faults':
      return { status: 200, body: world.faults.plan() }
    case 'DELETE /faults':
      world.faults.load(null)
      return done()
    case 'GET /requests':
      return {
        status: 200,
        body: { last: log.last(), requests: log.since(Number(url.searchParams.get('since') ?? 0) || 0) },
      }
    case 'POST /outage':
      return withInput(outageSchema, input, ({ on }) => {
        hand.setOutage(on)
        return done()
      })
    case 'POST /refund-outcome':
      return withInput(outcomeSchema, input, ({ outcome }) => {
        world.refundOutcome = outcome
        return done()
      })
    default:
      return { status: 404, body: { error: 'no such thing here' } }
  }
}

const clockSchema = z.strictObject({ advanceSec: z.number().min(-TEN_YEARS_SEC).max(TEN_YEARS_SEC) })
const outageSchema = z.strictObject({ on: z.boolean() })
const outcomeSchema = z.strictObject({ outcome: z.enum(['succeed', 'pending', 'refuse']) })
const paySchema = z.strictObject({
  method: z.string().max(64).optional(),
  issuer: z.string().max(64).optional(),
  rrn: z.string().max(32).optional(),
  amount: z.number().int().positive().optional(),
  visible: z.boolean().optional(),
})
const startSchema = z.strictObject({ committed: z.boolean().default(false) })
type PayInput = z.infer<typeof paySchema>

function moveSession(world: World, method: string, id: string, what: string, input: unknown): HandReply {
  const session = sessionById(world, id)
  if (!session) return { status: 404, body: { error: 'no such session' } }
  const isLive = ['open', 'pending', 'pending_review'].includes(session.status)
  switch (`${method} ${what}`) {
    case 'GET ':
      return show(world, id)
    case 'POST pay':
      return withInput(paySchema, input, (paid) => (isLive ? pay(world, session, paid) : wrongState(session)))
    case 'POST late-pay':
      return withInput(paySchema, input, (paid) => (isLive ? wrongState(session) : pay(world, session, paid)))
    case 'POST start':
      return withInput(startSchema, input, ({ committed }) =>
        session.status === 'open' ? start(world, session, committed) : wrongState(session),
      )
    case 'POST claim': {
      const fault = recordClaim(world, session, null)
      return fault ? refusal(fault) : show(world, id)
    }
    case 'POST fail':
    case 'POST expire':
    case 'POST cancel-by-customer': {
      if (!isLive) return wrongState(session)
      const ends = { fail: 'failed', expire: 'expired', 'cancel-by-customer': 'canceled' } as const
      world.books.together(() =>
        endSession(world, session, ends[what as keyof typeof ends], world.clock.now()),
      )
      return show(world, id)
    }
    default:
      return { status: 404, body: { error: 'no such move' } }
  }
}

/** A late payment may leave the session as it ended (`visible: false`), as when the code outlives its session. */
function pay(world: World, session: SessionRow, input: PayInput): HandReply {
  const already = world.books.get('SELECT 1 FROM captures WHERE session_id = ?', session.id)
  if (already) return { status: 409, body: { error: 'this session was paid already' } }
  settleSession(world, session, paidBy(world, session, input))
  return show(world, session.id)
}

export function paidBy(world: World, session: SessionRow, input: PayInput): PaidBy {
  const id = input.method ?? session.chosen ?? methodsOf(world, session)[0]?.id ?? 'qris'
  return {
    method: usedMethodName(id),
    adapter: findMethod(id)?.adapter ?? session.adapter ?? 'xendit',
    amount: input.amount ?? session.amount,
    rrn: input.rrn ?? null,
    issuer: input.issuer ?? null,
    visible: input.visible ?? true,
  }
}

function start(world: World, session: SessionRow, committed: boolean): HandReply {
  world.books.update('sessions', session.id, {
    status: 'pending',
    adapter: session.adapter ?? 'xendit',
    committed: committed ? 1 : 0,
    updated_at: world.clock.now(),
  })
  writeJournal(world, 'started', session.id, null, { committed })
  return show(world, session.id)
}

/** Everything that a comparison of both books needs, in the order it happened. */
function showBooks(world: World): object {
  const { books } = world
  return {
    now: isoTime(world.clock.now()),
    sessions: books
      .all<SessionRow>('SELECT * FROM sessions ORDER BY created_at, id')
      .map((row) => renderSession(world, row)),
    captures: books.all<CaptureRow>('SELECT * FROM captures ORDER BY captured_at, id').map((row) => ({
      id: row.id,
      sessionId: row.session_id,
      mode: row.mode,
      amount: row.amount,
      currency: row.currency,
      method: row.method,
      adapter: row.adapter,
      rrn: row.rrn,
      issuer: row.issuer,
      visible: row.visible === 1,
      at: isoTime(row.captured_at),
    })),
    refunds: books.all<RefundRow>('SELECT * FROM refunds ORDER BY created_at, id').map((row) => ({
      id: row.id,
      chargeId: row.charge_id,
      sessionId: row.session_id,
      amount: row.amount,
      status: row.status,
      at: isoTime(row.created_at),
    })),
    plexo: plexoBooks(world),
    journal: books.all<JournalRow>('SELECT * FROM journal ORDER BY seq').map((row) => ({
      seq: row.seq,
      at: isoTime(row.at),
      kind: row.kind,
      sessionId: row.session_id,
      idempotencyKey: row.idempotency_key,
      detail: JSON.parse(row.detail),
    })),
  }
}

const showEmail = (row: EmailRow): object => ({
  id: row.id,
  receiptId: row.receipt_id,
  to: row.recipient,
  subject: row.subject,
  body: row.body,
  at: isoTime(row.sent_at),
})

/** Every webhook and callback with its attempts, oldest first. */
const showDeliveries = (world: World): object[] =>
  world.books
    .all<DeliveryRow>('SELECT * FROM deliveries ORDER BY created_at, id')
    .map((row) => ({ ...renderDelivery(world, row), provider: row.provider, url: row.url }))

function show(world: World, id: string): HandReply {
  const row = sessionById(world, id)
  return { status: 200, body: row ? renderSession(world, row) : null }
}

const refusal = (fault: Refused): HandReply => ({ status: 409, body: { error: fault.message } })
const wrongState = ({ status }: SessionRow): HandReply => ({
  status: 409,
  body: { error: `the session is ${status}` },
})
