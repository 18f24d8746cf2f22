import type { Refusal } from '../core/domain/refusals.ts'
import { err, ok, type Result } from '../core/domain/result.ts'
import type { Mode } from '../core/domain/session.ts'
import type { PaymentGateway } from '../core/ports/gateway.ts'
import type { Store } from '../core/ports/store.ts'
import { createNoGateway } from './adapters/none/gateway.ts'
import { createPlexoGateway } from './adapters/plexo/gateway.ts'
import { checkPlexoProfile, type PlexoProfile } from './adapters/plexo/profile.ts'
import { createPlugipayGateway } from './adapters/plugipay/gateway.ts'
import { checkProfile, type PlugipayProfile } from './adapters/plugipay/profile.ts'
import type { CoreEnvironment } from './environment.ts'
import {
  isUnitConfirmed,
  secretNameOf,
  storedProfile,
  type ProviderProfile,
} from './usecases/provider-profile.ts'

/** The way to the provider of this mode, and why it may not be charged with (yet). */
export interface GatewayChoice {
  readonly gateway: PaymentGateway
  readonly pageHosts: readonly string[]
  readonly blocked: Refusal | null
}

const NOT_SET_UP: GatewayChoice = {
  gateway: createNoGateway(),
  pageHosts: [],
  blocked: { type: 'provider_not_set_up' },
}

/** Makes the gateway of the stored profile, of the environment's when none is stored, or of the practice provider. */
export async function createGateway(env: CoreEnvironment, store: Store): Promise<GatewayChoice> {
  if (env.mode === 'practice') return env.practice === null ? NOT_SET_UP : practiceGateway(env, env.practice)
  const stored = storedProfile(store)
  const given = stored === null ? env.environmentProfile : null
  const profile = stored ?? given?.profile ?? null
  if (profile === null || profile.provider === 'none') return NOT_SET_UP
  const secret = given?.secret ?? (await env.secrets.read(secretNameOf(env.mode))) ?? ''
  const usable = checkProviderProfile(profile, secret, env.mode)
  if (!usable.ok) {
    env.log.error('provider_profile_refused', { fault: usable.error })
    return NOT_SET_UP
  }
  const unproved = env.mode === 'live' && !isUnitConfirmed(store, profile)
  const { gateway, pageHosts } = usable.value(env, store)
  return {
    // Booking manual money is proved in test mode; with real money it stays off until it was rehearsed there.
    gateway: {
      ...gateway,
      traits: { ...gateway.traits, booksManualMoney: gateway.traits.booksManualMoney && env.mode !== 'live' },
    },
    pageHosts,
    blocked: unproved ? { type: 'provider_amount_unit_unproved' } : null,
  }
}

type GatewayMaker = (env: CoreEnvironment, store: Store) => Pick<GatewayChoice, 'gateway' | 'pageHosts'>

/** A profile as its adapter would take it, or the name of what is wrong with it. Nothing is contacted. */
export function checkProviderProfile(
  profile: ProviderProfile,
  secret: string,
  mode: Mode,
): Result<GatewayMaker, string> {
  switch (profile.provider) {
    case 'plugipay': {
      const plugipay = toPlugipay(profile, secret, mode)
      const checked = checkProfile(plugipay)
      if (!checked.ok) return err(checked.error.type)
      return ok(({ clock, log }) => ({
        gateway: createPlugipayGateway(plugipay, { clock, log }),
        pageHosts: [...checked.value.hosts],
      }))
    }
    case 'plexo': {
      const plexo = toPlexo(profile, secret, mode)
      const checked = checkPlexoProfile(plexo)
      if (!checked.ok) return err(checked.error.type)
      return ok(({ clock, log }, store) => ({
        gateway: createPlexoGateway(plexo, {
          clock,
          log,
          recall: (id) => store.read.session(id)?.raw ?? null,
        }),
        pageHosts: checked.value.pageHosts,
      }))
    }
    case 'none':
      return ok(() => ({ gateway: createNoGateway(), pageHosts: [] }))
  }
}

function toPlugipay(profile: ProviderProfile, secret: string, mode: Mode): PlugipayProfile {
  const { origin, prefix, scheme, keyId, amountUnit, successUrl, cancelUrl } = profile
  const auth = scheme === 'hmac' ? { scheme, keyId, secret } : { scheme, apiKey: secret }
  return { origin, prefix, mode, amountUnit, successUrl, cancelUrl, auth }
}

function toPlexo(profile: ProviderProfile, secret: string, mode: Mode): PlexoProfile {
  const { origin, keyId, successUrl, cancelUrl, merchantId } = profile
  return {
    origin,
    clientId: keyId,
    apiKey: secret,
    merchantId: merchantId ?? 0,
    mode,
    currency: 'UYU',
    returnUrl: successUrl,
    cancelUrl,
  }
}

function practiceGateway(
  { clock, log }: CoreEnvironment,
  { url, keyId, secret }: NonNullable<CoreEnvironment['practice']>,
): GatewayChoice {
  const returnUrl = 'https://example.com/'
  const profile: PlugipayProfile = {
    origin: url,
    mode: 'practice',
    amountUnit: 'whole',
    auth: { scheme: 'hmac', keyId, secret },
    successUrl: returnUrl,
    cancelUrl: returnUrl,
  }
  return {
    gateway: createPlugipayGateway(profile, { clock, log }),
    pageHosts: [new URL(url).host],
    blocked: null,
  }
}
