import { counterContract } from '../../core/contract/contract.ts'
import { ok } from '../../core/domain/result.ts'
import { areaOf, type Answers, type Gerai } from './answering.ts'
import { readStaticQris } from '../usecases/selling/invite.ts'
import { printTestPage } from '../usecases/printing/print.ts'
import { offeredAccounts } from '../usecases/provider/accounts.ts'
import { prepareSeals } from '../usecases/printing/receipt-seals.ts'
import { saveSettings } from '../usecases/settings.ts'
import { settingsOf } from '../usecases/till.ts'

/** How this till is set up, and the copies of its books. */
export function settingsProcedures(gerai: Gerai, { answer, printing }: Answers) {
  const os = areaOf(counterContract.settings)
  return {
    save: os.save.handler(({ input }) =>
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
    provider: os.provider.handler(() => answer((core) => core.provider.view())),
    saveProvider: os.saveProvider.handler(({ input }) =>
      answer(async (core) => {
        const saved = await core.provider.save(input)
        if (!saved.ok) return saved
        const restarted = await gerai.restart()
        return restarted.ok ? await gerai.core().provider.view() : restarted
      }),
    ),
    checkProvider: os.checkProvider.handler(() => answer((core) => core.provider.check())),
    resumeBooking: os.resumeBooking.handler(() => answer((core) => core.provider.resumeBooking())),
    startUnitCheck: os.startUnitCheck.handler(() => answer((core) => core.provider.startUnitCheck())),
    confirmUnit: os.confirmUnit.handler(() =>
      answer(async (core) => {
        const confirmed = core.provider.confirmUnit()
        if (!confirmed.ok) return confirmed
        const restarted = await gerai.restart()
        return restarted.ok ? await gerai.core().provider.view() : restarted
      }),
    ),
    offeredAccounts: os.offeredAccounts.handler(() => answer(({ till }) => ok(offeredAccounts(till)))),
    readStaticQris: os.readStaticQris.handler(({ input }) =>
      answer(({ till }) =>
        readStaticQris(till, 'text' in input ? input : { picture: Buffer.from(input.picture, 'base64') }),
      ),
    ),
    testPrint: os.testPrint.handler(() => printing(({ till }) => printTestPage(till))),
    switchMode: os.switchMode.handler(({ input }) => answer(() => gerai.switchMode(input.mode))),
  }
}

export function backupsProcedures(gerai: Gerai, { answer }: Answers) {
  const os = areaOf(counterContract.backups)
  return {
    list: os.list.handler(() => answer(({ backups }) => ok(backups.view()))),
    make: os.make.handler(() =>
      answer(async ({ backups }) => {
        const made = await backups.make('by_hand')
        return made.ok ? ok(backups.view()) : made
      }),
    ),
    giveUp: os.giveUp.handler(() =>
      answer(async ({ backups }) => {
        await backups.giveUp()
        return ok(backups.view())
      }),
    ),
    restore: os.restore.handler(({ input }) => answer(() => gerai.restoreBackup(input.name))),
  }
}
