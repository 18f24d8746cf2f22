import type { EdcSlip } from '../../../core/domain/tenders/evidence.ts'
import type { Mode } from '../../../core/domain/provider/session.ts'

/** What stays the same from slip to slip of one card terminal. */
export type Terminal = Pick<EdcSlip, 'bank' | 'tid' | 'mid'>

/** A counter has one or two of them, rarely four; each has a key. */
const MOST_TERMINALS = 4

const keyOf = (mode: Mode): string => `gerai.terminals.${mode}`

/**
 * The card terminals whose slips were recorded on this screen, the latest first. Only what is printed on every slip of a
 * terminal is kept, never anything of a payment; practice keeps its invented ones to itself.
 */
export function knownTerminals(mode: Mode): readonly Terminal[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(keyOf(mode)) ?? '[]')
    return Array.isArray(found) ? found.filter(isTerminal).slice(0, MOST_TERMINALS) : []
  } catch {
    return []
  }
}

/** In an order that does not follow which was used last. */
export const inPlace = (terminals: readonly Terminal[]): readonly Terminal[] =>
  terminals.toSorted((one, other) => (`${one.bank} ${one.tid}` < `${other.bank} ${other.tid}` ? -1 : 1))

/** Puts the terminal of a slip that was just recorded first. */
export function keepTerminal(mode: Mode, { bank, tid, mid }: Terminal): void {
  const others = knownTerminals(mode).filter((each) => each.tid !== tid || each.bank !== bank)
  try {
    localStorage.setItem(
      keyOf(mode),
      JSON.stringify([{ bank, tid, mid }, ...others].slice(0, MOST_TERMINALS)),
    )
  } catch {
    // a full or forbidden storage only costs the typing of these fields
  }
}

function isTerminal(found: unknown): found is Terminal {
  if (typeof found !== 'object' || found === null) return false
  const { bank, tid, mid } = found as Readonly<Record<string, unknown>>
  return [bank, tid, mid].every((each) => typeof each === 'string')
}
