import { addAmounts, amountOf, roundToStep, subtractAmount, ZERO, type Amount } from '../money.ts'
import { reservedBy, type Refund, type RefundRefusal } from './refund.ts'
import { err, ok, type Result } from '../result.ts'

/** What earlier cash refunds of a payment took of it, less what the coins allowed; below zero when they gave more. */
export function coinsOwed(refunds: readonly Refund[]): Amount {
  const done = refunds.filter(({ way, state }) => way === 'cash' && state.name === 'succeeded')
  return addAmounts(
    ZERO,
    ...done.map((refund) =>
      subtractAmount(reservedBy(refund), refund.state.name === 'succeeded' ? refund.state.given : ZERO),
    ),
  )
}

/**
 * What is handed over the counter for a refund of `amount`: the coins that the shop rounds cash to, as when it takes cash.
 * What earlier parts were rounded by is made up for, so that all parts together are the whole, rounded once. Never more
 * than is left of the payment. `left` is what may still go back of it, this refund included.
 */
export function cashToHand({
  amount,
  owed,
  left,
  step,
}: {
  readonly amount: Amount
  readonly owed: Amount
  readonly left: Amount
  readonly step: Amount
}): Result<Amount, RefundRefusal> {
  const nearest = roundToStep(addAmounts(amount, owed), step)
  const most = addAmounts(left, owed)
  const handed = nearest <= most ? nearest : amountOf(Math.floor(most / step) * step)
  return handed <= 0 ? err({ type: 'refund_below_coin', asked: amount, step }) : ok(handed)
}
