import { useMemo } from 'react'
import { layoutDocument, layoutToText, type Layout } from '../../core/escpos-layout/index.ts'
import type { ReceiptDocument } from '../../core/domain/receipts/receipt.ts'
import { qrPath } from './QrPicture.tsx'
import { cx } from './cx.ts'
import { dotsUrl, rasterOf, type DotsView } from './slip-dots.ts'
import { drawSlip, type CodeSymbol, type Mark, type SlipDrawing } from './slip-drawing.ts'

/** A slip with all that is needed to draw it as its printer would. */
export interface SheetView {
  readonly document: ReceiptDocument
  readonly columns: number
  readonly logo: DotsView | null
  readonly codes: readonly CodeSymbol[]
}

/** A sheet laid out for its paper, and drawn. */
export function layoutSheet({ document, columns, logo, codes }: SheetView): {
  readonly layout: Layout
  readonly drawing: SlipDrawing
} {
  const layout = layoutDocument(document, { columns, logo: logo === null ? null : rasterOf(logo) })
  return { layout, drawing: drawSlip(layout, codes) }
}

export interface PaperSlipProps {
  readonly sheet: SheetView
  /** The slip slides out of the slot once. */
  readonly printing?: boolean
  readonly label: string
}

/** A slip as it comes out of a thermal printer: the same layout, drawn character by character. */
export function PaperSlip({ sheet, printing = false, label }: PaperSlipProps) {
  const { layout, drawing } = useMemo(() => layoutSheet(sheet), [sheet])
  return (
    <div className="overflow-hidden pb-3" data-testid="slip" data-kind={sheet.document.kind}>
      <article
        aria-label={label}
        className={cx(
          'mx-auto w-fit max-w-full bg-paper px-5 pt-4 pb-6 text-paper-ink shadow-[0_6px_24px_rgb(0_0_0/0.18)]',
          printing && 'animate-print',
        )}
      >
        <pre className="sr-only">{layoutToText(layout).join('\n')}</pre>
        <svg
          aria-hidden="true"
          width={drawing.width}
          height={drawing.height}
          viewBox={`0 0 ${drawing.width} ${drawing.height}`}
          className="block h-auto max-w-full fill-current font-mono text-[13px] [word-spacing:0]"
        >
          {drawing.marks.map((mark, index) => (
            <SlipMark key={index} mark={mark} width={drawing.width} />
          ))}
        </svg>
      </article>
    </div>
  )
}

function SlipMark({ mark, width }: { mark: Mark; width: number }) {
  switch (mark.kind) {
    case 'text':
      return (
        <text
          x={mark.places.join(' ')}
          y={mark.baseline}
          textAnchor="middle"
          fontSize={mark.size}
          fontWeight={mark.bold ? 700 : 400}
          xmlSpace="preserve"
        >
          {mark.text}
        </text>
      )
    case 'rule':
      return (
        <path
          data-rule={mark.double ? '=' : '-'}
          d={
            mark.double
              ? `M0 ${mark.top + 7}H${width}M0 ${mark.top + 10}H${width}`
              : `M0 ${mark.top + 8.5}H${width}`
          }
          stroke="currentColor"
          strokeDasharray={mark.double ? undefined : '5 3'}
        />
      )
    case 'cut':
      return (
        <path d={`M0 ${mark.top + 8.5}H${width}`} stroke="currentColor" strokeDasharray="2 4" opacity={0.5} />
      )
    case 'code':
      return (
        <g
          transform={`translate(${mark.left} ${mark.top}) scale(${mark.module})`}
          shapeRendering="crispEdges"
          data-testid="slip-code"
        >
          <path d={qrPath(mark.matrix)} />
        </g>
      )
    case 'missing_code':
      return (
        <g transform={`translate(${mark.left} ${mark.top})`}>
          <rect
            width={mark.edge}
            height={mark.edge}
            fill="none"
            stroke="currentColor"
            strokeDasharray="6 4"
          />
          <text x={mark.edge / 2} y={mark.edge / 2} textAnchor="middle">
            QR
          </text>
        </g>
      )
    case 'dots':
      return (
        <image
          data-testid="slip-logo"
          href={dotsUrl(mark.image)}
          x={mark.left}
          y={mark.top}
          width={mark.width}
          height={mark.height}
          className="mix-blend-multiply"
        />
      )
  }
}
