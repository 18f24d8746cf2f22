/** A tablet, phone or television in the shop's network that may show the customer's screen. */
export interface PairedScreen {
  readonly id: string
  readonly name: string
  readonly pairedAt: string
  readonly lastSeenAt: string
}

export interface ScreenReader {
  /** The screens of this terminal, in the order they were paired. */
  pairedScreens(): readonly PairedScreen[]
  /** The screen whose token has this SHA-256, or null. */
  pairedScreenWith(tokenHash: string): PairedScreen | null
}

export interface ScreenWriter extends ScreenReader {
  addPairedScreen(screen: PairedScreen & { readonly tokenHash: string }): void
  removePairedScreen(id: string): void
  notePairedScreenSeen(id: string, at: string): void
}
