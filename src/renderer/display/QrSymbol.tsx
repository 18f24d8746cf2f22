import { useMemo, useRef } from 'react'
import type { QrMatrix } from '../../core/ports/system.ts'
import { qrPath, QUIET_ZONE } from '../ui/QrPicture.tsx'
import { useRoom, type Room } from './use-room.ts'

/** White around the quiet zone, in CSS px, so that the card's round corners stay out of it. */
const CARD_PADDING = 10
/** Below this, in CSS px, cheap phone cameras start to fail at arm's length. */
const LEAST_MODULE_PX = 4

/** The width in CSS px that a code asks of its half of the screen: its card and a margin. */
export const leastEdge = (size: number): number =>
  (size + 2 * QUIET_ZONE) * LEAST_MODULE_PX + 2 * CARD_PADDING + 24

/**
 * The edge in CSS px of the largest symbol that fits, quiet zone included, with each module a whole number of *device*
 * pixels: half pixels turn into grey seams that cost a phone its lock.
 */
export function symbolEdge(size: number, room: Room | null, devicePixelRatio: number): number {
  const span = size + 2 * QUIET_ZONE
  if (room === null || room.width === 0 || room.height === 0) return span * LEAST_MODULE_PX
  const space = Math.min(room.width, room.height) - 2 * CARD_PADDING
  const devicePixels = Math.floor((space * devicePixelRatio) / span)
  return (span * Math.max(1, devicePixels)) / devicePixelRatio
}

/** The code, as large as its place allows, pure black on pure white with four light modules around it. */
export function QrSymbol({ matrix, label }: { readonly matrix: QrMatrix; readonly label: string }) {
  const place = useRef<HTMLDivElement>(null)
  const room = useRoom(place)
  const path = useMemo(() => qrPath(matrix), [matrix])
  const edge = symbolEdge(matrix.size, room, window.devicePixelRatio)
  const span = matrix.size + 2 * QUIET_ZONE
  return (
    <div className="qr-place" ref={place}>
      <div className="qr-card" style={{ padding: CARD_PADDING }}>
        <svg
          role="img"
          className="qr-white"
          aria-label={label}
          data-testid="display-qr"
          width={edge}
          height={edge}
          viewBox={`${-QUIET_ZONE} ${-QUIET_ZONE} ${span} ${span}`}
          shapeRendering="crispEdges"
        >
          <rect x={-QUIET_ZONE} y={-QUIET_ZONE} width={span} height={span} fill="#ffffff" />
          <path d={path} fill="#000000" />
        </svg>
      </div>
    </div>
  )
}
