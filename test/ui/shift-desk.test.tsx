// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  matchBatch,
  openBatches,
  type RecordedSlip,
  type TypedBatch,
} from '../../src/core/domain/edc-match.ts'
import { amountOf } from '../../src/core/domain/money.ts'
import { ok } from '../../src/core/domain/result.ts'
import { EdcMatchSheet } from '../../src/renderer/cashier/shift/EdcMatchSheet.tsx'
import { usePage } from '../../src/renderer/cashier/state/page.ts'
import { ShiftPill } from '../../src/renderer/cashier/status/ShiftPill.tsx'
import { businessDayAt } from '../../src/renderer/cashier/status/shift-words.ts'
import { Problem } from '../../src/renderer/cashier/Problem.tsx'
import { fakeClient, renderWith, resetScreens, settings, view } from './fixtures.tsx'

beforeEach(resetScreens)
afterEach(cleanup)

describe('the shift in the status bar', () => {
  const shift = {
    id: 'shift-1',
    number: 'TK1-S0007',
    openedBy: 'Budi',
    openedAt: '2026-07-14T01:00:00.000Z',
    businessDate: '2026-07-14',
  }
  const pill = () => screen.getByTestId('status-shift')

  test('says its number and who has the drawer', () => {
    const businessDate = businessDayAt(Date.now(), settings)
    renderWith(fakeClient({}), <ShiftPill view={{ ...view, shift: { ...shift, businessDate } }} />)
    expect(pill().textContent).toContain('S0007 · Budi')
    expect(pill().dataset['tone']).toBe('grey')
  })

  test('one that was left open another day is amber, with its word', () => {
    renderWith(fakeClient({}), <ShiftPill view={{ ...view, shift }} />)
    expect(pill().textContent).toContain('lupa ditutup')
    expect(pill().dataset['tone']).toBe('kunyit')
  })

  test('none at all is quiet, unless the shop sells only with one', () => {
    renderWith(fakeClient({}), <ShiftPill view={view} />)
    expect(pill().dataset['tone']).toBe('grey')
    cleanup()
    renderWith(fakeClient({}), <ShiftPill view={{ ...view, shiftRequired: true }} />)
    expect(pill().dataset['tone']).toBe('kunyit')
    expect(pill().textContent).toContain('belum dibuka')
  })

  test('a sale that was refused for want of one leads straight to it', () => {
    renderWith(fakeClient({}), <Problem trouble={{ type: 'shift_needed' }} />)
    fireEvent.click(screen.getByTestId('open-shift'))
    expect(usePage.getState()).toMatchObject({ page: 'shift', sheet: null })
  })
})

describe('comparing a card terminal', () => {
  const slip = (trace: string, amount: number): RecordedSlip => ({
    ...{ tenderId: `t${trace}`, saleNumber: `TK1-${trace}`, tid: '12345678', batch: '12', bank: 'BCA' },
    ...{ mid: '', trace, amount: amountOf(amount), at: '2026-07-15T03:00:00.000Z' },
  })
  const recorded = [slip('000345', 55_000), slip('000346', 20_000)]
  const type = (testId: string, value: string) =>
    fireEvent.change(screen.getByTestId(testId), { target: { value } })

  test('the recorded slips stand beside what is typed, and the missing one is named', async () => {
    const sent: TypedBatch[] = []
    const matchEdc = (input: never) => {
      const typed: TypedBatch = input
      sent.push(typed)
      const result = matchBatch(recorded, typed)
      return Promise.resolve(ok({ tid: '12345678', batch: '12', result, documentId: 'd', sheet: null }))
    }
    const [batch = null] = openBatches(recorded)
    renderWith(
      fakeClient({ 'shift.matchEdc': matchEdc }),
      <EdcMatchSheet view={view} batch={batch} onClose={() => undefined} />,
    )
    expect(screen.getByTestId('match-recorded').textContent).toContain('000346')
    type('match-count', '1')
    fireEvent.click(screen.getByTestId('match-go'))
    expect(sent).toEqual([])
    type('match-amount', '55.000')
    fireEvent.click(screen.getByTestId('match-add'))
    type('match-trace', '345')
    type('match-trace-amount', '55000')
    fireEvent.click(screen.getByTestId('match-go'))
    await waitFor(() => expect(screen.getByTestId('edc-result').dataset['verdict']).toBe('differs'))
    expect(screen.getByTestId('edc-result').textContent).toContain('Trace 000346')
    expect(sent).toMatchObject([{ count: 1, amount: 55_000, slips: [{ trace: '345', amount: 55_000 }] }])
  })
})
