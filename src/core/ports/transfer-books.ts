import type { PhotoPrint } from '../domain/tenders/photo-print.ts'
import type { AskedAmounts } from '../domain/tenders/transfer-suffix.ts'

/** An amount that a customer was told to send, and that nobody has recorded yet. */
export interface TransferAsk {
  readonly id: number
  readonly suffix: number
}

/** A photo's place in the books; its bytes are the personal datum `ref`. */
export interface StoredPhoto {
  readonly ref: string
  readonly width: number
  readonly height: number
  /** In bytes. */
  readonly size: number
  /** False once it was erased. */
  readonly kept: boolean
  /** The payment whose photo looks the same. */
  readonly similarTenderId: string | null
}

export interface TransferReader {
  /** What this order was told to send for this part of it, when no record of it stands and it was not freed. */
  openTransferAsk(orderKey: string, covers: number, since: string): TransferAsk | null
  /** Amounts from `least` to `most` that orders were told to send since, or that wait to be confirmed. */
  askedAmounts(least: number, most: number, since: string): AskedAmounts
  photoOf(tenderId: string): StoredPhoto | null
  /** The newest payment that was not rejected and whose photo looks the same. */
  similarPhoto(print: PhotoPrint): string | null
  /** Refs of photos of the sales of whoever has this name, phone or address. */
  photosOfCustomer(personalRef: string): readonly string[]
}

export interface TransferWriter extends TransferReader {
  addTransferAsk(ask: {
    readonly orderKey: string
    readonly covers: number
    readonly suffix: number
    readonly at: string
  }): void
  /** It was recorded as this payment. */
  bindTransferAsk(id: number, tenderId: string): void
  /** Nobody is awaited any more with what this order was told to send. */
  freeTransferAsks(orderKey: string, at: string): void
  addEvidenceKey(tenderId: string, key: string): void
  addPhoto(tenderId: string, photo: Omit<StoredPhoto, 'kept'> & { readonly print: PhotoPrint }): void
}
