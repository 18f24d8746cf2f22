import type { Currency } from '../money.ts'

/** What can be wrong with a provider's profile before anything is sent; the adapters check, by these names. */
export type ProfileFaultName =
  | 'profile_origin_invalid'
  | 'profile_origin_insecure'
  | 'profile_host_private'
  | 'profile_host_invalid'
  | 'profile_host_of_other_mode'
  | 'profile_prefix_invalid'
  | 'profile_return_url_invalid'
  | 'profile_key_unsendable'
  | 'profile_on_behalf_invalid'
  | 'profile_merchant_invalid'
  | 'profile_currency_unsupported'

/** Why a provider cannot be used as it is set up, and why some of its set-up cannot be changed now. */
export type ProviderSetupRefusal =
  | { readonly type: 'provider_profile_invalid'; readonly fault: ProfileFaultName }
  /** Sessions are open: their amounts and addresses must keep their meaning. Only the key may change. */
  | { readonly type: 'provider_in_use'; readonly field: string }
  /** The system's key store stays locked, or the file of keys cannot be written. */
  | { readonly type: 'keys_not_kept'; readonly detail: string }
  | {
      readonly type: 'provider_currency_unsupported'
      readonly currency: Currency
      readonly takes: readonly Currency[]
    }
  /** Real money waits until a test payment was read back by its reference. */
  | { readonly type: 'provider_lookup_unproved' }
  /** QRIS moves rupiah, through providers that do it. */
  | { readonly type: 'qris_not_offered'; readonly currency: Currency }
  /** The provider has no way of taking a code down; `until` is the shop's clock, `14:05`. */
  | { readonly type: 'code_stays_open'; readonly tenderId: string; readonly until: string | null }
  | {
      readonly type: 'currency_fixed'
      readonly why: 'sale_open' | 'cart' | 'shift' | 'catalog' | 'sales'
      readonly currency: Currency
    }

/** Where the services' documents say they are. Plexo's test and live are different hosts, Plugipay's are one. */
export function documentedAddress(
  provider: 'plugipay' | 'plexo',
  mode: 'test' | 'live',
): {
  readonly origin: string
  readonly prefix: string
  readonly successUrl: string
  readonly cancelUrl: string
} {
  if (provider === 'plugipay') {
    const origin = 'https://plugipay.com'
    return { origin, prefix: '/api/v1', successUrl: `${origin}/thanks`, cancelUrl: `${origin}/canceled` }
  }
  const origin = mode === 'live' ? 'https://api.plexo.com.uy' : 'https://api.testing.plexo.com.uy'
  // its pages need no way back to a shop that has none
  return { origin, prefix: '', successUrl: '', cancelUrl: '' }
}
