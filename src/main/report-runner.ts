import { closeSync, existsSync, openSync, readSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Refusal } from '../core/domain/refusals.ts'
import type { Report } from '../core/domain/reports/report.ts'
import { err, type Result } from '../core/domain/result.ts'
import type {
  ExportedFile,
  ExportFiles,
  OnReportProgress,
  ReportProgress,
  ReportReader,
  ReportRun,
} from '../core/ports/reports.ts'
import { takeAway, type ReportOrder } from './report-task.ts'

type Message<Value> =
  | { readonly type: 'progress'; readonly progress: ReportProgress }
  | { readonly type: 'answer'; readonly answer: Result<Value, Refusal> }

/** Reads reports of one mode's books, each in a thread of its own: the till sells on meanwhile. */
export function createReportReader(file: string): ReportReader {
  return {
    summary: (task, onProgress) => runInThread<Report>({ file, task }, onProgress),
    export: (task, onProgress) => {
      const run = runInThread<ExportedFile>({ file, task }, onProgress)
      const answer = run.answer.then((done) => {
        // a thread that was ended on its way could not take its file away
        if (!done.ok) takeAway(task.target)
        return done
      })
      return { ...run, answer }
    },
  }
}

function runInThread<Value>(order: ReportOrder, onProgress: OnReportProgress): ReportRun<Value> {
  const worker = new Worker(findWorker(), { workerData: order })
  const answer = new Promise<Result<Value, Refusal>>((resolve, reject) => {
    let given: Result<Value, Refusal> = err({ type: 'report_stopped' })
    worker.on('message', (message: Message<Value>) => {
      if (message.type === 'progress') onProgress(message.progress)
      else given = message.answer
    })
    worker.once('error', reject)
    worker.once('exit', () => {
      resolve(given)
    })
  })
  return {
    answer,
    stop: () => {
      void worker.terminate()
    },
  }
}

/** Beside this file in the sources; beside the bundle, or one folder up from a chunk, in the built app. */
function findWorker(): string {
  const here = import.meta.dirname
  const places = [
    join(here, 'report-worker.ts'),
    join(here, 'report-worker.js'),
    join(here, '..', 'report-worker.js'),
  ]
  const found = places.find((path) => existsSync(path))
  if (found === undefined) throw new Error('report-worker was not built')
  return found
}

/** Files in a folder of their own in the data folder: only this till's user can read there. */
export const exportFilesIn = (folder: string): ExportFiles => ({
  pathOf: (jobId, format) => join(folder, `${jobId}.${format}`),
  read: (path, offset, length) => {
    if (!existsSync(path)) return null
    const file = openSync(path, 'r')
    try {
      const bytes = new Uint8Array(length)
      return bytes.subarray(0, readSync(file, bytes, 0, length, offset))
    } finally {
      closeSync(file)
    }
  },
  remove: takeAway,
  clear: () => {
    try {
      rmSync(folder, { recursive: true, force: true })
    } catch {
      // a file that cannot be removed now (a read-only disk) hinders nobody from selling; the next start tries again
    }
  },
})
