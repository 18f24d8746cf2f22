import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import { build, preview } from 'vite'
import { galleryConfig } from '../../scripts/gallery-config.ts'

export interface Shot {
  readonly name: string
  readonly show: string
  readonly width: number
  readonly height: number
  readonly theme?: 'light' | 'dark' | 'contrast'
  readonly accent?: string
  readonly language?: 'id' | 'en'
  /** The whole page, however long. */
  readonly full?: true
}

const CASHIER = { width: 1024, height: 640 } as const
const SIGN = { width: 800, height: 480 } as const

/** Every picture that is kept: few, small, and each of something that the others do not show. */
export const SHOTS: readonly Shot[] = [
  { name: 'components-light', show: 'components', width: 1040, height: 800, full: true },
  {
    name: 'components-dark',
    show: 'components',
    width: 1040,
    height: 800,
    theme: 'dark',
    accent: 'laut',
    full: true,
  },
  {
    name: 'components-contrast-en',
    show: 'components',
    width: 1040,
    height: 800,
    theme: 'contrast',
    language: 'en',
    full: true,
  },
  { name: 'lock', show: 'lock', ...CASHIER },
  { name: 'lock-contrast', show: 'lock', ...CASHIER, theme: 'contrast' },
  { name: 'first-start', show: 'first-start', ...CASHIER },
  { name: 'payment', show: 'payment', ...CASHIER },
  { name: 'payment-dark-rosela', show: 'payment', ...CASHIER, theme: 'dark', accent: 'rosela' },
  { name: 'settings-shop-manggis', show: 'settings-shop', ...CASHIER, accent: 'manggis' },
  { name: 'settings-shop-en', show: 'settings-shop', ...CASHIER, language: 'en' },
  { name: 'customer-idle', show: 'customer-idle', ...SIGN },
  { name: 'customer-idle-laut', show: 'customer-idle', ...SIGN, accent: 'laut' },
  { name: 'customer-slides', show: 'customer-slides', ...SIGN },
  { name: 'customer-code', show: 'customer-code', ...SIGN },
  { name: 'customer-code-contrast', show: 'customer-code', ...SIGN, theme: 'contrast' },
  { name: 'customer-code-portrait', show: 'customer-code', width: 390, height: 700 },
  { name: 'customer-paid', show: 'customer-paid', ...SIGN },
  { name: 'customer-cover', show: 'customer-cover', ...SIGN },
]

/** When the gallery's world stands still. */
const NOW = '2026-07-15T07:06:00.000Z'
/** What tells the time by the machine's own stopwatch; and the bar and the list that gain a place with every new page. */
const MASK = `:is([data-testid="countdown"], .countdown, .watermark, .idle-clock,
  header:has([data-testid="nav-sale"]), [role="tablist"]) { &, & * { visibility: hidden !important; transition: none !important; } }`

/** What stands on a page once it is whole, where that is not its own name. */
const READY: Readonly<Record<string, string>> = {
  components: '[data-testid="slip"]',
  'first-start': '[data-testid="owner-name"]',
  payment: '[data-testid="qr"]',
  'settings-shop': '[data-testid="setting-shopName"]',
  'customer-slides': '.idle-slides:has(.slide-shown):has(.idle-logo)',
}

/** A page of the gallery on which time stands still and nothing moves; fails when anything goes wrong in it. */
export async function onStillPage<T>(browser: Browser, work: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({
    ...{ locale: 'id-ID', timezoneId: 'Asia/Jakarta', reducedMotion: 'reduce', colorScheme: 'light' },
  })
  const page = await context.newPage()
  await page.clock.setFixedTime(NOW)
  const troubles: string[] = []
  page.on('pageerror', (error) => troubles.push(error.message))
  const result = await work(page)
  await context.close()
  if (troubles.length > 0) throw new Error(`a page was not well: ${troubles.join('; ')}`)
  return result
}

/** Photographs everything in the gallery. */
export async function takeLooks(page: Page, url: string): Promise<ReadonlyMap<string, Buffer>> {
  const taken = new Map<string, Buffer>()
  for (const shot of SHOTS) taken.set(shot.name, await photograph(page, url, shot))
  return taken
}

/** Serves a fresh build of the gallery on this machine while the work lasts. */
export async function withGallery<T>(work: (url: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'gerai-gallery-'))
  try {
    const config = galleryConfig(folder)
    await build(config)
    const server = await preview(config)
    try {
      return await work(server.resolvedUrls?.local[0] ?? '')
    } finally {
      await server.close()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export async function openLook(page: Page, url: string, shot: Shot): Promise<void> {
  const { show, width, height, theme = 'light', accent = 'nila', language = 'id' } = shot
  await page.setViewportSize({ width, height })
  await page.goto(`${url}?${new URLSearchParams({ show, theme, accent, language }).toString()}`)
  await page.locator(READY[show] ?? `[data-testid="${show.replace('customer', 'display')}"]`).waitFor()
  await page.evaluate('document.fonts.ready')
  // nobody's cursor blinks in a picture, and no field is ringed because the browser had it last
  await page.mouse.move(0, 0)
}

async function photograph(page: Page, url: string, shot: Shot): Promise<Buffer> {
  await openLook(page, url, shot)
  return await page.screenshot({
    ...{ animations: 'disabled', caret: 'hide', style: MASK, fullPage: shot.full === true },
  })
}
