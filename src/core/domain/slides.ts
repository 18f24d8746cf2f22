/** The shop's own pictures on the customer's screen: slides while nobody is served, and a logo in colour. */
export const MAX_SLIDES = 8
export const MAX_PICTURE_BYTES = 300_000
/** In pixels, of the longer side: sharp on a full-HD sign, and unpacked in a moment by a cheap tablet. */
export const MAX_PICTURE_EDGE = { slide: 1280, logo: 640 } as const

export const PICTURE_ROLES = ['slide', 'logo'] as const
export type PictureRole = (typeof PICTURE_ROLES)[number]
export type PictureKind = 'webp' | 'jpeg'

export interface PictureHead {
  readonly kind: PictureKind
  readonly width: number
  readonly height: number
}

/** Why a picture cannot be shown to customers. */
export type SlideRefusal =
  | { readonly type: 'slide_not_a_picture' }
  | { readonly type: 'slide_too_large'; readonly unit: 'bytes' | 'pixels'; readonly limit: number }
  | { readonly type: 'slides_full'; readonly limit: number }
  | { readonly type: 'slide_unknown' }

/**
 * What a file is by its own bytes, read from end to end; null for anything that is not exactly one JPEG or one still WebP.
 * Nothing may stand beside the picture: no comment, no place where it was taken, no second file behind its end. What is
 * shown to customers is then nothing that a browser could take for a page or a script.
 */
export const pictureHead = (bytes: Uint8Array): PictureHead | null => readJpeg(bytes) ?? readWebp(bytes)

const START_OF_IMAGE = 0xd8
const END_OF_IMAGE = 0xd9
const START_OF_SCAN = 0xda
/** Baseline, extended and progressive; what no browser shows is not here. */
const FRAMES = new Set([0xc0, 0xc1, 0xc2])
/** Tables of numbers, the restart interval, and frames and scans themselves. */
const PARTS = new Set([...FRAMES, 0xc4, 0xdb, 0xdd, START_OF_SCAN])
/** JFIF, a colour profile, Adobe's transform, each with the most it may hold. */
const ABOUT: ReadonlyMap<number, number> = new Map([
  [0xe0, 64],
  [0xe2, 20_000],
  [0xee, 32],
])

function readJpeg(bytes: Uint8Array): PictureHead | null {
  if (bytes[0] !== 0xff || bytes[1] !== START_OF_IMAGE) return null
  let head: PictureHead | null = null
  let scans = 0
  let at = 2
  while (at + 4 <= bytes.length) {
    const marker = bytes[at] === 0xff ? bytes[at + 1] : undefined
    if (marker === undefined) return null
    const length = big16(bytes, at + 2)
    const end = at + 2 + length
    const most = ABOUT.get(marker) ?? (PARTS.has(marker) ? 0xffff : 0)
    if (length < 2 || length > most || end > bytes.length) return null
    if (FRAMES.has(marker)) {
      if (head !== null || length < 8) return null
      head = { kind: 'jpeg', height: big16(bytes, at + 5), width: big16(bytes, at + 7) }
    }
    if (marker !== START_OF_SCAN) {
      at = end
      continue
    }
    if (head === null) return null
    scans += 1
    at = endOfScan(bytes, end)
    if (bytes[at + 1] === END_OF_IMAGE) return scans > 0 && at + 2 === bytes.length ? sized(head) : null
  }
  return null
}

/** Where the next marker stands that is neither a stuffed byte nor a restart; the length when there is none. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at += 1) {
    if (bytes[at] !== 0xff) continue
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return bytes.length
}

/** A still picture, its transparency and its colour profile; no animation, no place and no text. */
const CHUNKS = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ICCP'])

function readWebp(bytes: Uint8Array): PictureHead | null {
  if (text4(bytes, 0) !== 'RIFF' || text4(bytes, 8) !== 'WEBP') return null
  if (little(bytes, 4, 4) + 8 !== bytes.length) return null
  let canvas: PictureHead | null = null
  let image: PictureHead | null = null
  let at = 12
  while (at + 8 <= bytes.length) {
    const name = text4(bytes, at)
    const length = little(bytes, at + 4, 4)
    const end = at + 8 + length + (length % 2)
    if (!CHUNKS.has(name) || end > bytes.length) return null
    if (name === 'VP8X') {
      if (canvas !== null || length !== 10 || at !== 12) return null
      canvas = { kind: 'webp', width: little(bytes, at + 12, 3) + 1, height: little(bytes, at + 15, 3) + 1 }
    } else if (name === 'VP8 ' || name === 'VP8L') {
      if (image !== null) return null
      image = name === 'VP8 ' ? lossy(bytes, at + 8, length) : lossless(bytes, at + 8, length)
      if (image === null) return null
    }
    at = end
  }
  if (at !== bytes.length || image === null) return null
  const agree = canvas === null || (canvas.width === image.width && canvas.height === image.height)
  return agree ? sized(image) : null
}

function lossy(bytes: Uint8Array, at: number, length: number): PictureHead | null {
  if (length < 10 || little(bytes, at + 3, 3) !== 0x2a019d) return null
  return {
    kind: 'webp',
    width: little(bytes, at + 6, 2) & 0x3fff,
    height: little(bytes, at + 8, 2) & 0x3fff,
  }
}

function lossless(bytes: Uint8Array, at: number, length: number): PictureHead | null {
  if (length < 5 || bytes[at] !== 0x2f) return null
  const bits = little(bytes, at + 1, 4)
  return { kind: 'webp', width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}

const sized = (head: PictureHead): PictureHead | null => (head.width > 0 && head.height > 0 ? head : null)

const big16 = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)

function little(bytes: Uint8Array, at: number, count: number): number {
  let value = 0
  for (let index = count - 1; index >= 0; index -= 1) value = value * 256 + (bytes[at + index] ?? 0)
  return value
}

const text4 = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4))
