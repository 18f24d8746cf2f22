import type { Language } from '../../core/domain/language.ts'
import type { DisplayView } from '../../core/contract/views/display.ts'
import type { Amount, Currency } from '../../core/domain/money.ts'
import type { SpokenMoment, VoiceChoice } from '../../core/domain/spoken-amount.ts'
import type { DisplayFeed, DisplayPicture } from './feed.ts'

/** One thing to say. The same key is said once, however often the screen hears of it. */
export interface Saying {
  readonly key: string
  readonly moment: SpokenMoment
  readonly amount: Amount
  readonly currency: Currency
  readonly language: Language
  readonly voice: Exclude<VoiceChoice, 'off'>
}

/** The part that makes sound; fetched only by a screen that speaks. */
export interface Speaker {
  readonly isOn: () => boolean
  /** Inside a touch: lets the browser make sound. Resolves when it did or would not. */
  readonly arm: () => Promise<void>
  /** Cuts off what is being said. */
  readonly say: (saying: Saying) => void
  readonly hush: () => void
}

export interface VoiceDesk {
  /** Amounts are to be said, and the browser waits for a touch. */
  readonly needsTap: () => boolean
  readonly subscribe: (listener: () => void) => () => void
  readonly arm: () => void
  readonly stop: () => void
}

/**
 * Follows what is on the screen and has it said: an amount when its code appears, and that it was paid. It only listens,
 * so a voice that is missing, slow or broken changes nothing that is shown. When a code goes, its amount falls silent.
 */
export function createVoiceDesk(feed: DisplayFeed, load: () => Promise<Speaker>): VoiceDesk {
  const listeners = new Set<() => void>()
  let speaker: Speaker | null = null
  let loading = false
  let stopped = false
  let isWanted = false
  let lastKey: string | null = null
  let hasSeen = false

  const tell = () => {
    for (const listener of listeners) listener()
  }
  const follow = () => {
    const picture = feed.picture()
    if (stopped) return
    if (picture.type === 'view' && isWanted !== (picture.view.shop.voice !== undefined)) {
      isWanted = !isWanted
      tell()
    }
    if (isWanted && speaker === null) fetchSpeaker()
    const saying = sayingOf(picture)
    // a page that was opened on a finished sale has no news
    if (!hasSeen && saying?.moment === 'paid') lastKey = saying.key
    if (picture.type === 'view') hasSeen = true
    if (saying === null) {
      if (lastKey?.startsWith('to_pay') === true) speaker?.hush()
      if (picture.type === 'view') lastKey = null
      return
    }
    if (saying.key === lastKey || speaker?.isOn() !== true) return
    lastKey = saying.key
    speaker.say(saying)
  }
  const fetchSpeaker = () => {
    if (loading) return
    loading = true
    load().then(
      (loaded) => {
        speaker = loaded
        tell()
        follow()
      },
      // an older page than the till behind it; it stays silent until it is loaded anew
      () => {},
    )
  }
  const arm = () => {
    if (!isWanted || speaker === null || speaker.isOn()) return
    void speaker.arm().then(() => {
      tell()
      follow()
    })
  }
  const unfollow = feed.subscribe(follow)
  for (const event of TOUCHES) window.addEventListener(event, arm)
  follow()

  return {
    needsTap: () => isWanted && speaker !== null && !speaker.isOn(),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    arm,
    stop: () => {
      stopped = true
      unfollow()
      speaker?.hush()
      for (const event of TOUCHES) window.removeEventListener(event, arm)
    },
  }
}

/** What lets a browser make sound. */
const TOUCHES = ['pointerup', 'keydown'] as const

/** What the picture is worth saying; null for all that asks for no money and has not got it. */
function sayingOf(picture: DisplayPicture): Saying | null {
  if (picture.type === 'cover') return null
  const { view } = picture
  const { language, voice } = view.shop
  if (voice === undefined) return null
  const spoken = spokenPart(view)
  if (spoken === null) return null
  const { moment, amount, currency, about } = spoken
  return { key: `${moment}:${about}:${amount}`, moment, amount, currency, language, voice }
}

function spokenPart(view: DisplayView) {
  switch (view.screen) {
    case 'code':
    case 'invite': {
      const { due: amount, currency, saleNumber: about } = view.order
      return { moment: 'to_pay', amount, currency, about } as const
    }
    case 'paid': {
      const { total: amount, currency, saleNumber: about } = view.order
      return { moment: 'paid', amount, currency, about } as const
    }
    case 'idle':
    case 'cart':
    case 'asking':
    case 'waiting':
      return null
  }
}
