import { shiftContract } from '../../core/contract/shift-contract.ts'
import { ok } from '../../core/domain/result.ts'
import { areaOf, type Answers } from './answering.ts'
import { matchEdc } from '../usecases/shifts/edc-settlement.ts'
import { settlementPhoto, withPhoto } from '../usecases/confirmations/evidence-photos.ts'
import { closedShift, currentShift, shiftRows } from '../usecases/views/shift.ts'
import { closeShift, moveCash, openShift, openToCount, printX, reprintZ } from '../usecases/shifts/shifts.ts'

/** The procedures of shifts. */
export function shiftProcedures({ answer, printing }: Answers) {
  const os = areaOf(shiftContract)
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
