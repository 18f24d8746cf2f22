import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkPhoto, claimedPixels } from '../../src/core/domain/tenders/evidence-photo.ts'
import { lumaOf } from '../../src/main/adapters/pictures/jpeg-luma.ts'
import {
  bandsOf,
  differing,
  FINE_LIMIT,
  looksTheSame,
  ROUGH_LIMIT,
  type PhotoPrint,
} from '../../src/core/domain/tenders/photo-print.ts'

/**
 * Pictures that a browser has drawn and stored: receipts of one banking app (`app-`) and card slips on a counter (`slip-`).
 * `again` went through a messenger at low quality, `small` at half the size, `dim` is darker, `crop2` lost its border.
 */
const FOLDER = join(import.meta.dirname, '..', 'golden', 'photos')
const bytesOf = (name: string): Uint8Array => readFileSync(join(FOLDER, `${name}.jpg`))
const printOf = (name: string): PhotoPrint => {
  const photo = checkPhoto(bytesOf(name), lumaOf)
  if (!photo.ok) throw new Error(photo.error.type)
  return photo.value.print
}

describe('The print of a photo', () => {
  it.each(['app-0-again', 'app-0-small', 'app-0-dim', 'slip-0-again', 'slip-0-small', 'slip-0-dim'])(
    'knows the same picture again, stored anew, smaller or darker: %s',
    (name) => {
      expect(looksTheSame(printOf(name.replace(/-[a-z]+$/, '')), printOf(name))).toBe(true)
    },
  )

  it('tells different slips apart, and different receipts of the same app', () => {
    const prints = ['app-0', 'app-1', 'app-2', 'slip-0', 'slip-1', 'slip-2'].map(printOf)
    for (const [at, one] of prints.entries())
      for (const other of prints.slice(at + 1)) expect(looksTheSame(one, other)).toBe(false)
  })

  it('could not do so by the rough print alone: an app’s receipts all look alike there', () => {
    const [one, other] = [printOf('app-0'), printOf('app-1')]
    expect(differing(one.rough, other.rough)).toBeLessThanOrEqual(ROUGH_LIMIT)
    expect(differing(one.fine, other.fine)).toBeGreaterThan(FINE_LIMIT)
  })

  it('does not know a cropped one: it differs in more than two receipts of the app do', () => {
    const cropped = differing(printOf('app-0').fine, printOf('app-0-crop2').fine)
    expect(cropped).toBeGreaterThan(differing(printOf('app-0').fine, printOf('app-1').fine))
  })

  it('has a part in common with every print that is within its limit, so that each is found', () => {
    const word = fc.integer({ min: 0, max: 2 ** 32 - 1 })
    const flips = fc.array(fc.integer({ min: 0, max: 63 }), { maxLength: ROUGH_LIMIT })
    fc.assert(
      fc.property(word, word, flips, (high, low, places) => {
        const fine = new Uint32Array(32)
        const flipped: [number, number] = [high, low]
        for (const place of new Set(places)) {
          const half = place < 32 ? 0 : 1
          flipped[half] = (flipped[half] ^ (1 << (place & 31))) >>> 0
        }
        const others = bandsOf({ rough: flipped, fine })
        expect(bandsOf({ rough: [high, low], fine }).some((bits, band) => bits === others[band])).toBe(true)
      }),
    )
  })
})

describe('A photo for the books', () => {
  it.each(readdirSync(FOLDER))('is a plain JPEG as a browser makes one: %s', (name) => {
    expect(checkPhoto(readFileSync(join(FOLDER, name)), lumaOf)).toMatchObject({ ok: true })
  })

  it('has at most 200 kB', () => {
    expect(checkPhoto(new Uint8Array(200_001), lumaOf)).toMatchObject({
      error: { type: 'photo_too_large', unit: 'bytes' },
    })
  })

  it.each([
    ['a PDF', Buffer.from('%PDF-1.7\n1 0 obj\n')],
    ['a text', Buffer.from('sudah transfer ya kak')],
    ['nothing', new Uint8Array()],
    ['a PNG', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['half of a photo', bytesOf('app-0').subarray(0, 20_000)],
    ['a photo with a page behind it', Buffer.concat([bytesOf('app-0'), Buffer.from('<script>')])],
  ])('is never %s', (_what, bytes) => {
    expect(checkPhoto(bytes, lumaOf)).toMatchObject({ error: { type: 'photo_not_a_picture' } })
  })

  it('keeps nothing of the camera: a photo that says where it was taken is not stored', () => {
    const [start, rest] = [bytesOf('app-0').subarray(0, 2), bytesOf('app-0').subarray(2)]
    const exif = Buffer.concat([Buffer.from([0xff, 0xe1, 0, 14]), Buffer.from('Exif\0\0GPS..')])
    expect(checkPhoto(Buffer.concat([start, exif, rest]), lumaOf)).toMatchObject({
      error: { type: 'photo_not_a_picture' },
    })
  })

  it('that is damaged anywhere is refused or read, and never ends the till', () => {
    const sound = bytesOf('slip-0')
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        (changes) => {
          const damaged = Uint8Array.from(sound)
          for (const [at, value] of changes) damaged[at] = value
          const read = checkPhoto(damaged, lumaOf)
          expect(read.ok || read.error.type.startsWith('photo_')).toBe(true)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('is looked at block by block: as many means as it has blocks', () => {
    const grid = lumaOf(bytesOf('slip-0'))
    expect(grid?.means.length).toBe((grid?.columns ?? 0) * (grid?.rows ?? 0))
    expect([grid?.width, grid?.height]).toEqual([625 / 8, 1280 / 8])
  })
})

describe('A file that is chosen', () => {
  it('says how large it is before it is unpacked', () => {
    const png = Buffer.alloc(64)
    Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(png)
    png.writeUInt32BE(60_000, 16)
    png.writeUInt32BE(60_000, 20)
    expect(claimedPixels(png)).toBe(3_600_000_000)
    expect(claimedPixels(bytesOf('app-0'))).toBeGreaterThan(500_000)
    for (const none of [
      '%PDF-1.7 and so on, long enough to be looked at',
      'GIF89a is no photo of a slip at all',
    ])
      expect(claimedPixels(Buffer.from(none))).toBeNull()
  })
})
