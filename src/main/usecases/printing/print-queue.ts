import type { PrinterRefusal } from '../../../core/domain/refusals.ts'
import type { BooksWriter, PrintJob } from '../../../core/ports/store.ts'
import { isOver, printJob, type JobOutcome } from './print-job.ts'
import { createRecoveryWatch } from './printer-recovery.ts'
import { createPrinterLanes, type PrinterLanes } from './printer-line.ts'
import { printerAt } from './printers.ts'
import type { Till } from '../till.ts'

/** Puts queued jobs on paper: one worker for each printer, so that a dead one blocks nothing but itself. */
export interface PrintQueue {
  /** Says honestly what an interrupted run left behind, then goes on with what never left. */
  start(): void
  wake(): void
  /** For the set-up: it waits for the job that is being printed, and the next job waits for it. */
  readonly lanes: PrinterLanes
  /** Lets the running jobs end, those that hang are broken off; what is queued stays queued. */
  stop(): Promise<void>
}

/** How long a printer's queue rests when the books cannot be written (a full disk, locked books). */
const UNWRITTEN_REST_MS = 2_000
/** How long a running job may take when the till is being closed. */
const STOPPING_MS = 5_000

type TornPrinters = Map<string, number>
/** Of a job of an earlier run. */
const ANY_SIZE = Number.POSITIVE_INFINITY

export function createPrintQueue(till: Till): PrintQueue {
  const lanes = createPrinterLanes()
  const workers = new Map<string, Promise<void>>()
  const resting = new Map<string, () => void>()
  /** Jobs that are over and whose end could not be written down yet; nothing else goes to that printer before. */
  const unwritten = new Map<string, () => boolean>()
  /** Printers that were left in the middle of a job, and its size; the next job has to make them listen first. */
  const torn: TornPrinters = new Map()
  const recovery = createRecoveryWatch(till, lanes)
  const stopping = new AbortController()
  let started = false
  let stopped = false

  const wake = (): void => {
    if (stopped || !started) return
    for (const uri of till.store.read.waitingPrinters()) {
      if (workers.has(uri) || resting.has(uri)) continue
      const worker = runJobs(uri)
        .catch((fault: unknown) => {
          till.log.error('print_worker_fault', { fault: String(fault) })
          rest(uri)
        })
        .finally(() => {
          workers.delete(uri)
          if (stopped) return
          recovery.look(uri)
          // a job that was queued while this worker was ending
          if (!resting.has(uri) && till.store.read.nextPrintJob(uri) !== null) wake()
        })
      workers.set(uri, worker)
    }
  }

  /** What cannot be written down stays queued as it is; trying again at once would leave time for nothing else. */
  const rest = (uri: string): void => {
    const goOn = (): void => {
      resting.delete(uri)
      if (unwritten.get(uri)?.() === false) return rest(uri)
      unwritten.delete(uri)
      wake()
    }
    resting.set(uri, till.clock.after(UNWRITTEN_REST_MS, goOn))
  }

  const runJobs = async (uri: string): Promise<void> => {
    while (!stopped) {
      const job = till.store.read.nextPrintJob(uri)
      if (job === null) return
      const settleJob = await lanes.run(uri, () => finishJob(till, job, torn, stopping.signal))
      if (settleJob?.() === true) continue
      if (settleJob !== null) unwritten.set(uri, settleJob)
      rest(uri)
      return
    }
  }

  /** Nothing is printed before it is written down what the last run left behind: a drawer would open by itself. */
  const start = (): void => {
    if (stopped) return
    const interrupted = askAboutInterruptedJobs(till)
    if (interrupted === null) {
      resting.set('', till.clock.after(UNWRITTEN_REST_MS, start))
      return
    }
    resting.delete('')
    started = true
    for (const uri of interrupted) torn.set(uri, ANY_SIZE)
    for (const { uri } of till.store.read.printers()) {
      if (till.store.read.lastSlipAt(uri)?.state === 'unknown') torn.set(uri, ANY_SIZE)
      recovery.look(uri)
    }
    wake()
  }

  return {
    start,
    wake,
    lanes,
    stop: async () => {
      stopped = true
      for (const cancel of resting.values()) cancel()
      const cancel = till.clock.after(STOPPING_MS, () => stopping.abort())
      await Promise.all([...workers.values(), recovery.stop()])
      cancel()
    },
  }
}

/**
 * What a run left behind that ended in the middle: a slip that was leaving is asked about, and a drawer that was not
 * opened yet stays closed, because nobody stands in front of it any more. Answers the printers that were left in the
 * middle of a slip; null when the books cannot be written.
 */
function askAboutInterruptedJobs(till: Till): readonly string[] | null {
  const at = till.clock.now()
  const stored = till.store.write((books) => {
    const interrupted = books.printJobs(['sending'])
    for (const job of interrupted) {
      books.updatePrintJob(job.id, { state: 'unknown' }, at)
      note(books, job, 'unknown', 'interrupted', at)
      ask(till, books, job, 'interrupted', at)
    }
    for (const job of books.printJobs(['queued'])) {
      if (job.what === 'drawer') drop(books, job, { type: 'drawer_too_late' }, at)
    }
    return interrupted.map(({ printerUri }) => printerUri)
  })
  return stored.ok ? stored.value : null
}

/**
 * Runs one job to its end, whatever that is. The answer writes the end down, and says whether the books took it; null
 * when the job could not even be begun in the books and stands as before.
 */
async function finishJob(
  till: Till,
  job: PrintJob,
  torn: TornPrinters,
  stopping: AbortSignal,
): Promise<(() => boolean) | null> {
  const over = isOver(till, job)
  if (over !== null) return () => till.store.write((books) => drop(books, job, over, till.clock.now())).ok
  let hasBegun = false
  let size = 0
  const begin = (bytes: Uint8Array): boolean => {
    size = bytes.length
    const change = { state: 'sending', bytesHash: till.ids.sha256(bytes) } as const
    // what cannot be written down is not sent: a repeat after a restart could print twice
    hasBegun = till.store.write((books) => books.updatePrintJob(job.id, change, till.clock.now())).ok
    if (hasBegun) till.changed.ring()
    return hasBegun
  }
  try {
    const tornBytes = torn.get(job.printerUri) ?? 0
    const outcome = await printJob(till, job, begin, { tornBytes, stopping })
    if (outcome?.state === 'unknown') torn.set(job.printerUri, size)
    else if (outcome !== null && outcome.state !== 'failed') torn.delete(job.printerUri)
    return outcome === null ? null : () => settle(till, job, outcome)
  } catch (fault) {
    till.log.error('print_job_fault', { jobId: job.id, fault: String(fault) })
    const failure = { type: 'printer_refused', address: job.printerUri, detail: String(fault) } as const
    // a fault after the job was written down as sending: nobody knows how much had left, so a person is asked
    const state = hasBegun ? 'unknown' : 'failed'
    if (hasBegun) torn.set(job.printerUri, size)
    return () => settle(till, job, { state, bytesWritten: Number(hasBegun), failure, condition: null })
  }
}

/** Writes down what became of a job, once; false when the books cannot be written. */
function settle(till: Till, job: PrintJob, outcome: JobOutcome): boolean {
  const { state, bytesWritten, failure, condition } = outcome
  const at = till.clock.now()
  const stored = till.store.write((books) => {
    const reason = failure?.type ?? null
    books.updatePrintJob(
      job.id,
      { state, bytesWritten, ...(failure === null ? {} : { failure: JSON.stringify(failure) }) },
      at,
    )
    note(books, job, state, reason, at)
    if (state === 'unknown') ask(till, books, job, reason, at)
    const printer = printerAt(till, job.printerUri)
    if (printer !== null && condition !== null) books.notePrinter(printer.id, { condition, at })
  })
  till.changed.ring()
  return stored.ok
}

function drop(books: BooksWriter, job: PrintJob, failure: PrinterRefusal, at: string): void {
  books.updatePrintJob(job.id, { state: 'failed', failure: JSON.stringify(failure) }, at)
  note(books, job, 'failed', failure.type === 'nothing_to_print' ? 'code_over' : failure.type, at)
}

function note(
  books: BooksWriter,
  job: PrintJob,
  state: JobOutcome['state'],
  reason: string | null,
  at: string,
): void {
  const kind = `${job.what === 'drawer' ? 'drawer' : 'slip'}_${state}`
  const facts = { what: job.what, printer: job.printerUri, ...(reason === null ? {} : { reason }) }
  books.appendEvent({ at, actor: null, kind, saleId: job.saleId, tenderId: null, facts })
}

/** One question for each job, however often the till is started again. */
function ask(till: Till, books: BooksWriter, job: PrintJob, reason: string | null, at: string): void {
  const printer = printerAt(till, job.printerUri)?.name ?? job.printerUri
  const facts = { what: job.what, jobId: job.id, printer, ...(reason === null ? {} : { reason }) }
  const dedupe = `print_unknown:${job.id}`
  books.addAttention({ kind: 'print_unknown', saleId: job.saleId, tenderId: null, facts, dedupe }, at)
}
