// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import { ok } from '../../src/core/domain/result.ts'
import { EdcSheet } from '../../src/renderer/cashier/pay/EdcSheet.tsx'
import { inPlace, keepTerminal, knownTerminals } from '../../src/renderer/cashier/pay/terminals.ts'
import { fakeClient, renderWith, resetScreens } from './fixtures.tsx'

const CARD_NUMBER = '4111 1111 1111 1111'
const field = (name: string) => screen.getByTestId<HTMLInputElement>(`edc-${name}`)
const type = (name: string, text: string) => fireEvent.change(field(name), { target: { value: text } })

describe('copying a card slip', () => {
  let sent: { slip: { trace: string } }[] = []
  beforeEach(() => {
    sent = []
    localStorage.clear()
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

describe('the terminals of the shop', () => {
  const BCA = { bank: 'BCA', tid: '12345678', mid: '0001' }
  const MANDIRI = { bank: 'Mandiri', tid: '87654321', mid: '' }
  const NEW_ON_EACH_SLIP = ['trace', 'approvalCode', 'rrn', 'batch', 'lastFour']
  const recordEdc = () => Promise.resolve(ok({}))
  const open = () =>
    renderWith(fakeClient({ 'sale.recordEdc': recordEdc }), <EdcSheet due={amountOf(80_000)} part={null} />)
  beforeEach(() => {
    localStorage.clear()
    resetScreens()
  })
  afterEach(cleanup)

  test('the one of the last slip stands there after a reload, and nothing that is new on each slip', async () => {
    open()
    for (const [name, text] of Object.entries({
      ...BCA,
      trace: '000123',
      approvalCode: 'A1B2C3',
      lastFour: '1234',
    }))
      type(name, text)
    fireEvent.click(screen.getByTestId('edc-record'))
    await waitFor(() => expect(knownTerminals('practice')).toEqual([BCA]))
    cleanup()
    open()
    expect([field('bank').value, field('tid').value, field('mid').value]).toEqual(['BCA', '12345678', '0001'])
    expect(NEW_ON_EACH_SLIP.map((name) => field(name).value)).toEqual(['', '', '', '', ''])
    expect(screen.queryByTestId('edc-terminal')).toBeNull()
    await waitFor(() => expect(document.activeElement).toBe(field('trace')))
  })

  test('of two, the other one is one key or press away, and the next field to type has the focus', async () => {
    keepTerminal('practice', MANDIRI)
    keepTerminal('practice', BCA)
    expect(inPlace(knownTerminals('practice'))).toEqual([BCA, MANDIRI])
    keepTerminal('practice', MANDIRI)
    expect(inPlace(knownTerminals('practice'))).toEqual([BCA, MANDIRI])
    keepTerminal('practice', BCA)
    open()
    expect(screen.getAllByTestId('edc-terminal').map((each) => each.getAttribute('aria-pressed'))).toEqual([
      ...['true', 'false'],
    ])
    type('trace', '000123')
    fireEvent.keyDown(field('trace'), { key: 'F2' })
    await waitFor(() => expect(field('tid').value).toBe('87654321'))
    expect(field('mid').value).toBe('')
    expect(field('trace').value).toBe('000123')
    expect(document.activeElement).toBe(field('approvalCode'))
  })

  test('Enter goes on to what is missing before it records', async () => {
    keepTerminal('practice', BCA)
    open()
    type('trace', '000123')
    expect(fireEvent.keyDown(field('trace'), { key: 'Enter' })).toBe(false)
    expect(document.activeElement).toBe(field('approvalCode'))
    expect(screen.queryByTestId('refusal')).toBeNull()
    type('approvalCode', 'A1B2C3')
    expect(fireEvent.keyDown(field('approvalCode'), { key: 'Enter' })).toBe(true)
  })

  test('practice, test and live know their own, at most four, and a broken storage knows none', () => {
    for (const tid of ['1', '2', '3', '4', '5', '3']) keepTerminal('practice', { ...BCA, tid })
    expect(knownTerminals('practice').map(({ tid }) => tid)).toEqual(['3', '5', '4', '2'])
    expect(knownTerminals('live')).toEqual([])
    localStorage.setItem('gerai.terminals.live', '[{"bank":1},null,"x"]')
    expect(knownTerminals('live')).toEqual([])
    localStorage.setItem('gerai.terminals.live', '{{')
    expect(knownTerminals('live')).toEqual([])
  })
})
