// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  matchBatch,
  openBatches,
  type RecordedSlip,
  type TypedBatch,
} from '../../src/core/domain/shifts/edc-match.ts'
import { amountOf } from '../../src/core/domain/money.ts'
import { ok } from '../../src/core/domain/result.ts'
import { Matches } from '../../src/renderer/cashier/shift/EdcMatchResult.tsx'
import { EdcMatchSheet } from '../../src/renderer/cashier/shift/EdcMatchSheet.tsx'
import { usePage } from '../../src/renderer/cashier/state/page.ts'
import { ShiftPill } from '../../src/renderer/cashier/status/ShiftPill.tsx'
import { businessDayAt } from '../../src/renderer/cashier/status/shift-words.ts'
import { Problem } from '../../src/renderer/cashier/Problem.tsx'
import { fakeClient, renderWith, resetScreens, settings, view } from './fixtures.tsx'

beforeEach(resetScreens)
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

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
      const match = { tid: '12345678', batch: '12', result, photo: null, documentId: 'd', sheet: null }
      return Promise.resolve(ok(match))
    }
    const [batch = null] = openBatches(recorded)
    const closesTheShift = vi.fn()
    // the sheet is also opened from the form that closes the shift
    renderWith(
      fakeClient({ 'shift.matchEdc': matchEdc }),
      <form onSubmit={closesTheShift}>
        <EdcMatchSheet view={view} batch={batch} onClose={() => undefined} />
      </form>,
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
    expect(closesTheShift).not.toHaveBeenCalled()
  })
  test('a photo of the slip goes with what is typed, is shown with the outcome, and is large on press', async () => {
    usePictures()
    const sent: { photo: string | null; amount: number }[] = []
    const matchEdc = (input: never) => {
      sent.push(input)
      const result = matchBatch(recorded, { count: 2, amount: amountOf(75_000), slips: [] })
      const photo = { settlementId: 'settled-1', kept: true }
      return Promise.resolve(
        ok({ tid: '12345678', batch: '12', result, photo, documentId: 'd', sheet: null }),
      )
    }
    const asked: unknown[] = []
    const settlementPhoto = (input: never) => {
      asked.push(input)
      return Promise.resolve(ok({ contentType: 'image/jpeg', base64: 'AAAA' }))
    }
    const [batch = null] = openBatches(recorded)
    renderWith(
      fakeClient({ 'shift.matchEdc': matchEdc, 'shift.settlementPhoto': settlementPhoto }),
      <QueryClientProvider client={new QueryClient()}>
        <EdcMatchSheet view={view} batch={batch} onClose={() => undefined} />
      </QueryClientProvider>,
    )
    fireEvent.change(screen.getByTestId('photo-file'), { target: { files: [new File([JPEG], 'slip.jpg')] } })
    await screen.findByTestId('photo-preview')
    // the picture does not stand in for the sum
    fireEvent.click(screen.getByTestId('match-go'))
    expect(sent).toEqual([])
    type('match-count', '2')
    type('match-amount', '75.000')
    fireEvent.click(screen.getByTestId('match-go'))
    const open = await screen.findByTestId('photo-open')
    expect(sent).toMatchObject([{ amount: 75_000, photo: 'AQID' }])
    await waitFor(() => expect(open.hasAttribute('disabled')).toBe(false))
    expect(asked).toEqual([{ settlementId: 'settled-1' }])
    fireEvent.click(open)
    expect(await screen.findByTestId('photo-large')).toBeDefined()
  })

  test.each([
    [true, 'photo-open'],
    [false, null],
  ])('a past settlement shows its photo, or that it was erased (kept: %s)', async (kept, shown) => {
    const result = matchBatch(recorded, { count: 2, amount: amountOf(75_000), slips: [] })
    const photo = { settlementId: 'settled-1', kept }
    const settlementPhoto = () => Promise.resolve(ok({ contentType: 'image/jpeg', base64: 'AAAA' }))
    renderWith(
      fakeClient({ 'shift.settlementPhoto': settlementPhoto }),
      <QueryClientProvider client={new QueryClient()}>
        <Matches settlements={[{ tid: '12345678', batch: '12', result, photo }]} />
      </QueryClientProvider>,
    )
    if (shown === null) expect(await screen.findByText(/Fotonya sudah dihapus/)).toBeDefined()
    else expect(await screen.findByTestId(shown)).toBeDefined()
  })
})

/** A JPEG's head that says 40 by 60 pixels; the test's canvas draws the rest. */
const JPEG = new Uint8Array([0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, 0, 60, 0, 40, ...Array<number>(30).fill(0)])

/** happy-dom draws nothing: a picture of 40 by 60 that becomes three bytes. */
function usePictures(): void {
  vi.stubGlobal('createImageBitmap', () => Promise.resolve({ width: 40, height: 60, close: () => undefined }))
  const brush = { fillRect: () => undefined, drawImage: () => undefined }
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(brush as never)
  vi.spyOn(HTMLCanvasElement.prototype, 'toBlob').mockImplementation((give) => {
    give(new Blob([new Uint8Array([1, 2, 3])]))
  })
}
