import type { Currency } from '../core/domain/money.ts'
import type { ProfileFaultName } from '../core/domain/provider/setup.ts'
import type { Refusal } from '../core/domain/refusals.ts'
import { err, ok, type Result } from '../core/domain/result.ts'
import type { Mode } from '../core/domain/provider/session.ts'
import type { PaymentGateway } from '../core/ports/gateway.ts'
import type { Store } from '../core/ports/store.ts'
import { createNoGateway } from './adapters/none/gateway.ts'
import { isPlexoCurrency } from './adapters/plexo/amounts.ts'
import { createPlexoGateway } from './adapters/plexo/gateway.ts'
import { checkPlexoProfile, isTestingService, type PlexoProfile } from './adapters/plexo/profile.ts'
import { createPlugipayGateway } from './adapters/plugipay/gateway.ts'
import { checkProfile, type PlugipayProfile } from './adapters/plugipay/profile.ts'
import type { CoreEnvironment, PracticeProvider } from './environment.ts'
import { openProofs, type Proofs, type ProviderProofs } from './provider-proofs.ts'
import { notesBookings } from './rehearsed-bookings.ts'
import {
  isUnitConfirmed,
  secretNameOf,
  shopCurrency,
  storedProfile,
  type ProviderProfile,
} from './usecases/provider/profile.ts'

/** The way to the provider of this mode, and why it may not be charged with (yet). */
export interface GatewayChoice {
  readonly gateway: PaymentGateway
  readonly pageHosts: readonly string[]
  readonly blocked: Refusal | null
}

/** The profile in use: the stored one, or the environment's while none is stored. */
export function profileInUse(
  env: Pick<CoreEnvironment, 'environmentProfile'>,
  store: Store,
): { readonly profile: ProviderProfile | null; readonly source: 'stored' | 'environment' | 'none' } {
  const stored = storedProfile(store)
  if (stored !== null) return { profile: stored, source: 'stored' }
  const given = env.environmentProfile?.profile ?? null
  return { profile: given, source: given === null ? 'none' : 'environment' }
}

/** Makes the gateway of the stored profile, of the environment's when none is stored, or of the practice provider. */
export async function createGateway(env: CoreEnvironment, store: Store): Promise<GatewayChoice> {
  const currency = shopCurrency(store)
  if (env.mode === 'practice') {
    return env.practice === null ? NOT_SET_UP : practiceGateway(env, env.practice, store, currency)
  }
  const { profile, source } = profileInUse(env, store)
  if (profile === null || profile.provider === 'none') return NOT_SET_UP
  const given = source === 'environment' ? env.environmentProfile : null
  const secret = given?.secret ?? (await env.secrets.read(secretNameOf(env.mode))) ?? ''
  const proofs = openProofs(env.dataFolder, env.log)
  const proved = env.mode === 'live' ? proofsOfLive(proofs.all(), store) : proofs.all()
  const usable = checkProviderProfile(profile, secret, { mode: env.mode, currency, proofs: proved })
  if (!usable.ok) {
    env.log.error('provider_profile_refused', { fault: usable.error })
    return NOT_SET_UP
  }
  const { gateway, pageHosts } = usable.value(env, store, proofs)
  const booksManualMoney = gateway.traits.booksManualMoney && mayBook(env.mode, profile, proved)
  return {
    gateway: { ...gateway, traits: { ...gateway.traits, booksManualMoney } },
    pageHosts,
    blocked: whyNotCollecting(env.mode, profile, store, gateway, proved),
  }
}

const NOT_SET_UP: GatewayChoice = {
  gateway: createNoGateway(),
  pageHosts: [],
  blocked: { type: 'provider_not_set_up' },
}

/** Booking manual money is rehearsed in test mode; with real money it stays off until it passed there. */
export const mayBook = (mode: Mode, { origin }: ProviderProfile, { plugipayBooking }: Proofs): boolean =>
  mode !== 'live' || plugipayBooking?.origin === origin

function whyNotCollecting(
  mode: Mode,
  profile: ProviderProfile,
  store: Store,
  { traits }: PaymentGateway,
  { plexoLookup }: Proofs,
): Refusal | null {
  const currency = shopCurrency(store)
  const { currencies: takes } = traits
  if (!takes.includes(currency)) return { type: 'provider_currency_unsupported', currency, takes }
  if (mode !== 'live') return null
  if (profile.provider === 'plexo' && plexoLookup === null) return { type: 'provider_lookup_unproved' }
  return isUnitConfirmed(store, profile) ? null : { type: 'provider_amount_unit_unproved' }
}

const LOOKUP_PROVED = 'plexo_lookup_proved'

/** Once live has relied on a proof it stays proved there: a lost file must not keep open sessions from being read. */
function proofsOfLive(found: Proofs, store: Store): Proofs {
  const kept = store.read.value(LOOKUP_PROVED)
  if (found.plexoLookup === null) {
    return kept === null ? found : { ...found, plexoLookup: JSON.parse(kept) as Proofs['plexoLookup'] }
  }
  if (kept === null) {
    const text = JSON.stringify(found.plexoLookup)
    store.write((books) => {
      books.setValue(LOOKUP_PROVED, text)
    })
  }
  return found
}

type GatewayMaker = (
  env: CoreEnvironment,
  store: Store,
  proofs: ProviderProofs,
) => Pick<GatewayChoice, 'gateway' | 'pageHosts'>

/** A profile as its adapter would take it, or the name of what is wrong with it. Nothing is contacted. */
export function checkProviderProfile(
  profile: ProviderProfile,
  secret: string,
  shop: { readonly mode: Mode; readonly currency: Currency; readonly proofs: Proofs },
): Result<GatewayMaker, ProfileFaultName> {
  switch (profile.provider) {
    case 'plugipay': {
      const plugipay = toPlugipay(profile, secret, shop.mode)
      const checked = checkProfile(plugipay)
      if (!checked.ok) return err(checked.error.type)
      return ok(({ mode, clock, log }, store, proofs) => {
        const gateway = createPlugipayGateway(plugipay, { clock, log })
        const note = notesBookings(gateway, store, (sessionId) => {
          const { origin } = profile
          proofs.note('plugipayBooking', { at: clock.now(), origin, sessionId })
        })
        return { gateway: mode === 'test' ? note : gateway, pageHosts: [...checked.value.hosts] }
      })
    }
    case 'plexo': {
      const plexo = toPlexo(profile, secret, shop)
      const checked = checkPlexoProfile(plexo)
      if (!checked.ok) return err(checked.error.type)
      const { pageHosts } = checked.value
      return ok(({ mode, clock, log }, store, proofs) => ({
        gateway: createPlexoGateway(plexo, {
          clock,
          log,
          recall: (id) => store.read.session(id)?.raw ?? null,
          ...(mode === 'test' && isTestingService(checked.value) && proofs.all().plexoLookup === null
            ? {
                onLookupProved: ({ merchantId, sessionId, paymentId }) =>
                  proofs.note('plexoLookup', { at: clock.now(), merchantId, sessionId, paymentId }),
              }
            : {}),
        }),
        pageHosts,
      }))
    }
    case 'none':
      return ok(() => ({ gateway: createNoGateway(), pageHosts: [] }))
  }
}

/** The documented pages are on this host, whichever of the documented addresses the calls go to. */
const PLUGIPAY_PAGE_HOST = 'plugipay.com'

function toPlugipay(profile: ProviderProfile, secret: string, mode: Mode): PlugipayProfile {
  const { origin, prefix, scheme, keyId, amountUnit, successUrl, cancelUrl, onBehalfOf } = profile
  const auth = scheme === 'hmac' ? { scheme, keyId, secret } : { scheme, apiKey: secret }
  const isDocumented = URL.parse(origin)?.hostname.endsWith(`.${PLUGIPAY_PAGE_HOST}`) === true
  return {
    origin,
    prefix,
    mode,
    amountUnit,
    successUrl,
    cancelUrl,
    auth,
    extraHosts: [...profile.extraHosts, ...(isDocumented ? [PLUGIPAY_PAGE_HOST] : [])],
    ...(onBehalfOf === null ? {} : { onBehalfOf }),
  }
}

function toPlexo(
  profile: ProviderProfile,
  secret: string,
  { mode, currency, proofs }: Parameters<typeof checkProviderProfile>[2],
): PlexoProfile {
  const { origin, keyId, successUrl, cancelUrl, merchantId, extraHosts } = profile
  return {
    origin,
    clientId: keyId,
    apiKey: secret,
    merchantId: merchantId ?? 0,
    mode,
    // a shop in another currency can be set up and tried, and collects nothing
    currency: isPlexoCurrency(currency) ? currency : 'UYU',
    returnUrl: successUrl === '' ? null : successUrl,
    cancelUrl: cancelUrl === '' ? null : cancelUrl,
    extraHosts,
    paymentLookupProved: proofs.plexoLookup !== null,
  }
}

/** Who plays the provider follows the shop's currency, so that each one's habits can be practised. */
function practiceGateway(
  { clock, log }: CoreEnvironment,
  { url, keyId, secret, plexo }: PracticeProvider,
  store: Store,
  currency: Currency,
): GatewayChoice {
  const returnUrl = 'https://example.com/'
  const pageHosts = [new URL(url).host]
  if (currency === 'UYU' && plexo !== undefined) {
    const recall = (id: string): string | null => store.read.session(id)?.raw ?? null
    const profile: PlexoProfile = {
      ...plexo,
      origin: url,
      mode: 'practice',
      currency,
      returnUrl,
      cancelUrl: returnUrl,
    }
    return { gateway: createPlexoGateway(profile, { clock, log, recall }), pageHosts, blocked: null }
  }
  const profile: PlugipayProfile = {
    origin: url,
    mode: 'practice',
    amountUnit: 'whole',
    auth: { scheme: 'hmac', keyId, secret },
    successUrl: returnUrl,
    cancelUrl: returnUrl,
  }
  const gateway = createPlugipayGateway(profile, { clock, log })
  const { currencies: takes } = gateway.traits
  const blocked: Refusal | null = takes.includes(currency)
    ? null
    : { type: 'provider_currency_unsupported', currency, takes }
  return { gateway, pageHosts, blocked }
}
