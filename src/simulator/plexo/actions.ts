import type { Reply } from '../envelope.ts'
import type { World } from '../world.ts'
import {
  insertTransaction,
  movePayment,
  noPayment,
  paymentById,
  renderTransaction,
  transactionsOf,
} from './payments.ts'
import { checkAction, type ActionRequest } from './request.ts'
import type { PlexoPaymentRow, PlexoPaymentStatus, PlexoTransactionRow } from './rows.ts'
import { plexoError, plexoJson, readBody, toDecimal, type PlexoCall } from './wire.ts'

/** POST /v1/payments/{id}/captures: takes an authorized payment, whole or in part. */
export const capturePayment = (world: World, call: PlexoCall): Reply =>
  act(world, call, ['authorized'], (payment, asked) => {
    const hundredths = asked.amount ?? payment.hundredths
    if (hundredths > payment.hundredths) return tooMuch(payment.hundredths)
    const made = insertTransaction(world, payment, { ...DONE, ...named(asked), type: 'capture', hundredths })
    world.books.update('plexo_payments', payment.id, { hundredths })
    movePayment(world, payment.id, 'approved')
    return plexoJson(200, renderTransaction(made))
  })

/** POST /v1/payments/{id}/cancellations: voids what was authorized, or captured and not yet refunded. */
export const cancelPayment = (world: World, call: PlexoCall): Reply =>
  act(world, call, ['authorized', 'approved'], (payment, asked) => {
    if (pendingRefund(world, payment)) return wrongState(payment)
    const { hundredths } = payment
    const made = insertTransaction(world, payment, {
      ...DONE,
      ...named(asked),
      type: 'cancellation',
      hundredths,
    })
    movePayment(world, payment.id, 'cancelled')
    return plexoJson(200, renderTransaction(made))
  })

/** POST /v1/payments/{id}/refunds: all that remains unless an amount is given. */
export const refundPayment = (world: World, call: PlexoCall): Reply =>
  act(world, call, ['approved', 'partially-refunded'], (payment, asked) => {
    const remaining = remainingOf(world, payment)
    const hundredths = asked.amount ?? remaining
    if (hundredths > remaining || remaining === 0) return tooMuch(remaining)
    const made = insertTransaction(world, payment, {
      ...REFUND_OUTCOMES[world.refundOutcome],
      ...named(asked),
      type: 'refund',
      hundredths,
    })
    if (made.status === 'denied') {
      const declineCode = made.result_code
      return plexoError({ name: 'refundRefused', message: made.result_message, declineCode })
    }
    if (made.status === 'approved') settleRefund(world, payment)
    return plexoJson(200, renderTransaction(made))
  })

const DONE = { status: 'approved', result_code: '0', result_message: 'Simulated.' } as const

const REFUND_OUTCOMES = {
  succeed: DONE,
  pending: { status: 'pending', result_code: '0', result_message: 'Waiting for the bank.' },
  refuse: {
    status: 'denied',
    result_code: 'refund_declined',
    result_message: 'The bank takes no refund of this card.',
  },
} as const

const named = ({ referenceId, reason }: ActionRequest) => ({
  ...(referenceId === undefined ? {} : { reference_id: referenceId }),
  reason: reason ?? null,
})

/** Finishes a refund that was left pending: the tester's hand plays the bank. */
export function finishPlexoRefund(
  world: World,
  transactionId: string,
  outcome: 'succeed' | 'refuse',
): boolean {
  const sql = `SELECT * FROM plexo_transactions WHERE id = ? AND type = 'refund' AND status = 'pending'`
  const made = world.books.get<PlexoTransactionRow>(sql, transactionId)
  const payment = made ? paymentById(world, made.payment_id) : undefined
  if (!made || !payment) return false
  world.books.together(() => {
    const { status, result_code, result_message } = REFUND_OUTCOMES[outcome]
    world.books.update('plexo_transactions', made.id, { status, result_code, result_message })
    if (outcome === 'succeed') settleRefund(world, payment)
  })
  return true
}

function settleRefund(world: World, payment: PlexoPaymentRow): void {
  const isAll = refundedOf(world, payment, ['approved']) >= payment.hundredths
  movePayment(world, payment.id, isAll ? 'refunded' : 'partially-refunded')
}

function act(
  world: World,
  call: PlexoCall,
  from: readonly PlexoPaymentStatus[],
  work: (payment: PlexoPaymentRow, asked: ActionRequest) => Reply,
): Reply {
  const payment = paymentById(world, call.id)
  if (!payment) return noPayment()
  const checked = checkAction(readBody(call.body))
  if (!checked.ok) return plexoError(checked.fault)
  const { referenceId } = checked.value
  if (referenceId !== undefined && isReferenceTaken(world, referenceId)) {
    const params = { referenceId: ['was used before'] }
    return plexoError({ name: 'duplicate', message: 'This referenceId was used before.', params })
  }
  return from.includes(payment.status) ? work(payment, checked.value) : wrongState(payment)
}

/** Among captures, refunds and voids; attempts to pay carry the payment's own reference. */
const isReferenceTaken = (world: World, reference: string): boolean =>
  world.books.get(
    `SELECT 1 FROM plexo_transactions WHERE reference_id = ? AND type IN ('capture', 'refund', 'cancellation')`,
    reference,
  ) !== undefined

const wrongState = ({ status }: PlexoPaymentRow): Reply =>
  plexoError({ name: 'state', message: `The payment is ${status}; that is not possible now.` })

const tooMuch = (hundredths: number): Reply =>
  plexoError({
    name: 'amount',
    message: `At most ${toDecimal(hundredths).toFixed(2)} is possible.`,
    params: { amount: ['is too high'] },
  })

const remainingOf = (world: World, payment: PlexoPaymentRow): number =>
  payment.hundredths - refundedOf(world, payment, ['approved', 'pending'])

const pendingRefund = (world: World, payment: PlexoPaymentRow): boolean =>
  refundedOf(world, payment, ['pending']) > 0

const refundedOf = (
  world: World,
  payment: PlexoPaymentRow,
  statuses: readonly PlexoTransactionRow['status'][],
): number =>
  transactionsOf(world, payment.id)
    .filter(({ type, status }) => type === 'refund' && statuses.includes(status))
    .reduce((sum, { hundredths }) => sum + hundredths, 0)
