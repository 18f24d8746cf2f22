import type { ProviderView } from '../../core/contract/views.ts'
import type { Refusal } from '../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../core/domain/result.ts'
import type { Store } from '../../core/ports/store.ts'
import type { Secrets } from '../../core/ports/system.ts'

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
}

/** As the settings send it: an empty secret keeps the stored one. */
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
}

export const secretNameOf = (mode: string): string => `provider:${mode}`
/** Signs what the provider sends us by itself; without it webhooks are not believed. */
export const webhookSecretNameOf = (mode: string): string => `webhook:${mode}`

export function storedProfile(store: Store): ProviderProfile | null {
  const text = store.read.value('provider')
  return text === null ? null : { ...DEFAULT_PROFILE, ...(JSON.parse(text) as Partial<ProviderProfile>) }
}

/** Is the amount the provider's page shows confirmed by the owner, for exactly this account, origin and unit? */
export function isUnitConfirmed(store: Store, profile: ProviderProfile): boolean {
  return store.read.value('unit_confirmed') === unitStamp(profile)
}

const unitStamp = ({ origin, prefix, keyId, amountUnit }: ProviderProfile): string =>
  JSON.stringify([origin, prefix, keyId, amountUnit])

export async function providerView(store: Store, secrets: Secrets, mode: string): Promise<ProviderView> {
  const profile = storedProfile(store) ?? DEFAULT_PROFILE
  const isStored = async (name: string): Promise<boolean> => ((await secrets.read(name)) ?? '') !== ''
  return {
    ...profile,
    hasSecret: await isStored(secretNameOf(mode)),
    hasWebhookSecret: await isStored(webhookSecretNameOf(mode)),
    secretsKind: secrets.kind,
    unitConfirmed: isUnitConfirmed(store, profile),
  }
}

/**
 * Stores a profile; an empty secret keeps the one that is there. While a code is live or a booking is under way only the
 * key may change: the same sessions must stay readable.
 */
export async function saveProfile(
  store: Store,
  secrets: Secrets,
  mode: 'practice' | 'test' | 'live',
  { secret, webhookSecret, ...profile }: ProviderInput,
  now: string,
): Promise<Result<null, Refusal>> {
  if (mode === 'practice') return err({ type: 'input_invalid', field: 'mode', detail: 'practice' })
  if (profile.provider !== 'none' && mode === 'live' && !profile.origin.startsWith('https://')) {
    return err({ type: 'input_invalid', field: 'origin', detail: 'https' })
  }
  const before = storedProfile(store)
  const moved = before === null ? undefined : BOUND.find((field) => before[field] !== profile[field])
  if (moved !== undefined && isUnderWay(store)) {
    return err({ type: 'input_invalid', field: moved, detail: 'sessions_open' })
  }
  if (secret !== '') await secrets.write(secretNameOf(mode), secret)
  if (webhookSecret !== '') await secrets.write(webhookSecretNameOf(mode), webhookSecret)
  const stored = store.write((books) => {
    books.setValue('provider', JSON.stringify(profile))
    // another account, or new rights of the same one, may book what the last one refused
    books.setValue(BOOKING_OFF, null)
    const facts = { provider: profile.provider, origin: profile.origin, keyChanged: secret !== '' }
    books.appendEvent({ at: now, kind: 'provider_saved', saleId: null, tenderId: null, facts })
  })
  return stored.ok ? ok(null) : stored
}

/** What decides where a session is and how its amount reads; all but the key. */
const BOUND = ['provider', 'origin', 'prefix', 'amountUnit', 'merchantId'] as const

/**
 * Is there a session whose last word has not been heard, or a call whose outcome is not known? An attempt that was
 * looked for in vain (a person was told) does not hold the shop to an address that may have been wrong all along.
 */
function isUnderWay(store: Store): boolean {
  const hasSession = store.read
    .watched('~')
    .some(({ tender }) => tender.type === 'provider' && 'sessionId' in tender.state && tender.state.sessionId)
  return hasSession || store.read.outboxNextAt() !== null || isBookingOpen(store)
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

export function confirmUnit(store: Store, now: string): Result<null, Refusal> {
  const profile = storedProfile(store)
  if (profile === null) return err({ type: 'provider_not_set_up' })
  const stored = store.write((books) => {
    books.setValue('unit_confirmed', unitStamp(profile))
    books.appendEvent({
      at: now,
      kind: 'unit_confirmed',
      saleId: null,
      tenderId: null,
      facts: { origin: profile.origin },
    })
  })
  return stored.ok ? ok(null) : stored
}
