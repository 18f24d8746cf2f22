import type { BookingView, ProviderCheckView, ProviderView } from '../core/contract/views/provider.ts'
import { amountOf, type Amount, type Currency } from '../core/domain/money.ts'
import { pageLinkProblem } from '../core/domain/provider/page-link.ts'
import type { Refusal } from '../core/domain/refusals.ts'
import { err, ok, type Result } from '../core/domain/result.ts'
import type { GatewayCheck } from '../core/ports/gateway.ts'
import { keyModeHint } from './adapters/plugipay/profile.ts'
import type { CoreEnvironment } from './environment.ts'
import { checkProviderProfile, profileInUse } from './gateways.ts'
import { openProofs, type Proofs } from './provider-proofs.ts'
import { whyNotCollected } from './usecases/selling/collecting.ts'
import { isSilence, toProviderRefusal } from './usecases/provider/calls.ts'
import {
  BOOKING_OFF,
  confirmUnit,
  DEFAULT_PROFILE,
  isUnitConfirmed,
  resumeBooking,
  saveProfile,
  secretNameOf,
  webhookSecretNameOf,
  type ProviderInput,
  type ProviderProfile,
} from './usecases/provider/profile.ts'
import { actorId, providerModeOf, settingsOf, type Till } from './usecases/till.ts'

/** The settings' side of the provider: its profile, whether it answers, and whether amounts mean the same there. */
export interface ProviderDesk {
  view(): Promise<Result<ProviderView, Refusal>>
  save(input: ProviderInput): Promise<Result<null, Refusal>>
  check(): Promise<Result<ProviderCheckView, Refusal>>
  startUnitCheck(): Promise<Result<UnitCheck, Refusal>>
  confirmUnit(): Result<null, Refusal>
  resumeBooking(): Promise<Result<ProviderView, Refusal>>
}

export interface UnitCheck {
  /** The provider's own page, for the owner to read the amount on. */
  readonly url: string
  readonly amount: Amount
  readonly currency: Currency
}

/** An amount that shows a factor of a hundred at a glance: Rp 10.000 against Rp 1.000.000 or Rp 100. */
const UNIT_CHECK_AMOUNT = amountOf(10_000)
const UNIT_CHECK_LIFETIME_SEC = 3_600

export function createProviderDesk(env: CoreEnvironment, till: Till): ProviderDesk {
  const { store, clock } = till
  const proofs = openProofs(env.dataFolder, env.log)
  const view = async (): Promise<Result<ProviderView, Refusal>> =>
    ok(await providerView(env, till, proofs.all()))
  return {
    view,
    save: async (input) => {
      const shop = { mode: env.mode, currency: settingsOf(till).currency, proofs: proofs.all() }
      const usable = checkProviderProfile(input, input.secret, shop)
      if (!usable.ok) return err({ type: 'provider_profile_invalid', fault: usable.error })
      return await saveProfile(store, env.secrets, env.mode, input, clock.now(), actorId(till))
    },
    check: async () => {
      // before the call: by the time of its answer the books may be closed
      const { profile } = profileInUse(env, store)
      const answer = await till.gateway.check()
      if (answer.ok) {
        till.network.succeeded(answer.value.clockOffsetMs)
        return ok(await checkView(env, till, profile, answer.value))
      }
      const refusal = toProviderRefusal(answer.error)
      till.network.failed(refusal, isSilence(answer.error))
      return err(refusal)
    },
    startUnitCheck: () => startUnitCheck(till),
    confirmUnit: () => confirmUnit(store, profileInUse(env, store).profile, clock.now(), actorId(till)),
    resumeBooking: async () => {
      const resumed = resumeBooking(store, clock.now(), actorId(till))
      if (!resumed.ok) return resumed
      till.changed.ring()
      return await view()
    },
  }
}

async function providerView(env: CoreEnvironment, till: Till, proofs: Proofs): Promise<ProviderView> {
  const { store } = till
  const { profile: inUse, source } = profileInUse(env, store)
  const { keyId, ...profile } = inUse ?? DEFAULT_PROFILE
  const given = source === 'environment' ? env.environmentProfile : null
  const isStored = async (name: string): Promise<boolean> => ((await env.secrets.read(name)) ?? '') !== ''
  return {
    ...profile,
    source,
    keyIdEnd: keyId === '' ? null : keyId.slice(-SHOWN_OF_KEY),
    hasSecret: given !== null || (await isStored(secretNameOf(env.mode))),
    hasWebhookSecret: await isStored(webhookSecretNameOf(env.mode)),
    secretsKind: given === null ? env.secrets.kind : 'environment',
    unitConfirmed: inUse !== null && isUnitConfirmed(store, inUse),
    blocked: till.chargingBlocked,
    booking: bookingView(till, profile.provider),
    lookupProvedAt: profile.provider === 'plexo' ? (proofs.plexoLookup?.at ?? null) : null,
  }
}

/** Enough to tell two keys apart, too little to use. */
const SHOWN_OF_KEY = 4

function bookingView({ store, gateway, mode }: Till, provider: ProviderView['provider']): BookingView {
  const off = (
    why: Extract<BookingView, { state: 'off' }>['why'],
    code: string | null = null,
  ): BookingView => ({
    state: 'off',
    why,
    code,
  })
  if (gateway.name === 'none') return off('no_provider')
  const code = store.read.value(BOOKING_OFF)
  if (gateway.traits.booksManualMoney) return code === null ? { state: 'on' } : off('refused', code)
  return off(mode === 'live' && provider === 'plugipay' ? 'not_rehearsed' : 'not_offered')
}

async function checkView(
  env: CoreEnvironment,
  till: Till,
  profile: ProviderProfile | null,
  found: GatewayCheck,
): Promise<ProviderCheckView> {
  const { name, traits } = till.gateway
  const keys = env.mode === 'practice' ? null : profile
  return {
    provider: name,
    mode: found.mode,
    expectedMode: providerModeOf(till.mode),
    keyLooks: keys?.provider === 'plugipay' ? await keyLooks(env, keys) : null,
    clockOffsetMs: found.clockOffsetMs,
    prefix:
      found.prefix === undefined
        ? null
        : { answers: found.prefix, profile: keys === null ? found.prefix : keys.prefix.replace(/\/$/, '') },
    amountUnit: found.amountUnit ?? null,
    missingScopes: found.scopes ?? [],
    takes: traits.currencies,
  }
}

/** By the name of the key alone, which says nothing for certain. */
async function keyLooks(
  env: CoreEnvironment,
  { scheme, keyId }: ProviderProfile,
): Promise<'test' | 'live' | null> {
  if (scheme === 'hmac') return keyModeHint({ scheme, keyId, secret: '' })
  const apiKey = env.environmentProfile?.secret ?? (await env.secrets.read(secretNameOf(env.mode))) ?? ''
  return keyModeHint({ scheme, apiKey })
}

/**
 * Makes a session that nobody is asked to pay, so that the owner can see on the provider's own page what our amounts
 * mean there: the echo in an answer cannot show a factor of a hundred. It ends by itself within the hour.
 */
async function startUnitCheck(till: Till): Promise<Result<UnitCheck, Refusal>> {
  const { currency } = settingsOf(till)
  const refused = whyNotCollected(
    { ...till, chargingBlocked: exceptItself(till.chargingBlocked) },
    'link',
    currency,
  )
  if (refused !== null) return err(refused)
  const id = till.ids.next()
  const call = till.gateway.prepareCreate({
    attemptId: id,
    idempotencyKey: `${till.store.terminalId}:unit-check:${id}:create`,
    amount: UNIT_CHECK_AMOUNT,
    currency,
    purpose: 'link',
    expiresInSec: UNIT_CHECK_LIFETIME_SEC,
    lines: [],
    metadata: {
      app: 'gerai',
      order_id: id,
      sale_number: 'unit-check',
      tender_id: id,
      attempt_id: id,
      terminal_id: till.store.terminalId,
    },
  })
  const noted = till.store.write((books) => {
    const facts = { attemptId: id, amount: UNIT_CHECK_AMOUNT }
    books.appendEvent({
      at: till.clock.now(),
      actor: actorId(till),
      kind: 'unit_check_started',
      saleId: null,
      tenderId: null,
      facts,
    })
  })
  if (!noted.ok) return noted
  const answer = await till.gateway.create(call)
  if (!answer.ok) return err(toProviderRefusal(answer.error))
  const { sessionId, hostedUrl } = answer.value.facts
  const allowed = { sessionId, hosts: till.pageHosts, practice: till.mode === 'practice' }
  if (hostedUrl === null || pageLinkProblem(hostedUrl, allowed) !== null) {
    return err({
      type: 'provider_answer_differs',
      mismatch: { type: 'wrong_presentation', reason: 'link_unreadable' },
    })
  }
  return ok({ url: hostedUrl, amount: UNIT_CHECK_AMOUNT, currency })
}

/** That the amount was not looked at yet is no reason not to look at it. */
const exceptItself = (blocked: Refusal | null): Refusal | null =>
  blocked?.type === 'provider_amount_unit_unproved' ? null : blocked
