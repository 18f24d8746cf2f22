/** The two containers that Windows and macOS want an icon in. Both hold plain PNGs; only their tables differ. */
export interface Picture {
  /** Width and height in pixels. */
  readonly size: number
  readonly png: Uint8Array
}

const ICO_HEADER = 6
const ICO_ENTRY = 16
const ICO_LARGEST = 256

/** Packs pictures up to 256 pixels into a Windows icon; larger ones are left out, because its table has one byte for a size. */
export function packIco(pictures: readonly Picture[]): Buffer {
  const held = pictures.filter(({ size }) => size <= ICO_LARGEST)
  const table = Buffer.alloc(ICO_HEADER + ICO_ENTRY * held.length)
  table.writeUInt16LE(1, 2)
  table.writeUInt16LE(held.length, 4)
  let offset = table.length
  for (const [index, { size, png }] of held.entries()) {
    const at = ICO_HEADER + ICO_ENTRY * index
    // 256 does not fit in a byte and is written as 0
    table.writeUInt8(size % ICO_LARGEST, at)
    table.writeUInt8(size % ICO_LARGEST, at + 1)
    table.writeUInt16LE(1, at + 4)
    table.writeUInt16LE(32, at + 6)
    table.writeUInt32LE(png.length, at + 8)
    table.writeUInt32LE(offset, at + 12)
    offset += png.length
  }
  return Buffer.concat([table, ...held.map(({ png }) => png)])
}

/** The types that take a PNG, with the pixels each wants; the doubled ones are for screens with small pixels. */
const ICNS_TYPES: readonly (readonly [type: string, size: number])[] = [
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
]

/** Packs pictures into a macOS icon. Throws when a size that macOS asks for is missing. */
export function packIcns(pictures: readonly Picture[]): Buffer {
  const parts = ICNS_TYPES.map(([type, size]) => {
    const found = pictures.find((each) => each.size === size)
    if (found === undefined) throw new Error(`no picture of ${size} pixels for ${type}`)
    return icnsPart(type, found.png)
  })
  return icnsPart('icns', Buffer.concat(parts))
}

/** Four letters, the length with this header, the content. */
function icnsPart(type: string, content: Uint8Array): Buffer {
  const header = Buffer.alloc(8)
  header.write(type, 'latin1')
  header.writeUInt32BE(header.length + content.length, 4)
  return Buffer.concat([header, content])
}
