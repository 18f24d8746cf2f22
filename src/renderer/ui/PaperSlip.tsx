import { layoutDocument, type Block } from '../../core/escpos-layout/index.ts'
import type { QrMatrix } from '../../core/ports/system.ts'
import type { ReceiptDocument } from '../../core/domain/receipt.ts'
import { unreachable } from '../../core/domain/result.ts'
import { useMemo } from 'react'
import { qrPath } from './QrPicture.tsx'
import { cx } from './cx.ts'

export interface PaperSlipProps {
  readonly document: ReceiptDocument
  readonly columns: number
  /** The code printed on it, when this screen holds it; else its place is marked. */
  readonly matrix?: QrMatrix | null
  /** The slip slides out of the slot once. */
  readonly printing?: boolean
  readonly label: string
}

/** A slip as it comes out of a thermal printer: the same layout, drawn in characters. */
export function PaperSlip({ document, columns, matrix = null, printing = false, label }: PaperSlipProps) {
  const layout = useMemo(() => layoutDocument(document, { columns }), [document, columns])
  return (
    <div className="overflow-hidden pb-3" data-testid="slip" data-kind={document.kind}>
      <div
        role="img"
        aria-label={label}
        className={cx(
          'mx-auto w-fit bg-paper px-5 pt-4 pb-6 font-mono text-[13px] leading-[17px] text-paper-ink',
          'shadow-[0_6px_24px_rgb(0_0_0/0.18)] [word-spacing:0]',
          printing && 'animate-print',
        )}
      >
        <div className="overflow-hidden" style={{ width: `${columns}ch` }}>
          {layout.blocks.map((block, index) => (
            // a slip never changes, so a block's place is its identity
            <SlipBlock key={index} block={block} columns={layout.columns} matrix={matrix} />
          ))}
        </div>
      </div>
    </div>
  )
}

function SlipBlock({ block, columns, matrix }: { block: Block; columns: number; matrix: QrMatrix | null }) {
  switch (block.kind) {
    case 'text':
      return (
        <div
          className={cx(
            'whitespace-pre',
            block.align === 'center' && 'text-center',
            block.bold && 'font-bold',
            block.size === 'double' && 'text-[26px] leading-[32px]',
          )}
        >
          {block.text === '' ? ' ' : block.text}
        </div>
      )
    case 'rule':
      return <div className="whitespace-pre">{block.character.repeat(columns)}</div>
    case 'feed':
      return <div style={{ height: `${block.lines * 17}px` }} />
    case 'qr':
      return <SlipCode matrix={matrix} caption={block.caption ?? 'QR'} />
    case 'image':
      return <div className="my-2 text-center">▦</div>
    case 'cut':
      return <div className="my-3 border-t border-dashed border-paper-ink/40" />
    default:
      return unreachable(block)
  }
}

function SlipCode({ matrix, caption }: { matrix: QrMatrix | null; caption: string }) {
  if (matrix === null) {
    return (
      <div className="mx-auto my-3 flex size-28 items-center justify-center border-2 border-dashed border-paper-ink/50 p-2 text-center text-[13px] whitespace-normal">
        {caption}
      </div>
    )
  }
  return (
    <svg
      className="mx-auto my-3 block"
      width={matrix.size * 3}
      height={matrix.size * 3}
      viewBox={`0 0 ${matrix.size} ${matrix.size}`}
      shapeRendering="crispEdges"
      aria-hidden="true"
    >
      <path d={qrPath(matrix)} fill="currentColor" />
    </svg>
  )
}
