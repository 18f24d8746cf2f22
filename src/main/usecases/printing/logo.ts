import type { RasterImage } from '../../../core/escpos-layout/index.ts'
import type { ReceiptDocument } from '../../../core/domain/receipts/receipt.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { ok, type Result } from '../../../core/domain/result.ts'
import { actorId, writeOrRefuse, type Till } from '../till.ts'

/** The dots of the picture that a document names; null without one, and for one the books do not have. */
export const logoOf = (till: Till, { logo }: Pick<ReceiptDocument, 'logo'>): RasterImage | null =>
  logo === undefined || logo === null ? null : till.store.read.logo(logo)

/**
 * Makes dots of a PNG and keeps them under their own hash. Nothing is printed with it before the settings name it, so an
 * owner can look at it first.
 */
export function keepLogo(
  till: Till,
  picture: Uint8Array,
): Result<{ readonly id: string; readonly image: RasterImage }, Refusal> {
  const made = till.pictures.toLogo(picture)
  if (!made.ok) return made
  const image = made.value
  const id = till.ids.sha256(new Uint8Array([...sizeBytes(image), ...image.rows]))
  return writeOrRefuse(till, (books) => {
    if (books.logo(id) === null) {
      const at = till.clock.now()
      books.addLogo(id, image, at)
      const facts = { logo: id, widthDots: image.widthDots, heightDots: image.heightDots }
      books.appendEvent({ at, actor: actorId(till), kind: 'logo_kept', saleId: null, tenderId: null, facts })
    }
    return ok({ id, image })
  })
}

const sizeBytes = ({ widthDots, heightDots }: RasterImage): number[] => [
  ...[widthDots >> 8, widthDots & 0xff, heightDots >> 8, heightDots & 0xff],
]
