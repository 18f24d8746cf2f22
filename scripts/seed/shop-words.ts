/** What a coffee and snack shop in Bandung sells, and who buys there. Prices in rupiah. */
export const GOODS: readonly (readonly [name: string, price: number, weight: number])[] = [
  ['Kopi Susu Gula Aren', 22_000, 30],
  ['Es Kopi Susu', 20_000, 24],
  ['Kopi Tubruk', 12_000, 12],
  ['Americano', 24_000, 9],
  ['Cappuccino', 28_000, 8],
  ['Teh Tarik', 16_000, 10],
  ['Es Teh Manis', 8_000, 26],
  ['Es Jeruk', 12_000, 12],
  ['Jus Alpukat', 18_000, 7],
  ['Air Mineral 600 ml', 6_000, 18],
  ['Nasi Goreng Kampung', 28_000, 14],
  ['Nasi Ayam Geprek', 25_000, 15],
  ['Mie Goreng Jawa', 26_000, 9],
  ['Bakso Urat', 23_000, 8],
  ['Soto Ayam Lamongan', 24_000, 7],
  ['Batagor Bandung', 20_000, 9],
  ['Siomay', 20_000, 6],
  ['Pisang Goreng Keju', 17_000, 11],
  ['Roti Bakar Cokelat', 18_000, 9],
  ['Tahu Crispy', 14_000, 7],
  ['Cireng Rujak', 15_000, 6],
  ['Donat Kentang', 7_500, 8],
  ['Brownies Kukus', 45_000, 2],
  ['Keripik Tempe', 15_000, 4],
  ['Kerupuk', 3_000, 12],
  ['Biji Kopi Gayo 250 g', 95_000, 1],
  ['Biji Kopi Toraja 250 g', 110_000, 1],
  ['Tumbler Gerai', 135_000, 0.3],
]

export const NOTES: readonly string[] = [
  'tanpa gula',
  'es sedikit',
  'pedas sekali',
  'bungkus',
  'tanpa bawang',
  'ekstra keju',
]

export const CASHIERS: readonly string[] = ['Sari', 'Dewi', 'Asep', 'Budi', 'Rina']
const FIRST = [
  'Agus',
  'Ayu',
  'Bagas',
  'Citra',
  'Dian',
  'Eko',
  'Fitri',
  'Gilang',
  'Hana',
  'Indra',
  'Joko',
  'Kartika',
]
const MORE = [
  'Lestari',
  'Maulana',
  'Nugraha',
  'Permata',
  'Ramadhan',
  'Saputra',
  'Siregar',
  'Utami',
  'Wibowo',
  'Yuliani',
]
/** Every first name with every family name. */
export const CUSTOMERS: readonly string[] = FIRST.flatMap((first) => MORE.map((more) => `${first} ${more}`))
export const BANKS: readonly string[] = ['BCA', 'BRI', 'Mandiri', 'BNI', 'BSI']
export const WALLETS: readonly string[] = ['gopay', 'dana', 'ovo', 'shopeepay', 'bca']
