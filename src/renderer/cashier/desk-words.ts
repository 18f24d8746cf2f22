import { catalog as catalogEn } from '../i18n/en/catalog.ts'
import { backups as backupsEn } from '../i18n/en/backups.ts'
import { confirm as confirmEn } from '../i18n/en/confirm.ts'
import { dates as datesEn } from '../i18n/en/dates.ts'
import { desktop as desktopEn } from '../i18n/en/desktop.ts'
import { finding as findingEn } from '../i18n/en/finding.ts'
import { look as lookEn } from '../i18n/en/look.ts'
import { printers as printersEn } from '../i18n/en/printers.ts'
import { provider as providerEn } from '../i18n/en/provider.ts'
import { receipt as receiptEn } from '../i18n/en/receipt.ts'
import { screens as screensEn } from '../i18n/en/screens.ts'
import { reports as reportsEn } from '../i18n/en/reports.ts'
import { settings as settingsEn } from '../i18n/en/settings.ts'
import { shift as shiftEn } from '../i18n/en/shift.ts'
import { team as teamEn } from '../i18n/en/team.ts'
import { catalog } from '../i18n/id/catalog.ts'
import { backups } from '../i18n/id/backups.ts'
import { confirm } from '../i18n/id/confirm.ts'
import { dates } from '../i18n/id/dates.ts'
import { desktop } from '../i18n/id/desktop.ts'
import { finding } from '../i18n/id/finding.ts'
import { look } from '../i18n/id/look.ts'
import { printers } from '../i18n/id/printers.ts'
import { provider } from '../i18n/id/provider.ts'
import { receipt } from '../i18n/id/receipt.ts'
import { screens } from '../i18n/id/screens.ts'
import { reports } from '../i18n/id/reports.ts'
import { settings } from '../i18n/id/settings.ts'
import { shift } from '../i18n/id/shift.ts'
import { team } from '../i18n/id/team.ts'
import { WORDS, type WordKey as SaleWordKey } from './words.ts'

/**
 * The words of the pages a sale does not need, fetched with them. Only what is itself fetched later may import this
 * file, or the words would be loaded before the first sale after all.
 */
export const DESK_CATALOGS = {
  id: {
    ...catalog,
    ...settings,
    ...backups,
    ...confirm,
    ...dates,
    ...desktop,
    ...finding,
    ...look,
    ...printers,
    ...provider,
    ...receipt,
    ...screens,
    ...reports,
    ...shift,
    ...team,
  },
  en: {
    ...settingsEn,
    ...catalogEn,
    ...backupsEn,
    ...confirmEn,
    ...datesEn,
    ...desktopEn,
    ...findingEn,
    ...lookEn,
    ...printersEn,
    ...providerEn,
    ...receiptEn,
    ...screensEn,
    ...reportsEn,
    ...shiftEn,
    ...teamEn,
  },
}

export type WordKey = SaleWordKey | keyof typeof DESK_CATALOGS.id

export const { t, useT } = WORDS.with(DESK_CATALOGS)
export { setLanguage, useLanguage } from './words.ts'
