import type { PictureFile, SlideRow, SlidesView } from '../../core/contract/slides-contract.ts'
import type { Refusal } from '../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../core/domain/result.ts'
import {
  MAX_PICTURE_BYTES,
  MAX_PICTURE_EDGE,
  MAX_SLIDES,
  pictureHead,
  type PictureRole,
} from '../../core/domain/slides.ts'
import type { ShopPicture } from '../../core/ports/slide-books.ts'
import type { BooksWriter } from '../../core/ports/store.ts'
import { actorId, writeOrRefuse, type Till } from './till.ts'

/** The slides in their order, and the logo. */
export function slidesView({ store }: Till): SlidesView {
  const [logo] = store.read.shopPictures('logo')
  return {
    slides: store.read.shopPictures('slide').map(rowOf),
    logo: logo === undefined ? null : rowOf(logo),
  }
}

const rowOf = ({ id, width, height, size }: ShopPicture): SlideRow => ({ id, width, height, size })

/** A picture that customers may see, for either screen. */
export function pictureFile({ store }: Till, id: string): Result<PictureFile, Refusal> {
  const picture = store.read.shopPictureBytes(id)
  if (picture === null) return err({ type: 'slide_unknown' })
  return ok({ kind: picture.kind, base64: Buffer.from(picture.bytes).toString('base64') })
}

/**
 * Keeps a picture for the customer's screen after reading what it is from its own bytes. The same picture twice is one; a
 * new logo takes the place of the old one.
 */
export function addPicture(till: Till, role: PictureRole, bytes: Uint8Array): Result<SlidesView, Refusal> {
  if (bytes.byteLength > MAX_PICTURE_BYTES)
    return err({ type: 'slide_too_large', unit: 'bytes', limit: MAX_PICTURE_BYTES })
  const head = pictureHead(bytes)
  if (head === null) return err({ type: 'slide_not_a_picture' })
  const limit = MAX_PICTURE_EDGE[role]
  if (Math.max(head.width, head.height) > limit)
    return err({ type: 'slide_too_large', unit: 'pixels', limit })
  const before = till.store.read.shopPictures(role)
  const id = till.ids.sha256(bytes)
  if (before.some((picture) => picture.id === id)) return ok(slidesView(till))
  if (role === 'slide' && before.length >= MAX_SLIDES) return err({ type: 'slides_full', limit: MAX_SLIDES })
  return change(till, (books, at) => {
    if (role === 'logo') for (const old of before) books.removeShopPicture(role, old.id)
    books.addShopPicture({ ...head, id, role, size: bytes.byteLength }, bytes, at)
    note(till, books, at, 'slide_added', { role, picture: id, bytes: bytes.byteLength })
  })
}

/** Shows the slides in this order; those that are not named follow as they were. */
export function orderSlides(till: Till, ids: readonly string[]): Result<SlidesView, Refusal> {
  const had = till.store.read.shopPictures('slide').map(({ id }) => id)
  if (ids.some((id) => !had.includes(id))) return err({ type: 'slide_unknown' })
  const order = [...new Set([...ids, ...had])]
  return change(till, (books, at) => {
    for (const [place, id] of order.entries()) books.placeShopPicture(id, place)
    note(till, books, at, 'slides_ordered', { count: order.length })
  })
}

/** Takes a picture off the customer's screen and out of the books. */
export function removePicture(till: Till, role: PictureRole, id: string): Result<SlidesView, Refusal> {
  const isThere = till.store.read.shopPictures(role).some((picture) => picture.id === id)
  if (!isThere) return err({ type: 'slide_unknown' })
  return change(till, (books, at) => {
    books.removeShopPicture(role, id)
    note(till, books, at, 'slide_removed', { role, picture: id })
  })
}

function change(till: Till, work: (books: BooksWriter, at: string) => void): Result<SlidesView, Refusal> {
  const stored = writeOrRefuse(till, (books) => {
    work(books, till.clock.now())
    return ok(null)
  })
  if (!stored.ok) return stored
  till.changed.ring()
  return ok(slidesView(till))
}

function note(
  till: Till,
  books: BooksWriter,
  at: string,
  kind: string,
  facts: Readonly<Record<string, string | number>>,
): void {
  books.appendEvent({ at, actor: actorId(till), kind, saleId: null, tenderId: null, facts })
}
