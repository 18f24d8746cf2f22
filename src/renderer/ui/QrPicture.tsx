import { useMemo } from 'react'
import type { QrMatrix } from '../../core/ports/system.ts'

/** ISO/IEC 18004 asks for four light modules around a symbol. */
export const QUIET_ZONE = 4

/** The largest whole module size (CSS px) with which the symbol and its quiet zone fit into `room` pixels; at least 1. */
const moduleSizeFor = (size: number, room: number): number =>
  Math.max(1, Math.floor(room / (size + 2 * QUIET_ZONE)))

/** The dark modules as one SVG path in module units; runs in a row are one rectangle. */
export function qrPath({ size, modules }: QrMatrix): string {
  let path = ''
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (modules[row * size + column] !== '1') continue
      let end = column + 1
      while (end < size && modules[row * size + end] === '1') end += 1
      path += `M${column} ${row}h${end - column}v1h${column - end}z`
      column = end
    }
  }
  return path
}

/** A QR symbol in whole pixels, black on white in every theme, with its quiet zone inside. `room` is the edge in CSS px. */
export function QrPicture({ matrix, room, label }: { matrix: QrMatrix; room: number; label: string }) {
  const path = useMemo(() => qrPath(matrix), [matrix])
  const edge = (matrix.size + 2 * QUIET_ZONE) * moduleSizeFor(matrix.size, room)
  const span = matrix.size + 2 * QUIET_ZONE
  return (
    <svg
      role="img"
      className="qr-white"
      aria-label={label}
      data-testid="qr"
      data-payload-size={matrix.size}
      width={edge}
      height={edge}
      viewBox={`${-QUIET_ZONE} ${-QUIET_ZONE} ${span} ${span}`}
      shapeRendering="crispEdges"
    >
      <rect x={-QUIET_ZONE} y={-QUIET_ZONE} width={span} height={span} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  )
}
