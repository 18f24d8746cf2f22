import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { amountOf } from '../../src/core/domain/money.ts'
import type { SaleReceipt } from '../../src/core/domain/receipts/receipt.ts'
import type { SessionFacts } from '../../src/core/domain/provider/session.ts'
import type { Tender } from '../../src/core/domain/tenders/sale-tenders.ts'
import type { BooksWriter, SaleRecord, Store } from '../../src/core/ports/store.ts'
import { openBooks, type Handle } from '../../src/main/adapters/sqlite/open.ts'
import { storeOn } from '../../src/main/adapters/sqlite/store.ts'
import { createIds, systemClock } from '../../src/main/adapters/system/system.ts'

export const AT = '2026-07-15T07:05:00.000Z'
export const ids = createIds(systemClock)

/** Books in a folder of their own, with the handle under the store in the test's hand. */
export interface TestBooks {
  readonly folder: string
  readonly file: string
  readonly handle: Handle
  readonly store: Store
  close(): void
}

export function openTestBooks(): TestBooks {
  const folder = mkdtempSync(join(tmpdir(), 'gerai-books-'))
  const file = join(folder, 'gerai.sqlite')
  const opened = openBooks(file, { mode: 'practice', terminalId: ids.next(), now: AT })
  if (!opened.ok) throw new Error(JSON.stringify(opened.error))
  const store = storeOn(opened.value, ids)
  return {
    folder,
    file,
    handle: opened.value,
    store,
    close: () => {
      store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Writes, and fails the test when the books refuse. */
export function must<T>(store: Store, work: (books: BooksWriter) => T): T {
  const written = store.write(work)
  if (!written.ok) throw new Error(JSON.stringify(written.error))
  return written.value
}

export function aSale(change: Partial<SaleRecord['sale']> = {}): SaleRecord {
  const id = change.id ?? ids.next()
  return {
    sale: { id, currency: 'IDR', total: amountOf(50_000), phase: 'open', tenders: [], ...change },
    number: `TK1-260715-${id.slice(-8)}`,
    totals: {
      lines: [
        {
          id: 'line-1',
          productId: 'kopi',
          name: 'Kopi "Susu" \u{1F4B0} \n dua',
          quantity: 350,
          unitPrice: amountOf(100_000),
          tax: 'pbjt_included',
          discount: { kind: 'percent', basisPoints: 1000 },
          note: 'tanpa gula',
          gross: amountOf(35_000),
          discountAmount: amountOf(3_500),
          net: amountOf(31_500),
        },
        {
          id: 'line-2',
          productId: null,
          name: 'Lain',
          quantity: 1000,
          unitPrice: amountOf(20_000),
          tax: 'none',
          discount: null,
          note: null,
          gross: amountOf(20_000),
          discountAmount: amountOf(0),
          net: amountOf(20_000),
        },
      ],
      subtotal: amountOf(51_500),
      orderDiscount: amountOf(1_500),
      taxes: [
        { tax: 'pbjt', label: 'PB1 10%', included: true, base: amountOf(27_803), amount: amountOf(2_780) },
      ],
      total: amountOf(50_000),
    },
    cashier: 'Sari',
    businessDate: '2026-07-15',
    createdAt: AT,
    paidAt: null,
    tenders: [],
  }
}

export const aTender = (
  saleId: string,
  change: Partial<Extract<Tender, { type: 'provider' }>> = {},
): Tender => ({
  type: 'provider',
  id: ids.next(),
  saleId,
  kind: 'qris',
  amount: amountOf(50_000),
  covers: amountOf(50_000),
  currency: 'IDR',
  providerMode: 'test',
  state: { name: 'intended' },
  ...change,
})

/** Stores a sale with one tender and answers with both. */
export function storedSale(store: Store, tender: Partial<Extract<Tender, { type: 'provider' }>> = {}) {
  const record = aSale()
  const made = aTender(record.sale.id, tender)
  must(store, (books) => {
    books.insertSale(record)
    books.saveSale({ ...record.sale, tenders: [made] }, AT, { tenderId: made.id, attemptId: made.id })
  })
  return { record, tender: made }
}

export const someFacts = (sessionId: string, change: Partial<SessionFacts> = {}): SessionFacts => ({
  sessionId,
  status: 'waiting',
  amount: amountOf(50_000),
  currency: 'IDR',
  mode: 'test',
  expiresAt: '2026-07-15T07:20:00.000Z',
  completedAt: null,
  hostedUrl: 'https://plugipay.com/c/1',
  paymentId: null,
  method: null,
  tenderId: 't1',
  terminalId: 'term',
  manual: false,
  ...change,
})

export function aReceipt({ sale, totals, number }: SaleRecord): SaleReceipt {
  return {
    version: 1,
    mode: 'practice',
    language: 'id',
    shop: { name: 'Warung', addressLines: ['Jl. Satu'], npwp: null, footerLines: [] },
    terminal: '1',
    cashier: 'Sari',
    occurredAt: AT,
    utcOffsetMinutes: 420,
    zoneLabel: 'WIB',
    currency: 'IDR',
    copy: null,
    kind: 'receipt',
    saleNumber: number,
    saleId: sale.id,
    lines: totals.lines,
    subtotal: totals.subtotal,
    orderDiscount: totals.orderDiscount,
    taxes: totals.taxes,
    rounding: amountOf(0),
    total: sale.total,
    payments: [],
    status: 'paid',
  }
}
