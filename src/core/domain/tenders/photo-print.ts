/** The brightness of a picture in blocks of eight by eight pixels, which is all that comparing two photos takes. */
export interface LumaGrid {
  readonly columns: number
  readonly rows: number
  /** How many blocks the picture really is wide and high: the last column and row may be only partly filled. */
  readonly width: number
  readonly height: number
  /** Row by row, 0 black to 255 white; a damaged picture may go beyond. */
  readonly means: Float32Array
}

/**
 * What a photo looks like, so that the same one is known again after it was stored anew, smaller or darker: whether each
 * part of it is clearly brighter than its right-hand neighbour (dHash). The rough print of 64 bits is what photos are
 * looked up by. It cannot tell two receipts of the same bank's app apart, since only a few letters differ, so the fine
 * print decides.
 */
export interface PhotoPrint {
  /** Two words of 32 bits: eight parts by eight. */
  readonly rough: readonly [high: number, low: number]
  /** 32 words: 32 parts by 32. */
  readonly fine: Uint32Array
}

/**
 * How many bits may differ. Measured on receipts of banking apps and photos of paper slips: the same picture stored anew,
 * at half the size or darker, differs in at most 1 and 6; of different receipts of one and the same app two in a hundred
 * pairs come so close. A crop differs in far more than two receipts of an app do, so no limit could tell it from them: a
 * cropped picture is caught by its reference number or its amount, not here.
 */
export const ROUGH_LIMIT = 4
export const FINE_LIMIT = 6

/** Nearly even parts are noise of the camera or of storing: a step counts from this share of the picture's contrast on. */
const ROUGH_STEP = 0.05
const FINE_STEP = 0.12
const FINE_EDGE = 32

export function photoPrint(grid: LumaGrid): PhotoPrint {
  const rough = bitsOf(grid, 8, 8, ROUGH_STEP)
  return { rough: [rough[0] ?? 0, rough[1] ?? 0], fine: bitsOf(grid, FINE_EDGE, FINE_EDGE, FINE_STEP) }
}

export const looksTheSame = (one: PhotoPrint, other: PhotoPrint): boolean =>
  differing(one.rough, other.rough) <= ROUGH_LIMIT && differing(one.fine, other.fine) <= FINE_LIMIT

/** In how many bits two prints of the same length differ. */
export function differing(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let count = 0
  for (let at = 0; at < one.length; at += 1) count += ones((one[at] ?? 0) ^ (other[at] ?? 0))
  return count
}

const BANDS = [13, 13, 13, 13, 12] as const

/**
 * The rough print in five parts. Two prints that differ in at most four bits have at least one part in common, so looking
 * for each part finds them all without reading every photo there is.
 */
export function bandsOf({ rough: [high, low] }: PhotoPrint): readonly number[] {
  const text = [high, low].map((word) => word.toString(2).padStart(32, '0')).join('')
  let at = 0
  return BANDS.map((width) => {
    at += width
    return Number.parseInt(text.slice(at - width, at), 2)
  })
}

function bitsOf(grid: LumaGrid, across: number, down: number, step: number): Uint32Array {
  const small = shrink(grid, across + 1, down)
  const mean = small.reduce((sum, value) => sum + value, 0) / small.length
  const spread = Math.sqrt(small.reduce((sum, value) => sum + (value - mean) ** 2, 0) / small.length)
  const words = new Uint32Array((across * down) / 32)
  for (let row = 0; row < down; row += 1) {
    for (let column = 0; column < across; column += 1) {
      const at = row * (across + 1) + column
      if ((small[at] ?? 0) - (small[at + 1] ?? 0) <= step * spread) continue
      const bit = row * across + column
      words[bit >>> 5] = (words[bit >>> 5] ?? 0) | (1 << (31 - (bit & 31)))
    }
  }
  return words
}

/** Each part is the mean of the blocks it covers, those on its border by how much of them is covered. */
function shrink({ columns, width, height, means }: LumaGrid, across: number, down: number): Float64Array {
  const small = new Float64Array(across * down)
  const wide = width / across
  const high = height / down
  for (let row = 0; row < down; row += 1) {
    const [top, bottom] = [row * high, Math.min(height, (row + 1) * high)]
    for (let column = 0; column < across; column += 1) {
      const [left, right] = [column * wide, Math.min(width, (column + 1) * wide)]
      let sum = 0
      for (let y = Math.floor(top); y < bottom; y += 1) {
        const tall = Math.min(y + 1, bottom) - Math.max(y, top)
        for (let x = Math.floor(left); x < right; x += 1)
          sum += tall * (Math.min(x + 1, right) - Math.max(x, left)) * (means[y * columns + x] ?? 0)
      }
      small[row * across + column] = sum / (wide * high)
    }
  }
  return small
}

function ones(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
