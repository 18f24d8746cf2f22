import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Where the Electron binary is, or null. The package is looked into and never imported: importing it would download
 * the binary, for as long as that takes.
 */
export function findElectron(packageFolder: string, environment: NodeJS.ProcessEnv): string | null {
  const nameFile = join(packageFolder, 'path.txt')
  const name = existsSync(nameFile) ? readFileSync(nameFile, 'utf8') : ''
  const elsewhere = environment['ELECTRON_OVERRIDE_DIST_PATH'] ?? ''
  if (elsewhere === '' && name === '') return null
  const folder = elsewhere === '' ? join(packageFolder, 'dist') : elsewhere
  const binary = join(folder, name === '' ? 'electron' : name)
  return existsSync(binary) ? binary : null
}

/** Lets the package fetch its binary, for at most `patienceMs`, and looks again. Says nothing when it cannot. */
export async function fetchElectron(
  packageFolder: string,
  environment: NodeJS.ProcessEnv,
  patienceMs: number,
  onWaiting: () => void = () => {},
): Promise<string | null> {
  const installer = join(packageFolder, 'install.js')
  if (!existsSync(installer)) return null
  // without a network it fails at once, and then there is nothing to wait for
  const waiting = setTimeout(onWaiting, 2_000)
  const fetching = spawn(process.execPath, [installer], {
    stdio: 'ignore',
    env: environment,
    timeout: patienceMs,
    killSignal: 'SIGKILL',
  })
  await new Promise<void>((resolve) => {
    fetching.once('error', () => {
      resolve()
    })
    fetching.once('exit', () => {
      resolve()
    })
  })
  clearTimeout(waiting)
  return findElectron(packageFolder, environment)
}
