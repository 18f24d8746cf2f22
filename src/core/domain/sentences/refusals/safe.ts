/** What is safe, where many refusals say it in the same words. */
export const NOT_CHARGED = {
  id: 'Belum ada yang ditagih.',
  en: 'Nothing has been charged.',
} as const
export const TYPED_STAYS = {
  id: 'Belum ada yang ditagih, dan yang diketik tetap ada.',
  en: 'Nothing has been charged, and what you typed is still there.',
} as const
export const NOTHING_CHANGED = {
  id: 'Tidak ada yang berubah.',
  en: 'Nothing has changed.',
} as const
export const SALE_STAYS = {
  id: 'Penjualan tetap tersimpan.',
  en: 'The sale is still saved.',
} as const
export const CASH_STILL_WORKS = {
  id: 'Penjualan tetap tersimpan. Tunai dan EDC tetap bisa dipakai.',
  en: 'The sale is still saved. Cash and card terminal still work.',
} as const
