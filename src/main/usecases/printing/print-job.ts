import { isUnableToPrint, type Printer, type PrinterCondition } from '../../../core/domain/printers.ts'
import { markReprint } from '../../../core/domain/receipts/receipt.ts'
import type { PrinterRefusal } from '../../../core/domain/refusals.ts'
import type { PrinterConnection, StopSignal, TransportFailure } from '../../../core/ports/printer.ts'
import type { PrintJob } from '../../../core/ports/store.ts'
import { openPrinter, troubleOf, type PrinterTrouble } from './printer-line.ts'
import { printerAt } from './printers.ts'
import type { Till } from '../till.ts'
import { withTypedWords } from '../people/typed-words.ts'

/** How long after it was asked for a drawer may still open: the cashier stands in front of it. */
const DRAWER_LIFETIME_MS = 30_000

/** What became of a job, to be written into the books. */
export interface JobOutcome {
  readonly state: 'sent' | 'confirmed' | 'failed' | 'unknown'
  readonly bytesWritten: number
  readonly failure: PrinterRefusal | null
  /** How the printer stood when it was last asked; null when it was not. */
  readonly condition: PrinterCondition | null
}

/** Why a job is not to be printed at all any more; null when it is. */
export function isOver(till: Till, job: PrintJob): PrinterRefusal | null {
  if (job.what === 'drawer') return isDrawerLate(till, job) ? { type: 'drawer_too_late' } : null
  return isCodeOver(till, job) ? { type: 'nothing_to_print' } : null
}

const isDrawerLate = (till: Till, job: PrintJob): boolean =>
  till.clock.epochMs() - Date.parse(job.createdAt) > DRAWER_LIFETIME_MS

/** A code on paper is paid minutes later, so one that was taken down while its slip waited is not printed any more. */
function isCodeOver(till: Till, job: PrintJob): boolean {
  const document = job.documentId === null ? null : till.store.read.document(job.documentId)
  if (document?.kind !== 'bill') return false
  const tenders = till.store.read.sale(document.saleId)?.sale.tenders ?? []
  return !tenders.some(
    (tender) =>
      tender.type === 'provider' &&
      tender.state.name === 'presented' &&
      till.store.read.code(tender.id)?.payload === document.qrPayload,
  )
}

/**
 * Prints one job. `begin` is called when the printer stands ready, just before the first byte leaves: it writes the job
 * down as being sent, and when it cannot, nothing is sent and the answer is null. `tornBytes` is the
 * size of the job before when that broke off, else 0.
 */
export async function printJob(
  till: Till,
  job: PrintJob,
  begin: (bytes: Uint8Array) => boolean,
  { tornBytes, stopping }: { readonly tornBytes: number; readonly stopping: AbortSignal },
): Promise<JobOutcome | null> {
  const printer = printerAt(till, job.printerUri)
  if (printer === null) return failedBefore({ type: 'printer_unknown' })
  const own = await bytesOf(till, job, printer)
  if (own.length === 0) return failedBefore({ type: 'drawer_none' })
  const profile = till.printers.profile(printer.profile)
  const first = tornBytes === 0 ? [] : till.printers.afterBreak(profile, tornBytes)
  const bytes = Uint8Array.from([...first, ...own])
  const signal = AbortSignal.any([stopping, AbortSignal.timeout(timeLimit(bytes))])
  const opened = await openPrinter(till, printer, signal)
  if (!opened.ok) return failedBefore(refusalOf(opened.error))
  try {
    const condition = await conditionOf(till, printer, opened.value, signal)
    const trouble = condition === null ? null : troubleOf(condition, printer.uri)
    if (trouble !== null) return { ...failedBefore(trouble), condition }
    if (!begin(bytes)) return null
    return await send(till, { job, printer, line: opened.value, signal }, bytes, condition)
  } finally {
    await opened.value.close()
  }
}

/** A slow line takes a second for a kilobyte; whatever takes much longer than that is stuck. */
const timeLimit = (bytes: Uint8Array): number => 45_000 + 2 * bytes.length

async function bytesOf(till: Till, job: PrintJob, printer: Printer): Promise<Uint8Array> {
  const profile = till.printers.profile(printer.profile)
  if (job.what === 'drawer') return till.printers.drawerPulse(profile)
  if (job.what === 'foreign') return foreignBytes(till, job)
  const document = job.documentId === null ? null : till.store.read.document(job.documentId)
  if (document === null) throw new Error(`print job ${job.id} has no document`)
  const readable = withTypedWords(till.store.read, document)
  const logo = document.logo == null ? null : till.store.read.logo(document.logo)
  const shown = job.copy === null ? readable : markReprint(readable, job.copy)
  return await till.printers.encode(shown, profile, logo)
}

/** A provider's own slip goes out byte for byte as it came. */
function foreignBytes(till: Till, job: PrintJob): Uint8Array {
  const bytes = till.store.read.foreignSlip(job.id)
  if (bytes === null) throw new Error(`print job ${job.id} has no bytes`)
  return bytes
}

interface Sending {
  readonly job: PrintJob
  readonly printer: Printer
  readonly line: PrinterConnection
  readonly signal: StopSignal
}

async function send(
  till: Till,
  sending: Sending,
  bytes: Uint8Array,
  before: PrinterCondition | null,
): Promise<JobOutcome> {
  const { line, signal } = sending
  const written = await line.write(bytes, signal)
  if (!written.ok) return await explain(till, sending, written.error)
  const { written: bytesWritten } = written.value
  const outcome = await askAfter(till, sending, bytes, before)
  const finished = (await line.finish?.(signal)) ?? { ok: true }
  // what the printer itself confirmed is on paper, however the line ended
  if (finished.ok || outcome.state === 'confirmed') return outcome
  const failure = refusalOf(finished.error)
  return { ...unsure(failure, bytesWritten), condition: outcome.condition }
}

/** After the last byte: a printer that can confirm is waited for, one that answers is asked how it stands. */
async function askAfter(
  till: Till,
  { job, printer, line, signal }: Sending,
  bytes: Uint8Array,
  before: PrinterCondition | null,
): Promise<JobOutcome> {
  const bytesWritten = bytes.length
  const sent: JobOutcome = { state: 'sent', bytesWritten, failure: null, condition: before }
  if (printer.finding === null || job.what === 'drawer') return sent
  if (!printer.finding.confirms) {
    const after = await till.printers.condition(line, printer.finding, signal)
    // it answered before the slip: what made it fall silent may have swallowed the slip as well
    const fellSilent = after === 'unknown' && before !== null && before !== 'unknown'
    const trouble = fellSilent ? silenceOf(printer) : troubleOf(after, printer.uri)
    return trouble === null
      ? { ...sent, condition: after }
      : { ...unsure(trouble, bytesWritten), condition: after }
  }
  const confirmed = await till.printers.confirm(line, printer.finding, bytes, signal)
  if (confirmed !== null && !isUnableToPrint(confirmed))
    return { ...sent, state: 'confirmed', condition: confirmed }
  const after = confirmed ?? 'unknown'
  return { ...unsure(troubleOf(after, printer.uri) ?? silenceOf(printer), bytesWritten), condition: after }
}

const silenceOf = ({ uri }: Printer): PrinterRefusal => ({
  type: 'printer_silent',
  address: uri,
  detail: 'it answers otherwise, and did not answer after the slip',
})

/** A job that broke off. The printer's own word for it is better than "it stopped". */
async function explain(
  till: Till,
  { printer, line, signal }: Sending,
  failure: TransportFailure,
): Promise<JobOutcome> {
  const { bytesWritten } = failure
  const state = bytesWritten > 0 ? 'unknown' : 'failed'
  const plain = { state, bytesWritten, failure: refusalOf(failure), condition: null } as const
  if (failure.type !== 'printer_stalled') return plain
  const condition = await conditionOf(till, printer, line, signal)
  if (condition === null) return plain
  return { ...plain, failure: troubleOf(condition, printer.uri) ?? plain.failure, condition }
}

const conditionOf = async (
  till: Till,
  { finding }: Printer,
  line: PrinterConnection,
  signal: StopSignal,
): Promise<PrinterCondition | null> =>
  finding === null || finding.channel === 'none' ? null : await till.printers.condition(line, finding, signal)

const failedBefore = (failure: PrinterRefusal): JobOutcome => ({
  ...{ state: 'failed', bytesWritten: 0, condition: null },
  failure,
})

/** Bytes have left and nobody can say what is on the paper. */
const unsure = (failure: PrinterRefusal | PrinterTrouble, bytesWritten: number): JobOutcome => ({
  ...{ state: 'unknown', condition: null },
  failure,
  bytesWritten,
})

const refusalOf = ({ bytesWritten: _left, ...failure }: TransportFailure): PrinterRefusal => failure

/** Why a slip did not come out, as the screens say it. */
export const failureOf = (job: PrintJob): PrinterRefusal | null =>
  job.failure === null ? null : (JSON.parse(job.failure) as PrinterRefusal)
