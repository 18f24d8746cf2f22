import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { RunningSimulator } from '../gerai.ts'
import { simulatorAccount } from './simulator-account.ts'

/**
 * Runs the practice provider as a child process. It holds a pipe to us and ends when the pipe does, so that no crash of
 * the app leaves one behind.
 */
export async function launchSimulator(
  script: string,
  databaseFile: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<RunningSimulator> {
  const { keyId, secret, plexo, args } = simulatorAccount(databaseFile)
  const child = spawn(process.execPath, [script, ...args, '--parent-pipe'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: environment,
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => {
      reject(new Error(`the practice provider ended with code ${code}`))
    })
    createInterface({ input: child.stdout }).once('line', (line) => {
      resolve((JSON.parse(line) as { url: string }).url)
    })
  })
  return {
    url,
    keyId,
    secret,
    plexo,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = new Promise<void>((resolve) => {
        child.once('exit', () => {
          resolve()
        })
      })
      child.kill('SIGTERM')
      const force = setTimeout(() => child.kill('SIGKILL'), 3_000)
      await gone
      clearTimeout(force)
    },
  }
}
