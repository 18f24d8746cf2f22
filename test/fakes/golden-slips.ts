import type { RasterImage } from '../../src/core/escpos-layout/index.ts'
import { amountOf } from '../../src/core/domain/money.ts'
import {
  markReprint,
  type ReceiptDocument,
  type SaleReceipt,
} from '../../src/core/domain/receipts/receipt.ts'
import { edcCopy, kiosReceipt, qrisBill, splitReceipt, testPage, tokoReceipt } from './printer-receipts.ts'
import * as slips from './printer-slips.ts'

export interface GoldenSlip {
  readonly name: string
  readonly profileId: string
  readonly document: ReceiptDocument
  readonly logo?: RasterImage
}

/** A ring of 96 dots, as plain as a logo can be. */
const ringLogo: RasterImage = {
  widthDots: 96,
  heightDots: 96,
  rows: Uint8Array.from({ length: 96 * 12 }, (_, index) => {
    const [y, column] = [Math.floor(index / 12), index % 12]
    return Array.from({ length: 8 }, (__, bit) => {
      const distance = Math.hypot(column * 8 + bit - 47.5, y - 47.5)
      return distance > 36 && distance < 46 ? 0x80 >> bit : 0
    }).reduce((byte, dot) => byte | dot, 0)
  }),
}

/** Everything an owner can put on a receipt, at once. */
const richReceipt: SaleReceipt = {
  ...kiosReceipt,
  shop: {
    ...kiosReceipt.shop,
    headerLines: ['WA 0812-0000-0000', 'Buka 08.00-21.00'],
    termsLines: ['Barang yang sudah dibeli tidak dapat ditukar kecuali dengan struk ini.'],
  },
  logo: 'ring',
  taxes: kiosReceipt.taxes.map((tax) => ({ ...tax, label: 'PPN 12%', otherBase: amountOf(123_874) })),
  hidden: ['terminal'],
  qr: {
    kind: 'signed',
    text: `GERAI1*L*DPS1-260715-0042*IDR150000*20260715T060533Z*1*0*Kd93_aXw*${'aB3_'.repeat(21)}Zz`,
  },
  notTaxInvoice: true,
}

/** The slips whose bytes are kept under test/golden/receipts. */
export const GOLDEN_SLIPS: readonly GoldenSlip[] = [
  { name: 'qris-58', profileId: 'generic-58', document: kiosReceipt },
  { name: 'qris-80', profileId: 'epson-tm-t20', document: kiosReceipt },
  { name: 'cash-58', profileId: 'xprinter-xp-58', document: tokoReceipt },
  { name: 'cash-80', profileId: 'generic-80', document: tokoReceipt },
  { name: 'split-58', profileId: 'generic-58', document: splitReceipt },
  { name: 'split-42', profileId: 'epson-tm-t88', document: splitReceipt },
  { name: 'bill-native-58', profileId: 'sunmi', document: qrisBill },
  { name: 'bill-raster-58', profileId: 'generic-58', document: qrisBill },
  { name: 'bill-native-80', profileId: 'epson-tm-m30', document: qrisBill },
  { name: 'edc-copy-58', profileId: 'generic-58', document: edcCopy },
  { name: 'test-page-58', profileId: 'sunmi', document: testPage },
  { name: 'practice-58', profileId: 'generic-58', document: { ...kiosReceipt, mode: 'practice' } },
  { name: 'english-80', profileId: 'bixolon', document: { ...kiosReceipt, language: 'en' } },
  {
    name: 'reprint-unknown-58',
    profileId: 'generic-58',
    document: markReprint(
      { ...kiosReceipt, status: 'unknown' },
      { number: 2, printedAt: '2026-07-16T06:05:33.000Z', askedBy: 'Budi' },
    ),
  },
  { name: 'rich-58', profileId: 'xprinter-xp-58', document: richReceipt, logo: ringLogo },
  {
    name: 'rich-80',
    profileId: 'epson-tm-m30',
    document: { ...richReceipt, language: 'en' },
    logo: ringLogo,
  },
  {
    name: 'shop-copy-58',
    profileId: 'generic-58',
    document: markReprint(splitReceipt, {
      ...{ number: 1, printedAt: kiosReceipt.occurredAt, askedBy: 'Sari', holder: 'shop' },
    }),
  },
  { name: 'refund-58', profileId: 'generic-58', document: slips.refundSlip },
  { name: 'refund-provider-80', profileId: 'generic-80', document: slips.providerRefund },
  { name: 'void-58', profileId: 'generic-58', document: slips.voidSlip },
  { name: 'shift-open-58', profileId: 'generic-58', document: slips.shiftOpenSlip },
  { name: 'x-report-58', profileId: 'generic-58', document: slips.xReport },
  { name: 'z-report-58', profileId: 'generic-58', document: slips.zReport },
  { name: 'z-report-80', profileId: 'generic-80', document: { ...slips.zReport, language: 'en' } },
  { name: 'sales-report-58', profileId: 'generic-58', document: slips.salesReport },
  { name: 'sales-report-80', profileId: 'generic-80', document: { ...slips.salesReport, language: 'en' } },
  { name: 'cash-in-58', profileId: 'generic-58', document: slips.cashInSlip },
  { name: 'cash-out-80', profileId: 'generic-80', document: slips.cashOutSlip },
  { name: 'settlement-58', profileId: 'generic-58', document: slips.settlementSlip },
  { name: 'attention-58', profileId: 'generic-58', document: slips.attentionSlip },
]
