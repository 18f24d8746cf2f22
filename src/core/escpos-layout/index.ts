import type { ReceiptDocument } from '../domain/receipts/receipt.ts'
import { unreachable } from '../domain/result.ts'
import { layoutBill } from './bill-slip.ts'
import { layoutAttention, layoutCashMovement, layoutSettlement, layoutShiftOpen } from './counter-slips.ts'
import type { Layout, RasterImage } from './layout.ts'
import { Paper } from './paper.ts'
import { layoutEdcCopy } from './payment-slip.ts'
import { layoutReceipt } from './receipt-slip.ts'
import { layoutRefund } from './refund-slip.ts'
import { layoutReport } from './report-slip.ts'
import { layoutSalesReport } from './sales-report-slip.ts'
import { layoutTestPage } from './test-page.ts'

export * from './layout.ts'
export { layoutToText, marginCells } from './preview.ts'
export { momentText } from './slip-parts.ts'
export { toPrintable } from './printable.ts'
export { warningSentence } from './warning-sentences.ts'

export interface PaperOptions {
  /** Characters per line, 24 to 64, from the printer's profile: 32 on 58 mm paper, 48 on 80 mm. */
  readonly columns: number
  /** The shop's logo as dots, printed above its name on what customers get. */
  readonly logo?: RasterImage | null
}

/**
 * Writes a receipt document on paper of `columns` characters. Pure: the same document gives the same slip for ever.
 * Every line fits, amounts stay whole; columns outside 24 to 64 are a bug and throw.
 */
export function layoutDocument(document: ReceiptDocument, { columns, logo = null }: PaperOptions): Layout {
  const paper = new Paper(columns, document, logo)
  write(paper, document)
  return paper.finish()
}

function write(paper: Paper, document: ReceiptDocument): void {
  switch (document.kind) {
    case 'receipt':
      return layoutReceipt(paper, document)
    case 'bill':
      return layoutBill(paper, document)
    case 'edc_copy':
      return layoutEdcCopy(paper, document)
    case 'refund':
      return layoutRefund(paper, document)
    case 'shift_open':
      return layoutShiftOpen(paper, document)
    case 'x_report':
    case 'z_report':
      return layoutReport(paper, document)
    case 'sales_report':
      return layoutSalesReport(paper, document)
    case 'cash_movement':
      return layoutCashMovement(paper, document)
    case 'batch_settlement':
      return layoutSettlement(paper, document)
    case 'attention':
      return layoutAttention(paper, document)
    case 'test_page':
      return layoutTestPage(paper, document)
    default:
      return unreachable(document)
  }
}
