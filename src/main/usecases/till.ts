import type { Refusal } from '../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../core/domain/result.ts'
import type { Mode } from '../../core/domain/session.ts'
import { DEFAULT_SETTINGS, type Settings } from '../../core/domain/settings.ts'
import type { PaymentGateway } from '../../core/ports/gateway.ts'
import type { ReceiptPrinters } from '../../core/ports/receipt-printers.ts'
import type { BooksWriter, SaleRecord, Store } from '../../core/ports/store.ts'
import type { Clock, Ids, Log, QrCodec } from '../../core/ports/system.ts'
import type { Connectivity } from './connectivity.ts'
import type { Signal } from './signal.ts'

/** Everything a use case works with; made once per mode by the composition root. */
export interface Till {
  readonly mode: Mode
  readonly store: Store
  readonly gateway: PaymentGateway
  /** Hosts a payment page may be on; anything else is never shown to a customer. */
  readonly pageHosts: readonly string[]
  /** Live money by provider stays off until the owner has seen the right amount on the provider's own page. */
  readonly chargingBlocked: Refusal | null
  readonly printers: ReceiptPrinters
  readonly qr: QrCodec
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  /** Rings after something was stored, never before. */
  readonly changed: Signal
  readonly network: Connectivity
}

/** Practice money is the simulator's test money. */
export const providerModeOf = (mode: Mode): 'test' | 'live' => (mode === 'live' ? 'live' : 'test')

export const settingsOf = (till: Till): Settings => ({ ...DEFAULT_SETTINGS, ...till.store.read.settings() })

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
  till: Till,
  work: (books: BooksWriter) => Result<T, Refusal>,
): Result<T, Refusal> {
  try {
    const written = till.store.write((books) => {
      const done = work(books)
      if (!done.ok) throw new Undo(done.error)
      return done.value
    })
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

/** The outlet's calendar day, e.g. `2026-07-15`, of a UTC time. */
export function businessDateOf(epochMs: number, utcOffsetMinutes: number): string {
  return new Date(epochMs + utcOffsetMinutes * 60_000).toISOString().slice(0, 10)
}

/** A UTC time some milliseconds from now, as stored. */
export const timeIn = (clock: Clock, ms: number): string => new Date(clock.epochMs() + ms).toISOString()
