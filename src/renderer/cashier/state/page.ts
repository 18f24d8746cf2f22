import { create } from 'zustand'
import type { Amount } from '../../../core/domain/money.ts'

export type Page = 'sale' | 'sales' | 'sessions' | 'attention' | 'settings'
/** What lies over the page; one at a time. */
export type Sheet =
  | { readonly name: 'amount' }
  | { readonly name: 'cash'; readonly amount: Amount | null }
  | { readonly name: 'edc'; readonly amount: Amount | null }
  | { readonly name: 'split' }
  | { readonly name: 'discount' }
  | { readonly name: 'line'; readonly lineId: string }
  | { readonly name: 'parked' }
  | { readonly name: 'shortcuts' }

interface PageState {
  readonly page: Page
  readonly sheet: Sheet | null
  /** A short word at the foot of the screen, with a way back where there is one. */
  readonly toast: { readonly text: string; readonly undo: (() => void) | null } | null
}

export const usePage = create<PageState>()(() => ({ page: 'sale', sheet: null, toast: null }))

export const goTo = (page: Page): void => usePage.setState({ page, sheet: null })
export const openSheet = (sheet: Sheet): void => usePage.setState({ sheet })
export const closeSheet = (): void => usePage.setState({ sheet: null })

const TOAST_MS = 2_500
/** Long enough to read, find and press. */
const UNDO_MS = 6_000
let toastTimer: ReturnType<typeof setTimeout> | undefined

export function say(text: string, undo: (() => void) | null = null): void {
  clearTimeout(toastTimer)
  usePage.setState({ toast: { text, undo } })
  toastTimer = setTimeout(unsay, undo === null ? TOAST_MS : UNDO_MS)
}

export function unsay(): void {
  clearTimeout(toastTimer)
  usePage.setState({ toast: null })
}
