import type { Language } from '../language.ts'
import type { TaxKind } from '../sale.ts'

/** How a list says what a product is taxed by. */
export const TAX_WORDS: Readonly<Record<TaxKind, Readonly<Record<Language, string>>>> = {
  none: { id: 'tanpa pajak', en: 'no tax' },
  ppn_included: { id: 'PPN termasuk', en: 'PPN included' },
  ppn_added: { id: 'PPN ditambahkan', en: 'PPN added' },
  pbjt_included: { id: 'PBJT termasuk', en: 'PBJT included' },
  pbjt_added: { id: 'PBJT ditambahkan', en: 'PBJT added' },
}
