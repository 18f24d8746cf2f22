import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PNG } from 'pngjs'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ACCENTS } from '../../src/core/domain/accents.ts'
import {
  CASHIER_SCENES,
  CASHIER_SIZES,
  CUSTOMER_SCENES,
  CUSTOMER_SIZES,
  SCENES,
  type Scene,
} from '../gallery/scene-list.ts'
import { inTabs, onStillPage, SHOTS, TABS, withGallery } from '../e2e/looks-camera.ts'
import { followFocus, OPENERS, plantWords, visit, type Planted, type Visit } from '../e2e/looks-visit.ts'
import { openBrowser } from '../e2e/shop.ts'

const GOLDEN = join(import.meta.dirname, '..', 'golden', 'looks')
/** Of 255, in any channel: what another machine's rounding of an edge may be. */
const MOST_OF_A_CHANNEL = 24
/** Of all pixels. A button of another colour is more. */
const MOST_DIFFERENT = 0.0005
/** Few enough to be looked at one by one. */
const MOST_PICTURES = 80
/** Whole pages of up to 1920 x 1080, about 100 kB each; the three of all components and LUNAS are the largest. */
const MOST_BYTES = 9_000_000

const visits = new Map<string, Visit>()
/** Scenes that did not come about. */
const faults = new Map<string, string>()
let browser: Browser
let focus: Readonly<Record<string, unknown>>
let planted: Planted

beforeAll(async () => {
  browser = await openBrowser(inject('chromium'))
  await withGallery(async (url) => {
    const parts = SHOTS.filter(({ show }) => show === 'components')
    const names = [...Object.keys(SCENES), ...parts.map(({ name }) => name)]
    await inTabs(browser, TABS, names, async (page, name) => {
      try {
        visits.set(name, await visit(page, url, name))
      } catch (cause) {
        faults.set(name, String(cause).slice(0, 400))
      }
    })
    await onStillPage(browser, async (page) => {
      focus = await followFocus(page, url)
      planted = await plantWords(page, url)
    })
  })
}, 600_000)
afterAll(() => browser.close())

/** Marks each pixel that differs in red on the pale picture; null where both look the same. */
function differenceOf(a: PNG, b: PNG): PNG | null {
  if (a.width !== b.width || a.height !== b.height) return b
  const marked = new PNG({ width: a.width, height: a.height })
  let different = 0
  for (let at = 0; at < a.data.length; at += 4) {
    const far = [0, 1, 2].some(
      (channel) => Math.abs((a.data[at + channel] ?? 0) - (b.data[at + channel] ?? 0)) > MOST_OF_A_CHANNEL,
    )
    if (far) different += 1
    const pale = 200 + Math.floor((b.data[at + 1] ?? 0) / 5)
    marked.data.set(far ? [220, 0, 0, 255] : [pale, pale, pale, 255], at)
  }
  return different / (a.data.length / 4) > MOST_DIFFERENT ? marked : null
}

describe('the looks of the screens', () => {
  it.each(SHOTS)('$name is as it was', ({ name }) => {
    const path = join(GOLDEN, `${name}.png`)
    if (!existsSync(path)) throw new Error(`there is no ${path}: look at the screen, then npm run looks`)
    const picture = visits.get(name)?.picture ?? null
    if (picture === null) throw new Error(`${name} was not photographed`)
    const golden = readFileSync(path)
    // as a rule they are the same to the byte, and need not be unpacked
    if (golden.equals(picture)) return
    const difference = differenceOf(PNG.sync.read(golden), PNG.sync.read(picture))
    if (difference === null) return
    const folder = mkdtempSync(join(tmpdir(), 'gerai-looks-'))
    writeFileSync(join(folder, `${name}.png`), picture)
    writeFileSync(join(folder, `${name}-difference.png`), PNG.sync.write(difference))
    throw new Error(`${name} looks different: see ${folder}; if it is wanted, npm run looks`)
  })

  it('keeps only what is compared, and little of it', () => {
    const kept = readdirSync(GOLDEN).filter((name) => name.endsWith('.png'))
    expect(kept.toSorted()).toEqual(SHOTS.map(({ name }) => `${name}.png`).toSorted())
    expect(SHOTS.length).toBeLessThanOrEqual(MOST_PICTURES)
    const bytes = kept.reduce((sum, name) => sum + statSync(join(GOLDEN, name)).size, 0)
    expect(bytes).toBeLessThan(MOST_BYTES)
  })

  it('the comparison sees a button of another colour, and no rounding of an edge', () => {
    const paint = (over: (at: number) => number): PNG => {
      const png = new PNG({ width: 200, height: 200 })
      for (let at = 0; at < png.data.length; at += 4) png.data.set([over(at / 4), 200, 200, 255], at)
      return png
    }
    const plain = paint(() => 200)
    expect(
      differenceOf(
        plain,
        paint(() => 200 - MOST_OF_A_CHANNEL),
      ),
    ).toBeNull()
    expect(
      differenceOf(
        plain,
        paint((pixel) => (pixel < 100 ? 100 : 200)),
      ),
    ).not.toBeNull()
    expect(differenceOf(plain, new PNG({ width: 200, height: 201 }))).not.toBeNull()
  })
})

/** What a kind of look at every scene has found, by scene; nothing where all is well. */
const found = (kind: Exclude<keyof Visit, 'picture'>): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    [...visits].flatMap(([name, each]) => (each[kind].length === 0 ? [] : [[name, each[kind]]])),
  )

describe('every scene of the gallery', () => {
  it('was looked at', () => {
    expect(Object.fromEntries(faults)).toEqual({})
    expect([...visits.keys()]).toEqual(expect.arrayContaining(Object.keys(SCENES)))
  })

  it('breaks no rule of accessibility, in its own theme and language', () => {
    expect(found('broken')).toEqual({})
  })

  it('says nothing of the other language, before and after it was switched', () => {
    expect(found('foreign')).toEqual({})
  })

  it('says nothing that nobody translated', () => {
    expect(found('forgotten')).toEqual({})
  })

  it('has nothing beside the screen when it is enlarged to twice its size', () => {
    expect(found('beside')).toEqual({})
  })

  it('moves nothing for whoever asked for reduced motion', () => {
    expect(found('moving')).toEqual({})
  })

  it('shows where the focus is', () => {
    expect(found('hidesFocus')).toEqual({})
  })

  it('gives the focus back to what opened a sheet', () => {
    const openers = Object.values(OPENERS).flat()
    expect(focus).toEqual(Object.fromEntries(openers.map((name) => [name, name])))
  })

  it('would be caught with a text that nobody translated, wherever it stands', () => {
    expect(planted.clean.unmarked).toEqual([])
    expect(planted.dirty.unmarked).toEqual([expect.stringContaining('now'), 'title: Close'])
    expect(planted.dirty.foreign).toEqual([expect.stringContaining('Pay')])
  })
})

describe('the pictures show everything beside everything else', () => {
  const looksOf = (scenes: Readonly<Record<string, Scene>>) =>
    Object.values(scenes).flatMap(({ look }) => (look === undefined ? [] : [look.split(' ')]))
  /** Pairs of two dimensions that no picture has. */
  const missing = (looks: string[][], one: readonly string[], other: readonly string[]): string[] =>
    one.flatMap((a) =>
      other.flatMap((b) => (looks.some((look) => look.includes(a) && look.includes(b)) ? [] : [`${a} ${b}`])),
    )

  it('on the cashier’s page: sizes, themes, languages, colours', () => {
    const looks = looksOf(CASHIER_SCENES)
    const themes = ['light', 'dark', 'contrast']
    const languages = ['id', 'en']
    expect([
      ...missing(looks, CASHIER_SIZES, themes),
      ...missing(looks, CASHIER_SIZES, languages),
      ...missing(looks, themes, languages),
      ...missing(looks, themes, ACCENTS),
      ...missing(looks, CASHIER_SIZES, ACCENTS),
    ]).toEqual([])
    // all three at once as well: a theme is designed, and one language is longer than the other
    const threes = CASHIER_SIZES.flatMap((size) =>
      themes.flatMap((theme) => languages.map((language) => [size, theme, language])),
    )
    expect(
      threes.filter((three) => !looks.some((look) => three.every((each) => look.includes(each)))),
    ).toEqual([])
  })

  it('on the customer’s screen, which is a white sign and knows no dark', () => {
    const looks = looksOf(CUSTOMER_SCENES)
    const themes = ['light', 'contrast']
    const languages = ['id', 'en']
    expect([
      ...missing(looks, CUSTOMER_SIZES, themes),
      ...missing(looks, CUSTOMER_SIZES, languages),
      ...missing(looks, themes, languages),
    ]).toEqual([])
  })
})
