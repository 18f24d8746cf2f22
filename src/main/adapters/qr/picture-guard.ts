import { promisify } from 'node:util'
import { inflate } from 'node:zlib'

const MAX_PIXELS = 4_000_000
const MAX_BYTES = 4 * 1024 * 1024
/** A usual progressive JPEG has about ten scans; each one is a walk over the whole picture. */
const MAX_SCANS = 64

/**
 * May this PNG or JPEG be handed to a decoder? A few bytes can claim gigabytes of picture, a small PNG can unpack to
 * gigabytes (half a megabyte took 4 s and 1.2 GB), and a JPEG can hold any number of scans.
 */
export async function isCheapToDecode(bytes: Uint8Array): Promise<boolean> {
  if (bytes.byteLength > MAX_BYTES) return false
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (startsWith(bytes, PNG_START)) {
    const size = pngSize(view)
    return isSmall(size) && (await unpacksTo(pngData(bytes, view), size))
  }
  return startsWith(bytes, JPEG_START) && isSmall(jpegSize(view)) && countScans(bytes) <= MAX_SCANS
}

interface PictureSize {
  readonly width: number
  readonly height: number
}

const isSmall = (size: PictureSize | null): size is PictureSize =>
  size !== null && size.width > 0 && size.height > 0 && size.width * size.height <= MAX_PIXELS

/** Signature, then the header chunk with its length of 13: nothing else may come first. */
const PNG_START = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]
const JPEG_START = [0xff, 0xd8, 0xff]

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte)

function pngSize(view: DataView): PictureSize | null {
  return view.byteLength < 24 ? null : { width: view.getUint32(16), height: view.getUint32(20) }
}

const IDAT = 0x49444154

/** The packed pixels: all IDAT chunks, one after the other. */
function pngData(bytes: Uint8Array, view: DataView): Uint8Array {
  const parts: Uint8Array[] = []
  for (let at = 8; at + 12 <= bytes.byteLength;) {
    const length = view.getUint32(at)
    if (view.getUint32(at + 4) === IDAT) parts.push(bytes.subarray(at + 8, at + 8 + length))
    at += 12 + length
  }
  return Buffer.concat(parts)
}

const inflateAsync = promisify(inflate)

/**
 * What is unpacked in one piece; the picture of a code unpacks to less. In the library's own pieces of 16 kB it would wait
 * for another thread a dozen times, each time behind all else that runs on the machine, and a customer with it.
 */
const PIECE_BYTES = 1024 * 1024

/** Do the pixels unpack to what the header says at most: eight bytes a pixel, and a filter byte for every row? */
async function unpacksTo(packed: Uint8Array, { width, height }: PictureSize): Promise<boolean> {
  const maxOutputLength = width * height * 8 + height * 16 + 1024
  const options = { maxOutputLength, chunkSize: Math.min(maxOutputLength, PIECE_BYTES) }
  try {
    await inflateAsync(packed, options)
    return true
  } catch {
    return false
  }
}

/** Walks the segments up to the first start-of-frame marker. */
function jpegSize(view: DataView): PictureSize | null {
  let at = 2
  while (at + 9 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null
    const marker = view.getUint8(at + 1)
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (isStartOfFrame(marker)) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    // The picture's data begin without a frame header before it: broken.
    if (marker === 0xda || marker === 0xd9) return null
    at += 2 + Math.max(2, view.getUint16(at + 2))
  }
  return null
}

/** C0 to CF without the tables that share the range (C4 Huffman, C8 reserved, CC arithmetic). */
const isStartOfFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

/** Start-of-scan markers; inside a scan's data the pair cannot occur. */
function countScans(bytes: Uint8Array): number {
  let count = 0
  for (let at = bytes.indexOf(0xff); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    if (bytes[at + 1] === 0xda) count += 1
  }
  return count
}
