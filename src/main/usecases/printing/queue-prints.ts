import { printerFor, printerOf, type PrinterRole } from '../../../core/domain/printers.ts'
import type { ReceiptDocument } from '../../../core/domain/receipts/receipt.ts'
import { templateOf, wantsShopCopy } from '../../../core/domain/receipts/template.ts'
import type { BooksWriter, PrintJob, SaleRecord } from '../../../core/ports/store.ts'
import { sealedCopy } from './receipt-seals.ts'
import { receiptOf } from './receipts.ts'
import { actorName, settingsOf, type Till } from '../till.ts'

/** The receipt of a sale that was just paid: made once, stored with it, and put in the printer's queue. */
export function queueReceipt(till: Till, books: BooksWriter, record: SaleRecord): void {
  const settings = settingsOf(till)
  const at = till.clock.now()
  const id = till.ids.next()
  const receipt = receiptOf(till, books, record, at)
  books.addDocument(id, record.sale.id, receipt, at)
  if (!settings.printAutomatically) return
  const slip = { documentId: id, saleId: record.sale.id, reason: 'sale_paid' }
  queueSlip(till, books, slip)
  if (!wantsShopCopy(templateOf(settings.receipt), receipt.payments)) return
  const copy = { number: 1, printedAt: at, askedBy: actorName(till), holder: 'shop' } as const
  queueSlip(till, books, { ...slip, role: 'copy' }, sealedCopy(till, receipt, copy))
}

/** Any other slip: the unpaid bill with its code, a test page. `printerUri` asks for one printer. */
export function queueDocument(
  till: Till,
  books: BooksWriter,
  document: ReceiptDocument,
  slip: { readonly saleId: string | null; readonly reason: string; readonly printerUri?: string },
): void {
  const id = till.ids.next()
  books.addDocument(id, slip.saleId, document, till.clock.now())
  queueSlip(till, books, { documentId: id, ...slip })
}

/** A stored document to the printer of its kind, or of a role, or to the one that was asked for. */
export function queueSlip(
  till: Till,
  books: BooksWriter,
  {
    role,
    printerUri,
    ...slip
  }: {
    readonly documentId: string
    readonly saleId: string | null
    readonly reason: string
    /** Another role than the kind of document has by itself: the shop's copy of a receipt. */
    readonly role?: PrinterRole
    readonly printerUri?: string
  },
  copy: PrintJob['copy'] = null,
): void {
  const kind = books.document(slip.documentId)?.kind ?? 'receipt'
  const printers = books.printers()
  const chosen =
    role === undefined ? printerFor(printers, kind, settingsOf(till).slipRoles) : printerOf(printers, role)
  books.addPrintJob({
    id: till.ids.next(),
    what: 'slip',
    copy,
    printerUri: printerUri ?? chosen.uri,
    state: 'queued',
    askedBy: actorName(till),
    createdAt: till.clock.now(),
    ...slip,
  })
}

/**
 * Opens the cash drawer once for this sale's cash or its refund, or for cash put in, taken out or counted; a reprint or a restart never opens it again. The drawer hangs on the
 * receipt printer; where that has none, or slips are on the screen, there is nothing to open.
 */
export function queueDrawer(
  till: Till,
  books: BooksWriter,
  saleId: string | null,
  reason: 'cash' | 'refund' | 'cash_in' | 'cash_out' | 'count' = 'cash',
): void {
  const { uri, profile } = printerOf(books.printers(), 'receipt')
  if (uri === 'screen:' || till.printers.profile(profile).drawer === null) return
  books.addPrintJob({
    id: till.ids.next(),
    documentId: null,
    saleId,
    what: 'drawer',
    copy: null,
    printerUri: uri,
    state: 'queued',
    reason,
    askedBy: actorName(till),
    createdAt: till.clock.now(),
  })
  books.appendEvent({
    at: till.clock.now(),
    actor: till.duty.actor()?.id ?? null,
    kind: 'drawer_opened',
    saleId,
    tenderId: null,
    facts: { reason },
  })
}
