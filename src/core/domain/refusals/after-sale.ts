import type { CustomerRefusal } from '../customer.ts'
import type { Amount } from '../money.ts'
import type { LateMoneyRefusal } from '../tenders/provider-tender.ts'
import type { RefundRefusal } from '../refunds/refund.ts'

/** What is said no to once a sale has its money: the provider's own receipt, refunds, customers, the inbox. */
export type AfterSaleRefusal =
  | RefundRefusal
  | CustomerRefusal
  | LateMoneyUseRefusal
  /** The provider makes its receipt when the payment is completed. */
  | { readonly type: 'receipt_not_ready' }
  | { readonly type: 'receipt_too_large'; readonly bytes: number; readonly limit: number }
  /** Printer commands can only be put on paper; the screen cannot show them. */
  | { readonly type: 'receipt_needs_paper' }
  | { readonly type: 'email_invalid' }
  /** Not what this item of the inbox offers. */
  | { readonly type: 'attention_action_unfit' }

/** Why money that came late cannot be put to another sale. */
export type LateMoneyUseRefusal =
  | LateMoneyRefusal
  | { readonly type: 'late_money_too_much'; readonly remaining: Amount; readonly captured: Amount }
  /** A refund of this money is under way or done. */
  | { readonly type: 'late_money_refunded' }
