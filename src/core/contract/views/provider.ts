import type { Currency } from '../../domain/money.ts'
import type { Refusal } from '../../domain/refusals.ts'

/** The provider's profile as the settings show it: of the keys only that they are there, and the end of the key's id. */
export interface ProviderView {
  readonly provider: 'plugipay' | 'plexo' | 'none'
  /** Where the profile comes from; one from the environment is used only while none is stored. */
  readonly source: 'stored' | 'environment' | 'none'
  readonly origin: string
  readonly prefix: string
  readonly scheme: 'hmac' | 'bearer'
  /** The last four characters of the key's id; null when there is none. */
  readonly keyIdEnd: string | null
  readonly hasSecret: boolean
  readonly hasWebhookSecret: boolean
  readonly merchantId: number | null
  readonly onBehalfOf: string | null
  readonly extraHosts: readonly string[]
  readonly amountUnit: 'whole' | 'hundredths'
  readonly successUrl: string
  readonly cancelUrl: string
  readonly secretsKind: 'system_keyring' | 'file_0600' | 'environment' | 'memory'
  /** Live charging stays off until the owner has seen the right amount on the provider's own page. */
  readonly unitConfirmed: boolean
  /** Why nothing is collected through it now; null when it is. */
  readonly blocked: Refusal | null
  readonly booking: BookingView
  /** When reading a payment by its reference was proved in test mode; null before, and where it needs no proof. */
  readonly lookupProvedAt: string | null
}

/** Whether money that a person took is also told to the provider. */
export type BookingView =
  | { readonly state: 'on' }
  | {
      readonly state: 'off'
      /** `refused`: the provider said no once, with this code; it is asked again when somebody says so. */
      readonly why: 'no_provider' | 'not_offered' | 'not_rehearsed' | 'refused'
      readonly code: string | null
    }

/** What a test of the connection found out. That it is there at all says that the key was accepted. */
export interface ProviderCheckView {
  readonly provider: 'plugipay' | 'plexo' | 'none'
  /** The account's; null when nothing has told it yet. */
  readonly mode: 'test' | 'live' | null
  /** What this till expects; another one stops every payment. */
  readonly expectedMode: 'test' | 'live'
  /** What the name of the key suggests; a warning only. */
  readonly keyLooks: 'test' | 'live' | null
  /** Provider's clock minus ours. */
  readonly clockOffsetMs: number | null
  /** Where the service answered, and where the profile says it is; null where there is only one place. */
  readonly prefix: { readonly answers: string; readonly profile: string } | null
  readonly amountUnit: 'whole' | 'hundredths' | 'decimal' | null
  readonly missingScopes: readonly string[]
  readonly takes: readonly Currency[]
}
