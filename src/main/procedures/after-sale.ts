import { counterContract } from '../../core/contract/contract.ts'
import { ok } from '../../core/domain/result.ts'
import { areaOf, type Answers } from './answering.ts'
import { attentionDetail } from '../usecases/attention/detail.ts'
import { printAttention } from '../usecases/printing/attention-slip.ts'
import { escalateAttention, noteAttention, resolveAttention } from '../usecases/attention/attention.ts'
import {
  askForCustomers,
  attachCustomer,
  createCustomer,
  searchCustomers,
} from '../usecases/after-sale/customers.ts'
import {
  emailProviderReceipt,
  printProviderReceipt,
  providerReceipt,
  providerReceiptFile,
} from '../usecases/provider/receipts.ts'
import { reprintRefund } from '../usecases/printing/refund-slips.ts'
import { attentionRows } from '../usecases/views/lists.ts'

/** What comes after a sale: the inbox, money that goes back, receipts of the provider, customers. */
export function attentionProcedures({ answer }: Answers) {
  const os = areaOf(counterContract.attention)
  return {
    list: os.list.handler(({ input }) => answer(({ till }) => ok(attentionRows(till, input)))),
    get: os.get.handler(({ input }) => answer(({ till }) => attentionDetail(till, input.attentionId))),
    resolve: os.resolve.handler(({ input }) => answer(({ till }) => resolveAttention(till, input))),
    escalate: os.escalate.handler(({ input }) => answer(({ till }) => escalateAttention(till, input))),
    note: os.note.handler(({ input }) => answer(({ till }) => noteAttention(till, input))),
    attach: os.attach.handler(({ input }) => answer(({ afterSale }) => afterSale.attention.attach(input))),
    check: os.check.handler(({ input }) =>
      answer(({ afterSale }) => afterSale.attention.check(input.attentionId)),
    ),
    reprint: os.reprint.handler(({ input }) =>
      answer(({ afterSale }) => afterSale.attention.reprint(input.attentionId)),
    ),
    print: os.print.handler(({ input }) => answer(({ till }) => printAttention(till, input.attentionId))),
    wasPrinted: os.wasPrinted.handler(({ input }) =>
      answer(({ afterSale }) => afterSale.attention.wasPrinted(input.attentionId)),
    ),
    release: os.release.handler(({ input }) =>
      answer(({ afterSale }) => afterSale.attention.release(input.attentionId)),
    ),
  }
}

export function refundsProcedures({ answer, sale }: Answers) {
  const os = areaOf(counterContract.refunds)
  return {
    start: os.start.handler(({ input }) => sale(({ afterSale }) => afterSale.refunds.start(input))),
    cash: os.cash.handler(({ input }) => sale(({ afterSale }) => afterSale.giveBack.cash(input))),
    void: os.void.handler(({ input }) => sale(({ afterSale }) => afterSale.giveBack.void(input))),
    print: os.print.handler(({ input }) => answer(({ till }) => reprintRefund(till, input.refundId))),
    withdraw: os.withdraw.handler(({ input }) =>
      sale(({ afterSale }) => afterSale.refunds.withdraw(input.refundId)),
    ),
    check: os.check.handler(({ input }) => sale(({ afterSale }) => afterSale.refunds.check(input.refundId))),
  }
}

export function providerReceiptsProcedures({ answer }: Answers) {
  const os = areaOf(counterContract.providerReceipts)
  return {
    get: os.get.handler(({ input }) => answer(({ till }) => providerReceipt(till, input.tenderId))),
    file: os.file.handler(({ input }) => answer(({ till }) => providerReceiptFile(till, input))),
    print: os.print.handler(({ input }) => answer(({ till }) => printProviderReceipt(till, input.tenderId))),
    email: os.email.handler(({ input }) => answer(({ till }) => emailProviderReceipt(till, input))),
  }
}

export function customersProcedures({ answer }: Answers) {
  const os = areaOf(counterContract.customers)
  return {
    search: os.search.handler(({ input }) => answer(({ till }) => ok(searchCustomers(till, input.text)))),
    ask: os.ask.handler(({ input }) => answer(({ till }) => askForCustomers(till, input.text))),
    create: os.create.handler(({ input }) => answer(({ till }) => createCustomer(till, input))),
    attach: os.attach.handler(({ input }) => answer(({ till }) => attachCustomer(till, input))),
  }
}
