import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { BookRows, TableProblem, TableRow, Tables } from '../../../core/ports/tables.ts'
import { csvTables } from './csv.ts'
import type { ReadMessage, TableTask } from './tables-worker.ts'

/** Files are read and workbooks written in a thread of their own, with so much memory and time and no more. */
const MEMORY_MB = 1_024
const LONGEST_MS = 120_000

/**
 * Where no thread can be started, the work is done here: a pause is bad, and no list at all is worse. What knows workbooks
 * is a hundred and fifty modules, so that no start waits for it.
 */
export const tables: Tables = {
  read: async (bytes, mostRows) => {
    const file = findWorker()
    if (file !== null) return await readInThread(file, bytes, mostRows)
    const { readTable } = await import('./read-table.ts')
    return await readTable(bytes, mostRows)
  },
  write: csvTables.write,
  writeCells: csvTables.writeCells,
  writeBook: async (pages) => {
    const file = findWorker()
    if (file !== null) return await writeInThread(file, pages)
    const rows: BookRows[number][] = []
    for await (const page of pages) rows.push(...page)
    const { writeXlsx } = await import('./xlsx.ts')
    return await writeXlsx(rows)
  },
}

async function readInThread(
  file: string,
  bytes: Uint8Array,
  mostRows: number,
): Promise<Result<readonly TableRow[], TableProblem>> {
  const worker = start(file, { job: 'read', bytes, mostRows })
  const ended = endOf(worker)
  const rows: TableRow[] = []
  try {
    for (;;) {
      const message = (await messageOf(worker, ended)) as ReadMessage
      if (!message.ok) return message
      if (message.value === null) return ok(rows)
      rows.push(...message.value)
      await setImmediate()
      worker.postMessage('more')
    }
  } catch {
    // out of memory or time: what is packed in it is no list of products
    return err({ type: 'workbook', why: 'swells' })
  } finally {
    void worker.terminate()
  }
}

async function writeInThread(file: string, pages: AsyncIterable<BookRows>): Promise<Uint8Array> {
  const worker = start(file, { job: 'write' })
  const ended = endOf(worker)
  try {
    const written = messageOf(worker, ended)
    written.catch(() => undefined)
    for await (const page of pages) worker.postMessage(page)
    worker.postMessage(null)
    return (await written) as Uint8Array
  } finally {
    void worker.terminate()
  }
}

const start = (file: string, workerData: TableTask): Worker =>
  new Worker(file, { workerData, resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } })

/** The next message of the thread, within the time it has. */
async function messageOf(worker: Worker, ended: AbortSignal): Promise<unknown> {
  const [message] = (await once(worker, 'message', {
    signal: AbortSignal.any([AbortSignal.timeout(LONGEST_MS), ended]),
  })) as readonly unknown[]
  return message
}

/** Aborted once the thread has ended, so that nobody waits for what cannot come. */
function endOf(worker: Worker): AbortSignal {
  const ended = new AbortController()
  worker.once('exit', () => {
    ended.abort()
  })
  return ended.signal
}

/** Beside this file in the sources; beside the bundle, or one folder up from a chunk, in the built app. */
function findWorker(): string | null {
  const here = import.meta.dirname
  const places = [
    join(here, 'tables-worker.ts'),
    join(here, 'tables-worker.js'),
    join(here, '..', 'tables-worker.js'),
  ]
  return places.find((path) => existsSync(path)) ?? null
}
