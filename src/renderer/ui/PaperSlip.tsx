import { useMemo, type ReactNode } from 'react'
import { layoutDocument, layoutToText, type Block, type Layout } from '../../core/escpos-layout/index.ts'
import type { QrMatrix } from '../../core/ports/system.ts'
import type { ReceiptDocument } from '../../core/domain/receipt.ts'
import { unreachable } from '../../core/domain/result.ts'
import { qrPath } from './QrPicture.tsx'
import { cx } from './cx.ts'

/** One character's place on the paper, in CSS px. */
const CELL = 8
const LINE = 17
const QR_EDGE = 152

export interface PaperSlipProps {
  readonly document: ReceiptDocument
  readonly columns: number
  /** The code printed on it, when this screen holds it; else its place is marked. */
  readonly matrix?: QrMatrix | null
  /** The slip slides out of the slot once. */
  readonly printing?: boolean
  readonly label: string
}

/** A slip as it comes out of a thermal printer: the same layout, drawn character by character. */
export function PaperSlip({ document, columns, matrix = null, printing = false, label }: PaperSlipProps) {
  const layout = useMemo(() => layoutDocument(document, { columns }), [document, columns])
  const drawn = useMemo(() => drawSlip(layout, matrix), [layout, matrix])
  const width = columns * CELL
  return (
    <div className="overflow-hidden pb-3" data-testid="slip" data-kind={document.kind}>
      <article
        aria-label={label}
        className={cx(
          'mx-auto w-fit bg-paper px-5 pt-4 pb-6 text-paper-ink shadow-[0_6px_24px_rgb(0_0_0/0.18)]',
          printing && 'animate-print',
        )}
      >
        <pre className="sr-only">{layoutToText(layout).join('\n')}</pre>
        <svg
          aria-hidden="true"
          width={width}
          height={drawn.height}
          viewBox={`0 0 ${width} ${drawn.height}`}
          className="block max-w-full fill-current font-mono text-[13px] [word-spacing:0]"
        >
          {drawn.parts}
        </svg>
      </article>
    </div>
  )
}

function drawSlip(layout: Layout, matrix: QrMatrix | null): { parts: ReactNode[]; height: number } {
  const parts: ReactNode[] = []
  let top = 0
  for (const block of layout.blocks) {
    parts.push(
      <g key={parts.length} transform={`translate(0 ${top})`}>
        <SlipBlock block={block} columns={layout.columns} matrix={matrix} />
      </g>,
    )
    top += heightOf(block)
  }
  return { parts, height: top }
}

function heightOf(block: Block): number {
  switch (block.kind) {
    case 'text':
      return block.size === 'double' ? 2 * LINE : LINE
    case 'rule':
      return LINE
    case 'feed':
      return block.lines * LINE
    case 'qr':
      return QR_EDGE + 2 * LINE
    case 'image':
      return 3 * LINE
    case 'cut':
      return LINE
    default:
      return unreachable(block)
  }
}

function SlipBlock({ block, columns, matrix }: { block: Block; columns: number; matrix: QrMatrix | null }) {
  const width = columns * CELL
  switch (block.kind) {
    case 'text':
      return <SlipText {...block} columns={columns} />
    case 'rule':
      return (
        <path
          d={block.character === '=' ? `M0 7H${width}M0 10H${width}` : `M0 8.5H${width}`}
          stroke="currentColor"
          strokeDasharray={block.character === '=' ? undefined : '5 3'}
        />
      )
    case 'feed':
      return null
    case 'qr':
      return <SlipCode width={width} matrix={matrix} caption={block.caption ?? 'QR'} />
    case 'image':
      return <rect x={width / 2 - 40} y={4} width={80} height={LINE * 2.5} opacity={0.2} />
    case 'cut':
      return <path d={`M0 8.5H${width}`} stroke="currentColor" strokeDasharray="2 4" opacity={0.5} />
    default:
      return unreachable(block)
  }
}

/** Each character in the middle of its own cell, so that columns stand straight in whatever font is there. */
function SlipText({
  text,
  size,
  bold,
  align,
  columns,
}: Extract<Block, { kind: 'text' }> & { columns: number }) {
  const scale = size === 'double' ? 2 : 1
  const cell = CELL * scale
  const margin = align === 'center' ? Math.floor((columns / scale - text.length) / 2) : 0
  const places = Array.from(text, (_, index) => (margin + index + 0.5) * cell)
  return (
    <text
      x={places.join(' ')}
      y={13 * scale}
      textAnchor="middle"
      fontSize={13 * scale}
      fontWeight={bold ? 700 : 400}
      xmlSpace="preserve"
    >
      {text}
    </text>
  )
}

function SlipCode({ width, matrix, caption }: { width: number; matrix: QrMatrix | null; caption: string }) {
  const left = (width - QR_EDGE) / 2
  if (matrix === null) {
    return (
      <g transform={`translate(${left} ${LINE})`}>
        <rect width={QR_EDGE} height={QR_EDGE} fill="none" stroke="currentColor" strokeDasharray="6 4" />
        <text x={QR_EDGE / 2} y={QR_EDGE / 2} textAnchor="middle">
          {caption}
        </text>
      </g>
    )
  }
  const module = Math.floor(QR_EDGE / matrix.size)
  const edge = module * matrix.size
  return (
    <g
      transform={`translate(${Math.round((width - edge) / 2)} ${LINE}) scale(${module})`}
      shapeRendering="crispEdges"
    >
      <path d={qrPath(matrix)} />
    </g>
  )
}
