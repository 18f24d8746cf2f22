import { counterContract } from '../../core/contract/contract.ts'
import { err, ok } from '../../core/domain/result.ts'
import { areaOf, type Answers } from './answering.ts'
import { cancelSale } from '../usecases/selling/counter.ts'
import { evidencePhoto, withPhoto } from '../usecases/confirmations/evidence-photos.ts'
import { endInvite, invite } from '../usecases/selling/invite.ts'
import { printCode, printReceipt } from '../usecases/printing/print.ts'
import { keepFilter, removeFilter, savedFilters } from '../usecases/saved-filters.ts'
import { saleRows, sessionRows } from '../usecases/views/lists.ts'

/** Selling: the sale on the counter, the lists of sales and payments, and their saved filters. */
export function saleProcedures({ answer, sale, printing }: Answers) {
  const os = areaOf(counterContract.sale)
  return {
    charge: os.charge.handler(({ input }) => sale(({ payments }) => payments.charge(input))),
    newCode: os.newCode.handler(({ input }) => sale(({ payments }) => payments.newCode(input))),
    cancelCode: os.cancelCode.handler(({ input }) =>
      sale(({ payments }) => payments.cancelCode(input.tenderId)),
    ),
    supersede: os.supersede.handler(({ input }) =>
      sale(({ payments }) => payments.supersede(input.tenderId, input.reason)),
    ),
    customerProof: os.customerProof.handler(({ input }) => sale((core) => core.customerProof(input))),
    checkNow: os.checkNow.handler(({ input }) => sale(({ payments }) => payments.checkNow(input.tenderId))),
    payCash: os.payCash.handler(({ input }) => sale(({ manual }) => manual.payCash(input))),
    recordEdc: os.recordEdc.handler(({ input }) => sale(({ manual }) => manual.recordEdc(withPhoto(input)))),
    recordTransfer: os.recordTransfer.handler(({ input }) =>
      sale(({ manual }) => manual.recordTransfer(withPhoto(input))),
    ),
    recordStaticQris: os.recordStaticQris.handler(({ input }) =>
      sale(({ manual }) => manual.recordStaticQris(withPhoto(input))),
    ),
    invite: os.invite.handler(({ input }) => answer(({ till }) => invite(till, input))),
    endInvite: os.endInvite.handler(() => answer(({ till }) => endInvite(till))),
    acceptTender: os.acceptTender.handler(({ input }) => sale(({ manual }) => manual.accept(input.tenderId))),
    rejectTender: os.rejectTender.handler(({ input }) =>
      sale(({ manual }) => manual.reject(input.tenderId, input.reason)),
    ),
    photo: os.photo.handler(({ input }) => answer(({ till }) => evidencePhoto(till, input.tenderId))),
    cancel: os.cancel.handler(({ input }) => answer(({ till }) => cancelSale(till, input.saleId))),
    get: os.get.handler(({ input }) =>
      sale(({ till }) => {
        const record = till.store.read.sale(input.saleId)
        return record === null ? err({ type: 'sale_unknown' }) : ok(record)
      }),
    ),
    list: os.list.handler(({ input }) => answer(({ till }) => ok(saleRows(till, input)))),
    print: os.print.handler(({ input }) => printing(({ till }) => printReceipt(till, input.saleId))),
    printCode: os.printCode.handler(({ input }) => printing(({ till }) => printCode(till, input.tenderId))),
  }
}

export function sessionsProcedures({ answer }: Answers) {
  const os = areaOf(counterContract.sessions)
  return {
    list: os.list.handler(({ input }) => answer(({ till }) => ok(sessionRows(till, input)))),
  }
}

export function savedFiltersProcedures({ answer }: Answers) {
  const os = areaOf(counterContract.savedFilters)
  return {
    list: os.list.handler(() => answer(({ till }) => ok(savedFilters(till.store.read)))),
    keep: os.keep.handler(({ input }) => answer(({ till }) => keepFilter(till, input))),
    remove: os.remove.handler(({ input }) => answer(({ till }) => removeFilter(till, input.filterId))),
  }
}
