import { BOOKS_ATTENTION_KINDS, booksAttentionWords } from './books-attention.ts'
import { factsDetail, moneyFact, quotedFact, type StoredFacts } from './fact-words.ts'
import type { Language, Sentence } from './refusals.ts'
import { RECONCILE_ATTENTION_KINDS, reconcileAttentionWords } from './reconcile-attention.ts'
import { unreachable } from './result.ts'
import { say, type Words } from './sentence-words.ts'

/** What only a person can settle. Stored items may be older or newer than this list; those get a general sentence. */
export const ATTENTION_KINDS = [
  'money_late',
  'money_amount_differs',
  'tender_quarantined',
  'tender_superseded',
  'session_in_review',
  'review_not_taken',
  'money_refunded_elsewhere',
  'settled_contradicted',
  'covered_twice',
  'booking_refused',
  'booking_amount_differs',
  'booking_paid_otherwise',
  'booking_contradicted',
  'print_unknown',
  'outcome_unknown',
  'session_missing',
  'refund_failed',
  'refund_unknown',
  'refund_contradicted',
  'owner_recovered',
  ...BOOKS_ATTENTION_KINDS,
  ...RECONCILE_ATTENTION_KINDS,
] as const
export type AttentionKind = (typeof ATTENTION_KINDS)[number]

/**
 * What a person reads about an attention item. Facts used when they are there: `captured`, `asked`, `got`, `expected`
 * (whole amounts), `currency`, `reason`; all of them stand in the detail.
 */
export function attentionSentence(kind: string, facts: StoredFacts, language: Language): Sentence {
  const known = ATTENTION_KINDS.find((each) => each === kind)
  const pick = language === 'en' ? english : indonesian
  return { ...(known === undefined ? GENERAL[language] : pick(known, facts)), detail: factsDetail(facts) }
}

const GENERAL: Readonly<Record<Language, Words>> = {
  id: say(
    'Ada yang perlu dilihat, tapi versi Gerai ini belum mengenalnya.',
    'Catatannya disimpan apa adanya, tidak ada yang diubah.',
    'Lihat rinciannya, cocokkan dengan akun pembayaran, lalu tulis hasilnya.',
  ),
  en: say(
    'Something needs a look, but this version of Gerai does not know it.',
    'Its record is kept as it is; nothing was changed.',
    'Look at the details, compare with the payment account, then write down the outcome.',
  ),
}

function indonesian(kind: AttentionKind, facts: StoredFacts): Words {
  const money = (name: string): string | null => moneyFact(facts, name, 'id')
  switch (kind) {
    case 'money_late':
      return say(
        `Uang${spaced(money('captured'))} masuk setelah pembayarannya selesai atau ditutup.`,
        'Uangnya tercatat, tapi tidak dipakai untuk penjualan ini.',
        'Tanya pelanggan: pakai untuk belanja ini, atau kembalikan. Lalu tulis keputusannya.',
      )
    case 'money_amount_differs':
      return say(
        differs('Uang yang masuk', 'beda dari tagihannya', money('captured'), money('asked'), 'ditagih'),
        'Uangnya tercatat, penjualan belum dianggap lunas dari sini.',
        'Cocokkan dengan akun pembayaran, lalu minta kekurangannya atau kembalikan lebihnya.',
      )
    case 'tender_quarantined':
      return say(
        'Jawaban layanan pembayaran tidak cocok dengan yang diminta.',
        'Kodenya tidak ditampilkan. Uang yang mungkin masuk tetap dipantau.',
        'Beri tahu pemilik toko, dan cocokkan dengan akun pembayaran.',
      )
    case 'tender_superseded':
      return say(
        `Kode QR yang pernah tampil ditutup supaya bisa lanjut${because(quotedFact(facts, 'reason'), 'alasan')}.`,
        'Kode lama tetap dipantau. Kalau dibayar, uangnya ketahuan.',
        'Setelah internet pulih, pastikan kode lama tidak dibayar.',
      )
    case 'session_in_review':
      return say(
        'Layanan pembayaran menunggu toko memastikan uangnya.',
        'Belum dianggap lunas, dan tidak ada yang ditagih lagi.',
        'Lihat buktinya, lalu terima atau tolak di akun pembayaran.',
      )
    case 'review_not_taken':
      return say(
        `Keputusan tentang pembayaran ${money('amount') ?? '-'} di halaman penyedia tidak tercatat seperti yang dipilih.`,
        'Tidak ada penjualan di sini yang berubah. Jawaban penyedia yang berlaku.',
        'Buka Konfirmasi dan putuskan lagi bila masih ada di sana, lalu cocokkan dengan akun pembayaran.',
      )
    case 'money_refunded_elsewhere':
      return say(
        'Uang penjualan ini sudah dikembalikan dari luar Gerai.',
        'Yang sudah tercatat di sini tidak dihapus.',
        'Tanya siapa yang mengembalikan, lalu tulis alasannya.',
      )
    case 'settled_contradicted':
      return say(
        'Layanan pembayaran kini bilang lain tentang uang yang sudah lunas.',
        'Di Gerai tetap lunas, tidak ada yang dihapus.',
        'Cek di akun pembayaran apakah uangnya benar ada, lalu tulis hasilnya.',
      )
    case 'covered_twice':
      return say(
        'Penjualan ini mungkin terbayar dua kali.',
        'Dua pembayarannya tercatat, tidak ada yang hilang.',
        'Cocokkan keduanya, lalu kembalikan uang yang lebih ke pelanggan.',
      )
    case 'booking_refused':
      return say(
        'Layanan pembayaran tidak mau mencatat uang ini.',
        'Uangnya tetap diterima dan dihitung di Gerai.',
        'Cocokkan lewat laporan, dan beri tahu pemilik toko.',
      )
    case 'booking_amount_differs':
      return say(
        differs(
          'Catatan di layanan pembayaran',
          'beda jumlahnya',
          money('got'),
          money('expected'),
          'di Gerai',
        ),
        'Uang di Gerai tidak berubah, catatan yang beda tidak dipastikan.',
        'Cocokkan dengan akun pembayaran, lalu tulis hasilnya.',
      )
    case 'booking_paid_otherwise':
      return say(
        `Ada uang lain${spaced(money('captured'))} masuk di catatan pembayaran tunai, EDC, atau transfer.`,
        'Keduanya tercatat terpisah, tidak ada yang hilang.',
        'Tanya pelanggan apakah bayar dua kali, lalu kembalikan kalau iya.',
      )
    case 'booking_contradicted':
      return say(
        'Catatan toko dan catatan penyedia tidak sama untuk pembayaran ini.',
        'Uang yang sudah dicatat toko tetap dihitung.',
        'Cocokkan dengan laporan penyedia, lalu tulis hasilnya.',
      )
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
    case 'outcome_unknown':
      return say(
        'Hasil pembayaran ini belum pasti.',
        'Gerai tidak menagih lagi, dan terus memeriksa.',
        'Cek di akun pembayaran sebelum menagih pelanggan lagi.',
      )
    case 'session_missing':
      return say(
        'Pembayaran ini tidak ketemu di layanan pembayaran.',
        'Catatannya tetap ada dan tidak dianggap batal.',
        'Cari di akun pembayaran dengan nomor penjualannya, lalu tulis hasilnya.',
      )
    case 'refund_failed':
      return say(
        `Pengembalian${spaced(money('amount'))} ke pelanggan tidak berhasil.`,
        'Uangnya masih di toko. Penjualannya tidak berubah.',
        'Kembalikan dengan cara lain, misalnya tunai, lalu tulis caranya.',
      )
    case 'refund_unknown':
      return say(
        `Belum pasti pengembalian${spaced(money('amount'))} sampai di layanan pembayaran.`,
        'Jumlahnya ditahan supaya tidak dikembalikan dua kali, dan Gerai terus memeriksa.',
        'Cek di akun pembayaran. Kalau memang tidak ada, nyatakan tidak jadi.',
      )
    case 'refund_contradicted':
      return say(
        'Layanan pembayaran kini bilang lain tentang sebuah pengembalian.',
        'Jumlah yang pernah dikembalikan tetap dihitung, supaya tidak dikembalikan dua kali.',
        'Cocokkan dengan akun pembayaran, lalu tulis hasilnya.',
      )
    case 'owner_recovered':
      return say(
        'PIN pemilik toko dipulihkan dari komputer ini.',
        'Penjualan dan uangnya tidak berubah. Kejadiannya tercatat di log.',
        'Kalau bukan Anda yang melakukannya, ganti PIN sekarang dan periksa siapa yang memegang komputer ini.',
      )
    case 'evidence_used_twice':
    case 'proof_shown':
    case 'reconciliation_not_counted_here':
    case 'reconciliation_not_paid_there':
    case 'reconciliation_amount_differs':
    case 'reconciliation_money_without_session':
    case 'reconciliation_record_amount_differs':
      return reconcileAttentionWords(kind, facts, 'id')
    case 'books_restored':
    case 'books_cloned':
    case 'books_damaged':
    case 'books_put_back':
    case 'backup_failed':
    case 'clock_moved_back':
      return booksAttentionWords(kind, facts, 'id')
    default:
      return unreachable(kind)
  }
}

function english(kind: AttentionKind, facts: StoredFacts): Words {
  const money = (name: string): string | null => moneyFact(facts, name, 'en')
  switch (kind) {
    case 'money_late':
      return say(
        `Money${spaced(money('captured'))} arrived after its payment was over or covered.`,
        'It is on record, but not used for this sale.',
        'Ask the customer: use it for this purchase, or give it back. Then write down the decision.',
      )
    case 'money_amount_differs':
      return say(
        differs(
          'The money that arrived',
          'differs from what was asked',
          money('captured'),
          money('asked'),
          'asked',
        ),
        'It is on record; the sale does not count as paid by it.',
        'Compare with the payment account, then collect the rest or return the surplus.',
      )
    case 'tender_quarantined':
      return say(
        'The payment service answered something else than was asked.',
        'The code is not shown. Money that might arrive is still watched.',
        'Tell the owner, and compare with the payment account.',
      )
    case 'tender_superseded':
      return say(
        `A QR code that had been shown was covered so that the counter could go on${because(quotedFact(facts, 'reason'), 'reason')}.`,
        'The old code is still watched. If it is paid, the money will be noticed.',
        'Once the internet is back, make sure the old code was not paid.',
      )
    case 'session_in_review':
      return say(
        'The payment service waits for the shop to confirm the money.',
        'It does not count as paid yet, and nothing is charged again.',
        'Look at the proof, then accept or reject it in the payment account.',
      )
    case 'review_not_taken':
      return say(
        `The decision about a payment of ${money('amount') ?? '-'} on the provider's page did not come out as chosen.`,
        "No sale here has changed. The provider's answer stands.",
        'Open Confirmations and decide again if it is still there, then compare with the payment account.',
      )
    case 'money_refunded_elsewhere':
      return say(
        'The money of this sale was given back outside Gerai.',
        'What is recorded here is not deleted.',
        'Ask who returned it, then write down why.',
      )
    case 'settled_contradicted':
      return say(
        'The payment service now says something else about money that was paid.',
        'In Gerai it stays paid; nothing is deleted.',
        'Check in the payment account that the money is there, then write down the outcome.',
      )
    case 'covered_twice':
      return say(
        'This sale may have been paid twice.',
        'Both payments are on record; nothing is lost.',
        'Compare them, then give the surplus back to the customer.',
      )
    case 'booking_refused':
      return say(
        'The payment service will not book this money.',
        'The money stays accepted and counted in Gerai.',
        'Match it through the reports, and tell the owner.',
      )
    case 'booking_amount_differs':
      return say(
        differs(
          "The payment service's record",
          'has another amount',
          money('got'),
          money('expected'),
          'in Gerai',
        ),
        'The money in Gerai is unchanged; the differing record is not confirmed.',
        'Compare with the payment account, then write down the outcome.',
      )
    case 'booking_paid_otherwise':
      return say(
        `Other money${spaced(money('captured'))} arrived on the record of a cash, card or transfer payment.`,
        'The two are recorded apart; nothing is lost.',
        'Ask the customer whether they paid twice, and give it back if so.',
      )
    case 'booking_contradicted':
      return say(
        "The shop's record and the provider's record of this payment differ.",
        'Money the shop has recorded still counts.',
        "Compare with the provider's report, then write down what you found.",
      )
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
    case 'outcome_unknown':
      return say(
        'The outcome of this payment is not certain yet.',
        'Gerai does not charge again and keeps checking.',
        'Check in the payment account before asking the customer to pay again.',
      )
    case 'session_missing':
      return say(
        'The payment service does not find this payment.',
        'Its record stays, and it is not treated as canceled.',
        'Look for it in the payment account by the sale number, then write down the outcome.',
      )
    case 'refund_failed':
      return say(
        `A refund${spaced(money('amount'))} to a customer did not go through.`,
        'The shop still has the money. The sale is unchanged.',
        'Give it back another way, for example in cash, and write down how.',
      )
    case 'refund_unknown':
      return say(
        `It is not certain that a refund${spaced(money('amount'))} reached the payment service.`,
        'The amount is held so that it cannot go back twice, and Gerai keeps checking.',
        'Check in the payment account. If it is not there, say that it did not happen.',
      )
    case 'refund_contradicted':
      return say(
        'The payment service now says something else about a refund.',
        'What went back once stays counted, so that it cannot go back twice.',
        'Compare with the payment account, then write down the outcome.',
      )
    case 'owner_recovered':
      return say(
        "The owner's PIN was recovered on this computer.",
        'Sales and money were not changed. The log says when it happened.',
        'If that was not you, change the PIN now and find out who had this computer.',
      )
    case 'evidence_used_twice':
    case 'proof_shown':
    case 'reconciliation_not_counted_here':
    case 'reconciliation_not_paid_there':
    case 'reconciliation_amount_differs':
    case 'reconciliation_money_without_session':
    case 'reconciliation_record_amount_differs':
      return reconcileAttentionWords(kind, facts, 'en')
    case 'books_restored':
    case 'books_cloned':
    case 'books_damaged':
    case 'books_put_back':
    case 'backup_failed':
    case 'clock_moved_back':
      return booksAttentionWords(kind, facts, 'en')
    default:
      return unreachable(kind)
  }
}

const spaced = (text: string | null): string => (text === null ? '' : ` ${text}`)
const because = (reason: string | null, word: string): string =>
  reason === null ? '' : ` (${word}: ${reason})`

/** `<subject> <says>`, with both amounts when both are known. */
function differs(
  subject: string,
  says: string,
  got: string | null,
  other: string | null,
  where: string,
): string {
  return got === null || other === null
    ? `${subject} ${says}.`
    : `${subject} ${says}: ${got}, ${where} ${other}.`
}
