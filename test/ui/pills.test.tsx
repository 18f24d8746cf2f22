// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import type { NetworkView } from '../../src/core/contract/views/counter.ts'
import { NetworkPill } from '../../src/renderer/cashier/status/pills.tsx'
import { fakeClient, renderWith, view } from './fixtures.tsx'

afterEach(cleanup)

const show = (network: Partial<NetworkView>): HTMLElement => {
  renderWith(fakeClient({}), <NetworkPill view={{ ...view, network: { ...view.network, ...network } }} />)
  return screen.getByTestId('status-network')
}

describe('the state of the line', () => {
  test('is calm while the provider answers and the clock is right', () => {
    expect(show({}).dataset).toMatchObject({ tone: 'pandan' })
    expect(screen.getByText('Terhubung')).toBeTruthy()
  })

  test('warns of a clock that is off, though every call gets through', async () => {
    const pill = show({ reason: { type: 'provider_clock_off', offsetSeconds: -3_600 } })
    expect(pill.dataset).toMatchObject({ tone: 'kunyit' })
    expect(pill.textContent).toContain('Jam meleset')
    fireEvent.click(pill)
    expect((await screen.findByTestId('refusal')).dataset).toMatchObject({ type: 'provider_clock_off' })
  })
})
