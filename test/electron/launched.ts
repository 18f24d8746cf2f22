import { mkdtempSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { buildIfStale } from '../../src/cli/build-if-stale.ts'
import { findElectron } from '../../src/cli/electron-binary.ts'

export const ROOT = join(import.meta.dirname, '..', '..')

export function electronBinary(): string {
  const found = findElectron(join(ROOT, 'node_modules', 'electron'), process.env)
  if (found === null) throw new Error('no Electron binary: npm run test:electron says so before')
  return found
}

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'gerai-electron-'))

export interface Launched {
  readonly app: ElectronApplication
  readonly cashier: Page
  /** Null on a machine with one display. */
  readonly customer: Page | null
}

/** Starts the built app on a data folder, in practice mode, and waits for the pages there are. */
export async function launch(dataFolder: string, troubles: string[]): Promise<Launched> {
  buildIfStale()
  const app = await _electron.launch({
    executablePath: electronBinary(),
    args: [ROOT],
    env: environmentFor(dataFolder),
  })
  const watch = (page: Page): void => {
    page.on('pageerror', (error) => troubles.push(`pageerror: ${error.message}`))
    page.on('console', (message) => {
      if (message.type() === 'error') troubles.push(message.text())
    })
  }
  app.on('window', watch)
  const wanted = (await app.evaluate(({ screen }) => screen.getAllDisplays().length)) > 1 ? 2 : 1
  while (app.windows().length < wanted) await app.waitForEvent('window')
  const pageAt = (path: string): Page | undefined => app.windows().find((page) => page.url().endsWith(path))
  const cashier = pageAt('/cashier.html')
  if (cashier === undefined) throw new Error('the cashier has no page')
  return { app, cashier, customer: pageAt('/display.html') ?? null }
}

export function environmentFor(dataFolder: string): Record<string, string> {
  const given = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined || name === 'ELECTRON_RUN_AS_NODE' ? [] : [[name, value] as const],
  )
  return { ...Object.fromEntries(given), GERAI_DATA: dataFolder, GERAI_MODE: 'practice' }
}

/** A network printer that keeps what it is sent. */
export async function openPaper(): Promise<{ uri: string; bytes(): number; close(): void }> {
  let bytes = 0
  const server = createServer((socket) => {
    socket.on('data', (part) => {
      bytes += part.length
    })
    socket.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { uri: `tcp://127.0.0.1:${address.port}`, bytes: () => bytes, close: () => server.close() }
}
