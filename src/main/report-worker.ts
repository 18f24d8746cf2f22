import { parentPort, workerData } from 'node:worker_threads'
import { runReport, type ReportOrder } from './report-task.ts'

/** Progress is told at most so often; a person sees no more. */
const TELL_MS = 100

/** The thread that reads reports: one order in, how far it is, one answer out. */
let told = 0
const answer = await runReport(workerData as ReportOrder, (progress) => {
  const now = performance.now()
  if (now - told < TELL_MS) return
  told = now
  parentPort?.postMessage({ type: 'progress', progress })
})
parentPort?.postMessage({ type: 'answer', answer })
