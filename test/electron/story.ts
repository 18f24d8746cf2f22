import { createServer } from 'node:net'
import type { Page } from 'playwright'

/**
 * What is done on the app's two windows, whoever opened them: the real Electron, or the browser that stands in for it. It is
 * written once, so that the part nobody can run everywhere is known to fit the pages.
 */
export interface Windows {
  readonly cashier: Page
  readonly customer: Page
}

/** Asks for a payment; the code is on both windows when it returns. */
export async function showCode({ cashier, customer }: Windows): Promise<void> {
  await cashier.getByTestId('product').first().click()
  await cashier.keyboard.press('F1')
  await cashier.getByTestId('qr').waitFor()
  await customer.locator('[data-screen="code"]').waitFor()
}

/** The customer pays; both windows say so. */
export async function payCode({ cashier, customer }: Windows): Promise<void> {
  await cashier.getByTestId('practice-pay').click()
  await cashier.getByTestId('paid-word').waitFor()
  await customer.locator('[data-screen="paid"]').waitFor()
}

/** On to the next customer, whose screen shows nothing of the one before. */
export async function nextCustomer({ cashier, customer }: Windows): Promise<void> {
  await cashier.keyboard.press('Enter')
  await customer.locator('[data-screen="idle"]').waitFor()
}

/** A key of the page's own, which a menu could have taken. */
export async function pressOwnKey(cashier: Page): Promise<void> {
  await cashier.keyboard.press('F12')
  await cashier.getByTestId('switch-sheet').waitFor()
  await cashier.keyboard.press('Escape')
  await cashier.getByTestId('switch-sheet').waitFor({ state: 'detached' })
}

/** What a script that got in by a hole would do first; the policy of the pages names it. */
export async function breakPolicy(cashier: Page): Promise<void> {
  await cashier.evaluate(`(() => {
    const script = document.createElement('script')
    script.textContent = 'globalThis.gotIn = true'
    document.head.append(script)
  })()`)
}

/** Notes what a page complains of, from now on, and each page only once. */
export function listen(troubles: string[]): (page: Page) => void {
  const heard = new Set<Page>()
  return (page) => {
    if (heard.has(page)) return
    heard.add(page)
    page.on('pageerror', (error) => troubles.push(`pageerror: ${error.message}`))
    page.on('console', (message) => {
      if (message.type() === 'error') troubles.push(message.text())
    })
  }
}

/** A network printer that keeps what it is sent. */
export interface Paper {
  readonly uri: string
  bytes(): Buffer
  close(): void
}

export async function openPaper(): Promise<Paper> {
  const parts: Buffer[] = []
  const server = createServer((socket) => {
    socket.on('data', (part) => {
      parts.push(part)
    })
    socket.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    uri: `tcp://127.0.0.1:${address.port}`,
    bytes: () => Buffer.concat(parts),
    close: () => server.close(),
  }
}

/** A slip says that it was paid, and is moved out of the printer at its end. */
export const isSlip = (bytes: Buffer): boolean =>
  bytes.includes('Status      : LUNAS') &&
  bytes.lastIndexOf(Buffer.from([0x1b, 0x64])) > bytes.lastIndexOf('LUNAS')
