import type { Language } from '../../language.ts'
import { unreachable } from '../../result.ts'
import { say, type Words } from '../words.ts'
import type { SlideRefusal } from '../../slides.ts'

/** The shop's pictures on the customer's screen, in words. */
export const slideRefusalWords = (refusal: SlideRefusal, language: Language): Words =>
  language === 'id' ? indonesianWords(refusal) : englishWords(refusal)

function indonesianWords(refusal: SlideRefusal): Words {
  const kept = 'Layar pelanggan tetap seperti semula.'
  switch (refusal.type) {
    case 'slide_not_a_picture':
      return say(
        'Berkas itu bukan foto, atau fotonya rusak.',
        kept,
        'Pilih foto JPEG, PNG atau WebP yang bisa dibuka di komputer ini.',
      )
    case 'slide_too_large':
      return say(
        refusal.unit === 'bytes'
          ? `Gambarnya terlalu besar: paling banyak ${refusal.limit / 1000} kB.`
          : `Gambarnya terlalu besar: sisi terpanjang paling banyak ${refusal.limit} piksel.`,
        kept,
        'Perkecil dulu gambarnya, atau pilih gambar lain.',
      )
    case 'slides_full':
      return say(
        `Sudah ada ${refusal.limit} gambar di layar pelanggan.`,
        kept,
        'Hapus dulu satu gambar, lalu tambah yang baru.',
      )
    case 'slide_unknown':
      return say('Gambar itu sudah tidak ada di daftar.', kept, 'Buka lagi daftarnya.')
    default:
      return unreachable(refusal)
  }
}

function englishWords(refusal: SlideRefusal): Words {
  const kept = "The customer's screen stays as it was."
  switch (refusal.type) {
    case 'slide_not_a_picture':
      return say(
        'That file is no photo, or it is damaged.',
        kept,
        'Choose a JPEG, PNG or WebP photo that opens on this computer.',
      )
    case 'slide_too_large':
      return say(
        refusal.unit === 'bytes'
          ? `The picture is too large: at most ${refusal.limit / 1000} kB.`
          : `The picture is too large: its longer side may have ${refusal.limit} pixels.`,
        kept,
        'Make it smaller first, or choose another one.',
      )
    case 'slides_full':
      return say(
        `There are ${refusal.limit} pictures on the customer's screen already.`,
        kept,
        'Remove one first, then add the new one.',
      )
    case 'slide_unknown':
      return say('That picture is no longer on the list.', kept, 'Open the list again.')
    default:
      return unreachable(refusal)
  }
}
