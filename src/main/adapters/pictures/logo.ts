import type { LogoRefusal } from '../../../core/domain/refusals/receipts.ts'
import { MAX_LOGO_BYTES } from '../../../core/domain/receipts/template.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { RasterImage } from '../../../core/escpos-layout/index.ts'
import { cropPaper, dither, shrinkToFit } from './dots.ts'
import { pngSize, readPng, unpacksWithin } from './png.ts'

/** Two thousand by two thousand: far more than paper shows, and unpacked in a fraction of a second. */
const MAX_LOGO_PIXELS = 4_000_000
/** Narrow paper has 360 dots and more; higher than this costs more paper than a receipt. */
export const MAX_LOGO_WIDTH_DOTS = 360
export const MAX_LOGO_HEIGHT_DOTS = 240

/** Logos once and for all: cropped, shrunk and dithered when they are chosen, the same dots on every slip. */
export function toLogo(bytes: Uint8Array): Result<RasterImage, LogoRefusal> {
  if (bytes.byteLength > MAX_LOGO_BYTES)
    return err({ type: 'logo_too_large', unit: 'bytes', limit: MAX_LOGO_BYTES })
  const size = pngSize(bytes)
  if (size === null) return err({ type: 'logo_not_a_picture' })
  if (size.width * size.height > MAX_LOGO_PIXELS || !unpacksWithin(bytes, size))
    return err({ type: 'logo_too_large', unit: 'pixels', limit: MAX_LOGO_PIXELS })
  const picture = readPng(bytes)
  if (picture === null) return err({ type: 'logo_not_a_picture' })
  const inked = cropPaper(picture)
  if (inked === null) return err({ type: 'logo_blank' })
  return ok(dither(shrinkToFit(inked, MAX_LOGO_WIDTH_DOTS, MAX_LOGO_HEIGHT_DOTS)))
}
