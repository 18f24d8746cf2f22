import { createInterface } from 'node:readline'
import type { utilityProcess } from 'electron'
import type { RunningSimulator } from '../../gerai.ts'
import { simulatorAccount } from '../simulator-account.ts'

type Processes = Pick<typeof utilityProcess, 'fork'>
type Child = ReturnType<Processes['fork']>

const STOP_PATIENCE_MS = 3_000

/**
 * Runs the practice provider in a utility process of Electron's. Running the app itself as plain Node would do too, but
 * that door is shut in the packaged app. There is no standard input to watch; a utility process ends with its parent.
 */
export async function forkSimulator(
  processes: Processes,
  script: string,
  databaseFile: string,
): Promise<RunningSimulator> {
  const { keyId, secret, plexo, args } = simulatorAccount(databaseFile)
  const child = processes.fork(script, [...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    serviceName: 'Gerai practice provider',
  })
  // an engine that gave up says so before it ends; unheard, it would pass for a bug of ours and stop the counter
  child.on('error', () => {})
  let isRunning = true
  child.once('exit', () => {
    isRunning = false
  })
  const url = await readUrl(child)
  return {
    url,
    keyId,
    secret,
    plexo,
    stop: async () => {
      if (!isRunning) return
      const gone = new Promise<void>((resolve) => {
        child.once('exit', () => {
          resolve()
        })
        // it keeps its books in transactions; one that hangs is left to end with the app
        setTimeout(resolve, STOP_PATIENCE_MS).unref()
      })
      child.kill()
      await gone
    },
  }
}

/** The address is in the one line of JSON it prints when it is ready. */
function readUrl(child: Child): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => {
      reject(new Error(`the practice provider ended with code ${code}`))
    })
    if (child.stdout === null) return reject(new Error('the practice provider has no output'))
    createInterface({ input: child.stdout }).once('line', (line) => {
      resolve((JSON.parse(line) as { url: string }).url)
    })
  })
}
