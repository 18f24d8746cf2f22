import type { LogoRefusal } from '../domain/refusals/receipts.ts'
import type { LumaGrid } from '../domain/tenders/photo-print.ts'
import type { Result } from '../domain/result.ts'
import type { RasterImage } from '../escpos-layout/index.ts'

/** Reads picture files. */
export interface Pictures {
  /** A PNG as black dots, without its white edges and small enough for the narrowest paper. */
  toLogo(bytes: Uint8Array): Result<RasterImage, LogoRefusal>
  /** A PNG decoded, made small and encoded anew as PNG for a screen; null for anything else. */
  toScreenLogo(bytes: Uint8Array): Uint8Array | null
  /** How bright the blocks of one baseline JPEG are; null for anything else, and for one that does not unpack to its end. */
  lumaOf(jpeg: Uint8Array): LumaGrid | null
}
