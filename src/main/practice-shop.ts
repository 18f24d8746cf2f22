import type { Product } from '../core/domain/catalog/catalog.ts'
import { amountOf } from '../core/domain/money.ts'
import type { TaxKind } from '../core/domain/sale.ts'
import type { Settings } from '../core/domain/settings.ts'

/** The invented shop that a newcomer practises in. Its merchant id is the simulator's. */
export const PRACTICE_SETTINGS: Partial<Settings> = {
  shopName: 'Warung Contoh Satu',
  addressLines: ['Jl. Merdeka No. 1', 'Bandung 40111'],
  footerLines: ['Terima kasih atas kunjungan Anda'],
  tillCode: 'BDG1',
  approvedNmid: 'ID9990000000011',
}

const item = (id: string, name: string, price: number, category: string, favourite = true): Product => ({
  id,
  name,
  sku: id.toUpperCase(),
  barcodes: [],
  unit: 'pcs',
  active: true,
  picture: null,
  updatedAt: '2026-01-01T00:00:00.000Z',
  price: amountOf(price),
  category,
  tax: 'pbjt_included' satisfies TaxKind,
  favourite,
})

export const PRACTICE_PRODUCTS: readonly Product[] = [
  item('kopi-susu', 'Kopi Susu Gula Aren', 18_000, 'Minuman'),
  item('es-teh', 'Es Teh Manis', 6_000, 'Minuman'),
  item('nasi-goreng', 'Nasi Goreng Kampung', 28_000, 'Makanan'),
  item('mie-ayam', 'Mie Ayam Bakso', 25_000, 'Makanan'),
  item('roti-bakar', 'Roti Bakar Cokelat', 17_000, 'Camilan'),
  item('pisang-keju', 'Pisang Goreng Keju', 15_000, 'Camilan'),
  item('air-600', 'Air Mineral 600 ml', 5_000, 'Minuman'),
  item('jus-alpukat', 'Jus Alpukat', 20_000, 'Minuman'),
  item('ayam-geprek', 'Ayam Geprek + Nasi', 27_000, 'Makanan'),
  item('sate-ayam', 'Sate Ayam 10 tusuk', 32_000, 'Makanan'),
  item('soto-betawi', 'Soto Betawi', 35_000, 'Makanan'),
  item('kerupuk', 'Kerupuk', 4_000, 'Lainnya'),
  item('kopi-tubruk', 'Kopi Tubruk', 10_000, 'Minuman', false),
  item('es-jeruk', 'Es Jeruk Peras', 12_000, 'Minuman', false),
  item('gado-gado', 'Gado-Gado', 22_000, 'Makanan', false),
  item('tahu-isi', 'Tahu Isi', 3_000, 'Camilan', false),
  item('tisu', 'Tisu Saku', 4_500, 'Lainnya', false),
]
