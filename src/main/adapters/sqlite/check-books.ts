import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { runCheck, type CheckAnswer, type CheckTask } from './check-task.ts'

/** Thrown when the check was given up because the shop closes. */
export class CheckStopped extends Error {}

/**
 * Reads books in a thread of its own. Where no thread can be started the work is done here: a pause is bad, and a copy
 * that nobody checked is worse.
 */
export async function checkBooks(task: CheckTask, stop?: AbortSignal): Promise<CheckAnswer> {
  if (stop?.aborted === true) throw new CheckStopped()
  const file = findWorker()
  return file === null ? runCheck(task) : await runInWorker(file, task, stop)
}

async function runInWorker(file: string, task: CheckTask, stop?: AbortSignal): Promise<CheckAnswer> {
  const worker = new Worker(file, { workerData: task })
  const giveUp = (): void => void worker.terminate()
  stop?.addEventListener('abort', giveUp)
  try {
    return await new Promise<CheckAnswer>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', () => {
        reject(new CheckStopped())
      })
    })
  } catch (fault) {
    if (fault instanceof CheckStopped) throw fault
    return runCheck(task)
  } finally {
    stop?.removeEventListener('abort', giveUp)
  }
}

/** Beside this file in the sources; beside the bundle, or one folder up from a chunk, in the built app. */
function findWorker(): string | null {
  const here = import.meta.dirname
  const places = [
    join(here, 'check-worker.ts'),
    join(here, 'check-worker.js'),
    join(here, '..', 'check-worker.js'),
  ]
  return places.find((path) => existsSync(path)) ?? null
}
