import { spawn, type ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import type { MessagePort } from 'node:worker_threads'
import type {
  BrowserWindowConstructorOptions,
  CustomScheme,
  Display,
  ForkOptions,
  KeyboardInputEvent,
  MenuItemConstructorOptions,
  MessageBoxOptions,
  MessageBoxSyncOptions,
  SaveDialogOptions,
  RelaunchOptions,
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
  /** What `shell.openPath` complains about; empty when the folder opens. */
  readonly openPathFault?: string
  /** Where a file is saved when the system asks; empty closes the box. */
  readonly savePath?: string
  /** The built app, or a copy of it with something missing. */
  readonly builtFolder?: string
  /** What the program was started with, by name. */
  readonly switches?: readonly string[]
  /** The key store is there and does not open: locked, or somebody else's. */
  readonly isKeyStoreShut?: boolean
}

/** A box that does not stop the program; the test presses one of its buttons. */
export interface OpenBox {
  readonly options: MessageBoxOptions
  /** Null stops everything else on a Mac until a button is pressed, the core with it. */
  readonly parent: WindowDouble | null
  isOpen: boolean
  press(button: number): void
}

interface World {
  options: Required<DoubleOptions>
  isReady: boolean
  becomeReady: () => void
  whenReady: Promise<void>
  paths: Map<string, string>
  exitCodes: number[]
  /** Chromium's switches that are on, as far as the app has left them. */
  switches: Set<string>
  schemes: CustomScheme[]
  isSandboxed: boolean
  pages: Map<string, (request: Request) => Promise<Response>>
  windows: WindowDouble[]
  boxes: { title: string; content: string }[]
  /** What was said before there could be a box: on Linux a line on a terminal that nobody sees. */
  unseen: string[]
  saveBoxes: SaveDialogOptions[]
  isLocked: boolean
  questions: MessageBoxSyncOptions[]
  openBoxes: OpenBox[]
  relaunches: RelaunchOptions[]
  openedPaths: string[]
  /** Ids of power-save blockers that are on. */
  lit: Set<number>
  /** What the updater fetched. */
  fetched: string[]
  /** Addresses that the session refuses to load. */
  refusedUrls: readonly string[]
  menu: unknown
  permissions: {
    request:
      | ((
          contents: unknown,
          permission: string,
          answer: (granted: boolean) => void,
          details: { isMainFrame: boolean; mediaTypes?: readonly string[] },
        ) => void)
      | null
    check:
      | ((
          contents: unknown,
          permission: string,
          origin: string,
          details: { isMainFrame: boolean; mediaType?: string },
        ) => boolean)
      | null
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
      openPathFault: '',
      savePath: '',
      builtFolder: '',
      switches: [],
      isKeyStoreShut: false,
      ...options,
    },
    isReady: false,
    becomeReady: () => {
      made.isReady = true
      resolve()
    },
    whenReady: promise,
    paths: new Map([
      ['userData', options.userData],
      ['temp', tmpdir()],
      ['documents', '/home/kasir/Dokumen'],
    ]),
    exitCodes: [],
    switches: new Set(options.switches),
    schemes: [],
    isSandboxed: false,
    pages: new Map(),
    windows: [],
    boxes: [],
    unseen: [],
    saveBoxes: [],
    isLocked: false,
    questions: [],
    openBoxes: [],
    relaunches: [],
    openedPaths: [],
    lit: new Set(),
    fetched: [],
    refusedUrls: [],
    menu: 'the default menu',
    permissions: { request: null, check: null, device: null },
    children: [],
    lateMessages: 0,
  }
  return made
}

export const display = (id: number, x: number, label = ''): Display =>
  ({
    id,
    label,
    bounds: { x, y: 0, width: 1280, height: 800 },
    workArea: { x, y: 0, width: 1280, height: 760 },
  }) as Display

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

/** What can still be asked of a window that is gone; everything else throws, as what it stood for is not there. */
const AFTER_THE_END = new Set<string | symbol>(['isDestroyed', 'on', 'once', 'off', 'emit', 'removeListener'])

const mortal = <T extends object>(target: T, isGone: () => boolean): T =>
  new Proxy(target, {
    get: (from, property) => {
      if (isGone() && !AFTER_THE_END.has(property)) throw new TypeError('Object has been destroyed')
      const value: unknown = Reflect.get(from, property, from)
      return typeof value === 'function' ? value.bind(from) : value
    },
  })

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

function onlyKnown(what: string, given: object, known: readonly string[]): void {
  const strange = Object.keys(given).find((name) => !known.includes(name))
  if (strange !== undefined) throw new Error(`${what} has no ${strange} in the Electron double`)
}

/** Electron takes whole pixels only, and says `conversion failure` of others. */
function needsWhole({ x, y, width, height }: Rectangle): void {
  if (![x, y, width, height].every((each) => Number.isInteger(each)))
    throw new TypeError('Error processing argument at index 0, conversion failure')
}

function needsReady(what: string): void {
  if (!world.isReady) throw new Error(`${what} was used before the app was ready`)
}
function needsNotReady(what: string): void {
  if (world.isReady) throw new Error(`${what} was used after the app was ready`)
}

const APP_EVENTS = ['web-contents-created', 'second-instance', 'before-quit', 'quit', 'child-process-gone']

/** What is read once, on the way to being ready: taken off later it has done its work already. */
const commandLine = strict('app.commandLine', {
  hasSwitch: (name: string): boolean => world.switches.has(name),
  removeSwitch: (name: string): void => {
    needsNotReady('app.commandLine.removeSwitch')
    world.switches.delete(name)
  },
})

class AppDouble extends Emitter {
  constructor() {
    super(APP_EVENTS)
  }
  get commandLine(): typeof commandLine {
    return commandLine
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
    world.isLocked = world.options.isOnlyInstance
    return world.options.isOnlyInstance
  }
  releaseSingleInstanceLock(): void {
    world.isLocked = false
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
  getVersion(): string {
    return '0.1.0'
  }
  getName(): string {
    return 'gerai'
  }
  relaunch(options: RelaunchOptions): void {
    onlyKnown('app.relaunch', options, ['args', 'execPath'])
    world.relaunches.push(options)
  }
}

const appDouble = new AppDouble()
export const app = strict('app', appDouble)

const CONTENTS_EVENTS = [
  'will-navigate',
  'will-frame-navigate',
  'will-redirect',
  'will-attach-webview',
  'render-process-gone',
  'did-fail-load',
  'preload-error',
]

class ContentsDouble extends Emitter {
  url = ''
  reloads = 0
  crashes = 0
  pressed: string[] = []
  openHandler: ((details: { url: string }) => { action: string }) | null = null
  constructor() {
    super(CONTENTS_EVENTS)
  }
  getURL(): string {
    return this.url
  }
  reload(): void {
    this.reloads += 1
  }
  forcefullyCrashRenderer(): void {
    this.crashes += 1
    this.emit('render-process-gone', new EventDouble(), { reason: 'crashed', exitCode: 1 })
  }
  sendInputEvent({ type, keyCode }: KeyboardInputEvent): void {
    if (type === 'keyDown') this.pressed.push(keyCode)
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler
  }
}

const WINDOW_EVENTS = [
  'ready-to-show',
  'close',
  'closed',
  'resize',
  'move',
  'maximize',
  'unmaximize',
  'unresponsive',
  'responsive',
  'session-end',
]

/** One window, with what the app did to it left to look at. */
export class WindowDouble extends Emitter {
  readonly options: BrowserWindowConstructorOptions
  readonly contents = new ContentsDouble()
  readonly contentsSeen: ContentsDouble
  bounds: Rectangle
  shown: 'hidden' | 'shown' | 'shown without focus' = 'hidden'
  gone = false
  minimized = false
  maximized = false
  kiosk = false
  fullScreen = false
  focused = 0
  alwaysOnTop: string | null = null

  constructor(options: BrowserWindowConstructorOptions) {
    super(WINDOW_EVENTS)
    needsReady('BrowserWindow')
    const { x = 0, y = 0, width = 800, height = 600 } = options
    needsWhole({ x, y, width, height })
    this.options = options
    this.bounds = { x, y, width, height }
    this.shown = options.show === false ? 'hidden' : 'shown'
    this.kiosk = options.kiosk ?? false
    this.contentsSeen = strict(
      'webContents',
      mortal(this.contents, () => this.gone),
    )
    world.windows.push(this)
    appDouble.emit('web-contents-created', new EventDouble(), this.contentsSeen)
  }
  get webContents(): ContentsDouble {
    return this.contentsSeen
  }
  async loadURL(url: string): Promise<void> {
    this.contents.url = url
    try {
      // a page that is not found is a page as well: Electron paints what came with it
      await fetchPage(url)
    } catch (fault) {
      const details = [new EventDouble(), -2, 'ERR_FAILED', url, true, 1, 1]
      this.contents.emit('did-fail-load', ...details)
      throw fault
    }
    this.emit('ready-to-show')
  }
  getBounds(): Rectangle {
    return this.bounds
  }
  setBounds(bounds: Rectangle): void {
    needsWhole(bounds)
    this.bounds = bounds
  }
  getNormalBounds(): Rectangle {
    return this.bounds
  }
  maximize(): void {
    this.maximized = true
    this.emit('maximize')
  }
  isMaximized(): boolean {
    return this.maximized
  }
  setFullScreen(on: boolean): void {
    this.fullScreen = on
  }
  setKiosk(on: boolean): void {
    this.kiosk = on
  }
  isKiosk(): boolean {
    return this.kiosk
  }
  isFullScreen(): boolean {
    return this.fullScreen
  }
  isDestroyed(): boolean {
    return this.gone
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
  isVisible(): boolean {
    return this.shown !== 'hidden'
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
  /** Asks the window, as its own button does. */
  close(): void {
    const event = new EventDouble()
    this.emit('close', event)
    if (!event.isPrevented) this.destroy()
  }
  destroy(): void {
    // no `close` before it: Electron does not ask a window that is destroyed
    this.gone = true
    this.shown = 'hidden'
    this.emit('closed')
  }
}

/** Which window it is that the app holds. */
const holders = new WeakMap<object, WindowDouble>()

/** What the app holds is strict; what the world keeps is the window itself. */
export const BrowserWindow = new Proxy(WindowDouble, {
  construct: (made, args: [BrowserWindowConstructorOptions]) => {
    const window = new made(...args)
    const held = strict(
      'BrowserWindow',
      mortal(window, () => window.gone),
    )
    holders.set(held, window)
    return held
  },
  get: (_made, property) => {
    throw new Error(`BrowserWindow.${String(property)} is not in the Electron double`)
  },
})

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged: (schemes: CustomScheme[]): void => {
    needsNotReady('protocol.registerSchemesAsPrivileged')
    if (world.schemes.length > 0)
      throw new Error('schemes are registered once: a second list replaces the first')
    world.schemes.push(...schemes)
  },
  handle: (scheme: string, handler: (request: Request) => Promise<Response>): void => {
    needsReady('protocol.handle')
    if (world.pages.has(scheme)) throw new Error(`the protocol ${scheme} has a handler already`)
    world.pages.set(scheme, handler)
  },
})

export const session = strict('session', {
  get defaultSession() {
    needsReady('session.defaultSession')
    return defaultSession
  },
  /** The updater's own; the pages' session reaches no network. */
  fromPartition: (name: string): object => strict(`session ${name}`, { name }),
})

/** Electron's network as the updater uses it: a request of Node's, which has the same names. */
export const net = strict('net', {
  request: ({ session: by, ...options }: { session: { name: string } }): ClientRequest => {
    needsReady('net')
    if (by.name !== 'electron-updater') throw new Error('only the updater reaches the network')
    return httpRequest({ ...options, agent: false }, (response: IncomingMessage) => {
      world.fetched.push(`${response.statusCode} ${(options as { path?: string }).path}`)
    })
  },
})

/** Only says that the program is about to be replaced. */
export const autoUpdater = strict('autoUpdater', new EventEmitter())

const SESSION_EVENTS = ['will-download']
const sessionEvents = new Emitter(SESSION_EVENTS)
const webRequest = strict('session.webRequest', {
  onBeforeRequest: (
    filter: { urls: string[] },
    listener: (request: { url: string }, answer: (response: { cancel?: boolean }) => void) => void,
  ): void => {
    // each pattern is tried with an address it stands for
    world.refusedUrls = filter.urls.filter((url) => {
      let isRefused = false
      listener({ url: url.replaceAll('*', 'x') }, ({ cancel }) => {
        isRefused = cancel === true
      })
      return isRefused
    })
  },
})
const defaultSession = strict('session.defaultSession', {
  webRequest,
  setPermissionRequestHandler: (handler: World['permissions']['request']): void => {
    world.permissions.request = handler
  },
  setPermissionCheckHandler: (handler: World['permissions']['check']): void => {
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
  openPath: async (path: string): Promise<string> => {
    world.openedPaths.push(path)
    return world.options.openPathFault
  },
})

/** The window that a box belongs to: one of ours, that is there. */
function windowOf(held: object): WindowDouble {
  const window = holders.get(held)
  if (window === undefined || window.gone) throw new TypeError('Object has been destroyed')
  if (window.shown === 'hidden') throw new Error('a box on a hidden window is a box nobody can answer')
  return window
}

export const dialog = strict('dialog', {
  showErrorBox: (title: string, content: string): void => {
    if (world.isReady) world.boxes.push({ title, content })
    else world.unseen.push(content)
  },
  showSaveDialog: async (
    ...given: [SaveDialogOptions] | [object, SaveDialogOptions]
  ): Promise<{ canceled: boolean; filePath: string }> => {
    needsReady('dialog.showSaveDialog')
    const [options] = given.length === 2 ? [given[1]] : given
    if (given.length === 2) windowOf(given[0])
    world.saveBoxes.push(options)
    const filePath = world.options.savePath
    return { canceled: filePath === '', filePath }
  },
  showMessageBox: async (
    ...given: [MessageBoxOptions] | [object, MessageBoxOptions]
  ): Promise<{ response: number; checkboxChecked: boolean }> => {
    needsReady('dialog.showMessageBox')
    const [options] = given.length === 2 ? [given[1]] : given
    const parent = given.length === 2 ? windowOf(given[0]) : null
    const { promise, resolve } = Promise.withResolvers<number>()
    const box: OpenBox = {
      options,
      parent,
      isOpen: true,
      press: (button) => {
        box.isOpen = false
        resolve(button)
      },
    }
    const { signal, cancelId = 0 } = options
    // a Mac gives no heed to the signal of a box without a window
    if (signal !== undefined && parent === null) throw new Error('a box with a signal and without a window')
    signal?.addEventListener('abort', () => {
      box.press(cancelId)
    })
    world.openBoxes.push(box)
    return { response: await promise, checkboxChecked: false }
  },
  showMessageBoxSync: (options: MessageBoxSyncOptions): number => {
    needsReady('dialog.showMessageBoxSync')
    world.questions.push(options)
    return world.options.answer ?? options.cancelId ?? 0
  },
})

export const powerSaveBlocker = strict('powerSaveBlocker', {
  start: (type: string): number => {
    needsReady('powerSaveBlocker')
    if (type !== 'prevent-display-sleep') throw new Error(`powerSaveBlocker.start(${type})`)
    blockers += 1
    world.lit.add(blockers)
    return blockers
  },
  stop: (id: number): boolean => world.lit.delete(id),
})
let blockers = 0

const POWER_EVENTS = ['suspend', 'resume', 'shutdown']
const powerDouble = new Emitter(POWER_EVENTS)
/** Says that the system goes down. True when it was asked to wait for the app. */
const shutDown = (): boolean => {
  const event = new EventDouble()
  powerDouble.emit('shutdown', event)
  return event.isPrevented
}
export const powerMonitor = strict('powerMonitor', powerDouble)

export const Menu = strict('Menu', {
  buildFromTemplate: (template: MenuItemConstructorOptions[]): unknown => template,
  setApplicationMenu: (menu: unknown): void => {
    world.menu = menu
  },
})

const SCREEN_EVENTS = ['display-added', 'display-removed', 'display-metrics-changed']

class ScreenDouble extends Emitter {
  constructor() {
    super(SCREEN_EVENTS)
  }
  getAllDisplays(): readonly Display[] {
    needsReady('screen')
    return world.options.displays
  }
  /** The one with the window's corner in it, else the first. */
  getDisplayMatching(bounds: Rectangle): Display | undefined {
    needsReady('screen')
    needsWhole(bounds)
    const { x } = bounds
    const holds = ({ bounds: of }: Display): boolean => x >= of.x && x < of.x + of.width
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
  encryptStringAsync: async (text: string): Promise<Buffer> => {
    opened('encryptStringAsync')
    return turned(Buffer.from(text))
  },
  decryptStringAsync: async (seal: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> => {
    opened('decryptStringAsync')
    return { result: turned(seal).toString(), shouldReEncrypt: false }
  },
})

function opened(what: string): void {
  needsReady(`safeStorage.${what}`)
  if (world.options.isKeyStoreShut) throw new Error(`Error while ${what}: the key store is locked`)
}

/** No cipher, but not the text either, which is what the tests look for. */
const turned = (bytes: Uint8Array): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0x5a))

class ChildDouble extends Emitter {
  readonly #child: ChildProcess
  #isGone = false
  constructor(child: ChildProcess) {
    super(['exit', 'error'])
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

const PORT_EVENTS = ['message', 'close']

/** A port as the main process holds it: silent until started, and `close` is only ever the other side's. */
class PortMainDouble extends Emitter {
  readonly #port: MessagePort
  #isClosed = false
  constructor(port: MessagePort) {
    super(PORT_EVENTS)
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

/** What a class of the double itself has; the rest is the emitter's. */
const ownNames = (made: { readonly prototype: object }): string[] =>
  Object.getOwnPropertyNames(made.prototype).filter((name) => name !== 'constructor')

/** The test's side of the double. */
export const control = {
  /** A machine on which nothing has been started yet. */
  reset(options: DoubleOptions): World {
    for (const emitter of [appDouble, screenDouble, sessionEvents, ipcDouble, powerDouble])
      emitter.removeAllListeners()
    world = newWorld(options)
    return world
  },
  fetchPage,
  app: appDouble,
  ipcEvents: () => ipcDouble.eventNames(),
  sessionEvents,
  openedOutside,
  power: powerDouble,
  shutDown,
  /** Every name and event of Electron's that this double knows, by the interface it stands for. */
  surface: () => ({
    App: { events: APP_EVENTS, names: ownNames(AppDouble) },
    CommandLine: { events: [], names: Object.keys(commandLine) },
    WebContents: { events: CONTENTS_EVENTS, names: ownNames(ContentsDouble) },
    BrowserWindow: { events: WINDOW_EVENTS, names: ownNames(WindowDouble) },
    Session: { events: SESSION_EVENTS, names: Object.keys(defaultSession) },
    WebRequest: { events: [], names: Object.keys(webRequest) },
    Screen: { events: SCREEN_EVENTS, names: ownNames(ScreenDouble) },
    PowerMonitor: { events: POWER_EVENTS, names: [] },
    PowerSaveBlocker: { events: [], names: Object.keys(powerSaveBlocker) },
    Shell: { events: [], names: Object.keys(shell) },
    Dialog: { events: [], names: Object.keys(dialog) },
    Menu: { events: [], names: Object.keys(Menu) },
    Protocol: { events: [], names: Object.keys(protocol) },
    SafeStorage: { events: [], names: Object.keys(safeStorage) },
    UtilityProcess: { events: [], names: ownNames(ChildDouble) },
    Net: { events: [], names: Object.keys(net) },
    MessagePortMain: { events: PORT_EVENTS, names: ownNames(PortMainDouble) },
  }),
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
