import type { Product } from '../domain/catalog.ts'
import type { Settings } from '../domain/settings.ts'
import type { Evidence } from '../domain/evidence.ts'
import type { StoreRefusal } from '../domain/refusals.ts'
import type { ReceiptDocument } from '../domain/receipt.ts'
import type { Result } from '../domain/result.ts'
import type { Cart, SaleTotals } from '../domain/sale.ts'
import type { Sale, Tender } from '../domain/sale-tenders.ts'
import type { SessionFacts } from '../domain/session.ts'
import type { QrMatrix } from './system.ts'

/**
 * The shop's books on this till. One write is one durable transaction: when `write` has answered ok, a power cut does
 * not take it back. Reading never waits for a writer.
 */
export interface Store {
  readonly read: BooksReader
  write<T>(work: (books: BooksWriter) => T): Result<T, StoreRefusal>
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

export interface StoredSession {
  readonly facts: SessionFacts
  readonly tenderId: string | null
  readonly saleId: string | null
  readonly raw: string
  readonly createdAt: string
  readonly fetchedAt: string
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

export type OutboxCall = 'create' | 'charge' | 'cancel' | 'confirm' | 'find'

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
}

export type PrintState = 'queued' | 'sending' | 'sent' | 'failed' | 'unknown'

export interface PrintJob {
  readonly id: string
  readonly documentId: string | null
  readonly saleId: string | null
  readonly what: 'slip' | 'drawer'
  /** The copy mark of a reprint, or null for an original. */
  readonly copy: { readonly number: number; readonly printedAt: string; readonly askedBy: string } | null
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

export interface BooksReader {
  sale(id: string): SaleRecord | null
  saleOfTender(tenderId: string): SaleRecord | null
  saleOfAttempt(attemptId: string): SaleRecord | null
  sales(query: PageQuery): Page<SaleRow>
  /** Sales still being paid, newest first. */
  openSales(limit: number): readonly SaleRow[]
  session(sessionId: string): StoredSession | null
  sessions(query: PageQuery): Page<StoredSession>
  /** Tenders whose sessions are read regularly: live ones, and ended ones not older than `since`. */
  watched(since: string): readonly { tender: Tender; saleId: string; updatedAt: string }[]
  code(tenderId: string): StoredCode | null
  evidence(tenderId: string): Evidence | null
  outboxDue(now: string, limit: number): readonly OutboxEntry[]
  outboxOf(tenderId: string): readonly OutboxEntry[]
  outboxEntry(id: string): OutboxEntry | null
  /** When the next waiting entry becomes due. */
  outboxNextAt(): string | null
  events(saleId: string, limit: number): readonly EventRow[]
  attentions(query: PageQuery): Page<AttentionRecord>
  attentionOpenCount(): number
  document(id: string): ReceiptDocument | null
  receiptOf(saleId: string): { readonly id: string; readonly document: ReceiptDocument } | null
  printJobs(states: readonly PrintState[]): readonly PrintJob[]
  printJob(id: string): PrintJob | null
  lastPrintJobs(limit: number): readonly PrintJob[]
  printsOf(documentId: string): number
  settings(): Partial<Settings>
  value(name: string): string | null
  draft(): Cart | null
  products(): readonly Product[]
}

export interface BooksWriter extends BooksReader {
  insertSale(record: Omit<SaleRecord, 'tenders'>): void
  /** Writes phase and changed or new tenders of a sale. */
  saveSale(sale: Sale, at: string, attempt?: { readonly tenderId: string; readonly attemptId: string }): void
  /** The next number of a business day, without gaps. */
  nextCounter(name: string): number
  saveSession(session: Omit<StoredSession, 'createdAt'> & { readonly createdAt?: string }): void
  saveCode(code: StoredCode): void
  addEvidence(tenderId: string, evidence: Evidence, by: string, at: string): void
  addOutbox(entry: Omit<OutboxEntry, 'sends' | 'firstSentAt' | 'trouble' | 'done'>): void
  markSent(id: string, at: string): void
  reschedule(id: string, nextAt: string, trouble: string | null): void
  markDone(id: string, at: string, trouble: string | null): void
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
