// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import { ok } from '../../src/core/domain/result.ts'
import { EdcSheet } from '../../src/renderer/cashier/pay/EdcSheet.tsx'
import { fakeClient, renderWith, resetScreens } from './fixtures.tsx'

const CARD_NUMBER = '4111 1111 1111 1111'
const field = (name: string) => screen.getByTestId<HTMLInputElement>(`edc-${name}`)
const type = (name: string, text: string) => fireEvent.change(field(name), { target: { value: text } })

describe('copying a card slip', () => {
  let sent: { slip: { trace: string } }[] = []
  beforeEach(() => {
    sent = []
    resetScreens()
    const recordEdc = (input: never) => {
      sent.push(input)
      return Promise.resolve(ok({}))
    }
    renderWith(fakeClient({ 'sale.recordEdc': recordEdc }), <EdcSheet due={amountOf(80_000)} part={null} />)
  })
  afterEach(cleanup)

  test.each(['bank', 'tid', 'mid', 'batch', 'trace', 'rrn', 'approvalCode', 'lastFour'])(
    'a card number typed into %s is gone at once and nothing of it is left on the screen',
    (name) => {
      type(name, CARD_NUMBER)
      expect(field(name).value).toBe('')
      expect(screen.getByTestId('refusal').dataset['type']).toBe('card_number_typed')
      expect(document.body.innerHTML).not.toContain('4111')
    },
  )

  test('a slip without its trace is not sent, and what was typed stays', () => {
    type('bank', 'BCA')
    type('tid', '12345678')
    type('approvalCode', 'A1B2C3')
    fireEvent.click(screen.getByTestId('edc-record'))
    expect(screen.getByTestId('refusal').dataset['type']).toBe('edc_field_missing')
    expect(field('bank').value).toBe('BCA')
    expect(sent).toEqual([])
  })

  test('a complete slip is sent once, however often the button is pressed, with leading noughts', async () => {
    type('bank', 'BCA')
    type('tid', '12345678')
    type('trace', '000123')
    type('approvalCode', 'A1B2C3')
    fireEvent.click(screen.getByTestId('edc-record'))
    fireEvent.click(screen.getByTestId('edc-record'))
    await waitFor(() => expect(sent.length).toBeGreaterThan(0))
    expect(sent.map(({ slip }) => slip.trace)).toEqual(['000123'])
  })
})
