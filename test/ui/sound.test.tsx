// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { CounterView } from '../../src/core/contract/views/counter.ts'
import { amountOf } from '../../src/core/domain/money.ts'
import { view } from './fixtures.tsx'

/** A browser that makes no sound before somebody has touched the page. */
const made: FakeAudio[] = []
let allowed = true
let heard = 0

class FakeAudio extends EventTarget {
  state: 'suspended' | 'running' = 'suspended'
  currentTime = 0
  destination = {}
  constructor() {
    super()
    made.push(this)
  }
  resume(): Promise<void> {
    if (!allowed) return Promise.reject(new Error('not allowed'))
    this.turn('running')
    return Promise.resolve()
  }
  turn(state: FakeAudio['state']): void {
    if (this.state === state) return
    this.state = state
    this.dispatchEvent(new Event('statechange'))
  }
  createGain() {
    const gain = {
      setValueAtTime() {},
      linearRampToValueAtTime() {},
      exponentialRampToValueAtTime() {},
      value: 0,
    }
    return { gain, connect: <Node,>(to: Node): Node => to }
  }
  createOscillator() {
    return {
      frequency: { value: 0 },
      connect: <Node,>(to: Node): Node => to,
      start: () => {
        heard += 1
      },
      stop() {},
    }
  }
}

const unpaid: CounterView = {
  ...view,
  parked: [
    { id: 's1', number: 'BDG1-260715-00001', status: 'awaiting_payment', total: amountOf(9_000) } as never,
  ],
}
const paid: CounterView = {
  ...unpaid,
  parked: [{ id: 's1', number: 'BDG1-260715-00001', status: 'paid', total: amountOf(9_000) } as never],
}

/** The page as it starts: its modules are new each time, as after a reload. */
async function start() {
  const { armSound } = await import('../../src/renderer/ui/sound.ts')
  const { useSound } = await import('../../src/renderer/cashier/state/sound.ts')
  const { SoundPill } = await import('../../src/renderer/cashier/status/pills.tsx')
  const { usePaidNews } = await import('../../src/renderer/cashier/paid/paid-news.ts')
  const disarm = armSound(() => useSound.getState().refresh())
  function Till({ shown }: { shown: CounterView }) {
    usePaidNews(shown)
    return (
      <>
        <SoundPill />
        <button type="button">Es Teh</button>
      </>
    )
  }
  const page = render(<Till shown={unpaid} />)
  return {
    disarm,
    becomesPaid: () => page.rerender(<Till shown={paid} />),
    tap: () => fireEvent.click(screen.getByText('Es Teh')),
  }
}
const pill = () => screen.queryByTestId('status-sound')
let page: Awaited<ReturnType<typeof start>>

beforeEach(async () => {
  vi.resetModules()
  vi.stubGlobal('AudioContext', FakeAudio)
  made.length = 0
  allowed = true
  heard = 0
  page = await start()
})
afterEach(() => {
  page.disarm()
  cleanup()
  vi.unstubAllGlobals()
})

describe('the sound of money', () => {
  test('is asked of no browser before a touch, and the pill says that it is off', () => {
    expect(made).toEqual([])
    expect(pill()?.title).toContain('Tekan sekali')
    page.becomesPaid()
    expect([heard, made.length]).toEqual([0, 0])
  })

  test('after one tap anywhere the pill is gone, nothing was heard yet, and the next LUNAS is', async () => {
    page.tap()
    await waitFor(() => expect(pill()).toBeNull())
    expect(heard).toBe(0)
    page.becomesPaid()
    expect(heard).toBeGreaterThan(0)
    page.tap()
    expect(made).toHaveLength(1)
  })

  test('is heard at once by a tap on the pill itself', async () => {
    fireEvent.click(screen.getByTestId('status-sound'))
    await waitFor(() => expect(heard).toBeGreaterThan(0))
    expect(pill()).toBeNull()
    expect(made).toHaveLength(1)
  })

  test('that the browser still forbids stays off and is tried again at the next press', async () => {
    allowed = false
    page.tap()
    await Promise.resolve()
    expect(pill()).not.toBeNull()
    allowed = true
    fireEvent.keyDown(document.body, { key: 'F1' })
    await waitFor(() => expect(pill()).toBeNull())
  })

  test('that the system took away is asked for again, and comes back with the next press', async () => {
    page.tap()
    await waitFor(() => expect(pill()).toBeNull())
    made[0]?.turn('suspended')
    await screen.findByTestId('status-sound')
    page.tap()
    await waitFor(() => expect(pill()).toBeNull())
    page.becomesPaid()
    expect(heard).toBeGreaterThan(0)
  })
})
