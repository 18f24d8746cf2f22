import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { createORPCClient, type ClientLink } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import Database from 'better-sqlite3'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { CounterContract, DisplayContract } from '../../src/core/contract/contract.ts'
import { CONTENT_SECURITY_POLICY } from '../../src/main/hosts/content-security-policy.ts'
import { openSecrets } from '../../src/main/hosts/electron/safe-storage-secrets.ts'
import { ALL_PRODUCTS } from './clients.ts'
import {
  control,
  display,
  newFolder,
  openPage,
  OUT,
  quitApp,
  cleanUp,
  safeStorage,
  startApp,
  until,
  type Page,
  type Window,
  type World,
} from './running.ts'

afterAll(cleanUp)

const pageIn = (window: Window): Page =>
  openPage((channel, _message, ports) => {
    control.post(window, channel, ports)
  })

async function linkFrom(page: Page): Promise<ClientLink<Record<never, never>>> {
  const port = await page.askForPort()
  if (port === null) throw new Error('no port came')
  port.start()
  return new RPCLink({ port })
}

const counterFrom = async (page: Page) =>
  createORPCClient<ContractRouterClient<CounterContract>>(await linkFrom(page))
/** Becomes the owner where nobody exists yet, or signs in as the first of those who do. */
async function signIn(counter: Awaited<ReturnType<typeof counterFrom>>): Promise<void> {
  const stream = await counter.counter.watch()
  const first = await stream.next()
  await stream.return?.()
  if (first.done === true || first.value.type !== 'locked') return
  const [person] = first.value.view.team
  const answer =
    person === undefined
      ? await counter.people.createOwner({ name: 'Sari', pin: '2580' })
      : await counter.people.signIn({ personId: person.id, pin: '2580' })
  expect(answer).toEqual({ ok: true, value: null })
}

const displayFrom = async (page: Page) =>
  createORPCClient<ContractRouterClient<DisplayContract>>(await linkFrom(page))

async function cashierOf(world: World): Promise<Window> {
  await until(() => world.windows.some(({ shown }) => shown === 'shown') || world.exitCodes.length > 0)
  const [window] = world.windows
  if (window === undefined) throw new Error(`no window: ${JSON.stringify(world.boxes)}`)
  return window
}

function customerOf(world: World): Window {
  const window = world.windows[1]
  if (window === undefined) throw new Error('the customer has no window')
  return window
}

describe('the app with one display', () => {
  let world: World
  let dataFolder: string
  let cashier: Window
  beforeAll(async () => {
    ;({ world, dataFolder } = await startApp())
    cashier = await cashierOf(world)
  })

  test('the cashier has a page in the sandbox, with nothing of Node in it', () => {
    const { preload, ...preferences } = cashier.options.webPreferences ?? {}
    expect(preferences).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      plugins: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: true,
      backgroundThrottling: false,
      autoplayPolicy: 'no-user-gesture-required',
    })
    expect(preload).toMatch(/out[/\\]preload[/\\]index\.cjs$/)
    expect(world.isSandboxed).toBe(true)
    expect(cashier.contents.url).toBe('gerai://app/cashier.html')
    expect(world.windows).toHaveLength(1)
  })

  test('its scheme is a standard and secure one that bypasses no policy', () => {
    expect(world.schemes).toEqual([
      {
        scheme: 'gerai',
        privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
      },
    ])
  })

  test('Chromium keeps its own files out of the books’ folder', () => {
    expect(world.paths.get('userData')).toBe(dataFolder)
    expect(world.paths.get('sessionData')).toBe(join(dataFolder, 'browser'))
    expect(existsSync(join(dataFolder, 'practice', 'gerai.sqlite'))).toBe(true)
  })

  test.each(['/cashier.html', '/display.html'])('%s comes with the policy of the pages', async (path) => {
    const page = await control.fetchPage(`gerai://app${path}`)
    expect(page.status).toBe(200)
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(page.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY)
    expect(page.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await page.text()).toContain('<div id="root"></div>')
  })

  test('every script and style that the cashier’s page names is served', async () => {
    const html = await (await control.fetchPage('gerai://app/cashier.html')).text()
    const named = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? '')
    expect(named.length).toBeGreaterThan(1)
    for (const path of named) {
      const asset = await control.fetchPage(new URL(path, 'gerai://app/cashier.html').href)
      expect([path, asset.status]).toEqual([path, 200])
    }
  })

  test.each([
    'gerai://app/../../package.json',
    'gerai://app/../main/index.js',
    'gerai://app/%2e%2e/%2e%2e/package.json',
    'gerai://app/%2e%2e%2f%2e%2e%2fpackage.json',
    'gerai://app/..%2fmain%2findex.js',
    'gerai://app/..%5cmain%5cindex.js',
    'gerai://app/assets/../../main/index.js',
    'gerai://app//etc/passwd',
    'gerai://app/cashier.html%00.png',
    'gerai://app/',
    'gerai://app/assets',
    'gerai://elsewhere/cashier.html',
    'gerai://app:80/cashier.html',
    'gerai:cashier.html',
  ])('%s is not found', async (url) => {
    const answer = await control.fetchPage(url)
    expect(answer.status).toBe(404)
    expect(await answer.text()).toBe('404\n')
    expect(answer.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY)
  })

  test('pages are only ever read', async () => {
    expect((await control.fetchPage('gerai://app/cashier.html', 'POST')).status).toBe(405)
    const head = await control.fetchPage('gerai://app/cashier.html', 'HEAD')
    expect([head.status, await head.text()]).toEqual([200, ''])
  })

  test('no page gets a permission or a device; the cashier’s may put a link into the clipboard, and not look into it', () => {
    const types = readFileSync(join(OUT, '..', 'node_modules', 'electron', 'electron.d.ts'), 'utf8')
    const declared = /setPermissionCheckHandler\(handler: \(\(.*?permission: ([^,]+),/.exec(types)?.[1] ?? ''
    const all = [...declared.matchAll(/'([\w-]+)'/g)].map(([, name]) => name ?? '')
    expect(all.length).toBeGreaterThan(30)
    const granted = (url: string): string[] => {
      const contents = { getURL: () => url }
      const details = { isMainFrame: true }
      const checked = all.filter((name) => world.permissions.check?.(contents, name, url, details) === true)
      const asked: string[] = []
      for (const name of all)
        world.permissions.request?.(
          contents,
          name,
          (may) => {
            if (may) asked.push(name)
          },
          details,
        )
      expect(asked).toEqual(checked)
      return checked
    }
    expect(granted('gerai://app/cashier.html')).toEqual(['clipboard-sanitized-write'])
    expect(granted('gerai://app/display.html')).toEqual([])
    expect(granted('https://example.com/cashier.html')).toEqual([])
    expect(world.permissions.check?.(null, 'clipboard-sanitized-write', '', { isMainFrame: true })).toBe(
      false,
    )
    expect(world.permissions.device?.()).toBe(false)
  })

  test.each([
    ['the camera, for photos of proofs', 'gerai://app/cashier.html', ['video'], true, true],
    ['the camera with the microphone', 'gerai://app/cashier.html', ['video', 'audio'], true, false],
    ['the microphone', 'gerai://app/cashier.html', ['audio'], true, false],
    ['nothing that is named', 'gerai://app/cashier.html', [], true, false],
    ['the camera in a frame', 'gerai://app/cashier.html', ['video'], false, false],
    ["the camera on the customer's page", 'gerai://app/display.html', ['video'], true, false],
    ['the camera on another page', 'https://example.com/cashier.html', ['video'], true, false],
  ])('of what listens and looks: %s', (_what, url, mediaTypes, isMainFrame, granted) => {
    const contents = { getURL: () => url }
    const answers: boolean[] = []
    const keep = (may: boolean): void => void answers.push(may)
    world.permissions.request?.(contents, 'media', keep, { isMainFrame, mediaTypes })
    expect(answers).toEqual([granted])
    const [mediaType, second] = mediaTypes
    if (mediaType === undefined || second !== undefined) return
    const check = world.permissions.check?.(contents, 'media', url, { isMainFrame, mediaType })
    expect(check).toBe(granted)
  })

  test('of a page the main process hears one thing only: that it asks for its port', () => {
    expect(control.ipcEvents()).toEqual(['gerai:port'])
  })

  test('nothing is loaded from a network, whatever a page’s policy says', () => {
    expect(world.refusedUrls).toEqual(['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*'])
  })

  test.each([
    ['a picture of a slip', 'blob:gerai://app/1', 'image/png', 'gerai://app/cashier.html', false],
    [
      'the text of a slip',
      'blob:gerai://app/1',
      'text/plain;charset=utf-8',
      'gerai://app/cashier.html',
      false,
    ],
    [
      'the payment service’s document',
      'blob:gerai://app/1',
      'application/pdf',
      'gerai://app/cashier.html',
      false,
    ],
    ['the payment service’s page', 'blob:gerai://app/1', 'text/html', 'gerai://app/cashier.html', false],
    ['a program', 'blob:gerai://app/1', 'application/x-msdownload', 'gerai://app/cashier.html', true],
    ['a file from the network', 'https://example.com/a.png', 'image/png', 'gerai://app/cashier.html', true],
    ['a file of another page', 'blob:https://example.com/1', 'image/png', 'gerai://app/cashier.html', true],
    ['a file for the customer', 'blob:gerai://app/1', 'image/png', 'gerai://app/display.html', true],
  ])('of downloads only slips of our own are kept: %s', (_, url, kind, page, refused) => {
    const item = { getURL: () => url, getMimeType: () => kind }
    const contents = { getURL: () => page }
    expect(prevented((event) => control.sessionEvents.emit('will-download', event, item, contents))).toBe(
      refused,
    )
  })

  test.each([
    ['https://example.com/', true],
    ['file:///etc/passwd', true],
    ['gerai://app/display.html', true],
    ['gerai://elsewhere/cashier.html', true],
    ['javascript:alert(1)', true],
    ['gerai://app/cashier.html', false],
  ])('going to %s is refused: %s', (url, refused) => {
    expect(prevented((event) => cashier.contents.emit('will-navigate', { ...event, url }))).toBe(refused)
    expect(prevented((event) => cashier.contents.emit('will-frame-navigate', { ...event, url }))).toBe(
      refused,
    )
  })

  test('no page is redirected, opens a window or holds a web view', () => {
    expect(prevented((event) => cashier.contents.emit('will-redirect', event))).toBe(true)
    expect(prevented((event) => cashier.contents.emit('will-attach-webview', event, {}, {}))).toBe(true)
    expect(cashier.contents.openHandler?.({ url: 'https://example.com/' })).toEqual({ action: 'deny' })
    expect(control.openedOutside).toEqual([])
  })

  test('only a message that a cashier sends by WhatsApp is opened outside', () => {
    const message = 'https://wa.me/6281234567890?text=Bukti'
    for (const url of [
      'https://wa.me.example.com/',
      'http://wa.me/?text=x',
      'https://user@wa.me:8443/',
      'https://user@wa.me/',
      'whatsapp://send?text=x',
      'mailto:a@example.com',
      'https://wa.me@example.com/',
      'file:///etc/passwd',
      'wa.me',
    ]) {
      expect(cashier.contents.openHandler?.({ url })).toEqual({ action: 'deny' })
    }
    expect(control.openedOutside).toEqual([])
    expect(cashier.contents.openHandler?.({ url: message })).toEqual({ action: 'deny' })
    expect(control.openedOutside).toEqual([message])
  })

  test('the cashier’s page sees the counter in practice mode', async () => {
    const counter = await counterFrom(pageIn(cashier))
    const stream = await counter.counter.watch()
    const { value } = await stream.next()
    // nobody exists yet, so nothing of the counter is told
    expect(value).toMatchObject({ type: 'locked', view: { mode: 'practice', firstStart: true } })
    await signIn(counter)
    // checking a PIN is slow on purpose: beats, and what else changed meanwhile, may come first
    let heard = await stream.next()
    while (heard.done !== true && heard.value.type !== 'view') heard = await stream.next()
    expect(heard.value).toMatchObject({ type: 'view', view: { mode: 'practice' } })
    await stream.return?.()
    const products = await counter.catalog.find(ALL_PRODUCTS)
    expect(products.ok && products.value.rows.length).toBeGreaterThan(0)
  })

  test('the built app sells by QRIS: the code it shows was read back by the reader lying beside it', async () => {
    expect(existsSync(join(OUT, 'main', 'zxing_reader.wasm'))).toBe(true)
    const counter = await counterFrom(pageIn(cashier))
    const products = await counter.catalog.find(ALL_PRODUCTS)
    const [product] = products.ok ? products.value.rows : []
    if (product === undefined) throw new Error('the practice shop sells nothing')
    const { id, name, price, tax } = product
    const line = {
      id: '1',
      productId: id,
      name,
      quantity: 1000,
      unitPrice: price,
      tax,
      discount: null,
      note: null,
    }
    expect((await counter.counter.setDraft({ lines: [line], discount: null })).ok).toBe(true)
    const attemptId = '01K0000000000000000000000A'
    const charged = await counter.sale.charge({ attemptId, kind: 'qris', amount: null })
    expect(charged.ok).toBe(true)
    for await (const message of await counter.counter.watch()) {
      const tender = message.type === 'view' ? message.view.sale?.tenders[0] : undefined
      if (tender?.code) {
        expect(tender.code.matrix.size).toBeGreaterThan(20)
        break
      }
    }
  })

  test('a page that loads again gets a new port, and the old one ends', async () => {
    const before = await (await counterFrom(pageIn(cashier))).counter.watch()
    await before.next()
    const now = await (await counterFrom(pageIn(cashier))).counter.watch()
    await expect(drain(before)).rejects.toThrow()
    // the view, and two beats: in that time the old stream would have had its turn as well
    for (let heard = 0; heard < 3; heard += 1) expect((await now.next()).done).toBe(false)
    expect(world.lateMessages).toBe(0)
    await now.return?.()
  })

  test.each([
    ['a frame within the page', { url: 'gerai://app/cashier.html', parent: {} }],
    ['a page that is gone', null],
    ['another page in the window', { url: 'gerai://app/display.html', parent: null }],
    ['a web page', { url: 'https://example.com/cashier.html', parent: null }],
    ['a host that is not ours', { url: 'gerai://elsewhere/cashier.html', parent: null }],
    ['an address that is none', { url: '', parent: null }],
  ])('%s gets no port', async (_who, frame) => {
    expect(await isRefused(cashier, frame)).toBe(true)
  })

  test('the same page in a window that is not ours gets no port', async () => {
    const stranger = { ...cashier, contentsSeen: {}, contents: cashier.contents }
    expect(await isRefused(stranger as unknown as Window)).toBe(true)
  })

  test('a second start brings this one to the front', () => {
    cashier.minimized = true
    control.app.emit('second-instance', {})
    expect([cashier.minimized, cashier.shown, cashier.focused]).toEqual([false, 'shown', 1])
  })

  test('the practice provider is one child, with its books in the data folder', () => {
    expect(world.children).toHaveLength(1)
    expect(world.children[0]?.spawnargs).toContain(join(dataFolder, 'practice', 'simulator.sqlite'))
  })

  test('quitting closes the books and ends the practice provider first', async () => {
    control.app.quit()
    control.app.quit()
    expect(world.exitCodes).toEqual([])
    await until(() => world.exitCodes.length > 0)
    expect(world.exitCodes).toEqual([0])
    expect(world.children[0]?.exitCode).toBe(0)
    // the write-ahead log goes when the last handle does
    expect(existsSync(join(dataFolder, 'practice', 'gerai.sqlite-wal'))).toBe(false)
  })
})

describe('the app with a display for the customer', () => {
  let world: World
  let cashier: Window
  let customer: Window
  beforeAll(async () => {
    ;({ world } = await startApp({ displays: [display(1, 0), display(2, 1280)] }))
    cashier = await cashierOf(world)
    customer = customerOf(world)
  })

  test('the customer’s page fills the second display and leaves the keyboard where it is', () => {
    expect(customer.contents.url).toBe('gerai://app/display.html')
    expect(customer.bounds).toEqual({ x: 1280, y: 0, width: 1280, height: 800 })
    expect(customer.options).toMatchObject({ frame: false, focusable: false, skipTaskbar: true, show: false })
    // below no menu bar, and square: what is under it would be seen
    expect(customer.options).toMatchObject({
      ...{ enableLargerThanScreen: true, roundedCorners: false, thickFrame: false },
    })
    expect([customer.shown, customer.alwaysOnTop]).toEqual(['shown without focus', 'screen-saver'])
    expect(customer.options.webPreferences).toEqual(cashier.options.webPreferences)
  })

  test('the customer’s port has one procedure, and none of the counter’s', async () => {
    const link = await linkFrom(pageIn(customer))
    const asCustomer = createORPCClient<ContractRouterClient<DisplayContract>>(link)
    const stream = await asCustomer.display.watch()
    expect((await stream.next()).value).toMatchObject({ type: 'view' })
    const asCashier = createORPCClient<ContractRouterClient<CounterContract>>(link)
    await expect(asCashier.catalog.categories()).rejects.toThrow('Not Found')
    await expect(asCashier.settings.switchMode({ mode: 'live' })).rejects.toThrow('Not Found')
    await stream.return?.()
  })

  test('the cashier’s port has not the customer’s procedure', async () => {
    const asCustomer = await displayFrom(pageIn(cashier))
    await expect(asCustomer.display.watch()).rejects.toThrow('Not Found')
  })

  test('the customer’s window with the cashier’s page in it gets no port', async () => {
    expect(await isRefused(customer, { url: 'gerai://app/cashier.html', parent: null })).toBe(true)
  })

  test('the customer’s window closes when its display goes and comes back with it', async () => {
    control.setDisplays([display(1, 0)], 'display-removed')
    expect([customer.shown, customer.gone]).toEqual(['hidden', true])
    control.setDisplays([display(1, 0), display(3, 2560), display(2, 1280)], 'display-added')
    expect(world.windows).toHaveLength(3)
    customer = world.windows[2] ?? customer
    await until(() => customer.contents.url !== '')
    expect([customer.gone, customer.shown, customer.bounds.x]).toEqual([false, 'shown without focus', 1280])
    expect(customer.contents.url).toBe('gerai://app/display.html')
  })

  test('a page that crashes is shown again once; when it crashes again at once the app says so and ends', async () => {
    const crash = { reason: 'crashed', exitCode: 5 }
    cashier.contents.emit('render-process-gone', {}, crash)
    expect([cashier.contents.reloads, world.boxes]).toEqual([1, []])
    customer.contents.emit('render-process-gone', {}, crash)
    customer.contents.emit('render-process-gone', {}, crash)
    expect([customer.contents.reloads, customer.gone, world.openBoxes]).toEqual([1, true, []])
    cashier.contents.emit('render-process-gone', {}, crash)
    expect([cashier.contents.reloads, world.openBoxes.length]).toEqual([1, 1])
    const [box] = world.openBoxes
    expect(box?.options.message).toBe('Layar kasir berhenti dua kali dalam satu menit.')
    box?.press(2)
    await until(() => world.exitCodes.length > 0)
    expect([world.exitCodes, world.relaunches]).toEqual([[0], []])
  })
})

describe('a packed app that is started with more than its name', () => {
  test.each(['remote-debugging-port', 'inspect', 'js-flags', 'load-extension', 'proxy-server', 'host-rules'])(
    '--%s is refused in both languages, and off before Electron could follow it',
    async (name) => {
      const { world, dataFolder } = await startApp({ isPackaged: true, switches: ['lang', name] })
      expect([...world.switches]).toEqual(['lang'])
      await until(() => world.exitCodes.length > 0)
      expect([world.exitCodes, world.windows, world.unseen]).toEqual([[78], [], []])
      const [box] = world.boxes
      expect(box?.content).toContain('bisa dipakai program lain untuk masuk')
      expect(box?.content).toContain('lets other programs in')
      expect(box?.content.split('\n\n').at(-1)).toBe(`--${name}`)
      expect(existsSync(join(dataFolder, 'lock.sqlite'))).toBe(false)
    },
  )

  test('what the systems themselves add opens nothing, and a developer’s own start may be looked into', async () => {
    Object.assign(process, { resourcesPath: newFolder() })
    const packed = await startApp({
      isPackaged: true,
      switches: ['no-sandbox', 'password-store', 'force-device-scale-factor', 'ozone-platform'],
    })
    await cashierOf(packed.world)
    await quitApp(packed.world)
    const own = await startApp({ switches: ['remote-debugging-port', 'inspect'] })
    await cashierOf(own.world)
    await quitApp(own.world)
    expect([packed.world.exitCodes, own.world.exitCodes, own.world.switches.size]).toEqual([[0], [0], 2])
  })

  test('Node is not told by the environment to believe every server', async () => {
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'
    const { world } = await startApp()
    expect(process.env['NODE_TLS_REJECT_UNAUTHORIZED']).toBe(undefined)
    await cashierOf(world)
    await quitApp(world)
  })

  test.runIf(process.platform === 'linux')(
    'under Wayland starts itself again on the X server, where windows stay on their displays',
    async () => {
      vi.stubEnv('XDG_SESSION_TYPE', 'wayland')
      vi.stubEnv('DISPLAY', ':0')
      try {
        const { world, dataFolder } = await startApp({ isPackaged: true })
        expect([world.exitCodes, world.windows]).toEqual([[0], []])
        const [again] = world.relaunches
        expect(again).toEqual({ args: [...process.argv.slice(1), '--ozone-platform=x11'] })
        expect(existsSync(join(dataFolder, 'browser'))).toBe(false)
      } finally {
        vi.unstubAllEnvs()
      }
    },
  )
})

test.each(['abnormal-exit', 'killed', 'oom', 'launch-failed', 'integrity-failure', 'memory-eviction'])(
  'a page that is gone by %s is loaded again, and at the second time the restart screen comes',
  async (reason) => {
    const { world } = await startApp()
    const cashier = await cashierOf(world)
    cashier.contents.emit('render-process-gone', {}, { reason: 'clean-exit', exitCode: 0 })
    expect([cashier.contents.reloads, world.openBoxes]).toEqual([0, []])
    cashier.contents.emit('render-process-gone', {}, { reason, exitCode: 1 })
    expect([cashier.contents.reloads, world.openBoxes]).toEqual([1, []])
    cashier.contents.emit('render-process-gone', {}, { reason, exitCode: 1 })
    expect([cashier.contents.reloads, world.openBoxes.length]).toEqual([1, 1])
    world.openBoxes[0]?.press(2)
    await until(() => world.exitCodes.length > 0)
  },
)

describe('an app that cannot start', () => {
  test('a second instance leaves at once, without windows or books', async () => {
    const { world, dataFolder } = await startApp({ isOnlyInstance: false })
    expect([world.exitCodes, world.windows, world.schemes]).toEqual([[0], [], []])
    expect(existsSync(join(dataFolder, 'lock.sqlite'))).toBe(false)
  })

  test('a folder that another program holds is refused in both languages', async () => {
    const userData = newFolder()
    const holder = new Database(join(userData, 'lock.sqlite'))
    holder.exec('BEGIN EXCLUSIVE')
    const { world } = await startApp({ userData })
    await until(() => world.exitCodes.length > 0)
    holder.close()
    expect([world.exitCodes, world.windows]).toEqual([[78], []])
    const [box] = world.boxes
    expect(box?.title).toBe('Gerai')
    expect(box?.content.split('\n\n')).toHaveLength(3)
    expect(box?.content).toContain(userData)
  })

  test('books of a newer Gerai are refused and left alone', async () => {
    const userData = newFolder()
    const file = join(userData, 'practice', 'gerai.sqlite')
    mkdirSync(join(userData, 'practice'))
    const newer = new Database(file)
    newer.pragma('user_version = 9999')
    newer.close()
    const { world } = await startApp({ userData })
    await until(() => world.exitCodes.length > 0)
    expect(world.exitCodes).toEqual([78])
    expect(world.boxes[0]?.content).toContain('9999')
    const after = new Database(file, { readonly: true })
    expect(after.pragma('user_version', { simple: true })).toBe(9999)
    after.close()
  })

  test('a data folder that is a file is refused in words', async () => {
    const userData = join(newFolder(), 'file')
    writeFileSync(userData, '')
    const { world } = await startApp({ userData })
    await until(() => world.exitCodes.length > 0)
    expect([world.exitCodes, world.boxes.length]).toEqual([[78], 1])
    expect(world.boxes[0]?.content).toContain(userData)
    // not before there can be a box, which Linux would only print on a terminal; and Chromium had a place to live
    expect([world.unseen, world.paths.get('userData') === userData]).toEqual([[], false])
  })

  test.each(['logs', 'lock.sqlite', 'practice'])(
    'a folder in which %s cannot be made is refused in words',
    async (name) => {
      const userData = newFolder()
      // as a folder without the right to write: the superuser of a test machine has every right
      if (name === 'lock.sqlite') mkdirSync(join(userData, name))
      else writeFileSync(join(userData, name), '')
      const { world } = await startApp({ userData })
      await until(() => world.exitCodes.length > 0)
      expect([world.exitCodes, world.windows]).toEqual([[78], []])
      const [box] = world.boxes
      expect(box?.content).toContain('Gerai tidak bisa menulis di folder datanya.')
      expect(box?.content).toContain('Gerai cannot write in its data folder.')
      expect(box?.content).toContain(userData)
    },
  )
})

describe('a program that is not whole', () => {
  /** A copy of the built app, beside the libraries it loads by itself. */
  function copyOfApp(): string {
    const folder = newFolder()
    cpSync(OUT, join(folder, 'out'), { recursive: true })
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
    const library = join(OUT, '..', 'node_modules', 'better-sqlite3')
    for (const part of ['lib', 'prebuilds', 'package.json'])
      cpSync(join(library, part), join(folder, 'node_modules', 'better-sqlite3', part), {
        recursive: true,
        dereference: true,
      })
    return folder
  }
  let shared = ''
  beforeAll(() => {
    shared = copyOfApp()
  })
  const scriptOfCashier = (): string => {
    const html = readFileSync(join(OUT, 'renderer', 'cashier.html'), 'utf8')
    return `out/renderer/${/src="\.\/([^"]+)"/.exec(html)?.[1] ?? ''}`
  }

  test.each([
    ['a page', () => 'out/renderer/display.html', 'renderer/display.html'],
    ['the script of a page', scriptOfCashier, 'renderer/assets/cashier-'],
    ['the preload', () => 'out/preload/index.cjs', 'preload/index.cjs'],
    ['the thread of reports', () => 'out/main/report-worker.js', 'main/report-worker.js'],
    ['the reader of codes', () => 'out/main/zxing_reader.wasm', 'main/zxing_reader.wasm'],
    ['the library of the books', () => 'node_modules/better-sqlite3/prebuilds', 'better-sqlite3'],
  ])('says so before it shows a blank window: without %s', async (_what, path, named) => {
    const away = join(shared, 'away')
    renameSync(join(shared, path()), away)
    const { world } = await startApp({ builtFolder: join(shared, 'out') })
    await until(() => world.exitCodes.length > 0)
    expect([world.exitCodes, world.windows, world.boxes.length]).toEqual([[78], [], 1])
    const [box] = world.boxes
    expect(box?.content).toContain('Ada berkas program Gerai yang hilang atau rusak.')
    expect(box?.content).toContain('A file of Gerai’s program is missing or damaged.')
    expect(box?.content.split('\n\n').at(-1)).toContain(named)
    renameSync(away, join(shared, path()))
  })

  test('that has a damaged preload puts the restart screen up: the page would wait for the core for ever', async () => {
    const { world } = await startApp()
    const cashier = await cashierOf(world)
    cashier.contents.emit('preload-error', {}, 'index.cjs', new SyntaxError('Unexpected end of input'))
    expect(world.openBoxes[0]?.options.message).toBe('Layar kasir tidak bisa dibuka.')
    world.openBoxes[0]?.press(2)
    await until(() => world.exitCodes.length > 0)
    expect([world.exitCodes, world.relaunches]).toEqual([[0], []])
  })

  test('that breaks before there is a window says so in the shop’s language, and hands the logs over', async () => {
    const userData = newFolder()
    writeFileSync(join(userData, 'gerai.json'), '{"mode":"practice","language":"en"}')
    const built = join(shared, 'out')
    const provider = readFileSync(join(built, 'main', 'simulator.js'))
    // the practice provider ends at once
    writeFileSync(join(built, 'main', 'simulator.js'), 'process.exit(3)')
    const file = join(userData, 'logs.zip')
    const { world } = await startApp({ userData, builtFolder: built, savePath: file })
    await until(() => world.openBoxes.length > 0)
    const [box] = world.openBoxes
    expect([world.windows, world.exitCodes, box?.options.message]).toEqual([
      [],
      [],
      'Something went wrong inside Gerai.',
    ])
    const reference = /Reference: ([0-9a-f]{8})$/.exec(box?.options.detail ?? '')?.[1] ?? ''
    box?.press(1)
    await until(() => world.openBoxes.length > 1)
    writeFileSync(join(built, 'main', 'simulator.js'), provider)
    const packed = unzipSync(readFileSync(file))
    const textOf = (name: string): string => Buffer.from(packed[name] ?? []).toString()
    expect(textOf('gerai.log')).toContain(reference)
    expect(JSON.parse(textOf('about.json'))).toMatchObject({
      till: 'not read: Error: the books are not open',
      machine: { platform: process.platform },
    })
    world.openBoxes.at(-1)?.press(2)
    await until(() => world.exitCodes.length > 0)
    expect(world.exitCodes).toEqual([1])
  })

  test('that loses a page while it runs puts the restart screen up, not a blank window', async () => {
    const built = join(shared, 'out')
    const { world } = await startApp({ builtFolder: built })
    const cashier = await cashierOf(world)
    rmSync(join(built, 'renderer', 'cashier.html'))
    await expect(control.fetchPage('gerai://app/cashier.html')).rejects.toThrow('ENOENT')
    const failed = (code: number, isMainFrame: boolean): void => {
      cashier.contents.emit('did-fail-load', {}, code, 'ERR', cashier.contents.url, isMainFrame, 1, 1)
    }
    // a load that another one replaced, and a picture within the page
    failed(-3, true)
    failed(-2, false)
    // a way out that was refused
    cashier.contents.emit('did-fail-load', {}, -20, 'ERR', 'https://example.com/', true, 1, 1)
    expect(world.openBoxes).toEqual([])
    failed(-2, true)
    failed(-2, true)
    expect(world.openBoxes).toHaveLength(1)
    expect(world.openBoxes[0]?.options.message).toBe('Layar kasir tidak bisa dibuka.')
    world.openBoxes[0]?.press(0)
    await until(() => world.exitCodes.length > 0)
    expect([world.exitCodes, world.relaunches]).toEqual([[0], [{}]])
  })
})

describe('books that do not open', () => {
  /** A folder whose books were sold with, copied, and then overwritten. */
  async function damagedFolder(): Promise<{ userData: string; file: string; damaged: Buffer }> {
    const { world, dataFolder: userData } = await startApp()
    const counter = await counterFrom(pageIn(await cashierOf(world)))
    await counter.people.createOwner({ name: 'Ibu Rina', pin: '271828' })
    const made = await counter.backups.make()
    expect(made.ok ? made.value.copies.length : made.error).toBe(1)
    await quitApp(world)
    const file = join(userData, 'practice', 'gerai.sqlite')
    const damaged = Buffer.alloc(40_000, 0xa5)
    writeFileSync(file, damaged)
    return { userData, file, damaged }
  }

  test('are said to be so, with the newest copy on a button; closing the box replaces nothing', async () => {
    const { userData, file, damaged } = await damagedFolder()
    const { world } = await startApp({ userData })
    await until(() => world.exitCodes.length > 0)
    expect([world.exitCodes, world.windows, world.boxes]).toEqual([[78], [], []])
    const [question] = world.questions
    expect(question?.message).toContain('Buku penjualan tidak terbaca')
    expect(question?.detail).toContain('The newest good backup was made on')
    expect([question?.defaultId, question?.cancelId]).toEqual([1, 1])
    expect(readFileSync(file).equals(damaged)).toBe(true)
    expect(existsSync(join(userData, 'set-aside'))).toBe(false)
  })

  test('are set aside for the copy when the person chooses it, and the shop opens', async () => {
    const { userData, damaged } = await damagedFolder()
    const { world } = await startApp({ userData, answer: 0 })
    await cashierOf(world)
    const [aside = ''] = readdirSync(join(userData, 'set-aside'))
    expect(readFileSync(join(userData, 'set-aside', aside, 'gerai.sqlite')).equals(damaged)).toBe(true)
    await quitApp(world)
    expect(world.exitCodes).toEqual([0])
  })

  test('and have no copy are refused as before', async () => {
    const userData = newFolder()
    mkdirSync(join(userData, 'practice'))
    writeFileSync(join(userData, 'practice', 'gerai.sqlite'), Buffer.alloc(40_000, 0xa5))
    const { world } = await startApp({ userData })
    await until(() => world.exitCodes.length > 0)
    expect([world.exitCodes, world.boxes.length, world.questions]).toEqual([[78], 1, []])
  })
})

test('the built app brings the thread that reads whole books', async () => {
  const file = join(newFolder(), 'books.sqlite')
  new Database(file).exec('CREATE TABLE sales (id TEXT)').pragma('user_version = 3')
  const workerData = { type: 'quick', file }
  const worker = new Worker(join(OUT, 'main', 'check-worker.js'), { workerData })
  const [answer] = (await once(worker, 'message')) as [unknown]
  expect(answer).toEqual({ type: 'sound', version: 3 })
})

describe('the provider’s key', () => {
  const key = 'sk_test_very_secret_key'

  const account = {
    provider: 'plugipay',
    origin: 'https://plugipay.com',
    prefix: '',
    scheme: 'hmac',
    keyId: 'ak_test_key',
    secret: key,
    amountUnit: 'whole',
    successUrl: 'https://example.com/',
    cancelUrl: 'https://example.com/',
  } as const

  async function saveKey(world: World): Promise<void> {
    const counter = await counterFrom(pageIn(await cashierOf(world)))
    await signIn(counter)
    expect((await counter.settings.switchMode({ mode: 'test' })).ok).toBe(true)
    await signIn(counter)
    const view = await counter.settings.saveProvider(account)
    expect(view.ok ? view.value : view.error).toMatchObject({ keyIdEnd: '_key', source: 'stored' })
  }

  test('is sealed by the system’s key store where there is one', async () => {
    const { world, dataFolder } = await startApp({ keyStore: 'gnome_libsecret' })
    await saveKey(world)
    await quitApp(world)
    const sealed = readFileSync(join(dataFolder, 'secrets.sealed.json'), 'utf8')
    expect(sealed).not.toContain(key)
    const [seal = ''] = Object.values(JSON.parse(sealed) as Record<string, string>)
    expect(
      Buffer.from(seal, 'base64')
        .map((byte) => byte ^ 0x5a)
        .toString(),
    ).toBe(key)
    expect(existsSync(join(dataFolder, 'secrets.json'))).toBe(false)
  })

  test('can be given again when the settings of the machine are damaged; what could not be read is set aside', async () => {
    const userData = newFolder()
    for (const name of ['gerai.json', 'desktop.json', 'secrets.sealed.json'])
      writeFileSync(join(userData, name), '{"window": [1, 2')
    const { world } = await startApp({ userData, keyStore: 'gnome_libsecret' })
    await saveKey(world)
    await quitApp(world)
    expect(world.exitCodes).toEqual([0])
    expect(readFileSync(join(userData, 'secrets.sealed.json.damaged'), 'utf8')).toBe('{"window": [1, 2')
    expect(JSON.parse(readFileSync(join(userData, 'gerai.json'), 'utf8'))).toMatchObject({ mode: 'test' })
    expect(Object.keys(JSON.parse(readFileSync(join(userData, 'secrets.sealed.json'), 'utf8')))).not.toEqual(
      [],
    )
  })

  test('that was given while there was no key store is the newer one when there is one again', async () => {
    const { world, dataFolder } = await startApp({ keyStore: 'gnome_libsecret' })
    await saveKey(world)
    await quitApp(world)
    const [name = ''] = Object.keys(sealsIn(dataFolder))
    writeFileSync(join(dataFolder, 'secrets.json'), JSON.stringify({ [name]: 'sk_of_today' }))
    const secrets = await openSecrets(dataFolder, safeStorage, nobodyListens)
    expect(await secrets.read(name)).toBe('sk_of_today')
    await secrets.write(name, 'sk_of_tomorrow')
    expect(readFileSync(join(dataFolder, 'secrets.json'), 'utf8')).toBe('{}')
    expect(await secrets.read(name)).toBe('sk_of_tomorrow')
  })

  test('behind a key store that stays locked counts as not there, and its seal is kept aside when another is given', async () => {
    const { world, dataFolder } = await startApp({ keyStore: 'gnome_libsecret' })
    await saveKey(world)
    await quitApp(world)
    const [name = ''] = Object.keys(sealsIn(dataFolder))
    const sealed = readFileSync(join(dataFolder, 'secrets.sealed.json'), 'utf8')
    world.options = { ...world.options, isKeyStoreShut: true }
    const secrets = await openSecrets(dataFolder, safeStorage, nobodyListens)
    expect(await secrets.read(name)).toBe(null)
    await expect(secrets.write(name, 'sk_another')).rejects.toThrow('locked')
    expect(readFileSync(join(dataFolder, 'secrets.sealed.json'), 'utf8')).toBe(sealed)
    world.options = { ...world.options, isKeyStoreShut: false }
    await secrets.write(name, 'sk_another')
    expect(await secrets.read(name)).toBe('sk_another')
    expect(readFileSync(join(dataFolder, 'secrets.sealed.json.unreadable'), 'utf8')).toBe(sealed)
  })

  test('cannot be given to a key store that does not open, and the page hears so in words', async () => {
    const { world } = await startApp({ keyStore: 'gnome_libsecret', isKeyStoreShut: true })
    const counter = await counterFrom(pageIn(await cashierOf(world)))
    await signIn(counter)
    expect((await counter.settings.switchMode({ mode: 'test' })).ok).toBe(true)
    await signIn(counter)
    expect(await counter.settings.saveProvider(account)).toMatchObject({
      ok: false,
      error: { type: 'keys_not_kept', detail: expect.stringContaining('locked') as string },
    })
    await quitApp(world)
  })

  test.runIf(process.platform === 'linux').each(['none', 'basic_text'] as const)(
    'lies in its owner’s file, and the log says so, when the key store is %s',
    async (keyStore) => {
      const { world, dataFolder } = await startApp({ keyStore })
      await saveKey(world)
      await quitApp(world)
      expect(readFileSync(join(dataFolder, 'secrets.json'), 'utf8')).toContain(key)
      const log = readFileSync(join(dataFolder, 'logs', 'gerai.log'), 'utf8')
      expect(log).toContain('safe_storage_unavailable')
      expect(log).not.toContain(key)
    },
  )
})

const sealsIn = (dataFolder: string): Record<string, string> =>
  JSON.parse(readFileSync(join(dataFolder, 'secrets.sealed.json'), 'utf8')) as Record<string, string>
const nobodyListens = { info: () => {}, warn: () => {}, error: () => {} }

function prevented(emit: (event: { preventDefault(): void }) => void): boolean {
  let isPrevented = false
  emit({
    preventDefault: () => {
      isPrevented = true
    },
  })
  return isPrevented
}

async function drain(stream: AsyncIterator<unknown>): Promise<void> {
  while ((await stream.next()).done !== true);
}

/** Refused means that the port is closed at the other end, which the asker hears. */
async function isRefused(window: Window, frame?: { url: string; parent: unknown } | null): Promise<boolean> {
  const page = openPage((channel, _message, ports) => {
    if (frame === undefined) control.post(window, channel, ports)
    else control.post(window, channel, ports, frame)
  })
  const port = await page.askForPort()
  return await new Promise((resolve) => {
    port?.on('close', () => {
      resolve(true)
    })
    port?.on('message', () => {
      resolve(false)
    })
    // an open port would answer this
    port?.postMessage('["1",{"url":"orpc://localhost/catalog/categories","method":"POST","headers":{}}]')
  })
}
