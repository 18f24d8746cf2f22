import type { Language } from './refusals.ts'

/** How settings are called where the log names them; one that is not here stands by its own name. */
const NAMES: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  shopName: { id: 'nama toko', en: 'shop name' },
  addressLines: { id: 'alamat', en: 'address' },
  npwp: { id: 'NPWP', en: 'tax number' },
  footerLines: { id: 'kaki struk', en: 'foot of the receipt' },
  tillCode: { id: 'kode kasir', en: 'till code' },
  terminalName: { id: 'nama terminal', en: 'terminal name' },
  language: { id: 'bahasa', en: 'language' },
  theme: { id: 'tampilan', en: 'appearance' },
  utcOffsetMinutes: { id: 'zona waktu', en: 'time zone' },
  zoneLabel: { id: 'nama zona waktu', en: 'name of the time zone' },
  currency: { id: 'mata uang', en: 'currency' },
  taxRules: { id: 'pajak', en: 'tax' },
  cashRoundingStep: { id: 'pembulatan tunai', en: 'cash rounding' },
  qrisLimit: { id: 'batas satu QRIS', en: 'limit of one QRIS payment' },
  codeLifetimeSec: { id: 'umur QR', en: 'life of a QR' },
  printerUri: { id: 'alamat printer', en: 'printer address' },
  printerProfile: { id: 'jenis printer', en: 'kind of printer' },
  slipRoles: { id: 'printer untuk tiap slip', en: 'printer of each slip' },
  receipt: { id: 'rupa struk', en: 'look of the receipt' },
  providerSharePercent: { id: 'jatah panggilan kasir ini', en: "this till's share of calls" },
  personalDataDays: { id: 'umur data pribadi', en: 'age of personal data' },
  printers: { id: 'printer', en: 'printers' },
  paper: { id: 'lebar kertas', en: 'paper width' },
  printAutomatically: { id: 'cetak otomatis', en: 'printing by itself' },
  autoLockMinutes: { id: 'kunci sendiri', en: 'locking by itself' },
  permissionLimits: { id: 'batas izin', en: 'limits of rights' },
  discountBasisPoints: { id: 'batas diskon (100 = 1%)', en: 'limit of a discount (100 = 1%)' },
  confirmAmount: { id: 'batas konfirmasi', en: 'limit of a confirmation' },
  ppnBasisPoints: { id: 'PPN (100 = 1%)', en: 'VAT (100 = 1%)' },
  pbjtBasisPoints: { id: 'PBJT (100 = 1%)', en: 'PBJT (100 = 1%)' },
  staticQris: { id: 'QRIS statis', en: 'printed QRIS' },
  staticQrisWithAmount: { id: 'jumlah di QRIS statis', en: 'amount in the printed QRIS' },
  bankAccounts: { id: 'rekening bank', en: 'bank accounts' },
  approvedNmid: { id: 'NMID', en: 'NMID' },
}

export const settingName = (name: string, language: Language): string =>
  Object.hasOwn(NAMES, name) ? (NAMES[name]?.[language] ?? name) : name
