import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { becomeOwner, setUpPrinter, signIn } from '../e2e/shop.ts'
import {
  electronBinary,
  environmentFor,
  launch,
  newFolder,
  openPaper,
  ROOT,
  type Launched,
} from './launched.ts'

/** The real thing: Electron itself, its windows, its sandbox and its key store. */
const folder = newFolder()
const troubles: string[] = []
let shop: Launched
let paper: Awaited<ReturnType<typeof openPaper>>

beforeAll(async () => {
  paper = await openPaper()
  shop = await launch(folder, troubles)
  await becomeOwner(shop.cashier)
  await setUpPrinter(shop.cashier, paper.uri)
})

afterAll(async () => {
  await shop?.app.close()
  paper?.close()
  rmSync(folder, { recursive: true, force: true })
})

async function chargeFirstProduct(): Promise<void> {
  await shop.cashier.getByTestId('product').first().click()
  await shop.cashier.keyboard.press('F1')
  await shop.cashier.getByTestId('qr').waitFor()
}

test('each window runs in the sandbox, apart from its preload and without Node', async () => {
  const found = await shop.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.webContents.getURL()),
  )
  expect(found.toSorted()[0]).toBe('gerai://app/cashier.html')
  const inPage = await shop.cashier.evaluate(() =>
    ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis),
  )
  expect(inPage).toEqual([])
})

test('a sale is paid by QRIS and its slip is printed over the network', async () => {
  await chargeFirstProduct()
  await shop.cashier.getByTestId('practice-pay').click()
  await shop.cashier.getByTestId('paid-word').waitFor()
  await expect.poll(() => paper.bytes(), { timeout: 10_000 }).toBeGreaterThan(100)
  await shop.cashier.keyboard.press('Enter')
})

test('the customer’s own display shows the code and that it was paid', async (context) => {
  const { customer } = shop
  if (customer === null) return context.skip('a second display')
  await chargeFirstProduct()
  await customer.locator('[data-screen="code"]').waitFor()
  await shop.cashier.getByTestId('practice-pay').click()
  await customer.locator('[data-screen="paid"]').waitFor()
  await shop.cashier.keyboard.press('Enter')
})

test('the cashier’s keys reach the page past the menu', async () => {
  await shop.cashier.keyboard.press('F12')
  await shop.cashier.getByTestId('switch-sheet').waitFor()
  await shop.cashier.keyboard.press('Escape')
  await shop.cashier.getByTestId('switch-sheet').waitFor({ state: 'detached' })
})

test('a second start brings the first one to the front and ends', async () => {
  const second = spawn(electronBinary(), [ROOT], { env: environmentFor(folder), stdio: 'ignore' })
  const code = await new Promise((resolve) => second.once('exit', resolve))
  expect(code).toBe(0)
  expect(await shop.cashier.getByTestId('person-now').count()).toBe(1)
})

test('a restart in the middle of a code shows the same sale again', async () => {
  await chargeFirstProduct()
  await shop.app.close()
  shop = await launch(folder, troubles)
  await signIn(shop.cashier)
  await shop.cashier.getByTestId('qr').waitFor()
  await shop.cashier.getByTestId('practice-pay').click()
  await shop.cashier.getByTestId('paid-word').waitFor()
})

test('nothing in the pages met the content policy', () => {
  expect(troubles).toEqual([])
})
