import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import { build, preview } from 'vite'
import { galleryConfig } from '../../scripts/gallery-config.ts'
import {
  CASHIER_SCENES,
  CASHIER_SIZES,
  CUSTOMER_SCENES,
  CUSTOMER_SIZES,
  SCENES,
  SIZES,
  type Scene,
} from '../gallery/scene-list.ts'

/** How one picture is taken. */
export interface Shot {
  readonly name: string
  readonly show: string
  readonly width: number
  readonly height: number
  readonly theme: string
  readonly accent: string
  readonly language: string
  /** The whole page, however long. */
  readonly full?: true
}

/** A scene's own look: size, theme, language and colour. */
export function shotOf(name: string, show: string, look: string): Shot {
  const [size = '', theme = '', language = '', accent = ''] = look.split(' ')
  const room = SIZES[size]
  if (room === undefined) throw new Error(`${name} has no size ${size}`)
  return { name, show, ...room, theme, language, accent }
}

const PARTS = { show: 'components', width: 1040, height: 800, full: true } as const

/** Every picture that is kept. */
export const SHOTS: readonly Shot[] = [
  { ...PARTS, name: 'components-light', theme: 'light', accent: 'nila', language: 'id' },
  { ...PARTS, name: 'components-dark', theme: 'dark', accent: 'laut', language: 'id' },
  { ...PARTS, name: 'components-contrast-en', theme: 'contrast', accent: 'nila', language: 'en' },
  ...Object.entries(SCENES).flatMap(([name, { look }]) =>
    look === undefined ? [] : [shotOf(name, name, look)],
  ),
]

/** Every scene in every size, theme and language. */
export const allShots = (): readonly Shot[] => [
  ...matrixOf(Object.keys(CASHIER_SCENES), CASHIER_SIZES, ['light', 'dark', 'contrast']),
  // a white sign, which knows no dark
  ...matrixOf(Object.keys(CUSTOMER_SCENES), CUSTOMER_SIZES, ['light', 'contrast']),
]

const matrixOf = (names: readonly string[], sizes: readonly string[], themes: readonly string[]): Shot[] =>
  names.flatMap((name) =>
    sizes.flatMap((size) =>
      themes.flatMap((theme) =>
        ['id', 'en'].map((language) =>
          shotOf([name, size, theme, language].join('-'), name, [size, theme, language, 'nila'].join(' ')),
        ),
      ),
    ),
  )

/** When the gallery's world stands still. */
const NOW = '2026-07-15T07:06:00.000Z'
/** What tells the time by the machine's own stopwatch. */
const MASK = `:is([data-testid="countdown"], .countdown, .watermark, .idle-clock) {
  &, & * { visibility: hidden !important; transition: none !important; } }`

/** All letters are there, what they moved has been drawn, and what appears has appeared. */
const SETTLED = `(async () => {
  await document.fonts.ready
  const frame = () => new Promise(requestAnimationFrame)
  const moves = ({ playState, effect }) => playState === 'running' && effect.getComputedTiming().iterations !== Infinity
  await frame()
  for (let left = 90; left > 0 && document.getAnimations().some(moves); left -= 1) await frame()
  await frame()
})()`

export const settled = (page: Page): Promise<unknown> => page.evaluate(SETTLED)

const COMPONENTS: Scene = { ready: '[data-testid="slip"]' }

/** A page of the gallery on which time stands still and nothing moves; fails when anything goes wrong in it. */
export async function onStillPage<T>(browser: Browser, work: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({
    ...{ locale: 'id-ID', timezoneId: 'Asia/Jakarta', reducedMotion: 'reduce', colorScheme: 'light' },
  })
  const page = await context.newPage()
  await page.clock.setFixedTime(NOW)
  // what is not there by then does not come
  page.setDefaultTimeout(12_000)
  const troubles: string[] = []
  page.on('pageerror', (error) => troubles.push(error.message))
  const result = await work(page)
  await context.close()
  if (troubles.length > 0) throw new Error(`a page was not well: ${troubles.join('; ')}`)
  return result
}

/** So many pages at once, each with its share of the list, in the order of the list. */
export async function inTabs<T>(
  browser: Browser,
  tabs: number,
  list: readonly T[],
  work: (page: Page, each: T) => Promise<void>,
): Promise<void> {
  const left = [...list]
  const one = async (page: Page) => {
    for (let each = left.shift(); each !== undefined; each = left.shift()) await work(page, each)
  }
  await Promise.all(Array.from({ length: tabs }, () => onStillPage(browser, (page) => one(page))))
}

export const TABS = 3

/** Photographs one after the other and hands each picture over at once. */
export const takeLooks = (
  browser: Browser,
  url: string,
  shots: readonly Shot[],
  onPicture: (name: string, picture: Buffer) => Promise<void>,
): Promise<void> =>
  inTabs(browser, TABS, shots, async (page, shot) => {
    await openLook(page, url, shot)
    await onPicture(shot.name, await photograph(page, shot))
  })

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

/** Opens a scene and goes through its steps, until it is as it shall be seen. */
export async function openLook(page: Page, url: string, shot: Omit<Shot, 'name'>): Promise<void> {
  const { show, width, height, theme, accent, language } = shot
  const { ready, steps = [] } = SCENES[show] ?? COMPONENTS
  await page.setViewportSize({ width, height })
  await page.goto(`${url}?${new URLSearchParams({ show, theme, accent, language }).toString()}`)
  await page.locator(selectorOf(ready)).first().waitFor()
  for (const step of steps) {
    if ('press' in step) await page.getByTestId(step.press).first().click()
    else if ('key' in step) await page.keyboard.press(step.key)
    else if ('type' in step) await page.getByTestId(step.into).fill(step.type)
    else await page.locator(step.see).first().waitFor()
  }
  // painted as the shop chose, which a busy machine does a moment after the words are there
  await page.locator(`html[data-accent="${accent}"]`).waitFor()
  await settled(page)
  // nobody's cursor blinks in a picture, and no field is ringed because the browser had it last
  await page.mouse.move(0, 0)
}

const selectorOf = (ready: string): string => (/^[\w-]+$/.test(ready) ? `[data-testid="${ready}"]` : ready)

export async function photograph(page: Page, shot: Shot): Promise<Buffer> {
  return await page.screenshot({
    ...{ animations: 'disabled', caret: 'hide', style: MASK, fullPage: shot.full === true },
  })
}
