// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { CounterMessage, LockedView } from '../../src/core/contract/views/counter.ts'
import { startCashier } from '../../src/renderer/cashier/App.tsx'
import { fakeClient } from './fixtures.tsx'

afterEach(cleanup)

test('the first page of a new till is put up as soon as it is here: nothing stands in for it that holds it back', async () => {
  let say: (message: CounterMessage) => void = () => undefined
  const heard = new Promise<CounterMessage>((resolve) => (say = resolve))
  async function* messages(): AsyncGenerator<CounterMessage> {
    yield await heard
    await new Promise(() => undefined)
  }
  const client = fakeClient({ 'counter.watch': messages })
  const shown: (string | null)[] = []
  new MutationObserver(() => {
    for (const each of document.querySelectorAll('[role=status]')) shown.push(each.getAttribute('aria-label'))
  }).observe(document.body, { childList: true, subtree: true })
  render(startCashier({ client, reconnect: () => undefined }))
  expect(screen.getByText('Menghubungi mesin kasir…')).toBeDefined()
  const locked: LockedView = {
    ...{ revision: 1, now: new Date(Date.now()).toISOString(), mode: 'practice', shopName: 'Toko Saya' },
    ...{ language: 'id', theme: 'light', accent: 'nila', firstStart: true, team: [], sale: null },
  }
  await act(async () => say({ type: 'locked', view: locked }))
  await screen.findByTestId('owner-name', {}, { timeout: 20_000 })
  // React keeps what a waiting part stands in for back for 300 ms; `later` has no waiting part
  expect(new Set(shown)).toEqual(new Set([null]))
})
