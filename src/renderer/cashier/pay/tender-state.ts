import type { SaleView, TenderView } from '../../../core/contract/views/sale.ts'
import type { Amount } from '../../../core/domain/money.ts'
import type { Tone } from '../../ui/States.tsx'
import type { WordKey } from '../words.ts'

/** One word for where the money of this sale is, and what may be done about it. */
export interface StateWord {
  readonly word: WordKey
  /** Absent where the word says it all. */
  readonly about: WordKey | null
  readonly tone: Tone
  /** Whether the code may stand on the screen. */
  readonly code: 'shown' | 'coming' | 'covered'
  readonly counting: boolean
}

/** The tender the screen is about: a code that is open, a slip to be checked, else the last one tried. */
export function tenderInFocus({ tenders }: SaleView): TenderView | null {
  return (
    tenders.findLast((tender) => tender.inFlight && isProvider(tender)) ??
    tenders.findLast((tender) => tender.state === 'recorded') ??
    tenders.at(-1) ??
    null
  )
}

/** What the customer is asked for now; once nothing is, what the sale costs. */
export function dueOf({ remaining, total }: SaleView, tender: TenderView | null): Amount {
  if (tender !== null && tender.inFlight) return tender.amount
  return remaining > 0 ? remaining : total
}

export const isProvider = (tender: TenderView): boolean => tender.kind === 'qris' || tender.kind === 'link'

/** A code that somebody may still be paying. */
export const isLive = (tender: TenderView | null): tender is TenderView =>
  tender !== null && isProvider(tender) && tender.inFlight

const over = (word: WordKey, about: WordKey, tone: Tone = 'grey'): StateWord => ({
  word,
  about,
  tone,
  code: 'covered',
  counting: false,
})

const OVER: Readonly<Record<string, StateWord>> = {
  canceling: over('state.canceling', 'state.cancelingAbout', 'kunyit'),
  expired: over('state.expired', 'state.expiredAbout'),
  canceled: over('state.canceled', 'state.canceledAbout'),
  abandoned: over('state.canceled', 'state.canceledAbout'),
  failed: over('state.failed', 'state.failedAbout', 'cabai'),
  refused: over('state.refused', 'state.refusedAbout', 'cabai'),
  quarantined: over('state.quarantined', 'state.quarantinedAbout', 'cabai'),
  superseded: over('state.superseded', 'state.supersededAbout', 'kunyit'),
  settled_late: over('state.late', 'state.lateAbout', 'kunyit'),
  recorded: over('state.review', 'state.reviewAbout', 'kunyit'),
  rejected: over('state.rejected', 'state.rejectedAbout'),
}

const PREPARING: StateWord = {
  word: 'state.preparing',
  about: 'state.preparingAbout',
  tone: 'kunyit',
  code: 'coming',
  counting: false,
}
const PAYING: StateWord = {
  word: 'state.paying',
  about: 'state.payingAbout',
  tone: 'nila',
  code: 'shown',
  counting: true,
}
const UNPAID: StateWord = { word: 'state.unpaid', about: null, tone: 'kunyit', code: 'shown', counting: true }

/**
 * What to call the state of a tender of a sale that is not paid. `timeUp`: the code's time has passed but the provider has not said
 * so yet; `offline`: nobody can say. Both are "not certain", never "expired" or "not paid".
 */
export function stateWord(
  tender: TenderView | null,
  { timeUp, offline }: { timeUp: boolean; offline: boolean },
): StateWord {
  if (tender === null) return over('state.open', 'state.openAbout', 'kunyit')
  switch (tender.state) {
    case 'intended':
    case 'requesting':
      return PREPARING
    case 'presented':
      if (offline) return over('state.unsure', 'state.unsureNetwork', 'kunyit')
      if (timeUp) return over('state.unsure', 'state.unsureTime', 'kunyit')
      return tender.paying ? PAYING : UNPAID
    default:
      // money that counts but does not cover the sale leaves the question of the rest
      if (tender.counted) return over('state.partly', 'state.partlyAbout', 'kunyit')
      return OVER[tender.state] ?? over('state.unsure', 'state.unsureTime', 'kunyit')
  }
}
