import type { ReceiptTemplate } from './checkout-settings.ts'

/** What a receipt shows, frozen when it was issued. */
export interface ReceiptSnapshot {
  readonly merchant: {
    readonly name: string
    readonly phone: string | null
    readonly email: string | null
    readonly address: string | null
    readonly taxId: string | null
  }
  readonly lineItems: unknown
  readonly metadata: Readonly<Record<string, string>> | null
  readonly template: ReceiptTemplate
  /** Backed out of the total, whatever the shop does; null when the template hides it. */
  readonly tax: { readonly label: string; readonly rate: number; readonly amount: number } | null
  readonly thankYouText: string
}
