import { backupWords } from './backup-words.ts'
import {
  amountOf,
  decimalMark,
  formatAmount,
  formatMoney,
  MAX_SALE_AMOUNT,
  type Amount,
  type Currency,
} from './money.ts'
import { forbiddenWords, refusedWords, setupWords, unitCheckAmount } from './provider-words.ts'
import type { Refusal } from './refusals.ts'
import { unreachable } from './result.ts'
import type { SessionMismatch } from './session.ts'
import { englishAfterSaleWords } from './sentences-after-sale-en.ts'
import { EDC_LABELS, KIND_LABELS, modeLabel } from './sentence-labels.ts'
import { englishManualWords } from './sentences-manual-en.ts'
import { roundSpan, say, waitSpan, type Words } from './sentence-words.ts'
import { englishPeopleWords } from './sentences-people-en.ts'
import { englishPrinterWords } from './sentences-printers.ts'
import { catalogRefusalWords } from './sentences-catalog.ts'
import { desktopRefusalWords } from './sentences-desktop.ts'
import { heldRefusalWords } from './sentences-held.ts'
import { savedFilterWords } from './sentences-saved-filters.ts'
import { reviewRefusalWords } from './sentences-review.ts'
import { receiptRefusalWords } from './sentences-receipts.ts'
import { screenRefusalWords } from './sentences-screens.ts'
import { slideRefusalWords } from './sentences-slides.ts'
import { transferRefusalWords } from './sentences-transfer.ts'
import { reportRefusalWords } from './sentences-reports.ts'
import { shiftRefusalWords } from './sentences-shift.ts'
import { quoted } from './shown-text.ts'

/** An amount to show how one is written: `25.000`, `250.00`. */
const EXAMPLE = amountOf(25_000)

const NOT_CHARGED = 'Nothing has been charged.'
const TYPED_STAYS = 'Nothing has been charged, and what you typed is still there.'
const NOTHING_CHANGED = 'Nothing has changed.'
const SALE_STAYS = 'The sale is still saved.'
const SLIP_LATER = 'The sale and its payment are safe; the receipt can be printed later.'
const CASH_STILL_WORKS = 'The sale is still saved. Cash and card terminal still work.'

/** Every refusal in plain English, in the same tone as the Indonesian. */
export function englishWords(refusal: Refusal, currency: Currency): Words {
  const money = (amount: Amount): string => formatMoney(amount, currency, 'en')
  switch (refusal.type) {
    case 'amount_empty':
      return say(
        'There is no amount yet.',
        NOT_CHARGED,
        `Type the amount first, for example ${formatAmount(EXAMPLE, currency, 'en')}.`,
      )
    case 'amount_not_a_number':
      return say(
        `${quoted(refusal.typed)} cannot be read as an amount.`,
        TYPED_STAYS,
        `Use digits only, for example ${formatAmount(EXAMPLE, currency, 'en')}.`,
      )
    case 'amount_fraction':
      return say(
        `The amount must be whole, and ${quoted(refusal.typed)} has decimals.`,
        TYPED_STAYS,
        'Remove the comma and the digits after it.',
      )
    case 'amount_too_fine':
      return say(
        `${quoted(refusal.typed)} has more than two digits after the ${decimalMark(refusal.currency, 'en') === '.' ? 'point' : 'comma'}.`,
        TYPED_STAYS,
        `Write at most two, for example ${formatAmount(EXAMPLE, refusal.currency, 'en')}.`,
      )
    case 'amount_not_positive':
      return say('The amount must be more than zero.', TYPED_STAYS, 'Type the right amount again.')
    case 'amount_too_large':
      return say(
        `The amount is too large; the most is ${formatMoney(refusal.limit, refusal.currency, 'en')}.`,
        TYPED_STAYS,
        'Check the digits. If it really is that much, split it into several sales.',
      )
    case 'cart_empty':
      return say('There are no items yet.', NOT_CHARGED, 'Add an item or type an amount first.')
    case 'line_quantity_invalid':
      return say(
        `The quantity of ${quoted(refusal.name)} cannot be used.`,
        TYPED_STAYS,
        'Enter a quantity above zero and try again.',
      )
    case 'line_price_invalid':
      return say(
        `The price of ${quoted(refusal.name)} cannot be used.`,
        TYPED_STAYS,
        `Enter a price between 0 and ${money(MAX_SALE_AMOUNT)}.`,
      )
    case 'discount_too_large':
      return say(
        refusal.name === null
          ? 'The discount is larger than the sale.'
          : `The discount on ${quoted(refusal.name)} is larger than its price.`,
        TYPED_STAYS,
        'Make the discount smaller and try again.',
      )
    case 'sale_not_positive':
      return say(
        'The total is zero, so there is nothing to pay.',
        TYPED_STAYS,
        'Check the prices and the discount.',
      )
    case 'sale_too_large':
      return say(
        `The total is over the limit of ${formatMoney(refusal.limit, refusal.currency, 'en')}.`,
        TYPED_STAYS,
        'Split it into two sales or more.',
      )
    case 'cash_too_little':
      return say(
        `The cash is ${money(amountOf(refusal.due - refusal.tendered))} short: ${money(refusal.due)} is due, ${money(refusal.tendered)} was given.`,
        'It is not marked as paid, and what you typed is still there.',
        'Ask for the rest, or take part of it now and the rest another way.',
      )
    case 'card_number_typed':
      return say(
        `${EDC_LABELS[refusal.field].en} looks like a card number.`,
        'That entry was cleared at once and is not stored anywhere.',
        'Copy from the terminal slip only. From the card, the last 4 digits are enough.',
      )
    case 'edc_field_missing':
      return say(
        `${EDC_LABELS[refusal.field].en} is missing.`,
        'Your other entries are still there.',
        'Look at the terminal slip and fill it in.',
      )
    case 'edc_field_invalid':
      return say(
        `${EDC_LABELS[refusal.field].en} does not look right.`,
        'Your other entries are still there.',
        'Compare it with the terminal slip and leave out extra marks.',
      )
    case 'notice_field_missing':
    case 'notice_field_invalid':
    case 'evidence_used':
    case 'static_qris_not_set_up':
    case 'bank_account_not_set_up':
    case 'static_qris_refused':
      return englishManualWords(refusal)
    case 'event_out_of_order':
      return say(
        'That step is not possible now; things have moved on.',
        'Nothing is charged twice, and the record is intact.',
        'Look at the latest state on the screen, then choose again.',
      )
    case 'tender_is_over':
      return say(
        'This payment is finished and cannot be changed.',
        'Its record stays, and money that arrives late will still be noticed.',
        'If something is left to pay, start a new payment.',
      )
    case 'already_accepted':
      return say(
        'This money was already accepted.',
        'It counts only once.',
        'Just go on. If it turns out to be wrong, tell your supervisor.',
      )
    case 'already_rejected':
      return say(
        'This payment was already rejected.',
        'It does not count, and its record stays.',
        'If the money is really there, record it as a new payment.',
      )
    case 'sale_already_paid':
      return say('This sale is already paid.', 'Nothing more is charged.', 'Go on to the next customer.')
    case 'sale_canceled':
      return say(
        'This sale was canceled.',
        'Its record stays, and money that arrives late will still be noticed.',
        'If the customer still wants it, start a new sale.',
      )
    case 'sale_has_money':
      return say(
        `${money(refusal.covered)} has already come in, so this sale cannot be canceled.`,
        'The money stays on record.',
        'Collect the rest, park it, or give the money back under Sales and then cancel.',
      )
    case 'refund_undecided':
      return say(
        'Money of this sale is on its way back, and the payment service has not decided.',
        'Nothing was charged.',
        'Wait for its word under Sales, or make a new sale for this customer.',
      )
    case 'sale_has_open_tender':
      return say(
        `A ${KIND_LABELS[refusal.kind].en} payment is still running.`,
        'The new one has not started, so the customer cannot pay twice.',
        'Wait for its outcome, or cancel it first.',
      )
    case 'tender_exceeds_remaining':
      return say(
        `${money(refusal.remaining)} is left to pay, but ${money(refusal.asked)} was asked.`,
        TYPED_STAYS,
        `Change the amount to ${money(refusal.remaining)} at most.`,
      )
    case 'tender_amount_invalid':
      return say('This payment amount cannot be used.', TYPED_STAYS, 'Enter more than zero and try again.')
    case 'tender_unknown':
      return say(
        'That payment does not belong to this sale.',
        NOTHING_CHANGED,
        'Open the sale from the list again, then retry.',
      )
    case 'money_no_longer_needed':
      return say(
        refusal.remaining > 0
          ? `Only ${money(refusal.remaining)} is left, less than this money.`
          : 'Another payment already covers this sale.',
        'This money has not been counted, so nothing is recorded twice.',
        'Reject this record and give the money back, or ask your supervisor first.',
      )
    case 'provider_unreachable':
      return say(
        'The internet or the payment service cannot be reached.',
        'Nothing was sent. The sale is still saved.',
        'Check the internet and try again, or take cash for now.',
      )
    case 'provider_unknown':
      return say(
        'Not certain yet: the payment service has not answered.',
        'Gerai does not charge twice. The sale is saved and is being checked.',
        'Do not charge again yet. Press Check now, or park this sale.',
      )
    case 'provider_refused':
      return refusedWords(refusal.code, 'en')
    case 'provider_not_found':
      return say(
        'The payment service does not find this payment yet.',
        'Our record stays, and it is not treated as canceled.',
        'Press Check now in a moment. If it is still missing, tell the owner.',
      )
    case 'provider_key_missing':
      return say(
        'The payment service has no key yet.',
        CASH_STILL_WORKS,
        'Ask the owner to enter it in Settings.',
      )
    case 'provider_key_wrong':
      return say(
        'The key for the payment service does not match.',
        CASH_STILL_WORKS,
        'Ask the owner to enter the right key in Settings.',
      )
    case 'provider_clock_off':
      return say(
        clockOff(refusal.offsetSeconds),
        `This step charged nothing. ${SALE_STAYS}`,
        "Open this computer's date and time settings, turn on automatic time, then try again.",
      )
    case 'provider_forbidden':
      return forbiddenWords(refusal.code, 'en')
    case 'provider_busy': {
      const { count, unit } = waitSpan(refusal.retryAfterMs)
      return say(
        'The payment service is busy.',
        `Nothing is charged twice. ${SALE_STAYS}`,
        `Wait ${plural(count, unit)}, then try again.`,
      )
    }
    case 'provider_unsupported':
      return say(
        'This payment service cannot do that.',
        'Nothing was charged and nothing has changed.',
        'Use another way, for example cash or the card terminal.',
      )
    case 'provider_answer_differs':
      return answerDiffers(refusal.mismatch, money)
    case 'provider_not_set_up':
      return say(
        'The payment service is not set up yet.',
        CASH_STILL_WORKS,
        'Ask the owner to set it up in Settings.',
      )
    case 'provider_amount_unit_unproved':
      return say(
        'Real charging is not open yet: the trial amount has not been compared.',
        'Nothing has been charged. Cash and card terminal still work.',
        `Ask the owner to try ${unitCheckAmount(currency, 'en')} from Settings and compare the amount on the payment page.`,
      )
    case 'provider_profile_invalid':
    case 'provider_in_use':
    case 'provider_currency_unsupported':
    case 'provider_lookup_unproved':
    case 'qris_not_offered':
    case 'code_stays_open':
    case 'currency_fixed':
      return setupWords(refusal, 'en')
    case 'qris_over_limit':
      return say(
        `One QRIS payment is at most ${formatMoney(amountOf(refusal.limit), 'IDR', 'en')}.`,
        TYPED_STAYS,
        'Split the payment, or use another way to pay.',
      )
    case 'old_code_still_live':
      return say(
        'The old QR code may still be payable.',
        'No new code was made, so the customer cannot pay twice.',
        'Ask whether the customer has paid, then press Check now. If you must go on, cover the old code and give a reason.',
      )
    case 'printer_not_found':
      return say(
        'The printer cannot be found.',
        SLIP_LATER,
        'Check its power, its cable and its switch, then print again.',
      )
    case 'printer_busy':
      return say(
        'Another program is using the printer.',
        SLIP_LATER,
        'Close the other program that uses it, then print again.',
      )
    case 'printer_denied':
      return say(
        'This computer does not let Gerai use the printer.',
        SLIP_LATER,
        'Ask whoever looks after the computer to allow it, then print again.',
      )
    case 'printer_gone':
      return say(
        'The printer was disconnected while printing.',
        'The payment is safe. The receipt may be only partly printed.',
        'Plug the cable back in, look at the paper, and print again if needed.',
      )
    case 'printer_stalled':
      return say(
        'The printer stopped halfway.',
        'The payment is safe. The receipt may be only partly printed.',
        'Check the paper and the lid, switch the printer off and on, then print again.',
      )
    case 'printer_refused':
      return say(
        'The printer says it cannot print now.',
        SLIP_LATER,
        'Check the paper, the lid and the lights on the printer, then print again.',
      )
    case 'printer_address_invalid':
      return say(
        'The printer address in Settings cannot be read.',
        SLIP_LATER,
        'Choose the printer again in Settings, then print a test.',
      )
    case 'printer_none':
      return say(
        'No printer has been chosen yet.',
        SLIP_LATER,
        'Choose a printer in Settings, then print a test.',
      )
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
      return englishPrinterWords(refusal)
    case 'nothing_to_print':
      return say(
        'There is nothing to print yet.',
        'Nothing is lost.',
        'Finish the payment or show the QR first, then print.',
      )
    case 'disk_full':
      return say(
        "This computer's storage is full.",
        'What was saved is safe. The last step was not carried out.',
        'Delete files you do not need until there is room, then repeat the step.',
      )
    case 'store_busy':
      return say(
        'The sales books are in use for a moment.',
        'What was saved is safe. The last step was not carried out.',
        'Wait a few seconds, then repeat the step.',
      )
    case 'store_newer':
      return say(
        'These sales books were made by a newer Gerai.',
        'Nothing in them was changed.',
        'Install the newest version of Gerai, then open it again.',
      )
    case 'store_wrong_mode':
      return say(
        `These books are for ${modeLabel(refusal.found, 'en')} mode, but Gerai is in ${modeLabel(refusal.expected, 'en')} mode.`,
        'Nothing in them was changed, so practice money and real money do not mix.',
        'Close Gerai, then open it with the right data folder.',
      )
    case 'store_damaged':
      return say(
        'The sales books cannot be read properly.',
        'Gerai has stopped writing, so that it does not get worse.',
        'Delete nothing. Copy the data folder, then restore a backup or ask for help.',
      )
    case 'store_unwritable':
      return say(
        'Gerai cannot write in its data folder.',
        'What was saved has not changed.',
        "Check the folder's permissions, or use another folder that can be written.",
      )
    case 'store_missing':
      return say(
        'The sales books are not in their place, although there are backups of them.',
        'The backups were not touched, and no empty books were made.',
        'Restore the newest backup. If you really want to begin with nothing, move the backup folder away first.',
      )
    case 'store_gone':
      return say(
        refusal.replaced
          ? 'The file of the sales books was replaced by another one while Gerai was open.'
          : 'The file of the sales books was taken from its place while Gerai was open.',
        'Gerai still holds the books open and is copying them to a backup. The last step was not carried out.',
        refusal.replaced
          ? 'Do not close Gerai. Open Settings, Backups, and restore that copy.'
          : 'Do not close Gerai. Wait a moment, then repeat the step.',
      )
    case 'backup_running':
    case 'backup_no_room':
    case 'backup_stopped':
    case 'backup_unknown':
    case 'backup_none':
    case 'backup_unusable':
    case 'backup_of_other_shop':
      return backupWords(refusal, 'en')
    case 'data_folder_in_use':
      return say(
        'Gerai is already open on this data folder.',
        NOTHING_CHANGED,
        'Use the Gerai window that is already open, or close it first.',
      )
    case 'input_invalid':
      return say('One of the entries is not right yet.', TYPED_STAYS, 'Check the entries and try again.')
    case 'sale_unknown':
      return say('That sale cannot be found.', NOTHING_CHANGED, 'Look for it again in the list of sales.')
    case 'attention_unknown':
      return say(
        'That item is no longer on the list.',
        NOTHING_CHANGED,
        'Open the list of things to check again.',
      )
    case 'reason_missing':
      return say('There is no reason yet.', NOTHING_CHANGED, 'Write a short reason, then go on.')
    case 'practice_only':
      return say(
        'That is only possible in practice mode.',
        NOTHING_CHANGED,
        'To try it, switch to practice mode in Settings.',
      )
    case 'no_sale_on_counter':
      return say(
        'There is no sale on the screen.',
        NOTHING_CHANGED,
        'Start a new sale, or open a parked one.',
      )
    case 'counter_occupied':
      return say(
        `Sale ${quoted(refusal.saleNumber)} is still on the screen.`,
        'Both are saved.',
        'Finish it or park it first.',
      )
    case 'internal':
      return say(
        'Something went wrong inside Gerai.',
        'What was saved is safe. The outcome of the last step is not certain yet.',
        'Look at the latest state before repeating it. If it happens again, pass on the reference in the details.',
      )
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
      return englishPeopleWords(refusal)
    case 'refund_amount_invalid':
    case 'refund_exceeds_remaining':
    case 'refund_not_open':
    case 'refund_not_possible':
    case 'refund_missing':
    case 'refund_lines_invalid':
    case 'refund_below_coin':
    case 'refund_lines_changed':
    case 'void_slip_invalid':
    case 'customer_invalid':
    case 'customer_unknown':
    case 'receipt_not_ready':
    case 'receipt_too_large':
    case 'receipt_needs_paper':
    case 'email_invalid':
    case 'attention_action_unfit':
    case 'late_money_too_much':
    case 'late_money_refunded':
    case 'late_money_used':
    case 'late_money_not_there':
      return englishAfterSaleWords(refusal, currency)
    case 'logo_not_a_picture':
    case 'logo_too_large':
    case 'logo_blank':
    case 'logo_unknown':
    case 'not_a_sealed_receipt':
    case 'seal_key_unkept':
      return receiptRefusalWords(refusal, 'en')
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
      return catalogRefusalWords(refusal, 'en')
    case 'held_carts_full':
    case 'held_cart_unknown':
      return heldRefusalWords(refusal, 'en')
    case 'saved_filters_full':
      return savedFilterWords(refusal, 'en')
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
      return reviewRefusalWords(refusal, 'en')
    case 'desktop_only':
    case 'app_incomplete':
    case 'display_unknown':
    case 'display_is_cashiers':
    case 'logs_not_opened':
    case 'updates_off':
    case 'update_not_found':
    case 'update_not_ready':
    case 'update_waits':
      return desktopRefusalWords(refusal, 'en')
    case 'shift_needed':
    case 'shift_already_open':
    case 'shift_not_open':
    case 'shift_unknown':
    case 'count_invalid':
    case 'variance_needs_reason':
    case 'batch_invalid':
    case 'settlement_photo_used':
      return shiftRefusalWords(refusal, 'en', currency)
    case 'screens_off':
    case 'screens_full':
    case 'screen_unknown':
    case 'pairing_code_wrong':
    case 'pairing_over':
      return screenRefusalWords(refusal, 'en')
    case 'slide_not_a_picture':
    case 'slide_too_large':
    case 'slides_full':
    case 'slide_unknown':
      return slideRefusalWords(refusal, 'en')
    case 'transfer_suffixes_used_up':
    case 'transfer_amount_differs':
    case 'photo_not_a_picture':
    case 'photo_too_large':
    case 'photo_gone':
    case 'camera_denied':
    case 'camera_none':
    case 'camera_busy':
    case 'camera_gone':
      return transferRefusalWords(refusal, 'en')
    case 'report_range_invalid':
    case 'report_stopped':
    case 'report_busy':
    case 'export_too_many_rows':
    case 'export_not_written':
    case 'export_gone':
      return reportRefusalWords(refusal, 'en')
    default:
      return unreachable(refusal)
  }
}

const plural = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`

/** `offsetSeconds` is the provider's clock minus ours: above zero, this machine is behind. */
function clockOff(offsetSeconds: number | null): string {
  if (offsetSeconds === null || !Number.isFinite(offsetSeconds)) return "This computer's clock is wrong."
  const { count, unit } = roundSpan(offsetSeconds)
  return `This computer's clock is ${plural(count, unit)} ${offsetSeconds > 0 ? 'behind' : 'ahead'}.`
}

function answerDiffers(mismatch: SessionMismatch, money: (amount: Amount) => string): Words {
  const hidden = 'The code is not shown, so the customer cannot pay the wrong thing.'
  const next = 'Do not keep trying. Use another way to pay, and tell the owner.'
  switch (mismatch.type) {
    case 'wrong_amount':
      return say(
        `The amount differs: ${money(mismatch.expected)} was asked, ${money(mismatch.got)} came back.`,
        hidden,
        next,
      )
    case 'wrong_currency':
      return say('The currency in the answer differs.', hidden, next)
    case 'wrong_mode':
      return say(
        `The key is for ${modeLabel(mismatch.got, 'en')} mode, but Gerai is in ${modeLabel(mismatch.expected, 'en')} mode.`,
        hidden,
        'Use another way to pay, and ask the owner to check the key in Settings.',
      )
    case 'wrong_session':
    case 'wrong_tender':
      return say('The payment service answered about another payment.', hidden, next)
    case 'wrong_presentation':
      return say("The QR code did not pass Gerai's check.", hidden, next)
    default:
      return unreachable(mismatch)
  }
}
