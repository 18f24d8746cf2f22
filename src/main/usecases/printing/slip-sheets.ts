import type { LogoView, SlipSheet } from '../../../core/contract/views/slips.ts'
import { layoutDocument, type RasterImage } from '../../../core/escpos-layout/index.ts'
import { printerFor } from '../../../core/domain/printers.ts'
import { markReprint, type ReceiptDocument } from '../../../core/domain/receipts/receipt.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import { logoOf } from './logo.ts'
import { settingsOf, type Till } from '../till.ts'
import { withTypedWords } from '../people/typed-words.ts'

/** Everything a screen needs to draw a slip as its printer would: columns, dots of the logo, modules of the codes. */
export function sheetOf(till: Till, stored: ReceiptDocument): SlipSheet {
  const document = withTypedWords(till.store.read, stored)
  const printer = printerFor(till.store.read.printers(), document.kind, settingsOf(till).slipRoles)
  const { columns } = till.printers.profile(printer.profile)
  const logo = logoOf(till, document)
  const payloads = layoutDocument(document, { columns }).blocks.flatMap((block) =>
    block.kind === 'qr' ? [block.payload] : [],
  )
  return {
    document,
    columns,
    logo: logo === null ? null : logoView(document.logo ?? '', logo),
    codes: [...new Set(payloads)].map((payload) => ({ payload, matrix: till.qr.draw(payload) })),
  }
}

export function sheetOfSale(till: Till, saleId: string): Result<SlipSheet, Refusal> {
  const receipt = till.store.read.receiptOf(saleId)
  return receipt === null ? err({ type: 'nothing_to_print' }) : ok(sheetOf(till, receipt.document))
}

/** What one job printed: with the mark of a copy where it was one. */
export function sheetOfJob(till: Till, jobId: string): Result<SlipSheet, Refusal> {
  const job = till.store.read.printJob(jobId)
  const document = job?.documentId == null ? null : till.store.read.document(job.documentId)
  if (job === null || document === null) return err({ type: 'nothing_to_print' })
  return ok(sheetOf(till, job.copy === null ? document : markReprint(document, job.copy)))
}

export const logoView = (id: string, { widthDots, heightDots, rows }: RasterImage): LogoView => ({
  id,
  widthDots,
  heightDots,
  rows: Buffer.from(rows).toString('base64'),
})
