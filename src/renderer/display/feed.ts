import type { DisplayMessage, DisplayShop, DisplayView } from '../../core/contract/views/display.ts'
import { createServerClock } from './server-clock.ts'

/** Without a word from the core for this long nothing on the screen can be believed; drawn, it is gone within two seconds. */
export const SILENCE_MS = 1_800
const TICK_MS = 250
/** The wall clock running this much ahead of the stopwatch between two ticks: the device slept. */
const SLEEP_MS = 1_500
/** Browsers fire a timer beyond this at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

export type CoverReason =
  /** Nothing was ever heard. */
  | 'connecting'
  /** Silence, a closed connection, a hidden page or a sleeping device. */
  | 'lost'
  /** The core still speaks, but the code's time is over. */
  | 'expired'

/** What may be on the screen now. A cover carries no view: what is not there cannot be painted. */
export type DisplayPicture =
  | { readonly type: 'view'; readonly view: DisplayView }
  | { readonly type: 'cover'; readonly reason: CoverReason; readonly shop: DisplayShop | null }

export interface DisplayFeed {
  readonly picture: () => DisplayPicture
  readonly subscribe: (listener: () => void) => () => void
  /** The core's time in milliseconds since 1970; null before the first message. */
  readonly nowMs: () => number | null
  /** A connection begins: what an earlier one said counts no more. */
  readonly opened: () => void
  readonly heard: (message: DisplayMessage) => void
  /** Nothing comes although the connection stands; what it says next counts again. */
  readonly silent: () => void
  /** The connection ended. */
  readonly ended: () => void
  readonly stop: () => void
}

/**
 * Decides what the customer may see. A code is shown only while the core is heard, this page is visible, and the code's
 * time by the core's clock is not over; at the first doubt it is gone, and only a message that arrives after the doubt
 * brings it back.
 */
export function createDisplayFeed(): DisplayFeed {
  const clock = createServerClock()
  const listeners = new Set<() => void>()
  let view: DisplayView | null = null
  let shop: DisplayShop | null = null
  let trusted = false
  let deadline: ReturnType<typeof setTimeout> | undefined
  let end: ReturnType<typeof setTimeout> | undefined
  let sleepMark = markTime()
  let picture: DisplayPicture = { type: 'cover', reason: 'connecting', shop: null }

  const settle = () => {
    const next = judge()
    watchEnd(next)
    if (samePicture(picture, next)) return
    picture = next
    for (const listener of listeners) listener()
  }
  const judge = (): DisplayPicture => {
    if (!trusted || view === null)
      return { type: 'cover', reason: shop === null ? 'connecting' : 'lost', shop }
    return isOver(view, clock.nowMs()) ? { type: 'cover', reason: 'expired', shop } : { type: 'view', view }
  }
  const watchEnd = (shown: DisplayPicture) => {
    clearTimeout(end)
    const now = clock.nowMs()
    const endMs = shown.type === 'view' ? endOf(shown.view) : null
    if (endMs !== null && now !== null)
      end = setTimeout(settle, Math.min(Math.ceil(endMs - now), LONGEST_TIMER_MS))
  }
  const doubt = () => {
    trusted = false
    clearTimeout(deadline)
    settle()
  }
  const noticeSleep = () => {
    const since = sleepMark
    sleepMark = markTime()
    const slept = sleepMark.wall - since.wall - (sleepMark.stopwatch - since.stopwatch)
    if (slept < SLEEP_MS) return
    clock.slept(slept)
    doubt()
  }
  const forget = () => {
    view = null
    doubt()
  }
  const heard = (message: DisplayMessage) => {
    noticeSleep()
    const fresh = clock.hear(message.now)
    if (message.type === 'view') {
      view = message.view
      shop = message.view.shop
    }
    trusted = fresh && !document.hidden
    clearTimeout(deadline)
    deadline = setTimeout(doubt, SILENCE_MS)
    settle()
  }

  for (const event of DOUBTFUL_EVENTS) document.addEventListener(event, doubt)
  window.addEventListener('pageshow', doubt)
  const tick = setInterval(() => {
    noticeSleep()
    settle()
  }, TICK_MS)

  return {
    picture: () => picture,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    nowMs: clock.nowMs,
    opened: forget,
    heard,
    silent: doubt,
    ended: forget,
    stop: () => {
      clearInterval(tick)
      clearTimeout(deadline)
      clearTimeout(end)
      for (const event of DOUBTFUL_EVENTS) document.removeEventListener(event, doubt)
      window.removeEventListener('pageshow', doubt)
    },
  }
}

/** A page that was hidden, frozen or kept in the browser's back-forward cache shows what was true then. */
const DOUBTFUL_EVENTS = ['visibilitychange', 'freeze', 'resume'] as const

const markTime = () => ({ wall: Date.now(), stopwatch: performance.now() })

/** When a shown code's time is over; null when it has no end. An end that cannot be read is long past: not shown. */
function endOf(view: DisplayView): number | null {
  if (view.screen !== 'code' || view.code.expiresAt === null) return null
  const endMs = Date.parse(view.code.expiresAt)
  return Number.isFinite(endMs) ? endMs : Number.NEGATIVE_INFINITY
}

function isOver(view: DisplayView, nowMs: number | null): boolean {
  const endMs = endOf(view)
  return endMs !== null && (nowMs === null || nowMs >= endMs)
}

function samePicture(a: DisplayPicture, b: DisplayPicture): boolean {
  if (a.type === 'view') return b.type === 'view' && a.view === b.view
  return b.type === 'cover' && a.reason === b.reason && a.shop === b.shop
}
