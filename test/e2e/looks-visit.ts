import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright'
import { CUSTOMER_SCENES } from '../gallery/scene-list.ts'
import type { Unsaid } from '../gallery/unsaid.ts'
import { openLook, photograph, settled, shotOf, SHOTS } from './looks-camera.ts'

/** What one visit to a scene found; it is visited once, because opening pages is what takes time. */
export interface Visit {
  picture: Buffer | null
  /** Rules of accessibility that it breaks, in its own look and enlarged in the other language. */
  readonly broken: readonly string[]
  readonly foreign: string[]
  /** What stands untranslated in both languages: nobody translated it. */
  forgotten: readonly string[]
  /** What reaches over the edge of the screen at 200 %. */
  beside: readonly string[]
  /** What does not show that it has the focus. */
  hidesFocus: readonly string[]
  /** What moves although nothing shall. */
  moving: readonly string[]
}

/** 1366 x 768 and 1280 x 800 at 200 %. */
const ENLARGED = { cashier: { width: 683, height: 384 }, customer: { width: 640, height: 400 } } as const
const isCustomers = (name: string): boolean => Object.hasOwn(CUSTOMER_SCENES, name)
/** What no picture is kept of is looked at like this. */
const USUAL = { cashier: 'middle contrast en laut', customer: 'sign contrast en laut' } as const
/** Before the first word of the core nobody knows the shop's language, and what broke does not turn. */
const TURNLESS: readonly string[] = ['broken', 'connecting', 'cover', 'customer-cover']

/** Looks at a scene in its own look and says what is not well there, then in the other language at twice the size. */
export async function visit(page: Page, url: string, name: string): Promise<Visit> {
  const kept = SHOTS.find((shot) => shot.name === name)
  const who = isCustomers(name) ? 'customer' : 'cashier'
  // before the first word of the core the page speaks Indonesian
  const shot = kept ?? shotOf(name, name, name === 'connecting' ? 'middle contrast id nila' : USUAL[who])
  await openLook(page, url, shot)
  const picture = kept === undefined ? null : await photograph(page, shot)
  const first = await unsaid(page)
  await page.evaluate('bare()')
  const found: Visit = {
    ...{
      picture,
      broken: shot.show === 'components' ? [] : await brokenRules(page),
      moving: await whatMoves(page),
    },
    ...{ foreign: [...first.foreign], forgotten: [], beside: [], hidesFocus: [] },
  }
  if (shot.show === 'components') return { ...found, foreign: [] }
  if (TURNLESS.includes(name)) return found
  // the other language, as the settings change it while the till runs, and everything twice as large
  await turn(page, shot.language === 'id' ? 'en' : 'id')
  await page.setViewportSize(ENLARGED[who])
  await settled(page)
  const second = await unsaid(page)
  found.foreign.push(...second.foreign)
  found.forgotten = second.unmarked.filter((text) => first.unmarked.includes(text))
  found.beside = await whatLiesBeside(page)
  found.hidesFocus = await whatHidesFocus(page)
  return found
}

const unsaid = async (page: Page): Promise<Unsaid> => await page.evaluate('unsaid()')

async function turn(page: Page, language: string): Promise<void> {
  await page.evaluate(`turn({ language: '${language}' })`)
  await page.locator(`html[lang="${language}"]`).waitFor()
}

async function brokenRules(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    // in this page and no helper's: three times as fast, and there are no frames to look into
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    // decoration: seen moving, never read
    .exclude('.watermark')
    // what is seen beside a name, the cap of a key or how many are in the order, is no part of what it is called
    .disableRules('label-content-name-mismatch')
    .analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
}

/** Whoever asked for reduced motion sees none: what still runs is as good as at its end. */
const whatMoves = (page: Page): Promise<string[]> =>
  page.evaluate(`document.getAnimations().flatMap((each) => {
    const { duration } = each.effect.getComputedTiming()
    return each.playState === 'running' && duration > 1 ? [(each.animationName ?? each.transitionProperty) + ' ' + each.effect.target.outerHTML.slice(0, 80)] : []
  })`)

/** Whatever can be read or pressed and reaches over the left or right edge; what is painted behind it may. */
const whatLiesBeside = (page: Page): Promise<string[]> =>
  page.evaluate(`[...document.querySelectorAll('button, input, textarea, select, h1, h2, h3, p, svg[role="img"]')].flatMap((element) => {
    const { left, right, width } = element.getBoundingClientRect()
    const isHidden = width <= 1 || element.closest('[aria-hidden="true"]') !== null
    const edge = document.documentElement.clientWidth
    // rows of chips go on sideways by themselves
    if (element.closest('.overflow-x-auto') !== null) return []
    return !isHidden && (left < -1 || right > edge + 1) ? [element.outerHTML.slice(0, 120)] : []
  })`)

/** Buttons and fields that look the same whether they have the focus or not, for somebody who goes by Tab. */
const whatHidesFocus = async (page: Page): Promise<string[]> => {
  // from here on whatever gets the focus got it by a key
  await page.keyboard.press('Tab')
  await page.addStyleTag({ content: '* { transition: none !important }' })
  return await page.evaluate(`(() => {
    const looks = (element) => {
      const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor } = getComputedStyle(element)
      return outlineStyle === 'none' ? boxShadow + borderColor : outlineWidth + outlineColor + boxShadow + borderColor
    }
    // a switch shows it on its track, a field on its frame
    const around = (element) => [element, element.parentElement, element.nextElementSibling, element.previousElementSibling]
      .flatMap((each) => (each === null ? [] : [looks(each)])).join('|')
    // one of a kind tells for all that are painted by the same classes
    const all = document.querySelectorAll('button, input:not([type="hidden"]), select, textarea, a[href], [tabindex="0"]')
    const kinds = new Map([...all].map((each) => [each.tagName + each.className, each]))
    return [...kinds.values()].flatMap((element) => {
      const room = element.getBoundingClientRect()
      if (element.disabled || element.tabIndex < 0 || room.width < 2 || element.closest('[inert], [aria-hidden="true"], [data-marked], [data-base-ui-focus-guard]') !== null) return []
      document.activeElement?.blur()
      const before = around(element)
      element.focus()
      if (document.activeElement !== element) return []
      return around(element) === before ? [element.outerHTML.slice(0, 120)] : []
    })
  })()`)
}

/** What opened something has the focus again once it is closed; null where it was nowhere. */
export async function followFocus(page: Page, url: string): Promise<Readonly<Record<string, unknown>>> {
  const after: Record<string, unknown> = {}
  for (const [show, openers] of Object.entries(OPENERS)) {
    await openLook(page, url, { ...shotOf(show, show, 'middle light id nila') })
    for (const opener of openers) {
      await page.getByTestId(opener).focus()
      await page.keyboard.press('Enter')
      const dialog = page.getByRole('dialog')
      await dialog.waitFor()
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'detached' })
      after[opener] = await page.evaluate('document.activeElement?.dataset.testid ?? null')
    }
  }
  return after
}

export const OPENERS: Readonly<Record<string, readonly string[]>> = {
  components: ['open-dialog'],
  'sale-cart': ['type-amount', 'order-discount', 'pay-cash', 'pay-edc', 'pay-split', 'pay-more', 'parked'],
  sessions: ['reconcile-open', 'filters-open'],
  shift: ['cash-in', 'cash-out', 'edc-match-open'],
  catalog: ['catalog-new', 'catalog-import'],
  reports: ['reports-file'],
  'settings-people': ['person-add', 'own-pin'],
  'settings-printer': ['printer-add'],
}

export interface Planted {
  readonly clean: Unsaid
  readonly dirty: Unsaid
}

/** The same page before and after somebody forgot to translate. */
export async function plantWords(page: Page, url: string): Promise<Planted> {
  await openLook(page, url, shotOf('paid', 'paid', 'small light id nila'))
  const clean = await unsaid(page)
  await page.evaluate(`document.body.insertAdjacentHTML('beforeend',
    '<p title="Close">\\u2061Bayar\\u2062 now <b>\\u2063Pay\\u2064</b></p>')`)
  return { clean, dirty: await unsaid(page) }
}
