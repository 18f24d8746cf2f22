import { parentPort, workerData } from 'node:worker_threads'
import { runCheck, type CheckTask } from './check-task.ts'

/** The thread that reads books from end to end: one task in, one answer out. */
parentPort?.postMessage(runCheck(workerData as CheckTask))
