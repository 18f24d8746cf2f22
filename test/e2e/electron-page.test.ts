import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import {
  cleanUp,
  control,
  display,
  OUT,
  quitApp,
  startApp,
  until,
  type Window,
  type World,
} from '../electron-double/running.ts'
import {
  breakPolicy,
  isSlip,
  listen,
  nextCustomer,
  openPaper,
  payCode,
  pressOwnKey,
  showCode,
  type Paper,
} from '../electron/story.ts'
import { becomeOwner, openBrowser, setUpPrinter, signIn } from './shop.ts'

/**
 * The built Electron app in a real Chromium: pages as the app's own scheme answers them, with its policy, and the built
 * preload in a world of its own with nothing but `require('electron')`. What is not real is the browser's own Electron part.
 */
const ORIGIN = 'https://gerai.test'
const WORLD = 'preload'
const BOTH = [display(1, 0), display(2, 1280)]

let browser: Browser
let world: World
let cashierWindow: Window
let cashier: Page
let customer: Page
const troubles: string[] = []
const strangers: string[] = []
const ports: MessagePort[] = []
const hear = listen(troubles)
let dataFolder: string
let paper: Paper

beforeAll(async () => {
  paper = await openPaper()
  ;({ world, dataFolder } = await startApp({ displays: BOTH }))
  browser = await openBrowser(inject('chromium'))
  await openBoth()
})

async function openBoth(): Promise<void> {
  await until(() => world.windows.some(({ shown }) => shown === 'shown'))
  const [first, second] = world.windows
  if (first === undefined || second === undefined) throw new Error('two windows were expected')
  cashierWindow = first
  cashier = await openIn(first)
  customer = await openIn(second)
}

afterAll(async () => {
  await browser?.close()
  for (const port of ports) port.close()
  paper?.close()
  if (world !== undefined && world.exitCodes.length === 0) await quitApp(world)
  cleanUp()
})

test('the built preload hands the page its port across the worlds, and a sale by QRIS is paid on both screens', async () => {
  await becomeOwner(cashier)
  await setUpPrinter(cashier, paper.uri)
  await showCode({ cashier, customer })
  await until(() => world.lit.size === 1)
  await payCode({ cashier, customer })
  await until(() => world.lit.size === 0)
  await until(() => isSlip(paper.bytes()))
})

test('the cashier’s own keys do what they say', async () => {
  await nextCustomer({ cashier, customer })
  await pressOwnKey(cashier)
})

test('nothing of the preload, of Electron or of Node is in the page’s own world', async () => {
  const names = ['require', 'module', 'exports', 'process', 'Buffer', 'ipcRenderer', 'electron', '__toMain']
  const found = await cashier.evaluate((all) => all.filter((name) => name in globalThis), names)
  expect(found).toEqual([])
})

test('the policy of the pages lets nothing inline, evaluated or remote run, and the pages need none of it', async () => {
  expect([troubles, strangers]).toEqual([[], []])
  const tried = await cashier.evaluate(TRY_EVERYTHING)
  expect(tried).toEqual({
    refused: ['connect-src', 'frame-src', 'script-src', 'script-src-elem', 'style-src-elem'],
    remote: 'refused',
    evaluated: 'refused',
    inlineRan: false,
  })
  expect(strangers).toEqual([])
  const heard = troubles.length
  await breakPolicy(cashier)
  await until(() => troubles.slice(heard).join('\n').includes('Content Security Policy'))
})

test('a page that is loaded again in the middle of a sale shows it as it was', async () => {
  await showCode({ cashier, customer })
  const code = await customer.locator('[data-screen="code"]').count()
  await cashier.reload()
  await cashier.getByTestId('qr').waitFor()
  expect([code, world.lateMessages, cashierWindow.contents.url]).toEqual([1, 0, 'gerai://app/cashier.html'])
})

test('a display that is unplugged during a payment is told of beside the code, which goes on here', async () => {
  const lost = cashier.getByTestId('lost-display')
  expect(await lost.count()).toBe(0)
  control.setDisplays([display(1, 0)], 'display-removed')
  await lost.waitFor()
  expect(await lost.innerText()).toContain('Layar pelanggan terputus.')
  expect(await cashier.getByTestId('qr').count()).toBe(1)
  control.setDisplays(BOTH, 'display-added')
  await lost.waitFor({ state: 'detached' })
})

test('a restart in the middle of a code shows the same sale again', async () => {
  await quitApp(world)
  await cashier.context().close()
  await customer.context().close()
  ;({ world } = await startApp({ userData: dataFolder, displays: BOTH }))
  await openBoth()
  await signIn(cashier)
  await cashier.getByTestId('qr').waitFor()
  await customer.locator('[data-screen="code"]').waitFor()
  await payCode({ cashier, customer })
  await nextCustomer({ cashier, customer })
})

test('the settings choose the customer’s display, and the window follows', async () => {
  await cashier.getByTestId('nav-settings').click()
  await cashier.getByTestId('settings-desktop').click()
  const choice = cashier.getByTestId('customer-display')
  await expect.poll(() => choice.inputValue()).toBe('auto')
  await choice.selectOption('off')
  await until(() => world.windows[1]?.gone === true)
  await choice.selectOption('2')
  await until(() => world.windows[2]?.contents.url === 'gerai://app/display.html')
  expect(await cashier.getByTestId('update-state').innerText()).not.toBe('')
})

/** Loads the page of this window of the app, with its preload beside it. */
async function openIn(window: Window): Promise<Page> {
  await until(() => window.contents.url !== '')
  const context = await browser.newContext({ userAgent: 'Mozilla/5.0 Chrome/150.0 Electron/45.4.1' })
  const page = await context.newPage()
  // what the policy test tries on purpose comes later and is looked at there
  hear(page)
  await context.route('**/*', async (route) => {
    const url = route.request().url()
    if (!url.startsWith(`${ORIGIN}/`)) {
      strangers.push(url)
      return await route.abort()
    }
    const answer = await control.fetchPage(`gerai://app${url.slice(ORIGIN.length)}`, route.request().method())
    await route.fulfill({
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: Buffer.from(await answer.arrayBuffer()),
    })
  })
  await runPreload(page, window)
  await page.goto(`${ORIGIN}${new URL(window.contents.url).pathname}`)
  return page
}

/** The built preload in an isolated world, as Electron runs it; its port leads to the app in this process. */
async function runPreload(page: Page, window: Window): Promise<void> {
  const devTools = await page.context().newCDPSession(page)
  await devTools.send('Page.enable')
  await devTools.send('Runtime.enable')
  await devTools.send('Runtime.addBinding', { name: '__toMain', executionContextName: WORLD })
  const preload = readFileSync(join(OUT, 'preload', 'index.cjs'), 'utf8')
  await devTools.send('Page.addScriptToEvaluateOnNewDocument', {
    worldName: WORLD,
    source: `(${ELECTRON_WORLD})(function (require, module, exports) {${preload}\n})`,
  })
  const open = new Map<string, MessagePort>()
  devTools.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name !== '__toMain') return
    const told = JSON.parse(payload) as { port: number; channel?: string; data?: unknown }
    const key = `${executionContextId}:${told.port}`
    if (told.channel === undefined) {
      open.get(key)?.postMessage(told.data)
      return
    }
    const { port1, port2 } = new MessageChannel()
    open.set(key, port1)
    ports.push(port1)
    port1.on('message', (data: unknown) => {
      if (typeof data !== 'string') throw new Error('only text is carried across here')
      const expression = `__fromMain(${told.port}, ${JSON.stringify(data)})`
      // the page may have gone meanwhile
      devTools.send('Runtime.evaluate', { expression, contextId: executionContextId }).catch(() => undefined)
    })
    control.post(window, told.channel, [port2])
  })
}

/** Runs in the page: what a script that got in by a hole would try. */
const TRY_EVERYTHING = `(async () => {
  const refused = []
  document.addEventListener('securitypolicyviolation', (event) => refused.push(event.effectiveDirective))
  const script = document.createElement('script')
  script.textContent = 'globalThis.inlineRan = true'
  document.head.append(script)
  const style = document.createElement('style')
  style.textContent = 'body { outline: 1px solid red }'
  document.head.append(style)
  const frame = document.createElement('iframe')
  frame.src = 'https://example.com/'
  document.body.append(frame)
  const remote = await fetch('https://example.com/').then(() => 'loaded', () => 'refused')
  // later, in a task of the page's own: the tools that run this may evaluate text whatever the policy says
  const evaluated = await new Promise((resolve) => {
    setTimeout(() => {
      try {
        ;(0, eval)('1')
        resolve('ran')
      } catch {
        resolve('refused')
      }
    })
  })
  // a frame is refused by another process, which takes its time
  for (let looks = 0; refused.length < 5 && looks < 200; looks += 1) await new Promise((resolve) => setTimeout(resolve, 50))
  return { refused: refused.sort(), remote, evaluated, inlineRan: 'inlineRan' in globalThis }
})()`

/** Runs in the preload's world: the whole of Electron that a sandboxed preload of ours may ask for. */
const ELECTRON_WORLD = `(preload) => {
  const held = []
  const tell = (told) => globalThis.__toMain(JSON.stringify(told))
  const ipcRenderer = {
    postMessage: (channel, _message, [port]) => {
      const index = held.push(port) - 1
      port.addEventListener('message', ({ data }) => tell({ port: index, data }))
      port.start()
      tell({ port: index, channel })
    },
  }
  globalThis.__fromMain = (index, data) => held[index].postMessage(data)
  const require = (name) => {
    if (name !== 'electron') throw new Error('a sandboxed preload cannot require ' + name)
    return { ipcRenderer }
  }
  const module = { exports: {} }
  preload(require, module, module.exports)
}`
