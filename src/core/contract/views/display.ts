import type { Language } from '../../domain/language.ts'
import type { DisplayBrand } from '../../domain/brand.ts'
import type { Amount, Currency } from '../../domain/money.ts'
import type { Mode } from '../../domain/provider/session.ts'
import type { Settings } from '../../domain/settings.ts'
import type { VoiceChoice } from '../../domain/spoken-amount.ts'
import type { CodeView, InviteView, TenderView } from './sale.ts'
import type { QrMatrix } from '../../ports/system.ts'

/** What the customer's screen shows now. Narrow on purpose: nothing in it can be abused from a tablet. */
export type DisplayView =
  | {
      readonly screen: 'idle'
      readonly shop: DisplayShop
      readonly brand?: DisplayBrand | null
      /** Ids of the shop's own pictures, fetched one by one; absent where there are none. */
      readonly slides?: readonly string[]
      readonly logo?: string
    }
  | {
      readonly screen: 'cart'
      readonly shop: DisplayShop
      readonly lines: readonly DisplayLine[]
      readonly orderDiscount: Amount
      readonly total: Amount
      readonly currency: Currency
    }
  | { readonly screen: 'asking'; readonly shop: DisplayShop; readonly order: DisplayOrder }
  | {
      readonly screen: 'code'
      readonly shop: DisplayShop
      readonly order: DisplayOrder
      readonly code: CodeView
      readonly paying: boolean
    }
  | {
      readonly screen: 'invite'
      readonly shop: DisplayShop
      readonly order: DisplayOrder
      readonly invite: InviteView
    }
  | {
      readonly screen: 'waiting'
      readonly shop: DisplayShop
      readonly order: DisplayOrder
      /** `slip`: money a person sees was recorded and waits to be confirmed; no code is involved. */
      readonly reason: 'cashier' | 'ended' | 'slip'
    }
  | {
      readonly screen: 'paid'
      readonly shop: DisplayShop
      readonly order: DisplayOrder
      readonly paidAt: string
      readonly kinds: readonly TenderView['kind'][]
      readonly change: Amount
      /** The printed receipt's own code, for the customer's phone; absent when a phone could do nothing with it. */
      readonly receiptQr?: QrMatrix
    }

export interface DisplayShop {
  readonly name: string
  /** Amounts are said aloud; absent when they are not. */
  readonly voice?: Exclude<VoiceChoice, 'off'>
  readonly language: Language
  readonly mode: Mode
  readonly zoneLabel: string
  readonly utcOffsetMinutes: number
  /** The shop's colour; absent where it is the usual one. */
  readonly accent?: Settings['accent']
  /** The owner chose high contrast for this till. */
  readonly contrast?: true
}

export interface DisplayLine {
  readonly name: string
  /** In thousandths. */
  readonly quantity: number
  readonly net: Amount
}

export interface DisplayOrder {
  readonly saleNumber: string
  readonly lines: readonly DisplayLine[]
  readonly orderDiscount: Amount
  readonly total: Amount
  /** What this code or this moment asks for; a part of the total in a split. */
  readonly due: Amount
  readonly currency: Currency
}

/** A beat follows at least every second: a screen that hears none for two covers its code. */
export type DisplayMessage =
  | { readonly type: 'view'; readonly view: DisplayView; readonly now: string }
  | { readonly type: 'beat'; readonly now: string }
