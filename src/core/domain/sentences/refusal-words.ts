import type { Language } from '../language.ts'
import type { Currency } from '../money.ts'
import type { Refusal } from '../refusals.ts'
import { unreachable } from '../result.ts'
import { afterSaleWords } from './refusals/after-sale.ts'
import { backupWords } from './refusals/backups.ts'
import { booksWords } from './refusals/books.ts'
import { cartWords } from './refusals/cart.ts'
import { catalogRefusalWords } from './refusals/catalog.ts'
import { desktopRefusalWords } from './refusals/desktop.ts'
import { evidenceWords } from './refusals/evidence.ts'
import { heldRefusalWords } from './refusals/held.ts'
import { inputWords } from './refusals/input.ts'
import { lateMoneyWords } from './refusals/late-money.ts'
import { peopleWords } from './refusals/people.ts'
import { printerSetupWords } from './refusals/printer-setup.ts'
import { printingWords } from './refusals/printing.ts'
import { providerWords } from './refusals/provider.ts'
import { setupWords } from './refusals/provider-setup.ts'
import { receiptRefusalWords } from './refusals/receipts.ts'
import { refundRefusalWords } from './refusals/refunds.ts'
import { reportRefusalWords } from './refusals/reports.ts'
import { reviewRefusalWords } from './refusals/reviews.ts'
import { saleWords } from './refusals/sale.ts'
import { savedFilterWords } from './refusals/saved-filters.ts'
import { screenRefusalWords } from './refusals/screens.ts'
import { shiftRefusalWords } from './refusals/shift.ts'
import { slideRefusalWords } from './refusals/slides.ts'
import { transferRefusalWords } from './refusals/transfer.ts'
import type { Words } from './words.ts'

/** Which file writes the words of a refusal. One that stands nowhere here, or without words there, does not compile. */
export function refusalWords(refusal: Refusal, language: Language, currency: Currency): Words {
  switch (refusal.type) {
    case 'amount_empty':
    case 'amount_not_a_number':
    case 'amount_fraction':
    case 'amount_too_fine':
    case 'amount_not_positive':
    case 'amount_too_large':
    case 'cart_empty':
    case 'line_quantity_invalid':
    case 'line_price_invalid':
    case 'discount_too_large':
    case 'sale_not_positive':
    case 'sale_too_large':
      return cartWords(refusal, language, currency)
    case 'cash_too_little':
    case 'card_number_typed':
    case 'edc_field_missing':
    case 'edc_field_invalid':
    case 'notice_field_missing':
    case 'notice_field_invalid':
    case 'evidence_used':
    case 'static_qris_not_set_up':
    case 'bank_account_not_set_up':
    case 'static_qris_refused':
      return evidenceWords(refusal, language, currency)
    case 'event_out_of_order':
    case 'tender_is_over':
    case 'already_accepted':
    case 'already_rejected':
    case 'sale_already_paid':
    case 'sale_canceled':
    case 'sale_has_money':
    case 'refund_undecided':
    case 'sale_has_open_tender':
    case 'tender_exceeds_remaining':
    case 'tender_amount_invalid':
    case 'tender_unknown':
    case 'money_no_longer_needed':
      return saleWords(refusal, language, currency)
    case 'provider_unreachable':
    case 'provider_unknown':
    case 'provider_refused':
    case 'provider_not_found':
    case 'provider_key_missing':
    case 'provider_key_wrong':
    case 'provider_clock_off':
    case 'provider_forbidden':
    case 'provider_busy':
    case 'provider_unsupported':
    case 'provider_answer_differs':
    case 'provider_not_set_up':
    case 'provider_amount_unit_unproved':
    case 'qris_over_limit':
    case 'old_code_still_live':
      return providerWords(refusal, language, currency)
    case 'provider_profile_invalid':
    case 'provider_in_use':
    case 'keys_not_kept':
    case 'provider_currency_unsupported':
    case 'provider_lookup_unproved':
    case 'qris_not_offered':
    case 'code_stays_open':
    case 'currency_fixed':
      return setupWords(refusal, language)
    case 'printer_not_found':
    case 'printer_busy':
    case 'printer_denied':
    case 'printer_gone':
    case 'printer_stalled':
    case 'printer_refused':
    case 'printer_address_invalid':
    case 'printer_none':
    case 'nothing_to_print':
      return printingWords(refusal, language)
    case 'printer_address_forbidden':
    case 'printer_paper_out':
    case 'printer_cover_open':
    case 'printer_offline':
    case 'printer_silent':
    case 'printer_profile_invalid':
    case 'printer_unknown':
    case 'printer_address_taken':
    case 'drawer_too_late':
    case 'drawer_none':
      return printerSetupWords(refusal, language)
    case 'disk_full':
    case 'store_busy':
    case 'store_newer':
    case 'store_wrong_mode':
    case 'store_damaged':
    case 'store_unwritable':
    case 'store_missing':
    case 'store_gone':
    case 'data_folder_in_use':
      return booksWords(refusal, language)
    case 'backup_running':
    case 'backup_no_room':
    case 'backup_stopped':
    case 'backup_unknown':
    case 'backup_none':
    case 'backup_unusable':
    case 'backup_of_other_shop':
      return backupWords(refusal, language)
    case 'input_invalid':
    case 'sale_unknown':
    case 'attention_unknown':
    case 'reason_missing':
    case 'practice_only':
    case 'no_sale_on_counter':
    case 'counter_occupied':
    case 'internal':
      return inputWords(refusal, language)
    case 'till_locked':
    case 'pin_wrong':
    case 'pin_locked_out':
    case 'pin_busy':
    case 'pin_weak':
    case 'person_unknown':
    case 'person_name_taken':
    case 'last_owner':
    case 'owner_exists':
    case 'permission_needed':
    case 'lender_lacks_right':
    case 'second_person_needed':
    case 'personal_data_gone':
      return peopleWords(refusal, language)
    case 'refund_amount_invalid':
    case 'refund_exceeds_remaining':
    case 'refund_not_open':
    case 'refund_not_possible':
    case 'refund_missing':
    case 'refund_lines_invalid':
    case 'refund_below_coin':
    case 'refund_lines_changed':
    case 'void_slip_invalid':
      return refundRefusalWords(refusal, language, currency)
    case 'customer_invalid':
    case 'customer_unknown':
    case 'receipt_not_ready':
    case 'receipt_too_large':
    case 'receipt_needs_paper':
    case 'email_invalid':
    case 'attention_action_unfit':
      return afterSaleWords(refusal, language)
    case 'late_money_too_much':
    case 'late_money_refunded':
    case 'late_money_used':
    case 'late_money_not_there':
      return lateMoneyWords(refusal, language, currency)
    case 'logo_not_a_picture':
    case 'logo_too_large':
    case 'logo_blank':
    case 'logo_unknown':
    case 'not_a_sealed_receipt':
    case 'seal_key_unkept':
      return receiptRefusalWords(refusal, language)
    case 'product_code_unknown':
    case 'product_code_misread':
    case 'product_unknown':
    case 'product_not_sold':
    case 'barcode_taken':
    case 'sku_taken':
    case 'import_unknown':
    case 'import_too_large':
    case 'import_unreadable':
    case 'import_workbook':
    case 'import_column':
    case 'import_stopped':
      return catalogRefusalWords(refusal, language)
    case 'held_carts_full':
    case 'held_cart_unknown':
      return heldRefusalWords(refusal, language)
    case 'saved_filters_full':
      return savedFilterWords(refusal, language)
    case 'review_unknown':
    case 'review_over':
    case 'review_of_other_till':
    case 'review_of_sale':
    case 'review_not_manual':
    case 'review_differs':
    case 'review_decided':
    case 'proof_missing':
    case 'proof_unreadable':
    case 'bulk_not_cash':
      return reviewRefusalWords(refusal, language)
    case 'desktop_only':
    case 'app_incomplete':
    case 'switch_refused':
    case 'display_unknown':
    case 'display_is_cashiers':
    case 'logs_not_opened':
    case 'updates_off':
    case 'update_not_found':
    case 'update_not_ready':
    case 'update_waits':
      return desktopRefusalWords(refusal, language)
    case 'shift_needed':
    case 'shift_already_open':
    case 'shift_not_open':
    case 'shift_unknown':
    case 'count_invalid':
    case 'variance_needs_reason':
    case 'batch_invalid':
    case 'settlement_photo_used':
      return shiftRefusalWords(refusal, language, currency)
    case 'screens_off':
    case 'screens_full':
    case 'screen_unknown':
    case 'pairing_code_wrong':
    case 'pairing_over':
      return screenRefusalWords(refusal, language)
    case 'slide_not_a_picture':
    case 'slide_too_large':
    case 'slides_full':
    case 'slide_unknown':
      return slideRefusalWords(refusal, language)
    case 'transfer_suffixes_used_up':
    case 'transfer_amount_differs':
    case 'photo_not_a_picture':
    case 'photo_too_large':
    case 'photo_gone':
    case 'camera_denied':
    case 'camera_none':
    case 'camera_busy':
    case 'camera_gone':
      return transferRefusalWords(refusal, language)
    case 'report_range_invalid':
    case 'report_stopped':
    case 'report_busy':
    case 'export_too_many_rows':
    case 'export_not_written':
    case 'export_gone':
      return reportRefusalWords(refusal, language)
    default:
      return unreachable(refusal)
  }
}
