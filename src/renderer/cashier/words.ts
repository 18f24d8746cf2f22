import { createWords } from '../i18n/translate.ts'
import { afterSale as afterSaleEn } from '../i18n/en/after-sale.ts'
import { common as commonEn } from '../i18n/en/common.ts'
import { lists as listsEn } from '../i18n/en/lists.ts'
import { pay as payEn } from '../i18n/en/pay.ts'
import { people as peopleEn } from '../i18n/en/people.ts'
import { sale as saleEn } from '../i18n/en/sale.ts'
import { afterSale } from '../i18n/id/after-sale.ts'
import { common } from '../i18n/id/common.ts'
import { lists } from '../i18n/id/lists.ts'
import { pay } from '../i18n/id/pay.ts'
import { people } from '../i18n/id/people.ts'
import { sale } from '../i18n/id/sale.ts'

/** What the screens of a sale say. The words of settings and other pages that are fetched later: `desk-words.ts`. */
export const CATALOGS = {
  id: {
    ...common,
    ...sale,
    ...pay,
    ...lists,
    ...people,
    ...afterSale,
  },
  en: {
    ...commonEn,
    ...saleEn,
    ...payEn,
    ...listsEn,
    ...peopleEn,
    ...afterSaleEn,
  },
}

export type WordKey = keyof typeof CATALOGS.id

export const WORDS = createWords<WordKey>(CATALOGS)
export const { t, useT, useLanguage, setLanguage } = WORDS
