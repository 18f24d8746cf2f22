import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { MAX_PICTURE_BYTES, MAX_SLIDES, pictureHead } from '../../src/core/domain/slides.ts'
import {
  addPicture,
  orderSlides,
  pictureFile,
  removePicture,
  slidesView,
} from '../../src/main/usecases/slides.ts'
import { displayView } from '../../src/main/usecases/views/display.ts'
import { openTestTill, type TestTill } from './bench.ts'

const bytes = (...parts: readonly (string | readonly number[] | Uint8Array)[]): Uint8Array =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
  )
const be16 = (value: number) => [value >> 8, value & 0xff]
const le = (value: number, count: number) =>
  Array.from({ length: count }, (_, at) => (value >> (8 * at)) & 0xff)
const filled = (length: number, value: number): number[] => Array.from({ length }, () => value)
const segment = (marker: number, body: Uint8Array | readonly number[]) =>
  bytes([0xff, marker], be16(body.length + 2), body)

/** A JPEG as a canvas makes one: JFIF, tables, a frame, a scan; `seed` makes different ones. */
function jpeg(
  width: number,
  height: number,
  { seed = 1, extra = [] as readonly Uint8Array[], filler = 8, after = '' } = {},
): Uint8Array {
  const frame = [8, ...be16(height), ...be16(width), 1, 1, 0x11, 0]
  return bytes(
    [0xff, 0xd8],
    segment(0xe0, bytes('JFIF\0', [1, 1, 0, 0, 1, 0, 1, 0, 0])),
    ...extra,
    segment(0xdb, [0, ...filled(64, seed)]),
    segment(0xc0, frame),
    segment(0xc4, [0, ...filled(28, 0)]),
    segment(0xda, [1, 1, 0, 0, 63, 0]),
    filled(filler, 0x55),
    [0xff, 0, 0xff, 0xd9],
    after,
  )
}

const chunk = (name: string, body: Uint8Array) =>
  bytes(name, le(body.length, 4), body, body.length % 2 === 1 ? [0] : [])
const riff = (...chunks: readonly Uint8Array[]) => {
  const body = bytes('WEBP', ...chunks)
  return bytes('RIFF', le(body.length, 4), body)
}
const vp8l = (width: number, height: number, seed = 7) =>
  chunk('VP8L', bytes([0x2f], le((width - 1) | ((height - 1) << 14), 4), [seed, 2, 3]))
const vp8 = (width: number, height: number) =>
  chunk('VP8 ', bytes([0, 0, 0, 0x9d, 0x01, 0x2a], le(width, 2), le(height, 2), [9, 9]))
const vp8x = (width: number, height: number) =>
  chunk('VP8X', bytes([0x10, 0, 0, 0], le(width - 1, 3), le(height - 1, 3)))

let till: TestTill
beforeAll(async () => {
  till = await openTestTill()
})
afterAll(async () => {
  await till.close()
})
beforeEach(() => {
  const { slides, logo } = slidesView(till.core.till)
  for (const { id } of slides) removePicture(till.core.till, 'slide', id)
  if (logo !== null) removePicture(till.core.till, 'logo', logo.id)
})

const add = (file: Uint8Array, role: 'slide' | 'logo' = 'slide') => addPicture(till.core.till, role, file)
const ids = (): readonly string[] => slidesView(till.core.till).slides.map(({ id }) => id)
function idle() {
  const view = displayView(till.core.till)
  if (view.screen !== 'idle') throw new Error(`the customer sees ${view.screen}`)
  return view
}

describe('the shop’s pictures on the customer’s screen', () => {
  it('are shown in the order they were added, until the owner puts them in another', () => {
    for (const seed of [1, 2, 3]) expect(add(jpeg(1280, 720, { seed })).ok).toBe(true)
    const [first = '', second = '', third = ''] = ids()
    expect(idle().slides).toEqual([first, second, third])
    // one that is not named follows
    expect(orderSlides(till.core.till, [third, first]).ok).toBe(true)
    expect(idle().slides).toEqual([third, first, second])
  })

  it('come out byte for byte, with the kind that was read from the bytes', () => {
    const file = riff(vp8x(640, 320), vp8(640, 320))
    add(file)
    const [id = ''] = idle().slides ?? []
    expect(pictureFile(till.core.till, id)).toEqual({
      ok: true,
      value: { kind: 'webp', base64: Buffer.from(file).toString('base64') },
    })
  })

  it('the same picture twice is one, and there are never more than eight', () => {
    for (let seed = 1; seed <= MAX_SLIDES; seed += 1) expect(add(jpeg(800, 480, { seed })).ok).toBe(true)
    expect(add(jpeg(800, 480, { seed: 1 })).ok).toBe(true)
    expect(add(jpeg(800, 480, { seed: 99 }))).toEqual({
      ok: false,
      error: { type: 'slides_full', limit: MAX_SLIDES },
    })
    expect(ids()).toHaveLength(MAX_SLIDES)
  })

  it('a new logo takes the place of the old one, and is no slide', () => {
    add(riff(vp8l(300, 100)), 'logo')
    const before = idle().logo
    add(riff(vp8l(300, 100, 8)), 'logo')
    expect(idle().logo).not.toBe(before)
    expect(idle().slides).toBeUndefined()
    expect(pictureFile(till.core.till, before ?? '')).toEqual({ ok: false, error: { type: 'slide_unknown' } })
  })

  it('what is removed is gone from the screen and from the books', () => {
    add(jpeg(100, 100))
    const [id = ''] = ids()
    expect(removePicture(till.core.till, 'slide', id).ok).toBe(true)
    expect(idle()).not.toHaveProperty('slides')
    expect(till.core.till.store.read.shopPictureBytes(id)).toBeNull()
    expect(removePicture(till.core.till, 'slide', id)).toEqual({
      ok: false,
      error: { type: 'slide_unknown' },
    })
    expect(orderSlides(till.core.till, [id])).toEqual({ ok: false, error: { type: 'slide_unknown' } })
  })

  it('outlive a restart, and the log names what was done', async () => {
    add(jpeg(640, 480))
    const [id] = ids()
    await till.restart()
    expect(ids()).toEqual([id])
    removePicture(till.core.till, 'slide', id ?? '')
    expect(till.core.till.store.read.shopPictures('slide')).toEqual([])
    const newest = { cursor: null, limit: 2, kinds: null, actor: null, saleId: null, from: null, to: null }
    const written = till.core.till.store.read.auditEvents(newest).rows.map(({ kind }) => kind)
    expect(written).toEqual(['slide_removed', 'slide_added'])
  })
})

const SCRIPT = '<script>alert(1)</script>'
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><rect width="9" height="9"/></svg>`
const good = jpeg(640, 480)
const still = riff(vp8l(64, 64))

describe('a file that is not just a picture is refused', () => {
  it.each<readonly [string, Uint8Array]>([
    ['nothing', bytes()],
    ['an SVG', bytes(SVG)],
    ['a page', bytes(`<!doctype html><html>${SCRIPT}`)],
    ['a GIF that is also a script', bytes('GIF89a=1;alert(1)//')],
    ['a PNG: the page makes WebP of it', bytes([0x89], 'PNG\r\n\x1a\n', filled(40, 0))],
    ['a picture’s first bytes before a page', bytes([0xff, 0xd8, 0xff, 0xe0], SCRIPT)],
    ['a JPEG with a page behind its end', jpeg(640, 480, { after: SCRIPT })],
    ['a JPEG with a zip behind its end', jpeg(640, 480, { after: 'PK\x03\x04' })],
    ['a JPEG with a page in a comment', jpeg(640, 480, { extra: [segment(0xfe, bytes(SCRIPT))] })],
    ['a JPEG that tells where it was taken', jpeg(640, 480, { extra: [segment(0xe1, bytes('Exif\0\0'))] })],
    [
      'a JPEG with a page where JFIF stands',
      jpeg(640, 480, { extra: [segment(0xe0, bytes(SCRIPT.repeat(3)))] }),
    ],
    ['a JPEG of two frames', jpeg(640, 480, { extra: [segment(0xc0, [8, 0, 9, 0, 9, 1, 1, 0x11, 0])] })],
    ['a JPEG without a frame', bytes([0xff, 0xd8], segment(0xda, [1, 1, 0, 0, 63, 0]), [5, 0xff, 0xd9])],
    ['a JPEG that was cut off', good.subarray(0, -2)],
    ['a JPEG of no width', jpeg(0, 480)],
    ['a WebP with a page behind its end', bytes(still, SCRIPT)],
    ['a WebP with a page inside', riff(vp8l(64, 64), chunk('XMP ', bytes(SCRIPT)))],
    ['a WebP that moves', riff(vp8x(64, 64), chunk('ANIM', bytes([0, 0, 0, 0, 0, 0])), vp8l(64, 64))],
    ['a WebP with two pictures', riff(vp8l(64, 64), vp8l(64, 64))],
    ['a WebP without a picture', riff(vp8x(64, 64))],
    ['a WebP that claims another size outside', riff(vp8x(10, 10), vp8l(64, 64))],
    ['a WebP that was cut off', still.subarray(0, -3)],
    ['a sound', bytes('RIFF', le(36, 4), 'WAVEfmt ', filled(28, 0))],
  ])('%s', (_, file) => {
    expect(add(file)).toEqual({ ok: false, error: { type: 'slide_not_a_picture' } })
    expect(ids()).toEqual([])
  })

  it('one that is too large by bytes or by pixels, before anything is unpacked', () => {
    const heavy = jpeg(640, 480, { filler: MAX_PICTURE_BYTES })
    expect(add(heavy)).toEqual({
      ok: false,
      error: { type: 'slide_too_large', unit: 'bytes', limit: 300_000 },
    })
    for (const huge of [
      jpeg(65_535, 65_535),
      jpeg(1281, 10),
      riff(vp8l(16_384, 16_384)),
      riff(vp8(10, 1281)),
    ])
      expect(add(huge)).toEqual({
        ok: false,
        error: { type: 'slide_too_large', unit: 'pixels', limit: 1280 },
      })
    expect(add(riff(vp8l(641, 10)), 'logo')).toMatchObject({ error: { type: 'slide_too_large', limit: 640 } })
    expect(ids()).toEqual([])
  })

  it('whatever the bytes are, reading them ends and says nothing wrong about their size', () => {
    const damaged = fc
      .tuple(
        fc.constantFrom(good, still, riff(vp8x(20, 30), vp8(20, 30))),
        fc.nat(),
        fc.integer({ min: 0, max: 255 }),
      )
      .map(([file, at, value]) => {
        const copy = Uint8Array.from(file)
        copy[at % copy.length] = value
        return copy
      })
    fc.assert(
      fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 200 })), (file) => {
        const head = pictureHead(file)
        if (head === null) return
        expect(head.width).toBeGreaterThan(0)
        expect(head.height).toBeGreaterThan(0)
      }),
    )
  })
})
