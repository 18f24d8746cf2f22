// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CurrentShiftView, ShiftBadge } from '../../src/core/contract/views/shift.ts'
import { amountOf, ZERO } from '../../src/core/domain/money.ts'
import { err, ok } from '../../src/core/domain/result.ts'
import { DRAWER_PIECES } from '../../src/core/domain/shifts/shift.ts'
import { CashMoveSheet } from '../../src/renderer/cashier/shift/CashMoveSheet.tsx'
import { CountAndClose } from '../../src/renderer/cashier/shift/CountAndClose.tsx'
import { countOf, fitOf, readCount, typedOf } from '../../src/renderer/cashier/shift/drawer-count.ts'
import { businessDayAt, shortNumber } from '../../src/renderer/cashier/status/shift-words.ts'
import { fakeClient, renderWith, resetScreens, view } from './fixtures.tsx'

const IDR = DRAWER_PIECES.IDR

describe('adding up a drawer while it is counted', () => {
  test('notes and coins come to their sum', () => {
    expect(readCount({ 100_000: '3', 2_000: '7', 100: '5' }, IDR, 'IDR')).toEqual({
      total: 314_500,
      bad: [],
      isEmpty: false,
    })
  })

  test('a line that is no count is marked and counts nothing; the others stay', () => {
    const sheet = readCount({ 50_000: '2', 1_000: '1,5', 500: '8991002101104' }, IDR, 'IDR')
    expect(sheet).toEqual({ total: 100_000, bad: [1_000, 500], isEmpty: false })
  })

  test('an empty drawer is not told from a count that was not made, so it is asked', () => {
    expect(readCount({ 500: '  ' }, IDR, 'IDR').isEmpty).toBe(true)
    expect(readCount({ 500: '0' }, IDR, 'IDR').isEmpty).toBe(false)
  })

  test('dollars are counted in cents', () => {
    expect(readCount({ 10_000: '1', 25: '3' }, DRAWER_PIECES.USD, 'USD').total).toBe(10_075)
  })

  test('a count that was given is found again as it was', () => {
    const typed = { 20_000: '4', 200: '11' }
    const counts = countOf(typed, IDR).map(({ value, pieces }) => ({
      value: amountOf(value),
      pieces: Number(pieces),
    }))
    expect(typedOf(counts)).toEqual(typed)
  })

  test('a difference has a name and not only a colour', () => {
    expect([-1, 0, 1].map(fitOf)).toEqual(['short', 'fits', 'over'])
  })
})

describe('the day of a shift', () => {
  const wib = { utcOffsetMinutes: 420, businessDayStartsAt: 240 }

  test('three in the morning still belongs to the day before, where the day begins at four', () => {
    expect(businessDayAt(Date.parse('2026-07-15T20:00:00Z'), wib)).toBe('2026-07-15')
    expect(businessDayAt(Date.parse('2026-07-15T21:00:00Z'), wib)).toBe('2026-07-16')
  })

  test('at its own till a shift goes by its short number', () => {
    expect(shortNumber('TK1-S0007')).toBe('S0007')
  })
})

const shift: ShiftBadge = {
  id: 'shift-1',
  number: 'TK1-S0001',
  openedBy: 'Ibu Sari',
  openedAt: '2026-07-15T01:00:00.000Z',
  businessDate: '2026-07-15',
}
const current: CurrentShiftView = {
  shift,
  currency: 'IDR',
  shiftRequired: false,
  businessDate: '2026-07-15',
  isOwn: true,
  pieces: IDR,
  float: ZERO,
  movements: [],
  sums: null,
  lastCount: null,
  outside: [],
  carried: [],
  unsettled: [],
}

describe('counting blind and closing', () => {
  let sent: { reason: string; attemptId: string }[] = []
  let closed = 0
  beforeEach(() => {
    sent = []
    closed = 0
    localStorage.clear()
    resetScreens()
  })
  afterEach(cleanup)

  /** Whoever gives no reason is told of the difference, like the core does it. */
  const closing = (input: never) => {
    const given = input as { reason: string; attemptId: string }
    sent.push(given)
    const amounts = { counted: amountOf(95_000), expected: amountOf(100_000), variance: amountOf(-5_000) }
    return Promise.resolve(
      given.reason === '' ? err({ type: 'variance_needs_reason' as const, ...amounts }) : ok({}),
    )
  }
  const open = (lastCount: CurrentShiftView['lastCount'] = null) =>
    renderWith(
      fakeClient({ 'shift.close': closing }),
      <QueryClientProvider client={new QueryClient()}>
        <CountAndClose
          view={view}
          current={{ ...current, lastCount }}
          shift={shift}
          onBack={() => undefined}
          onClosed={() => (closed += 1)}
        />
      </QueryClientProvider>,
    )
  const pieces = (value: number) => screen.getByTestId<HTMLInputElement>(`count-${value}`)
  const count = (value: number, text: string) => fireEvent.change(pieces(value), { target: { value: text } })
  const press = () => fireEvent.submit(screen.getByTestId('count-form'))

  test('nothing says what ought to be there before the count is given', async () => {
    open()
    count(50_000, '1')
    count(5_000, '9')
    expect(screen.getByTestId('count-total').dataset['amount']).toBe('95000')
    expect(screen.queryByTestId('variance')).toBeNull()
    expect(document.body.textContent).not.toContain('100.000\u00a0')
    press()
    const variance = await screen.findByTestId('variance')
    expect(variance.dataset['fit']).toBe('short')
    expect(variance.textContent).toContain('Kurang')
  })

  test('a difference is asked about; without a reason nothing is sent, and nothing typed is lost', async () => {
    open()
    count(50_000, '1')
    press()
    await screen.findByTestId('variance')
    press()
    expect(sent).toHaveLength(1)
    expect(pieces(50_000).value).toBe('1')
    fireEvent.change(screen.getByTestId('variance-reason'), { target: { value: 'Salah kembalian' } })
    press()
    await waitFor(() => expect(closed).toBe(1))
    expect(sent.map(({ reason }) => reason)).toEqual(['', 'Salah kembalian'])
  })

  test('another count after a difference asks anew, without the reason for the first', async () => {
    open()
    count(50_000, '1')
    press()
    await screen.findByTestId('variance')
    fireEvent.change(screen.getByTestId('variance-reason'), { target: { value: 'receh' } })
    fireEvent.click(screen.getByTestId('recount'))
    count(50_000, '2')
    press()
    expect((await screen.findByTestId<HTMLInputElement>('variance-reason')).value).toBe('receh')
    expect(sent.map(({ reason }) => reason)).toEqual(['', ''])
  })

  test('what was counted is there again after the page was loaded anew, until the shift is closed', async () => {
    open()
    count(20_000, '6')
    cleanup()
    open()
    expect(pieces(20_000).value).toBe('6')
    press()
    await screen.findByTestId('variance')
    fireEvent.change(screen.getByTestId('variance-reason'), { target: { value: 'lupa' } })
    press()
    await waitFor(() => expect(closed).toBe(1))
    expect(localStorage.length).toBe(0)
  })

  test('a count that the core has is gone on with at another screen', () => {
    open({
      at: '2026-07-15T10:00:00.000Z',
      counts: [{ value: amountOf(10_000), pieces: 3 }],
      counted: amountOf(30_000),
    })
    expect(pieces(10_000).value).toBe('3')
  })

  test('an empty count is sent only when it is pressed twice', async () => {
    open()
    press()
    expect(sent).toEqual([])
    press()
    await screen.findByTestId('variance')
    expect(sent).toHaveLength(1)
  })

  test('a line that is no count is not sent', () => {
    open()
    count(1_000, 'dua')
    press()
    expect(sent).toEqual([])
    expect(pieces(1_000).getAttribute('aria-invalid')).toBe('true')
    expect(pieces(1_000).value).toBe('dua')
  })
})

describe('cash out of the drawer', () => {
  afterEach(cleanup)

  test('pressed twice it is one, and it takes a reason', async () => {
    resetScreens()
    const sent: { amount: number; reason: string }[] = []
    let done = 0
    const cashOut = (input: never) => {
      sent.push(input)
      return Promise.resolve(ok({}))
    }
    renderWith(
      fakeClient({ 'shift.cashOut': cashOut }),
      <CashMoveSheet direction="out" shiftId="shift-1" onClose={() => (done += 1)} />,
    )
    fireEvent.change(screen.getByTestId('move-amount'), { target: { value: '20.000' } })
    fireEvent.click(screen.getByTestId('move-record'))
    expect(sent).toEqual([])
    fireEvent.click(screen.getAllByTestId('quick-reason')[0] ?? document.body)
    fireEvent.click(screen.getByTestId('move-record'))
    fireEvent.click(screen.getByTestId('move-record'))
    await waitFor(() => expect(done).toBe(1))
    expect(sent).toMatchObject([{ amount: 20_000, reason: 'Setor ke bank' }])
  })
})
