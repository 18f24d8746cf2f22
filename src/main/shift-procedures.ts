import { implement } from '@orpc/server'
import { shiftContract } from '../core/contract/shift-contract.ts'
import type { Refusal } from '../core/domain/refusals.ts'
import { ok, type Result } from '../core/domain/result.ts'
import type { Core } from './core.ts'
import { matchEdc } from './usecases/edc-settlement.ts'
import { settlementPhoto, withPhoto } from './usecases/evidence-photos.ts'
import { closedShift, currentShift, shiftRows } from './usecases/shift-views.ts'
import { closeShift, moveCash, openShift, openToCount, printX, reprintZ } from './usecases/shifts.ts'

type Answer = <T>(
  work: (core: Core) => Result<T, Refusal> | Promise<Result<T, Refusal>>,
) => Promise<Result<T, Refusal>>

/** The procedures of shifts; `printing` wakes the printers after something was put in their queue. */
export function shiftProcedures(answer: Answer) {
  const os = implement(shiftContract)
  const printing: Answer = async (work) =>
    await answer(async (core) => {
      const done = await work(core)
      core.prints.wake()
      return done
    })
  return {
    current: os.current.handler(() => answer(({ till }) => ok(currentShift(till, till.duty.actor())))),
    open: os.open.handler(({ input }) => printing(({ till }) => openShift(till, input))),
    cashIn: os.cashIn.handler(({ input }) => printing(({ till }) => moveCash(till, 'in', input))),
    cashOut: os.cashOut.handler(({ input }) => printing(({ till }) => moveCash(till, 'out', input))),
    x: os.x.handler(({ input }) => printing(({ till }) => printX(till, input.attemptId))),
    close: os.close.handler(({ input }) => printing(({ till }) => closeShift(till, input))),
    openToCount: os.openToCount.handler(({ input }) =>
      printing(({ till }) => openToCount(till, input.shiftId)),
    ),
    list: os.list.handler(({ input }) => answer(({ till }) => ok(shiftRows(till, input)))),
    get: os.get.handler(({ input }) => answer(({ till }) => closedShift(till, input.shiftId))),
    reprint: os.reprint.handler(({ input }) => printing(({ till }) => reprintZ(till, input.shiftId))),
    matchEdc: os.matchEdc.handler(({ input }) => printing(({ till }) => matchEdc(till, withPhoto(input)))),
    settlementPhoto: os.settlementPhoto.handler(({ input }) =>
      answer(({ till }) => settlementPhoto(till, input.settlementId)),
    ),
  }
}
