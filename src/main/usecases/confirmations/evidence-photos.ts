import type { PhotoView, ProofView } from '../../../core/contract/views/confirmation.ts'
import type { SettlementPhotoView } from '../../../core/contract/views/shift.ts'
import { checkPhoto, photoKey, type EvidencePhoto } from '../../../core/domain/tenders/evidence-photo.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { BooksWriter } from '../../../core/ports/store.ts'
import type { StoredPhoto } from '../../../core/ports/transfer-books.ts'
import { actorId, type Till } from '../till.ts'

/** A photo that was looked at and may be kept. */
export interface CheckedPhoto extends EvidencePhoto {
  readonly sha256: string
}

/** A photo comes as text and is bytes from here on. */
export const withPhoto = <T extends { readonly photo: string | null }>(input: T) => ({
  ...input,
  photo: input.photo === null ? null : Buffer.from(input.photo, 'base64'),
})

/** Null when there is none: a photo is not required. */
export function readPhoto(till: Till, bytes: Uint8Array | null): Result<CheckedPhoto | null, Refusal> {
  if (bytes === null) return ok(null)
  const photo = checkPhoto(bytes, (jpeg) => till.pictures.lumaOf(jpeg))
  return photo.ok ? ok({ ...photo.value, sha256: till.ids.sha256(bytes) }) : photo
}

/** The number of another sale that has this very photo. */
export const photoUsedOn = (books: BooksWriter, photo: CheckedPhoto | null): string | null =>
  photo === null ? null : books.saleWithEvidence(photoKey(photo.sha256))

/**
 * Keeps a photo beside the evidence of its payment, in the transaction that records the money. The log says which one, by
 * its hash, so that another picture can never take its place unnoticed.
 */
export function keepPhoto(
  till: Till,
  books: BooksWriter,
  { saleId, tenderId }: { readonly saleId: string; readonly tenderId: string },
  { bytes, width, height, print, sha256 }: CheckedPhoto,
): void {
  const at = till.clock.now()
  const similarTenderId = books.similarPhoto(print)
  const ref = books.keepPersonal({ kind: 'photo', value: bytes, at })
  books.addPhoto(tenderId, { ref, width, height, size: bytes.byteLength, similarTenderId, print })
  books.addEvidenceKey(tenderId, photoKey(sha256))
  const other = similarTenderId === null ? null : books.saleOfTender(similarTenderId)
  const facts = { photo: sha256, ...(other === null ? {} : { similarTo: other.number }) }
  books.appendEvent({ at, actor: actorId(till), kind: 'photo_kept', saleId, tenderId, facts })
}

/** What is known of a payment's photo, without its bytes; nothing where there is none. */
export function photoOf(till: Till, tenderId: string): { readonly photo?: PhotoView } {
  const stored = till.store.read.photoOf(tenderId)
  return stored === null ? {} : { photo: viewOf(till, stored) }
}

function viewOf({ store: { read } }: Till, photo: StoredPhoto): PhotoView {
  const { similarTenderId } = photo
  const other = similarTenderId === null ? null : read.saleOfTender(similarTenderId)
  return {
    kept: photo.kept,
    width: photo.width,
    height: photo.height,
    similar:
      other === null || similarTenderId === null
        ? null
        : {
            tenderId: similarTenderId,
            saleNumber: other.number,
            kept: read.photoOf(similarTenderId)?.kept === true,
          },
  }
}

/** The photo itself, as data for the page. */
export const evidencePhoto = (till: Till, tenderId: string): Result<ProofView, Refusal> =>
  pictureAt(till, till.store.read.photoOf(tenderId)?.ref ?? null)

/** Likewise of a terminal's settlement slip. */
export const settlementPhoto = (till: Till, settlementId: string): Result<ProofView, Refusal> =>
  pictureAt(till, till.store.read.settlementPhoto(settlementId)?.ref ?? null)

function pictureAt({ store: { read } }: Till, ref: string | null): Result<ProofView, Refusal> {
  const value = ref === null ? null : read.personal(ref)?.value
  if (value == null || typeof value === 'string') return err({ type: 'photo_gone' })
  return ok({ contentType: 'image/jpeg', base64: Buffer.from(value).toString('base64') })
}

/** What is known of a settlement's photo, without its bytes; null where there is none. */
export function settlementPhotoView(till: Till, settlementId: string): SettlementPhotoView | null {
  const photo = till.store.read.settlementPhoto(settlementId)
  return photo === null ? null : { settlementId, kept: photo.kept }
}
