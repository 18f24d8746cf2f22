import type { Product } from '../domain/catalog/catalog.ts'
import type { Settings } from '../domain/settings.ts'
import type { Evidence } from '../domain/tenders/evidence.ts'
import type { StoreRefusal } from '../domain/refusals.ts'
import type { CopyMark, ReceiptDocument } from '../domain/receipts/receipt.ts'
import type { SaleFilter, SessionFilter, Wanted } from '../domain/finding.ts'
import type { Result } from '../domain/result.ts'
import type { Cart, SaleTotals } from '../domain/sale.ts'
import type { Sale, Tender } from '../domain/tenders/sale-tenders.ts'
import type { AfterSaleReader, AfterSaleWriter } from './after-sale-books.ts'
import type { AuditReader } from './audit-books.ts'
import type { PeopleReader, PeopleWriter } from './people-books.ts'
import type { ReceiptBooksReader, ReceiptBooksWriter } from './receipt-books.ts'
import type { PrinterReader, PrinterWriter } from './printer-books.ts'
import type { PersonalReader, PersonalWriter } from './personal-books.ts'
import type { CatalogReader, CatalogWriter } from './catalog-books.ts'
import type { ConfirmationReader, ConfirmationWriter } from './confirmation-books.ts'
import type { HeldReader, HeldWriter } from './held-books.ts'
import type { ScreenReader, ScreenWriter } from './screen-books.ts'
import type { StoredSession } from './stored-session.ts'
import type { ShiftReader, ShiftWriter } from './shift-books.ts'
import type { SlideReader, SlideWriter } from './slide-books.ts'
import type { QrMatrix } from './system.ts'
import type { TransferReader, TransferWriter } from './transfer-books.ts'

/**
 * The shop's books on this till. One write is one durable transaction: when `write` has answered ok, a power cut does
 * not take it back. Reading never waits for a writer.
 */
export interface Store {
  readonly read: BooksReader
  /**
   * An outcome (the default) is about money that moves already: on a full disk it gets the room that was put aside. A
   * request begins something new, and is refused then.
   */
  write<T>(work: (books: BooksWriter) => T, purpose?: 'outcome' | 'request'): Result<T, StoreRefusal>
  readonly terminalId: string
  close(): void
}

export interface SaleRecord {
  readonly sale: Sale
  readonly number: string
  readonly totals: SaleTotals
  readonly cashier: string
  readonly businessDate: string
  readonly createdAt: string
  readonly paidAt: string | null
  readonly tenders: readonly TenderRecord[]
}

export interface TenderRecord {
  readonly tender: Tender
  readonly attemptId: string
  readonly createdAt: string
  readonly updatedAt: string
}

export interface SaleRow {
  readonly id: string
  readonly number: string
  readonly phase: Sale['phase']
  readonly currency: Sale['currency']
  readonly total: number
  readonly createdAt: string
}

/** What a phone can scan for a tender, checked before it was stored. */
export interface StoredCode {
  readonly tenderId: string
  readonly kind: 'emv' | 'page'
  readonly payload: string
  readonly matrix: QrMatrix
  readonly merchantName: string | null
  readonly nmid: string | null
}

export type OutboxCall = 'create' | 'charge' | 'cancel' | 'confirm' | 'find' | 'refund'

/** A provider call that still has to be made, or whose outcome is not known. */
export interface OutboxEntry {
  readonly id: string
  readonly saleId: string
  readonly tenderId: string
  readonly call: OutboxCall
  readonly sessionId: string | null
  readonly key: string | null
  /** The frozen body of a create: these bytes and no others are sent again. */
  readonly body: string | null
  /** Times it left (or may have left) this machine. */
  readonly sends: number
  readonly createdAt: string
  readonly firstSentAt: string | null
  readonly nextAt: string
  readonly trouble: string | null
  readonly done: boolean
}

export interface EventRow {
  readonly id: string
  readonly at: string
  /** The person's id; null is the till by itself. */
  readonly actor: string | null
  readonly kind: string
  readonly saleId: string | null
  readonly tenderId: string | null
  readonly facts: Readonly<Record<string, string | number | boolean | null>>
}

export interface AttentionRecord {
  readonly id: string
  readonly kind: string
  readonly saleId: string | null
  readonly tenderId: string | null
  readonly facts: Readonly<Record<string, unknown>>
  readonly createdAt: string
  readonly resolvedAt: string | null
  readonly resolvedBy: string | null
  readonly note: string | null
  /** Marked for the owner; it stays open. */
  readonly escalatedAt: string | null
}

/** Which items of the inbox. */
export type AttentionFilter = 'open' | 'resolved' | 'all'

/** `sent`: the printer took all bytes. `confirmed`: it also said that they are on paper. */
export type PrintState = 'queued' | 'sending' | 'sent' | 'confirmed' | 'failed' | 'unknown'

export interface PrintJob {
  readonly id: string
  readonly documentId: string | null
  readonly saleId: string | null
  /** `foreign`: bytes that a provider made, printed as they came. */
  readonly what: 'slip' | 'drawer' | 'foreign'
  /** The mark of a copy, or null for an original. */
  readonly copy: CopyMark | null
  readonly printerUri: string
  readonly state: PrintState
  readonly reason: string
  readonly askedBy: string
  readonly bytesHash: string | null
  readonly bytesWritten: number
  /** The refusal's JSON of a failed job. */
  readonly failure: string | null
  readonly createdAt: string
  readonly updatedAt: string
}

export interface Page<T> {
  readonly rows: readonly T[]
  readonly nextCursor: string | null
}

export interface PageQuery {
  readonly cursor: string | null
  readonly limit: number
}

export interface BooksReader
  extends
    PeopleReader,
    PersonalReader,
    AuditReader,
    ReceiptBooksReader,
    PrinterReader,
    AfterSaleReader,
    ShiftReader,
    HeldReader,
    ConfirmationReader,
    CatalogReader,
    ScreenReader,
    SlideReader,
    TransferReader {
  sale(id: string): SaleRecord | null
  saleOfTender(tenderId: string): SaleRecord | null
  saleOfAttempt(attemptId: string): SaleRecord | null
  /**
   * Newest first; with `wanted`, those that have it anywhere. A filter that hardly anything passes looks through a part of
   * the books at a time: the page may be short, or empty, and still have a cursor to go on from.
   */
  sales(query: PageQuery, wanted?: Wanted, filter?: SaleFilter): Page<SaleRow>
  /** Sales still being paid, newest first. */
  openSales(limit: number): readonly SaleRow[]
  /** Tenders made after `after` (a time, and an id within it) and before `to`, oldest first. */
  tendersMade(
    after: { readonly at: string; readonly id: string },
    to: string,
    limit: number,
  ): readonly {
    readonly tender: Tender
    readonly saleId: string
    readonly saleNumber: string
    readonly createdAt: string
  }[]
  /** Sales that became paid since, newest first. */
  paidSince(at: string, limit: number): readonly SaleRow[]
  /** As `paidSince`, of sales that were parked before they were paid. */
  paidAsideSince(at: string, limit: number): readonly SaleRow[]
  session(sessionId: string): StoredSession | null
  /** As `sales`. */
  sessions(query: PageQuery, wanted?: Wanted, filter?: SessionFilter): Page<StoredSession>
  /** Tenders whose sessions are read regularly: live ones, and ended ones not older than `since`. */
  watched(since: string): readonly { tender: Tender; saleId: string; updatedAt: string }[]
  code(tenderId: string): StoredCode | null
  evidence(tenderId: string): Evidence | null
  /** Who recorded it: a person's id. */
  evidenceRecordedBy(tenderId: string): string | null
  /** The number of a sale whose evidence has this key and was not rejected; null when none has. */
  saleWithEvidence(key: string): string | null
  outboxDue(now: string, limit: number): readonly OutboxEntry[]
  outboxOf(tenderId: string): readonly OutboxEntry[]
  outboxEntry(id: string): OutboxEntry | null
  /** When the next waiting entry becomes due. */
  outboxNextAt(): string | null
  events(saleId: string, limit: number): readonly EventRow[]
  attention(id: string): AttentionRecord | null
  attentions(query: PageQuery & { readonly which?: AttentionFilter }): Page<AttentionRecord>
  /** Open items about these tenders. */
  attentionsOf(tenderIds: readonly string[]): readonly AttentionRecord[]
  attentionOpenCount(): number
  document(id: string): ReceiptDocument | null
  receiptOf(saleId: string): { readonly id: string; readonly document: ReceiptDocument } | null
  printJobs(states: readonly PrintState[]): readonly PrintJob[]
  printJob(id: string): PrintJob | null
  /** Addresses that something waits to be printed at. */
  waitingPrinters(): readonly string[]
  /** The job that goes out next at an address: a drawer before any slip, then by age. */
  nextPrintJob(printerUri: string): PrintJob | null
  /** The newest slip at an address. */
  lastSlipAt(printerUri: string): PrintJob | null
  lastPrintJobs(limit: number): readonly PrintJob[]
  printsOf(documentId: string): number
  /** Whether a paper without the mark of a copy has gone out, or may have. */
  hasOriginal(documentId: string): boolean
  settings(): Partial<Settings>
  value(name: string): string | null
  draft(): Cart | null
  products(): readonly Product[]
}

export interface BooksWriter
  extends
    BooksReader,
    PeopleWriter,
    PersonalWriter,
    ReceiptBooksWriter,
    PrinterWriter,
    AfterSaleWriter,
    ShiftWriter,
    HeldWriter,
    ConfirmationWriter,
    CatalogWriter,
    ScreenWriter,
    SlideWriter,
    TransferWriter {
  insertSale(record: Omit<SaleRecord, 'tenders'>): void
  /** Writes phase and changed or new tenders of a sale. */
  saveSale(sale: Sale, at: string, attempt?: { readonly tenderId: string; readonly attemptId: string }): void
  /** The next number of a business day, without gaps. */
  nextCounter(name: string): number
  /** The next number is above `least`; a counter that is further on stays as it is. */
  raiseCounter(name: string, least: number): void
  saveSession(session: Omit<StoredSession, 'createdAt'> & { readonly createdAt?: string }): void
  saveCode(code: StoredCode): void
  addEvidence(tenderId: string, evidence: Evidence, by: string, at: string): void
  addOutbox(entry: Omit<OutboxEntry, 'sends' | 'firstSentAt' | 'trouble' | 'done'>): void
  markSent(id: string, at: string): void
  reschedule(id: string, nextAt: string, trouble: string | null): void
  markDone(id: string, at: string, trouble: string | null): void
  /** Makes due at once what waits only because nobody answered: the network is back. */
  hastenOutbox(now: string): void
  appendEvent(event: Omit<EventRow, 'id'>): void
  /** One item per `dedupe`: the same news again changes nothing, also after a person has settled it. */
  addAttention(
    item: Pick<AttentionRecord, 'kind' | 'saleId' | 'tenderId' | 'facts'> & { dedupe: string },
    at: string,
  ): void
  resolveAttention(id: string, by: string, note: string, at: string): boolean
  addDocument(id: string, saleId: string | null, document: ReceiptDocument, at: string): void
  addPrintJob(job: Omit<PrintJob, 'updatedAt' | 'bytesHash' | 'bytesWritten' | 'failure'>): void
  updatePrintJob(
    id: string,
    change: Partial<Pick<PrintJob, 'state' | 'bytesHash' | 'bytesWritten' | 'failure'>>,
    at: string,
  ): void
  saveSettings(settings: Partial<Settings>, at: string): void
  setValue(name: string, value: string | null): void
  saveDraft(cart: Cart): void
  replaceProducts(products: readonly Product[]): void
}
