import { describe, expect, test } from 'vitest'
import type { TenderView } from '../../src/core/contract/views/sale.ts'
import { amountOf } from '../../src/core/domain/money.ts'
import { stateWord } from '../../src/renderer/cashier/pay/tender-state.ts'

const tender = (changes: Partial<TenderView>): TenderView => ({
  id: 't1',
  kind: 'qris',
  amount: amountOf(80_000),
  covers: amountOf(80_000),
  state: 'presented',
  paying: false,
  inFlight: true,
  counted: false,
  booking: null,
  sessionId: 'cs_1',
  code: null,
  evidence: null,
  at: '2026-07-15T07:05:00.000Z',
  refundable: {
    captured: amountOf(0),
    remaining: amountOf(0),
    coinsOwed: amountOf(0),
    obstacle: 'no_money',
    ways: [],
  },
  trouble: null,
  ...changes,
})
const calm = { timeUp: false, offline: false }

describe('the word over the code', () => {
  test('an open code is not paid, and may be seen', () => {
    expect(stateWord(tender({}), calm)).toMatchObject({ word: 'state.unpaid', code: 'shown', counting: true })
  })

  test('a code whose time has passed is "not certain" and covered until the provider says what became of it', () => {
    expect(stateWord(tender({}), { ...calm, timeUp: true })).toMatchObject({
      word: 'state.unsure',
      code: 'covered',
    })
  })

  test('without a network nobody can say whether it was paid, so the code is covered', () => {
    expect(stateWord(tender({ paying: true }), { ...calm, offline: true })).toMatchObject({
      word: 'state.unsure',
      code: 'covered',
    })
  })

  test('a state this version does not know is "not certain", never "not paid"', () => {
    expect(stateWord(tender({ state: 'something_new' }), calm).word).toBe('state.unsure')
  })

  test.each([
    'canceling',
    'expired',
    'canceled',
    'failed',
    'refused',
    'quarantined',
    'superseded',
    'settled_late',
  ])('a code that is %s is never shown', (state) => {
    expect(stateWord(tender({ state, inFlight: state === 'canceling' }), calm).code).toBe('covered')
  })
})
