import type { Refusal } from '../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../core/domain/result.ts'
import type { Mode } from '../../core/domain/provider/session.ts'
import { DEFAULT_SETTINGS, type Settings } from '../../core/domain/settings.ts'
import type { Duty } from '../../core/ports/duty.ts'
import type { PaymentGateway } from '../../core/ports/gateway.ts'
import type { Pictures } from '../../core/ports/pictures.ts'
import type { ReceiptPrinters } from '../../core/ports/receipt-printers.ts'
import type { ReceiptSeals } from '../../core/ports/receipt-seals.ts'
import type { BooksWriter, SaleRecord, Store } from '../../core/ports/store.ts'
import type { Clock, Ids, Log, PinVault, QrCodec } from '../../core/ports/system.ts'
import type { BooksHealth } from './books/health.ts'
import type { Connectivity } from './provider/connectivity.ts'
import type { DraftMarks } from './selling/draft-mark.ts'
import type { Signal } from './signal.ts'

/** Everything a use case works with; made once per mode by the composition root. */
export interface Till {
  readonly mode: Mode
  readonly store: Store
  readonly gateway: PaymentGateway
  /** The same provider for what nobody waits for: its calls take what those of waiting customers leave. */
  readonly background: PaymentGateway
  /** Hosts a payment page may be on; anything else is never shown to a customer. */
  readonly pageHosts: readonly string[]
  /** Live money by provider stays off until the owner has seen the right amount on the provider's own page. */
  readonly chargingBlocked: Refusal | null
  readonly printers: ReceiptPrinters
  readonly qr: QrCodec
  readonly pictures: Pictures
  readonly seals: ReceiptSeals
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  /** Rings after something was stored, never before. */
  readonly changed: Signal
  readonly draftMarks: DraftMarks
  readonly network: Connectivity
  readonly health: BooksHealth
  /** Rings when calls to the provider get through again after they did not. */
  readonly backOnline: Signal
  readonly duty: Duty
  readonly pins: PinVault
}

/** The id of who is on duty, for what is written down; `till` where the till acts by itself. */
export const actorId = (till: Pick<Till, 'duty'>): string => till.duty.actor()?.id ?? 'till'

/** The name of who is on duty, as slips print it. */
export const actorName = (till: Till): string => till.duty.actor()?.name ?? '-'

/** Practice money is the simulator's test money. */
export const providerModeOf = (mode: Mode): 'test' | 'live' => (mode === 'live' ? 'live' : 'test')

export const settingsIn = (store: Pick<Store, 'read'>): Settings => ({
  ...DEFAULT_SETTINGS,
  ...store.read.settings(),
})

export const settingsOf = (till: Pick<Till, 'store'>): Settings => settingsIn(till.store)

/** Carries a refusal out of a transaction, so that the store takes back what was written before it. */
class Undo extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.type)
    this.refusal = refusal
  }
}

/** One durable transaction whose work may refuse; after a refusal nothing of it is written. */
export function writeOrRefuse<T>(
  till: Pick<Till, 'store' | 'log'>,
  work: (books: BooksWriter) => Result<T, Refusal>,
  purpose: 'outcome' | 'request' = 'request',
): Result<T, Refusal> {
  try {
    const written = till.store.write((books) => {
      const done = work(books)
      if (!done.ok) throw new Undo(done.error)
      return done.value
    }, purpose)
    if (!written.ok) till.log.error('store_refused', { refusal: written.error.type })
    return written
  } catch (fault) {
    if (fault instanceof Undo) return err(fault.refusal)
    throw fault
  }
}

const COUNTER_SALE = 'counter_sale'

/** The sale that stands on the counter now; survives a restart. */
export function saleOnCounter(till: Till): SaleRecord | null {
  const id = till.store.read.value(COUNTER_SALE)
  return id === null ? null : till.store.read.sale(id)
}

export const putOnCounter = (books: BooksWriter, saleId: string | null): void => {
  books.setValue(COUNTER_SALE, saleId)
}

export function saleOf(till: Till, tenderId: string): Result<SaleRecord, Refusal> {
  const record = till.store.read.saleOfTender(tenderId)
  return record === null ? err({ type: 'tender_unknown', tenderId }) : ok(record)
}

/** The outlet's day, e.g. `2026-07-15`, of a UTC time; it begins `startsAt` minutes after midnight. */
export function businessDateOf(epochMs: number, utcOffsetMinutes: number, startsAt = 0): string {
  return new Date(epochMs + (utcOffsetMinutes - startsAt) * 60_000).toISOString().slice(0, 10)
}

/** The day that sales and money of this moment belong to. */
export function businessDayNow(till: Till): string {
  const { utcOffsetMinutes, businessDayStartsAt } = settingsOf(till)
  return businessDateOf(till.clock.epochMs(), utcOffsetMinutes, businessDayStartsAt)
}

/** A UTC time as the shop's clock on the wall shows it, e.g. `15-07-2026 14.05 WIB`: for facts that people read. */
export function shopDateTime(at: string, { utcOffsetMinutes, zoneLabel }: Settings): string {
  const local = new Date(Date.parse(at) + utcOffsetMinutes * 60_000).toISOString()
  const [year, month, day] = local.slice(0, 10).split('-')
  return `${day}-${month}-${year} ${local.slice(11, 16).replace(':', '.')} ${zoneLabel}`
}

/** A UTC time some milliseconds from now, as stored. */
export const timeIn = (clock: Clock, ms: number): string => new Date(clock.epochMs() + ms).toISOString()
