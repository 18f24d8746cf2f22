import { crc32, deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { PNG } from 'pngjs'
import { describe, expect, test } from 'vitest'
import type { RasterImage } from '../../src/core/escpos-layout/index.ts'
import { MAX_LOGO_BYTES } from '../../src/core/domain/receipts/template.ts'
import { sentenceFor } from '../../src/core/domain/sentences/sentence-for.ts'
import { MAX_LOGO_HEIGHT_DOTS, MAX_LOGO_WIDTH_DOTS } from '../../src/main/adapters/pictures/logo.ts'
import { pictures } from '../../src/main/adapters/pictures/pictures.ts'

type Colour = readonly [red: number, green: number, blue: number, alpha: number]
const INK: Colour = [0, 0, 0, 255]
const PAPER: Colour = [255, 255, 255, 255]
const CLEAR: Colour = [0, 0, 0, 0]

function png(width: number, height: number, colourAt: (x: number, y: number) => Colour): Buffer {
  const picture = new PNG({ width, height })
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) picture.data.set(colourAt(x, y), (y * width + x) * 4)
  }
  return PNG.sync.write(picture)
}

function logoOf(bytes: Uint8Array): RasterImage {
  const made = pictures.toLogo(bytes)
  if (!made.ok) throw new Error(JSON.stringify(made.error))
  return made.value
}

const isBlack = ({ widthDots, rows }: RasterImage, x: number, y: number): boolean =>
  ((rows[y * Math.ceil(widthDots / 8) + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0

function blackShare(logo: RasterImage): number {
  let black = 0
  for (let y = 0; y < logo.heightDots; y += 1) {
    for (let x = 0; x < logo.widthDots; x += 1) black += isBlack(logo, x, y) ? 1 : 0
  }
  return black / (logo.widthDots * logo.heightDots)
}

/** The picture as rows of `#` and `.`. */
const drawn = (logo: RasterImage): string[] =>
  Array.from({ length: logo.heightDots }, (_, y) =>
    Array.from({ length: logo.widthDots }, (__, x) => (isBlack(logo, x, y) ? '#' : '.')).join(''),
  )

describe('a logo on paper', () => {
  test('is its picture, dot by dot, without white edges', () => {
    const cross = ['#.#', '.#.', '#.#']
    const logo = logoOf(png(9, 7, (x, y) => (cross[y - 2]?.[x - 3] === '#' ? INK : PAPER)))
    expect(drawn(logo)).toEqual(cross)
  })

  test('shows the paper where it is transparent', () => {
    const logo = logoOf(png(4, 1, (x) => (x === 0 || x === 3 ? INK : CLEAR)))
    expect(drawn(logo)).toEqual(['#..#'])
  })

  test('is made smaller, keeping its shape, and never larger', () => {
    const wide = logoOf(png(1200, 300, () => INK))
    expect([wide.widthDots, wide.heightDots]).toEqual([MAX_LOGO_WIDTH_DOTS, 90])
    const tall = logoOf(png(200, 960, () => INK))
    expect([tall.widthDots, tall.heightDots]).toEqual([50, MAX_LOGO_HEIGHT_DOTS])
    const small = logoOf(png(40, 20, () => INK))
    expect([small.widthDots, small.heightDots]).toEqual([40, 20])
  })

  test('in grey becomes as many dots as it is dark', () => {
    const frame = (x: number, y: number) => x === 0 || y === 0 || x === 199 || y === 199
    const grey = (value: number) =>
      blackShare(logoOf(png(200, 200, (x, y) => (frame(x, y) ? INK : [value, value, value, 255]))))
    expect(grey(163)).toBeGreaterThan(0.45)
    expect(grey(163)).toBeLessThan(0.55)
    expect(grey(120)).toBeGreaterThan(grey(163) + 0.15)
  })

  test('has clean lines: what is nearly white or nearly black leaves no specks', () => {
    const logo = logoOf(png(300, 60, (x) => (x >= 100 && x < 200 ? [20, 18, 25, 255] : [244, 246, 243, 255])))
    expect([logo.widthDots, logo.heightDots]).toEqual([100, 60])
    expect(blackShare(logo)).toBe(1)
  })

  test('keeps the colour of a brand in one piece', () => {
    for (const brand of [
      [30, 60, 170],
      [190, 20, 30],
      [10, 107, 66],
    ] as const) {
      expect(blackShare(logoOf(png(40, 40, () => [...brand, 255])))).toBe(1)
    }
  })

  test('is the same dots every time', () => {
    const bytes = png(500, 200, (x, y) => [(x * 7) % 256, (y * 3) % 256, (x + y) % 256, 255])
    expect(logoOf(bytes)).toEqual(logoOf(bytes))
  })
})

describe('a picture that cannot be a logo', () => {
  const header = (width: number, height: number): Buffer => {
    const chunk = Buffer.alloc(33)
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]).copy(
      chunk,
    )
    chunk.writeUInt32BE(width, 16)
    chunk.writeUInt32BE(height, 20)
    chunk.set([8, 6, 0, 0, 0], 24)
    return chunk
  }

  test.each([
    ['a text', Buffer.from('bukan gambar'), { type: 'logo_not_a_picture' }],
    ['nothing', new Uint8Array(), { type: 'logo_not_a_picture' }],
    [
      'a JPEG that was not turned into PNG',
      Buffer.from([0xff, 0xd8, 0xff, 0xe0, ...Array(60).fill(0)]),
      { type: 'logo_not_a_picture' },
    ],
    ['a damaged PNG', png(40, 40, () => INK).subarray(0, 60), { type: 'logo_not_a_picture' }],
    ['a PNG of no size', header(0, 10), { type: 'logo_not_a_picture' }],
    [
      'thirty bytes that claim a gigapixel',
      header(40_000, 40_000),
      { type: 'logo_too_large', unit: 'pixels', limit: 4_000_000 },
    ],
    [
      'a huge file',
      Buffer.alloc(MAX_LOGO_BYTES + 1),
      { type: 'logo_too_large', unit: 'bytes', limit: MAX_LOGO_BYTES },
    ],
    ['nothing but transparency', png(50, 50, () => CLEAR), { type: 'logo_blank' }],
    [
      'white on transparent, for dark screens',
      png(50, 50, (x) => (x > 20 ? PAPER : CLEAR)),
      { type: 'logo_blank' },
    ],
  ])('%s is refused in words', (_, bytes, refusal) => {
    const made = pictures.toLogo(bytes)
    expect(made).toEqual({ ok: false, error: refusal })
    if (made.ok) return
    for (const language of ['id', 'en'] as const) {
      const { what, safe, next } = sentenceFor(made.error, language)
      expect([what, safe, next].every((sentence) => sentence.endsWith('.') && sentence.length > 10)).toBe(
        true,
      )
    }
  })

  test('an interlaced picture that unpacks to far more than it claims is not unpacked', () => {
    const chunk = (name: string, data: Buffer): Buffer => {
      const body = Buffer.concat([Buffer.from(name), data])
      const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
      length.writeUInt32BE(data.length)
      check.writeUInt32BE(crc32(body))
      return Buffer.concat([length, body, check])
    }
    const interlaced = (pixels: Buffer): Buffer =>
      Buffer.concat([
        header(10, 10).subarray(0, 8),
        chunk('IHDR', Buffer.from([0, 0, 0, 10, 0, 0, 0, 10, 8, 0, 0, 0, 1])),
        chunk('IDAT', deflateSync(pixels, { level: 9 })),
        chunk('IEND', Buffer.alloc(0)),
      ])
    // black: grey 0 in every pixel, filter 0 in every row
    expect(blackShare(logoOf(interlaced(Buffer.alloc(120))))).toBe(1)
    expect(pictures.toLogo(interlaced(Buffer.alloc(50_000_000)))).toEqual({
      ok: false,
      error: { type: 'logo_too_large', unit: 'pixels', limit: 4_000_000 },
    })
  })

  test('no damage makes it throw', () => {
    const whole = png(24, 24, (x, y) => ((x + y) % 3 === 0 ? INK : PAPER))
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        (changes) => {
          const damaged = Buffer.from(whole)
          for (const [at, byte] of changes) damaged[at] = byte
          expect(typeof pictures.toLogo(damaged).ok).toBe('boolean')
        },
      ),
    )
  })
})
