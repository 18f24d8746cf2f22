import { implement } from '@orpc/server'
import { confirmationContract } from '../core/contract/confirmation-contract.ts'
import type { ConfirmationsView } from '../core/contract/confirmation-views.ts'
import type { Refusal } from '../core/domain/refusals.ts'
import { ok, type Result } from '../core/domain/result.ts'
import type { Core } from './core.ts'
import { acceptCash, confirmationsView } from './usecases/confirmations.ts'
import { proofPicture } from './usecases/proof-picture.ts'

type Answer = <T>(
  work: (core: Core) => Result<T, Refusal> | Promise<Result<T, Refusal>>,
) => Promise<Result<T, Refusal>>

/** The procedures of the confirmations inbox. */
export function confirmationProcedures(answer: Answer) {
  const os = implement(confirmationContract)
  /** The inbox as it is after what was done. */
  const inbox = async (
    work: (core: Core) => Promise<Result<null, Refusal>>,
  ): Promise<Result<ConfirmationsView, Refusal>> =>
    await answer(async (core) => {
      const done = await work(core)
      return done.ok ? ok(confirmationsView(core.till, core.reviews)) : done
    })
  return {
    list: os.list.handler(() => answer(({ till, reviews }) => ok(confirmationsView(till, reviews)))),
    refresh: os.refresh.handler(() => inbox(({ reviews }) => reviews.refresh())),
    proof: os.proof.handler(({ input }) => answer(({ till }) => proofPicture(till, input.sessionId))),
    confirm: os.confirm.handler(({ input }) =>
      inbox(({ reviews }) => reviews.decide({ ...input, decision: 'confirm', reason: null })),
    ),
    reject: os.reject.handler(({ input }) =>
      inbox(({ reviews }) => reviews.decide({ ...input, decision: 'reject' })),
    ),
    acceptCash: os.acceptCash.handler(({ input }) =>
      answer(({ till, manual, prints }) => {
        const done = acceptCash(till, manual, input.tenderIds)
        prints.wake()
        return done
      }),
    ),
  }
}
