import { photoPrint, type LumaGrid, type PhotoPrint } from './photo-print.ts'
import { err, ok, type Result } from '../result.ts'
import { pictureHead } from '../slides.ts'

/** A photo of a slip or of what the customer's phone shows, kept with the evidence it belongs to. */
export const MAX_PHOTO_BYTES = 200_000
/** In pixels, of the longer side: the small print of a slip can still be read. */
export const PHOTO_EDGE = 1280
/** What a page may be given to make a photo of: a good camera's largest file, and what unpacks without holding the till up. */
export const MAX_FILE_BYTES = 40_000_000
export const MAX_FILE_PIXELS = 64_000_000

/** Why there is no photo, or none that can be kept. */
export type PhotoRefusal =
  | { readonly type: 'photo_not_a_picture' }
  | { readonly type: 'photo_too_large'; readonly unit: 'bytes' | 'pixels'; readonly limit: number }
  | { readonly type: 'photo_gone' }
  | { readonly type: 'camera_denied' | 'camera_none' | 'camera_busy' | 'camera_gone' }

export interface EvidencePhoto {
  readonly bytes: Uint8Array
  readonly width: number
  readonly height: number
  readonly print: PhotoPrint
}

/**
 * Takes a photo as the page made it anew: one baseline JPEG and nothing beside its pixels, so that neither the place where
 * it was taken nor anything hidden behind it is kept. What `lumaOf` cannot unpack to the end is no picture.
 */
export function checkPhoto(
  bytes: Uint8Array,
  lumaOf: (jpeg: Uint8Array) => LumaGrid | null,
): Result<EvidencePhoto, PhotoRefusal> {
  if (bytes.byteLength > MAX_PHOTO_BYTES)
    return err({ type: 'photo_too_large', unit: 'bytes', limit: MAX_PHOTO_BYTES })
  const head = pictureHead(bytes)
  if (head?.kind !== 'jpeg') return err({ type: 'photo_not_a_picture' })
  const { width, height } = head
  if (Math.max(width, height) > PHOTO_EDGE)
    return err({ type: 'photo_too_large', unit: 'pixels', limit: PHOTO_EDGE })
  const grid = lumaOf(bytes)
  return grid === null
    ? err({ type: 'photo_not_a_picture' })
    : ok({ bytes, width, height, print: photoPrint(grid) })
}

/** What makes two photos the same file; beside the keys of the evidence itself. */
export const photoKey = (sha256: string): string => `photo ${sha256}`

/**
 * How many pixels a chosen file says it has, before anything unpacks it; null for what is neither PNG, JPEG nor WebP. A file
 * of a few kilobytes can claim gigabytes.
 */
export function claimedPixels(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.byteLength < 32) return null
  if (view.getUint32(0) === 0x89504e47) return view.getUint32(16) * view.getUint32(20)
  if (view.getUint16(0) === 0xffd8) return jpegPixels(view)
  const isWebp = view.getUint32(0) === 0x52494646 && view.getUint32(8) === 0x57454250
  return isWebp ? webpPixels(view) : null
}

function jpegPixels(view: DataView): number | null {
  for (let at = 2; at + 9 < view.byteLength;) {
    const marker = view.getUint8(at + 1)
    if (view.getUint8(at) !== 0xff) return null
    // bytes that fill up before a marker
    if (marker === 0xff) {
      at += 1
      continue
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (isFrame) return view.getUint16(at + 5) * view.getUint16(at + 7)
    at += 2 + view.getUint16(at + 2)
  }
  return null
}

function webpPixels(view: DataView): number | null {
  const little24 = (at: number): number => view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
  switch (view.getUint32(12)) {
    case 0x56503858: // VP8X
      return (little24(24) + 1) * (little24(27) + 1)
    case 0x56503820: // VP8
      return (view.getUint16(26, true) & 0x3fff) * (view.getUint16(28, true) & 0x3fff)
    case 0x5650384c: {
      // VP8L
      const bits = view.getUint32(21, true)
      return ((bits & 0x3fff) + 1) * (((bits >>> 14) & 0x3fff) + 1)
    }
    default:
      return null
  }
}
