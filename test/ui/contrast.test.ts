import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ACCENTS } from '../../src/core/domain/accents.ts'
import { contrastWithWhite } from '../../src/core/domain/brand.ts'
import { DEFAULT_SETTINGS } from '../../src/core/domain/settings.ts'
import { themeFor } from '../../src/renderer/ui/theme.ts'

/** Each rule of the style sheet that sets colours, as its selector and its custom properties. */
const rulesOf = (file: string) =>
  [...readFileSync(new URL(`../../src/renderer/${file}`, import.meta.url), 'utf8').matchAll(RULE)].map(
    ([, selector = '', body = '']) => ({
      selector,
      values: new Map(
        [...body.matchAll(/(--[\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex]),
      ),
    }),
  )
const RULE = /^(:root(?:,\n\[data-theme='light'\])?|(?:\[data-(?:theme|accent)='\w+'\])+) \{([^}]*)\}/gm
const rules = [...rulesOf('ui/tokens.css'), ...rulesOf('display/display.css')]

/** What a page painted so has, in the order in which a browser applies it: by weight, then by place. */
function tokensOf(theme: string, accent: string): (name: string) => string {
  const applying = rules
    .filter(
      ({ selector }) =>
        selector.startsWith(':root') ||
        [...selector.matchAll(/data-(theme|accent)='(\w+)'/g)].every(([, kind, value]) =>
          kind === 'theme' ? value === theme : value === accent,
        ),
    )
    .toSorted((a, b) => weight(a.selector) - weight(b.selector))
  const all = new Map(applying.flatMap(({ values }) => [...values]))
  return (name) => {
    const value = all.get(`--${name}`)
    if (value === undefined) throw new Error(`${theme} ${accent} has no colour ${name}`)
    return value
  }
}
const weight = (selector: string): number =>
  selector.startsWith(':root') ? 1 : (selector.match(/\[/g) ?? []).length

const luminance = (hex: string): number =>
  1.05 / contrastWithWhite([1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))) - 0.05
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].toSorted((one, other) => other - one)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

/** Every text on every ground it is written on. */
const WRITTEN: readonly (readonly [text: string, grounds: readonly string[]])[] = [
  ['ink', ['card', 'ground', 'nila-wash', 'kunyit-wash', 'pandan-wash', 'cabai-wash']],
  ['second', ['card', 'ground', 'nila-wash', 'kunyit-wash', 'pandan-wash', 'cabai-wash']],
  ['nila', ['card', 'ground', 'nila-wash']],
  ['on-nila', ['nila', 'nila-press']],
  ['kunyit', ['card', 'ground', 'kunyit-wash']],
  ['pandan', ['card', 'ground', 'pandan-wash']],
  ['cabai', ['card', 'ground', 'cabai-wash']],
  ['on-paid', ['paid']],
  ['paper-ink', ['paper']],
]
const shortOf = (tokens: (name: string) => string, least: number): string[] =>
  WRITTEN.flatMap(([text, grounds]) =>
    grounds
      .map((ground) => ({ pair: `${text} on ${ground}`, has: contrast(tokens(text), tokens(ground)) }))
      .filter(({ has }) => has < least)
      .map(({ pair, has }) => `${pair}: ${has.toFixed(2)}`),
  )

describe('colours', () => {
  test('black on white is 21, a grey that everybody quotes is 4.54: the measure itself is right', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
  })

  describe.each(ACCENTS)('with the shop’s colour %s', (accent) => {
    test.each(['light', 'dark'])('every text of the %s theme can be read', (theme) => {
      expect(shortOf(tokensOf(theme, accent), 4.5)).toEqual([])
    })
    test('every text of high contrast reaches 7:1, and the edges of controls 4.5', () => {
      const tokens = tokensOf('contrast', accent)
      expect(shortOf(tokens, 7)).toEqual([])
      expect(contrast(tokens('line'), tokens('card'))).toBeGreaterThan(4.5)
    })
    test.each(['light', 'dark', 'contrast'])(
      'the focus ring of the %s theme is seen on any ground',
      (theme) => {
        const tokens = tokensOf(theme, accent)
        for (const ground of ['card', 'ground'])
          expect(contrast(tokens('nila'), tokens(ground))).toBeGreaterThan(3)
      },
    )
  })

  test('each of the shop’s colours is another one in each theme', () => {
    for (const theme of ['light', 'dark', 'contrast']) {
      expect(new Set(ACCENTS.map((accent) => tokensOf(theme, accent)('nila'))).size).toBe(ACCENTS.length)
    }
  })

  test.each(['light', 'contrast'])('the customer’s screen holds 7:1 for amounts and states (%s)', (theme) => {
    const tokens = tokensOf(theme, 'nila')
    expect(contrast(tokens('display-amber'), tokens('display-amber-wash'))).toBeGreaterThanOrEqual(7)
    expect(contrast(tokens('display-second'), tokens('display-amber-wash'))).toBeGreaterThanOrEqual(7)
    expect(contrast('#ffffff', tokens('display-paid'))).toBeGreaterThanOrEqual(7)
    expect(contrast(tokens('ink'), tokens('card'))).toBeGreaterThanOrEqual(7)
  })
})

describe('which theme is painted', () => {
  test('the shop’s choice wins; without one the system’s, and its wish for more contrast first', () => {
    expect(themeFor('system', false, false)).toBe('light')
    expect(themeFor('system', true, false)).toBe('dark')
    expect(themeFor('system', true, true)).toBe('contrast')
    expect(themeFor('light', true, true)).toBe('light')
    expect(themeFor('contrast', true, false)).toBe('contrast')
    expect(DEFAULT_SETTINGS).toMatchObject({ theme: 'system', accent: 'nila' })
  })
})
