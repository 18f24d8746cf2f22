import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NO_SALE_FILTER, wantedBy, type SaleFilter } from '../../src/core/domain/finding.ts'
import { amountOf } from '../../src/core/domain/money.ts'
import { aSale, aTender, AT, ids, must, openTestBooks, type TestBooks } from './sqlite-records.ts'

let books: TestBooks
const made: Record<'coffee' | 'canceled' | 'refunded' | 'waiting', string> = {
  coffee: '',
  canceled: '',
  refunded: '',
  waiting: '',
}

function sell(change: {
  phase?: 'open' | 'canceled'
  total?: number
  cashier?: string
  at?: string
}): string {
  const { phase = 'open', total = 50_000, cashier = 'Sari', at = AT } = change
  const sale = aSale({ phase, total: amountOf(total) })
  const record = { ...sale, cashier, createdAt: at }
  must(books.store, (writer) => {
    writer.insertSale(record)
  })
  return record.sale.id
}

beforeAll(() => {
  books = openTestBooks()
  made.coffee = sell({ cashier: 'Dewi', total: 27_500 })
  made.canceled = sell({ phase: 'canceled' })
  made.refunded = sell({ total: 80_000 })
  made.waiting = sell({})
  const tender = aTender(made.refunded, { kind: 'link' })
  must(books.store, (writer) => {
    const sale = { id: made.refunded, currency: 'IDR', total: amountOf(80_000), phase: 'open' } as const
    writer.saveSale({ ...sale, tenders: [tender] }, AT, { tenderId: tender.id, attemptId: tender.id })
    writer.addAttention(
      { kind: 'money_late', saleId: made.waiting, tenderId: null, facts: {}, dedupe: 'a' },
      AT,
    )
  })
  books.handle
    .prepare(
      `INSERT INTO refunds (id, sale_id, tender_id, way, amount, currency, reason, words, state_name, state, created_at,
         updated_at, lines) VALUES ('r1', ?, ?, 'cash', 1000, 'IDR', 'other', '', 'done', '{}', ?, ?, '[]')`,
    )
    .run(made.refunded, tender.id, AT, AT)
})
afterAll(() => {
  books.close()
})

const page = (filter: Partial<SaleFilter>, typed = '', cursor: string | null = null, limit = 10) =>
  books.store.read.sales({ cursor, limit }, wantedBy(typed), { ...NO_SALE_FILTER, ...filter })
const passing = (filter: Partial<SaleFilter>, typed = ''): string[] =>
  page(filter, typed).rows.map((row) => row.id)

describe('the list of sales is narrowed', () => {
  it('by each filter alone', () => {
    expect(passing({ phase: 'canceled' })).toEqual([made.canceled])
    expect(passing({ cashier: 'Dewi' })).toEqual([made.coffee])
    expect(passing({ kind: 'link' })).toEqual([made.refunded])
    expect(passing({ attention: true })).toEqual([made.waiting])
    expect(passing({ refunded: true })).toEqual([made.refunded])
    expect(passing({ least: 27_500, most: 27_500 })).toEqual([made.coffee])
    expect(passing({ least: 80_000 })).toEqual([made.refunded])
  })

  it('by all of them together, and by what was typed', () => {
    expect(passing({ phase: 'open', refunded: true, kind: 'link' })).toEqual([made.refunded])
    expect(passing({ phase: 'canceled', refunded: true })).toEqual([])
    expect(passing({ cashier: 'Dewi' }, 'kopi')).toEqual([made.coffee])
    expect(passing({ cashier: 'Dewi' }, 'seblak')).toEqual([])
  })

  it('an item that was settled waits no more', () => {
    const [item] = books.store.read.attentions({ cursor: null, limit: 1 }).rows
    must(books.store, (writer) => writer.resolveAttention(item?.id ?? '', 'Sari', 'ok', AT))
    expect(passing({ attention: true })).toEqual([])
  })

  it('by days, the end not included', () => {
    // the ids of these sales are of now, and so are their times: a day in the past has none of them
    const now = new Date().toISOString()
    const own = sell({ at: now, cashier: 'Hari' })
    const day = (offset: number): string => new Date(Date.parse(now) + offset).toISOString()
    expect(passing({ cashier: 'Hari', from: now, to: day(1) })).toEqual([own])
    expect(passing({ cashier: 'Hari', from: day(1) })).toEqual([])
    expect(passing({ cashier: 'Hari', to: now })).toEqual([])
    expect(passing({ from: '2020-01-01T00:00:00.000Z', to: '2020-02-01T00:00:00.000Z' })).toEqual([])
  })

  it('page by page, newest first, each sale once', () => {
    const own = Array.from({ length: 5 }, () => sell({ cashier: 'Rina' }))
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const { rows, nextCursor } = page({ cashier: 'Rina' }, '', cursor, 2)
      seen.push(...rows.map((row) => row.id))
      cursor = nextCursor
    } while (cursor !== null)
    expect(seen).toEqual(own.toReversed())
  })
})

describe('a filter that hardly anything passes', () => {
  it('answers with a way on before it has read all books, and gets to the end of them', () => {
    must(books.store, () => {
      const insert = books.handle.prepare(
        `INSERT INTO sales (id, number, currency, total, subtotal, order_discount, taxes, phase, cashier, business_date,
           created_at) VALUES (?, ?, 'IDR', 1, 1, 0, '[]', 'paid', 'Asep', '2026-07-15', ?)`,
      )
      for (let each = 0; each < 21_000; each += 1) {
        const id = ids.next()
        insert.run(id, `N-${id}`, AT)
      }
    })
    const first = page({ cashier: 'Dewi' })
    expect(first.rows).toEqual([])
    expect(first.nextCursor).not.toBeNull()
    const second = page({ cashier: 'Dewi' }, '', first.nextCursor)
    expect(second.rows.map((row) => row.id)).toEqual([made.coffee])
    expect(second.nextCursor).toBeNull()
  })

  it('takes no shortcut from a cursor that was tampered with', () => {
    expect(passing({ phase: 'canceled' })).toEqual([])
    expect(page({ phase: 'canceled' }, '', "x' OR 1=1").rows).toEqual([])
  })
})
