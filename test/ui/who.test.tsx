// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { LockedView } from '../../src/core/contract/views/counter.ts'
import { amountOf } from '../../src/core/domain/money.ts'
import type { Actor } from '../../src/core/domain/people/people.ts'
import { err, ok } from '../../src/core/domain/result.ts'
import { LockScreen } from '../../src/renderer/cashier/people/LockScreen.tsx'
import { cashier, fakeClient, owner, renderWith, resetScreens, supervisor } from './fixtures.tsx'

const locked: LockedView = {
  revision: 1,
  now: '2026-07-15T07:05:00.000Z',
  mode: 'practice',
  shopName: 'Warung Contoh Satu',
  language: 'id',
  theme: 'light',
  accent: 'nila',
  firstStart: false,
  team: [cashier, supervisor, owner],
  sale: null,
}

const SALE = {
  number: 'BDG1-260715-00042',
  status: 'open',
  total: amountOf(80_000),
  currency: 'IDR',
} as const

describe('the lock', () => {
  let sent: { personId: string; pin: string }[] = []
  let answer: () => unknown = () => ok(null)

  beforeEach(() => {
    vi.useFakeTimers()
    resetScreens()
    sent = []
    answer = () => ok(null)
  })
  afterEach(() => {
    cleanup()
    vi.useRealTimers()
  })

  function show(changes: Partial<LockedView> = {}) {
    const signIn = async (input: never) => {
      sent.push(input)
      return await answer()
    }
    return renderWith(
      fakeClient({ 'people.signIn': signIn }),
      <LockScreen locked={{ ...locked, ...changes }} />,
    )
  }
  const press = async (...keys: string[]) => {
    for (const key of keys) await act(async () => void fireEvent.keyDown(document.body, { key }))
  }
  const type = (digits: string) => press(...Array.from(digits))
  const chosen = () =>
    screen.getAllByTestId('person').find((each) => each.getAttribute('aria-selected') === 'true')
      ?.textContent ?? null
  const dots = () => screen.getByTestId('pin').dataset['length']

  test('arrows and initials choose, digits go to the PIN, Enter signs in', async () => {
    show()
    await press('ArrowDown')
    expect(chosen()).toMatch(/Budi/)
    await press('d')
    expect(chosen()).toMatch(/Dewi/)
    await type('48263')
    await press('Backspace')
    expect(dots()).toBe('4')
    await press('Enter')
    expect(sent).toEqual([{ personId: supervisor.id, pin: '4826' }])
  })

  test('the same initial again goes on to the next one', async () => {
    const bima: Actor = { id: 'p-bima', name: 'Bima', role: 'cashier' }
    show({ team: [bima, cashier, owner] })
    await press('b')
    expect(chosen()).toMatch(/Bima/)
    await press('b')
    expect(chosen()).toMatch(/Budi/)
  })

  test('the PIN is nowhere in the page, neither as text nor in an attribute', async () => {
    const { container } = show()
    await press('b')
    await type('73915')
    const pad = screen.getByTestId('pin-1').parentElement
    pad?.remove()
    expect(container.innerHTML).not.toContain('73915')
    expect(container.querySelectorAll('input')).toHaveLength(0)
    expect(dots()).toBe('5')
  })

  test('too few digits or nobody chosen: it is said, and no try is wasted', async () => {
    show()
    await type('7391')
    await press('Enter')
    expect(screen.getByTestId('pin-short').textContent).toMatch(/Pilih namanya/)
    await press('b')
    await type('739')
    await press('Enter')
    expect(screen.getByTestId('pin-short').textContent).toMatch(/4 sampai 8/)
    expect(sent).toEqual([])
  })

  test('another person starts with an empty PIN', async () => {
    show()
    await press('b')
    await type('73')
    await press('d')
    expect(dots()).toBe('0')
  })

  test('a wrong PIN is wiped and told; the person stays', async () => {
    answer = () => err({ type: 'pin_wrong', triesLeft: 2 })
    show()
    await press('b')
    await type('1111')
    await press('Enter')
    expect(screen.getByTestId('refusal').dataset['type']).toBe('pin_wrong')
    expect(chosen()).toMatch(/Budi/)
    expect(dots()).toBe('0')
  })

  test('an unanswered PIN stays typed: it may be sent again as it is', async () => {
    answer = () => Promise.reject(new Error('connection closed'))
    show()
    await press('b')
    await type('7391')
    await press('Enter')
    expect(screen.getByTestId('refusal').dataset['type']).toBe('call_lost')
    expect(dots()).toBe('4')
  })

  test('too many: the wait counts down, nothing is taken until it is over, and others can sign in', async () => {
    answer = () => err({ type: 'pin_locked_out', waitSeconds: 15 })
    show()
    await press('b')
    await type('1111')
    await press('Enter')
    expect(screen.getByTestId('pin-wait-time').textContent).toBe('00:15')
    await act(async () => void (await vi.advanceTimersByTimeAsync(5_000)))
    expect(screen.getByTestId('pin-wait-time').textContent).toBe('00:10')
    await type('7391')
    await press('Enter')
    expect(dots()).toBe('0')
    expect(sent).toHaveLength(1)
    answer = () => ok(null)
    await press('d')
    await type('4826')
    await press('Enter')
    expect(sent.at(-1)).toEqual({ personId: supervisor.id, pin: '4826' })
    await press('b')
    expect(screen.getByTestId('pin-wait-time').textContent).toBe('00:10')
    await act(async () => void (await vi.advanceTimersByTimeAsync(10_000)))
    expect(screen.queryByTestId('pin-wait')).toBeNull()
    await type('7391')
    await press('Enter')
    expect(sent.at(-1)).toEqual({ personId: cashier.id, pin: '7391' })
  })

  test('of many people, letters search and the first that fits is chosen', async () => {
    const team = Array.from({ length: 12 }, (_, index): Actor => ({
      id: `p${index}`,
      name: `${index < 6 ? 'Agus' : 'Wati'} ${String.fromCodePoint(65 + index)}`,
      role: 'cashier',
    }))
    show({ team })
    await press('w')
    expect(screen.getByTestId<HTMLInputElement>('who-search').value).toBe('w')
    expect(screen.getAllByTestId('person')).toHaveLength(6)
    expect(chosen()).toMatch(/Wati G/)
    const search = screen.getByTestId('who-search')
    for (const key of ['2', '5', '8', '0', 'Enter'])
      await act(async () => void fireEvent.keyDown(search, { key }))
    expect(sent).toEqual([{ personId: 'p6', pin: '2580' }])
  })

  test.each([
    ['open', /BELUM LUNAS/],
    ['partly_paid', /SEBAGIAN/],
    ['unsure', /BELUM PASTI/],
    ['paid', /LUNAS/],
  ] as const)('a sale that is %s stands there in words with number and amount', (status, word) => {
    const { container } = show({ sale: { ...SALE, status } })
    expect(screen.getByTestId('lock-state').textContent).toMatch(word)
    expect(screen.getByTestId('lock-amount').textContent).toMatch(/80\.000/)
    expect(container.textContent).toContain(SALE.number)
  })

  test('a sale that was given up is no longer shown', () => {
    show({ sale: { ...SALE, status: 'canceled' } })
    expect(screen.queryByTestId('lock-state')).toBeNull()
  })
})
