import type { CashRefusal, EdcRefusal } from './evidence.ts'
import type { AmountRefusal } from './money.ts'
import type { CartRefusal } from './sale.ts'
import type { SaleRefusal } from './sale-tenders.ts'
import type { SessionMismatch } from './session.ts'

/**
 * Everything Gerai says no to, or cannot tell, as one closed union of plain facts. What it means for a person is written
 * in one place, `sentences.ts`.
 */
export type Refusal =
  | AmountRefusal
  | CartRefusal
  | CashRefusal
  | EdcRefusal
  | SaleRefusal
  | ProviderRefusal
  | PrinterRefusal
  | StoreRefusal
  | InputRefusal

/** What a call to the payment provider ended in, as far as a cashier has to know. */
export type ProviderRefusal =
  | { readonly type: 'provider_unreachable'; readonly detail: string }
  | { readonly type: 'provider_unknown'; readonly detail: string; readonly requestId: string | null }
  | {
      readonly type: 'provider_refused'
      readonly code: string
      readonly message: string
      readonly requestId: string | null
    }
  | { readonly type: 'provider_not_found'; readonly requestId: string | null }
  | { readonly type: 'provider_key_missing' }
  | { readonly type: 'provider_key_wrong'; readonly code: string; readonly requestId: string | null }
  | { readonly type: 'provider_clock_off'; readonly offsetSeconds: number | null }
  | { readonly type: 'provider_forbidden'; readonly code: string; readonly requestId: string | null }
  | { readonly type: 'provider_busy'; readonly retryAfterMs: number }
  | { readonly type: 'provider_unsupported'; readonly what: string }
  | { readonly type: 'provider_answer_differs'; readonly mismatch: SessionMismatch }
  | { readonly type: 'provider_not_set_up' }
  | { readonly type: 'provider_amount_unit_unproved' }
  | { readonly type: 'qris_over_limit'; readonly limit: number }
  /** The old code could not be cancelled nor read; showing a second one could be paid twice. */
  | { readonly type: 'old_code_still_live'; readonly tenderId: string }

export type PrinterRefusal =
  | {
      readonly type:
        | 'printer_not_found'
        | 'printer_busy'
        | 'printer_denied'
        | 'printer_gone'
        | 'printer_stalled'
        | 'printer_refused'
        | 'printer_address_invalid'
      readonly address: string
      readonly detail: string
    }
  | { readonly type: 'printer_none' }
  | { readonly type: 'nothing_to_print' }

export type StoreRefusal =
  | { readonly type: 'disk_full' }
  | { readonly type: 'store_busy' }
  | { readonly type: 'store_newer'; readonly found: number; readonly known: number }
  | { readonly type: 'store_wrong_mode'; readonly found: string; readonly expected: string }
  | { readonly type: 'store_damaged'; readonly detail: string }
  | { readonly type: 'store_unwritable'; readonly folder: string }
  | { readonly type: 'data_folder_in_use'; readonly folder: string }

export type InputRefusal =
  | { readonly type: 'input_invalid'; readonly field: string; readonly detail: string }
  | { readonly type: 'sale_unknown' }
  | { readonly type: 'attention_unknown' }
  | { readonly type: 'reason_missing' }
  | { readonly type: 'practice_only' }
  | { readonly type: 'no_sale_on_counter' }
  | { readonly type: 'counter_occupied'; readonly saleNumber: string }
  /** A bug on our side, already logged; the reference finds it in the log. */
  | { readonly type: 'internal'; readonly reference: string }

/** What a person reads: three short sentences, and the technical detail one click away. */
export interface Sentence {
  readonly what: string
  readonly safe: string
  readonly next: string
  readonly detail: string | null
}

export type Language = 'id' | 'en'
