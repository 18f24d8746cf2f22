import type { Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { BooksWriter } from '../../../core/ports/store.ts'
import { queueDocument, queueSlip } from './queue-prints.ts'
import { receiptPrinter } from './printers.ts'
import { sealedCopy } from './receipt-seals.ts'
import { billOf, testPageOf } from './receipts.ts'
import { actorId, actorName, saleOf, writeOrRefuse, type Till } from '../till.ts'

/** Prints a sale's receipt: the original when that has not been printed yet, else a copy that says so. */
export function printReceipt(till: Till, saleId: string): Result<null, Refusal> {
  return writeOrRefuse(till, (books) => {
    const receipt = books.receiptOf(saleId)
    if (receipt === null) return err({ type: 'nothing_to_print' })
    // the shop's own copy may be out while the customer's printer was off
    if (books.hasOriginal(receipt.id)) queueCopy(till, books, receipt.id, saleId)
    else queueSlip(till, books, { documentId: receipt.id, saleId, reason: 'asked' })
    return ok(null)
  })
}

/** The same document once more, marked as a copy, with a line in the log. */
export function queueCopy(till: Till, books: BooksWriter, documentId: string, saleId: string | null): void {
  const at = till.clock.now()
  const document = books.document(documentId)
  const mark = { number: books.printsOf(documentId), printedAt: at, askedBy: actorName(till) }
  const copy = document?.kind === 'receipt' ? sealedCopy(till, document, mark) : mark
  queueSlip(till, books, { documentId, saleId, reason: 'reprint' }, copy)
  const facts = { number: mark.number, by: actorId(till) }
  books.appendEvent({ at, actor: actorId(till), kind: 'reprint_asked', saleId, tenderId: null, facts })
}

/** Prints the code that is on the screen, with its expiry and BELUM LUNAS. */
export function printCode(till: Till, tenderId: string): Result<null, Refusal> {
  const record = saleOf(till, tenderId)
  if (!record.ok) return record
  return writeOrRefuse(till, (books) => {
    const tender = record.value.sale.tenders.find((each) => each.id === tenderId)
    const code = books.code(tenderId)
    if (tender?.type !== 'provider' || tender.state.name !== 'presented' || code === null) {
      return err({ type: 'nothing_to_print' })
    }
    const bill = billOf(till, record.value, tender, code, tender.state.expiresAt)
    queueDocument(till, books, bill, { saleId: record.value.sale.id, reason: 'code' })
    return ok(null)
  })
}

/** A page to look at, on the receipt printer or on the one that is asked for. */
export function printTestPage(till: Till, printerId: string | null = null): Result<null, Refusal> {
  const printer =
    printerId === null ? receiptPrinter(till) : till.store.read.printers().find(({ id }) => id === printerId)
  if (printer === undefined) return err({ type: 'printer_unknown' })
  return writeOrRefuse(till, (books) => {
    const { uri: printerUri } = printer
    queueDocument(till, books, testPageOf(till, printer), { saleId: null, reason: 'test', printerUri })
    return ok(null)
  })
}
