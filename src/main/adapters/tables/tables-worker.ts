import { parentPort, workerData } from 'node:worker_threads'
import { err, type Result } from '../../../core/domain/result.ts'
import type { BookRows, TableProblem, TableRow } from '../../../core/ports/tables.ts'
import { readTable } from './read-table.ts'
import { writeXlsx } from './xlsx.ts'

export type TableTask =
  | { readonly job: 'read'; readonly bytes: Uint8Array; readonly mostRows: number }
  | { readonly job: 'write' }

/** Some rows of what was read; null where there are no more. */
export type ReadMessage = Result<readonly TableRow[] | null, TableProblem>
/** Some rows to write; null where there are no more. */
export type WriteMessage = BookRows | null

/** Rows in one message: taking in more at once would hold up the counter. */
const ROWS_AT_ONCE = 500

/** The thread of lists. It gives rows when it is asked for them, so that the till takes them in between other things. */
async function work(task: TableTask): Promise<void> {
  if (parentPort === null) return
  const port = parentPort
  if (task.job === 'write') {
    const rows: BookRows[number][] = []
    port.on('message', (page: WriteMessage) => {
      if (page === null) void writeXlsx(rows).then((file) => port.postMessage(file))
      else rows.push(...page)
    })
    return
  }
  let rows: readonly TableRow[] = []
  let answer: ReadMessage | null = null
  try {
    const read = await readTable(task.bytes, task.mostRows)
    if (read.ok) rows = read.value
    else answer = read
  } catch {
    answer = err({ type: 'unreadable', line: 0 })
  }
  let at = 0
  const give = (): void => {
    const some = rows.slice(at, at + ROWS_AT_ONCE)
    at += some.length
    port.postMessage(answer ?? { ok: true, value: some.length === 0 ? null : some })
  }
  port.on('message', give)
  give()
}

void work(workerData as TableTask)
