import type { Product } from '../../../src/core/domain/catalog/catalog.ts'
import { amountOf } from '../../../src/core/domain/money.ts'
import type { Cart, SaleLine } from '../../../src/core/domain/sale.ts'

/** What the gallery's shop sells: made up, in the order in which a shop would list it. */
type Row = readonly [name: string, price: number, category: string]
const ROWS: readonly Row[] = [
  ['Kopi Susu Gula Aren', 18_000, 'Minuman'],
  ['Es Teh Manis', 8_000, 'Minuman'],
  ['Jeruk Hangat', 10_000, 'Minuman'],
  ['Nasi Goreng Kampung', 28_000, 'Makanan'],
  ['Mie Ayam Bakso', 25_000, 'Makanan'],
  ['Soto Bandung', 24_000, 'Makanan'],
  ['Batagor Kuah', 20_000, 'Makanan'],
  ['Pisang Goreng Keju', 15_000, 'Camilan'],
  ['Roti Bakar Cokelat', 17_000, 'Camilan'],
  ['Keripik Singkong', 12_000, 'Camilan'],
  ['Beras Pandan Wangi', 16_500, 'Sembako'],
  ['Minyak Goreng 1 L', 19_500, 'Sembako'],
  ['Gula Pasir', 17_500, 'Sembako'],
  ['Telur Ayam', 29_000, 'Sembako'],
  ['Sabun Mandi Cair', 23_000, 'Rumah'],
  ['Tisu Wajah 250 Lembar', 14_000, 'Rumah'],
]

/** As long as a name may be, with a word that has no place to break. */
export const LONG_NAME =
  'Paket Hemat Keluarga Besar Nasi Liwet Ayam Kampung Bakar Lengkap Sambal Hijau Pedasbangetsampainangis untuk Sepuluh Orang'

export const PRODUCTS: readonly Product[] = ROWS.map(([name, price, category], index) => ({
  ...{ id: `p${index + 1}`, name, category, price: amountOf(price), favourite: index < 12 },
  ...{ sku: `WCS-${String(index + 1).padStart(3, '0')}`, unit: name.startsWith('Beras') ? 'kg' : 'pcs' },
  barcodes: index % 3 === 0 ? [`89910021${String(index + 10_000)}`] : [],
  ...{ tax: 'none', active: true, picture: null, updatedAt: '2026-07-01T03:00:00.000Z' },
}))

export const CATEGORIES = ['Minuman', 'Makanan', 'Camilan', 'Sembako', 'Rumah'].map((name) => ({
  name,
  count: PRODUCTS.filter(({ category }) => category === name).length,
}))

const lineOf = (
  { id, name, price }: Pick<Product, 'id' | 'name' | 'price'>,
  pieces: number,
  more: Partial<SaleLine> = {},
): SaleLine => ({
  ...{ id: `line-${id}`, productId: id, name, quantity: Math.round(pieces * 1000), unitPrice: price },
  ...{ tax: 'none', discount: null, note: null },
  ...more,
})

const take = (place: number, pieces: number, more: Partial<SaleLine> = {}): SaleLine[] =>
  PRODUCTS.slice(place, place + 1).map((product) => lineOf(product, pieces, more))

/** The order that most pictures show. */
export const CART: Cart = {
  currency: 'IDR',
  lines: [
    ...take(0, 2, { note: 'gulanya sedikit' }),
    ...take(3, 1),
    ...take(1, 2, { discount: { kind: 'percent', basisPoints: 1_000 } }),
    ...take(10, 1.35),
  ],
  discount: { kind: 'amount', amount: amountOf(5_000) },
}

export const LONG_CART: Cart = {
  currency: 'IDR',
  lines: Array.from({ length: 300 }, (_, index) =>
    take(index % PRODUCTS.length, (index % 4) + 1, { id: `line-${index}` }),
  ).flat(),
  discount: null,
}

/** Names and amounts as large as they are allowed to be. */
export const HUGE_CART: Cart = {
  currency: 'IDR',
  lines: [
    lineOf({ id: 'h1', name: LONG_NAME, price: amountOf(899_999_999) }, 1, {
      note: 'Antar ke gedung belakang, lantai tiga, tanyakan Ibu Kartikasari Wulandari Kusumaningrum',
    }),
    lineOf({ id: 'h2', name: 'Sewa Tenda', price: amountOf(99_989_990) }, 1),
    lineOf({ id: 'h3', name: 'Permen', price: amountOf(10) }, 1_000.999),
  ],
  discount: null,
}
