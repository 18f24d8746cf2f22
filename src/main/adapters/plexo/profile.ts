import { isIP } from 'node:net'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { Currency } from '../../../core/domain/money.ts'
import type { Mode } from '../../../core/domain/provider/session.ts'
import { isPlexoCurrency, type PlexoCurrency } from './amounts.ts'
import { TESTING_PAGE_HOST } from './assumptions.ts'

const LIVE_HOST = 'api.plexo.com.uy'
const LIVE_PAGE_HOST = 'checkout.plexo.com.uy'
const TESTING_HOST = 'api.testing.plexo.com.uy'

/** How this till reaches its Plexo merchant. */
export interface PlexoProfile {
  /** Default: the documented host of the mode. Real money goes to no other. */
  readonly origin?: string
  readonly clientId: string
  readonly apiKey: string
  readonly merchantId: number
  readonly mode: Mode
  /** The shop's; a till collects in one. */
  readonly currency: Currency
  /** Where the payer's browser goes after paying and after giving up; null stays there. Navigation only, no proof. */
  readonly returnUrl: string | null
  readonly cancelUrl: string | null
  /** Where Plexo posts its unsigned callbacks, for a host that can be reached from outside. */
  readonly callbackUrl?: string
  /** Hosts besides the documented one from which the payment page may come: `host` or `host:port`. */
  readonly extraHosts?: readonly string[]
  /** A paid session was read as paid on the real service (its testing host). Until then nothing is collected live. */
  readonly paymentLookupProved?: boolean
}

export type PlexoProfileFault =
  | { readonly type: 'profile_origin_invalid'; readonly origin: string }
  | { readonly type: 'profile_origin_insecure'; readonly origin: string }
  | { readonly type: 'profile_host_of_other_mode'; readonly host: string }
  | { readonly type: 'profile_host_invalid'; readonly host: string }
  | {
      readonly type: 'profile_return_url_invalid'
      readonly field: 'returnUrl' | 'cancelUrl' | 'callbackUrl'
    }
  | { readonly type: 'profile_key_unsendable' }
  | { readonly type: 'profile_merchant_invalid' }
  | { readonly type: 'profile_currency_unsupported'; readonly currency: string }

/** A profile whose every part was checked. */
export interface CheckedPlexoProfile {
  readonly origin: string
  readonly clientId: string
  readonly apiKey: string
  readonly merchantId: number
  readonly mode: Mode
  readonly currency: PlexoCurrency
  readonly returnUrl: string | null
  readonly cancelUrl: string | null
  readonly callbackUrl: string | null
  /** `host[:port]` of every page that may be shown. */
  readonly pageHosts: readonly string[]
  readonly mayCollect: boolean
}

/** Checks a profile before it is stored or used. */
export function checkPlexoProfile(profile: PlexoProfile): Result<CheckedPlexoProfile, PlexoProfileFault> {
  const { mode, clientId, apiKey, merchantId, currency, returnUrl, cancelUrl } = profile
  const origin = readOrigin(profile.origin ?? `https://${mode === 'live' ? LIVE_HOST : TESTING_HOST}`, mode)
  if (!origin.ok) return origin
  if (!isPlexoCurrency(currency)) return err({ type: 'profile_currency_unsupported', currency })
  if (!Number.isSafeInteger(merchantId) || merchantId <= 0) return err({ type: 'profile_merchant_invalid' })
  // The colon ends the name in HTTP Basic (RFC 7617). Nothing typed yet is no fault: calls then say so.
  if (!/^[\x21-\x39\x3b-\x7e]*$/.test(clientId) || !/^[\x21-\x7e]*$/.test(apiKey))
    return err({ type: 'profile_key_unsendable' })
  const callbackUrl = profile.callbackUrl ?? null
  for (const [field, url] of Object.entries({ returnUrl, cancelUrl, callbackUrl })) {
    if (url !== null && !isWebUrl(url))
      return err({ type: 'profile_return_url_invalid', field: field as 'returnUrl' })
  }
  const extraHosts = (profile.extraHosts ?? []).map((host) => host.trim().toLowerCase())
  const badHost = extraHosts.find((host) => !isHost(host))
  if (badHost !== undefined) return err({ type: 'profile_host_invalid', host: badHost })
  const pageHosts = [pageHostOf(origin.value, mode), ...extraHosts]
  const { origin: address } = origin.value
  return ok({
    origin: address,
    clientId,
    apiKey,
    merchantId,
    mode,
    currency,
    returnUrl,
    cancelUrl,
    callbackUrl,
    pageHosts,
    mayCollect: mode !== 'live' || profile.paymentLookupProved === true,
  })
}

/** Is this the service's own testing host? Only what happened there proves anything about the real service. */
export const isTestingService = ({ origin }: Pick<CheckedPlexoProfile, 'origin'>): boolean =>
  origin === `https://${TESTING_HOST}`

/** Test and live are different hosts, so the host is the mode: neither may be reached with the other's profile. */
function readOrigin(text: string, mode: Mode): Result<URL, PlexoProfileFault> {
  const url = URL.parse(text)
  const isOrigin = url !== null && (url.origin === text || `${url.origin}/` === text)
  if (!isOrigin || !/^https?:$/.test(url.protocol))
    return err({ type: 'profile_origin_invalid', origin: text })
  const isPracticeHere = mode === 'practice' && isLoopback(url.hostname)
  if (url.protocol === 'http:' && !isPracticeHere)
    return err({ type: 'profile_origin_insecure', origin: text })
  const isLiveHost = url.host === LIVE_HOST
  if (isLiveHost !== (mode === 'live')) return err({ type: 'profile_host_of_other_mode', host: url.host })
  return ok(url)
}

function pageHostOf(origin: URL, mode: Mode): string {
  if (mode === 'live') return LIVE_PAGE_HOST
  return origin.host === TESTING_HOST ? TESTING_PAGE_HOST : origin.host
}

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || (isIP(hostname) === 4 && hostname.startsWith('127.'))

function isWebUrl(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
}

const isHost = (text: string): boolean => URL.parse(`https://${text}/`)?.host === text

export const isKeyMissing = ({ clientId, apiKey }: CheckedPlexoProfile): boolean =>
  clientId === '' || apiKey === ''

export const basicAuthorization = ({ clientId, apiKey }: CheckedPlexoProfile): string =>
  `Basic ${Buffer.from(`${clientId}:${apiKey}`, 'utf8').toString('base64')}`

/** A shorter client id is a number like any other and is left alone. */
const TELLING_ID_LENGTH = 8

/** Takes our own credentials out of a text that somebody else wrote (a provider may echo what it was sent). */
export function redactor(profile: CheckedPlexoProfile): (text: string) => string {
  const { clientId, apiKey } = profile
  const basic = basicAuthorization(profile).slice('Basic '.length)
  const own = [basic, apiKey, ...(clientId.length < TELLING_ID_LENGTH ? [] : [clientId])]
  const found = own.filter((each) => each !== '')
  return (text) => found.reduce((rest, each) => rest.replaceAll(each, '[secret]'), text)
}
