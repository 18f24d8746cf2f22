import type { RasterImage } from '../../../core/escpos-layout/index.ts'
import type { GreyPicture } from './png.ts'

/** Lighter than this is paper: faint shadows and the haze of JPEG leave no specks. */
const WHITE_FROM = 236
/** Darker than this is ink: the blue, red or green of a brand is meant as one colour, not as a pattern. */
const BLACK_TO = 90

/** The part of a picture that is not paper; null when all of it is. */
export function cropPaper({ width, height, grey }: GreyPicture): GreyPicture | null {
  let [left, top, right, bottom] = [width, height, -1, -1]
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if ((grey[y * width + x] ?? 255) >= WHITE_FROM) continue
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = y
    }
  }
  if (right < 0) return null
  const [cropWidth, cropHeight] = [right - left + 1, bottom - top + 1]
  const cropped = new Float32Array(cropWidth * cropHeight)
  for (let y = 0; y < cropHeight; y += 1) {
    const start = (top + y) * width + left
    cropped.set(grey.subarray(start, start + cropWidth), y * cropWidth)
  }
  return { width: cropWidth, height: cropHeight, grey: cropped }
}

/** Makes a picture smaller until it fits, never larger: each new pixel is the average of what it covers. */
export function shrinkToFit(picture: GreyPicture, maxWidth: number, maxHeight: number): GreyPicture {
  const factor = Math.min(1, maxWidth / picture.width, maxHeight / picture.height)
  if (factor === 1) return picture
  const width = Math.max(1, Math.round(picture.width * factor))
  const height = Math.max(1, Math.round(picture.height * factor))
  const narrow = shrinkRows(picture.grey, picture.width, picture.height, width)
  const turned = turn(narrow, width, picture.height)
  const small = shrinkRows(turned, picture.height, width, height)
  return { width, height, grey: turn(small, height, width) }
}

/** Each row of `width` pixels becomes one of `target`, covered pixels weighed by how much of them is covered. */
function shrinkRows(grey: Float32Array, width: number, rows: number, target: number): Float32Array {
  const out = new Float32Array(target * rows)
  const step = width / target
  for (let x = 0; x < target; x += 1) {
    const [from, to] = [x * step, Math.min(width, (x + 1) * step)]
    for (let row = 0; row < rows; row += 1) {
      let sum = 0
      for (let source = Math.floor(from); source < to; source += 1) {
        const covered = Math.min(to, source + 1) - Math.max(from, source)
        sum += covered * (grey[row * width + source] ?? 255)
      }
      out[row * target + x] = sum / (to - from)
    }
  }
  return out
}

function turn(grey: Float32Array, width: number, height: number): Float32Array {
  const out = new Float32Array(grey.length)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) out[x * height + y] = grey[y * width + x] ?? 255
  }
  return out
}

/**
 * Black dots by error diffusion (Floyd and Steinberg, rows in turn from either side). Contrast is stretched first, so
 * that line art comes out as clean lines and only what is really grey becomes a pattern.
 */
export function dither({ width, height, grey }: GreyPicture): RasterImage {
  const levels = grey.map((value) =>
    Math.min(255, Math.max(0, ((value - BLACK_TO) * 255) / (WHITE_FROM - BLACK_TO))),
  )
  const rowBytes = Math.ceil(width / 8)
  const rows = new Uint8Array(rowBytes * height)
  const spread = (x: number, y: number, error: number): void => {
    if (x >= 0 && x < width && y < height) levels[y * width + x] = (levels[y * width + x] ?? 0) + error
  }
  for (let y = 0; y < height; y += 1) {
    const ahead = y % 2 === 0 ? 1 : -1
    for (let step = 0; step < width; step += 1) {
      const x = ahead === 1 ? step : width - 1 - step
      const level = levels[y * width + x] ?? 255
      const isBlack = level < 128
      const at = y * rowBytes + (x >> 3)
      if (isBlack) rows[at] = (rows[at] ?? 0) | (0x80 >> (x & 7))
      const error = level - (isBlack ? 0 : 255)
      spread(x + ahead, y, (error * 7) / 16)
      spread(x - ahead, y + 1, (error * 3) / 16)
      spread(x, y + 1, (error * 5) / 16)
      spread(x + ahead, y + 1, error / 16)
    }
  }
  return { widthDots: width, heightDots: height, rows }
}
