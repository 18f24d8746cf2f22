import { LANGUAGES, type Language } from '../../src/core/domain/language.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ATTENTION_KINDS, attentionSentence } from '../../src/core/domain/sentences/attention.ts'
import { amountOf } from '../../src/core/domain/money.ts'
import type { ProfileFaultName } from '../../src/core/domain/provider/setup.ts'
import type { Refusal, Sentence } from '../../src/core/domain/refusals.ts'
import { sentenceFor } from '../../src/core/domain/sentences/sentence-for.ts'
import type { SessionMismatch } from '../../src/core/domain/provider/session.ts'
import { cleanText, quoted } from '../../src/core/domain/shown-text.ts'
import { TIMELINE_KINDS, timelineSentence } from '../../src/core/domain/sentences/timeline.ts'

const printer = { address: 'usb:04b8:0e15', detail: 'LIBUSB_ERROR_ACCESS' }
const limit = amountOf(999_999_999)

/** One of each; a refusal without a sample does not compile. */
const SAMPLES: Readonly<Record<Refusal['type'], Refusal>> = {
  amount_empty: { type: 'amount_empty' },
  amount_not_a_number: { type: 'amount_not_a_number', typed: '12a' },
  amount_fraction: { type: 'amount_fraction', typed: '1.500,50' },
  notice_field_missing: { type: 'notice_field_missing', field: 'bank' },
  notice_field_invalid: { type: 'notice_field_invalid', field: 'reference' },
  evidence_used: { type: 'evidence_used', saleNumber: 'BDG1-20260715-00012', kind: 'edc' },
  static_qris_not_set_up: { type: 'static_qris_not_set_up' },
  bank_account_not_set_up: { type: 'bank_account_not_set_up' },
  static_qris_refused: { type: 'static_qris_refused', reason: 'qris_crc_mismatch', position: 126 },
  amount_too_fine: { type: 'amount_too_fine', typed: '1,234', currency: 'UYU' },
  amount_not_positive: { type: 'amount_not_positive', typed: '0' },
  amount_too_large: { type: 'amount_too_large', limit, currency: 'IDR' },
  cart_empty: { type: 'cart_empty' },
  line_quantity_invalid: { type: 'line_quantity_invalid', name: 'Kopi' },
  line_price_invalid: { type: 'line_price_invalid', name: 'Kopi' },
  discount_too_large: { type: 'discount_too_large', name: 'Kopi' },
  sale_not_positive: { type: 'sale_not_positive' },
  sale_too_large: { type: 'sale_too_large', limit, currency: 'IDR' },
  cash_too_little: { type: 'cash_too_little', due: amountOf(80_000), tendered: amountOf(50_000) },
  card_number_typed: { type: 'card_number_typed', field: 'trace' },
  edc_field_missing: { type: 'edc_field_missing', field: 'approvalCode' },
  edc_field_invalid: { type: 'edc_field_invalid', field: 'lastFour' },
  event_out_of_order: { type: 'event_out_of_order', state: 'presented', event: 'create_sent' },
  tender_is_over: { type: 'tender_is_over', state: 'expired' },
  already_accepted: { type: 'already_accepted' },
  already_rejected: { type: 'already_rejected' },
  sale_already_paid: { type: 'sale_already_paid' },
  sale_canceled: { type: 'sale_canceled' },
  refund_undecided: { type: 'refund_undecided' },
  sale_has_money: { type: 'sale_has_money', covered: amountOf(30_000) },
  sale_has_open_tender: { type: 'sale_has_open_tender', tenderId: '01J', kind: 'qris' },
  tender_exceeds_remaining: {
    type: 'tender_exceeds_remaining',
    remaining: amountOf(20_000),
    asked: amountOf(50_000),
  },
  tender_amount_invalid: { type: 'tender_amount_invalid' },
  tender_unknown: { type: 'tender_unknown', tenderId: '01J' },
  money_no_longer_needed: { type: 'money_no_longer_needed', remaining: amountOf(0) },
  refund_amount_invalid: { type: 'refund_amount_invalid' },
  refund_exceeds_remaining: {
    type: 'refund_exceeds_remaining',
    remaining: amountOf(20_000),
    asked: amountOf(50_000),
  },
  refund_not_open: { type: 'refund_not_open', state: 'pending' },
  refund_not_possible: { type: 'refund_not_possible', reason: 'not_by_provider' },
  refund_missing: { type: 'refund_missing' },
  refund_lines_invalid: { type: 'refund_lines_invalid' },
  refund_below_coin: { type: 'refund_below_coin', asked: amountOf(30), step: amountOf(100) },
  refund_lines_changed: { type: 'refund_lines_changed', amount: amountOf(12_000) },
  void_slip_invalid: { type: 'void_slip_invalid', field: 'approvalCode' },
  customer_invalid: { type: 'customer_invalid', field: 'phone' },
  customer_unknown: { type: 'customer_unknown' },
  receipt_not_ready: { type: 'receipt_not_ready' },
  receipt_too_large: { type: 'receipt_too_large', bytes: 300_000, limit: 262_144 },
  receipt_needs_paper: { type: 'receipt_needs_paper' },
  email_invalid: { type: 'email_invalid' },
  attention_action_unfit: { type: 'attention_action_unfit' },
  late_money_too_much: {
    type: 'late_money_too_much',
    remaining: amountOf(20_000),
    captured: amountOf(50_000),
  },
  late_money_refunded: { type: 'late_money_refunded' },
  late_money_used: { type: 'late_money_used' },
  late_money_not_there: { type: 'late_money_not_there', status: 'refunded' },
  provider_unreachable: { type: 'provider_unreachable', detail: 'ENOTFOUND' },
  provider_unknown: { type: 'provider_unknown', detail: '502 HTML', requestId: 'req_1' },
  provider_refused: {
    type: 'provider_refused',
    code: 'amount_too_small',
    message: 'Amount is below 1500',
    requestId: 'req_2',
  },
  provider_not_found: { type: 'provider_not_found', requestId: 'req_3' },
  provider_key_missing: { type: 'provider_key_missing' },
  provider_key_wrong: { type: 'provider_key_wrong', code: 'invalid_signature', requestId: null },
  provider_clock_off: { type: 'provider_clock_off', offsetSeconds: 3600 },
  provider_forbidden: { type: 'provider_forbidden', code: 'insufficient_scope', requestId: 'req_4' },
  provider_busy: { type: 'provider_busy', retryAfterMs: 1200 },
  provider_unsupported: { type: 'provider_unsupported', what: 'refund' },
  provider_answer_differs: {
    type: 'provider_answer_differs',
    mismatch: { type: 'wrong_amount', expected: amountOf(80_000), got: amountOf(8_000_000) },
  },
  provider_not_set_up: { type: 'provider_not_set_up' },
  provider_amount_unit_unproved: { type: 'provider_amount_unit_unproved' },
  provider_profile_invalid: { type: 'provider_profile_invalid', fault: 'profile_origin_insecure' },
  provider_in_use: { type: 'provider_in_use', field: 'origin' },
  keys_not_kept: { type: 'keys_not_kept', detail: 'the key store is locked' },
  provider_currency_unsupported: {
    type: 'provider_currency_unsupported',
    currency: 'IDR',
    takes: ['UYU', 'USD'],
  },
  provider_lookup_unproved: { type: 'provider_lookup_unproved' },
  qris_not_offered: { type: 'qris_not_offered', currency: 'UYU' },
  code_stays_open: { type: 'code_stays_open', tenderId: '01J', until: '14:05' },
  currency_fixed: { type: 'currency_fixed', why: 'sales', currency: 'IDR' },
  qris_over_limit: { type: 'qris_over_limit', limit: 10_000_000 },
  old_code_still_live: { type: 'old_code_still_live', tenderId: '01J' },
  printer_not_found: { type: 'printer_not_found', ...printer },
  printer_busy: { type: 'printer_busy', ...printer },
  printer_denied: { type: 'printer_denied', ...printer },
  printer_gone: { type: 'printer_gone', ...printer },
  printer_stalled: { type: 'printer_stalled', ...printer },
  printer_refused: { type: 'printer_refused', ...printer },
  printer_address_invalid: { type: 'printer_address_invalid', ...printer },
  printer_address_forbidden: { type: 'printer_address_forbidden', ...printer },
  printer_paper_out: { type: 'printer_paper_out', ...printer },
  printer_cover_open: { type: 'printer_cover_open', ...printer },
  printer_offline: { type: 'printer_offline', ...printer },
  printer_silent: { type: 'printer_silent', ...printer },
  printer_profile_invalid: { type: 'printer_profile_invalid', field: 'qr.mode', detail: 'Invalid option' },
  printer_unknown: { type: 'printer_unknown' },
  printer_address_taken: { type: 'printer_address_taken', name: 'Kasir depan' },
  drawer_too_late: { type: 'drawer_too_late' },
  drawer_none: { type: 'drawer_none' },
  printer_none: { type: 'printer_none' },
  nothing_to_print: { type: 'nothing_to_print' },
  logo_not_a_picture: { type: 'logo_not_a_picture' },
  logo_too_large: { type: 'logo_too_large', unit: 'bytes', limit: 700_000 },
  logo_blank: { type: 'logo_blank' },
  logo_unknown: { type: 'logo_unknown' },
  not_a_sealed_receipt: { type: 'not_a_sealed_receipt' },
  seal_key_unkept: { type: 'seal_key_unkept', detail: 'keyring locked' },
  product_code_unknown: { type: 'product_code_unknown', code: '8991234567890' },
  product_code_misread: { type: 'product_code_misread', code: '2012345015001' },
  product_unknown: { type: 'product_unknown' },
  product_not_sold: { type: 'product_not_sold', name: 'Kopi Susu' },
  barcode_taken: { type: 'barcode_taken', code: '8991234567890', name: 'Kopi Susu' },
  sku_taken: { type: 'sku_taken', sku: 'KS-1', name: 'Kopi Susu' },
  import_unknown: { type: 'import_unknown' },
  import_too_large: { type: 'import_too_large', of: 'rows', limit: 100_000 },
  import_unreadable: { type: 'import_unreadable', line: 12 },
  import_workbook: { type: 'import_workbook', why: 'old_or_locked' },
  import_column: { type: 'import_column', column: 'price', problem: 'missing' },
  import_stopped: { type: 'import_stopped', done: 100, total: 250, name: 'Kopi Susu' },
  report_range_invalid: { type: 'report_range_invalid', mostDays: 1_100 },
  report_stopped: { type: 'report_stopped' },
  report_busy: { type: 'report_busy' },
  export_too_many_rows: { type: 'export_too_many_rows', rows: 100_001, limit: 100_000 },
  export_not_written: { type: 'export_not_written', reason: 'full' },
  export_gone: { type: 'export_gone' },
  held_carts_full: { type: 'held_carts_full', limit: 50 },
  saved_filters_full: { type: 'saved_filters_full', limit: 12 },
  held_cart_unknown: { type: 'held_cart_unknown' },
  review_unknown: { type: 'review_unknown' },
  review_over: { type: 'review_over', status: 'expired' },
  review_of_other_till: { type: 'review_of_other_till' },
  review_of_sale: { type: 'review_of_sale', saleNumber: 'BDG1-20260715-00012' },
  review_not_manual: { type: 'review_not_manual' },
  review_differs: { type: 'review_differs' },
  review_decided: { type: 'review_decided' },
  proof_missing: { type: 'proof_missing' },
  proof_unreadable: { type: 'proof_unreadable' },
  bulk_not_cash: { type: 'bulk_not_cash' },
  desktop_only: { type: 'desktop_only' },
  app_incomplete: { type: 'app_incomplete', part: 'preload/index.cjs' },
  switch_refused: { type: 'switch_refused', name: 'remote-debugging-port' },
  display_unknown: { type: 'display_unknown' },
  display_is_cashiers: { type: 'display_is_cashiers' },
  logs_not_opened: { type: 'logs_not_opened', folder: '/data/logs', detail: 'no program' },
  updates_off: { type: 'updates_off', why: 'package_manager' },
  update_not_found: { type: 'update_not_found', detail: 'ENOTFOUND' },
  update_not_ready: { type: 'update_not_ready' },
  update_waits: { type: 'update_waits', for: 'payment' },
  disk_full: { type: 'disk_full' },
  store_busy: { type: 'store_busy' },
  store_newer: { type: 'store_newer', found: 9, known: 3 },
  store_wrong_mode: { type: 'store_wrong_mode', found: 'live', expected: 'practice' },
  store_damaged: { type: 'store_damaged', detail: 'page 12' },
  store_unwritable: { type: 'store_unwritable', folder: '/data' },
  store_missing: { type: 'store_missing', folder: '/data' },
  store_gone: { type: 'store_gone', replaced: false },
  backup_running: { type: 'backup_running' },
  backup_no_room: { type: 'backup_no_room', neededBytes: 400_000_000, freeBytes: 20_000_000 },
  backup_stopped: { type: 'backup_stopped' },
  backup_unknown: { type: 'backup_unknown', name: 'live-00012' },
  backup_none: { type: 'backup_none' },
  backup_of_other_shop: { type: 'backup_of_other_shop', name: 'live-00012', shop: 'Warung Lain' },
  backup_unusable: { type: 'backup_unusable', name: 'live-00012', detail: 'page 12' },
  data_folder_in_use: { type: 'data_folder_in_use', folder: '/data' },
  input_invalid: { type: 'input_invalid', field: 'npwp', detail: '16 digits' },
  sale_unknown: { type: 'sale_unknown' },
  attention_unknown: { type: 'attention_unknown' },
  reason_missing: { type: 'reason_missing' },
  practice_only: { type: 'practice_only' },
  no_sale_on_counter: { type: 'no_sale_on_counter' },
  counter_occupied: { type: 'counter_occupied', saleNumber: 'BDG1-260715-00042' },
  internal: { type: 'internal', reference: 'a1b2' },
  till_locked: { type: 'till_locked' },
  pin_wrong: { type: 'pin_wrong', triesLeft: 2 },
  pin_locked_out: { type: 'pin_locked_out', waitSeconds: 15 },
  pin_busy: { type: 'pin_busy' },
  pin_weak: { type: 'pin_weak', reason: 'too_simple' },
  person_unknown: { type: 'person_unknown' },
  person_name_taken: { type: 'person_name_taken', name: 'Sari' },
  last_owner: { type: 'last_owner' },
  owner_exists: { type: 'owner_exists' },
  permission_needed: { type: 'permission_needed', right: 'refund', role: 'supervisor' },
  lender_lacks_right: { type: 'lender_lacks_right', right: 'refund', role: 'supervisor' },
  second_person_needed: { type: 'second_person_needed' },
  shift_needed: { type: 'shift_needed' },
  shift_already_open: { type: 'shift_already_open', number: 'TK1-S0007', openedBy: 'Sari' },
  shift_not_open: { type: 'shift_not_open' },
  shift_unknown: { type: 'shift_unknown' },
  count_invalid: { type: 'count_invalid', value: 50_000, typed: 'dua' },
  variance_needs_reason: {
    type: 'variance_needs_reason',
    counted: amountOf(95_000),
    expected: amountOf(100_000),
    variance: amountOf(-5_000),
  },
  batch_invalid: { type: 'batch_invalid', field: 'tid' },
  settlement_photo_used: { type: 'settlement_photo_used', tid: '10203040', batch: '000012' },
  screens_off: { type: 'screens_off' },
  transfer_suffixes_used_up: {
    type: 'transfer_suffixes_used_up',
    covers: amountOf(50_000),
    currency: 'IDR',
  },
  transfer_amount_differs: {
    type: 'transfer_amount_differs',
    sent: amountOf(49_000),
    asked: amountOf(50_017),
    covers: amountOf(50_000),
    currency: 'IDR',
  },
  photo_not_a_picture: { type: 'photo_not_a_picture' },
  photo_too_large: { type: 'photo_too_large', unit: 'bytes', limit: 40_000_000 },
  photo_gone: { type: 'photo_gone' },
  camera_denied: { type: 'camera_denied' },
  camera_none: { type: 'camera_none' },
  camera_busy: { type: 'camera_busy' },
  camera_gone: { type: 'camera_gone' },
  slide_not_a_picture: { type: 'slide_not_a_picture' },
  slide_too_large: { type: 'slide_too_large', unit: 'bytes', limit: 300_000 },
  slides_full: { type: 'slides_full', limit: 8 },
  slide_unknown: { type: 'slide_unknown' },
  screens_full: { type: 'screens_full', most: 8 },
  screen_unknown: { type: 'screen_unknown' },
  pairing_code_wrong: { type: 'pairing_code_wrong', triesLeft: 3 },
  pairing_over: { type: 'pairing_over' },
  personal_data_gone: { type: 'personal_data_gone' },
}

const MISMATCHES: readonly SessionMismatch[] = [
  { type: 'wrong_amount', expected: amountOf(80_000), got: amountOf(8_000_000) },
  { type: 'wrong_currency', expected: 'IDR', got: 'USD' },
  { type: 'wrong_mode', expected: 'live', got: 'test' },
  { type: 'wrong_session', expected: 'cs_1', got: 'cs_2' },
  { type: 'wrong_tender', expected: '01J', got: '01K' },
  { type: 'wrong_presentation', reason: 'crc' },
]

/** One code for each reason that has words of its own. */
const REFUSED_CODES = [
  'method_unavailable',
  'invalid-amount',
  'customer_currency_mismatch',
  'merchant-not-found',
  'card_declined',
  'insufficient_funds',
  'refund-denied',
  'state_conflict',
  'VALIDATION_ERROR',
] as const

const PROFILE_FAULTS = [
  'profile_origin_invalid',
  'profile_origin_insecure',
  'profile_host_private',
  'profile_host_invalid',
  'profile_host_of_other_mode',
  'profile_prefix_invalid',
  'profile_return_url_invalid',
  'profile_key_unsendable',
  'profile_on_behalf_invalid',
  'profile_merchant_invalid',
  'profile_currency_unsupported',
] as const satisfies readonly ProfileFaultName[]

const EVERY: readonly Refusal[] = [
  ...Object.values(SAMPLES),
  ...MISMATCHES.map((mismatch): Refusal => ({ type: 'provider_answer_differs', mismatch })),
  { type: 'discount_too_large', name: null },
  { type: 'store_gone', replaced: true },
  { type: 'money_no_longer_needed', remaining: amountOf(5_000) },
  { type: 'provider_clock_off', offsetSeconds: null },
  { type: 'qris_not_offered', currency: 'IDR' },
  { type: 'code_stays_open', tenderId: '01J', until: null },
  { type: 'currency_fixed', why: 'sale_open', currency: 'UYU' },
  { type: 'currency_fixed', why: 'cart', currency: 'USD' },
  { type: 'currency_fixed', why: 'catalog', currency: 'IDR' },
  ...PROFILE_FAULTS.map((fault): Refusal => ({ type: 'provider_profile_invalid', fault })),
  ...REFUSED_CODES.map((code): Refusal => ({ type: 'provider_refused', code, message: '', requestId: null })),
  { type: 'provider_forbidden', code: 'person_only', requestId: null, scopes: ['plugipay:event:read'] },
  { type: 'provider_clock_off', offsetSeconds: Number.NaN },
  { type: 'pin_wrong', triesLeft: 0 },
  { type: 'pin_locked_out', waitSeconds: 3600 },
  { type: 'pin_weak', reason: 'length' },
  { type: 'pin_weak', reason: 'not_digits' },
  { type: 'permission_needed', right: 'manage_people', role: 'owner' },
  { type: 'lender_lacks_right', right: 'manage_people', role: 'owner' },
]

const spoken = (sentence: Sentence): string => `${sentence.what} ${sentence.safe} ${sentence.next}`

/** Not empty, whole sentences, nothing of the machine left in them. */
function expectHuman(sentence: Sentence, rawNames: readonly string[]): void {
  for (const part of [sentence.what, sentence.safe, sentence.next]) {
    expect(part).toMatch(/^[\p{Lu}\d“].+\.$/u)
    expect(part.length).toBeLessThanOrEqual(200)
    expect(part).not.toMatch(/undefined|null|NaN|\[object|\s{2}|_/)
  }
  for (const raw of rawNames) expect(spoken(sentence)).not.toContain(raw)
  if (sentence.detail !== null) expect(sentence.detail).not.toMatch(/undefined|\[object|^\s*$/)
}

describe('every refusal', () => {
  test.each(EVERY.map((refusal) => [JSON.stringify(refusal), refusal] as const))(
    '%s says in both languages what happened, what is safe and what to do next',
    (_, refusal) => {
      const rawNames = refusal.type.includes('_') ? [refusal.type] : []
      for (const language of LANGUAGES) expectHuman(sentenceFor(refusal, language), rawNames)
      const [id, en] = LANGUAGES.map((language) => sentenceFor(refusal, language))
      expect(id?.what).not.toBe(en?.what)
      expect(id?.safe).not.toBe(en?.safe)
      expect(id?.next).not.toBe(en?.next)
      expect(id?.detail).toBe(en?.detail)
    },
  )

  test('every sample stands under its own name', () => {
    for (const [type, refusal] of Object.entries(SAMPLES)) expect(refusal.type).toBe(type)
  })

  test('no two refusals open with the same words', () => {
    for (const language of LANGUAGES) {
      const openings = Object.values(SAMPLES).map((refusal) => sentenceFor(refusal, language).what)
      expect(new Set(openings).size).toBe(openings.length)
    }
  })

  test('no technical words are spoken to a cashier', () => {
    // what is wrong with a typed address is told to the owner who typed it
    for (const refusal of EVERY.filter(({ type }) => type !== 'provider_profile_invalid')) {
      expect(spoken(sentenceFor(refusal, 'id'))).not.toMatch(/request|timeout|server|error|gagal|API|HTTP/i)
      expect(spoken(sentenceFor(refusal, 'en'))).not.toMatch(/request|timeout|server|error|API|HTTP/i)
    }
  })
})

describe('what the sentences promise', () => {
  test('an answer that did not come is "belum pasti", and nobody is told to charge again', () => {
    const id = sentenceFor(SAMPLES.provider_unknown, 'id')
    expect(spoken(id)).toMatch(/belum pasti/i)
    expect(id.next).toContain('Jangan tagih lagi')
    expect(id.detail).toBe('502 HTML · request req_1')
    expect(sentenceFor(SAMPLES.provider_unknown, 'en').next).toContain('Do not charge again')
    // a page of the network is no answer of the provider's, and about nobody's key
    const portal = { ...SAMPLES.provider_unknown, detail: 'not_the_provider' } as const
    expect(spoken(sentenceFor(portal, 'id'))).toMatch(/belum pasti.*bukan layanan pembayaran/i)
    expect(spoken(sentenceFor(portal, 'en'))).toMatch(/not certain.*not the payment service/i)
    for (const language of ['id', 'en'] as const)
      expect(spoken(sentenceFor(portal, language))).not.toMatch(/kunci|key/i)
  })

  test('a clock an hour off names minutes, the direction, and how to set it', () => {
    const says = (offsetSeconds: number, language: Language) =>
      sentenceFor({ type: 'provider_clock_off', offsetSeconds }, language).what
    expect(says(3600, 'id')).toBe('Jam di komputer ini terlambat 60 menit.')
    expect(says(-3600, 'id')).toBe('Jam di komputer ini terlalu cepat 60 menit.')
    expect(says(3600, 'en')).toBe("This computer's clock is 60 minutes behind.")
    expect(says(-70, 'en')).toBe("This computer's clock is 1 minute ahead.")
    expect(says(-25_200, 'id')).toBe('Jam di komputer ini terlalu cepat 7 jam.')
    expect(says(86_400 * 3, 'en')).toBe("This computer's clock is 3 days behind.")
    expect(sentenceFor(SAMPLES.provider_clock_off, 'id').next).toContain('jam otomatis')
  })

  test('a long wait is told in minutes', () => {
    const says = (retryAfterMs: number, language: Language) =>
      sentenceFor({ type: 'provider_busy', retryAfterMs }, language).next
    expect(says(1_200, 'id')).toBe('Tunggu 2 detik, lalu coba lagi.')
    expect(says(1, 'en')).toBe('Wait 1 second, then try again.')
    expect(says(3_600_000, 'id')).toBe('Tunggu 60 menit, lalu coba lagi.')
    expect(says(121_000, 'en')).toBe('Wait 3 minutes, then try again.')
  })

  test('money is written as money, in the currency of the sale', () => {
    expect(sentenceFor(SAMPLES.cash_too_little, 'id').what).toBe(
      'Uangnya kurang Rp 30.000: harus Rp 80.000, baru Rp 50.000.',
    )
    expect(sentenceFor(SAMPLES.sale_has_money, 'en', 'USD').what).toContain('US$ 300.00')
    expect(sentenceFor(SAMPLES.qris_over_limit, 'id', 'UYU').what).toContain('Rp 10.000.000')
  })

  test('books of a newer Gerai are untouched, and both versions are in the detail', () => {
    const id = sentenceFor(SAMPLES.store_newer, 'id')
    expect(id.safe).toBe('Isinya tidak diubah sama sekali.')
    expect(id.next).toContain('versi terbaru')
    expect(id.detail).toBe('books 9 · this app 3')
  })

  test('a typed card number is nowhere in the words or in the detail', () => {
    const sentence = sentenceFor(SAMPLES.card_number_typed, 'id')
    expect(sentence.detail).toBeNull()
    expect(spoken(sentence)).toContain('tidak disimpan')
  })

  test('codes, request ids and addresses are one click away, not in the sentence', () => {
    for (const language of LANGUAGES) {
      const refused = sentenceFor(SAMPLES.provider_refused, language)
      expect(refused.detail).toBe('amount_too_small · Amount is below 1500 · request req_2')
      expect(spoken(refused)).not.toMatch(/amount_too_small|below 1500|req_2/)
      expect(sentenceFor(SAMPLES.printer_denied, language).detail).toBe('usb:04b8:0e15 · LIBUSB_ERROR_ACCESS')
    }
  })
})

describe('hostile text', () => {
  const nasty = fc
    .array(
      fc.constantFrom(
        '<b>',
        '\u0007',
        '\u001b[2J',
        '\u202e',
        '\u200b',
        '\u2028',
        '\n',
        '”',
        '"',
        '🍜',
        'x'.repeat(90),
      ),
      { minLength: 1, maxLength: 30 },
    )
    .map((parts) => parts.join(''))
  const withText = (refusal: Refusal, text: string): Refusal =>
    JSON.parse(
      JSON.stringify(refusal, (key, value: unknown) =>
        typeof value === 'string' &&
        !['type', 'kind', 'field', 'for', 'currency', 'expected', 'got'].includes(key)
          ? text
          : value,
      ),
    ) as Refusal

  test('in any fact it stays one quoted, short, visible piece', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...EVERY),
        nasty,
        fc.constantFrom(...LANGUAGES),
        (refusal, text, language) => {
          const sentence = sentenceFor(withText(refusal, text), language)
          for (const part of [sentence.what, sentence.safe, sentence.next, sentence.detail ?? '']) {
            expect(part).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
          }
          const outsideQuotes = spoken(sentence).replace(/“[^”]{0,80}”/gu, '')
          expect(outsideQuotes).not.toMatch(/<b>|🍜|xxx/u)
          expect(sentence.detail?.length ?? 0).toBeLessThanOrEqual(1300)
        },
      ),
    )
  })

  test('a quoted name ends within 80 characters and never inside one', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const inside = quoted(text).slice(1, -1)
        expect([...inside].length).toBeLessThanOrEqual(80)
        expect(inside.isWellFormed()).toBe(true)
        expect(inside).not.toMatch(/[“”"]/)
      }),
    )
    expect(cleanText('🍜'.repeat(100), 3)).toBe('🍜🍜…')
    expect(cleanText('a\u202eb\r\n c', 20)).toBe('a b c')
  })

  test('a mode name out of a strange file is quoted', () => {
    const sentence = sentenceFor({ type: 'store_wrong_mode', found: 'LIVE<script>', expected: 'test' }, 'id')
    expect(sentence.what).toContain('“LIVE<script>”')
  })
})

describe('attention items', () => {
  const facts = {
    sessionId: 'cs_1',
    captured: 80_000,
    asked: 75_000,
    got: 80_000,
    expected: 75_000,
    reason: 'buru-buru',
  }

  test.each(ATTENTION_KINDS)(
    '%s says what happened, what is safe and what to do, with and without facts',
    (kind) => {
      for (const given of [{}, facts, { captured: Number.NaN, reason: 7, got: {}, expected: [null] }]) {
        for (const language of LANGUAGES) expectHuman(attentionSentence(kind, given, language), [kind])
      }
      expect(attentionSentence(kind, facts, 'id').what).not.toBe(attentionSentence(kind, facts, 'en').what)
    },
  )

  test('late money and a differing amount name the rupiah', () => {
    expect(attentionSentence('money_late', facts, 'id').what).toContain('Uang Rp 80.000 masuk')
    expect(attentionSentence('money_amount_differs', facts, 'id').what).toContain(
      'Rp 80.000, ditagih Rp 75.000',
    )
    expect(attentionSentence('booking_amount_differs', facts, 'en').what).toContain(
      'Rp 80.000, in Gerai Rp 75.000',
    )
  })

  test('an unknown kind is said to be unknown, and its facts are in the detail', () => {
    const sentence = attentionSentence('moon_phase', { phase: 'full', nested: { got: 5 } }, 'id')
    expect(sentence.what).toContain('belum mengenalnya')
    expect(sentence.detail).toBe('phase full · nested got 5')
    expectHuman(sentence, ['moon'])
    expect(attentionSentence('toString', {}, 'en').what).toContain('does not know it')
  })

  test('hostile facts stay in quotes or in the detail', () => {
    const reason = `\u202e${'x'.repeat(500)}\n<b>`
    const sentence = attentionSentence('tender_superseded', { reason }, 'id')
    expect(spoken(sentence).replace(/“[^”]{0,80}”/gu, '')).not.toMatch(/xxx|<b>|\n|\u202e/)
    expect(sentence.detail).not.toMatch(/\u202e|\n/)
  })
})

describe('the timeline', () => {
  test.each(TIMELINE_KINDS)('%s is one short line in both languages', (kind) => {
    const [id, en] = LANGUAGES.map((language) => timelineSentence(kind, {}, language))
    expect(id).not.toBe(en)
    for (const line of [id, en]) {
      expect(line).toMatch(/^\p{Lu}[^._]{3,48}$/u)
      expect(line).not.toContain(kind)
    }
  })

  test('the kind of payment, the amount and the reason follow when they are known', () => {
    expect(timelineSentence('tender_started', { kind: 'qris', amount: 80_000 }, 'id')).toBe(
      'Pembayaran dimulai · QRIS · Rp 80.000',
    )
    expect(
      timelineSentence('tender_rejected', { reason: 'salah\u0007 struk', kind: '__proto__' }, 'en'),
    ).toBe('Money record rejected · “salah struk”')
    expect(timelineSentence('code_shown', { amount: Number.NaN, reason: '', kind: 3 }, 'id')).toBe(
      'QR tampil di dua layar',
    )
  })

  test('an event of another version is not passed off as a known one', () => {
    expect(timelineSentence('constructor', {}, 'id')).toContain('belum dikenal')
  })
})
