import type { ReactElement } from 'react'
import { configure, render } from '@testing-library/react'
import type { CounterView, SettingsView } from '../../src/core/contract/views/counter.ts'
import type { SaleView } from '../../src/core/contract/views/sale.ts'
import { amountOf, ZERO } from '../../src/core/domain/money.ts'
import type { Actor } from '../../src/core/domain/people/people.ts'
import { rightsOf } from '../../src/core/domain/people/permissions.ts'
import { DEFAULT_SETTINGS } from '../../src/core/domain/settings.ts'
import type { CounterClient } from '../../src/renderer/api/counter.ts'
import { CounterContext } from '../../src/renderer/cashier/client.ts'
import { useCounter } from '../../src/renderer/cashier/state/counter.ts'
import { useDraft } from '../../src/renderer/cashier/state/draft.ts'
import { closeSheet } from '../../src/renderer/cashier/state/page.ts'

// a second is too little where the machine does other things as well
configure({ asyncUtilTimeout: 10_000 })

export const settings: SettingsView = { ...DEFAULT_SETTINGS, cashRoundingStep: amountOf(100) }

export const owner: Actor = { id: 'p-owner', name: 'Ibu Sari', role: 'owner' }
export const supervisor: Actor = { id: 'p-supervisor', name: 'Dewi', role: 'supervisor' }
export const cashier: Actor = { id: 'p-cashier', name: 'Budi', role: 'cashier' }

const printer: CounterView['printer'] = {
  id: 'screen',
  uri: 'screen:',
  name: 'Layar',
  roles: ['receipt'],
  state: 'unknown',
  reason: null,
  condition: 'unknown',
  checkedAt: null,
}

export const view: CounterView = {
  revision: 1,
  now: '2026-07-15T07:05:00.000Z',
  mode: 'practice',
  settings,
  cashier: owner.name,
  actor: owner,
  rights: rightsOf('owner'),
  mustChangePin: false,
  team: [owner, supervisor, cashier],
  collects: ['qris', 'link'],
  network: { state: 'online', reason: null, since: '2026-07-15T07:00:00.000Z' },
  printer,
  printers: [printer],
  books: { state: 'fine', newestBackup: null, diskLow: false },
  customer: null,
  attentionCount: 0,
  confirmationCount: 0,
  draft: { currency: 'IDR', lines: [], discount: null },
  draftMark: { core: 'core', changes: 0 },
  sale: null,
  invite: null,
  parked: [],
  heldCount: 0,
  lastPaid: null,
  shift: null,
  shiftRequired: false,
  slips: [],
}

/** A sale of nothing that waits for its first payment. */
export const openSale: SaleView = {
  ...{ id: 's1', number: 'BDG1-1', status: 'open', currency: 'IDR', lines: [], taxes: [], tenders: [] },
  ...{ subtotal: ZERO, orderDiscount: ZERO, total: ZERO, covered: ZERO, remaining: ZERO, collected: ZERO },
  ...{ timeline: [], cashier: 'Sari', createdAt: view.now, paidAt: null, changeOwed: ZERO, documentId: null },
  ...{ customer: null, refunds: [], back: null },
}

/** A core that answers only what the test gives it; anything else is a bug of the test and throws. */
export function fakeClient(answers: Readonly<Record<string, (input: never) => unknown>>): CounterClient {
  const at = (path: readonly string[]): unknown =>
    new Proxy(() => undefined, {
      get: (_, name) => at([...path, String(name)]),
      apply: (_, __, [input]: [never]) => {
        const answer = answers[path.join('.')]
        if (answer === undefined) throw new Error(`the test gives no answer to ${path.join('.')}`)
        return answer(input)
      },
    })
  return at([]) as CounterClient
}

export function renderWith(client: CounterClient, element: ReactElement) {
  useCounter.setState({ view, locked: null, hearing: 'live', offsetMs: 0 })
  const draft = { flush: () => Promise.resolve(null), stop: () => undefined }
  return render(<CounterContext value={{ client, draft }}>{element}</CounterContext>)
}

export function resetScreens(): void {
  useDraft.setState({ cart: view.draft, selectedId: null, history: [], version: 0 })
  closeSheet()
}
