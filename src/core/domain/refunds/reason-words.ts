import type { Language } from '../language.ts'
import type { RefundReason } from './refund.ts'

/** Why money went back, as a slip says it to the customer. The cashier's own words stay off paper. */
export const REFUND_REASON_WORDS: Readonly<Record<Language, Readonly<Record<RefundReason, string>>>> = {
  id: {
    requested_by_customer: 'Permintaan pelanggan',
    duplicate: 'Terbayar dua kali',
    fraudulent: 'Pembayaran diperiksa',
    other: 'Lainnya',
  },
  en: {
    requested_by_customer: 'Customer request',
    duplicate: 'Paid twice',
    fraudulent: 'Payment under review',
    other: 'Other',
  },
}
