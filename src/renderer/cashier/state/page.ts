import { create } from 'zustand'
import type { InviteKind } from '../../../core/domain/tenders/invite.ts'
import type { Amount } from '../../../core/domain/money.ts'

export type Page =
  | 'sale'
  | 'sales'
  | 'sessions'
  | 'confirmations'
  | 'attention'
  | 'audit'
  | 'catalog'
  | 'shift'
  | 'reports'
  | 'settings'
/** What of a line is changed first. */
export type LineField = 'quantity' | 'note' | 'discount'
/** What lies over the page; one at a time. */
export type Sheet =
  | { readonly name: 'amount' }
  | { readonly name: 'cash'; readonly amount: Amount | null }
  | { readonly name: 'edc'; readonly amount: Amount | null }
  | { readonly name: 'notice'; readonly kind: InviteKind; readonly amount: Amount | null }
  | { readonly name: 'more' }
  | { readonly name: 'split' }
  | { readonly name: 'discount' }
  | { readonly name: 'customer' }
  | { readonly name: 'line'; readonly lineId: string; readonly field?: LineField }
  | { readonly name: 'parked' }
  | { readonly name: 'shortcuts' }

interface PageState {
  readonly page: Page
  /** The part of the settings to open; null is the first. */
  readonly section: string | null
  readonly sheet: Sheet | null
  /** A short word at the foot of the screen, with a way back where there is one. */
  readonly toast: { readonly text: string; readonly undo: (() => void) | null } | null
}

export const usePage = create<PageState>()(() => ({ page: 'sale', section: null, sheet: null, toast: null }))

export const goTo = (page: Page, section: string | null = null): void =>
  usePage.setState({ page, section, sheet: null })
export const openSheet = (sheet: Sheet): void => usePage.setState({ sheet })
export const closeSheet = (): void => usePage.setState({ sheet: null })

/** For a call that takes a while: closes the sheet that was open when it began, and none that was opened meanwhile. */
export function closeThisSheet(): () => void {
  const { sheet: own } = usePage.getState()
  return () => usePage.setState(({ sheet }) => ({ sheet: sheet === own ? null : sheet }))
}

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
