// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import type { DisplayBrand } from '../../src/core/domain/brand.ts'
import type { DisplayFeed } from '../../src/renderer/display/feed.ts'
import { Idle } from '../../src/renderer/display/screens.tsx'

const shop = {
  name: 'Warung Contoh',
  language: 'id',
  mode: 'live',
  zoneLabel: 'WIB',
  utcOffsetMinutes: 420,
} as const
const feed = { nowMs: () => null } as unknown as DisplayFeed
const plain: DisplayBrand = { name: null, tagline: null, tint: null, accent: null, logo: null }
const show = (brand: DisplayBrand | null) => {
  render(<Idle view={{ screen: 'idle', shop, brand }} feed={feed} />)
  return screen.getByTestId('display-idle')
}
afterEach(cleanup)

describe('the idle screen', () => {
  test('without a look of the provider’s it is the shop of the settings', () => {
    for (const brand of [null, plain]) {
      const idle = show(brand)
      expect(idle.textContent).toContain('Warung Contoh')
      expect(idle.textContent).toContain('Selamat datang')
      expect(idle.getAttribute('style')).toBeNull()
      cleanup()
    }
  })

  test('shows name, words and colour of the shop, with names cleaned', () => {
    const idle = show({
      ...plain,
      name: 'Kopi\u202e Senja\n',
      tagline: 'Pelan-pelan saja',
      tint: '#f5a300',
      accent: '#7a5100',
    })
    expect(idle.querySelector('h1')?.textContent).toBe('Kopi Senja')
    expect(idle.textContent).toContain('Pelan-pelan saja')
    expect(idle.style.getPropertyValue('--brand')).toBe('#7a5100')
  })

  test('a logo is a picture in the page itself: nothing is fetched from anywhere', () => {
    const idle = show({ ...plain, logo: 'iVBORw0KGgo=' })
    const sources = [...idle.querySelectorAll('img')].map((image) => image.getAttribute('src'))
    expect(sources).toEqual(['data:image/png;base64,iVBORw0KGgo='])
  })
})
