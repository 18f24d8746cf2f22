import { join } from 'node:path'
import type { ProviderView } from '../core/contract/views.ts'
import { layoutDocument } from '../core/escpos-layout/index.ts'
import type { ProviderRefusal, Refusal } from '../core/domain/refusals.ts'
import { err, ok, type Result } from '../core/domain/result.ts'
import type { Mode } from '../core/domain/session.ts'
import type { GatewayCheck, PaymentGateway } from '../core/ports/gateway.ts'
import type { ReceiptPrinters } from '../core/ports/receipt-printers.ts'
import type { Store } from '../core/ports/store.ts'
import type { Clock, Ids, Log, Secrets } from '../core/ports/system.ts'
import {
  drawerPulse,
  encodeLayout,
  findProfile,
  GENERIC_58,
  PRINTER_PROFILES,
  type PrinterProfile,
} from './adapters/escpos/index.ts'
import { createNoGateway } from './adapters/none/gateway.ts'
import { createPlugipayGateway } from './adapters/plugipay/gateway.ts'
import { checkProfile, type PlugipayProfile } from './adapters/plugipay/profile.ts'
import { createQrCodec } from './adapters/qr/codec.ts'
import { openStore } from './adapters/sqlite/store.ts'
import { findPrinters, openTransport, parsePrinterUri } from './adapters/transports/index.ts'
import { PRACTICE_PRODUCTS, PRACTICE_SETTINGS } from './practice-shop.ts'
import { createConnectivity } from './usecases/connectivity.ts'
import { createOutbox } from './usecases/outbox.ts'
import { createPrintQueue, type PrintQueue } from './usecases/print.ts'
import {
  confirmUnit,
  isUnitConfirmed,
  providerView,
  saveProfile,
  secretNameOf,
  storedProfile,
  type ProviderProfile,
} from './usecases/provider-profile.ts'
import { isSilence, toProviderRefusal } from './usecases/provider-calls.ts'
import { createManualMoney, type ManualMoney } from './usecases/record-manual.ts'
import { createSignal } from './usecases/signal.ts'
import { createPayments, giveUpUnsent, type Payments } from './usecases/take-payment.ts'
import type { Till } from './usecases/till.ts'
import { createWatcher } from './usecases/watch-sessions.ts'

/** The simulator that plays the provider in practice mode, as its host started it. */
export interface PracticeProvider {
  readonly url: string
  readonly keyId: string
  readonly secret: string
}

export interface CoreEnvironment {
  readonly dataFolder: string
  readonly mode: Mode
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  readonly secrets: Secrets
  /** Needed for practice mode only. */
  readonly practice: PracticeProvider | null
  /** A profile given by the environment; a stored one wins over it. */
  readonly environmentProfile: { readonly profile: ProviderProfile; readonly secret: string } | null
}

/** One mode's running core: its till, the use cases over it, and the workers that run by themselves. */
export interface Core {
  readonly till: Till
  readonly payments: Payments
  readonly manual: ManualMoney
  readonly prints: PrintQueue
  readonly provider: ProviderSettings
  practice(
    tenderId: string,
    action: 'pay' | 'fail' | 'expire' | 'late_pay' | 'cancel',
  ): Promise<Result<null, Refusal>>
  /** Aborts when this core stops; streams end then and are opened again on the next one. */
  readonly stopped: AbortSignal
  stop(): Promise<void>
}

export interface ProviderSettings {
  view(): Promise<Result<ProviderView, Refusal>>
  save(input: ProviderProfile & { readonly secret: string }): Promise<Result<null, Refusal>>
  check(): Promise<Result<GatewayCheck, Refusal>>
  confirmUnit(): Result<null, Refusal>
}

/** Builds the core of one mode out of its adapters and starts its workers. The composition root: nothing else does. */
export async function startCore(env: CoreEnvironment): Promise<Result<Core, Refusal>> {
  const opened = openStore(join(env.dataFolder, env.mode, 'gerai.sqlite'), env.mode, env)
  if (!opened.ok) return opened
  const store = opened.value
  const prepared = env.mode === 'practice' ? preparePracticeShop(store, env.clock) : ok(null)
  if (!prepared.ok) {
    store.close()
    return prepared
  }
  const till = await createTill(env, store)
  const watcher = createWatcher(till)
  const outbox = createOutbox(till)
  const payments = createPayments(till, outbox, watcher)
  const manual = createManualMoney(till, outbox, payments)
  const prints = createPrintQueue(till)
  // a paid sale queues its slip in its own transaction; the ring that follows sets the printer going
  const unlisten = till.changed.listen(() => {
    prints.wake()
  })
  const stopping = new AbortController()
  giveUpUnsent(till)
  prints.start()
  outbox.start()
  if (till.gateway.name !== 'none') {
    watcher.start()
    // says how the line, the key and the clock are before the first customer has to find out
    void checkProvider(till)
  }
  return ok({
    till,
    payments,
    manual,
    prints,
    provider: providerSettings(env, till),
    practice: (tenderId, action) => playCustomer(env, till, tenderId, action),
    stopped: stopping.signal,
    stop: async () => {
      stopping.abort()
      unlisten()
      await Promise.all([watcher.stop(), outbox.stop(), prints.stop()])
      store.close()
    },
  })
}

function preparePracticeShop(store: Store, clock: Clock): Result<null, Refusal> {
  if (store.read.products().length > 0) return ok(null)
  const written = store.write((books) => {
    books.saveSettings(PRACTICE_SETTINGS, clock.now())
    books.replaceProducts(PRACTICE_PRODUCTS)
  })
  return written.ok ? ok(null) : written
}

async function createTill(env: CoreEnvironment, store: Store): Promise<Till> {
  const { gateway, pageHosts, blocked } = await createGateway(env, store)
  const changed = createSignal()
  return {
    mode: env.mode,
    store,
    gateway,
    pageHosts,
    chargingBlocked: blocked,
    printers: createReceiptPrinters(),
    qr: createQrCodec(),
    clock: env.clock,
    ids: env.ids,
    log: env.log,
    changed,
    network: createConnectivity(env.clock, gateway.name !== 'none', changed.ring),
  }
}

interface GatewayChoice {
  readonly gateway: PaymentGateway
  readonly pageHosts: readonly string[]
  readonly blocked: Refusal | null
}

async function createGateway(env: CoreEnvironment, store: Store): Promise<GatewayChoice> {
  const chosen = await chosenProfile(env, store)
  if (chosen === null)
    return { gateway: createNoGateway(), pageHosts: [], blocked: { type: 'provider_not_set_up' } }
  const checked = checkProfile(chosen.profile)
  if (!checked.ok) {
    env.log.error('provider_profile_refused', { fault: checked.error.type })
    return { gateway: createNoGateway(), pageHosts: [], blocked: { type: 'provider_not_set_up' } }
  }
  const { clock, log } = env
  const gateway = createPlugipayGateway(chosen.profile, { clock, log })
  // Booking manual money is proved on the simulator only; with real money it stays off until it was rehearsed there.
  const traits = { ...gateway.traits, booksManualMoney: env.mode !== 'live' }
  return {
    gateway: { ...gateway, traits },
    pageHosts: [...checked.value.hosts],
    blocked: env.mode === 'live' && !chosen.unitConfirmed ? { type: 'provider_amount_unit_unproved' } : null,
  }
}

async function chosenProfile(
  env: CoreEnvironment,
  store: Store,
): Promise<{ profile: PlugipayProfile; unitConfirmed: boolean } | null> {
  if (env.mode === 'practice') {
    if (env.practice === null) return null
    const { url, keyId, secret } = env.practice
    const returnUrl = 'https://example.com/'
    const profile: PlugipayProfile = {
      origin: url,
      mode: 'practice',
      amountUnit: 'whole',
      auth: { scheme: 'hmac', keyId, secret },
      successUrl: returnUrl,
      cancelUrl: returnUrl,
    }
    return { profile, unitConfirmed: true }
  }
  const stored = storedProfile(store)
  const given = stored === null ? env.environmentProfile : null
  const facts = stored ?? given?.profile ?? null
  if (facts === null || facts.provider === 'none') return null
  const secret = given?.secret ?? (await env.secrets.read(secretNameOf(env.mode))) ?? ''
  const { origin, prefix, scheme, keyId, amountUnit, successUrl, cancelUrl } = facts
  const profile: PlugipayProfile = {
    origin,
    prefix,
    mode: env.mode,
    amountUnit,
    successUrl,
    cancelUrl,
    auth: scheme === 'hmac' ? { scheme, keyId, secret } : { scheme, apiKey: secret },
  }
  return { profile, unitConfirmed: isUnitConfirmed(store, facts) }
}

function createReceiptPrinters(): ReceiptPrinters {
  const profileOf = (id: string): PrinterProfile => findProfile(id) ?? GENERIC_58
  return {
    profiles: () => PRINTER_PROFILES.map(({ id, name, columns }) => ({ id, name, columns })),
    columnsOf: (id) => profileOf(id).columns,
    encode: async (document, id) => {
      const profile = profileOf(id)
      return await encodeLayout(layoutDocument(document, { columns: profile.columns }), profile)
    },
    drawerPulse: (id) => drawerPulse(profileOf(id)),
    connect: (uri) => {
      const address = parsePrinterUri(uri)
      return address.ok ? ok(openTransport(address.value)) : address
    },
    list: async () => (await findPrinters()).printers.map(({ uri, label }) => ({ uri, name: label })),
  }
}

function providerSettings(env: CoreEnvironment, till: Till): ProviderSettings {
  const { store, clock } = till
  const view = async () => ok(await providerView(store, env.secrets, env.mode))
  return {
    view,
    save: async (input) => {
      const { keyId, secret, scheme, origin, prefix, amountUnit, successUrl, cancelUrl } = input
      const checked = checkProfile({
        origin,
        prefix,
        mode: env.mode,
        amountUnit,
        successUrl,
        cancelUrl,
        auth: scheme === 'hmac' ? { scheme, keyId, secret } : { scheme, apiKey: secret },
      })
      if (input.provider === 'plugipay' && !checked.ok) {
        return err({ type: 'input_invalid', field: 'origin', detail: checked.error.type })
      }
      return await saveProfile(store, env.secrets, env.mode, input, clock.now())
    },
    check: () => checkProvider(till),
    confirmUnit: () => confirmUnit(store, clock.now()),
  }
}

async function checkProvider(till: Till): Promise<Result<GatewayCheck, ProviderRefusal>> {
  const answer = await till.gateway.check()
  if (answer.ok) {
    till.network.succeeded(answer.value.clockOffsetMs)
    return answer
  }
  const refusal = toProviderRefusal(answer.error)
  till.network.failed(refusal, isSilence(answer.error))
  return err(refusal)
}

const HAND = {
  pay: 'pay',
  fail: 'fail',
  expire: 'expire',
  late_pay: 'late-pay',
  cancel: 'cancel-by-customer',
} as const

/** Plays the customer on the simulator. Nowhere but in practice: there is no such hand on real money. */
async function playCustomer(
  env: CoreEnvironment,
  till: Till,
  tenderId: string,
  action: keyof typeof HAND,
): Promise<Result<null, Refusal>> {
  if (env.practice === null || till.mode !== 'practice') return err({ type: 'practice_only' })
  const record = till.store.read.saleOfTender(tenderId)
  const tender = record?.sale.tenders.find((each) => each.id === tenderId)
  const sessionId = tender?.type === 'provider' && 'sessionId' in tender.state ? tender.state.sessionId : null
  if (sessionId === null) return err({ type: 'tender_unknown', tenderId })
  try {
    const answer = await fetch(
      `${env.practice.url}/_sim/sessions/${encodeURIComponent(sessionId)}/${HAND[action]}`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
        signal: AbortSignal.timeout(5_000),
      },
    )
    return answer.ok ? ok(null) : err({ type: 'tender_is_over', state: `${answer.status}` })
  } catch (fault) {
    return err({ type: 'provider_unreachable', detail: String(fault) })
  }
}
