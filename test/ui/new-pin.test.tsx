// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { LockedView } from '../../src/core/contract/views/counter.ts'
import { err, ok } from '../../src/core/domain/result.ts'
import { FirstStart } from '../../src/renderer/cashier/people/FirstStart.tsx'
import { OwnPinSheet } from '../../src/renderer/cashier/settings/people/OwnPinSheet.tsx'
import { setLanguage } from '../../src/renderer/cashier/words.ts'
import { fakeClient, renderWith, resetScreens } from './fixtures.tsx'

const locked: LockedView = {
  revision: 1,
  now: '2026-07-15T07:05:00.000Z',
  mode: 'practice',
  shopName: 'Toko Saya',
  language: 'id',
  theme: 'light',
  accent: 'nila',
  firstStart: true,
  team: [],
  sale: null,
}

const press = async (...keys: string[]) => {
  for (const key of keys)
    await act(async () => void fireEvent.keyDown(document.activeElement ?? document.body, { key }))
}
const type = (digits: string) => press(...Array.from(digits))
const length = (field: string) => screen.getByTestId(field).dataset['length']

describe('the first start', () => {
  let sent: unknown[] = []
  let saved: unknown[] = []
  let answer: () => unknown = () => ok(null)

  beforeEach(() => {
    resetScreens()
    sent = []
    saved = []
    answer = () => ok(null)
    const client = fakeClient({
      'people.createOwner': async (input) => {
        sent.push(input)
        return await answer()
      },
      'settings.save': (input) => {
        saved.push(input)
        return Promise.resolve(ok({}))
      },
    })
    renderWith(client, <FirstStart locked={locked} />)
  })
  afterEach(() => {
    cleanup()
    setLanguage('id')
  })

  const name = () => screen.getByTestId<HTMLInputElement>('owner-name')
  const go = () => act(async () => void fireEvent.submit(name()))

  test('by keyboard alone: a name, the PIN twice, Enter after each', async () => {
    fireEvent.change(name(), { target: { value: ' Ibu Sari ' } })
    await go()
    await type('2580')
    await press('Enter')
    await type('2580')
    await press('Enter')
    expect(sent).toEqual([{ name: 'Ibu Sari', pin: '2580' }])
    expect(saved).toEqual([])
  })

  test('no name: it is asked for, and nothing is sent', async () => {
    await type('2580')
    await go()
    expect(screen.getByText('Tulis namanya dulu.')).toBeTruthy()
    expect(sent).toEqual([])
  })

  test.each([
    ['1234', /mudah ditebak/],
    ['0000', /mudah ditebak/],
    ['25', /4 sampai 8/],
  ])('%s is refused on the spot, and said why', async (pin, why) => {
    fireEvent.change(name(), { target: { value: 'Sari' } })
    await go()
    await type(pin)
    await press('Enter')
    expect(screen.getByText(why)).toBeTruthy()
    expect(length('pin-new')).toBe('0')
    expect(sent).toEqual([])
  })

  test('the second differs: it is typed once more, the first stays', async () => {
    fireEvent.change(name(), { target: { value: 'Sari' } })
    await go()
    await type('2580')
    await press('Enter')
    await type('2508')
    await press('Enter')
    expect(screen.getByText(/Yang kedua berbeda/)).toBeTruthy()
    expect([length('pin-new'), length('pin-again')]).toEqual(['4', '0'])
    await type('2580')
    await press('Enter')
    expect(sent).toHaveLength(1)
  })

  test('what the core refuses is told, and the name stays typed', async () => {
    answer = () => err({ type: 'owner_exists' })
    fireEvent.change(name(), { target: { value: 'Sari' } })
    await go()
    await type('2580')
    await press('Enter')
    await type('2580')
    await press('Enter')
    await waitFor(() => expect(screen.getByTestId('refusal').dataset['type']).toBe('owner_exists'))
    expect(name().value).toBe('Sari')
  })

  test('an English speaker reads English at once, and the shop keeps it', async () => {
    fireEvent.click(screen.getByTestId('language-en'))
    expect(screen.getByRole('heading').textContent).toMatch(/Welcome/)
    fireEvent.change(name(), { target: { value: 'Ann' } })
    await go()
    await type('2580')
    await press('Enter')
    await type('2580')
    await press('Enter')
    await waitFor(() => expect(saved).toEqual([{ language: 'en' }]))
  })
})

describe('changing one’s own PIN', () => {
  let sent: unknown[] = []
  let closed = false
  let answer: () => unknown = () => ok(null)

  beforeEach(() => {
    resetScreens()
    sent = []
    closed = false
    answer = () => ok(null)
    const client = fakeClient({
      'people.changeOwnPin': async (input) => {
        sent.push(input)
        return await answer()
      },
    })
    renderWith(
      client,
      <OwnPinSheet
        onClose={() => {
          closed = true
        }}
      />,
    )
  })
  afterEach(cleanup)

  test('the present one first, then the new one twice', async () => {
    await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId('pin-old')))
    await type('2580')
    await press('Enter')
    await type('4826')
    await press('Enter')
    await type('4826')
    await press('Enter')
    expect(sent).toEqual([{ oldPin: '2580', newPin: '4826' }])
    expect(closed).toBe(true)
  })

  test('a wrong present one: only that is typed again', async () => {
    answer = () => err({ type: 'pin_wrong', triesLeft: 2 })
    await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId('pin-old')))
    await type('1111')
    await press('Enter')
    await type('4826')
    await press('Enter')
    await type('4826')
    await press('Enter')
    expect(screen.getByTestId('refusal').dataset['type']).toBe('pin_wrong')
    answer = () => ok(null)
    await type('2580')
    await press('Enter')
    expect(sent.at(-1)).toEqual({ oldPin: '2580', newPin: '4826' })
    expect(closed).toBe(true)
  })
})
