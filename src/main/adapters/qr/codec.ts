import { create } from 'qrcode'
import { readBarcodes, type ReaderOptions } from 'zxing-wasm/reader'
import type { QrCodec, QrMatrix } from '../../../core/ports/system.ts'
import { isCheapToDecode } from './picture-guard.ts'
import { loadReader } from './reader-module.ts'

/** Pixels per module and modules of white border when a drawn symbol is read again. ISO 18004 asks for four. */
const SCALE = 4
const QUIET_ZONE = 4
/** A version 40 symbol: nothing larger exists. */
const MAX_SIZE = 177

/** Draws with mixed modes at level M (15 % may be damaged); reads with an independent library, on this machine. */
export function createQrCodec(): QrCodec {
  return {
    draw,
    readMatrix: async (matrix) => (isMatrix(matrix) ? await readOne(rasterOf(matrix)) : null),
    readImage: async (bytes) => ((await isCheapToDecode(bytes)) ? await readOne(bytes) : null),
  }
}

function draw(text: string): QrMatrix {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  return { size: modules.size, modules: Array.from(modules.data, (dark) => (dark ? '1' : '0')).join('') }
}

const isMatrix = ({ size, modules }: QrMatrix): boolean =>
  Number.isInteger(size) && size > 0 && size <= MAX_SIZE && modules.length === size * size

const READER: ReaderOptions = {
  formats: ['QRCode'],
  tryHarder: true,
  textMode: 'Plain',
  // One more than wanted: a picture with two different codes has no answer.
  maxNumberOfSymbols: 2,
}

/** The text of the only code in a picture; null for none, for a damaged one, and for two that differ. */
async function readOne(input: Uint8Array | Raster): Promise<string | null> {
  await loadReader()
  const results = await readBarcodes(input, READER)
  const texts = new Set(results.filter(({ isValid }) => isValid).map(({ text }) => text))
  const [only] = texts
  return texts.size === 1 && only !== undefined ? only : null
}

/** What the library calls ImageData, which Node does not have. */
interface Raster {
  readonly data: Uint8ClampedArray<ArrayBuffer>
  readonly width: number
  readonly height: number
  readonly colorSpace: 'srgb'
}

function rasterOf({ size, modules }: QrMatrix): Raster {
  const side = (size + 2 * QUIET_ZONE) * SCALE
  const data = new Uint8ClampedArray(side * side * 4).fill(255)
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const row = Math.floor(y / SCALE) - QUIET_ZONE
      const column = Math.floor(x / SCALE) - QUIET_ZONE
      const isInside = row >= 0 && row < size && column >= 0 && column < size
      if (isInside && modules[row * size + column] === '1')
        data.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3)
    }
  }
  return { data, width: side, height: side, colorSpace: 'srgb' }
}
