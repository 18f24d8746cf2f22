import { spawn, type ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import type { MessagePort } from 'node:worker_threads'
import type {
  BrowserWindowConstructorOptions,
  CustomScheme,
  Display,
  ForkOptions,
  MenuItemConstructorOptions,
  MessageBoxSyncOptions,
  Rectangle,
} from 'electron'

/**
 * Stands in for Electron where its binary cannot be had. It knows what the app uses and nothing more: every other name,
 * event or order of calls is an error, so that the app cannot lean on something this double only seems to do.
 */
export interface DoubleOptions {
  /** What `app.getPath('userData')` says before anybody sets it. */
  readonly userData: string
  readonly isOnlyInstance?: boolean
  readonly displays?: readonly Display[]
  /** What the system has to keep keys in. */
  readonly keyStore?: 'none' | 'gnome_libsecret' | 'basic_text'
  readonly isPackaged?: boolean
  /** Which button is pressed in a box with a question; null closes the box. */
  readonly answer?: number | null
}

interface World {
  options: Required<DoubleOptions>
  isReady: boolean
  becomeReady: () => void
  whenReady: Promise<void>
  paths: Map<string, string>
  exitCodes: number[]
  schemes: CustomScheme[]
  isSandboxed: boolean
  pages: Map<string, (request: Request) => Promise<Response>>
  windows: WindowDouble[]
  boxes: { title: string; content: string }[]
  questions: MessageBoxSyncOptions[]
  menu: unknown
  permissions: {
    request: ((contents: unknown, permission: string, answer: (granted: boolean) => void) => void) | null
    check: (() => boolean) | null
    device: (() => boolean) | null
  }
  children: ChildProcess[]
  /** What was said into ports that the app had closed itself: Electron drops it, and it means that somebody still talks. */
  lateMessages: number
}

function newWorld(options: DoubleOptions): World {
  const { promise, resolve } = Promise.withResolvers<void>()
  const made: World = {
    options: {
      isOnlyInstance: true,
      displays: [display(1, 0)],
      keyStore: 'none',
      isPackaged: false,
      answer: null,
      ...options,
    },
    isReady: false,
    becomeReady: () => {
      made.isReady = true
      resolve()
    },
    whenReady: promise,
    paths: new Map([['userData', options.userData]]),
    exitCodes: [],
    schemes: [],
    isSandboxed: false,
    pages: new Map(),
    windows: [],
    boxes: [],
    questions: [],
    menu: 'the default menu',
    permissions: { request: null, check: null, device: null },
    children: [],
    lateMessages: 0,
  }
  return made
}

export const display = (id: number, x: number): Display =>
  ({ id, bounds: { x, y: 0, width: 1280, height: 800 } }) as Display

let world = newWorld({ userData: '/nowhere' })

/** Throws on every name that is not there. Symbols and `then` are asked for by the language itself. */
function strict<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get: (from, property) => {
      if (typeof property === 'string' && property !== 'then' && !(property in from)) {
        throw new Error(`${name}.${property} is not in the Electron double`)
      }
      const value: unknown = Reflect.get(from, property, from)
      return typeof value === 'function' && property !== 'prototype' ? value.bind(from) : value
    },
    set: (_from, property) => {
      throw new Error(`${name}.${String(property)} cannot be set`)
    },
  })
}

/** An emitter of named events only; a listener for another one would wait for ever without anybody noticing. */
class Emitter extends EventEmitter {
  readonly #known: readonly string[] | null
  constructor(known: readonly string[] | null) {
    super()
    this.#known = known
  }
  override on(event: string, listener: (...args: never[]) => void): this {
    if (this.#known !== null && !this.#known.includes(event)) {
      throw new Error(`the event ${event} is not in the Electron double`)
    }
    return super.on(event, listener as (...args: unknown[]) => void)
  }
  override once(event: string, listener: (...args: never[]) => void): this {
    if (this.#known !== null && !this.#known.includes(event)) {
      throw new Error(`the event ${event} is not in the Electron double`)
    }
    return super.once(event, listener as (...args: unknown[]) => void)
  }
}

export class EventDouble {
  isPrevented = false
  preventDefault = (): void => {
    this.isPrevented = true
  }
}

function needsReady(what: string): void {
  if (!world.isReady) throw new Error(`${what} was used before the app was ready`)
}
function needsNotReady(what: string): void {
  if (world.isReady) throw new Error(`${what} was used after the app was ready`)
}

class AppDouble extends Emitter {
  constructor() {
    super(['web-contents-created', 'second-instance', 'before-quit'])
  }
  get isPackaged(): boolean {
    return world.options.isPackaged
  }
  whenReady(): Promise<void> {
    return world.whenReady
  }
  getPath(name: string): string {
    const path = world.paths.get(name)
    if (path === undefined) throw new Error(`no path ${name}`)
    return path
  }
  setPath(name: string, path: string): void {
    needsNotReady('app.setPath')
    if (!existsSync(path)) throw new Error(`app.setPath: ${path} does not exist`)
    world.paths.set(name, path)
  }
  requestSingleInstanceLock(): boolean {
    return world.options.isOnlyInstance
  }
  enableSandbox(): void {
    needsNotReady('app.enableSandbox')
    world.isSandboxed = true
  }
  quit(): void {
    const event = new EventDouble()
    this.emit('before-quit', event)
    if (!event.isPrevented) this.exit(0)
  }
  exit(code: number): void {
    world.exitCodes.push(code)
  }
}

const appDouble = new AppDouble()
export const app = strict('app', appDouble)

class ContentsDouble extends Emitter {
  url = ''
  reloads = 0
  openHandler: ((details: { url: string }) => { action: string }) | null = null
  constructor() {
    super([
      'will-navigate',
      'will-frame-navigate',
      'will-redirect',
      'will-attach-webview',
      'render-process-gone',
    ])
  }
  getURL(): string {
    return this.url
  }
  reload(): void {
    this.reloads += 1
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler
  }
}

/** One window, with what the app did to it left to look at. */
export class WindowDouble extends Emitter {
  readonly options: BrowserWindowConstructorOptions
  readonly contents = new ContentsDouble()
  readonly contentsSeen: ContentsDouble
  bounds: Rectangle
  shown: 'hidden' | 'shown' | 'shown without focus' = 'hidden'
  isDestroyed = false
  minimized = false
  focused = 0
  alwaysOnTop: string | null = null

  constructor(options: BrowserWindowConstructorOptions) {
    super(['ready-to-show', 'closed'])
    needsReady('BrowserWindow')
    const { x = 0, y = 0, width = 800, height = 600 } = options
    this.options = options
    this.bounds = { x, y, width, height }
    this.shown = options.show === false ? 'hidden' : 'shown'
    this.contentsSeen = strict('webContents', this.contents)
    world.windows.push(this)
    appDouble.emit('web-contents-created', new EventDouble(), this.contentsSeen)
  }
  get webContents(): ContentsDouble {
    if (this.isDestroyed) throw new TypeError('Object has been destroyed')
    return this.contentsSeen
  }
  async loadURL(url: string): Promise<void> {
    const answer = await fetchPage(url)
    if (!answer.ok) throw new Error(`${url} answers ${answer.status}`)
    this.contents.url = url
    this.emit('ready-to-show')
  }
  getBounds(): Rectangle {
    if (this.isDestroyed) throw new TypeError('Object has been destroyed')
    return this.bounds
  }
  setBounds(bounds: Rectangle): void {
    this.bounds = bounds
  }
  setAlwaysOnTop(on: boolean, level: string): void {
    this.alwaysOnTop = on ? level : null
  }
  show(): void {
    this.shown = 'shown'
  }
  showInactive(): void {
    this.shown = 'shown without focus'
  }
  hide(): void {
    this.shown = 'hidden'
  }
  isMinimized(): boolean {
    return this.minimized
  }
  restore(): void {
    this.minimized = false
  }
  focus(): void {
    this.focused += 1
  }
  destroy(): void {
    this.isDestroyed = true
    this.emit('closed')
  }
}

/** What the app holds is strict; what the world keeps is the window itself. */
export const BrowserWindow = new Proxy(WindowDouble, {
  construct: (made, args: [BrowserWindowConstructorOptions]) => strict('BrowserWindow', new made(...args)),
  get: (_made, property) => {
    throw new Error(`BrowserWindow.${String(property)} is not in the Electron double`)
  },
})

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged: (schemes: CustomScheme[]): void => {
    needsNotReady('protocol.registerSchemesAsPrivileged')
    world.schemes.push(...schemes)
  },
  handle: (scheme: string, handler: (request: Request) => Promise<Response>): void => {
    needsReady('protocol.handle')
    world.pages.set(scheme, handler)
  },
})

export const session = strict('session', {
  get defaultSession() {
    needsReady('session.defaultSession')
    return defaultSession
  },
})

const sessionEvents = new Emitter(['will-download'])
const defaultSession = strict('session.defaultSession', {
  setPermissionRequestHandler: (handler: World['permissions']['request']): void => {
    world.permissions.request = handler
  },
  setPermissionCheckHandler: (handler: () => boolean): void => {
    world.permissions.check = handler
  },
  setDevicePermissionHandler: (handler: () => boolean): void => {
    world.permissions.device = handler
  },
  on: (event: string, listener: (event: EventDouble) => void): void => {
    sessionEvents.on(event, listener)
  },
})

/** What was handed to the system's browser. */
const openedOutside: string[] = []
export const shell = strict('shell', {
  openExternal: async (url: string) => {
    openedOutside.push(url)
  },
})

export const dialog = strict('dialog', {
  showErrorBox: (title: string, content: string): void => {
    world.boxes.push({ title, content })
  },
  showMessageBoxSync: (options: MessageBoxSyncOptions): number => {
    needsReady('dialog.showMessageBoxSync')
    world.questions.push(options)
    return world.options.answer ?? options.cancelId ?? 0
  },
})

export const Menu = strict('Menu', {
  buildFromTemplate: (template: MenuItemConstructorOptions[]): unknown => template,
  setApplicationMenu: (menu: unknown): void => {
    world.menu = menu
  },
})

class ScreenDouble extends Emitter {
  constructor() {
    super(['display-added', 'display-removed', 'display-metrics-changed'])
  }
  getAllDisplays(): readonly Display[] {
    needsReady('screen')
    return world.options.displays
  }
  /** The one with the window's corner in it, else the first. */
  getDisplayMatching({ x }: Rectangle): Display | undefined {
    needsReady('screen')
    const holds = ({ bounds }: Display): boolean => x >= bounds.x && x < bounds.x + bounds.width
    return world.options.displays.find(holds) ?? world.options.displays[0]
  }
}

const screenDouble = new ScreenDouble()
export const screen = strict('screen', screenDouble)

export const safeStorage = strict('safeStorage', {
  isAsyncEncryptionAvailable: async (): Promise<boolean> => {
    needsReady('safeStorage')
    return world.options.keyStore !== 'none'
  },
  getSelectedStorageBackend: (): string => world.options.keyStore,
  encryptStringAsync: async (text: string): Promise<Buffer> => turned(Buffer.from(text)),
  decryptStringAsync: async (seal: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> => ({
    result: turned(seal).toString(),
    shouldReEncrypt: false,
  }),
})

/** No cipher, but not the text either, which is what the tests look for. */
const turned = (bytes: Uint8Array): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0x5a))

class ChildDouble extends Emitter {
  readonly #child: ChildProcess
  #isGone = false
  constructor(child: ChildProcess) {
    super(['exit'])
    this.#child = child
    child.once('exit', (code) => {
      this.#isGone = true
      this.emit('exit', code)
    })
  }
  get stdout(): ChildProcess['stdout'] {
    return this.#isGone ? null : this.#child.stdout
  }
  kill(): boolean {
    return this.#child.kill('SIGTERM')
  }
}

export const utilityProcess = strict('utilityProcess', {
  fork: (script: string, args: readonly string[], options: ForkOptions): ChildDouble => {
    needsReady('utilityProcess')
    const stdio = options.stdio
    if (!Array.isArray(stdio) || stdio[0] !== 'ignore')
      throw new Error('stdin other than ignore is not supported')
    const child = spawn(process.execPath, [script, ...args], { stdio })
    world.children.push(child)
    return strict('UtilityProcess', new ChildDouble(child))
  },
})

const ipcDouble = new Emitter(null)
export const ipcMain = strict('ipcMain', ipcDouble)

/** A port as the main process holds it: silent until started, and `close` is only ever the other side's. */
class PortMainDouble extends Emitter {
  readonly #port: MessagePort
  #isClosed = false
  constructor(port: MessagePort) {
    super(['message', 'close'])
    this.#port = port
    port.on('close', () => {
      if (this.#isClosed) return
      this.#isClosed = true
      this.emit('close')
    })
  }
  start(): void {
    this.#port.on('message', (data: unknown) => {
      this.emit('message', { data, ports: [] })
    })
  }
  postMessage(message: unknown): void {
    if (this.#isClosed) world.lateMessages += 1
    else this.#port.postMessage(message)
  }
  close(): void {
    this.#isClosed = true
    this.#port.close()
  }
}

async function fetchPage(url: string, method = 'GET'): Promise<Response> {
  const handler = world.pages.get(url.slice(0, url.indexOf(':')))
  if (handler === undefined) throw new Error(`nobody answers for ${url}`)
  // as it is written: what a browser would tidy away beforehand has to be refused as well
  return await handler({ url, method } as Request)
}

/** The test's side of the double. */
export const control = {
  /** A machine on which nothing has been started yet. */
  reset(options: DoubleOptions): World {
    for (const emitter of [appDouble, screenDouble, sessionEvents, ipcDouble]) emitter.removeAllListeners()
    world = newWorld(options)
    return world
  },
  fetchPage,
  app: appDouble,
  sessionEvents,
  openedOutside,
  /** What a preload's `ipcRenderer.postMessage` ends in; `frame` is who says so. */
  post(
    from: WindowDouble,
    channel: string,
    ports: readonly MessagePort[],
    frame: { url: string; parent: unknown } | null = { url: from.contents.url, parent: null },
  ): void {
    const held = ports.map((port) => strict('MessagePortMain', new PortMainDouble(port)))
    ipcDouble.emit(channel, {
      sender: from.contentsSeen,
      senderFrame: frame === null ? null : strict('senderFrame', frame),
      ports: held,
    })
  },
  setDisplays(displays: readonly Display[], event: 'display-added' | 'display-removed'): void {
    world.options = { ...world.options, displays }
    screenDouble.emit(event, new EventDouble())
  },
}
