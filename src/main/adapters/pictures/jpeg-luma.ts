import type { LumaGrid } from '../../../core/domain/tenders/photo-print.ts'

interface HuffmanTable {
  /** For each length of 1 to 16 bits: the largest code, or -1, and what to add to a code to find its symbol. */
  readonly largest: Int32Array
  readonly offset: Int32Array
  readonly symbols: Uint8Array
}

interface Component {
  readonly id: number
  readonly across: number
  readonly down: number
  readonly quantId: number
}

interface Frame {
  readonly width: number
  readonly height: number
  readonly components: readonly Component[]
}

/**
 * The brightness of one baseline JPEG, as a canvas makes it. Only the mean of each block is unpacked, so a file costs memory
 * for one sixty-fourth of its pixels, and no decoder of a browser or a system library runs over what somebody else has
 * made. Null for every other kind and for a scan that does not hold what the head
 * says. The file must have been looked at by `pictureHead` before.
 */
export function lumaOf(bytes: Uint8Array): LumaGrid | null {
  const tables = new Map<number, HuffmanTable>()
  const firstQuants = new Map<number, number>()
  let frame: Frame | null = null
  let interval = 0
  for (let at = 2; at + 4 <= bytes.length;) {
    const marker = bytes[at + 1] ?? 0
    const end = at + 2 + big16(bytes, at + 2)
    const body = bytes.subarray(at + 4, end)
    if (bytes[at] !== 0xff || end > bytes.length) return null
    if (marker === 0xdb) readQuants(body, firstQuants)
    else if (marker === 0xc4) readTables(body, tables)
    else if (marker === 0xc0 || marker === 0xc1) frame = readFrame(body)
    else if (marker === 0xc2) return null
    else if (marker === 0xdd) interval = big16(body, 0)
    else if (marker === 0xda)
      return frame === null ? null : readScan(bytes, end, { frame, body, tables, firstQuants, interval })
    at = end
  }
  return null
}

const big16 = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)

/** Of each table only the first step is wanted: that of the mean. */
function readQuants(body: Uint8Array, firstQuants: Map<number, number>): void {
  for (let at = 0; at < body.length;) {
    const head = body[at] ?? 0
    const isWide = head >> 4 !== 0
    firstQuants.set(head & 15, isWide ? big16(body, at + 1) : (body[at + 1] ?? 0))
    at += isWide ? 129 : 65
  }
}

function readTables(body: Uint8Array, tables: Map<number, HuffmanTable>): void {
  for (let at = 0; at + 17 <= body.length;) {
    const id = body[at] ?? 0
    const largest = new Int32Array(17).fill(-1)
    const offset = new Int32Array(17)
    let code = 0
    let count = 0
    for (let length = 1; length <= 16; length += 1) {
      const ofLength = body[at + length] ?? 0
      offset[length] = count - code
      code += ofLength
      count += ofLength
      if (ofLength > 0) largest[length] = code - 1
      code <<= 1
    }
    tables.set(id, { largest, offset, symbols: body.subarray(at + 17, at + 17 + count) })
    at += 17 + count
  }
}

function readFrame(body: Uint8Array): Frame | null {
  const count = body[5] ?? 0
  if (body[0] !== 8 || (count !== 1 && count !== 3)) return null
  const components = Array.from({ length: count }, (_, index): Component => {
    const at = 6 + index * 3
    const sampling = body[at + 1] ?? 0
    return { id: body[at] ?? 0, across: sampling >> 4, down: sampling & 15, quantId: body[at + 2] ?? 0 }
  })
  const isSound = components.every(({ across, down }) => across >= 1 && across <= 4 && down >= 1 && down <= 4)
  return isSound ? { height: big16(body, 1), width: big16(body, 3), components } : null
}

interface Scan {
  readonly frame: Frame
  readonly body: Uint8Array
  readonly tables: ReadonlyMap<number, HuffmanTable>
  readonly firstQuants: ReadonlyMap<number, number>
  readonly interval: number
}

function readScan(bytes: Uint8Array, from: number, scan: Scan): LumaGrid | null {
  const { frame, body, tables, firstQuants, interval } = scan
  const parts = frame.components.map((component, index) => {
    const chosen = body[1 + index * 2 + 1] ?? 0
    const mean = tables.get(chosen >> 4)
    const rest = tables.get(16 | (chosen & 15))
    return { ...component, inScan: body[1 + index * 2] === component.id, mean, rest }
  })
  const [luma] = parts
  // one scan with all of the picture: what a canvas writes
  if (luma === undefined || body[0] !== parts.length || parts.some(({ inScan }) => !inScan)) return null
  const isAlone = parts.length === 1
  const acrossOf = (part: Component): number => (isAlone ? 1 : part.across)
  const downOf = (part: Component): number => (isAlone ? 1 : part.down)
  const widest = isAlone ? 1 : Math.max(...parts.map(acrossOf))
  const highest = isAlone ? 1 : Math.max(...parts.map(downOf))
  const unitsAcross = Math.ceil(frame.width / (8 * widest))
  const unitsDown = Math.ceil(frame.height / (8 * highest))
  const columns = unitsAcross * acrossOf(luma)
  const rows = unitsDown * downOf(luma)
  const means = new Float32Array(columns * rows)
  const step = (firstQuants.get(luma.quantId) ?? 1) / 8
  const reader = bitReader(bytes, from)
  const before = parts.map(() => 0)
  for (let unit = 0; unit < unitsAcross * unitsDown; unit += 1) {
    if (interval > 0 && unit > 0 && unit % interval === 0) {
      if (!reader.restart()) return null
      before.fill(0)
    }
    for (const [index, part] of parts.entries()) {
      if (part.mean === undefined || part.rest === undefined) return null
      for (let block = 0; block < acrossOf(part) * downOf(part); block += 1) {
        const change = readBlock(reader, part.mean, part.rest)
        if (change === null) return null
        const mean = (before[index] ?? 0) + change
        before[index] = mean
        if (index > 0) continue
        const x = (unit % unitsAcross) * acrossOf(part) + (block % acrossOf(part))
        const y = Math.floor(unit / unitsAcross) * downOf(part) + Math.floor(block / acrossOf(part))
        means[y * columns + x] = mean * step + 128
      }
    }
  }
  return { columns, rows, means, width: frame.width / 8, height: frame.height / 8 }
}

type BitReader = ReturnType<typeof bitReader>

function bitReader(bytes: Uint8Array, from: number) {
  let at = from
  let current = 0
  let left = 0
  /** The next bit, or -1 when the scan is over. */
  const bit = (): number => {
    if (left === 0) {
      current = bytes[at] ?? 0xff
      if (current === 0xff) {
        // a stuffed byte, or the marker that ends the scan
        if (bytes[at + 1] !== 0) return -1
        at += 1
      }
      at += 1
      left = 8
    }
    left -= 1
    return (current >> left) & 1
  }
  const bits = (count: number): number => {
    let value = 0
    for (let index = 0; index < count; index += 1) {
      const next = bit()
      if (next < 0) return -1
      value = (value << 1) | next
    }
    return value
  }
  const restart = (): boolean => {
    left = 0
    const marker = bytes[at + 1] ?? 0
    if (bytes[at] !== 0xff || marker < 0xd0 || marker > 0xd7) return false
    at += 2
    return true
  }
  return { bit, bits, restart }
}

function readSymbol({ bit }: BitReader, { largest, offset, symbols }: HuffmanTable): number {
  let code = 0
  for (let length = 1; length <= 16; length += 1) {
    const next = bit()
    if (next < 0) return -1
    code = (code << 1) | next
    if (code <= (largest[length] ?? -1)) return symbols[code + (offset[length] ?? 0)] ?? -1
  }
  return -1
}

/** How far the mean of this block is from that of the block before; what makes up its detail is passed over. */
function readBlock(reader: BitReader, mean: HuffmanTable, rest: HuffmanTable): number | null {
  const size = readSymbol(reader, mean)
  if (size < 0 || size > 11) return null
  const raw = reader.bits(size)
  if (raw < 0) return null
  for (let place = 1; place < 64; place += 1) {
    const symbol = readSymbol(reader, rest)
    if (symbol < 0) return null
    const length = symbol & 15
    if (length === 0 && symbol !== 0xf0) break
    place += symbol >> 4
    if (reader.bits(length) < 0) return null
  }
  return size === 0 || raw >= 1 << (size - 1) ? raw : raw - (1 << size) + 1
}
