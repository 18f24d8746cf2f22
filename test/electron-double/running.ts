import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire, registerHooks } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { runInNewContext } from 'node:vm'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { buildIfStale } from '../../src/cli/build-if-stale.ts'
import type * as Double from './electron.ts'

export const OUT = join(import.meta.dirname, '..', '..', 'out')
const DOUBLE = pathToFileURL(join(import.meta.dirname, 'electron.ts')).href

/**
 * Loads the built app as Electron would: by Node itself, past the test runner's own module loader, with `electron`
 * turned into the double.
 */
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: DOUBLE, shortCircuit: true } : next(specifier, context),
})
const native = createRequire(import.meta.url)('./native-import.ts') as { load(url: string): Promise<unknown> }

buildIfStale()
// under Wayland the app would start itself again on the X server; the test of that says so itself
for (const name of ['XDG_SESSION_TYPE', 'WAYLAND_DISPLAY']) delete process.env[name]
// each start listens for faults of the process, and here many starts share one
process.setMaxListeners(0)
export const { control, display, safeStorage } = (await native.load(DOUBLE)) as typeof Double
export type World = ReturnType<typeof control.reset>
export type Window = World['windows'][number]

export interface Started {
  readonly world: World
  readonly dataFolder: string
}

let started = 0
const folders: string[] = []
const worlds: World[] = []

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gerai-electron-'))
  folders.push(folder)
  return folder
}

/** Starts the built app on a folder of its own and returns when Electron has said that it is ready. */
export async function startApp(options: Partial<Double.DoubleOptions> = {}): Promise<Started> {
  const dataFolder = options.userData ?? newFolder()
  const world = control.reset({ userData: dataFolder, ...options })
  worlds.push(world)
  started += 1
  const built = options.builtFolder ?? OUT
  await native.load(`${pathToFileURL(join(built, 'main', 'index.js')).href}?start=${started}`)
  world.becomeReady()
  return { world, dataFolder }
}

/** Quits as the system would and waits until the app has let go. */
export async function quitApp(world: World): Promise<void> {
  control.app.quit()
  await until(() => world.exitCodes.length > 0)
}

/** A test that failed halfway leaves its practice provider running, and nobody else would end it. */
export function cleanUp(): void {
  for (const { children } of worlds.splice(0)) for (const child of children) child.kill('SIGKILL')
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}

export async function until(holds: () => boolean): Promise<void> {
  for (let looks = 0; !holds(); looks += 1) {
    if (looks > 2_000) throw new Error('what was waited for never came')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

export interface Page {
  /** What the page's own script does to get its port; null when none comes. */
  askForPort(): Promise<MessagePort | null>
  /** A message event of anybody's making. */
  hear(event: PageMessage): void
  readonly required: readonly string[]
  readonly exposed: Record<string, unknown>
}

export interface PageMessage {
  readonly source: unknown
  readonly origin: string
  readonly data: unknown
  readonly ports: readonly MessagePort[]
}

/** Runs the built preload in a page of its own: what it posts to the main process goes to `post`. */
export function openPage(post: (channel: string, message: unknown, ports: MessagePort[]) => void): Page {
  const listeners: ((event: PageMessage) => void)[] = []
  const origin = 'gerai://app'
  const required: string[] = []
  const send = (event: PageMessage): void => {
    for (const listener of listeners) listener(event)
  }
  const window = {
    location: { origin },
    addEventListener: (type: string, listener: (event: PageMessage) => void): void => {
      if (type !== 'message') throw new Error(`the preload listens for ${type}`)
      listeners.push(listener)
    },
    postMessage: (data: unknown, target: string, ports: MessagePort[] = []): void => {
      if (target !== origin) throw new Error(`the preload posts to ${target}`)
      queueMicrotask(() => {
        send({ source: window, origin, data, ports })
      })
    },
  }
  const exposed: Record<string, unknown> = { window, MessageChannel, module: { exports: {} } }
  exposed['exports'] = (exposed['module'] as { exports: unknown }).exports
  exposed['require'] = (name: string): unknown => {
    required.push(name)
    if (name !== 'electron') throw new Error(`a sandboxed preload cannot require ${name}`)
    return { ipcRenderer: { postMessage: post } }
  }
  runInNewContext(readFileSync(join(OUT, 'preload', 'index.cjs'), 'utf8'), exposed)
  return {
    hear: send,
    required,
    exposed,
    askForPort: () =>
      new Promise((resolve) => {
        const receive = ({ data, ports }: PageMessage): void => {
          if ((data as { type?: unknown }).type !== 'gerai:port') return
          listeners.splice(listeners.indexOf(receive), 1)
          resolve(ports[0] ?? null)
        }
        listeners.push(receive)
        window.postMessage({ type: 'gerai:ready' }, origin)
      }),
  }
}
