import { confirmationContract } from '../../core/contract/confirmation-contract.ts'
import type { ConfirmationsView } from '../../core/contract/views/confirmation.ts'
import type { Refusal } from '../../core/domain/refusals.ts'
import { ok, type Result } from '../../core/domain/result.ts'
import type { Core } from '../core.ts'
import { areaOf, type Answers } from './answering.ts'
import { acceptCash, confirmationsView } from '../usecases/confirmations/confirmations.ts'
import { proofPicture } from '../usecases/confirmations/proof-picture.ts'

/** The procedures of the confirmations inbox. */
export function confirmationProcedures({ answer, printing }: Answers) {
  const os = areaOf(confirmationContract)
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
      printing(({ till, manual }) => acceptCash(till, manual, input.tenderIds)),
    ),
  }
}
