import { PNG } from 'pngjs'
import { pngSize, unpacksWithin } from './png.ts'

/** More would hold up the till while it is unpacked; a logo has a tenth of it. */
const MOST_BYTES = 512 * 1024
const MOST_PIXELS = 4_000_000
/** Sharp on a full-HD sign at the size it is shown. */
const WIDTH = 480
const HEIGHT = 240

/** A PNG decoded, made small and encoded anew: pixels of ours and nothing else of the file. Null for anything else. */
export function toScreenLogo(bytes: Uint8Array): Uint8Array | null {
  const size = bytes.byteLength > MOST_BYTES ? null : pngSize(bytes)
  if (size === null || size.width * size.height > MOST_PIXELS || !unpacksWithin(bytes, size)) return null
  const picture = readPixels(bytes)
  return picture === null ? null : PNG.sync.write(shrink(picture, WIDTH, HEIGHT), { colorType: 6 })
}

function readPixels(bytes: Uint8Array): PNG | null {
  try {
    return PNG.sync.read(Buffer.from(bytes))
  } catch {
    // the library throws plain errors for everything it does not like
    return null
  }
}

/** Fits a picture into a box, never larger: each new pixel is the average of those it covers, by how opaque they are. */
function shrink(from: PNG, maxWidth: number, maxHeight: number): PNG {
  const factor = Math.min(1, maxWidth / from.width, maxHeight / from.height)
  const width = Math.max(1, Math.round(from.width * factor))
  const height = Math.max(1, Math.round(from.height * factor))
  const to = new PNG({ width, height })
  for (let y = 0; y < height; y += 1) {
    const rows = spanOf(y, height, from.height)
    for (let x = 0; x < width; x += 1) {
      to.data.set(average(from, spanOf(x, width, from.width), rows), (y * width + x) * 4)
    }
  }
  return to
}

interface Span {
  readonly first: number
  readonly end: number
}

/** Which pixels of `source` fall on the `at`-th of `target`. */
function spanOf(at: number, target: number, source: number): Span {
  const first = Math.floor((at * source) / target)
  return { first, end: Math.max(first + 1, Math.floor(((at + 1) * source) / target)) }
}

function average({ data, width }: PNG, columns: Span, rows: Span): readonly number[] {
  const sums = [0, 0, 0, 0]
  let count = 0
  for (let y = rows.first; y < rows.end; y += 1) {
    for (let x = columns.first; x < columns.end; x += 1) {
      const at = (y * width + x) * 4
      const alpha = data[at + 3] ?? 0
      for (let channel = 0; channel < 3; channel += 1)
        sums[channel] = (sums[channel] ?? 0) + (data[at + channel] ?? 0) * alpha
      sums[3] = (sums[3] ?? 0) + alpha
      count += 1
    }
  }
  const [red = 0, green = 0, blue = 0, alpha = 0] = sums
  if (alpha === 0) return [0, 0, 0, 0]
  return [red / alpha, green / alpha, blue / alpha, alpha / count].map(Math.round)
}
