import { counterContract } from '../../core/contract/contract.ts'
import { ok } from '../../core/domain/result.ts'
import { areaOf, type Answers } from './answering.ts'
import { keepLogo } from '../usecases/printing/logo.ts'
import { printTestPage } from '../usecases/printing/print.ts'
import {
  admitPrinter,
  checkPrinter,
  findPrinters,
  printTrial,
  probePrinter,
  removePrinter,
  savePrinter,
} from '../usecases/printing/printers.ts'
import { sampleSheet } from '../usecases/printing/receipt-sample.ts'
import { checkSeal, sealKeyView } from '../usecases/printing/receipt-seals.ts'
import { logoView, sheetOfJob, sheetOfSale } from '../usecases/printing/slip-sheets.ts'

/** Printers, and what is put on paper. */
export function printersProcedures({ answer, printing }: Answers) {
  const os = areaOf(counterContract.printers)
  return {
    find: os.find.handler(() => answer(({ till }) => findPrinters(till))),
    profiles: os.profiles.handler(() => answer(({ till }) => ok(till.printers.profiles()))),
    list: os.list.handler(() => answer(({ till }) => ok(till.store.read.printers()))),
    save: os.save.handler(({ input }) => answer(({ till }) => savePrinter(till, input))),
    remove: os.remove.handler(({ input }) => answer(({ till }) => removePrinter(till, input))),
    check: os.check.handler(({ input }) =>
      answer(({ till, prints }) => checkPrinter(till, prints.lanes, input)),
    ),
    test: os.test.handler(({ input }) => printing(({ till }) => printTestPage(till, input.printerId))),
    admit: os.admit.handler(({ input }) => answer(({ till }) => admitPrinter(till, input))),
    probe: os.probe.handler(({ input }) =>
      answer(({ till, prints }) => probePrinter(till, prints.lanes, input)),
    ),
    trial: os.trial.handler(({ input }) =>
      answer(({ till, prints }) => printTrial(till, prints.lanes, input)),
    ),
  }
}

export function slipsProcedures({ answer }: Answers) {
  const os = areaOf(counterContract.slips)
  return {
    ofSale: os.ofSale.handler(({ input }) => answer(({ till }) => sheetOfSale(till, input.saleId))),
    ofJob: os.ofJob.handler(({ input }) => answer(({ till }) => sheetOfJob(till, input.jobId))),
    sample: os.sample.handler(({ input }) => answer(({ till }) => sampleSheet(till, input))),
    keepLogo: os.keepLogo.handler(({ input }) =>
      answer(({ till }) => {
        const kept = keepLogo(till, Buffer.from(input.picture, 'base64'))
        return kept.ok ? ok(logoView(kept.value.id, kept.value.image)) : kept
      }),
    ),
    sealKey: os.sealKey.handler(() => answer(({ till }) => ok(sealKeyView(till)))),
    checkSeal: os.checkSeal.handler(({ input }) => answer(({ till }) => checkSeal(till, input.text))),
  }
}
