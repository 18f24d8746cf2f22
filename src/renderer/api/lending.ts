import type { PeopleRefusal } from '../../core/domain/people/people.ts'
import type { Refusal } from '../../core/domain/refusals.ts'
import type { Result } from '../../core/domain/result.ts'
import type { Link } from './link.ts'

/** The two refusals that somebody else at the counter can lift for one call. */
export type Liftable = Extract<PeopleRefusal, { type: 'permission_needed' | 'second_person_needed' }>

export interface LendingQuestion {
  readonly refusal: Liftable
  /** The refused call, e.g. `sale.supersede`. */
  readonly procedure: string
  /** Lends the right for that call and its very input. */
  readonly lend: (personId: string, pin: string) => Promise<Result<null, Refusal>>
}

/** Asks until somebody has lent the right (true), or nobody will (false). */
export type AskForRight = (question: LendingQuestion) => Promise<boolean>

/**
 * A link on which a call that takes somebody else's right asks for it in one place: once it is lent, the same call goes
 * out once more with the same input, and its answer is the caller's. Without it the caller gets the refusal. Questions
 * come one at a time.
 */
export function lendingLink(link: Link, ask: AskForRight): Link {
  let asking: Promise<unknown> = Promise.resolve()
  const inTurn = (question: LendingQuestion): Promise<boolean> => {
    const turn = asking.then(() => ask(question))
    asking = turn.catch(() => undefined)
    return turn
  }
  return {
    call: async (path, input, options) => {
      const answer = await link.call(path, input, options)
      const refusal = liftableIn(answer)
      if (refusal === null) return answer
      const procedure = path.join('.')
      const lend: LendingQuestion['lend'] = async (personId, pin) =>
        (await link.call(LEND, { personId, pin, procedure, input }, { context: {} })) as Result<null, Refusal>
      return (await inTurn({ refusal, procedure, lend })) ? await link.call(path, input, options) : answer
    },
  }
}

const LEND = ['people', 'lend'] as const

/** Streams and plain values pass by; only a refused `Result` can be lifted. */
function liftableIn(answer: unknown): Liftable | null {
  if (typeof answer !== 'object' || answer === null || !('error' in answer)) return null
  const { error } = answer
  if (typeof error !== 'object' || error === null || !('type' in error)) return null
  return error.type === 'permission_needed' || error.type === 'second_person_needed'
    ? (error as Liftable)
    : null
}
