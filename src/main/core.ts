import { join } from 'node:path'
import { layoutDocument } from '../core/escpos-layout/index.ts'
import type { Refusal } from '../core/domain/refusals.ts'
import { err, ok, type Result } from '../core/domain/result.ts'
import type { ReceiptPrinters } from '../core/ports/receipt-printers.ts'
import type { Store } from '../core/ports/store.ts'
import type { Clock } from '../core/ports/system.ts'
import {
  drawerPulse,
  encodeLayout,
  findProfile,
  GENERIC_58,
  PRINTER_PROFILES,
  type PrinterProfile,
} from './adapters/escpos/index.ts'
import { createQrCodec } from './adapters/qr/codec.ts'
import { openStore } from './adapters/sqlite/store.ts'
import { findPrinters, openTransport, parsePrinterUri } from './adapters/transports/index.ts'
import type { CoreEnvironment } from './environment.ts'
import { createDeliveries, type Deliveries } from './deliveries.ts'
import { createGateway } from './gateways.ts'
import { createProviderDesk, type ProviderDesk } from './provider-desk.ts'
import { PRACTICE_PRODUCTS, PRACTICE_SETTINGS } from './practice-shop.ts'
import { createConnectivity } from './usecases/connectivity.ts'
import { createOutbox } from './usecases/outbox.ts'
import { createPrintQueue, type PrintQueue } from './usecases/print.ts'
import { createManualMoney, type ManualMoney } from './usecases/record-manual.ts'
import { createSignal } from './usecases/signal.ts'
import { createPayments, giveUpUnsent, type Payments } from './usecases/take-payment.ts'
import type { Till } from './usecases/till.ts'
import { createChangeWatcher } from './usecases/watch-changes.ts'
import { createWatcher } from './usecases/watch-sessions.ts'

/** One mode's running core: its till, the use cases over it, and the workers that run by themselves. */
export interface Core {
  readonly till: Till
  readonly payments: Payments
  readonly manual: ManualMoney
  readonly prints: PrintQueue
  readonly provider: ProviderDesk
  /** Deliveries the provider sends by itself: hints to read, and nothing else. */
  readonly deliveries: Deliveries
  practice(
    tenderId: string,
    action: 'pay' | 'fail' | 'expire' | 'late_pay' | 'cancel',
  ): Promise<Result<null, Refusal>>
  /** Aborts when this core stops; streams end then and are opened again on the next one. */
  readonly stopped: AbortSignal
  stop(): Promise<void>
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
  const changes = createChangeWatcher(till, watcher)
  const provider = createProviderDesk(env, till)
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
    void provider.check()
    changes.start()
  }
  return ok({
    till,
    payments,
    manual,
    prints,
    provider,
    deliveries: createDeliveries(env, till, changes),
    practice: (tenderId, action) => playCustomer(env, till, tenderId, action),
    stopped: stopping.signal,
    stop: async () => {
      stopping.abort()
      unlisten()
      await Promise.all([watcher.stop(), changes.stop(), outbox.stop(), prints.stop()])
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
  const changed = createSignal((fault) => {
    env.log.error('listener_fault', { fault: String(fault) })
  })
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
