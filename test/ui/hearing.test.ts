import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { CounterMessage, LockedView } from '../../src/core/contract/views/counter.ts'
import type { CounterClient } from '../../src/renderer/api/counter.ts'
import { followCounter, useCounter } from '../../src/renderer/cashier/state/counter.ts'
import { fakeClient, view } from './fixtures.tsx'

/** One stream of the core that the test speaks through. */
function speakingCore() {
  const queue: CounterMessage[] = []
  let wake: (() => void) | undefined
  let broken = false
  async function* messages(): AsyncGenerator<CounterMessage> {
    while (true) {
      for (const message of queue.splice(0)) yield message
      if (broken) throw new Error('connection closed')
      await new Promise<void>((resolve) => (wake = resolve))
    }
  }
  return {
    messages,
    say: (message: CounterMessage) => {
      queue.push(message)
      wake?.()
    },
    breakOff: () => {
      broken = true
      wake?.()
    },
  }
}

const beat = (): CounterMessage => ({ type: 'beat', now: new Date(Date.now()).toISOString() })
const viewOf = (revision: number, changes: Partial<typeof view> = {}): CounterMessage => ({
  type: 'view',
  view: { ...view, revision, now: new Date(Date.now()).toISOString(), ...changes },
})

const lockedAt = (revision: number): LockedView => ({
  revision,
  now: new Date(Date.now()).toISOString(),
  mode: 'practice',
  shopName: view.settings.shopName,
  language: 'id',
  theme: 'light',
  accent: 'nila',
  firstStart: false,
  team: view.team,
  sale: null,
})

describe('listening to the core', () => {
  let stop: () => void = () => undefined
  let cores: ReturnType<typeof speakingCore>[] = []
  const core = () => {
    const newest = cores.at(-1)
    if (newest === undefined) throw new Error('nobody is listening')
    return newest
  }
  const state = () => useCounter.getState()
  const passes = (ms: number) => vi.advanceTimersByTimeAsync(ms)

  beforeEach(async () => {
    vi.useFakeTimers({ now: Date.parse('2026-07-15T07:05:00.000Z') })
    useCounter.setState({ view: null, locked: null, hearing: 'connecting', offsetMs: 0 })
    cores = []
    const client: CounterClient = fakeClient({
      'counter.watch': () => {
        cores.push(speakingCore())
        return Promise.resolve(core().messages())
      },
    })
    stop = followCounter({ client, reconnect: () => undefined })
    await passes(0)
  })
  afterEach(() => {
    stop()
    vi.useRealTimers()
  })

  test('beats keep the screen alive; silence covers it, and the next word uncovers it', async () => {
    core().say(viewOf(1))
    for (let second = 0; second < 5; second += 1) {
      await passes(1000)
      core().say(beat())
    }
    await passes(0)
    expect(state().hearing).toBe('live')
    await passes(2600)
    expect(state().hearing).toBe('silent')
    core().say(beat())
    await passes(0)
    expect(state().hearing).toBe('live')
  })

  test('an older view is ignored on one connection, but believed on a new one', async () => {
    core().say(viewOf(7))
    core().say(viewOf(6, { attentionCount: 9 }))
    await passes(0)
    expect(state().view?.revision).toBe(7)
    core().breakOff()
    await passes(400)
    expect(cores).toHaveLength(2)
    core().say(viewOf(1))
    await passes(0)
    expect(state().view?.revision).toBe(1)
  })

  test('another mode has revisions of its own', async () => {
    core().say(viewOf(7))
    core().say(viewOf(1, { mode: 'live' }))
    await passes(0)
    expect(state().view?.mode).toBe('live')
  })

  test('a locked till takes the view away; an unlocked one brings it back', async () => {
    core().say(viewOf(7))
    await passes(0)
    core().say({ type: 'locked', view: lockedAt(8) })
    await passes(0)
    expect(state()).toMatchObject({ view: null, locked: { revision: 8 }, hearing: 'live' })
    core().say(viewOf(9))
    await passes(0)
    expect(state()).toMatchObject({ view: { revision: 9 }, locked: null })
  })

  test('a late view from before the lock does not unlock the screen', async () => {
    core().say({ type: 'locked', view: lockedAt(8) })
    core().say(viewOf(7))
    await passes(0)
    expect(state().view).toBeNull()
  })
})
