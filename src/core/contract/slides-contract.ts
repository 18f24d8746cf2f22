import { oc } from '@orpc/contract'
import { z } from 'zod'
import { MAX_SLIDES, PICTURE_ROLES, type PictureKind } from '../domain/slides.ts'
import { answer } from './answer.ts'

/** The shop's pictures on the customer's screen, in the order they are shown. */
export interface SlidesView {
  readonly slides: readonly SlideRow[]
  readonly logo: SlideRow | null
}

export interface SlideRow {
  readonly id: string
  readonly width: number
  readonly height: number
  /** In bytes. */
  readonly size: number
}

/** A picture as it is kept: its kind was read from its own bytes, never from a name. */
export interface PictureFile {
  readonly kind: PictureKind
  readonly base64: string
}

const pictureId = z.string().regex(/^[0-9a-f]{64}$/, 'the hash of a picture')
const role = z.enum(PICTURE_ROLES)
export const byPicture = z.object({ id: pictureId })
/** How large a picture may be is the domain's rule; this is only the size of a message. */
const newPicture = z.object({ role, picture: z.base64().max(960_000) })

export const slidesContract = {
  list: oc.output(answer<SlidesView>()),
  picture: oc.input(byPicture).output(answer<PictureFile>()),
  /** Puts a picture behind the others; a logo replaces the one before. */
  add: oc.input(newPicture).output(answer<SlidesView>()),
  /** The slides in the order given; those it does not name follow as they were. */
  order: oc.input(z.object({ ids: z.array(pictureId).max(MAX_SLIDES) })).output(answer<SlidesView>()),
  remove: oc.input(z.object({ role, id: pictureId })).output(answer<SlidesView>()),
}
