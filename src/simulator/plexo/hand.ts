import { z } from 'zod'
import { done, withInput, type HandReply } from '../hand-reply.ts'
import type { World } from '../world.ts'
import { finishPlexoRefund } from './actions.ts'
import { SESSION_STATUS } from './assumptions.ts'
import { attemptPayment, renderPayment, type Attempt } from './payments.ts'
import type { PlexoPaymentRow, PlexoSessionRow } from './rows.ts'
import { expirePlexoSession, plexoSessionBy, renderPlexoSession } from './sessions.ts'
import { toHundredths } from './wire.ts'

const attemptSchema = z.strictObject({
  /** A decimal in major units, to pay another total than asked. */
  amount: z
    .unknown()
    .optional()
    .transform((value, context) => {
      if (value === undefined) return null
      const hundredths = toHundredths(value)
      if (hundredths === null) context.addIssue({ code: 'custom', message: 'a decimal above zero' })
      return hundredths
    }),
  declineCode: z.string().max(60).default('card_declined'),
})

const MOVES: Readonly<Record<string, Attempt['status']>> = {
  pay: 'approved',
  'late-pay': 'approved',
  authorize: 'authorized',
  decline: 'denied',
  start: 'pending',
  fail: 'failed',
}

/**
 * `POST /_sim/plexo/sessions/{id or reference}/pay|authorize|decline|start|fail|expire`, `late-pay` once it is over,
 * `GET` of the same without a move, and `POST /_sim/plexo/refunds/{transaction}/succeed|refuse` for what was left pending.
 */
export function movePlexo(world: World, method: string, path: string, input: unknown): HandReply {
  const onRefund = /^\/refunds\/([0-9a-f]{24})\/(succeed|refuse)$/.exec(path)
  if (onRefund && method === 'POST') {
    const outcome = onRefund[2] === 'succeed' ? 'succeed' : 'refuse'
    return finishPlexoRefund(world, onRefund[1] ?? '', outcome)
      ? done()
      : { status: 409, body: { error: 'that refund is not pending' } }
  }
  const onSession = /^\/sessions\/([^/]{1,200})(?:\/([a-z-]+))?$/.exec(path)
  const session = onSession ? plexoSessionBy(world, decoded(onSession[1] ?? '')) : undefined
  if (!session) return { status: 404, body: { error: 'no such session' } }
  return moveSession(world, session, `${method} ${onSession?.[2] ?? ''}`, input)
}

/** A reference may hold anything; what is no percent-encoding is taken as it stands. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function moveSession(world: World, session: PlexoSessionRow, what: string, input: unknown): HandReply {
  if (what === 'GET ') return { status: 200, body: showSession(world, session) }
  const isOpen = session.status === SESSION_STATUS.open
  if (what === 'POST expire') {
    if (!isOpen) return notOpen(session)
    world.books.together(() => expirePlexoSession(world, session, world.clock.now()))
    return { status: 200, body: showSession(world, plexoSessionBy(world, session.id) ?? session) }
  }
  const status = what.startsWith('POST ') ? MOVES[what.slice('POST '.length)] : undefined
  if (status === undefined) return { status: 404, body: { error: 'no such move' } }
  const isLate = what === 'POST late-pay'
  if (isLate ? session.status !== SESSION_STATUS.over : !isOpen) return notOpen(session)
  return withInput(attemptSchema, input, ({ amount, declineCode }) => {
    const isRefused = status === 'denied' || status === 'failed'
    const payment = attemptPayment(world, session, {
      status,
      last4: '1111',
      declineCode: isRefused ? declineCode : null,
      hundredths: amount,
    })
    return { status: 200, body: renderPayment(world, payment) }
  })
}

const notOpen = ({ status }: PlexoSessionRow): HandReply => ({
  status: 409,
  body: { error: `the session is ${status}` },
})

const showSession = (world: World, session: PlexoSessionRow): object => ({
  ...renderPlexoSession(world, session),
  paymentId: session.payment_id,
})

/** The Plexo part of the books, in the order it happened. */
export const plexoBooks = (world: World): object => ({
  sessions: world.books
    .all<PlexoSessionRow>('SELECT * FROM plexo_sessions ORDER BY created_at, rowid')
    .map((row) => showSession(world, row)),
  payments: world.books
    .all<PlexoPaymentRow>('SELECT * FROM plexo_payments ORDER BY created_at, rowid')
    .map((row) => renderPayment(world, row)),
})
