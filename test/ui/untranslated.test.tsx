// @vitest-environment happy-dom
import { act, cleanup, render, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { CounterView } from '../../src/core/contract/views.ts'
import { CURRENCIES } from '../../src/core/domain/money.ts'
import { currencyName } from '../../src/core/domain/provider-words.ts'
import type { Language } from '../../src/core/domain/refusals.ts'
import { ok } from '../../src/core/domain/result.ts'
import { startCashier } from '../../src/renderer/cashier/App.tsx'
import type { CounterClient } from '../../src/renderer/api/counter.ts'
import { useCounter } from '../../src/renderer/cashier/state/counter.ts'
import { goTo, usePage, type Page } from '../../src/renderer/cashier/state/page.ts'
import { DisplayApp } from '../../src/renderer/display/DisplayApp.tsx'
import { createDisplayFeed } from '../../src/renderer/display/feed.ts'
import type * as Translating from '../../src/renderer/i18n/translate.ts'
import { lookOf } from '../gallery/look.ts'
import { counterView, displayView, NOW } from '../gallery/fixtures.ts'
import { cashier, owner, supervisor } from './fixtures.tsx'

const MARKS = { id: ['⟦', '⟧'], en: ['⟪', '⟫'] } as const

// every text of the catalogs carries the marks of its language; whatever is on a page without them was never translated
vi.mock('../../src/renderer/i18n/translate.ts', async (load) => {
  const real = await load<typeof Translating>()
  type Texts = Readonly<Record<string, string>>
  const marked = (texts: Texts, [open, close]: readonly [string, string]): Texts =>
    Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, `${open}${text}${close}`]))
  const both = ({ id, en }: Readonly<Record<Language, Texts>>) => ({
    id: marked(id, ['⟦', '⟧']),
    en: marked(en, ['⟪', '⟫']),
  })
  const createWords: typeof real.createWords = (catalogs) => {
    const words = real.createWords<string>(both(catalogs))
    return { ...words, with: (more: Readonly<Record<Language, Texts>>) => words.with(both(more)) } as never
  }
  return { ...real, createWords }
})

/** Names of people, shops and goods, and signs that are the same in every language. */
const DATA = new Set([
  ...[
    'Ibu Sari',
    'Dewi',
    'Budi',
    'Warung Contoh Satu',
    'WARUNG CONTOH SATU',
    'Layar',
    'Jl. Braga No. 12',
    'Bandung',
  ],
  ...[
    'Kopi Susu Gula Aren',
    'Nasi Goreng Kampung',
    'Es Teh Manis',
    'BDG1-260715-00042',
    'ID9990000000011',
    'TK1',
  ],
  ...['Terima kasih', 'screen:', 'QRIS', 'NMID', 'Gerai'],
  // what the core itself says in both languages
  ...CURRENCIES.flatMap((currency) => [currencyName(currency, 'id'), currencyName(currency, 'en')]),
  // the name of a language stands in that language, and zones and currencies by their codes
  ...['Bahasa Indonesia', 'English', 'WIB', 'WITA', 'WIT', 'UYT', 'UTC', 'IDR', 'Rp'],
])
const NAMES_READ_ALOUD = ['aria-label', 'placeholder', 'title', 'alt'] as const

/** What a person can read or hear on the page in letters, that no catalog of this language has said. */
function untranslated(language: Language): string[] {
  const [open, close] = MARKS[language]
  let depth = 0
  const outside = (text: string): string => {
    let left = ''
    for (const letter of text) {
      if (letter === open) depth += 1
      else if (letter === close) depth -= 1
      else if (depth === 0) left += letter
    }
    return left
  }
  const found: string[] = []
  const look = (text: string, where: string) => {
    let left = outside(text)
    for (const name of [...DATA].toSorted((a, b) => b.length - a.length)) left = left.replaceAll(name, ' ')
    // one or two capitals are somebody's initials or a key
    if (/\p{L}{2,}/u.test(left.replaceAll(/(?<!\p{L})\p{Lu}{1,2}(?!\p{L})/gu, ' ')))
      found.push(`${where}: ${text}`)
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement
    if (parent === null || parent.closest('kbd, style, script, svg, pre, code, [translate="no"]')) continue
    look(node.nodeValue ?? '', parent.tagName.toLowerCase())
  }
  expect(depth, 'marks are in pairs').toBe(0)
  for (const element of document.body.querySelectorAll('*')) {
    for (const name of NAMES_READ_ALOUD) look(element.getAttribute(name) ?? '', name)
  }
  return found
}

/** A core that knows nothing yet: lists are empty, what else is asked for is still on its way. */
function quietClient(): CounterClient {
  const nothing = { rows: [], nextCursor: null }
  const at = (path: readonly string[]): unknown =>
    new Proxy(() => undefined, {
      get: (_, name) => at([...path, String(name)]),
      apply: () => {
        const [area, name] = path
        if (area === 'catalog' && name === 'categories') return Promise.resolve(ok([]))
        if (name === 'list' && ['sale', 'sessions', 'attention', 'audit'].includes(area ?? ''))
          return Promise.resolve(ok(nothing))
        if (area === 'slides') return Promise.resolve(ok({ slides: [], logo: null }))
        return new Promise(() => undefined)
      },
    })
  return at([]) as CounterClient
}

const lookIn = (language: Language) => lookOf(new URLSearchParams({ language }))

async function openPage(language: Language, page: Page, changes: Partial<CounterView>, section?: string) {
  render(startCashier({ client: quietClient(), reconnect: () => undefined }))
  await act(async () => {
    const view = { ...counterView(lookIn(language), false), ...changes }
    useCounter.setState({ view, locked: null, hearing: 'live', offsetMs: 0 })
    goTo(page)
    if (section !== undefined) usePage.setState({ section })
  })
  // pages that are fetched when they are asked for
  await waitFor(() => expect(document.querySelector('main h1, main h2, main button')).not.toBeNull(), {
    timeout: 10_000,
  })
}

afterEach(() => {
  cleanup()
  useCounter.setState({ view: null, locked: null })
  usePage.setState({ page: 'sale', sheet: null })
})

const SECTIONS = [
  ...['shop', 'look', 'people', 'till', 'money', 'notices', 'receipt', 'printer', 'screens', 'provider'],
  ...['backups', 'mode', 'help'],
]

describe.each(['id', 'en'] as const)('in %s no page says anything that was not translated', (language) => {
  const sale = counterView(lookIn(language), true).sale

  test.each(['sale', 'sales', 'sessions', 'attention', 'audit'] as const)('%s', async (page) => {
    await openPage(language, page, {})
    expect(untranslated(language)).toEqual([])
  })

  test('payment', async () => {
    await openPage(language, 'sale', { sale })
    expect(untranslated(language)).toEqual([])
  })

  test.each(SECTIONS)('settings: %s', async (section) => {
    await openPage(language, 'settings', {}, section)
    expect(untranslated(language)).toEqual([])
  })

  test.each([false, true])('the lock, and the first start (%s)', async (firstStart) => {
    const { theme, accent } = lookIn(language)
    render(startCashier({ client: quietClient(), reconnect: () => undefined }))
    await act(async () => {
      const team = firstStart ? [] : [owner, supervisor, cashier]
      const shop = {
        revision: 1,
        now: NOW,
        mode: 'live',
        shopName: 'Warung Contoh Satu',
        sale: null,
      } as const
      useCounter.setState({
        view: null,
        locked: { ...shop, language, theme, accent, firstStart, team },
        hearing: 'live',
      })
    })
    await waitFor(() => expect(document.querySelector('h1')).not.toBeNull(), { timeout: 10_000 })
    expect(untranslated(language)).toEqual([])
  })

  // the cover is in both languages at once: a guest must understand it too
  test.each(['idle', 'code', 'paid'])('the customer’s screen: %s', async (screen) => {
    const feed = createDisplayFeed()
    render(<DisplayApp feed={feed} />)
    act(() => {
      feed.opened()
      const view = displayView(screen, lookIn(language))
      if (view !== null) feed.heard({ type: 'view', view, now: NOW })
    })
    expect(document.querySelector('main')?.dataset['testid']).toBe(`display-${screen}`)
    expect(untranslated(language)).toEqual([])
    feed.stop()
  })
})

test('a text that nobody translated is found, wherever it stands', () => {
  render(
    <p title="Close">
      ⟦Bayar⟧ now <b>⟪Pay⟫</b>
    </p>,
  )
  expect(untranslated('id')).toEqual(['p: ⟦Bayar⟧ now ', 'b: ⟪Pay⟫', 'title: Close'])
})
