import type { LogoRefusal } from '../domain/receipt-refusals.ts'
import type { Result } from '../domain/result.ts'
import type { RasterImage } from '../escpos-layout/index.ts'

/** Makes dots for paper out of a picture file. */
export interface Pictures {
  /** A PNG as black dots, without its white edges and small enough for the narrowest paper. */
  toLogo(bytes: Uint8Array): Result<RasterImage, LogoRefusal>
  /** A PNG decoded, made small and encoded anew as PNG for a screen; null for anything else. */
  toScreenLogo(bytes: Uint8Array): Uint8Array | null
}
