const WORDS = ['Kopi', 'Teh', 'Sabun', 'Beras', 'Gula', 'Susu', 'Mie', 'Rokok', 'Minyak', 'Biskuit'] as const
/** Six digits, so that the whole number finds one product and part of it some. */
export const markOf = (place: number): string => `k${String(place).padStart(6, '0')}`
export const nameOf = (place: number): string =>
  `${WORDS[place % 10] ?? ''} ${WORDS[Math.floor(place / 10) % 10] ?? ''} ${markOf(place)}`
/** Thirteen digits with their check digit, as a scanner types them. */
export function barcodeOf(place: number): string {
  const digits = `8997${String(place).padStart(8, '0')}`
  const sum = Array.from(digits, Number).reduce(
    (total, digit, at) => total + digit * (at % 2 === 0 ? 1 : 3),
    0,
  )
  return `${digits}${(10 - (sum % 10)) % 10}`
}

/** A list of this many products, as a shop saves it from a spreadsheet; `dearer` is what each costs more. */
export function listOf(products: number, dearer = 0): Uint8Array {
  const rows = Array.from({ length: products }, (_, place) =>
    [
      nameOf(place),
      1_000 + (place % 90) * 500 + dearer,
      markOf(place),
      barcodeOf(place),
      `Kelompok ${place % 20}`,
    ].join(';'),
  )
  return new TextEncoder().encode(['nama;harga;sku;barcode;kategori', ...rows].join('\n'))
}
