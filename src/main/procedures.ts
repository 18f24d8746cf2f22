import { implement } from '@orpc/server'
import { counterContract, displayContract } from '../core/contract/contract.ts'
import type { Refusal } from '../core/domain/refusals.ts'
import { err, ok, type Result } from '../core/domain/result.ts'
import type { SaleRecord } from '../core/ports/store.ts'
import type { Core } from './core.ts'
import { createGuard } from './guard.ts'
import { catalogProcedures } from './catalog-procedures.ts'
import { lend } from './lend.ts'
import { reportProcedures } from './report-procedures.ts'
import { confirmationProcedures } from './confirmation-procedures.ts'
import { shiftProcedures } from './shift-procedures.ts'
import { slideProcedures } from './slide-procedures.ts'
import type { Desktop } from '../core/ports/desktop.ts'
import type { DesktopView } from '../core/contract/desktop-views.ts'
import { evidencePhoto, withPhoto } from './usecases/evidence-photos.ts'
import { pictureFile } from './usecases/slides.ts'
import { printAttention } from './usecases/attention-slip.ts'
import { printCode, printReceipt, printTestPage } from './usecases/print.ts'
import { reprintRefund } from './usecases/refund-slips.ts'
import {
  admitPrinter,
  checkPrinter,
  findPrinters,
  printTrial,
  probePrinter,
  removePrinter,
  savePrinter,
} from './usecases/printers.ts'
import { cancelSale, nextCustomer, resumeSale, setDraft } from './usecases/counter.ts'
import { dropHeld, heldCarts, holdCart, takeHeld } from './usecases/held-carts.ts'
import { keepFilter, removeFilter, savedFilters } from './usecases/saved-filters.ts'
import { keepLogo } from './usecases/logo.ts'
import { sampleSheet } from './usecases/receipt-sample.ts'
import { checkSeal, prepareSeals, sealKeyView } from './usecases/receipt-seals.ts'
import { saveSettings } from './usecases/settings.ts'
import { logoView, sheetOfJob, sheetOfSale } from './usecases/slip-sheets.ts'
import { offeredAccounts } from './usecases/provider-accounts.ts'
import { endInvite, invite, readStaticQris } from './usecases/invite.ts'
import { escalateAttention, noteAttention, resolveAttention } from './usecases/attention.ts'
import { attentionDetail } from './usecases/attention-detail.ts'
import { askForCustomers, attachCustomer, createCustomer, searchCustomers } from './usecases/customers.ts'
import {
  emailProviderReceipt,
  printProviderReceipt,
  providerReceipt,
  providerReceiptFile,
} from './usecases/provider-receipts.ts'
import { auditRows } from './usecases/audit.ts'
import {
  addPerson,
  changeOwnPin,
  changePerson,
  erasePersonName,
  listPeople,
  removePerson,
  setPin,
} from './usecases/people.ts'
import { erasePersonalData, findPersonalData } from './usecases/personal-data.ts'
import { actorNow, createOwner, signIn, signOut } from './usecases/sign-in.ts'
import {
  attentionRows,
  counterView,
  displayView,
  lockedView,
  saleRows,
  saleView,
  sessionRows,
} from './usecases/views.ts'
import { settingsOf } from './usecases/till.ts'
import { watchView } from './usecases/watch-view.ts'

/** What a host can do for the procedures: hand out the core of the current mode, and change modes. */
export interface Gerai {
  core(): Core
  switchMode(mode: 'practice' | 'test' | 'live'): Promise<Result<null, Refusal>>
  /** Takes up a changed provider profile: the core of this mode starts again on the same books. */
  restart(): Promise<Result<null, Refusal>>
  /** Sets the books of this mode aside and starts again on a copy of them. */
  restoreBackup(name: string): Promise<Result<null, Refusal>>
  /** Windows, displays and updates of the app; not there where a browser shows the pages. */
  readonly desktop?: Desktop<DesktopView>
  /** Where customer screens of the shop's network knock; null while that door is shut. */
  readonly screensAddress?: () => string | null
}

/** The cashier's procedures over the use cases. Nothing here decides anything. */
export function counterProcedures(gerai: Gerai) {
  const guard = createGuard()
  const screensAddress = (): string | null => gerai.screensAddress?.() ?? null
  const os = implement(counterContract)
    // inputs are checked before the guard looks at them
    .$config({ initialInputValidationIndex: Number.NEGATIVE_INFINITY })
    .use(async ({ path, next }, input, output) => {
      const entered = await guarded(gerai.core(), ({ till }) => guard.enter(till, path.join('.'), input))
      if (!entered.ok) return output(entered)
      const { actor, lender } = entered.value
      return actor === null ? await next() : await gerai.core().till.duty.runAs(actor, next, lender)
    })
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

  const onDesktop = <T>(
    work: (desktop: Desktop<DesktopView>) => Result<T, Refusal> | Promise<Result<T, Refusal>>,
  ) =>
    answer(() => (gerai.desktop === undefined ? err({ type: 'desktop_only' as const }) : work(gerai.desktop)))
  const desktopView = (
    work: (desktop: Desktop<DesktopView>) => Result<null, Refusal> | Promise<Result<null, Refusal>>,
  ) =>
    onDesktop(async (desktop) => {
      const done = await work(desktop)
      return done.ok ? ok(desktop.view()) : done
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
    catalog: catalogProcedures(answer),
    people: {
      createOwner: os.people.createOwner.handler(({ input }) =>
        answer(({ till, pins }) => createOwner(till, pins, input)),
      ),
      signIn: os.people.signIn.handler(({ input }) => answer(({ till, pins }) => signIn(till, pins, input))),
      lock: os.people.lock.handler(() => answer(({ till }) => signOut(till, 'lock'))),
      // the guard has noted the press already
      stay: os.people.stay.handler(() => answer(() => ok(null))),
      list: os.people.list.handler(() => answer(({ till }) => ok(listPeople(till)))),
      add: os.people.add.handler(({ input }) => answer(({ till, pins }) => addPerson(till, pins, input))),
      change: os.people.change.handler(({ input }) => answer(({ till }) => changePerson(till, input))),
      setPin: os.people.setPin.handler(({ input }) => answer(({ till, pins }) => setPin(till, pins, input))),
      changeOwnPin: os.people.changeOwnPin.handler(({ input }) =>
        answer(({ till, pins }) => changeOwnPin(till, pins, input)),
      ),
      remove: os.people.remove.handler(({ input }) =>
        answer(({ till }) => removePerson(till, input.personId)),
      ),
      eraseName: os.people.eraseName.handler(({ input }) =>
        answer(({ till }) => erasePersonName(till, input.personId)),
      ),
      lend: os.people.lend.handler(({ input }) => answer(({ till, pins }) => lend(till, pins, input))),
    },
    audit: {
      list: os.audit.list.handler(({ input }) => answer(({ till }) => ok(auditRows(till.store.read, input)))),
      verify: os.audit.verify.handler(() => answer(async ({ checkLog }) => ok(await checkLog()))),
    },
    personal: {
      find: os.personal.find.handler(({ input }) =>
        answer(({ till }) => ok(findPersonalData(till, input.text))),
      ),
      erase: os.personal.erase.handler(({ input }) =>
        answer(({ till }) => erasePersonalData(till, input.ref)),
      ),
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
      customerProof: os.sale.customerProof.handler(({ input }) => sale((core) => core.customerProof(input))),
      checkNow: os.sale.checkNow.handler(({ input }) =>
        sale(({ payments }) => payments.checkNow(input.tenderId)),
      ),
      payCash: os.sale.payCash.handler(({ input }) => sale(({ manual }) => manual.payCash(input))),
      recordEdc: os.sale.recordEdc.handler(({ input }) =>
        sale(({ manual }) => manual.recordEdc(withPhoto(input))),
      ),
      recordTransfer: os.sale.recordTransfer.handler(({ input }) =>
        sale(({ manual }) => manual.recordTransfer(withPhoto(input))),
      ),
      recordStaticQris: os.sale.recordStaticQris.handler(({ input }) =>
        sale(({ manual }) => manual.recordStaticQris(withPhoto(input))),
      ),
      invite: os.sale.invite.handler(({ input }) => answer(({ till }) => invite(till, input))),
      endInvite: os.sale.endInvite.handler(() => answer(({ till }) => endInvite(till))),
      acceptTender: os.sale.acceptTender.handler(({ input }) =>
        sale(({ manual }) => manual.accept(input.tenderId)),
      ),
      rejectTender: os.sale.rejectTender.handler(({ input }) =>
        sale(({ manual }) => manual.reject(input.tenderId, input.reason)),
      ),
      photo: os.sale.photo.handler(({ input }) => answer(({ till }) => evidencePhoto(till, input.tenderId))),
      cancel: os.sale.cancel.handler(({ input }) => answer(({ till }) => cancelSale(till, input.saleId))),
      get: os.sale.get.handler(({ input }) =>
        sale(({ till }) => {
          const record = till.store.read.sale(input.saleId)
          return record === null ? err({ type: 'sale_unknown' }) : ok(record)
        }),
      ),
      list: os.sale.list.handler(({ input }) => answer(({ till }) => ok(saleRows(till, input)))),
      print: os.sale.print.handler(({ input }) => printing(({ till }) => printReceipt(till, input.saleId))),
      printCode: os.sale.printCode.handler(({ input }) =>
        printing(({ till }) => printCode(till, input.tenderId)),
      ),
    },
    shift: shiftProcedures(answer),
    confirmations: confirmationProcedures(answer),
    reports: reportProcedures(answer),
    savedFilters: {
      list: os.savedFilters.list.handler(() => answer(({ till }) => ok(savedFilters(till.store.read)))),
      keep: os.savedFilters.keep.handler(({ input }) => answer(({ till }) => keepFilter(till, input))),
      remove: os.savedFilters.remove.handler(({ input }) =>
        answer(({ till }) => removeFilter(till, input.filterId)),
      ),
    },
    sessions: {
      list: os.sessions.list.handler(({ input }) => answer(({ till }) => ok(sessionRows(till, input)))),
    },
    attention: {
      list: os.attention.list.handler(({ input }) => answer(({ till }) => ok(attentionRows(till, input)))),
      get: os.attention.get.handler(({ input }) =>
        answer(({ till }) => attentionDetail(till, input.attentionId)),
      ),
      resolve: os.attention.resolve.handler(({ input }) =>
        answer(({ till }) => resolveAttention(till, input)),
      ),
      escalate: os.attention.escalate.handler(({ input }) =>
        answer(({ till }) => escalateAttention(till, input)),
      ),
      note: os.attention.note.handler(({ input }) => answer(({ till }) => noteAttention(till, input))),
      attach: os.attention.attach.handler(({ input }) =>
        answer(({ afterSale }) => afterSale.attention.attach(input)),
      ),
      check: os.attention.check.handler(({ input }) =>
        answer(({ afterSale }) => afterSale.attention.check(input.attentionId)),
      ),
      reprint: os.attention.reprint.handler(({ input }) =>
        answer(({ afterSale }) => afterSale.attention.reprint(input.attentionId)),
      ),
      print: os.attention.print.handler(({ input }) =>
        answer(({ till }) => printAttention(till, input.attentionId)),
      ),
      wasPrinted: os.attention.wasPrinted.handler(({ input }) =>
        answer(({ afterSale }) => afterSale.attention.wasPrinted(input.attentionId)),
      ),
      release: os.attention.release.handler(({ input }) =>
        answer(({ afterSale }) => afterSale.attention.release(input.attentionId)),
      ),
    },
    refunds: {
      start: os.refunds.start.handler(({ input }) => sale(({ afterSale }) => afterSale.refunds.start(input))),
      cash: os.refunds.cash.handler(({ input }) => sale(({ afterSale }) => afterSale.giveBack.cash(input))),
      void: os.refunds.void.handler(({ input }) => sale(({ afterSale }) => afterSale.giveBack.void(input))),
      print: os.refunds.print.handler(({ input }) =>
        answer(({ till }) => reprintRefund(till, input.refundId)),
      ),
      withdraw: os.refunds.withdraw.handler(({ input }) =>
        sale(({ afterSale }) => afterSale.refunds.withdraw(input.refundId)),
      ),
      check: os.refunds.check.handler(({ input }) =>
        sale(({ afterSale }) => afterSale.refunds.check(input.refundId)),
      ),
    },
    providerReceipts: {
      get: os.providerReceipts.get.handler(({ input }) =>
        answer(({ till }) => providerReceipt(till, input.tenderId)),
      ),
      file: os.providerReceipts.file.handler(({ input }) =>
        answer(({ till }) => providerReceiptFile(till, input)),
      ),
      print: os.providerReceipts.print.handler(({ input }) =>
        answer(({ till }) => printProviderReceipt(till, input.tenderId)),
      ),
      email: os.providerReceipts.email.handler(({ input }) =>
        answer(({ till }) => emailProviderReceipt(till, input)),
      ),
    },
    customers: {
      search: os.customers.search.handler(({ input }) =>
        answer(({ till }) => ok(searchCustomers(till, input.text))),
      ),
      ask: os.customers.ask.handler(({ input }) => answer(({ till }) => askForCustomers(till, input.text))),
      create: os.customers.create.handler(({ input }) => answer(({ till }) => createCustomer(till, input))),
      attach: os.customers.attach.handler(({ input }) => answer(({ till }) => attachCustomer(till, input))),
    },
    slips: {
      ofSale: os.slips.ofSale.handler(({ input }) => answer(({ till }) => sheetOfSale(till, input.saleId))),
      ofJob: os.slips.ofJob.handler(({ input }) => answer(({ till }) => sheetOfJob(till, input.jobId))),
      sample: os.slips.sample.handler(({ input }) => answer(({ till }) => sampleSheet(till, input))),
      keepLogo: os.slips.keepLogo.handler(({ input }) =>
        answer(({ till }) => {
          const kept = keepLogo(till, Buffer.from(input.picture, 'base64'))
          return kept.ok ? ok(logoView(kept.value.id, kept.value.image)) : kept
        }),
      ),
      sealKey: os.slips.sealKey.handler(() => answer(({ till }) => ok(sealKeyView(till)))),
      checkSeal: os.slips.checkSeal.handler(({ input }) => answer(({ till }) => checkSeal(till, input.text))),
    },
    reconciliation: {
      run: os.reconciliation.run.handler(({ input }) => answer((core) => core.reconciler.run(input.day))),
      last: os.reconciliation.last.handler(({ input }) =>
        answer((core) => ok(core.reconciler.last(input.day))),
      ),
    },
    settings: {
      save: os.settings.save.handler(({ input }) =>
        answer(async ({ till }) => {
          const before = settingsOf(till).currency
          const ready = input.receipt?.qr === 'signed' ? await prepareSeals(till) : ok(null)
          const saved = ready.ok ? saveSettings(till, input) : ready
          if (!saved.ok || saved.value.currency === before) return saved
          // another currency is another way to the provider
          const restarted = await gerai.restart()
          return restarted.ok ? saved : restarted
        }),
      ),
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
      resumeBooking: os.settings.resumeBooking.handler(() => answer((core) => core.provider.resumeBooking())),
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
      offeredAccounts: os.settings.offeredAccounts.handler(() =>
        answer(({ till }) => ok(offeredAccounts(till))),
      ),
      readStaticQris: os.settings.readStaticQris.handler(({ input }) =>
        answer(({ till }) =>
          readStaticQris(till, 'text' in input ? input : { picture: Buffer.from(input.picture, 'base64') }),
        ),
      ),
      testPrint: os.settings.testPrint.handler(() => printing(({ till }) => printTestPage(till))),
      switchMode: os.settings.switchMode.handler(({ input }) => answer(() => gerai.switchMode(input.mode))),
    },
    backups: {
      list: os.backups.list.handler(() => answer(({ backups }) => ok(backups.view()))),
      make: os.backups.make.handler(() =>
        answer(async ({ backups }) => {
          const made = await backups.make('by_hand')
          return made.ok ? ok(backups.view()) : made
        }),
      ),
      giveUp: os.backups.giveUp.handler(() =>
        answer(async ({ backups }) => {
          await backups.giveUp()
          return ok(backups.view())
        }),
      ),
      restore: os.backups.restore.handler(({ input }) => answer(() => gerai.restoreBackup(input.name))),
    },
    printers: {
      find: os.printers.find.handler(() => answer(({ till }) => findPrinters(till))),
      profiles: os.printers.profiles.handler(() => answer(({ till }) => ok(till.printers.profiles()))),
      list: os.printers.list.handler(() => answer(({ till }) => ok(till.store.read.printers()))),
      save: os.printers.save.handler(({ input }) => answer(({ till }) => savePrinter(till, input))),
      remove: os.printers.remove.handler(({ input }) => answer(({ till }) => removePrinter(till, input))),
      check: os.printers.check.handler(({ input }) =>
        answer(({ till, prints }) => checkPrinter(till, prints.lanes, input)),
      ),
      test: os.printers.test.handler(({ input }) =>
        printing(({ till }) => printTestPage(till, input.printerId)),
      ),
      admit: os.printers.admit.handler(({ input }) => answer(({ till }) => admitPrinter(till, input))),
      probe: os.printers.probe.handler(({ input }) =>
        answer(({ till, prints }) => probePrinter(till, prints.lanes, input)),
      ),
      trial: os.printers.trial.handler(({ input }) =>
        answer(({ till, prints }) => printTrial(till, prints.lanes, input)),
      ),
    },
    desktop: {
      view: os.desktop.view.handler(() => onDesktop((desktop) => ok(desktop.view()))),
      chooseDisplay: os.desktop.chooseDisplay.handler(({ input }) =>
        desktopView((desktop) => desktop.chooseDisplay(input)),
      ),
      setKiosk: os.desktop.setKiosk.handler(({ input }) =>
        desktopView((desktop) => desktop.setKiosk(input.on)),
      ),
      openLogs: os.desktop.openLogs.handler(() => onDesktop((desktop) => desktop.openLogs())),
      checkUpdate: os.desktop.checkUpdate.handler(() => desktopView((desktop) => desktop.checkUpdate())),
      installUpdate: os.desktop.installUpdate.handler(() => onDesktop((desktop) => desktop.installUpdate())),
    },
    screens: {
      list: os.screens.list.handler(() => answer(({ screens }) => ok(screens.view(screensAddress())))),
      pair: os.screens.pair.handler(() => answer(({ screens }) => screens.begin(screensAddress()))),
      remove: os.screens.remove.handler(({ input }) =>
        answer(({ screens }) => screens.remove(input.screenId)),
      ),
    },
    slides: slideProcedures(answer),
    help: { logs: os.help.logs.handler(() => answer((core) => core.exportLogs())) },
    practice: {
      act: os.practice.act.handler(({ input }) =>
        answer((core) => core.practice(input.tenderId, input.action)),
      ),
    },
  })
}

/** All that the customer's screen can do: look, and fetch the shop's pictures it was told of. */
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
      picture: os.display.picture.handler(({ input }) =>
        guarded(gerai.core(), ({ till }) => pictureFile(till, input.id)),
      ),
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
