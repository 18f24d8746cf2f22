import { AsyncLocalStorage } from 'node:async_hooks'
import type { Actor } from '../../../core/domain/people/people.ts'
import type { Duty, Loan } from '../../../core/ports/duty.ts'
import type { Clock } from '../../../core/ports/system.ts'

/** More than a counter ever has open at once; the oldest goes. */
const LOANS_MOST = 16

/**
 * Duty of one running till. A call keeps the person who made it for as long as it runs, through every wait: a charge that
 * waits for the provider is not the next person's because they signed in meanwhile.
 */
export function createDuty(clock: Clock, upMs: () => number = () => performance.now()): Duty {
  const acting = new AsyncLocalStorage<{ readonly actor: Actor | null; readonly lender: Actor | null }>()
  let onDuty: Actor | null = null
  let touched = { byClock: clock.epochMs(), byUp: upMs() }
  let loans: readonly Loan[] = []
  const touch = (): void => {
    touched = { byClock: clock.epochMs(), byUp: upMs() }
  }
  return {
    actor: () => {
      const call = acting.getStore()
      return call === undefined ? onDuty : call.actor
    },
    onDuty: () => onDuty,
    begin: (actor) => {
      onDuty = actor
      loans = []
      touch()
    },
    end: () => {
      onDuty = null
      loans = []
    },
    runAs: (actor, call, lender = null) => acting.run({ actor, lender }, call),
    lender: () => acting.getStore()?.lender ?? null,
    touch,
    // the forward-only clock stands still while a machine sleeps, the other one can be set back: the larger is true
    idleMs: () => Math.max(upMs() - touched.byUp, clock.epochMs() - touched.byClock),
    upMs,
    lend: (loan) => {
      loans = [...loans.filter((each) => each.call !== loan.call), loan].slice(-LOANS_MOST)
    },
    takeLoan: (call) => {
      const found = loans.find((each) => each.call === call) ?? null
      loans = loans.flatMap((each) => {
        if (each !== found) return each
        return each.lasts === true ? { ...each, used: true } : []
      })
      return found !== null && found.expiresAtUpMs > upMs() ? found : null
    },
  }
}
