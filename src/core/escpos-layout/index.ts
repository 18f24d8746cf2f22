import type { ReceiptDocument } from '../domain/receipt.ts'
import { unreachable } from '../domain/result.ts'
import type { Layout, RasterImage } from './layout.ts'
import { Paper } from './paper.ts'
import { layoutBill, layoutEdcCopy } from './payment-slip.ts'
import { layoutReceipt } from './receipt-slip.ts'
import { layoutTestPage } from './test-page.ts'

export * from './layout.ts'
export { layoutToText, marginCells } from './preview.ts'
export { toPrintable } from './printable.ts'

export interface PaperOptions {
  /** Characters per line, 24 to 64, from the printer's profile: 32 on 58 mm paper, 48 on 80 mm. */
  readonly columns: number
  /** The shop's logo as dots, printed above its name. */
  readonly logo?: RasterImage
}

/**
 * Writes a receipt document on paper of `columns` characters. Pure: the same document gives the same slip for ever.
 * Every line fits, amounts stay whole; columns outside 24 to 64 are a bug and throw.
 */
export function layoutDocument(document: ReceiptDocument, { columns, logo }: PaperOptions): Layout {
  const paper = new Paper(columns, document)
  if (logo !== undefined) paper.add({ kind: 'image', image: logo })
  switch (document.kind) {
    case 'receipt':
      layoutReceipt(paper, document)
      break
    case 'bill':
      layoutBill(paper, document)
      break
    case 'edc_copy':
      layoutEdcCopy(paper, document)
      break
    case 'test_page':
      layoutTestPage(paper, document)
      break
    default:
      unreachable(document)
  }
  return paper.finish()
}
