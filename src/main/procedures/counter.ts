import { counterContract } from '../../core/contract/contract.ts'
import { ok } from '../../core/domain/result.ts'
import { createGuard } from '../guard.ts'
import {
  attentionProcedures,
  customersProcedures,
  providerReceiptsProcedures,
  refundsProcedures,
} from './after-sale.ts'
import { answersOf, areaOf, guarded, type Gerai } from './answering.ts'
import { catalogProcedures } from './catalog.ts'
import { confirmationProcedures } from './confirmations.ts'
import { desktopProcedures, screensProcedures } from './desktop.ts'
import { auditProcedures, peopleProcedures, personalProcedures } from './people.ts'
import { printersProcedures, slipsProcedures } from './printing.ts'
import { reportProcedures } from './reports.ts'
import { saleProcedures, savedFiltersProcedures, sessionsProcedures } from './sale.ts'
import { backupsProcedures, settingsProcedures } from './settings.ts'
import { shiftProcedures } from './shift.ts'
import { slideProcedures } from './slides.ts'
import { nextCustomer, resumeSale, setDraft } from '../usecases/selling/counter.ts'
import { dropHeld, heldCarts, holdCart, takeHeld } from '../usecases/selling/held-carts.ts'
import { actorNow } from '../usecases/people/sign-in.ts'
import { counterView, lockedView } from '../usecases/views/counter.ts'
import { watchView } from '../usecases/watch-view.ts'

/** The cashier's procedures over the use cases. Nothing here decides anything. */
export function counterProcedures(gerai: Gerai) {
  const guard = createGuard()
  const answers = answersOf(gerai)
  const { answer } = answers
  const os = areaOf(counterContract).use(async ({ path, next }, input, output) => {
    const entered = await guarded(gerai.core(), ({ till }) => guard.enter(till, path.join('.'), input))
    if (!entered.ok) return output(entered)
    const { actor, lender } = entered.value
    return actor === null ? await next() : await gerai.core().till.duty.runAs(actor, next, lender)
  })
  return os.router({
    counter: {
      watch: os.counter.watch.handler(({ signal }) => {
        const { till, stopped, keeper } = gerai.core()
        keeper.screenIsUp()
        return watchView(till, stopped, signal, (revision) => {
          const actor = actorNow(till)
          return actor === null
            ? { type: 'locked' as const, view: lockedView(till, revision) }
            : { type: 'view' as const, view: counterView(till, actor, revision) }
        })
      }),
      setDraft: os.counter.setDraft.handler(({ input }) => answer(({ till }) => setDraft(till, input))),
      next: os.counter.next.handler(() => answer(({ till }) => nextCustomer(till))),
      resume: os.counter.resume.handler(({ input }) => answer(({ till }) => resumeSale(till, input.saleId))),
      hold: os.counter.hold.handler(({ input }) => answer(({ till }) => holdCart(till, input.name))),
      held: os.counter.held.handler(() => answer(({ till }) => ok(heldCarts(till)))),
      takeHeld: os.counter.takeHeld.handler(({ input }) => answer(({ till }) => takeHeld(till, input.id))),
      dropHeld: os.counter.dropHeld.handler(({ input }) =>
        answer(({ till }) => dropHeld(till, input.id, input.dropped)),
      ),
    },
    catalog: catalogProcedures(answers),
    people: peopleProcedures(answers),
    audit: auditProcedures(answers),
    personal: personalProcedures(answers),
    sale: saleProcedures(answers),
    shift: shiftProcedures(answers),
    confirmations: confirmationProcedures(answers),
    reports: reportProcedures(answers),
    savedFilters: savedFiltersProcedures(answers),
    sessions: sessionsProcedures(answers),
    attention: attentionProcedures(answers),
    refunds: refundsProcedures(answers),
    providerReceipts: providerReceiptsProcedures(answers),
    customers: customersProcedures(answers),
    slips: slipsProcedures(answers),
    reconciliation: {
      run: os.reconciliation.run.handler(({ input }) => answer((core) => core.reconciler.run(input.day))),
      last: os.reconciliation.last.handler(({ input }) =>
        answer((core) => ok(core.reconciler.last(input.day))),
      ),
    },
    settings: settingsProcedures(gerai, answers),
    backups: backupsProcedures(gerai, answers),
    printers: printersProcedures(answers),
    desktop: desktopProcedures(gerai, answers),
    screens: screensProcedures(gerai, answers),
    slides: slideProcedures(answers),
    help: { logs: os.help.logs.handler(() => answer((core) => core.exportLogs())) },
    practice: {
      act: os.practice.act.handler(({ input }) =>
        answer((core) => core.practice(input.tenderId, input.action)),
      ),
    },
  })
}
