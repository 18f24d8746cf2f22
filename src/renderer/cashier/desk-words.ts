import { backups as backupsEn } from '../i18n/en/backups.ts'
import { desktop as desktopEn } from '../i18n/en/desktop.ts'
import { printers as printersEn } from '../i18n/en/printers.ts'
import { provider as providerEn } from '../i18n/en/provider.ts'
import { receipt as receiptEn } from '../i18n/en/receipt.ts'
import { screens as screensEn } from '../i18n/en/screens.ts'
import { settings as settingsEn } from '../i18n/en/settings.ts'
import { team as teamEn } from '../i18n/en/team.ts'
import { backups } from '../i18n/id/backups.ts'
import { desktop } from '../i18n/id/desktop.ts'
import { printers } from '../i18n/id/printers.ts'
import { provider } from '../i18n/id/provider.ts'
import { receipt } from '../i18n/id/receipt.ts'
import { screens } from '../i18n/id/screens.ts'
import { settings } from '../i18n/id/settings.ts'
import { team } from '../i18n/id/team.ts'
import { WORDS, type WordKey as SaleWordKey } from './words.ts'

/**
 * The words of the pages a sale does not need, fetched with them. Only what is itself fetched later may import this
 * file, or the words would be loaded before the first sale after all.
 */
export const DESK_CATALOGS = {
  id: { ...settings, ...backups, ...desktop, ...printers, ...provider, ...receipt, ...screens, ...team },
  en: {
    ...settingsEn,
    ...backupsEn,
    ...desktopEn,
    ...printersEn,
    ...providerEn,
    ...receiptEn,
    ...screensEn,
    ...teamEn,
  },
}

export type WordKey = SaleWordKey | keyof typeof DESK_CATALOGS.id

export const { t, useT } = WORDS.with(DESK_CATALOGS)
export { setLanguage, useLanguage } from './words.ts'
