import { create } from 'qrcode'
import type { RasterImage } from '../../../core/escpos-layout/index.ts'

/** Modules of white around a symbol, without which phones do not find it. */
const QUIET_ZONE_MODULES = 4

/** Symbols cost milliseconds to work out and a bill is often printed twice. */
const symbols = new Map<string, QrSymbol>()
const KEPT_SYMBOLS = 32

interface QrSymbol {
  readonly size: number
  readonly isDark: (row: number, column: number) => boolean
}

/** The largest module, no larger than wanted, with which the symbol and its quiet zone fit the paper. */
export function fittingModuleDots(wanted: number, modules: number, dotsPerLine: number): number {
  const largest = Math.floor(dotsPerLine / (modules + 2 * QUIET_ZONE_MODULES))
  return Math.max(1, Math.min(wanted, largest))
}

/** A level M symbol with its quiet zone as dots, in the largest module that fits. Throws when the text is too long. */
export function qrRaster(payload: string, wantedModuleDots: number, dotsPerLine: number): RasterImage {
  const symbol = symbolOf(payload)
  const dots = fittingModuleDots(wantedModuleDots, symbol.size, dotsPerLine)
  const side = (symbol.size + 2 * QUIET_ZONE_MODULES) * dots
  const rowBytes = Math.ceil(side / 8)
  const rows = new Uint8Array(rowBytes * side)
  for (let row = 0; row < symbol.size; row += 1) {
    const first = (row + QUIET_ZONE_MODULES) * dots * rowBytes
    paintModuleRow(rows.subarray(first, first + rowBytes), symbol, row, dots)
    for (let copy = 1; copy < dots; copy += 1)
      rows.copyWithin(first + copy * rowBytes, first, first + rowBytes)
  }
  return { widthDots: side, heightDots: side, rows }
}

function paintModuleRow(bytes: Uint8Array, symbol: QrSymbol, row: number, dots: number): void {
  for (let column = 0; column < symbol.size; column += 1) {
    if (!symbol.isDark(row, column)) continue
    const start = (column + QUIET_ZONE_MODULES) * dots
    for (let dot = start; dot < start + dots; dot += 1)
      bytes[dot >> 3] = (bytes[dot >> 3] ?? 0) | (0x80 >> (dot & 7))
  }
}

function symbolOf(payload: string): QrSymbol {
  const known = symbols.get(payload)
  if (known !== undefined) return known
  const { modules } = create(payload, { errorCorrectionLevel: 'M' })
  const symbol = {
    size: modules.size,
    isDark: (row: number, column: number) => modules.get(row, column) === 1,
  }
  symbols.set(payload, symbol)
  const [oldest] = symbols.keys()
  if (symbols.size > KEPT_SYMBOLS && oldest !== undefined) symbols.delete(oldest)
  return symbol
}
