import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packIcns, packIco } from '../../scripts/icon-containers.ts'

const FOLDER = join(import.meta.dirname, '..', '..', 'resources', 'icon')
const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024]
const pictures = SIZES.map((size) => ({
  size,
  png: readFileSync(join(FOLDER, 'png', `${size}x${size}.png`)),
}))

/** Width and height as the PNG itself says them. */
const sizeOf = (png: Buffer): readonly [number, number] => [png.readUInt32BE(16), png.readUInt32BE(20)]

describe('icons', () => {
  it.each(pictures)('$size pixels are $size pixels', ({ size, png }) => {
    expect(png.toString('latin1', 1, 4)).toBe('PNG')
    expect(sizeOf(png)).toEqual([size, size])
  })

  it('Windows finds each size at the place that the table names', () => {
    const ico = packIco(pictures)
    expect([ico.readUInt16LE(0), ico.readUInt16LE(2), ico.readUInt16LE(4)]).toEqual([0, 1, 7])
    const held = Array.from({ length: 7 }, (_, index) => {
      const at = 6 + 16 * index
      const start = ico.readUInt32LE(at + 12)
      const png = ico.subarray(start, start + ico.readUInt32LE(at + 8))
      return { named: ico.readUInt8(at) || 256, drawn: sizeOf(png)[0] }
    })
    expect(held.map(({ named }) => named)).toEqual([16, 24, 32, 48, 64, 128, 256])
    expect(held.map(({ drawn }) => drawn)).toEqual(held.map(({ named }) => named))
  })

  it('macOS finds each kind by its length, to the end of the file', () => {
    const icns = packIcns(pictures)
    expect(icns.toString('latin1', 0, 4)).toBe('icns')
    expect(icns.readUInt32BE(4)).toBe(icns.length)
    const kinds: (readonly [string, number])[] = []
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4))
      kinds.push([icns.toString('latin1', at, at + 4), sizeOf(icns.subarray(at + 8))[0]])
    expect(kinds).toEqual([
      ['icp4', 16],
      ['icp5', 32],
      ['ic11', 32],
      ['ic12', 64],
      ['ic07', 128],
      ['ic13', 256],
      ['ic08', 256],
      ['ic14', 512],
      ['ic09', 512],
      ['ic10', 1024],
    ])
  })

  it('the files that are shipped are made of the pictures that lie beside them', () => {
    expect(readFileSync(join(FOLDER, 'gerai.ico')).equals(packIco(pictures))).toBe(true)
    expect(readFileSync(join(FOLDER, 'gerai.icns')).equals(packIcns(pictures))).toBe(true)
  })
})
