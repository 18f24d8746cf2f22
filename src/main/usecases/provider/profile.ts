import { DEFAULT_SETTINGS } from '../../../core/domain/settings.ts'
import type { Currency } from '../../../core/domain/money.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { Store } from '../../../core/ports/store.ts'
import type { Secrets } from '../../../core/ports/system.ts'

/** Set when the provider refused to book manual money; reconciliation is local until the account changes. */
export const BOOKING_OFF = 'booking_off'

/** A provider profile as stored: everything but its secret, which lives in the secret store under `SECRET_NAME`. */
export interface ProviderProfile {
  readonly provider: 'plugipay' | 'plexo' | 'none'
  readonly origin: string
  readonly prefix: string
  readonly scheme: 'hmac' | 'bearer'
  readonly keyId: string
  readonly amountUnit: 'whole' | 'hundredths'
  readonly successUrl: string
  readonly cancelUrl: string
  /** Plexo's number of the merchant; Plugipay has none. */
  readonly merchantId: number | null
  /** The Plugipay workspace to act for, with a platform partner's key. */
  readonly onBehalfOf: string | null
  /** Hosts besides the service's own from which payment pages may come: `host` or `host:port`. */
  readonly extraHosts: readonly string[]
}

/** As the settings send it: an empty key id or secret keeps the stored one. */
export interface ProviderInput extends ProviderProfile {
  readonly secret: string
  readonly webhookSecret: string
}

export const DEFAULT_PROFILE: ProviderProfile = {
  provider: 'none',
  origin: 'https://plugipay.com',
  prefix: '/api/v1',
  scheme: 'hmac',
  keyId: '',
  amountUnit: 'whole',
  successUrl: 'https://plugipay.com/thanks',
  cancelUrl: 'https://plugipay.com/canceled',
  merchantId: null,
  onBehalfOf: null,
  extraHosts: [],
}

export const secretNameOf = (mode: string): string => `provider:${mode}`
/** Signs what the provider sends us by itself; without it webhooks are not believed. */
export const webhookSecretNameOf = (mode: string): string => `webhook:${mode}`

export function storedProfile(store: Store): ProviderProfile | null {
  const text = store.read.value('provider')
  return text === null ? null : { ...DEFAULT_PROFILE, ...(JSON.parse(text) as Partial<ProviderProfile>) }
}

export const shopCurrency = (store: Store): Currency =>
  store.read.settings().currency ?? DEFAULT_SETTINGS.currency

/** Is the amount the provider's page shows confirmed by the owner, for exactly this account, address, unit and currency? */
export function isUnitConfirmed(store: Store, profile: ProviderProfile): boolean {
  return store.read.value('unit_confirmed') === unitStamp(profile, shopCurrency(store))
}

/** What is as it always was adds nothing to the stamp, so that an earlier confirmation of it holds. */
function unitStamp(profile: ProviderProfile, currency: Currency): string {
  const { provider, origin, prefix, keyId, amountUnit, merchantId, onBehalfOf } = profile
  const further = {
    ...(provider === 'plexo' ? { merchantId } : {}),
    ...(currency === 'IDR' ? {} : { currency }),
    ...(onBehalfOf === null ? {} : { onBehalfOf }),
  }
  const isPlain = Object.keys(further).length === 0
  return JSON.stringify([origin, prefix, keyId, amountUnit, ...(isPlain ? [] : [further])])
}

/**
 * Stores a profile; an empty key id or secret keeps the one that is there. While a code is live or a booking is under
 * way only the key may change: the same sessions must stay readable. A secret belongs to its address: at another one the
 * old secret is forgotten, so that it is never sent to somebody else.
 */
export async function saveProfile(
  store: Store,
  secrets: Secrets,
  mode: 'practice' | 'test' | 'live',
  { secret, webhookSecret, ...given }: ProviderInput,
  now: string,
  by: string,
): Promise<Result<null, Refusal>> {
  if (mode === 'practice') return err({ type: 'input_invalid', field: 'mode', detail: 'practice' })
  if (given.provider !== 'none' && mode === 'live' && !given.origin.startsWith('https://')) {
    return err({ type: 'provider_profile_invalid', fault: 'profile_origin_insecure' })
  }
  const before = storedProfile(store)
  const isElsewhere =
    before !== null && (before.provider !== given.provider || before.origin !== given.origin)
  const keyId = given.keyId === '' && !isElsewhere ? (before?.keyId ?? '') : given.keyId
  const profile: ProviderProfile = { ...given, keyId }
  const moved =
    before === null
      ? undefined
      : BOUND.find((field) => before[field] !== profile[field] && isUnderWay(store, field))
  if (moved !== undefined) return err({ type: 'provider_in_use', field: moved })
  const otherwise = isElsewhere ? 'forget' : 'keep'
  const kept = await putAway(secrets, [
    [secretNameOf(mode), secret === '' ? otherwise : { secret }],
    [webhookSecretNameOf(mode), webhookSecret === '' ? otherwise : { secret: webhookSecret }],
  ])
  if (!kept.ok) return kept
  const stored = store.write((books) => {
    books.setValue('provider', JSON.stringify(profile))
    // another account, or new rights of the same one, may book what the last one refused
    books.setValue(BOOKING_OFF, null)
    const facts = { provider: profile.provider, origin: profile.origin, keyChanged: secret !== '' }
    books.appendEvent({ at: now, actor: by, kind: 'provider_saved', saleId: null, tenderId: null, facts })
  })
  return stored.ok ? ok(null) : stored
}

/** A key store that does not open is nothing a shop did wrong: it is said in words, before anything else has changed. */
async function putAway(
  secrets: Secrets,
  named: readonly (readonly [name: string, what: { readonly secret: string } | 'forget' | 'keep'])[],
): Promise<Result<null, Refusal>> {
  try {
    for (const [name, what] of named) {
      if (what === 'forget') await secrets.remove(name)
      else if (what !== 'keep') await secrets.write(name, what.secret)
    }
    return ok(null)
  } catch (fault) {
    return err({ type: 'keys_not_kept', detail: String(fault).slice(0, 200) })
  }
}

/** What decides where a session is and how its amount reads; all but the key. */
const BOUND = ['provider', 'origin', 'prefix', 'amountUnit', 'merchantId', 'onBehalfOf'] as const

/**
 * Is there a session whose last word has not been heard, or a call whose outcome is not known? An attempt that was
 * looked for in vain (a person was told) does not hold the shop to an address that may have been wrong all along; nor
 * does a call hold it to a path at the same address, since a wrong path is why calls go unanswered.
 */
function isUnderWay(store: Store, field: (typeof BOUND)[number]): boolean {
  const hasSession = store.read
    .watched('~')
    .some(({ tender }) => tender.type === 'provider' && 'sessionId' in tender.state && tender.state.sessionId)
  if (hasSession || isBookingOpen(store)) return true
  return field !== 'prefix' && store.read.outboxNextAt() !== null
}

/** A slip that waits for its confirmation has a session at the provider, and no call that waits. */
function isBookingOpen(store: Store): boolean {
  return store.read
    .openSales(1_000)
    .flatMap(({ id }) => store.read.sale(id)?.sale.tenders ?? [])
    .some(
      (tender) =>
        tender.type === 'manual' && ['charging', 'in_review', 'confirming'].includes(tender.booking.name),
    )
}

/** The owner has read the right amount on the provider's own page. */
export function confirmUnit(
  store: Store,
  profile: ProviderProfile | null,
  now: string,
  by: string,
): Result<null, Refusal> {
  if (profile === null || profile.provider === 'none') return err({ type: 'provider_not_set_up' })
  const { origin } = profile
  const stored = store.write((books) => {
    books.setValue('unit_confirmed', unitStamp(profile, shopCurrency(store)))
    books.appendEvent({
      at: now,
      actor: by,
      kind: 'unit_confirmed',
      saleId: null,
      tenderId: null,
      facts: { origin },
    })
  })
  return stored.ok ? ok(null) : stored
}

/** Lets the provider be asked again to book manual money, after it refused once. */
export function resumeBooking(store: Store, now: string, by: string): Result<null, Refusal> {
  const stored = store.write((books) => {
    const facts = { refusedWith: books.value(BOOKING_OFF) }
    books.setValue(BOOKING_OFF, null)
    books.appendEvent({ at: now, actor: by, kind: 'booking_resumed', saleId: null, tenderId: null, facts })
  })
  return stored.ok ? ok(null) : stored
}
