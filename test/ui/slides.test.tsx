// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { err, ok } from '../../src/core/domain/result.ts'
import type { FetchPicture } from '../../src/renderer/display/pictures.ts'
import { OwnLogo, SLIDE_MS, Slides, STILL_SLIDE_MS } from '../../src/renderer/display/Slides.tsx'

let asked: string[]
const pictures: FetchPicture = (id) => {
  asked.push(id)
  if (id === 'broken') return Promise.reject(new Error('the connection is gone'))
  return Promise.resolve(
    id.startsWith('gone') ? err({ type: 'slide_unknown' }) : ok({ kind: 'webp', base64: btoa(id) }),
  )
}
const shown = () =>
  [...document.querySelectorAll('.slide-shown')].map((image) =>
    atob(image.getAttribute('src')?.split(',')[1] ?? ''),
  )
const show = (...ids: string[]) => act(async () => void render(<Slides ids={ids} pictures={pictures} />))
const wait = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))
let still = false

beforeEach(() => {
  vi.useFakeTimers()
  asked = []
  still = false
  vi.spyOn(window, 'matchMedia').mockImplementation(() => ({ matches: still }) as MediaQueryList)
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe('the shop’s pictures while nobody is served', () => {
  test('one after the other, and from the first again', async () => {
    await show('a1', 'a2')
    expect(shown()).toEqual(['a1'])
    await wait(SLIDE_MS)
    expect(shown()).toEqual(['a2'])
    await wait(SLIDE_MS)
    expect(shown()).toEqual(['a1'])
  })

  test('whoever wants no motion sees each of them longer', async () => {
    still = true
    await show('b1', 'b2')
    await wait(SLIDE_MS)
    expect(shown()).toEqual(['b1'])
    await wait(STILL_SLIDE_MS - SLIDE_MS)
    expect(shown()).toEqual(['b2'])
  })

  test('a single picture stands, and nothing ticks', async () => {
    await show('c1')
    expect(vi.getTimerCount()).toBe(0)
    expect(shown()).toEqual(['c1'])
  })

  test('one that cannot be fetched is left out, and asked for again the next time', async () => {
    await show('gone1', 'd1', 'broken')
    expect(shown()).toEqual(['d1'])
    cleanup()
    await show('gone1', 'd1')
    expect(asked).toEqual(['gone1', 'd1', 'broken', 'gone1'])
  })

  test('without any there is only the ground, and a logo that is gone leaves its place', async () => {
    await show('gone2')
    expect(shown()).toEqual([])
    await act(async () => void render(<OwnLogo id="gone3" pictures={pictures} />))
    expect(screen.queryByTestId('display-logo')).toBeNull()
  })
})
