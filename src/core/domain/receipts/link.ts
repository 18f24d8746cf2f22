import type { Language } from '../language.ts'
import { phoneDigits } from '../customer.ts'
import { formatMoney, type Amount, type Currency } from '../money.ts'
import { cleanText } from '../shown-text.ts'

/** A page that WhatsApp opens with a message ready to be sent. Nothing is sent before a person presses there. */
export const WHATSAPP_ORIGIN = 'https://wa.me'

/** The message with the receipt's address; to the customer's number when there is one, else to a contact of choice. */
export function whatsappLink(
  receiptUrl: string,
  about: {
    readonly shop: string
    readonly saleNumber: string
    readonly amount: Amount
    readonly currency: Currency
    readonly language: Language
    readonly phone: string | null
  },
): string {
  const { shop, saleNumber, amount, currency, language, phone } = about
  const money = formatMoney(amount, currency, language)
  const name = cleanText(shop, 60)
  const message =
    language === 'en'
      ? `Receipt from ${name}, no. ${saleNumber}, ${money}: ${receiptUrl}`
      : `Bukti pembayaran ${name}, no. ${saleNumber}, ${money}: ${receiptUrl}`
  const number = phone === null ? '' : (phoneDigits(phone) ?? '')
  return `${WHATSAPP_ORIGIN}/${number}?text=${encodeURIComponent(message)}`
}
