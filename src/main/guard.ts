import type { Actor } from '../core/domain/people/people.ts'
import type { Refusal } from '../core/domain/refusals.ts'
import { err, ok, type Result } from '../core/domain/result.ts'
import { demandsOf, isForNobody, loanFor, objectionTo, type Demands } from './permissions.ts'
import { actorNow, lockWhenIdle, peopleEvent } from './usecases/people/sign-in.ts'
import type { Till } from './usecases/till.ts'

/** Stands before every procedure. */
export interface Guard {
  /**
   * Lets a call in, or says why not. What the person at the counter may not do, somebody else may have lent for this very
   * call: the log names both, and the loan is gone. `actor` is null where nobody has to be signed in, `lender` where
   * nothing was lent.
   */
  enter(till: Till, procedure: string, input: unknown): Result<Entered, Refusal>
}

interface Entered {
  readonly actor: Actor | null
  readonly lender: Actor | null
}

/** The same refusal is written down once in this time, with how often it came since: a flood must not fill the books. */
const DENIED_EVERY_MS = 10 * 60_000

export function createGuard(): Guard {
  const denied = new Map<string, { readonly notedAtUpMs: number; since: number }>()

  const noteDenied = (till: Till, actor: Actor, procedure: string, refusal: Refusal): void => {
    const right = 'right' in refusal ? refusal.right : refusal.type
    const key = `${actor.id}:${right}`
    const before = denied.get(key)
    if (before !== undefined && till.duty.upMs() - before.notedAtUpMs < DENIED_EVERY_MS) {
      before.since += 1
      return
    }
    denied.set(key, { notedAtUpMs: till.duty.upMs(), since: 0 })
    const facts = { procedure, right, not_noted: before?.since ?? 0 }
    till.store.write((books) => {
      books.appendEvent(peopleEvent(till, actor.id, 'permission_denied', facts))
    }, 'request')
  }

  return {
    enter: (till, procedure, input) => {
      if (isForNobody(procedure)) return ok({ actor: null, lender: null })
      // after a night's sleep the first press comes before the lock does
      lockWhenIdle(till)
      const actor = actorNow(till)
      if (actor === null) return err({ type: 'till_locked' })
      till.duty.touch()
      const demands = demandsOf(till, procedure, input)
      const objection = objectionTo(till, actor, demands)
      if (objection === null) return ok({ actor, lender: null })
      const lender = takeLoan(till, actor, { procedure, input, demands, objection })
      if (lender !== null) return ok({ actor, lender })
      noteDenied(till, actor, procedure, objection)
      return err(objection)
    },
  }
}

/** Uses up what was lent for this call; null when nothing was, or when it could not be written down. */
function takeLoan(
  till: Till,
  actor: Actor,
  { procedure, input, demands, objection }: RefusedCall,
): Actor | null {
  const loan = till.duty.takeLoan(loanFor(procedure, input, demands).call)
  if (loan === null) return null
  // whether the lender may is looked at again: they may have been removed or changed since
  const lender = till.store.read.person(loan.lenderId)
  if (lender?.active !== true || objectionTo(till, lender, demands) !== null) return null
  if (loan.used === true) return lender
  const right = objection.type === 'permission_needed' ? objection.right : 'second_person'
  const noted = till.store.write((books) => {
    books.appendEvent(peopleEvent(till, actor.id, 'right_lent', { procedure, right, lentBy: lender.id }))
  })
  return noted.ok ? lender : null
}

interface RefusedCall {
  readonly procedure: string
  readonly input: unknown
  readonly demands: Demands
  readonly objection: Refusal
}
