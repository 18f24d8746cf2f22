import type { Language } from '../../language.ts'
import type { AfterSaleRefusal, LateMoneyUseRefusal } from '../../refusals/after-sale.ts'
import type { RefundRefusal } from '../../refunds/refund.ts'
import { unreachable } from '../../result.ts'
import { say, type Words } from '../words.ts'

type OtherAfterSaleRefusal = Exclude<AfterSaleRefusal, RefundRefusal | LateMoneyUseRefusal>

const NOTHING_CHANGED = { id: 'Tidak ada yang berubah.', en: 'Nothing was changed.' } as const
const TYPED_STAYS = { id: 'Yang diketik tetap ada.', en: 'What was typed stays.' } as const

/** What a person reads about customers, the provider's own receipt and the inbox. */
export const afterSaleWords = (refusal: OtherAfterSaleRefusal, language: Language): Words =>
  language === 'id' ? indonesian(refusal) : english(refusal)

function indonesian(refusal: OtherAfterSaleRefusal): Words {
  switch (refusal.type) {
    case 'customer_invalid':
      return FIELDS.id[refusal.field]
    case 'customer_unknown':
      return say(
        'Pelanggan itu tidak ditemukan.',
        NOTHING_CHANGED.id,
        'Cari lagi, atau tambah sebagai pelanggan baru.',
      )
    case 'receipt_not_ready':
      return say(
        'Layanan pembayaran belum membuat struk untuk pembayaran ini.',
        'Struk Gerai tetap bisa dicetak.',
        'Struknya ada setelah pembayarannya selesai. Coba lagi nanti.',
      )
    case 'receipt_too_large':
      return say(
        'Struk dari layanan pembayaran terlalu besar untuk dicetak.',
        'Printer tidak diapa-apakan. Struk Gerai tetap bisa dicetak.',
        'Simpan PDF-nya, atau kirim lewat e-mail.',
      )
    case 'receipt_needs_paper':
      return say(
        'Struk dari layanan pembayaran hanya bisa keluar di printer kertas.',
        'Tidak ada yang dicetak.',
        'Simpan PDF-nya, atau pasang printer di pengaturan.',
      )
    case 'email_invalid':
      return say(
        'Alamat e-mailnya belum benar.',
        `Belum ada yang dikirim. ${TYPED_STAYS.id}`,
        'Tulis seperti nama@contoh.com.',
      )
    case 'attention_action_unfit':
      return say(
        'Tindakan itu tidak cocok untuk catatan ini.',
        NOTHING_CHANGED.id,
        'Buka lagi catatannya, lalu pilih salah satu yang ditawarkan.',
      )
    default:
      return unreachable(refusal)
  }
}

function english(refusal: OtherAfterSaleRefusal): Words {
  switch (refusal.type) {
    case 'customer_invalid':
      return FIELDS.en[refusal.field]
    case 'customer_unknown':
      return say(
        'That customer was not found.',
        NOTHING_CHANGED.en,
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
        `Nothing was sent. ${TYPED_STAYS.en}`,
        'Write it like name@example.com.',
      )
    case 'attention_action_unfit':
      return say(
        'That action does not fit this item.',
        NOTHING_CHANGED.en,
        'Open the item again and choose one that is offered.',
      )
    default:
      return unreachable(refusal)
  }
}

const FIELDS: Readonly<Record<Language, Readonly<Record<'name' | 'phone' | 'email', Words>>>> = {
  id: {
    name: say('Nama pelanggannya belum diisi.', TYPED_STAYS.id, 'Isi namanya dulu.'),
    phone: say('Nomor HP-nya belum benar.', TYPED_STAYS.id, 'Tulis seperti 0812 3456 7890, atau kosongkan.'),
    email: say(
      'Alamat e-mailnya belum benar.',
      TYPED_STAYS.id,
      'Tulis seperti nama@contoh.com, atau kosongkan.',
    ),
  },
  en: {
    name: say('The customer has no name yet.', TYPED_STAYS.en, 'Fill in the name first.'),
    phone: say(
      'The phone number is not right yet.',
      TYPED_STAYS.en,
      'Write it like 0812 3456 7890, or leave it empty.',
    ),
    email: say(
      'The e-mail address is not right yet.',
      TYPED_STAYS.en,
      'Write it like name@example.com, or leave it empty.',
    ),
  },
}
