import type { AfterSaleRefusal } from './after-sale-refusals.ts'
import { formatMoney, type Amount, type Currency } from './money.ts'
import type { RefundObstacle } from './refund.ts'
import { unreachable } from './result.ts'
import { say, type Words } from './sentence-words.ts'

const NOTHING_SENT = 'No money was given back.'
const NOTHING_CHANGED = 'Nothing was changed.'
const TYPED_STAYS = 'What was typed stays.'

/** Refunds, the provider's receipt, customers and the inbox, in English. */
export function englishAfterSaleWords(refusal: AfterSaleRefusal, currency: Currency): Words {
  const money = (amount: Amount): string => formatMoney(amount, currency, 'en')
  switch (refusal.type) {
    case 'refund_amount_invalid':
      return say('The amount to refund must be above zero.', NOTHING_SENT, 'Type the amount again.')
    case 'refund_exceeds_remaining':
      return say(
        refusal.remaining > 0
          ? `Only ${money(refusal.remaining)} can still be refunded, not ${money(refusal.asked)}.`
          : 'All the money of this payment has been refunded, or is being refunded.',
        NOTHING_SENT,
        refusal.remaining > 0
          ? `Type at most ${money(refusal.remaining)}.`
          : "Look at the refunds in the sale's details.",
      )
    case 'refund_not_open':
      return say(
        'This refund has been sent or is over.',
        NOTHING_CHANGED,
        "Look at its outcome in the sale's details.",
      )
    case 'refund_not_possible':
      // books of another version may hold a word that is not known here
      return OBSTACLE_WORDS[refusal.reason] ?? OBSTACLE_WORDS.no_money
    case 'refund_lines_invalid':
      return say(
        'Those lines are not in the sale, or have come back already.',
        NOTHING_CHANGED,
        'Choose the lines again.',
      )
    case 'refund_below_coin':
      return say(
        `${money(refusal.asked)} is less than the smallest coin the shop gives (${money(refusal.step)}).`,
        'No money has gone back.',
        'Give back a larger amount, or give it back through the provider.',
      )
    case 'refund_lines_changed':
      return say(
        `These lines are worth ${money(refusal.amount)} now: something came back meanwhile.`,
        NOTHING_CHANGED,
        'Look at the amount again, then go on.',
      )
    case 'void_slip_invalid':
      return refusal.field === 'rrn'
        ? say(
            'The reference number (RRN) is not right.',
            NOTHING_CHANGED,
            'Type it as it stands on the void slip: at most 12 letters and digits, or leave it empty.',
          )
        : say(
            "The terminal's void slip is needed.",
            NOTHING_CHANGED,
            'Void it on the terminal first, then type the approval code of its slip.',
          )
    case 'refund_missing':
      return say('That refund was not found.', NOTHING_CHANGED, "Open the sale's details again.")
    case 'customer_invalid':
      return FIELD_WORDS[refusal.field]
    case 'customer_unknown':
      return say(
        'That customer was not found.',
        NOTHING_CHANGED,
        'Search again, or add them as a new customer.',
      )
    case 'receipt_not_ready':
      return say(
        'The payment service has not made a receipt for this payment yet.',
        "Gerai's own receipt can still be printed.",
        'It is there once the payment is completed. Try again later.',
      )
    case 'receipt_too_large':
      return say(
        "The payment service's receipt is too large to print.",
        "The printer was left alone. Gerai's own receipt can still be printed.",
        'Save the PDF, or send it by e-mail.',
      )
    case 'receipt_needs_paper':
      return say(
        "The payment service's receipt can only be put on paper.",
        'Nothing was printed.',
        'Save the PDF, or set up a printer in the settings.',
      )
    case 'email_invalid':
      return say(
        'The e-mail address is not right yet.',
        `Nothing was sent. ${TYPED_STAYS}`,
        'Write it like name@example.com.',
      )
    case 'attention_action_unfit':
      return say(
        'That action does not fit this item.',
        NOTHING_CHANGED,
        'Open the item again and choose one that is offered.',
      )
    case 'late_money_too_much':
      return say(
        refusal.remaining > 0
          ? `The money is ${money(refusal.captured)}, but that sale is only ${money(refusal.remaining)} short.`
          : 'That sale is not short of money.',
        'The money has not been used for anything.',
        'Choose another sale, or give the money back to the customer.',
      )
    case 'late_money_refunded':
      return say(
        'This money has been given back to the customer, or is being given back.',
        'It has not been used for another sale.',
        "Look at the refund in the sale's details.",
      )
    case 'late_money_used':
      return say('This money pays another sale already.', NOTHING_CHANGED, 'Look at the sale that uses it.')
    case 'late_money_not_there':
      return say(
        'The payment service does not hold this money for the shop any more.',
        'It has not been used for any sale.',
        'Check in the payment account whether it has been given back.',
      )
    default:
      return unreachable(refusal)
  }
}

const OBSTACLE_WORDS: Readonly<Record<RefundObstacle, Words>> = {
  no_money: say(
    'This payment has brought no money yet.',
    NOTHING_SENT,
    'Choose a payment whose money has arrived.',
  ),
  not_by_provider: say(
    'The shop took this money itself, not through the payment service.',
    NOTHING_SENT,
    'Give it back the way it was taken.',
  ),
  attached: say('This money pays another sale now.', NOTHING_SENT, 'Refund it from the sale that uses it.'),
  charge_unknown: say(
    'The payment service has not named this payment yet.',
    NOTHING_SENT,
    'Try again in a moment. If it stays so, refund it in the payment account.',
  ),
  no_shift: say('No shift is open.', NOTHING_CHANGED, 'Open a shift first: cash leaves its drawer.'),
  void_not_card: say(
    'Only a card payment can be voided on its terminal.',
    NOTHING_CHANGED,
    'Refund it in another way.',
  ),
  void_qris: say(
    'A QRIS payment cannot be voided, only refunded.',
    NOTHING_CHANGED,
    'Choose a refund instead.',
  ),
  void_settled: say(
    "This card slip's batch is settled, so it can no longer be voided.",
    NOTHING_CHANGED,
    'Give cash back, or ask the bank to refund the card.',
  ),
  sale_still_paying: say(
    'This sale is not paid yet, and another code or slip of it is still open.',
    NOTHING_CHANGED,
    'Cancel what is still open first, then give the money back.',
  ),
  void_partly_back: say(
    'A part of this payment went back already, and a void takes back the whole slip.',
    NOTHING_CHANGED,
    'Give the rest back in cash.',
  ),
}

const FIELD_WORDS: Readonly<Record<'name' | 'phone' | 'email', Words>> = {
  name: say('The customer has no name yet.', TYPED_STAYS, 'Fill in the name first.'),
  phone: say(
    'The phone number is not right yet.',
    TYPED_STAYS,
    'Write it like 0812 3456 7890, or leave it empty.',
  ),
  email: say(
    'The e-mail address is not right yet.',
    TYPED_STAYS,
    'Write it like name@example.com, or leave it empty.',
  ),
}
