import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { Mode } from '../../../core/domain/provider/session.ts'
import type { AmountUnit } from './amounts.ts'
import { isLoopbackHost, isPrivateHost } from './hosts.ts'

export type PlugipayAuth =
  | { readonly scheme: 'hmac'; readonly keyId: string; readonly secret: string }
  | { readonly scheme: 'bearer'; readonly apiKey: string }

/** How this till reaches its Plugipay workspace. */
export interface PlugipayProfile {
  /** Default `https://plugipay.com`: the SDKs' address. The API pages name another one. */
  readonly origin?: string
  /** Default `/api/v1`. It is part of what is signed. */
  readonly prefix?: string
  readonly auth: PlugipayAuth
  readonly mode: Mode
  readonly amountUnit: AmountUnit
  readonly successUrl: string
  readonly cancelUrl: string
  /** Hosts besides the origin's from which pages and pictures are taken: `host` or `host:port`. */
  readonly extraHosts?: readonly string[]
  /** What a payment link offers. */
  readonly linkMethods?: readonly string[]
  /** `acc_...`: the workspace to act for. Only a platform partner's key may. */
  readonly onBehalfOf?: string
}

export type ProfileFault =
  | { readonly type: 'profile_origin_invalid'; readonly origin: string }
  | { readonly type: 'profile_origin_insecure'; readonly origin: string }
  | { readonly type: 'profile_host_private'; readonly host: string }
  | { readonly type: 'profile_host_invalid'; readonly host: string }
  | { readonly type: 'profile_prefix_invalid'; readonly prefix: string }
  | { readonly type: 'profile_return_url_invalid'; readonly field: 'successUrl' | 'cancelUrl' }
  | { readonly type: 'profile_key_unsendable' }
  | { readonly type: 'profile_on_behalf_invalid'; readonly onBehalfOf: string }

/** A profile whose every part was checked, with its defaults filled in. */
export interface CheckedProfile extends Required<Omit<PlugipayProfile, 'onBehalfOf'>> {
  readonly onBehalfOf: string | null
  /** `host[:port]` of everything that may be shown or fetched. */
  readonly hosts: ReadonlySet<string>
}

/** Checks a profile before it is stored or used. Real money never goes over plain http or to a private host. */
export function checkProfile(profile: PlugipayProfile): Result<CheckedProfile, ProfileFault> {
  const origin = readOrigin(profile.origin ?? 'https://plugipay.com', profile.mode)
  if (!origin.ok) return origin
  const prefix = (profile.prefix ?? '/api/v1').replace(/\/$/, '')
  if (!/^(?:\/(?!\.\.?(?:\/|$))[\w.~-]+)*$/.test(prefix))
    return err({ type: 'profile_prefix_invalid', prefix })
  for (const field of ['successUrl', 'cancelUrl'] as const) {
    if (!isReturnUrl(profile[field])) return err({ type: 'profile_return_url_invalid', field })
  }
  if (!isSendable(profile.auth)) return err({ type: 'profile_key_unsendable' })
  const onBehalfOf = profile.onBehalfOf ?? null
  if (onBehalfOf !== null && !/^[A-Za-z0-9_-]{1,100}$/.test(onBehalfOf)) {
    return err({ type: 'profile_on_behalf_invalid', onBehalfOf })
  }
  const extraHosts = (profile.extraHosts ?? []).map((host) => host.trim().toLowerCase())
  const badHost = extraHosts.find((host) => hostOf(host) === null)
  if (badHost !== undefined) return err({ type: 'profile_host_invalid', host: badHost })
  const privateHost = extraHosts.find((host) => profile.mode === 'live' && isPrivateHost(hostOf(host) ?? ''))
  if (privateHost !== undefined) return err({ type: 'profile_host_private', host: privateHost })
  return ok({
    ...profile,
    origin: origin.value.origin,
    prefix,
    extraHosts,
    onBehalfOf,
    linkMethods: profile.linkMethods ?? ['qris', 'va', 'ewallet', 'card'],
    hosts: new Set([origin.value.host, ...extraHosts]),
  })
}

function readOrigin(text: string, mode: Mode): Result<URL, ProfileFault> {
  const url = URL.parse(text)
  const isOrigin =
    url !== null &&
    url.username === '' &&
    url.password === '' &&
    url.pathname === '/' &&
    url.search === '' &&
    url.hash === '' &&
    (url.protocol === 'https:' || url.protocol === 'http:')
  if (!isOrigin) return err({ type: 'profile_origin_invalid', origin: text })
  const isPracticeHere = mode === 'practice' && isLoopbackHost(url.hostname)
  if (url.protocol === 'http:' && !isPracticeHere)
    return err({ type: 'profile_origin_insecure', origin: text })
  if (mode === 'live' && isPrivateHost(url.hostname)) {
    return err({ type: 'profile_host_private', host: url.hostname })
  }
  return ok(url)
}

/** The provider sends the buyer's browser there; it wants an absolute address of the web. */
function isReturnUrl(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:')
}

/** The host name of `host[:port]`, or null when the text is anything else or is not how a URL would write it. */
function hostOf(text: string): string | null {
  const url = URL.parse(`https://${text}/`)
  return url !== null && url.host === text && url.username === '' ? url.hostname : null
}

/** Keys are opaque; they only have to fit into a header. Nothing typed yet is no fault: calls then say so. */
function isSendable(auth: PlugipayAuth): boolean {
  return /^[\x21-\x2b\x2d-\x7e]*$/.test(auth.scheme === 'hmac' ? auth.keyId : auth.apiKey)
}

export const isKeyMissing = (auth: PlugipayAuth): boolean =>
  auth.scheme === 'hmac' ? auth.keyId === '' || auth.secret === '' : auth.apiKey === ''

/**
 * What the key's name suggests, for a warning only: keys are opaque, the documents do not agree on their prefixes, and
 * the `mode` of what comes back is what counts.
 */
export function keyModeHint(auth: PlugipayAuth): 'test' | 'live' | null {
  const text = auth.scheme === 'hmac' ? auth.keyId : auth.apiKey
  const hint = /^[a-z]{2,12}_(test|live)_/.exec(text)?.[1]
  return hint === 'test' || hint === 'live' ? hint : null
}

/** A signature, a body's hash: 64 hexadecimal digits are never words for people. */
const HASH = /\b[0-9a-f]{64}\b/gi

/** A shorter id is a word like any other and is left alone. */
const TELLING_ID_LENGTH = 8

/** Takes our own credentials out of a text that somebody else wrote (a provider may echo what it was sent). */
export function redactor(auth: PlugipayAuth): (text: string) => string {
  const own = auth.scheme === 'hmac' ? [auth.secret, auth.keyId] : [auth.apiKey]
  const found = own.filter((each, index) => each.length >= (index === 0 ? 1 : TELLING_ID_LENGTH))
  return (text) =>
    found.reduce((rest, each) => rest.replaceAll(each, '[secret]'), text).replace(HASH, '[hash]')
}
