import { displayEn } from './display.en.ts'
import { displayId, type DisplayKey } from './display.id.ts'
import { createWords } from './translate.ts'

export type { DisplayKey }
export const displayCatalogs = { id: displayId, en: displayEn }
export const displayWords = createWords<DisplayKey>(displayCatalogs)
export const useT = displayWords.useT
