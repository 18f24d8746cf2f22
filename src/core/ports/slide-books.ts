import type { PictureHead, PictureKind, PictureRole } from '../domain/slides.ts'

/** A picture for the customer's screen; its id is the hash of its bytes. */
export interface ShopPicture extends PictureHead {
  readonly id: string
  readonly role: PictureRole
  readonly size: number
}

export interface SlideReader {
  /** In the order they are shown. */
  shopPictures(role: PictureRole): readonly ShopPicture[]
  shopPictureBytes(id: string): { readonly kind: PictureKind; readonly bytes: Uint8Array } | null
}

export interface SlideWriter extends SlideReader {
  /** At the end of the others. */
  addShopPicture(picture: ShopPicture, bytes: Uint8Array, at: string): void
  removeShopPicture(role: PictureRole, id: string): void
  /** Puts one at its place, counted from 0. */
  placeShopPicture(id: string, place: number): void
}
