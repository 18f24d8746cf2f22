import fc from 'fast-check'
import { createHook } from 'node:async_hooks'
import { crc32, deflateSync } from 'node:zlib'
import { PNG } from 'pngjs'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { QrMatrix } from '../../src/core/ports/system.ts'
import { isCheapToDecode } from '../../src/main/adapters/qr/picture-guard.ts'
import { createQrCodec } from '../../src/main/adapters/qr/codec.ts'

const codec = createQrCodec()
const QRIS =
  '00020101021226570011ID.CONTOH.WWW011893600999000000001102099900000010303UMI51440014ID.CO.QRIS.WWW' +
  '0215ID99900000000110303UMI520458125303360540615000' +
  '05802ID5913WARUNG CONTOH6007BANDUNG61054011162070703A0163049B1F'

/** The symbols side by side as a PNG, `scale` pixels a module, four modules of white around each. */
function pictureOf(matrices: readonly QrMatrix[], scale = 5): Buffer {
  const cell = (Math.max(...matrices.map(({ size }) => size)) + 8) * scale
  const png = new PNG({ width: cell * matrices.length, height: cell })
  png.data.fill(255)
  matrices.forEach((matrix, index) => {
    for (let y = 0; y < matrix.size * scale; y += 1) {
      for (let x = 0; x < matrix.size * scale; x += 1) {
        const module = Math.floor(y / scale) * matrix.size + Math.floor(x / scale)
        if (matrix.modules[module] !== '1') continue
        const at = ((y + 4 * scale) * png.width + index * cell + x + 4 * scale) * 4
        png.data.fill(0, at, at + 3)
      }
    }
  })
  return PNG.sync.write(png)
}

/** A PNG that claims any size and holds any packed data. */
function rawPng(width: number, height: number, packed: Buffer): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 8
  const chunk = (type: string, data: Buffer) => {
    const out = Buffer.alloc(12 + data.length)
    out.writeUInt32BE(data.length, 0)
    out.write(type, 4, 'latin1')
    data.copy(out, 8)
    out.writeUInt32BE(crc32(out.subarray(4, 8 + data.length)), 8 + data.length)
    return out
  }
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([start, chunk('IHDR', header), chunk('IDAT', packed), chunk('IEND', Buffer.alloc(0))])
}

/** Gray value of a pixel of that symbol, drawn at five pixels a module, 20 from the edge. */
const grayAt = ({ size, modules }: QrMatrix, x: number, y: number): number => {
  const [column, row] = [Math.floor((x - 20) / 5), Math.floor((y - 20) / 5)]
  const isInside = column >= 0 && row >= 0 && column < size && row < size
  return isInside && modules[row * size + column] === '1' ? 0 : 255
}

afterEach(() => void vi.unstubAllGlobals())

describe('a drawn code', () => {
  it('is read as what was drawn', async () => {
    const matrix = codec.draw(QRIS)
    expect(matrix.modules).toHaveLength(matrix.size ** 2)
    expect(matrix.modules).toMatch(/^1{7}0[01]+$/)
    expect(await codec.readMatrix(matrix)).toBe(QRIS)
  })

  it('of any payload, short or full', async () => {
    const text = fc.string({
      unit: fc.constantFrom(...'0123456789ABCXYZabcxyz .:/-+'),
      minLength: 1,
      maxLength: 512,
    })
    await fc.assert(
      fc.asyncProperty(text, async (payload) => {
        expect(await codec.readMatrix(codec.draw(payload))).toBe(payload)
      }),
      { numRuns: 60 },
    )
  })

  it('mixes modes: digits take fewer modules than letters', () => {
    expect(codec.draw('1'.repeat(200)).size).toBeLessThan(codec.draw('a'.repeat(200)).size)
    expect(codec.draw(`${'a'.repeat(40)}${'1'.repeat(160)}`).size).toBeLessThan(
      codec.draw('a'.repeat(200)).size,
    )
  })

  it('survives a damaged corner of a tenth, not the loss of half', async () => {
    const matrix = codec.draw(QRIS)
    const without = (rows: number) => ({
      ...matrix,
      modules: [...matrix.modules]
        .map((module, at) =>
          Math.floor(at / matrix.size) > matrix.size - rows && at % matrix.size > 20 ? '0' : module,
        )
        .join(''),
    })
    expect(await codec.readMatrix(without(5))).toBe(QRIS)
    expect(await codec.readMatrix(without(Math.floor(matrix.size / 2)))).toBeNull()
  })

  it.each<[string, QrMatrix]>([
    ['empty', { size: 0, modules: '' }],
    ['of the wrong length', { size: 21, modules: '1' }],
    ['larger than any symbol', { size: 4000, modules: '1'.repeat(4000 * 4000) }],
    ['all white', { size: 21, modules: '0'.repeat(441) }],
  ])('a matrix %s is no code', async (_, matrix) => expect(await codec.readMatrix(matrix)).toBeNull())
})

describe('a picture', () => {
  it('is read by this machine alone', async () => {
    const noNetwork = vi.fn(() => Promise.reject(new Error('no network here')))
    vi.stubGlobal('fetch', noNetwork)
    vi.resetModules()
    const fresh = await import('../../src/main/adapters/qr/codec.ts')
    expect(await fresh.createQrCodec().readImage(pictureOf([codec.draw(QRIS)]))).toBe(QRIS)
    expect(noNetwork).not.toHaveBeenCalled()
  })

  it('with two different codes has no answer; the same one twice has', async () => {
    const [a, b] = [codec.draw(QRIS), codec.draw(QRIS.replace('15000', '95000'))]
    expect(await codec.readImage(pictureOf([a, b]))).toBeNull()
    expect(await codec.readImage(pictureOf([a, a]))).toBe(QRIS)
  })

  it('without a code has none', async () => {
    expect(await codec.readImage(PNG.sync.write(new PNG({ width: 200, height: 200 })))).toBeNull()
  })

  const jpeg = (...segments: number[][]) => Uint8Array.from([0xff, 0xd8, ...segments.flat()])
  const frame = (width: number, height: number) => [
    0xff,
    0xc0,
    0,
    17,
    8,
    height >> 8,
    height & 255,
    width >> 8,
    width & 255,
    3,
    1,
    0x11,
    0,
    2,
    0x11,
    1,
    3,
    0x11,
    1,
  ]
  const scan = [0xff, 0xda, 0, 12, 3, 1, 0, 2, 0x11, 3, 0x11, 0, 0x3f, 0]

  const white = (width: number, height: number, extra = 0) =>
    rawPng(width, height, deflateSync(Buffer.alloc((width + 1) * height + extra, 255)))

  it.each<[string, Uint8Array]>([
    ['a PNG of 4 megapixels', white(2000, 2000)],
    ['a drawn code', pictureOf([codec.draw(QRIS)])],
    ['a JPEG of ten scans', jpeg(frame(2000, 2000), ...Array.from({ length: 10 }, () => scan))],
  ])('%s is handed to the decoder', async (_, bytes) => expect(await isCheapToDecode(bytes)).toBe(true))

  it.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['text', Buffer.from('GIF89a or <svg/>')],
    ['only the start of a PNG', white(1, 1).subarray(0, 20)],
    ['a PNG that claims gigabytes', rawPng(0xffff_ffff, 0xffff_ffff, deflateSync(Buffer.alloc(10)))],
    ['a PNG above 4 megapixels', white(2001, 2000)],
    ['a PNG of no size', white(0, 5)],
    ['a PNG that unpacks to far more than it shows', white(100, 100, 50_000_000)],
    ['a PNG whose pixels are rubbish', rawPng(100, 100, Buffer.from('not packed'))],
    ['more than 4 MiB', Buffer.concat([pictureOf([codec.draw('x')]), Buffer.alloc(4 * 1024 * 1024)])],
    ['only the start of a JPEG', jpeg()],
    ['a JPEG that claims too much', jpeg(frame(65_535, 65_535), scan)],
    ['a JPEG without a frame', jpeg(scan)],
    ['a JPEG with endless scans', jpeg(frame(100, 100), ...Array.from({ length: 500 }, () => scan))],
  ])('%s is not', async (_, bytes) => {
    expect(await isCheapToDecode(bytes)).toBe(false)
    expect(await codec.readImage(bytes)).toBeNull()
  })

  it('with a code in it, but too costly to unpack, is not read', async () => {
    const small = codec.draw('x')
    const rows = Array.from({ length: 150 }, (_row, y) =>
      Buffer.from([0, ...Array.from({ length: 150 }, (_column, x) => grayAt(small, x, y))]),
    )
    const packed = (extra: number) => deflateSync(Buffer.concat([...rows, Buffer.alloc(extra)]))
    expect(await codec.readImage(rawPng(150, 150, packed(0)))).toBe('x')
    expect(await codec.readImage(rawPng(150, 150, packed(2_000_000)))).toBeNull()
  })

  it('of a code is unpacked in one piece: each piece waits for another thread, and a customer with it', async () => {
    const unpackers = new Set<number>()
    let pieces = 0
    const watch = createHook({
      init: (id, type) => {
        if (type === 'ZLIB') unpackers.add(id)
      },
      before: (id) => {
        if (unpackers.has(id)) pieces += 1
      },
    }).enable()
    expect(await isCheapToDecode(pictureOf([codec.draw(QRIS)]))).toBe(true)
    watch.disable()
    // the piece and its end; it would be twenty of the library's own
    expect(pieces).toBeLessThanOrEqual(2)
  })

  it('broken anywhere gives the text or nothing, and the reader lives on', async () => {
    const whole = pictureOf([codec.draw(QRIS)], 2)
    const change = fc.record({ at: fc.nat({ max: whole.length - 1 }), to: fc.nat({ max: 255 }) })
    const changes = fc.array(change, { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(changes, fc.nat({ max: whole.length }), async (list, length) => {
        const broken = Buffer.from(whole)
        for (const { at, to } of list) broken[at] = to
        expect([QRIS, null]).toContain(await codec.readImage(broken))
        expect([QRIS, null]).toContain(await codec.readImage(broken.subarray(0, length)))
      }),
      { numRuns: 100 },
    )
    expect(await codec.readImage(whole)).toBe(QRIS)
  })
})
