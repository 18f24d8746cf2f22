import type { Language } from '../language.ts'
import { scaleAmount } from '../money.ts'
import type { ReceiptQr, ReceiptTax } from './receipt.ts'
import type { ReceiptField } from './frame.ts'
import type { ReceiptPayment } from './payments.ts'
import type { TaxRules, TaxTotal } from '../sale.ts'

/** How the owner wants receipts to look. Taken into each document when it is made: a later change alters no old slip. */
export interface ReceiptTemplate {
  readonly headerLines: readonly string[]
  readonly termsLines: readonly string[]
  /** The id of a picture in the books. */
  readonly logo: string | null
  readonly hidden: readonly ReceiptField[]
  /** `usual` is `PPN 11%`; `regulation` is the wording of the tax office: 12 % of eleven twelfths of the base. */
  readonly taxWording: 'usual' | 'regulation'
  readonly notTaxInvoice: boolean
  readonly qr: 'none' | 'signed' | 'link'
  /** Where the shop has put the check page; its address goes before the signed text. Empty: the text alone. */
  readonly checkPage: string
  readonly linkAddress: string
  readonly linkCaption: string
  /** Paper may speak another language than the screen. */
  readonly language: 'screen' | Language
  /** A second slip for the shop's own file, right after the original. */
  readonly shopCopy: 'never' | 'cashless' | 'always'
  /** A refund slip once more, marked as a copy, when the provider has decided. */
  readonly refundAgain: boolean
}

export const DEFAULT_TEMPLATE: ReceiptTemplate = {
  headerLines: [],
  termsLines: [],
  logo: null,
  hidden: [],
  taxWording: 'usual',
  notTaxInvoice: false,
  qr: 'none',
  checkPage: '',
  linkAddress: '',
  linkCaption: '',
  language: 'screen',
  shopCopy: 'never',
  refundAgain: false,
}

/** A stored template with what a newer version added to it. */
export const templateOf = (stored: Partial<ReceiptTemplate> | undefined): ReceiptTemplate => ({
  ...DEFAULT_TEMPLATE,
  ...stored,
})

/** What may not be left off: the slip of a shop registered for VAT is a tax document, and that names its address. */
export const lockedFields = (npwp: string | null): readonly ReceiptField[] =>
  npwp === null ? [] : ['address']

export function hiddenFields(
  template: Pick<ReceiptTemplate, 'hidden'>,
  npwp: string | null,
): readonly ReceiptField[] {
  const locked = lockedFields(npwp)
  return template.hidden.filter((field) => !locked.includes(field))
}

/**
 * Taxes in the wording of the template. The regulation's wording is used only where the amount really is that tax: the
 * rate of today may be another than the one the sale was priced with.
 */
export function taxesOnPaper(
  taxes: readonly TaxTotal[],
  wording: ReceiptTemplate['taxWording'],
  { ppnBasisPoints }: TaxRules,
): readonly ReceiptTax[] {
  if (wording === 'usual') return taxes
  return taxes.map((tax) => {
    const isPriced = Math.abs(scaleAmount(tax.base, ppnBasisPoints, 10_000) - tax.amount) <= 1
    if (tax.tax !== 'ppn' || ppnBasisPoints % 11 !== 0 || !isPriced) return tax
    const inLaw = (ppnBasisPoints / 11) * 12
    return { ...tax, label: `PPN ${percentText(inLaw)}`, otherBase: scaleAmount(tax.base, 11, 12) }
  })
}

/** `12%`, `2,5%`. */
const percentText = (basisPoints: number): string => `${String(basisPoints / 100).replace('.', ',')}%`

/** What the code at the foot holds; `sealed` is the signed text of this slip, null when there is no key to sign with. */
export function receiptQrOf(template: ReceiptTemplate, sealed: string | null): ReceiptQr | null {
  switch (template.qr) {
    case 'signed':
      return sealed === null ? null : { kind: 'signed', text: sealAddress(template, sealed) }
    case 'link':
      return template.linkAddress === ''
        ? null
        : { kind: 'link', text: template.linkAddress, caption: template.linkCaption }
    case 'none':
      return null
  }
}

/** The part after `#` never leaves the phone that scans it. */
export const sealAddress = ({ checkPage }: Pick<ReceiptTemplate, 'checkPage'>, sealed: string): string =>
  checkPage === '' ? sealed : `${checkPage}#${sealed}`

/** Cash leaves nothing to argue about with a bank, so most shops want a copy of the rest only. */
export function wantsShopCopy(template: ReceiptTemplate, payments: readonly ReceiptPayment[]): boolean {
  if (template.shopCopy === 'cashless') return payments.some((payment) => payment.tender !== 'cash')
  return template.shopCopy === 'always'
}

/** Files above this are not even opened to be made smaller. */
export const MAX_LOGO_FILE_BYTES = 20_000_000
/** A PNG of at most this size goes to the till as it is; larger ones, and other pictures, are made smaller first. */
export const MAX_LOGO_BYTES = 700_000
