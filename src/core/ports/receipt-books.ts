import type { RasterImage } from '../escpos-layout/index.ts'
import type { SealKey } from './receipt-seals.ts'

/** What receipts lean on besides their documents; kept for ever, because old documents name it. */
export interface ReceiptBooksReader {
  logo(id: string): RasterImage | null
  /** Public keys this till has signed with, newest first. */
  sealKeys(): readonly SealKey[]
  saleByNumber(number: string): { readonly id: string } | null
}

export interface ReceiptBooksWriter extends ReceiptBooksReader {
  /** The same id again changes nothing: it is the hash of the dots. */
  addLogo(id: string, image: RasterImage, at: string): void
  addSealKey(key: SealKey, at: string): void
}
