import { create } from 'zustand'
import type { CounterMessage, CounterView, LockedView } from '../../../core/contract/views/counter.ts'
import type { CounterClient, Connection } from '../../api/counter.ts'
import { watchStream } from '../../api/watch.ts'

/** A beat comes every second; after this long without one the screen says that it may be old. */
const SILENCE_MS = 2_500

export interface CounterState {
  /** What the counter shows; null while nobody is signed in. */
  readonly view: CounterView | null
  /** What a locked till shows instead. */
  readonly locked: LockedView | null
  /** `connecting` until the first view; `silent` when the core is not heard. */
  readonly hearing: 'connecting' | 'live' | 'silent'
  /** How far the core's clock is ahead of this device's, in milliseconds. */
  readonly offsetMs: number
}

export const useCounter = create<CounterState>()(() => ({
  view: null,
  locked: null,
  hearing: 'connecting',
  offsetMs: 0,
}))

/** Feeds the store from the core's stream for as long as the page lives; returns the way to stop. */
export function followCounter({ client, reconnect }: Connection<CounterClient>): () => void {
  let firstOfConnection = true
  return watchStream<CounterMessage>({
    open: async (signal) => await client.counter.watch(undefined, { signal }),
    reconnect,
    silenceMs: SILENCE_MS,
    onOpen: () => {
      firstOfConnection = true
    },
    onMessage: (message) => {
      hear(message, firstOfConnection)
      if (message.type !== 'beat') firstOfConnection = false
    },
    onSilence: () => useCounter.setState({ hearing: 'silent' }),
  })
}

function hear(message: CounterMessage, firstOfConnection: boolean): void {
  const now = message.type === 'beat' ? message.now : message.view.now
  const { view, locked, offsetMs, hearing } = useCounter.getState()
  const held = view ?? locked
  const changes: Partial<CounterState> = {}
  // small differences are the network's jitter; following them would make the countdown stutter
  const offset = Date.parse(now) - Date.now()
  if (Math.abs(offset - offsetMs) > 400) Object.assign(changes, { offsetMs: offset })
  if (message.type !== 'beat' && isNewer(message.view, held, firstOfConnection))
    Object.assign(changes, shown(message))
  if (hearing !== 'live' && (message.type !== 'beat' || held !== null))
    Object.assign(changes, { hearing: 'live' })
  if (Object.keys(changes).length > 0) useCounter.setState(changes)
}

/** A locked till takes the counter's view away: nothing of it stays to be looked at. */
const shown = (message: Exclude<CounterMessage, { type: 'beat' }>): Pick<CounterState, 'view' | 'locked'> =>
  message.type === 'locked' ? { view: null, locked: message.view } : { view: message.view, locked: null }

type Held = Pick<CounterView, 'mode' | 'revision'>

/** Revisions grow within one connection and one set of books; a restarted core may begin again at one. */
const isNewer = (next: Held, held: Held | null, firstOfConnection: boolean): boolean =>
  held === null || firstOfConnection || next.mode !== held.mode || next.revision >= held.revision
