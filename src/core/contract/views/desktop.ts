/** The machine's displays, the app's windows and its updates, as the settings show them. */
export interface DesktopView {
  readonly version: string
  readonly displays: readonly DisplayRow[]
  readonly customer: {
    readonly choice: 'auto' | 'off' | 'chosen'
    /** The chosen display, also while it is not there. */
    readonly chosen: { readonly id: number; readonly name: string } | null
    /** Where the customer's screen is now; null when it is nowhere. */
    readonly shownOn: number | null
    /** It should be seen, and its display has gone. */
    readonly isLost: boolean
  }
  readonly kiosk: boolean
  /** What seals the provider's key on this machine. */
  readonly keyStore: 'system' | 'none'
  readonly update: UpdateView
}

export interface DisplayRow {
  readonly id: number
  /** What the system calls it; may be empty. */
  readonly name: string
  readonly width: number
  readonly height: number
  readonly isCashiers: boolean
}

export type UpdateView =
  | { readonly state: 'off'; readonly why: 'not_packaged' | 'package_manager' | 'no_feed' }
  | { readonly state: 'none'; readonly checkedAt: string | null }
  | { readonly state: 'checking' }
  | { readonly state: 'downloading'; readonly version: string; readonly percent: number }
  /** Downloaded and checked; installed when a person says so and nothing is under way. */
  | {
      readonly state: 'ready'
      readonly version: string
      readonly notes: string | null
      readonly waitsFor: 'payment' | 'order' | 'shift' | null
    }
  | { readonly state: 'failed'; readonly detail: string }
