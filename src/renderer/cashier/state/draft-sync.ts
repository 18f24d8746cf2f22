import type { CounterView, DraftMark } from '../../../core/contract/views/counter.ts'
import type { SaleView } from '../../../core/contract/views/sale.ts'
import type { Cart } from '../../../core/domain/sale.ts'
import type { Result } from '../../../core/domain/result.ts'
import type { CounterClient } from '../../api/counter.ts'
import type { Trouble } from '../../ui/RefusalPanel.tsx'
import { useCounter } from './counter.ts'
import { adoptCart, useDraft } from './draft.ts'
import { say } from './page.ts'
import { t } from '../words.ts'

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
    // there is no cart at the core while a sale is being paid; what waits here goes out after it
    if (saleIn(useCounter.getState().view) !== null) return null
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
  /**
   * What is charged is no longer in the order, or the next customer would pay for it again. What was added in the moment
   * in which the charge was on its way is no part of it, and waits.
   */
  const leaveWhatIsCharged = ({ lines: charged }: SaleView) => {
    const { cart, version } = useDraft.getState()
    const ids = new Set(charged.map(({ id }) => id))
    const left = cart.lines.filter(({ id }) => !ids.has(id))
    if (left.length === cart.lines.length) return
    holdHere({ ...cart, lines: left, discount: null })
    if (version === sentVersion) return
    if (left.length === 0) sentVersion = version
    else say(t('sale.nextOrder', { name: left.map(({ name }) => name).join(', ') }))
  }
  /** A sale that was given up gives its order back; what waited here comes after it. */
  const joinWhatWaited = ({ draft }: CounterView) => {
    const { cart, version } = useDraft.getState()
    if (version === sentVersion || draft.lines.length === 0) return
    const ids = new Set(draft.lines.map(({ id }) => id))
    const waited = cart.lines.filter(({ id }) => !ids.has(id))
    holdHere({ ...draft, lines: [...draft.lines, ...waited] })
  }
  const stopCore = useCounter.subscribe((state, before) => {
    const sale = saleIn(state.view)
    const saleBefore = saleIn(before.view)
    const hasLeft = state.view !== null && sale === null && saleBefore !== null
    if (sale !== null && sale.id !== saleBefore?.id) leaveWhatIsCharged(sale)
    if (hasLeft) joinWhatWaited(state.view)
    if (state.view !== before.view) takeOver()
    if (hasLeft) void flush()
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

const holdHere = (cart: Cart): void =>
  useDraft.setState({ cart, selectedId: cart.lines.at(-1)?.id ?? null, history: [] })

/** The sale that has the counter now. A canceled one has given it back. */
const saleIn = (view: CounterView | null): SaleView | null =>
  view === null || view.sale?.status === 'canceled' ? null : view.sale

/** A core that was started again counts from the beginning, and what it tells is always newer. */
const isBefore = (mark: DraftMark, answered: DraftMark | null): boolean =>
  answered !== null && mark.core === answered.core && mark.changes < answered.changes
