import { markReprint } from '../../core/domain/receipt.ts'
import type { PrinterRefusal, Refusal } from '../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../core/domain/result.ts'
import type { TransportFailure } from '../../core/ports/printer.ts'
import type { PrintJob } from '../../core/ports/store.ts'
import { queueDocument, queueSlip } from './queue-prints.ts'
import { billOf, testPageOf } from './receipts.ts'
import { saleOf, settingsOf, writeOrRefuse, type Till } from './till.ts'

/** Puts queued jobs on paper: one worker for each printer, so that a dead one blocks nothing but itself. */
export interface PrintQueue {
  /** Says honestly what an interrupted run left behind, then goes on with what never left. */
  start(): void
  wake(): void
  /** Lets the running jobs end; what is queued stays queued. */
  stop(): Promise<void>
}

/** How long a printer's queue rests when the books cannot be written (a full disk, locked books). */
const UNWRITTEN_REST_MS = 2_000

/** A printer may be slow (9600 baud needs 2 s for a slip), but a job never holds its queue for longer than this. */
const JOB_LIMIT_MS = 30_000

export function createPrintQueue(till: Till): PrintQueue {
  const workers = new Map<string, Promise<void>>()
  const resting = new Map<string, () => void>()
  let stopped = false

  const wake = (): void => {
    if (stopped) return
    for (const uri of new Set(till.store.read.printJobs(['queued']).map((job) => job.printerUri))) {
      if (workers.has(uri) || resting.has(uri)) continue
      const worker = runJobs(uri).finally(() => {
        workers.delete(uri)
        // a job that was queued while this worker was ending
        if (!stopped && !resting.has(uri) && nextJob(uri) !== undefined) wake()
      })
      workers.set(uri, worker)
    }
  }

  /** What cannot be written down stays queued as it is; trying again at once would leave time for nothing else. */
  const rest = (uri: string): void => {
    const wakeUp = (): void => {
      resting.delete(uri)
      wake()
    }
    resting.set(uri, till.clock.after(UNWRITTEN_REST_MS, wakeUp))
  }

  const nextJob = (uri: string): PrintJob | undefined => {
    const jobs = till.store.read.printJobs(['queued']).filter((job) => job.printerUri === uri)
    // the drawer opens before its slip is printed: the cashier needs the coins first
    return jobs.find((job) => job.what === 'drawer') ?? jobs[0]
  }

  const runJobs = async (uri: string): Promise<void> => {
    for (let job = nextJob(uri); job !== undefined && !stopped; job = nextJob(uri)) {
      if (await finishJob(till, job)) continue
      rest(uri)
      return
    }
  }

  return {
    start: () => {
      askAboutInterruptedJobs(till)
      wake()
    },
    wake,
    stop: async () => {
      stopped = true
      for (const cancel of resting.values()) cancel()
      await Promise.all(workers.values())
    },
  }
}

function askAboutInterruptedJobs(till: Till): void {
  for (const job of till.store.read.printJobs(['sending'])) {
    till.store.write((books) => {
      books.updatePrintJob(job.id, { state: 'unknown' }, till.clock.now())
      books.addAttention(
        {
          kind: 'print_unknown',
          saleId: job.saleId,
          tenderId: null,
          facts: { what: job.what, printer: job.printerUri },
          dedupe: `print_unknown:${job.id}`,
        },
        till.clock.now(),
      )
    })
  }
}

/** Runs one job to its end, whatever that is; false when the books could not be written and it stands as before. */
async function finishJob(till: Till, job: PrintJob): Promise<boolean> {
  try {
    return await runJob(till, job)
  } catch (fault) {
    till.log.error('print_job_fault', { jobId: job.id, fault: String(fault) })
    const { printerUri: address } = job
    // a fault after the job was written down as sending: nobody knows how much had left, so a person is asked
    const bytesWritten = till.store.read.printJob(job.id)?.state === 'sending' ? 1 : 0
    return settleJob(till, job, { type: 'printer_refused', address, detail: String(fault), bytesWritten })
  }
}

async function runJob(till: Till, job: PrintJob): Promise<boolean> {
  if (isCodeOver(till, job)) return dropJob(till, job)
  const bytes = await bytesOf(till, job)
  const begun = till.store.write((books) => {
    books.updatePrintJob(job.id, { state: 'sending', bytesHash: till.ids.sha256(bytes) }, till.clock.now())
  })
  // what cannot be written down is not sent: a repeat after a restart could print twice
  if (!begun.ok) return false
  till.changed.ring()
  settleJob(till, job, await send(till, job.printerUri, bytes))
  return true
}

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

function dropJob(till: Till, job: PrintJob): boolean {
  const at = till.clock.now()
  const stored = till.store.write((books) => {
    const failure = JSON.stringify({ type: 'nothing_to_print' } satisfies PrinterRefusal)
    books.updatePrintJob(job.id, { state: 'failed', failure }, at)
    const facts = { what: job.what, reason: 'code_over' }
    books.appendEvent({ at, kind: 'slip_failed', saleId: job.saleId, tenderId: null, facts })
  })
  till.changed.ring()
  return stored.ok
}

async function bytesOf(till: Till, job: PrintJob): Promise<Uint8Array> {
  const { printerProfile } = settingsOf(till)
  if (job.what === 'drawer') return till.printers.drawerPulse(printerProfile)
  const document = job.documentId === null ? null : till.store.read.document(job.documentId)
  if (document === null) throw new Error(`print job ${job.id} has no document`)
  return await till.printers.encode(
    job.copy === null ? document : markReprint(document, job.copy),
    printerProfile,
  )
}

/** The number of bytes handed over, or why not all were. */
async function send(till: Till, uri: string, bytes: Uint8Array): Promise<number | TransportFailure> {
  const transport = till.printers.connect(uri)
  if (!transport.ok) return transport.error
  const signal = AbortSignal.timeout(JOB_LIMIT_MS)
  const opened = await transport.value.open(signal)
  if (!opened.ok) return opened.error
  try {
    const written = await opened.value.write(bytes, signal)
    return written.ok ? written.value.written : written.error
  } finally {
    await opened.value.close()
  }
}

function settleJob(till: Till, job: PrintJob, outcome: number | TransportFailure): boolean {
  const at = till.clock.now()
  const stored = till.store.write((books) => {
    if (typeof outcome === 'number') {
      books.updatePrintJob(job.id, { state: 'sent', bytesWritten: outcome }, at)
      books.appendEvent({
        at,
        kind: 'slip_sent',
        saleId: job.saleId,
        tenderId: null,
        facts: { what: job.what },
      })
      return
    }
    const { bytesWritten, ...failure } = outcome
    // once a byte has left, only a person can say whether paper came out
    const state = bytesWritten > 0 ? 'unknown' : 'failed'
    books.updatePrintJob(job.id, { state, bytesWritten, failure: JSON.stringify(failure) }, at)
    books.appendEvent({
      at,
      kind: `slip_${state}`,
      saleId: job.saleId,
      tenderId: null,
      facts: { what: job.what, reason: failure.type },
    })
    if (state === 'unknown') {
      const facts = { what: job.what, printer: job.printerUri, reason: failure.type }
      const dedupe = `print_unknown:${job.id}`
      books.addAttention({ kind: 'print_unknown', saleId: job.saleId, tenderId: null, facts, dedupe }, at)
    }
  })
  till.changed.ring()
  return stored.ok
}

/** Why the last slip did not come out, as the screens say it. */
export const failureOf = (job: PrintJob): PrinterRefusal | null =>
  job.failure === null ? null : (JSON.parse(job.failure) as PrinterRefusal)

/** Prints a sale's receipt: the original when none has been printed yet, else a copy that says so. */
export function printReceipt(till: Till, saleId: string): Result<null, Refusal> {
  return writeOrRefuse(till, (books) => {
    const receipt = books.receiptOf(saleId)
    if (receipt === null) return err({ type: 'nothing_to_print' })
    const printed = books.printsOf(receipt.id)
    const { cashier } = settingsOf(till)
    const at = till.clock.now()
    const copy = printed === 0 ? null : { number: printed, printedAt: at, askedBy: cashier }
    queueSlip(
      till,
      books,
      { documentId: receipt.id, saleId, reason: printed === 0 ? 'asked' : 'reprint' },
      copy,
    )
    if (copy !== null) {
      books.appendEvent({
        at,
        kind: 'reprint_asked',
        saleId,
        tenderId: null,
        facts: { number: printed, by: cashier },
      })
    }
    return ok(null)
  })
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

export function printTestPage(till: Till): Result<null, Refusal> {
  return writeOrRefuse(till, (books) => {
    queueDocument(till, books, testPageOf(till), { saleId: null, reason: 'test' })
    return ok(null)
  })
}
