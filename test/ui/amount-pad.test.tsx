// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { AmountSheet } from '../../src/renderer/cashier/sale/AmountSheet.tsx'
import { useDraft } from '../../src/renderer/cashier/state/draft.ts'
import { fakeClient, renderWith, resetScreens } from './fixtures.tsx'

const field = () => screen.getByTestId<HTMLInputElement>('amount-input')
const type = (text: string) => fireEvent.change(field(), { target: { value: text } })
const add = () => fireEvent.click(screen.getByTestId('amount-add'))

const onPay = vi.fn<(way: string) => void>()

describe('typing an amount', () => {
  beforeEach(() => {
    resetScreens()
    onPay.mockClear()
    renderWith(fakeClient({}), <AmountSheet onPay={onPay} />)
  })
  afterEach(cleanup)

  test.each([
    ['1.50', 'amount_not_a_number'],
    ['1.500,50', 'amount_fraction'],
    ['', 'amount_empty'],
    ['0', 'amount_not_positive'],
    ['9999999999', 'amount_too_large'],
  ])('%s is refused in words and stays as it was typed', (typed, refusal) => {
    type(typed)
    add()
    expect(screen.getByTestId('refusal').dataset['type']).toBe(refusal)
    expect(field().value).toBe(typed)
    expect(useDraft.getState().cart.lines).toEqual([])
  })

  test('a readable amount becomes a line of the order', () => {
    type('45.300')
    add()
    expect(
      useDraft.getState().cart.lines.map(({ unitPrice, quantity }) => ({ unitPrice, quantity })),
    ).toEqual([{ unitPrice: 45_300, quantity: 1000 }])
  })

  test('the key of a way to pay adds it and pays at once, and does neither when it cannot be read', () => {
    type('1.50')
    fireEvent.keyDown(field(), { key: 'F1' })
    expect(onPay).not.toHaveBeenCalled()
    type('25000')
    fireEvent.keyDown(field(), { key: 'F1' })
    expect(onPay).toHaveBeenCalledExactlyOnceWith('collect')
    expect(useDraft.getState().cart.lines.map(({ unitPrice }) => unitPrice)).toEqual([25_000])
  })

  test('the 000 key writes three noughts', () => {
    type('45')
    fireEvent.click(screen.getByRole('button', { name: '000' }))
    expect(field().value).toBe('45000')
  })

  test('the refusal goes as soon as the amount is changed', () => {
    type('1.50')
    add()
    type('1.500')
    expect(screen.queryByTestId('refusal')).toBeNull()
  })
})
