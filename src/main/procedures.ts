import { implement } from '@orpc/server'
import { counterContract, displayContract } from '../core/contract/contract.ts'
import type { Refusal } from '../core/domain/refusals.ts'
import { err, ok, type Result } from '../core/domain/result.ts'
import type { SaleRecord } from '../core/ports/store.ts'
import type { Core } from './core.ts'
import { printCode, printReceipt, printTestPage } from './usecases/print.ts'
import { cancelSale, nextCustomer, resumeSale, setDraft } from './usecases/counter.ts'
import { saveSettings } from './usecases/settings.ts'
import { resolveAttention } from './usecases/attention.ts'
import { attentionRows, counterView, displayView, saleRows, saleView, sessionRows } from './usecases/views.ts'
import { watchView } from './usecases/watch-view.ts'

/** What a host can do for the procedures: hand out the core of the current mode, and change modes. */
export interface Gerai {
  core(): Core
  switchMode(mode: 'practice' | 'test' | 'live'): Promise<Result<null, Refusal>>
  /** Takes up a changed provider profile: the core of this mode starts again on the same books. */
  restart(): Promise<Result<null, Refusal>>
}

/** The cashier's procedures over the use cases. Nothing here decides anything. */
export function counterProcedures(gerai: Gerai) {
  const os = implement(counterContract)
  const answer = <T>(work: (core: Core) => Result<T, Refusal> | Promise<Result<T, Refusal>>) =>
    guarded(gerai.core(), work)
  const sale = (work: (core: Core) => Result<SaleRecord, Refusal> | Promise<Result<SaleRecord, Refusal>>) =>
    answer(async (core) => {
      const done = await work(core)
      return done.ok ? ok(saleView(core.till, done.value)) : done
    })
  const printing = (work: (core: Core) => Result<null, Refusal>) =>
    answer((core) => {
      const queued = work(core)
      core.prints.wake()
      return queued
    })

  return os.router({
    counter: {
      watch: os.counter.watch.handler(({ signal }) => {
        const { till, stopped } = gerai.core()
        return watchView(till, stopped, signal, (revision) => ({
          type: 'view' as const,
          view: counterView(till, revision),
        }))
      }),
      setDraft: os.counter.setDraft.handler(({ input }) => answer(({ till }) => setDraft(till, input))),
      next: os.counter.next.handler(() => answer(({ till }) => nextCustomer(till))),
      resume: os.counter.resume.handler(({ input }) => answer(({ till }) => resumeSale(till, input.saleId))),
    },
    catalog: {
      list: os.catalog.list.handler(() => answer(({ till }) => ok(till.store.read.products()))),
    },
    sale: {
      charge: os.sale.charge.handler(({ input }) => sale(({ payments }) => payments.charge(input))),
      newCode: os.sale.newCode.handler(({ input }) => sale(({ payments }) => payments.newCode(input))),
      cancelCode: os.sale.cancelCode.handler(({ input }) =>
        sale(({ payments }) => payments.cancelCode(input.tenderId)),
      ),
      supersede: os.sale.supersede.handler(({ input }) =>
        sale(({ payments }) => payments.supersede(input.tenderId, input.reason)),
      ),
      checkNow: os.sale.checkNow.handler(({ input }) =>
        sale(({ payments }) => payments.checkNow(input.tenderId)),
      ),
      payCash: os.sale.payCash.handler(({ input }) => sale(({ manual }) => manual.payCash(input))),
      recordEdc: os.sale.recordEdc.handler(({ input }) => sale(({ manual }) => manual.recordEdc(input))),
      acceptTender: os.sale.acceptTender.handler(({ input }) =>
        sale(({ manual }) => manual.accept(input.tenderId)),
      ),
      rejectTender: os.sale.rejectTender.handler(({ input }) =>
        sale(({ manual }) => manual.reject(input.tenderId, input.reason)),
      ),
      cancel: os.sale.cancel.handler(({ input }) => answer(({ till }) => cancelSale(till, input.saleId))),
      get: os.sale.get.handler(({ input }) =>
        sale(({ till }) => {
          const record = till.store.read.sale(input.saleId)
          return record === null ? err({ type: 'sale_unknown' }) : ok(record)
        }),
      ),
      list: os.sale.list.handler(({ input }) => answer(({ till }) => ok(saleRows(till, input)))),
      document: os.sale.document.handler(({ input }) =>
        answer(({ till }) => {
          const receipt = till.store.read.receiptOf(input.saleId)
          return receipt === null ? err({ type: 'nothing_to_print' }) : ok(receipt.document)
        }),
      ),
      print: os.sale.print.handler(({ input }) => printing(({ till }) => printReceipt(till, input.saleId))),
      printCode: os.sale.printCode.handler(({ input }) =>
        printing(({ till }) => printCode(till, input.tenderId)),
      ),
    },
    sessions: {
      list: os.sessions.list.handler(({ input }) => answer(({ till }) => ok(sessionRows(till, input)))),
    },
    attention: {
      list: os.attention.list.handler(({ input }) => answer(({ till }) => ok(attentionRows(till, input)))),
      resolve: os.attention.resolve.handler(({ input }) =>
        answer(({ till }) => resolveAttention(till, input)),
      ),
    },
    settings: {
      save: os.settings.save.handler(({ input }) => answer(({ till }) => saveSettings(till, input))),
      provider: os.settings.provider.handler(() => answer((core) => core.provider.view())),
      saveProvider: os.settings.saveProvider.handler(({ input }) =>
        answer(async (core) => {
          const saved = await core.provider.save(input)
          if (!saved.ok) return saved
          const restarted = await gerai.restart()
          return restarted.ok ? await gerai.core().provider.view() : restarted
        }),
      ),
      checkProvider: os.settings.checkProvider.handler(() => answer((core) => core.provider.check())),
      startUnitCheck: os.settings.startUnitCheck.handler(() =>
        answer((core) => core.provider.startUnitCheck()),
      ),
      confirmUnit: os.settings.confirmUnit.handler(() =>
        answer(async (core) => {
          const confirmed = core.provider.confirmUnit()
          if (!confirmed.ok) return confirmed
          const restarted = await gerai.restart()
          return restarted.ok ? await gerai.core().provider.view() : restarted
        }),
      ),
      testPrint: os.settings.testPrint.handler(() => printing(({ till }) => printTestPage(till))),
      printers: os.settings.printers.handler(() =>
        answer(async ({ till }) => ok(await till.printers.list())),
      ),
      profiles: os.settings.profiles.handler(() => answer(({ till }) => ok(till.printers.profiles()))),
      switchMode: os.settings.switchMode.handler(({ input }) => answer(() => gerai.switchMode(input.mode))),
    },
    practice: {
      act: os.practice.act.handler(({ input }) =>
        answer((core) => core.practice(input.tenderId, input.action)),
      ),
    },
  })
}

/** The customer screen's only procedure: looking. */
export function displayProcedures(gerai: Pick<Gerai, 'core'>) {
  const os = implement(displayContract)
  return os.router({
    display: {
      watch: os.display.watch.handler(({ signal }) => {
        const { till, stopped } = gerai.core()
        return watchView(till, stopped, signal, () => ({
          type: 'view' as const,
          view: displayView(till),
          now: till.clock.now(),
        }))
      }),
    },
  })
}

/** A bug of ours becomes a sentence with a reference, the details go to the log: nothing inside leaks out. */
async function guarded<T>(
  core: Core,
  work: (core: Core) => Result<T, Refusal> | Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  try {
    return await work(core)
  } catch (fault) {
    const reference = core.till.ids.token(4)
    core.till.log.error('procedure_fault', {
      reference,
      fault: fault instanceof Error ? (fault.stack ?? fault.message) : String(fault),
    })
    return err({ type: 'internal', reference })
  }
}
