import type { Language } from '../../language.ts'
import type { HeldRefusal } from '../../refusals/held.ts'
import { unreachable } from '../../result.ts'
import { say, type Words } from '../words.ts'

/** What a person reads when an order was not set aside or taken up again. */
export const heldRefusalWords = (refusal: HeldRefusal, language: Language): Words =>
  language === 'id' ? indonesian(refusal) : english(refusal)

function indonesian(refusal: HeldRefusal): Words {
  switch (refusal.type) {
    case 'held_carts_full':
      return say(
        `Sudah ada ${refusal.limit} pesanan yang ditahan.`,
        'Pesanan ini masih ada di layar.',
        'Lanjutkan atau buang dulu satu pesanan yang ditahan.',
      )
    case 'held_cart_unknown':
      return say(
        'Pesanan yang ditahan itu sudah tidak ada di daftar.',
        'Pesanan di layar tidak berubah.',
        'Mungkin sudah dilanjutkan di jendela lain. Lihat daftarnya sekali lagi.',
      )
    default:
      return unreachable(refusal)
  }
}

function english(refusal: HeldRefusal): Words {
  switch (refusal.type) {
    case 'held_carts_full':
      return say(
        `${refusal.limit} orders are on hold already.`,
        'This order is still on the screen.',
        'Resume or throw away one of them first.',
      )
    case 'held_cart_unknown':
      return say(
        'That order is no longer on hold.',
        'The order on the screen has not changed.',
        'It may have been resumed in another window. Look at the list again.',
      )
    default:
      return unreachable(refusal)
  }
}
