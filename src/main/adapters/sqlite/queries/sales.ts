import { filtersSales } from '../../../../core/domain/finding.ts'
import type { ManualTender } from '../../../../core/domain/tenders/manual-tender.ts'
import { addAmounts, ZERO, type Amount, type Currency } from '../../../../core/domain/money.ts'
import type { ProviderTender } from '../../../../core/domain/tenders/provider-tender.ts'
import type { PricedLine, TaxTotal } from '../../../../core/domain/sale.ts'
import { isRefundOver, reservedBy, type Refund } from '../../../../core/domain/refunds/refund.ts'
import {
  isCounted,
  type Sale,
  type SalePhase,
  type Tender,
} from '../../../../core/domain/tenders/sale-tenders.ts'
import type {
  BooksReader,
  BooksWriter,
  SaleRecord,
  SaleRow,
  TenderRecord,
} from '../../../../core/ports/store.ts'
import { cursorOf, pageOf, readCursor, ULID } from '../cursor.ts'
import type { Handle } from '../open.ts'
import { saleFinder } from './finding.ts'
import { salePicker } from './filtering.ts'
import { saleTextWriter } from './sale-text.ts'

interface SaleSqlRow {
  id: string
  number: string
  currency: Currency
  total: Amount
  subtotal: Amount
  order_discount: Amount
  taxes: string
  phase: SalePhase
  cashier: string
  business_date: string
  created_at: string
  paid_at: string | null
}

interface LineSqlRow {
  id: string
  product_id: string | null
  name: string
  quantity: number
  unit_price: Amount
  tax: PricedLine['tax']
  discount: string | null
  note: string | null
  gross: Amount
  discount_amount: Amount
  net: Amount
}

interface TenderSqlRow {
  id: string
  sale_id: string
  attempt_id: string
  type: Tender['type']
  kind: Tender['kind']
  amount: Amount
  covers: Amount
  currency: Currency
  provider_mode: 'test' | 'live'
  state: string
  created_at: string
  updated_at: string
}

interface RefundSqlRow {
  tender_id: string
  amount: Amount
  way: Refund['way']
  state: string
  created_at: string
}

type Reads = Pick<
  BooksReader,
  | 'sale'
  | 'saleOfTender'
  | 'saleOfAttempt'
  | 'sales'
  | 'openSales'
  | 'tendersMade'
  | 'paidSince'
  | 'paidAsideSince'
  | 'watched'
>
type Writes = Pick<BooksWriter, 'insertSale' | 'saveSale' | 'nextCounter' | 'raiseCounter'>

/** Sales with their lines and tenders. A tender's state is one JSON value: its shape is the domain's business. */
export function saleQueries(handle: Handle): Reads & Writes {
  const byId = handle.prepare<[string], SaleSqlRow>('SELECT * FROM sales WHERE id = ?')
  const lines = handle.prepare<[string], LineSqlRow>(
    'SELECT * FROM sale_lines WHERE sale_id = ? ORDER BY position',
  )
  const tenders = handle.prepare<[string], TenderSqlRow>(
    'SELECT * FROM tenders WHERE sale_id = ? ORDER BY position',
  )
  const refunds = handle.prepare<[string], RefundSqlRow>(
    `SELECT tender_id, amount, way, state, created_at FROM refunds WHERE sale_id = ? AND state_name <> 'failed'`,
  )
  const idOfTender = handle.prepare<[string], string>('SELECT sale_id FROM tenders WHERE id = ?').pluck()
  const idOfAttempt = handle
    .prepare<[string], string>('SELECT sale_id FROM tenders WHERE attempt_id = ?')
    .pluck()
  const page = handle.prepare<[string, number], SaleRow>(
    `SELECT id, number, phase, currency, total, created_at AS createdAt FROM sales WHERE id < ? ORDER BY id DESC LIMIT ?`,
  )
  const finder = saleFinder(handle)
  const pick = salePicker(handle, finder)
  const rowById = handle.prepare<[string], SaleRow>(
    'SELECT id, number, phase, currency, total, created_at AS createdAt FROM sales WHERE id = ?',
  )
  const open = handle.prepare<[number], SaleRow>(
    `SELECT id, number, phase, currency, total, created_at AS createdAt FROM sales
     WHERE phase = 'open' ORDER BY created_at DESC LIMIT ?`,
  )
  const made = handle.prepare<[string, string, string, number], TenderSqlRow & { number: string }>(
    `SELECT tenders.*, sales.number FROM tenders JOIN sales ON sales.id = tenders.sale_id
     WHERE (tenders.created_at, tenders.id) > (?, ?) AND tenders.created_at < ?
     ORDER BY tenders.created_at, tenders.id LIMIT ?`,
  )
  const paidSince = handle.prepare<[string, number], SaleRow>(
    `SELECT id, number, phase, currency, total, created_at AS createdAt FROM sales
     WHERE paid_at >= ? ORDER BY paid_at DESC LIMIT ?`,
  )
  // by the sale: the other index on kinds would go through all that was ever parked. A paid sale is never parked again
  const paidAsideSince = handle.prepare<[string, number], SaleRow>(
    `SELECT id, number, phase, currency, total, created_at AS createdAt FROM sales
     WHERE paid_at >= ? AND (SELECT kind FROM events INDEXED BY events_by_sale
       WHERE events.sale_id = sales.id AND kind IN ('sale_parked', 'sale_resumed')
       ORDER BY seq DESC LIMIT 1) = 'sale_parked'
     ORDER BY paid_at DESC LIMIT ?`,
  )
  const live = handle.prepare<[], TenderSqlRow>(
    `SELECT * FROM tenders WHERE state_name IN ('requesting', 'presented', 'canceling', 'superseded', 'abandoned')`,
  )
  const ended = handle.prepare<[string], TenderSqlRow>(
    `SELECT * FROM tenders WHERE state_name IN ('expired', 'canceled', 'failed', 'quarantined') AND updated_at >= ?`,
  )
  const insertSale = handle.prepare(
    `INSERT INTO sales (id, number, currency, total, subtotal, order_discount, taxes, phase, cashier, business_date,
       created_at, paid_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const insertLine = handle.prepare(
    `INSERT INTO sale_lines (sale_id, position, id, product_id, name, quantity, unit_price, tax, discount, note, gross,
       discount_amount, net) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const updatePhase = handle.prepare(
    `UPDATE sales SET phase = @phase, paid_at = CASE WHEN @phase = 'paid' THEN coalesce(paid_at, @at) ELSE paid_at END
     WHERE id = @id AND phase <> @phase`,
  )
  const insertTender = handle.prepare(
    `INSERT INTO tenders (id, sale_id, position, attempt_id, type, kind, amount, covers, currency, provider_mode,
       state_name, state, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const updateTender = handle.prepare(
    'UPDATE tenders SET state_name = ?, state = ?, updated_at = ? WHERE id = ? AND state <> ?',
  )
  const count = handle
    .prepare<[string], number>(
      `INSERT INTO counters (name, value) VALUES (?, 1)
       ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value`,
    )
    .pluck()

  const raise = handle.prepare(
    `INSERT INTO counters (name, value) VALUES (?, ?)
     ON CONFLICT (name) DO UPDATE SET value = max(value, excluded.value)`,
  )

  const writeText = saleTextWriter(handle)

  /** Looked up only where it can matter: what was given back of a sale that is not paid yet, or that was paid more than once. */
  const backOf = (row: SaleSqlRow, paying: readonly Tender[]): Pick<Sale, 'back'> => {
    const counted = paying.filter(isCounted)
    const covers = addAmounts(ZERO, ...counted.map((tender) => tender.covers))
    if (counted.length === 0 || (row.phase !== 'open' && covers <= row.total)) return {}
    const amounts: Record<string, Amount> = {}
    let undecided = false
    for (const { tender_id, created_at, state, ...terms } of refunds.all(row.id)) {
      if (row.paid_at !== null && created_at >= row.paid_at) continue
      const stands = { ...terms, state: JSON.parse(state) as Refund['state'] }
      const held = reservedBy(stands)
      amounts[tender_id] = addAmounts(amounts[tender_id] ?? ZERO, held)
      undecided ||= !isRefundOver(stands)
    }
    return Object.keys(amounts).length === 0
      ? {}
      : { back: { amounts, undecided: undecided && row.phase === 'open' } }
  }

  const load = (row: SaleSqlRow | undefined): SaleRecord | null => {
    if (row === undefined) return null
    const records = tenders.all(row.id).map(toTenderRecord)
    const paying = records.map((record) => record.tender)
    return {
      sale: {
        id: row.id,
        currency: row.currency,
        total: row.total,
        phase: row.phase,
        tenders: paying,
        ...backOf(row, paying),
      },
      number: row.number,
      totals: {
        lines: lines.all(row.id).map(toLine),
        subtotal: row.subtotal,
        orderDiscount: row.order_discount,
        taxes: JSON.parse(row.taxes) as TaxTotal[],
        total: row.total,
      },
      cashier: row.cashier,
      businessDate: row.business_date,
      createdAt: row.created_at,
      paidAt: row.paid_at,
      tenders: records,
    }
  }
  const loadById = (id: string | undefined): SaleRecord | null =>
    id === undefined ? null : load(byId.get(id))

  return {
    sale: loadById,
    saleOfTender: (tenderId) => loadById(idOfTender.get(tenderId)),
    saleOfAttempt: (attemptId) => loadById(idOfAttempt.get(attemptId)),
    sales: ({ cursor, limit }, wanted, filter) => {
      const [after = '~'] = readCursor(cursor, ULID)
      if (filter !== undefined && filtersSales(filter)) {
        const { ids, goOn } = pick({ wanted: wanted ?? null, filter }, after, limit)
        const picked = ids.flatMap((id) => rowById.get(id) ?? [])
        return { rows: picked, nextCursor: goOn === null ? null : cursorOf(goOn) }
      }
      const rows =
        wanted == null || wanted.typed === null
          ? page.all(after, limit + 1)
          : finder.find(wanted, after, limit + 1).flatMap((id) => rowById.get(id) ?? [])
      return pageOf(rows, limit, (row) => cursorOf(row.id))
    },
    openSales: (limit) => open.all(limit),
    tendersMade: (after, to, limit) =>
      made.all(after.at, after.id, to, limit).map((row) => ({
        tender: toTender(row),
        saleId: row.sale_id,
        saleNumber: row.number,
        createdAt: row.created_at,
      })),
    paidSince: (at, limit) => paidSince.all(at, limit),
    paidAsideSince: (at, limit) => paidAsideSince.all(at, limit),
    watched: (since) =>
      [...live.all(), ...ended.all(since)].map((row) => ({
        tender: toTender(row),
        saleId: row.sale_id,
        updatedAt: row.updated_at,
      })),
    insertSale: ({ sale, number, totals, cashier, businessDate, createdAt, paidAt }) => {
      insertSale.run(
        sale.id,
        number,
        sale.currency,
        sale.total,
        totals.subtotal,
        totals.orderDiscount,
        JSON.stringify(totals.taxes),
        sale.phase,
        cashier,
        businessDate,
        createdAt,
        paidAt,
      )
      totals.lines.forEach((line, position) => {
        insertLine.run(
          sale.id,
          position,
          line.id,
          line.productId,
          line.name,
          line.quantity,
          line.unitPrice,
          line.tax,
          line.discount === null ? null : JSON.stringify(line.discount),
          line.note,
          line.gross,
          line.discountAmount,
          line.net,
        )
      })
      writeText(sale.id, totals.lines)
    },
    saveSale: (sale: Sale, at, attempt) => {
      updatePhase.run({ id: sale.id, phase: sale.phase, at })
      sale.tenders.forEach((tender, position) => {
        const state = JSON.stringify(stateOf(tender))
        if (attempt?.tenderId !== tender.id) {
          updateTender.run(stateName(tender), state, at, tender.id, state)
          return
        }
        insertTender.run(
          tender.id,
          sale.id,
          position,
          attempt.attemptId,
          tender.type,
          tender.kind,
          tender.amount,
          tender.covers,
          tender.currency,
          tender.providerMode,
          stateName(tender),
          state,
          at,
          at,
        )
      })
    },
    nextCounter: (name) => count.get(name) ?? 1,
    raiseCounter: (name, least) => {
      raise.run(name, least)
    },
  }
}

const stateOf = (tender: Tender): unknown =>
  tender.type === 'provider' ? tender.state : { money: tender.money, booking: tender.booking }

/** A column to select by: a provider tender's state, or the money part of a manual one. */
const stateName = (tender: Tender): string =>
  tender.type === 'provider' ? tender.state.name : tender.money.name

function toTender(row: TenderSqlRow): Tender {
  const terms = {
    id: row.id,
    saleId: row.sale_id,
    amount: row.amount,
    covers: row.covers,
    currency: row.currency,
    providerMode: row.provider_mode,
  }
  const state: unknown = JSON.parse(row.state)
  return row.type === 'provider'
    ? {
        type: 'provider',
        ...terms,
        kind: row.kind as ProviderTender['kind'],
        state: state as ProviderTender['state'],
      }
    : {
        type: 'manual',
        ...terms,
        kind: row.kind as ManualTender['kind'],
        ...(state as Pick<ManualTender, 'money' | 'booking'>),
      }
}

const toTenderRecord = (row: TenderSqlRow): TenderRecord => ({
  tender: toTender(row),
  attemptId: row.attempt_id,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})

const toLine = (row: LineSqlRow): PricedLine => ({
  id: row.id,
  productId: row.product_id,
  name: row.name,
  quantity: row.quantity,
  unitPrice: row.unit_price,
  tax: row.tax,
  discount: row.discount === null ? null : (JSON.parse(row.discount) as PricedLine['discount']),
  note: row.note,
  gross: row.gross,
  discountAmount: row.discount_amount,
  net: row.net,
})
