import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { becomeOwner, setUpPrinter, signIn } from '../e2e/shop.ts'
import {
  electronBinary,
  environmentFor,
  launch,
  newFolder,
  startArguments,
  type Launched,
} from './launched.ts'
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
} from './story.ts'

/** The real thing: Electron itself, its windows, its sandbox and its key store. */
const folder = newFolder()
const troubles: string[] = []
const hear = listen(troubles)
let shop: Launched
let paper: Paper

beforeAll(async () => {
  paper = await openPaper()
  shop = await launch(folder, hear)
  await becomeOwner(shop.cashier)
  await setUpPrinter(shop.cashier, paper.uri)
})

afterAll(async () => {
  await shop?.app.close()
  paper?.close()
  rmSync(folder, { recursive: true, force: true })
})

test('two windows run in the sandbox, apart from their preload and without Node', async () => {
  const found = await shop.app.evaluate(({ app, BrowserWindow }) => ({
    pages: BrowserWindow.getAllWindows().map((window) => window.webContents.getURL()),
    isSandboxOff: app.commandLine.hasSwitch('no-sandbox'),
  }))
  expect(found.pages.toSorted()).toEqual(['gerai://app/cashier.html', 'gerai://app/display.html'])
  expect(found.isSandboxOff).toBe(false)
  for (const page of [shop.cashier, shop.customer]) {
    const inPage = await page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis),
    )
    expect(inPage).toEqual([])
  }
})

test('a sale is paid by QRIS on both windows, and its slip is printed over the network', async () => {
  await showCode(shop)
  await payCode(shop)
  await expect.poll(() => isSlip(paper.bytes()), { timeout: 10_000 }).toBe(true)
  await nextCustomer(shop)
})

test('the cashier’s keys reach the page past the menu', async () => {
  await pressOwnKey(shop.cashier)
})

test('a second start brings the first one to the front and ends', async () => {
  const second = spawn(electronBinary(), startArguments(), { env: environmentFor(folder), stdio: 'ignore' })
  const code = await new Promise((resolve) => second.once('exit', resolve))
  expect(code).toBe(0)
  expect(await shop.cashier.getByTestId('person-now').count()).toBe(1)
})

test('a restart in the middle of a code shows the same sale again', async () => {
  await showCode(shop)
  await shop.app.close()
  shop = await launch(folder, hear)
  await signIn(shop.cashier)
  await shop.cashier.getByTestId('qr').waitFor()
  await shop.customer.locator('[data-screen="code"]').waitFor()
  await payCode(shop)
  await nextCustomer(shop)
})

test('nothing in the pages met the content policy, also when they load anew; what meets it is heard of', async () => {
  await shop.customer.reload()
  await shop.cashier.reload()
  await shop.cashier.getByTestId('product').first().waitFor()
  expect(troubles).toEqual([])
  await breakPolicy(shop.cashier)
  await expect.poll(() => troubles.join('\n')).toContain('Content Security Policy')
})
