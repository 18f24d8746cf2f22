import type { ReceiptDocument } from '../../core/domain/receipt.ts'
import type { BooksWriter, PrintJob, SaleRecord } from '../../core/ports/store.ts'
import { receiptOf } from './receipts.ts'
import { settingsOf, type Till } from './till.ts'

/** The receipt of a sale that was just paid: made once, stored with it, and put in the printer's queue. */
export function queueReceipt(till: Till, books: BooksWriter, record: SaleRecord): void {
  const settings = settingsOf(till)
  const at = till.clock.now()
  const id = till.ids.next()
  books.addDocument(id, record.sale.id, receiptOf(till, books, record, at), at)
  if (settings.printAutomatically)
    queueSlip(till, books, { documentId: id, saleId: record.sale.id, reason: 'sale_paid' })
}

/** Any other slip: the unpaid bill with its code, a test page. */
export function queueDocument(
  till: Till,
  books: BooksWriter,
  document: ReceiptDocument,
  { saleId, reason }: { readonly saleId: string | null; readonly reason: string },
): void {
  const id = till.ids.next()
  books.addDocument(id, saleId, document, till.clock.now())
  queueSlip(till, books, { documentId: id, saleId, reason })
}

export function queueSlip(
  till: Till,
  books: BooksWriter,
  slip: { readonly documentId: string; readonly saleId: string | null; readonly reason: string },
  copy: PrintJob['copy'] = null,
): void {
  const { printerUri, cashier } = settingsOf(till)
  books.addPrintJob({
    id: till.ids.next(),
    what: 'slip',
    copy,
    printerUri,
    state: 'queued',
    askedBy: cashier,
    createdAt: till.clock.now(),
    ...slip,
  })
}

/** Opens the cash drawer once for this sale's cash; a reprint or a restart never opens it again. */
export function queueDrawer(till: Till, books: BooksWriter, saleId: string): void {
  const { printerUri, cashier } = settingsOf(till)
  if (printerUri === 'screen:') return
  books.addPrintJob({
    id: till.ids.next(),
    documentId: null,
    saleId,
    what: 'drawer',
    copy: null,
    printerUri,
    state: 'queued',
    reason: 'cash',
    askedBy: cashier,
    createdAt: till.clock.now(),
  })
}
