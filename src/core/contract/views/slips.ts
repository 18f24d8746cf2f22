import type { Amount, Currency } from '../../domain/money.ts'
import type { ReceiptDocument } from '../../domain/receipts/receipt.ts'
import type { Mode } from '../../domain/provider/session.ts'
import type { QrMatrix } from '../../ports/system.ts'

export interface SlipView {
  readonly jobId: string
  readonly at: string
  readonly document: ReceiptDocument
  readonly columns: number
}

/** A slip ready to be drawn, as it is printed: the same document, columns and dots. */
export interface SlipSheet {
  readonly document: ReceiptDocument
  /** Of the printer that this kind of slip goes to. */
  readonly columns: number
  readonly logo: LogoView | null
  /** The symbols of the codes on it, each once. */
  readonly codes: readonly { readonly payload: string; readonly matrix: QrMatrix }[]
}

/** A logo's dots: rows of `ceil(widthDots / 8)` bytes in base64, the leftmost dot in the highest bit. */
export interface LogoView {
  readonly id: string
  readonly widthDots: number
  readonly heightDots: number
  readonly rows: string
}

/** The public half of the key that signs receipts; anybody may have it. */
export interface SealKeyView {
  readonly id: string
  /** What `npm run verify-receipt` and the check page take. */
  readonly text: string
}

/** What the signed code of a receipt turned out to be; see `checkSeal`. */
export interface SealCheckView {
  readonly verdict: 'genuine' | 'changed' | 'unknown_key'
  readonly mode: Mode
  readonly number: string
  readonly total: Amount
  readonly currency: Currency
  readonly paidAt: string
  readonly terminal: string
  /** 0 is the original. */
  readonly copy: number
  readonly saleId: string | null
}
