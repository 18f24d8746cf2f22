import type { Language } from '../../language.ts'
import type { ReceiptRefusal } from '../../refusals/receipts.ts'
import { unreachable } from '../../result.ts'
import { say, type Words } from '../words.ts'

export const receiptRefusalWords = (refusal: ReceiptRefusal, language: Language): Words =>
  language === 'id' ? indonesianWords(refusal) : englishWords(refusal)

const limitText = (unit: 'bytes' | 'pixels', limit: number, language: Language): string =>
  unit === 'bytes'
    ? `${Math.floor(limit / 1000)} kB`
    : `${limit / 1_000_000} ${language === 'id' ? 'juta piksel' : 'million pixels'}`

function indonesianWords(refusal: ReceiptRefusal): Words {
  const kept = 'Struk tetap memakai logo yang sebelumnya.'
  switch (refusal.type) {
    case 'logo_not_a_picture':
      return say(
        'Berkas itu bukan gambar, atau gambarnya rusak.',
        kept,
        'Pilih berkas PNG atau JPEG yang bisa dibuka di komputer ini.',
      )
    case 'logo_too_large':
      return say(
        `Gambarnya terlalu besar: paling banyak ${limitText(refusal.unit, refusal.limit, 'id')}.`,
        kept,
        'Perkecil dulu gambarnya; untuk struk, lebar 400 piksel sudah cukup.',
      )
    case 'logo_blank':
      return say(
        'Di kertas putih gambar ini tidak akan kelihatan.',
        kept,
        'Pakai logo berwarna gelap di atas latar putih atau transparan.',
      )
    case 'logo_unknown':
      return say(
        'Logo itu tidak ada di catatan kasir ini.',
        'Tidak ada yang berubah.',
        'Pilih gambarnya sekali lagi.',
      )
    case 'not_a_sealed_receipt':
      return say(
        'Tulisan itu bukan kode dari struk Gerai.',
        'Tidak ada yang berubah.',
        'Pindai lagi kode di kaki struk sampai lengkap, lalu tempelkan semuanya.',
      )
    case 'seal_key_unkept':
      return say(
        'Kunci tanda tangan struk tidak bisa disimpan di komputer ini.',
        'Struk tetap dicetak seperti biasa, tanpa kode tanda tangan.',
        'Pilih kode lain di pengaturan struk, atau perbaiki tempat penyimpanan kuncinya.',
      )
    default:
      return unreachable(refusal)
  }
}

function englishWords(refusal: ReceiptRefusal): Words {
  const kept = 'Receipts keep the logo they had.'
  switch (refusal.type) {
    case 'logo_not_a_picture':
      return say(
        'That file is no picture, or it is damaged.',
        kept,
        'Choose a PNG or JPEG file that opens on this computer.',
      )
    case 'logo_too_large':
      return say(
        `The picture is too large: at most ${limitText(refusal.unit, refusal.limit, 'en')}.`,
        kept,
        'Make it smaller first; for receipts a width of 400 pixels is enough.',
      )
    case 'logo_blank':
      return say(
        'On white paper nothing of this picture would be seen.',
        kept,
        'Use a dark logo on a white or transparent ground.',
      )
    case 'logo_unknown':
      return say(
        'That logo is not in the books of this till.',
        'Nothing has changed.',
        'Choose the picture again.',
      )
    case 'not_a_sealed_receipt':
      return say(
        'That text is not the code of a receipt by Gerai.',
        'Nothing has changed.',
        'Scan the code at the foot of the receipt again until it is complete, and paste all of it.',
      )
    case 'seal_key_unkept':
      return say(
        'The key that signs receipts cannot be kept on this computer.',
        'Receipts are printed as always, without a signed code.',
        'Choose another code in the receipt settings, or repair the place where keys are kept.',
      )
    default:
      return unreachable(refusal)
  }
}
