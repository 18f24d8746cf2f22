import type { Language } from '../../language.ts'
import { unreachable } from '../../result.ts'
import type { StoredFacts } from '../facts.ts'
import { say, type Words } from '../words.ts'

/** What only a person at this till can settle. */
export const TILL_ATTENTION_KINDS = ['print_unknown', 'owner_recovered'] as const
type TillAttention = (typeof TILL_ATTENTION_KINDS)[number]

/** `what` tells a drawer from a slip. */
export const tillAttentionWords = (kind: TillAttention, facts: StoredFacts, language: Language): Words =>
  language === 'en' ? english(kind, facts) : indonesian(kind, facts)

function indonesian(kind: TillAttention, facts: StoredFacts): Words {
  switch (kind) {
    case 'print_unknown':
      if (facts['what'] === 'drawer')
        return say(
          'Belum pasti lacinya terbuka.',
          'Uangnya sudah tercatat, dan Gerai tidak membuka laci lagi sendiri.',
          'Lihat lacinya. Kalau masih tertutup, buka dengan kunci.',
        )
      return say(
        'Belum pasti struknya tercetak.',
        'Pembayarannya aman, dan Gerai tidak mencetak ulang sendiri.',
        'Lihat kertasnya. Kalau belum keluar, cetak ulang.',
      )
    case 'owner_recovered':
      return say(
        'PIN pemilik toko dipulihkan dari komputer ini.',
        'Penjualan dan uangnya tidak berubah. Kejadiannya tercatat di log.',
        'Kalau bukan Anda yang melakukannya, ganti PIN sekarang dan periksa siapa yang memegang komputer ini.',
      )
    default:
      return unreachable(kind)
  }
}

function english(kind: TillAttention, facts: StoredFacts): Words {
  switch (kind) {
    case 'print_unknown':
      if (facts['what'] === 'drawer')
        return say(
          'It is not certain that the drawer opened.',
          'The money is on record, and Gerai does not open the drawer again by itself.',
          'Look at the drawer. If it is still closed, open it with its key.',
        )
      return say(
        'It is not certain that the receipt was printed.',
        'The payment is safe, and Gerai does not reprint by itself.',
        'Look at the paper. If nothing came out, print again.',
      )
    case 'owner_recovered':
      return say(
        "The owner's PIN was recovered on this computer.",
        'Sales and money were not changed. The log says when it happened.',
        'If that was not you, change the PIN now and find out who had this computer.',
      )
    default:
      return unreachable(kind)
  }
}
