import type { PrinterView } from '../../../core/contract/views/printers.ts'
import type { SlipView } from '../../../core/contract/views/slips.ts'
import type { Actor } from '../../../core/domain/people/people.ts'
import { rightsOf } from '../../../core/domain/people/permissions.ts'
import { SCREEN_PRINTER, type Printer } from '../../../core/domain/printers.ts'
import { markReprint } from '../../../core/domain/receipts/receipt.ts'
import { rightToRead } from '../../../core/domain/receipts/slip-rights.ts'
import type { PrintJob } from '../../../core/ports/store.ts'
import { failureOf } from '../printing/print-job.ts'
import type { Till } from '../till.ts'
import { withTypedWords } from '../people/typed-words.ts'

const SLIPS_SHOWN = 5

export function printerView(till: Till, printer: Printer): PrinterView {
  const { id, uri, name, roles, standing } = printer
  const last = till.store.read.lastSlipAt(uri)
  return {
    ...{ id, uri, name, roles, ...lastSlip(last) },
    condition: standing?.condition ?? 'unknown',
    checkedAt: standing?.at ?? null,
  }
}

function lastSlip(last: PrintJob | null): Pick<PrinterView, 'state' | 'reason'> {
  switch (last?.state) {
    case 'queued':
    case 'sending':
      return { state: 'printing', reason: null }
    case 'sent':
      return { state: 'printed', reason: null }
    case 'confirmed':
      return { state: 'confirmed', reason: null }
    case 'failed':
    case 'unknown':
      return { state: 'failed', reason: failureOf(last) }
    case undefined:
      return { state: 'unknown', reason: null }
  }
}

export function slipViews(till: Till, { role }: Actor): SlipView[] {
  const rights = rightsOf(role)
  const { columns } = till.printers.profile(SCREEN_PRINTER.profile)
  return till.store.read
    .lastPrintJobs(SLIPS_SHOWN)
    .filter((job) => job.printerUri === SCREEN_PRINTER.uri && job.state === 'sent')
    .flatMap((job) => {
      const document = job.documentId === null ? null : till.store.read.document(job.documentId)
      if (document === null) return []
      // what was sold is not for whoever counts the drawer next
      if (document.kind === 'x_report' || document.kind === 'z_report') return []
      if (!rights.includes(rightToRead(document.kind))) return []
      const readable = withTypedWords(till.store.read, document)
      const shown = job.copy === null ? readable : markReprint(readable, job.copy)
      return [{ jobId: job.id, at: job.updatedAt, document: shown, columns }]
    })
}
