import type { AttentionDetail } from '../../../core/contract/views/after-sale.ts'
import type { AttentionAction } from '../../../core/domain/books/attention-actions.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { AttentionRecord, BooksWriter, PrintJob } from '../../../core/ports/store.ts'
import { attachLateMoney, type LateMoneyTarget } from '../after-sale/attach-late-money.ts'
import { closeItem } from './attention.ts'
import { attentionDetail, lateTenderOf, printJobOf, textFact } from './detail.ts'
import { closeIfKnown } from '../provider/known-outcomes.ts'
import { queueSlip } from '../printing/queue-prints.ts'
import { printReceipt } from '../printing/print.ts'
import type { Refunds } from '../after-sale/refunds.ts'
import type { Payments } from '../selling/take-payment.ts'
import { actorId, actorName, writeOrRefuse, type Till } from '../till.ts'

/** What a person does about an item of the inbox. Each does what `attentionDetail` offers, and nothing else. */
export interface AttentionDesk {
  attach(input: {
    readonly attentionId: string
    readonly target: LateMoneyTarget
    readonly attemptId: string
  }): Promise<Result<AttentionDetail, Refusal>>
  /** Asks the provider now; what turns out to be known settles the item. */
  check(attentionId: string): Promise<Result<AttentionDetail, Refusal>>
  /** Prints a marked copy of what may not have come out. */
  reprint(attentionId: string): Result<AttentionDetail, Refusal>
  wasPrinted(attentionId: string): Result<AttentionDetail, Refusal>
  /** An unknown refund did not happen. */
  release(attentionId: string): Result<AttentionDetail, Refusal>
}

export function createAttentionDesk(till: Till, payments: Payments, refunds: Refunds): AttentionDesk {
  const offered = (attentionId: string, action: AttentionAction): Result<AttentionRecord, Refusal> => {
    const detail = attentionDetail(till, attentionId)
    if (!detail.ok) return detail
    const item = till.store.read.attention(attentionId)
    if (item === null || !detail.value.actions.includes(action))
      return err({ type: 'attention_action_unfit' })
    return ok(item)
  }
  const after = (attentionId: string, done: Result<unknown, Refusal>): Result<AttentionDetail, Refusal> =>
    done.ok ? attentionDetail(till, attentionId) : done

  return {
    attach: async ({ attentionId, target, attemptId }) => {
      // sent twice: the first press has settled the item, so it is no longer offered
      if (till.store.read.saleOfAttempt(attemptId) !== null) return attentionDetail(till, attentionId)
      const item = offered(attentionId, 'attach')
      if (!item.ok) return item
      const tender = lateTenderOf(till, item.value)
      if (tender === null) return err({ type: 'late_money_used' })
      const input = { tenderId: tender.id, target, attemptId }
      return after(attentionId, await attachLateMoney(till, input))
    },
    check: async (attentionId) => {
      const item = offered(attentionId, 'check')
      if (!item.ok) return item
      const refundId = textFact(item.value, 'refundId')
      const { tenderId } = item.value
      const checked =
        refundId !== null
          ? await refunds.check(refundId)
          : tenderId !== null
            ? await payments.checkNow(tenderId)
            : err({ type: 'attention_action_unfit' } as const)
      if (checked.ok) closeIfKnown(till, item.value)
      return after(attentionId, checked)
    },
    reprint: (attentionId) => settlePrint(till, attentionId, offered(attentionId, 'reprint'), 'reprinted'),
    wasPrinted: (attentionId) =>
      settlePrint(till, attentionId, offered(attentionId, 'was_printed'), 'was_printed'),
    release: (attentionId) => {
      const item = offered(attentionId, 'release')
      if (!item.ok) return item
      const released = refunds.release(textFact(item.value, 'refundId') ?? '')
      if (released.ok) closeIfKnown(till, item.value)
      return after(attentionId, released)
    },
  }
}

function settlePrint(
  till: Till,
  attentionId: string,
  item: Result<AttentionRecord, Refusal>,
  how: 'reprinted' | 'was_printed',
): Result<AttentionDetail, Refusal> {
  if (!item.ok) return item
  const job = printJobOf(till, item.value)
  if (job === null) return err({ type: 'nothing_to_print' })
  const done = how === 'reprinted' ? printAgain(till, job) : ok(null)
  if (!done.ok) return done
  const stored = writeOrRefuse(till, (books) => {
    if (how === 'was_printed') books.updatePrintJob(job.id, { state: 'sent' }, till.clock.now())
    closeItem(till, books, attentionId, { kind: how, by: actorId(till), facts: {} })
    return ok(null)
  })
  till.changed.ring()
  return stored.ok ? attentionDetail(till, attentionId) : stored
}

/** A copy that says so: the first one may be lying under the counter. */
function printAgain(till: Till, job: PrintJob): Result<null, Refusal> {
  const { saleId, documentId } = job
  if (saleId !== null && till.store.read.receiptOf(saleId)?.id === documentId)
    return printReceipt(till, saleId)
  return writeOrRefuse(till, (books) => {
    if (job.what === 'foreign') return foreignAgain(till, books, job)
    if (documentId === null) return err({ type: 'nothing_to_print' })
    const number = books.printsOf(documentId)
    const copy = { number, printedAt: till.clock.now(), askedBy: actorName(till) }
    queueSlip(till, books, { documentId, saleId, reason: 'reprint', printerUri: job.printerUri }, copy)
    return ok(null)
  })
}

function foreignAgain(till: Till, books: BooksWriter, job: PrintJob): Result<null, Refusal> {
  const bytes = books.foreignSlip(job.id)
  if (bytes === null) return err({ type: 'nothing_to_print' })
  const id = till.ids.next()
  const { documentId, saleId, what, copy, printerUri, reason } = job
  const createdAt = till.clock.now()
  const askedBy = actorName(till)
  books.addPrintJob({
    id,
    documentId,
    saleId,
    what,
    copy,
    printerUri,
    reason,
    state: 'queued',
    askedBy,
    createdAt,
  })
  books.addForeignSlip(id, bytes)
  return ok(null)
}
