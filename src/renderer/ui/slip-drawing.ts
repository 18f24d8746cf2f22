import { marginCells, type Block, type Layout, type RasterImage } from '../../core/escpos-layout/index.ts'
import type { QrMatrix } from '../../core/ports/system.ts'
import { unreachable } from '../../core/domain/result.ts'
import { QUIET_ZONE } from './QrPicture.tsx'

/** One character's place on the paper, in CSS px. A printer's character is 12 dots wide. */
export const CELL = 8
export const LINE = 17
const DOT = CELL / 12

/** Where a code would be, when this screen was not given its modules. */
const MISSING_EDGE = 150

/** Dots per module when the profile of the printer is not asked: what printers of this kind mostly use. */
const MODULE_DOTS = { qris: 5, link: 8 } as const

/** One thing on the paper, at its place in CSS px. What paints it (a page, a picture file) decides nothing more. */
export type Mark =
  | {
      readonly kind: 'text'
      readonly text: string
      /** The middle of each character. */
      readonly places: readonly number[]
      readonly baseline: number
      readonly size: number
      readonly bold: boolean
    }
  | { readonly kind: 'rule'; readonly top: number; readonly double: boolean }
  | { readonly kind: 'cut'; readonly top: number }
  | {
      readonly kind: 'code'
      readonly matrix: QrMatrix
      readonly left: number
      readonly top: number
      readonly module: number
    }
  | { readonly kind: 'missing_code'; readonly left: number; readonly top: number; readonly edge: number }
  | {
      readonly kind: 'dots'
      readonly image: RasterImage
      readonly left: number
      readonly top: number
      readonly width: number
      readonly height: number
    }

export interface SlipDrawing {
  readonly width: number
  readonly height: number
  readonly marks: readonly Mark[]
}

export interface CodeSymbol {
  readonly payload: string
  readonly matrix: QrMatrix
}

/** Places every block of a layout on paper of its columns. Codes whose modules are not among `codes` are only marked. */
export function drawSlip(layout: Layout, codes: readonly CodeSymbol[]): SlipDrawing {
  const width = layout.columns * CELL
  const marks: Mark[] = []
  let top = 0
  for (const block of layout.blocks) {
    const drawn = drawBlock(block, { width, top, columns: layout.columns, codes })
    if (drawn.mark !== null) marks.push(drawn.mark)
    top += drawn.height
  }
  return { width, height: top, marks }
}

interface Place {
  readonly width: number
  readonly top: number
  readonly columns: number
  readonly codes: readonly CodeSymbol[]
}

function drawBlock(block: Block, place: Place): { readonly mark: Mark | null; readonly height: number } {
  const { width, top, columns } = place
  switch (block.kind) {
    case 'text': {
      const scale = block.size === 'double' ? 2 : 1
      const margin = marginCells(block, columns)
      const places = Array.from(block.text, (_, index) => (margin + index + 0.5) * CELL * scale)
      const { text, bold } = block
      const mark = { kind: 'text', text, places, baseline: top + 13 * scale, size: 13 * scale, bold } as const
      return { mark, height: LINE * scale }
    }
    case 'rule':
      return { mark: { kind: 'rule', top, double: block.character === '=' }, height: LINE }
    case 'feed':
      return { mark: null, height: block.lines * LINE }
    case 'qr':
      return drawCode(block, place)
    case 'image': {
      const { image } = block
      const [shownWidth, height] = [image.widthDots * DOT, image.heightDots * DOT]
      const left = (width - shownWidth) / 2
      return {
        mark: { kind: 'dots', image, left, top, width: shownWidth, height },
        height: height + LINE / 2,
      }
    }
    case 'cut':
      return { mark: { kind: 'cut', top }, height: LINE }
    default:
      return unreachable(block)
  }
}

/** Whole pixels per module: a symbol with blurred edges does not scan. */
function drawCode(block: Extract<Block, { kind: 'qr' }>, { width, top, codes }: Place) {
  const matrix = codes.find(({ payload }) => payload === block.payload)?.matrix
  if (matrix === undefined) {
    const left = (width - MISSING_EDGE) / 2
    const mark = { kind: 'missing_code', left, top: top + LINE / 2, edge: MISSING_EDGE } as const
    return { mark, height: MISSING_EDGE + LINE }
  }
  const span = matrix.size + 2 * QUIET_ZONE
  const wanted = Math.round((block.moduleDots ?? MODULE_DOTS[block.moduleHint]) * DOT)
  const module = Math.max(2, Math.min(wanted, Math.floor(width / span)))
  const left = Math.round((width - matrix.size * module) / 2)
  const mark = { kind: 'code', matrix, left, top: top + QUIET_ZONE * module, module } as const
  return { mark, height: span * module }
}
