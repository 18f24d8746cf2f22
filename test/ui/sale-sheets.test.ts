import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { TenderView } from '../../src/core/contract/views/sale.ts'
import { amountOf, ZERO } from '../../src/core/domain/money.ts'
import { useCounter } from '../../src/renderer/cashier/state/counter.ts'
import { closeThisSheet, openSheet, usePage, type Sheet } from '../../src/renderer/cashier/state/page.ts'
import { followSale } from '../../src/renderer/cashier/state/sale-sheets.ts'
import { openSale, view } from './fixtures.tsx'

const CASH: Sheet = { name: 'cash', amount: amountOf(7_000) }
const recorded: TenderView = {
  ...{ id: 't1', kind: 'cash', amount: amountOf(7_000), covers: amountOf(7_000), state: 'accepted' },
  ...{ paying: false, inFlight: false, counted: true, booking: null, sessionId: null, code: null },
  ...{ evidence: null, at: view.now, trouble: null },
  refundable: { captured: ZERO, remaining: ZERO, coinsOwed: ZERO, obstacle: null, ways: [] },
}
const shows = (sale: typeof openSale | null): void =>
  useCounter.setState({ view: { ...view, sale }, locked: null })
const open = () => usePage.getState().sheet

describe('a sheet over the sale', () => {
  let stop: () => void = () => undefined
  beforeEach(() => {
    useCounter.setState({ view: null, locked: null })
    usePage.setState({ sheet: null })
    stop = followSale()
    shows(null)
  })
  afterEach(() => stop())

  test('is gone when its payment is on the sale, however late its own answer comes', () => {
    openSheet(CASH)
    shows({ ...openSale, tenders: [recorded] })
    expect(open()).toBeNull()
  })

  test('stays while nothing but the figures around it change', () => {
    shows(openSale)
    openSheet(CASH)
    shows({ ...openSale, timeline: [] })
    expect(open()).toEqual(CASH)
  })

  test('that was opened meanwhile is not closed by the late answer to the one before', () => {
    openSheet(CASH)
    const close = closeThisSheet()
    shows({ ...openSale, tenders: [recorded] })
    openSheet({ name: 'edc', amount: null })
    close()
    expect(open()).toEqual({ name: 'edc', amount: null })
  })

  test('is gone when the till is unlocked and the sale was paid meanwhile', () => {
    shows(openSale)
    openSheet(CASH)
    useCounter.setState({ view: null })
    expect(open()).toEqual(CASH)
    shows({ ...openSale, status: 'paid', tenders: [recorded] })
    expect(open()).toBeNull()
  })

  test('that only lists the keys stays', () => {
    openSheet({ name: 'shortcuts' })
    shows(openSale)
    expect(open()).toEqual({ name: 'shortcuts' })
  })
})
