import { createWords } from '../i18n/translate.ts'
import { common as commonEn } from '../i18n/en/common.ts'
import { lists as listsEn } from '../i18n/en/lists.ts'
import { pay as payEn } from '../i18n/en/pay.ts'
import { sale as saleEn } from '../i18n/en/sale.ts'
import { settings as settingsEn } from '../i18n/en/settings.ts'
import { common } from '../i18n/id/common.ts'
import { lists } from '../i18n/id/lists.ts'
import { pay } from '../i18n/id/pay.ts'
import { sale } from '../i18n/id/sale.ts'
import { settings } from '../i18n/id/settings.ts'

export const CATALOGS = {
  id: { ...common, ...sale, ...pay, ...lists, ...settings },
  en: { ...commonEn, ...saleEn, ...payEn, ...listsEn, ...settingsEn },
}

export type WordKey = keyof typeof CATALOGS.id

export const { t, useT, setLanguage } = createWords<WordKey>(CATALOGS)
