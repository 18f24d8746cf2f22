import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { tables } from './adapters/tables/tables.ts'
import { createCatalogImports, type CatalogImports } from './usecases/catalog/import.ts'
import type { LogFileView } from '../core/contract/screens-contract.ts'
import type { AuditCheck } from '../core/contract/views/audit.ts'
import type { Refusal } from '../core/domain/refusals.ts'
import { err, ok, type Result } from '../core/domain/result.ts'
import type { SaleRecord, Store } from '../core/ports/store.ts'
import type { Clock } from '../core/ports/system.ts'
import { pictures } from './adapters/pictures/pictures.ts'
import { createQrCodec } from './adapters/qr/codec.ts'
import { createReceiptSeals } from './adapters/seals/ed25519.ts'
import { backupFolder } from './adapters/sqlite/backup-names.ts'
import { booksFile } from './adapters/sqlite/backup-restore.ts'
import { createBackupShelf } from './adapters/sqlite/backup-shelf.ts'
import { openStore, type OpenBooks } from './adapters/sqlite/store.ts'
import { scryptPins } from './adapters/system/pins.ts'
import type { CoreEnvironment, StartEnvironment } from './environment.ts'
import { createDeliveries, type Deliveries } from './deliveries.ts'
import { exportLogs } from './log-export.ts'
import { takeOverShop } from './first-opening.ts'
import { createGateway } from './gateways.ts'
import { createProviderDesk, type ProviderDesk } from './provider-desk.ts'
import { createReceiptPrinters } from './receipt-printers.ts'
import { PRACTICE_PRODUCTS, PRACTICE_SETTINGS } from './practice-shop.ts'
import { createAfterSale, type AfterSale } from './usecases/after-sale/after-sale.ts'
import { createCallBudget, pacedGateway } from './usecases/provider/call-budget.ts'
import { createAuditCheck, noteLogEnd } from './usecases/people/audit.ts'
import { createBackups, type Backups } from './usecases/books/backups.ts'
import { createBooksHealth } from './usecases/books/health.ts'
import { createDraftMarks } from './usecases/selling/draft-mark.ts'
import { createConnectivity } from './usecases/provider/connectivity.ts'
import { createBooksKeeper, type BooksKeeper } from './usecases/books/keep-books.ts'
import { createOutbox } from './usecases/outbox/outbox.ts'
import { createPersonalSweep } from './usecases/people/personal-data.ts'
import { createScreenDesk, type ScreenDesk } from './usecases/paired-screens.ts'
import { createPinDesk, type PinDesk } from './usecases/people/pin-desk.ts'
import { createPrintQueue, type PrintQueue } from './usecases/printing/print-queue.ts'
import { noteCustomerProof } from './usecases/confirmations/customer-proof.ts'
import { createManualMoney, type ManualMoney } from './usecases/selling/record-manual.ts'
import { takeUpRestored } from './usecases/books/restored.ts'
import { sealSecretName, takeUpSeals } from './usecases/printing/receipt-seals.ts'
import { createAutoLock } from './usecases/people/sign-in.ts'
import { createReconciler, type Reconciler } from './usecases/provider/reconcile.ts'
import { createReviews, type Reviews } from './usecases/confirmations/reviews.ts'
import { createReportDesk, type ReportDesk } from './usecases/reports.ts'
import { createReportReader, exportFilesIn } from './report-runner.ts'
import { createSignal } from './usecases/signal.ts'
import { createPayments, giveUpUnsent, type Payments } from './usecases/selling/take-payment.ts'
import { settingsIn, type Till } from './usecases/till.ts'
import { createChangeWatcher } from './usecases/watch-changes.ts'
import { createClockWatch } from './usecases/watch-clock.ts'
import { createWatcher } from './usecases/provider/watch-sessions.ts'

/** One mode's running core: its till, the use cases over it, and the workers that run by themselves. */
export interface Core {
  readonly till: Till
  readonly payments: Payments
  readonly manual: ManualMoney
  readonly prints: PrintQueue
  readonly afterSale: AfterSale
  readonly provider: ProviderDesk
  /** The customer shows proof for a code that is over. */
  customerProof(input: {
    readonly tenderId: string
    readonly reference: string
  }): Promise<Result<SaleRecord, Refusal>>
  readonly reconciler: Reconciler
  readonly reviews: Reviews
  readonly backups: Backups
  readonly keeper: BooksKeeper
  readonly pins: PinDesk
  readonly screens: ScreenDesk
  readonly imports: CatalogImports
  readonly reports: ReportDesk
  /** Logs and facts about this till in one zip, for whoever helps. */
  exportLogs(): Promise<Result<LogFileView, Refusal>>
  /** Reads the whole log and says whether it still is what was written. */
  checkLog(): Promise<AuditCheck>
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
export async function startCore(env: StartEnvironment): Promise<Result<Core, Refusal>> {
  // what runs behind the counter is the till's own doing, whoever pressed what started it
  return await env.duty.runAs(null, () => start(env))
}

async function start(env: StartEnvironment): Promise<Result<Core, Refusal>> {
  const file = booksFile(env.dataFolder, env.mode)
  const opened = await openStore(file, env.mode, { ...env, backupFolder: backupFolder(env.dataFolder) })
  if (!opened.ok) return opened
  try {
    return await startOn({ ...env, practice: await env.practice }, opened.value)
  } catch (fault) {
    // damaged books are found by reading them; whoever replaces them must find them closed
    opened.value.close()
    throw fault
  }
}

async function startOn(env: CoreEnvironment, store: OpenBooks): Promise<Result<Core, Refusal>> {
  if (!settingsCanBeRead(store)) {
    store.close()
    return err({ type: 'store_damaged', detail: 'settings' })
  }
  const tookOver = takeOverShop(env, store)
  const prepared = tookOver.ok && env.mode === 'practice' ? preparePracticeShop(store, env.clock) : tookOver
  if (!prepared.ok) {
    store.close()
    return prepared
  }
  const till = await createTill(env, store)
  const takenUp = takeUpRestored(till)
  if (!takenUp.ok) {
    store.close()
    return takenUp
  }
  await takeUpSeals(till)
  const watcher = createWatcher(till)
  const outbox = createOutbox(till)
  const changes = createChangeWatcher(till, watcher)
  const provider = createProviderDesk(env, till)
  const payments = createPayments(till, outbox, watcher)
  const manual = createManualMoney(till, outbox, payments)
  const prints = createPrintQueue(till)
  const afterSale = createAfterSale(till, outbox, payments)
  till.backOnline.listen(outbox.hasten)
  // a paid sale queues its slip in its own transaction; the ring that follows sets the printer going
  const unlisten = till.changed.listen(() => {
    prints.wake()
  })
  const reconciler = createReconciler(till, watcher)
  const reviews = createReviews(till)
  const stopping = new AbortController()
  const shelf = createBackupShelf(store, env)
  const backups = createBackups(till, shelf)
  const { wasUnclean } = store
  const keeper = createBooksKeeper(till, shelf, backups, { wasUnclean, putBack: env.putBack ?? (() => {}) })
  const askProvider = (): void => {
    if (till.gateway.name === 'none') return
    provider.check().catch((fault: unknown) => {
      // an answer that comes after the books were closed is nobody's
      if (!stopping.signal.aborted) till.log.error('provider_check_fault', { fault: String(fault) })
    })
  }
  const clockWatch = createClockWatch(till, keeper.copySoon, askProvider)
  const autoLock = createAutoLock(till)
  const sweep = createPersonalSweep(till)
  const reports = createReportDesk(
    till,
    createReportReader(booksFile(env.dataFolder, env.mode)),
    exportFilesIn(join(env.dataFolder, 'exports')),
  )
  const imports = createCatalogImports(till, tables, setImmediate)
  const stop = async (): Promise<void> => {
    if (stopping.signal.aborted) return
    stopping.abort()
    unlisten()
    clockWatch.stop()
    autoLock.stop()
    afterSale.stop()
    sweep.stop()
    await Promise.all([reports.stop(), imports.stop()])
    await Promise.all([reconciler.stop(), reviews.stop()])
    await Promise.all([watcher.stop(), changes.stop(), outbox.stop(), prints.stop(), keeper.stop()])
    noteLogEnd(till)
    store.close()
  }
  noteLogEnd(till)
  try {
    clockWatch.start()
    keeper.start()
    autoLock.start()
    sweep.start()
    giveUpUnsent(till)
    prints.start()
    outbox.start()
    afterSale.start()
    if (till.gateway.name !== 'none') {
      watcher.start()
      // says how the line, the key and the clock are before the first customer has to find out
      askProvider()
      changes.start()
      reconciler.start()
      reviews.start()
    }
  } catch (fault) {
    await stop()
    throw fault
  }
  return ok({
    till,
    payments,
    manual,
    prints,
    afterSale,
    provider,
    customerProof: (input) => noteCustomerProof(till, watcher, input),
    reconciler,
    reviews,
    backups,
    keeper,
    pins: createPinDesk(till),
    screens: createScreenDesk(till),
    reports,
    imports,
    exportLogs: async () => ok(await exportLogs(env.dataFolder, till)),
    checkLog: createAuditCheck(till),
    deliveries: createDeliveries(env, till, changes),
    practice: (tenderId, action) => playCustomer(env, till, tenderId, action),
    stopped: stopping.signal,
    stop,
  })
}

/** Settings that are broken are never replaced by the usual ones: taxes and accounts are among them. */
function settingsCanBeRead(store: Store): boolean {
  try {
    settingsIn(store)
    return true
  } catch (fault) {
    if (fault instanceof SyntaxError) return false
    throw fault
  }
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
  const budget = createCallBudget(env.clock, () => settingsIn(store).providerSharePercent / 100)
  const changed = createSignal((fault) => {
    env.log.error('listener_fault', { fault: String(fault) })
  })
  const backOnline = createSignal((fault) => {
    env.log.error('listener_fault', { fault: String(fault) })
  })
  return {
    backOnline,
    mode: env.mode,
    store,
    gateway: pacedGateway(gateway, budget, 'live'),
    background: pacedGateway(gateway, budget, 'background'),
    pageHosts,
    chargingBlocked: blocked,
    printers: createReceiptPrinters(env.dataFolder),
    qr: createQrCodec(),
    pictures,
    seals: createReceiptSeals(env.secrets, sealSecretName(env.mode)),
    clock: env.clock,
    ids: env.ids,
    log: env.log,
    changed,
    draftMarks: createDraftMarks(env.ids),
    duty: env.duty,
    pins: scryptPins,
    health: createBooksHealth(changed.ring),
    network: createConnectivity(env.clock, gateway.name !== 'none', changed.ring, backOnline.ring),
  }
}

const HAND = {
  pay: 'pay',
  fail: 'fail',
  expire: 'expire',
  late_pay: 'late-pay',
  cancel: 'cancel-by-customer',
} as const

/** There a page only ever runs out of time, and whoever turns away leaves it as it is: a card is tried and declined. */
const PLEXO_HAND = {
  pay: 'pay',
  fail: 'fail',
  expire: null,
  late_pay: 'late-pay',
  cancel: 'decline',
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
  const isPlexo = till.gateway.name === 'plexo'
  const move = isPlexo ? PLEXO_HAND[action] : HAND[action]
  if (move === null) return err({ type: 'provider_unsupported', what: action })
  try {
    const answer = await fetch(
      `${env.practice.url}/_sim${isPlexo ? '/plexo' : ''}/sessions/${encodeURIComponent(sessionId)}/${move}`,
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
