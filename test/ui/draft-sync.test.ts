// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { DraftMark } from '../../src/core/contract/views/counter.ts'
import type { SaleView } from '../../src/core/contract/views/sale.ts'
import { amountOf, ZERO } from '../../src/core/domain/money.ts'
import { err, ok } from '../../src/core/domain/result.ts'
import type { Cart } from '../../src/core/domain/sale.ts'
import { useCounter } from '../../src/renderer/cashier/state/counter.ts'
import { addAmountLine, useDraft } from '../../src/renderer/cashier/state/draft.ts'
import { syncDraft, type DraftSync } from '../../src/renderer/cashier/state/draft-sync.ts'
import { usePage } from '../../src/renderer/cashier/state/page.ts'
import { fakeClient, openSale, resetScreens, view } from './fixtures.tsx'

const names = (cart: Pick<Cart, 'lines'>) => cart.lines.map((line) => line.name)
const add = (name: string) => addAmountLine(amountOf(1_000), name, name)

const mark = (changes: number, core = 'core'): DraftMark => ({ core, changes })

describe('the core’s copy of the cart', () => {
  let sync: DraftSync
  let told: string[][] = []
  let answer: () => Promise<unknown> = () => Promise.resolve(ok(mark(told.length)))

  beforeEach(() => {
    vi.useFakeTimers()
    resetScreens()
    told = []
    answer = () => Promise.resolve(ok(mark(told.length)))
    useCounter.setState({ view, locked: null, hearing: 'live', offsetMs: 0 })
    const setDraft = (input: Cart) => {
      told.push(names(input))
      return answer()
    }
    sync = syncDraft(fakeClient({ 'counter.setDraft': setDraft as never }), () => undefined)
  })
  afterEach(() => {
    sync.stop()
    vi.useRealTimers()
  })

  test('quick changes go out together, within a tenth of a second', async () => {
    add('satu')
    add('dua')
    await vi.advanceTimersByTimeAsync(100)
    expect(told).toEqual([['satu', 'dua']])
  })

  test('a charge waits until the core has the cart as it is shown', async () => {
    add('satu')
    expect(await sync.flush()).toBeNull()
    expect(told).toEqual([['satu']])
    expect(await sync.flush()).toBeNull()
    expect(told).toHaveLength(1)
  })

  test('a refused cart is told, so that nothing is charged for it', async () => {
    answer = () => Promise.resolve(err({ type: 'store_busy' }))
    add('satu')
    expect(await sync.flush()).toEqual({ type: 'store_busy' })
  })

  test('an unanswered cart is never charged as it was before', async () => {
    answer = () => Promise.reject(new Error('connection closed'))
    add('satu')
    expect(await sync.flush()).toEqual({ type: 'call_lost' })
  })

  test('a view that comes while a change waits does not undo it; the next customer’s empty cart is taken over', async () => {
    add('satu')
    useCounter.setState({ view: { ...view, revision: 2 } })
    expect(names(useDraft.getState().cart)).toEqual(['satu'])
    await sync.flush()
    useCounter.setState({ view: { ...view, revision: 3, draftMark: mark(1) } })
    expect(names(useDraft.getState().cart)).toEqual([])
  })

  test('a view that was on its way before the change was answered does not bring the older cart back', async () => {
    add('satu')
    await sync.flush()
    add('dua')
    await sync.flush()
    const older = { ...useDraft.getState().cart, lines: useDraft.getState().cart.lines.slice(0, 1) }
    useCounter.setState({ view: { ...view, revision: 2, draft: older, draftMark: mark(1) } })
    expect(names(useDraft.getState().cart)).toEqual(['satu', 'dua'])
    // a core that was started again counts from the beginning; what it has is what is true
    useCounter.setState({ view: { ...view, revision: 1, draft: older, draftMark: mark(0, 'another core') } })
    expect(names(useDraft.getState().cart)).toEqual(['satu'])
  })

  test('closing the page asks only while something is not at the core, and sends it', async () => {
    const close = () => !globalThis.dispatchEvent(new Event('beforeunload', { cancelable: true }))
    add('satu')
    expect(close()).toBe(true)
    await vi.advanceTimersByTimeAsync(100)
    expect(told).toEqual([['satu']])
    expect(close()).toBe(false)
  })

  describe('once it is charged', () => {
    const showSale = (changes: Partial<SaleView> = {}) => {
      const { lines: held } = useDraft.getState().cart
      const lines = held.map((line) => ({
        ...line,
        ...{ gross: line.unitPrice, net: line.unitPrice, discountAmount: ZERO },
      }))
      return (revision: number) =>
        useCounter.setState({ view: { ...view, revision, sale: { ...openSale, lines, ...changes } } })
    }
    const showNoSale = (changes: Partial<typeof view> = {}) =>
      useCounter.setState({ view: { ...view, revision: 9, draftMark: mark(9), ...changes } })

    test('it is in no order any more: what is scanned before the next one is shown begins that one', async () => {
      add('satu')
      await sync.flush()
      showSale({ status: 'paid' })(2)
      add('dua')
      await vi.advanceTimersByTimeAsync(1_000)
      // while a sale has the counter there is no cart to tell about
      expect(told).toEqual([['satu']])
      showNoSale()
      await vi.advanceTimersByTimeAsync(0)
      expect([names(useDraft.getState().cart), told.at(-1)]).toEqual([['dua'], ['dua']])
    })

    test('what was added while the charge was on its way waits for the next order, and that is said', async () => {
      add('satu')
      await sync.flush()
      const charged = showSale()
      add('dua')
      charged(2)
      expect(usePage.getState().toast?.text).toContain('dua')
      showNoSale()
      await vi.advanceTimersByTimeAsync(0)
      expect([names(useDraft.getState().cart), told.at(-1)]).toEqual([['dua'], ['dua']])
    })

    test('a sale that is given up brings its order back, and what waited comes after it', async () => {
      add('satu')
      await sync.flush()
      const { cart: draft } = useDraft.getState()
      const charged = showSale()
      add('dua')
      charged(2)
      showNoSale({ draft })
      await vi.advanceTimersByTimeAsync(0)
      expect([names(useDraft.getState().cart), told.at(-1)]).toEqual([
        ['satu', 'dua'],
        ['satu', 'dua'],
      ])
    })
  })

  test('two windows show the same order: the last change is what both have, and nothing is doubled', async () => {
    add('satu')
    await vi.advanceTimersByTimeAsync(100)
    const { cart } = useDraft.getState()
    const more = cart.lines.map((line) => ({ ...line, id: 'dua', name: 'dua' }))
    const other = { ...cart, lines: [...cart.lines, ...more] }
    useCounter.setState({ view: { ...view, revision: 2, draft: other, draftMark: mark(2) } })
    expect(names(useDraft.getState().cart)).toEqual(['satu', 'dua'])
    await vi.advanceTimersByTimeAsync(1_000)
    // taking over what the other window did is no change of this one's
    expect(told).toEqual([['satu']])
    add('tiga')
    await vi.advanceTimersByTimeAsync(100)
    expect(told.at(-1)).toEqual(['satu', 'dua', 'tiga'])
  })

  test('changes made while the core was away go out when it is heard again', async () => {
    answer = () => Promise.reject(new Error('connection closed'))
    add('satu')
    await vi.advanceTimersByTimeAsync(100)
    useCounter.setState({ hearing: 'silent' })
    answer = () => Promise.resolve(ok(mark(told.length)))
    useCounter.setState({ hearing: 'live' })
    await vi.advanceTimersByTimeAsync(0)
    expect(told).toEqual([['satu'], ['satu']])
  })

  test('changes made as the till locked go out when it is unlocked, and are not lost to the older copy', async () => {
    answer = () => Promise.resolve(err({ type: 'till_locked' }))
    add('satu')
    await vi.advanceTimersByTimeAsync(100)
    useCounter.setState({ view: null })
    answer = () => Promise.resolve(ok(mark(told.length)))
    useCounter.setState({ view: { ...view, revision: 2 } })
    await vi.advanceTimersByTimeAsync(0)
    expect(told).toEqual([['satu'], ['satu']])
    expect(names(useDraft.getState().cart)).toEqual(['satu'])
  })
})
