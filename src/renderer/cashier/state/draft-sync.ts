import type { DraftMark } from '../../../core/contract/views.ts'
import type { Result } from '../../../core/domain/result.ts'
import type { CounterClient } from '../../api/counter.ts'
import type { Trouble } from '../../ui/RefusalPanel.tsx'
import { useCounter } from './counter.ts'
import { adoptCart, useDraft } from './draft.ts'

const DEBOUNCE_MS = 80

export interface DraftSync {
  /** Sends what is not sent yet and waits for the answer; null when the core has the cart as it is shown here. */
  readonly flush: () => Promise<Trouble | null>
  readonly stop: () => void
}

/**
 * Keeps the core's cart the same as the one on this screen: every change goes out a moment after it was made, one call
 * at a time, newest state only. What the core says about the cart is taken over only when nothing waits here, and when it
 * is not from before the last change that the core answered.
 */
export function syncDraft(client: CounterClient, onTrouble: (trouble: Trouble | null) => void): DraftSync {
  let sentVersion = useDraft.getState().version
  let answered: DraftMark | null = null
  let sending: Promise<Trouble | null> | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  const send = async (): Promise<Trouble | null> => {
    const { cart, version } = useDraft.getState()
    const told = await tell(client, cart)
    const trouble = told.ok ? null : told.error
    if (told.ok) {
      sentVersion = version
      answered = told.value
    }
    onTrouble(trouble)
    return trouble
  }

  const flush = async (): Promise<Trouble | null> => {
    clearTimeout(timer)
    while (sending !== null) await sending
    if (useDraft.getState().version === sentVersion) return null
    sending = send().finally(() => {
      sending = null
    })
    return await sending
  }

  const stopLocal = useDraft.subscribe(({ version }) => {
    if (version === sentVersion) return
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), DEBOUNCE_MS)
  })
  const takeOver = () => {
    const { view } = useCounter.getState()
    const waiting = sending !== null || useDraft.getState().version !== sentVersion
    if (view === null || view.sale !== null || waiting || isBefore(view.draftMark, answered)) return
    adoptCart(view.draft)
  }
  const stopCore = useCounter.subscribe((state, before) => {
    if (state.view !== before.view) takeOver()
    // changes made while the core was away or locked go out as soon as it takes them again
    const heardAgain = state.hearing === 'live' && before.hearing !== 'live'
    if (state.view !== null && (heardAgain || before.view === null)) void flush()
  })
  takeOver()
  // closing the page loses nothing that the core has; only what it has not is worth a question
  const warn = (event: BeforeUnloadEvent) => {
    if (useDraft.getState().version === sentVersion) return
    void flush()
    event.preventDefault()
  }
  globalThis.addEventListener?.('beforeunload', warn)
  return {
    flush,
    stop: () => {
      clearTimeout(timer)
      globalThis.removeEventListener?.('beforeunload', warn)
      stopLocal()
      stopCore()
    },
  }
}

async function tell(
  client: CounterClient,
  { lines, discount }: ReturnType<typeof useDraft.getState>['cart'],
): Promise<Result<DraftMark, Trouble>> {
  try {
    return await client.counter.setDraft({ lines: [...lines], discount })
  } catch {
    return { ok: false, error: { type: 'call_lost' } }
  }
}

/** A core that was started again counts from the beginning, and what it tells is always newer. */
const isBefore = (mark: DraftMark, answered: DraftMark | null): boolean =>
  answered !== null && mark.core === answered.core && mark.changes < answered.changes
