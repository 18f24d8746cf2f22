import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { becomeOwner, openBrowser, openPage, openShop, removeFolder, type Shop } from './shop.ts'

/** What a finger needs, in CSS pixels; half a pixel is rounding. */
const LEAST = 43.5

/**
 * What is wrong with the page for a finger or an eye: targets that are too small, letters under 13 px, and what hangs out
 * to the right. A target is as large as its label, or as what it puts around itself to be pressed.
 */
const FINDINGS = `(() => {
  const least = ${LEAST}
  const said = (e) => [e.dataset.testid, e.tagName.toLowerCase(), (e.getAttribute('aria-label') ?? e.textContent).trim().slice(0, 40)].join(' ')
  const isSeen = (e) => {
    const { width, height, top, bottom } = e.getBoundingClientRect()
    return width > 1 && height > 1 && bottom > 0 && top < innerHeight && e.checkVisibility({ visibilityProperty: true, opacityProperty: true })
  }
  const sizeOf = (e) => {
    const boxes = [e, e.closest('label')].filter((each) => each !== null).map((each) => each.getBoundingClientRect())
    const around = ['::before', '::after']
      .map((side) => getComputedStyle(e, side))
      .filter(({ content, position }) => content !== 'none' && position === 'absolute')
      .map(({ width, height }) => ({ width: parseFloat(width), height: parseFloat(height) }))
    const all = [...boxes, ...around]
    return { width: Math.max(...all.map((box) => box.width)), height: Math.max(...all.map((box) => box.height)) }
  }
  const targets = [...document.querySelectorAll('button, input:not([type=hidden]), select, textarea, summary, a[href], [role=tab]')]
    .filter((e) => isSeen(e) && !e.disabled)
    .map((e) => ({ said: said(e), ...sizeOf(e) }))
    .filter(({ width, height }) => width < least || height < least)
    .map(({ said, width, height }) => 'small: ' + said + ' ' + Math.round(width) + 'x' + Math.round(height))
  const letters = [...document.querySelectorAll('body *')]
    .filter((e) => isSeen(e) && [...e.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== ''))
    .filter((e) => e.closest('svg') === null)
  const tiny = letters.filter((e) => parseFloat(getComputedStyle(e).fontSize) < 13).map((e) => 'tiny: ' + said(e))
  const out = document.documentElement.scrollWidth > innerWidth ? ['the page scrolls sideways'] : []
  const below = document.documentElement.scrollHeight > innerHeight ? ['the page scrolls as a whole'] : []
  return [...targets, ...tiny, ...out, ...below]
})()`

let browser: Browser
let shop: Shop
let context: BrowserContext
let page: Page
const troubles: string[] = []

beforeAll(async () => {
  browser = await openBrowser(inject('chromium'))
  shop = await openShop({ args: ['--practice'] })
  context = await browser.newContext({
    ...{ viewport: { width: 1024, height: 768 }, reducedMotion: 'reduce', locale: 'id-ID', hasTouch: true },
  })
  page = await openPage(context, shop.url, troubles)
})
afterAll(async () => {
  await browser.close()
  await shop.stop()
  removeFolder(shop.folder)
  expect(troubles).toEqual([])
})

const at = (testId: string) => page.getByTestId(testId)
const expectPressable = async (where: string): Promise<void> => {
  expect({ where, findings: await page.evaluate(FINDINGS) }).toEqual({ where, findings: [] })
}

it('everything on every page can be hit with a finger, and nothing hangs out of it', async () => {
  await at('owner-name').waitFor()
  await expectPressable('first start')
  await becomeOwner(page)
  await at('product').first().waitFor()
  await expectPressable('empty sale')
  for (const name of ['Kopi Susu Gula Aren', 'Es Teh Manis', 'Kerupuk'])
    await at('product').filter({ hasText: name }).first().tap()
  await at('cart-line').nth(2).waitFor()
  await expectPressable('sale')

  for (const [key, sheet] of [
    ['F2', 'cash-sheet'],
    ['F3', 'edc-sheet'],
    ['F4', 'split-sheet'],
    ['F9', 'amount-pad'],
    ['d', 'discount-input'],
    ['p', 'customer-search'],
    ['F8', 'held-name'],
    ['F12', 'switch-sheet'],
  ] as const) {
    await page.keyboard.press(key)
    await at(sheet).waitFor()
    await expectPressable(sheet)
    await page.keyboard.press('Escape')
    await at(sheet).waitFor({ state: 'detached' })
  }

  await at('pay-qris').tap()
  await at('qr').waitFor()
  await expectPressable('payment')
  await at('practice-pay').tap()
  await at('paid-word').waitFor()
  await expectPressable('paid')
  await at('next-sale').tap()

  for (const name of ['sales', 'confirmations', 'attention', 'sessions', 'catalog', 'reports', 'audit']) {
    await at(`nav-${name}`).tap()
    await page.locator('main h1').waitFor()
    await expectPressable(name)
  }
  await page.keyboard.press('s')
  await at('float-input').waitFor()
  await expectPressable('shift')
  await at('nav-settings').tap()
  const sections = page.locator('[role="tab"]')
  for (const section of await sections.all()) {
    await section.tap()
    await expectPressable(`settings ${await section.innerText()}`)
  }
})
