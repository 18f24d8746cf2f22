// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { LockedView } from '../../src/core/contract/views/counter.ts'
import { amountOf } from '../../src/core/domain/money.ts'
import { rightsOf } from '../../src/core/domain/people/permissions.ts'
import { useCounter } from '../../src/renderer/cashier/state/counter.ts'
import { addAmountLine, useDraft } from '../../src/renderer/cashier/state/draft.ts'
import { followDuty } from '../../src/renderer/cashier/state/duty.ts'
import { askForRight, openSwitch, useOverlay } from '../../src/renderer/cashier/state/overlay.ts'
import { openSheet, usePage } from '../../src/renderer/cashier/state/page.ts'
import { useTyped } from '../../src/renderer/cashier/state/typed.ts'
import { cashier, owner, resetScreens, view } from './fixtures.tsx'

const locked: LockedView = {
  revision: 2,
  now: view.now,
  mode: 'practice',
  shopName: 'Warung Contoh Satu',
  language: 'id',
  theme: 'light',
  accent: 'nila',
  firstStart: false,
  team: view.team,
  sale: null,
}

const lock = () => act(() => useCounter.setState({ view: null, locked }))
const comes = (actor: typeof owner) =>
  act(() => useCounter.setState({ view: { ...view, actor, rights: rightsOf(actor.role) }, locked: null }))

function Sheet() {
  const [typed, setTyped] = useTyped('cash.typed', '')
  return <input data-testid="typed" value={typed} onChange={(event) => setTyped(event.target.value)} />
}

/** As the screen does: drawn only while somebody is signed in. */
function Till() {
  const shown = useCounter((state) => state.view !== null)
  const sheet = usePage((state) => state.sheet)
  return shown && sheet !== null ? <Sheet /> : null
}

describe('who is at the counter', () => {
  let stop: () => void = () => undefined
  let cleared = 0

  beforeEach(() => {
    resetScreens()
    usePage.setState({ page: 'sale', sheet: null })
    useCounter.setState({ view: null, locked, hearing: 'live', offsetMs: 0 })
    cleared = 0
    stop = followDuty(() => {
      cleared += 1
    })
    comes(owner)
    render(<Till />)
  })
  afterEach(() => {
    stop()
    cleanup()
    useCounter.setState({ view: null, locked: null })
    useOverlay.setState({ overlay: null })
  })

  const typed = () => screen.getByTestId<HTMLInputElement>('typed')
  const openAndType = (text: string) => {
    act(() => openSheet({ name: 'cash', amount: null }))
    fireEvent.change(typed(), { target: { value: text } })
  }

  test('whoever comes back after a lock finds the sheet and what was typed in it', () => {
    openAndType('50000')
    lock()
    expect(screen.queryByTestId('typed')).toBeNull()
    comes(owner)
    expect(typed().value).toBe('50000')
  })

  test('somebody else finds the sale screen, and nothing of what was typed', () => {
    usePage.setState({ page: 'settings' })
    openAndType('50000')
    lock()
    comes(cashier)
    expect(usePage.getState()).toMatchObject({ page: 'sale', sheet: null })
    act(() => openSheet({ name: 'cash', amount: null }))
    expect(typed().value).toBe('')
  })

  test('a sheet closed by hand forgets what was typed', () => {
    openAndType('50000')
    act(() => usePage.setState({ sheet: null }))
    act(() => openSheet({ name: 'cash', amount: null }))
    expect(typed().value).toBe('')
  })

  test('the cart belongs to the counter: it stays whoever comes', () => {
    addAmountLine(amountOf(12_000), 'Es Teh', 'l1')
    lock()
    comes(cashier)
    expect(useDraft.getState().cart.lines.map(({ name }) => name)).toEqual(['Es Teh'])
  })

  test('what one could look up is taken away at the lock and at a change, not at every view', () => {
    const before = cleared
    act(() => useCounter.setState({ view: { ...view, actor: owner, revision: 9 } }))
    expect(cleared).toBe(before)
    lock()
    expect(cleared).toBe(before + 1)
    comes(cashier)
    expect(cleared).toBe(before + 2)
  })

  test('a question that is open when the till locks is answered with no', async () => {
    const asked = askForRight({
      refusal: { type: 'second_person_needed' },
      procedure: 'sale.acceptTender',
      lend: () => Promise.reject(new Error('nobody is there')),
    })
    lock()
    expect(await asked).toBe(false)
    expect(useOverlay.getState().overlay).toBeNull()
  })

  test('the switch opens once and does not cover a question', () => {
    openSwitch()
    expect(useOverlay.getState().overlay?.name).toBe('switch')
    void askForRight({
      refusal: { type: 'second_person_needed' },
      procedure: 'sale.acceptTender',
      lend: () => Promise.reject(new Error('nobody is there')),
    })
    openSwitch()
    expect(useOverlay.getState().overlay?.name).toBe('ask')
  })
})
