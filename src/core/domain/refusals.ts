import type { AfterSaleRefusal } from './refusals/after-sale.ts'
import type { CatalogRefusal } from './refusals/catalog.ts'
import type { DesktopRefusal } from './refusals/desktop.ts'
import type { HeldRefusal } from './refusals/held.ts'
import type { SavedFilterRefusal } from './saved-filters.ts'
import type { InviteRefusal } from './tenders/invite.ts'
import type { CashRefusal, EdcRefusal, EvidenceUsed, NoticeRefusal } from './tenders/evidence.ts'
import type { AmountRefusal } from './money.ts'
import type { CartRefusal } from './sale.ts'
import type { PeopleRefusal } from './people/people.ts'
import type { ProviderSetupRefusal } from './provider/setup.ts'
import type { ReceiptRefusal } from './refusals/receipts.ts'
import type { ReportRefusal } from './refusals/reports.ts'
import type { ReviewRefusal } from './refusals/reviews.ts'
import type { SaleRefusal } from './tenders/sale-tenders.ts'
import type { ScreenRefusal } from './refusals/screens.ts'
import type { SlideRefusal } from './slides.ts'
import type { SessionMismatch } from './provider/session.ts'
import type { ShiftRefusal } from './shifts/shift.ts'
import type { PhotoRefusal } from './tenders/evidence-photo.ts'
import type { TransferRefusal } from './tenders/transfer-suffix.ts'

/**
 * Everything Gerai says no to, or cannot tell, as one closed union of plain facts. What it means for a person is written
 * in one place, the folder `sentences`.
 */
export type Refusal =
  | AmountRefusal
  | CartRefusal
  | CashRefusal
  | EdcRefusal
  | NoticeRefusal
  | EvidenceUsed
  | InviteRefusal
  | TransferRefusal
  | PhotoRefusal
  | SaleRefusal
  | ProviderRefusal
  | ProviderSetupRefusal
  | PrinterRefusal
  | StoreRefusal
  | BackupRefusal
  | InputRefusal
  | PeopleRefusal
  | ReceiptRefusal
  | DesktopRefusal
  | AfterSaleRefusal
  | ShiftRefusal
  | ScreenRefusal
  | SlideRefusal
  | HeldRefusal
  | SavedFilterRefusal
  | ReviewRefusal
  | CatalogRefusal
  | ReportRefusal

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
  | {
      readonly type: 'provider_forbidden'
      readonly code: string
      readonly requestId: string | null
      /** The rights that the provider named as missing. */
      readonly scopes?: readonly string[]
    }
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
  | {
      readonly type:
        | 'printer_address_forbidden'
        /** By the printer's own word, when it was asked before or after a slip. */
        | 'printer_paper_out'
        | 'printer_cover_open'
        | 'printer_offline'
        /** It confirms slips otherwise, and did not confirm this one. */
        | 'printer_silent'
      readonly address: string
      readonly detail: string
    }
  /** A profile of the shop's own; `field` is a path such as `qr.mode`, empty when it is no profile at all. */
  | { readonly type: 'printer_profile_invalid'; readonly field: string; readonly detail: string }
  | { readonly type: 'printer_unknown' }
  | { readonly type: 'printer_address_taken'; readonly name: string }
  /** The drawer opens at once or not at all. */
  | { readonly type: 'drawer_too_late' }
  | { readonly type: 'drawer_none' }
  | { readonly type: 'printer_none' }
  | { readonly type: 'nothing_to_print' }

export type StoreRefusal =
  | { readonly type: 'disk_full' }
  | { readonly type: 'store_busy' }
  | { readonly type: 'store_newer'; readonly found: number; readonly known: number }
  | { readonly type: 'store_wrong_mode'; readonly found: string; readonly expected: string }
  | { readonly type: 'store_damaged'; readonly detail: string }
  | { readonly type: 'store_unwritable'; readonly folder: string }
  /** There are copies, but no books: making empty ones would hide that the real ones are gone. */
  | { readonly type: 'store_missing'; readonly folder: string }
  /** The file was taken away, or another one put in its place, while it was open. */
  | { readonly type: 'store_gone'; readonly replaced: boolean }
  | { readonly type: 'data_folder_in_use'; readonly folder: string }

/** Why a copy of the books could not be made, or cannot be used. */
export type BackupRefusal =
  | { readonly type: 'backup_running' }
  | { readonly type: 'backup_no_room'; readonly neededBytes: number; readonly freeBytes: number }
  | { readonly type: 'backup_stopped' }
  | { readonly type: 'backup_unknown'; readonly name: string }
  | { readonly type: 'backup_none' }
  | { readonly type: 'backup_unusable'; readonly name: string; readonly detail: string }
  /** These books have sales, and the copy is of books that never had anything to do with them. */
  | { readonly type: 'backup_of_other_shop'; readonly name: string; readonly shop: string }

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
