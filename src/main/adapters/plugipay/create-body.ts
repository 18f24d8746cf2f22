import { amountOf, scaleAmount } from '../../../core/domain/money.ts'
import { unreachable } from '../../../core/domain/result.ts'
import type { CreateAttempt } from '../../../core/ports/gateway.ts'
import { amountToWire } from './amounts.ts'
import type { CheckedProfile } from './profile.ts'

/** The JSON text of a create. Built once per attempt, stored, and sent again byte for byte. */
export function createBody(attempt: CreateAttempt, profile: CheckedProfile): string {
  return JSON.stringify({
    amount: amountToWire(attempt.amount, attempt.currency, profile.amountUnit),
    currency: attempt.currency,
    methods: methodsFor(attempt, profile),
    // One page calls the list required, the generated spec optional: an empty one pleases both.
    lineItems: attempt.lines.map((line) => lineItem(line, attempt, profile)),
    successUrl: profile.successUrl,
    cancelUrl: profile.cancelUrl,
    expiresInSec: attempt.expiresInSec,
    metadata: attempt.metadata,
    // left out of the text when not given
    customerId: attempt.customerId,
    templateId: attempt.templateId,
  })
}

/** The other families are Indonesian rails and move rupiah only. */
const DOLLAR_METHODS = ['card', 'paypal'] as const

function methodsFor({ purpose, currency }: CreateAttempt, profile: CheckedProfile): readonly string[] {
  switch (purpose) {
    case 'qris':
      return ['qris']
    case 'link':
      return currency === 'IDR' ? profile.linkMethods : DOLLAR_METHODS
    case 'booking':
      return ['offline']
    default:
      return unreachable(purpose)
  }
}

/** Counted pieces go as they are; what is weighed goes as one piece at its price, its quantity told in the name. */
function lineItem(line: CreateAttempt['lines'][number], attempt: CreateAttempt, profile: CheckedProfile) {
  const isCounted = Number.isSafeInteger(line.quantity) && line.quantity > 0
  const price = isCounted
    ? line.unitPrice
    : scaleAmount(line.unitPrice, amountOf(Math.round(line.quantity * 1000)), 1000)
  return {
    name: isCounted ? line.name : `${line.name} (${line.quantity})`,
    quantity: isCounted ? line.quantity : 1,
    unitAmount: amountToWire(price, attempt.currency, profile.amountUnit),
  }
}
