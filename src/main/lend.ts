import { isContractProcedure, type AnyContractProcedure } from '@orpc/contract'
import { counterContract } from '../core/contract/contract.ts'
import type { Refusal } from '../core/domain/refusals.ts'
import { err, ok, type Result } from '../core/domain/result.ts'
import { demandsOf, loanFor, objectionTo } from './permissions.ts'
import type { PinDesk } from './usecases/people/pin-desk.ts'
import { actorNow } from './usecases/people/sign-in.ts'
import type { Till } from './usecases/till.ts'

export interface LendInput {
  readonly personId: string
  readonly pin: string
  readonly procedure: string
  readonly input?: unknown
}

/** Long enough to press the button again; what was lent and not used by then is gone. */
const LOAN_MS = 60_000
/** Long enough to count a drawer again and to find out why it differs. */
const LASTING_MS = 10 * 60_000

/**
 * Lends a right for one call with exactly this input, by somebody who holds it and proves it with their PIN. What the call
 * demands now belongs to the loan: a discount that is made larger afterwards was not lent.
 */
export async function lend(
  till: Till,
  desk: PinDesk,
  { personId, pin, procedure, input }: LendInput,
): Promise<Result<null, Refusal>> {
  const parsed = await parseInput(procedure, input)
  if (!parsed.ok) return parsed
  const demands = demandsOf(till, procedure, parsed.value)
  // what the person at the counter may do anyway needs no loan
  if (objectionTo(till, actorNow(till), demands) === null) return ok(null)
  return await desk.check({
    personId,
    pin,
    purpose: 'lend',
    store: (_books, lender) => {
      const objection = objectionTo(till, lender, demands)
      if (objection === null) return ok(null)
      return err(
        objection.type === 'permission_needed' ? { ...objection, type: 'lender_lacks_right' } : objection,
      )
    },
    done: (lender) => {
      const loan = loanFor(procedure, parsed.value, demands)
      const expiresAtUpMs = till.duty.upMs() + (loan.lasts ? LASTING_MS : LOAN_MS)
      till.duty.lend({ ...loan, lenderId: lender.id, expiresAtUpMs })
    },
  })
}

/** The input as the guard will see it when the call comes: checked, trimmed and filled up by the contract. */
async function parseInput(procedure: string, input: unknown): Promise<Result<unknown, Refusal>> {
  const called = procedureOf(procedure)
  if (called === null) return err({ type: 'input_invalid', field: 'procedure', detail: 'no such procedure' })
  const schema = called['~orpc'].inputSchema
  if (schema === undefined) return ok(undefined)
  const parsed = await schema['~standard'].validate(input)
  return parsed.issues === undefined
    ? ok(parsed.value)
    : err({ type: 'input_invalid', field: 'input', detail: 'not what that procedure takes' })
}

function procedureOf(procedure: string): AnyContractProcedure | null {
  const [group, name, ...more] = procedure.split('.')
  const found = Object.entries(counterContract).find(([each]) => each === group)?.[1] ?? {}
  const called: unknown = Object.entries(found).find(([each]) => each === name)?.[1]
  return more.length === 0 && isContractProcedure(called) ? called : null
}
