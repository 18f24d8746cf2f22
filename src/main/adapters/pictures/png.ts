import { inflateSync } from 'node:zlib'
import { PNG } from 'pngjs'

/** Pixels as grey on white paper, 0 black to 255 white, row by row. */
export interface GreyPicture {
  readonly width: number
  readonly height: number
  readonly grey: Float32Array
}

export interface PngSize {
  readonly width: number
  readonly height: number
}

/** Signature, then the header chunk with its length of 13: nothing else may come first. */
const START = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]
const IDAT = 0x49444154

/** What the header claims, read before anything is unpacked; null for what is no PNG. */
export function pngSize(bytes: Uint8Array): PngSize | null {
  if (bytes.byteLength < 33 || !START.every((byte, index) => bytes[index] === byte)) return null
  const view = viewOf(bytes)
  const size = { width: view.getUint32(16), height: view.getUint32(20) }
  return size.width > 0 && size.height > 0 ? size : null
}

/**
 * Do the pixels unpack to no more than the header claims? A small file can hold gigabytes of nothing, and the library
 * unpacks an interlaced one to its end. What cannot be unpacked at all is the reader's to refuse.
 */
export function unpacksWithin(bytes: Uint8Array, { width, height }: PngSize): boolean {
  try {
    // eight bytes a pixel, and a filter byte for every row of every pass
    inflateSync(packedPixels(bytes), { maxOutputLength: width * height * 8 + height * 16 + 1024 })
    return true
  } catch (fault) {
    return !(fault instanceof RangeError)
  }
}

/** The picture on white paper, or null when the file is damaged. Its size must have been looked at before. */
export function readPng(bytes: Uint8Array): GreyPicture | null {
  try {
    const { width, height, data } = PNG.sync.read(Buffer.from(bytes))
    return { width, height, grey: onPaper(data, width * height) }
  } catch {
    // the library throws plain errors for everything it does not like
    return null
  }
}

function packedPixels(bytes: Uint8Array): Uint8Array {
  const view = viewOf(bytes)
  const parts: Uint8Array[] = []
  for (let at = 8; at + 12 <= bytes.byteLength;) {
    const length = view.getUint32(at)
    if (view.getUint32(at + 4) === IDAT) parts.push(bytes.subarray(at + 8, at + 8 + length))
    at += 12 + length
  }
  return Buffer.concat(parts)
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** What is transparent shows the paper. */
function onPaper(rgba: Uint8Array, pixels: number): Float32Array {
  const grey = new Float32Array(pixels)
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    const at = pixel * 4
    const [red = 0, green = 0, blue = 0, alpha = 0] = rgba.subarray(at, at + 4)
    const luma = 0.299 * red + 0.587 * green + 0.114 * blue
    grey[pixel] = 255 + (luma - 255) * (alpha / 255)
  }
  return grey
}
