import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { buildIfStale } from '../../src/cli/build-if-stale.ts'
import { findElectron } from '../../src/cli/electron-binary.ts'
import { displayArguments } from '../../src/main/hosts/electron/linux-display.ts'
import type { Windows } from './story.ts'

export const ROOT = join(import.meta.dirname, '..', '..')

export function electronBinary(): string {
  const found = findElectron(join(ROOT, 'node_modules', 'electron'), process.env)
  if (found === null) throw new Error('no Electron binary: npm run test:electron says so before')
  return found
}

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'gerai-electron-'))

export interface Launched extends Windows {
  readonly app: ElectronApplication
}

/** Starts the built app on a data folder, in practice mode, and waits for its two windows. */
export async function launch(dataFolder: string, hear: (page: Page) => void): Promise<Launched> {
  buildIfStale()
  const app = await _electron.launch({
    executablePath: electronBinary(),
    args: startArguments(),
    env: environmentFor(dataFolder),
    // Playwright would switch the sandbox off on Linux, and it is one of the things to be shown
    chromiumSandbox: true,
    // the first start on a fresh machine is looked at by its virus scanner
    timeout: 90_000,
  })
  app.on('window', hear)
  const cashier = await pageAt(app, '/cashier.html')
  await giveSecondDisplay(app)
  const customer = await pageAt(app, '/display.html')
  // one that was there before anybody listened
  for (const page of app.windows()) hear(page)
  return { app, cashier, customer }
}

/** As `npm start` does: an app that starts itself again on the X server would be lost to whoever launched it. */
export const startArguments = (): string[] => [...displayArguments(process.platform, process.env, []), ROOT]

/** A window may be known before its address is. */
async function pageAt(app: ElectronApplication, path: string): Promise<Page> {
  for (;;) {
    const found = app.windows().find((page) => page.url().endsWith(path))
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** A machine that has one display, as most that run tests, plugs in another: the right half of the first. */
async function giveSecondDisplay(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ screen }) => {
    const displays = screen.getAllDisplays()
    const [only] = displays
    if (only === undefined || displays.length > 1) return
    const { x, y, width, height } = only.bounds
    const half = { x: x + Math.floor(width / 2), y, width: Math.floor(width / 2), height }
    const second = { ...only, id: only.id + 1, label: 'the right half', bounds: half, workArea: half }
    screen.getAllDisplays = () => [only, second]
    screen.emit('display-added', {}, second)
  })
}

export function environmentFor(dataFolder: string): Record<string, string> {
  const given = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined || name === 'ELECTRON_RUN_AS_NODE' ? [] : [[name, value] as const],
  )
  return { ...Object.fromEntries(given), GERAI_DATA: dataFolder, GERAI_MODE: 'practice' }
}
