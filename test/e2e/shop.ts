import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import AxeBuilder from '@axe-core/playwright'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright'

const ROOT = join(import.meta.dirname, '..', '..')

/** The product as a shop runs it: `serve` as a process of its own, and both screens in a real browser. */
export interface Shop {
  readonly folder: string
  readonly url: string
  readonly displayUrl: string
  /** The door to the network; null without `--lan`. */
  readonly lanUrl: string | null
  readonly stderr: () => string
  /** Ends the process as a power cut would, or as an orderly stop; and starts it again on the same folder. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<number | null>
}

export async function openShop(
  options: { folder?: string; args?: string[]; env?: NodeJS.ProcessEnv } = {},
): Promise<Shop> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'gerai-shop-'))
  const args = [
    join(ROOT, 'src/cli/serve.ts'),
    '--data',
    folder,
    '--port',
    '0',
    '--no-open',
    ...(options.args ?? []),
  ]
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...options.env },
  })
  let stderr = ''
  child.stderr.on('data', (data) => {
    stderr += String(data)
  })
  const line = await firstLine(child, () => stderr)
  const { url, displayUrl, lanUrl } = JSON.parse(line) as Pick<Shop, 'url' | 'displayUrl' | 'lanUrl'>
  return {
    folder,
    url,
    displayUrl,
    lanUrl,
    stderr: () => stderr,
    stop: (signal = 'SIGTERM') =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) {
          resolve(child.exitCode)
          return
        }
        child.once('exit', (code) => {
          resolve(code)
        })
        child.kill(signal)
      }),
  }
}

/** Shops for tests that take a fresh one each: the next one starts while a test is at work in its own. */
export function shopsAhead(args: string[] = []): { next(): Promise<Shop>; end(): Promise<void> } {
  let coming: Promise<Shop> | null = null
  return {
    next: async () => {
      const shop = await (coming ?? openShop({ args }))
      coming = openShop({ args })
      // told to the test that takes it
      coming.catch(() => undefined)
      return shop
    },
    end: async () => {
      const spare = await coming
      await spare?.stop()
      if (spare !== null) removeFolder(spare.folder)
    },
  }
}

function firstLine(child: ChildProcess, stderr: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    if (child.stdout === null) return reject(new Error('no standard output'))
    child.once('exit', (code) => {
      reject(new Error(`serve ended with code ${code}: ${stderr()}`))
    })
    createInterface({ input: child.stdout }).once('line', resolve)
  })
}

/** What the shop wrote down last, each call on a line; for a test that failed on a machine nobody can look at. */
export function tellLogs(shop: Shop): void {
  const folder = join(shop.folder, 'logs')
  const lines = existsSync(folder)
    ? readdirSync(folder)
        .toSorted()
        .flatMap((name) => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n'))
    : []
  console.log([`the last lines of ${folder}:`, ...lines.slice(-40), shop.stderr()].join('\n'))
}

export const removeFolder = (folder: string): void => {
  rmSync(folder, { recursive: true, force: true })
}

export async function openBrowser(executablePath: string): Promise<Browser> {
  return await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--autoplay-policy=no-user-gesture-required',
      // a camera that shows a test picture, and nobody who has to allow it
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
    ],
  })
}

/** A page that fails the test when anything goes wrong in it: script errors, refused resources, console errors. */
export async function openPage(context: BrowserContext, url: string, troubles: string[]): Promise<Page> {
  const page = await context.newPage()
  page.on('pageerror', (error) => troubles.push(`pageerror: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(`console: ${message.text()}`)
  })
  await page.goto(url)
  return page
}

/** Looks for what keeps somebody out; in the page itself, since the usual way opens one more for frames, and there are none. */
export const axe = (page: Page): AxeBuilder => new AxeBuilder({ page }).setLegacyMode()

/** Who owns the shops of the tests, where it does not matter. */
export const OWNER = { name: 'Sari', pin: '2580' } as const

/** A newcomer's first minute: nobody exists yet, so whoever stands there becomes the owner, by keyboard alone. */
export async function becomeOwner(page: Page, { name, pin }: Person = OWNER): Promise<void> {
  await page.getByTestId('owner-name').fill(name)
  await page.keyboard.press('Enter')
  await page.keyboard.type(pin)
  await page.keyboard.press('Enter')
  await page.keyboard.type(pin)
  await page.keyboard.press('Enter')
  await page.getByTestId('person-now').waitFor()
}

export interface Person {
  readonly name: string
  readonly pin: string
}

/** Opens a locked till. */
export async function signIn(page: Page, { name, pin }: Person = OWNER): Promise<void> {
  await page.getByTestId('lock').waitFor()
  await page.getByTestId('person').filter({ hasText: name }).click()
  await page.keyboard.type(pin)
  await page.keyboard.press('Enter')
  await page.getByTestId('person-now').waitFor()
}

/** The owner, or whoever may, adds somebody in the settings. */
export async function addPerson(
  page: Page,
  { name, pin, role }: Person & { readonly role: 'cashier' | 'supervisor' | 'owner' },
): Promise<void> {
  await page.getByTestId('nav-settings').click()
  await page.getByTestId('settings-people').click()
  await page.getByTestId('person-add').click()
  await page.getByTestId('person-name').fill(name)
  await page.getByTestId('person-role').selectOption(role)
  await page.getByTestId('pin-new').focus()
  await page.keyboard.type(pin)
  await page.keyboard.press('Enter')
  await page.keyboard.type(pin)
  await page.keyboard.press('Enter')
  await page.getByTestId('person-sheet').waitFor({ state: 'detached' })
}

/** Sets a printer up without printing anything: all questions of the set-up are answered as the profile has it. */
export async function setUpPrinter(page: Page, uri: string, name = 'Printer kasir'): Promise<void> {
  await page.getByTestId('nav-settings').click()
  await page.getByTestId('settings-printer').click()
  await page.getByTestId('printer-add').click()
  await page.getByTestId('setting-printerUri').fill(uri)
  for (const step of [2, 3, 4, 5, 6, 7, 8]) {
    await page.getByTestId('wizard-next').click()
    await page.getByText(`Langkah ${step} dari 8`).waitFor()
  }
  await page.getByTestId('printer-name').fill(name)
  await page.getByTestId('wizard-next').click()
  await page.getByTestId('printer-card').filter({ hasText: name }).waitFor()
  await page.getByTestId('nav-sale').click()
}
