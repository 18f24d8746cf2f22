import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NO_SALE_FILTER, wantedBy, type SaleFilter } from '../../src/core/domain/finding.ts'
import { amountOf } from '../../src/core/domain/money.ts'
import { refundFinder } from '../../src/main/adapters/sqlite/queries/finding-refunds.ts'
import type { Handle } from '../../src/main/adapters/sqlite/open.ts'
import { aSale, aTender, AT, must, openTestBooks, type TestBooks } from './sqlite-records.ts'

let books: TestBooks
const sold: string[] = []

function refunded(number: string | null, way = 'cash', state = 'succeeded'): string {
  const record = aSale({ phase: 'open', total: amountOf(50_000) })
  const tender = aTender(record.sale.id, { kind: 'link' })
  must(books.store, (writer) => {
    writer.insertSale(record)
    const sale = { id: record.sale.id, currency: 'IDR', total: amountOf(50_000), phase: 'open' } as const
    writer.saveSale({ ...sale, tenders: [tender] }, AT, { tenderId: tender.id, attemptId: tender.id })
  })
  const slip = way === 'terminal' ? '{"rrn":"","approvalCode":"1"}' : null
  books.handle
    .prepare(
      `INSERT INTO refunds (id, sale_id, tender_id, way, amount, currency, reason, words, number, lines, voided, state_name,
         state, created_at, updated_at) VALUES (?, ?, ?, ?, 1000, 'IDR', 'other', '', ?, '[]', ?, ?, '{}', ?, ?)`,
    )
    .run(`r-${record.sale.id}`, record.sale.id, tender.id, way, number, slip, state, AT, AT)
  return record.sale.id
}

beforeAll(() => {
  books = openTestBooks()
  sold.push(
    refunded('BDG1-R-261120-0001'),
    refunded('BDG1-R-261120-0042'),
    refunded('BDG1-R-261121-0001', 'terminal'),
    refunded('BDG1-R-261121-12345'),
    refunded(null, 'elsewhere'),
    refunded('BDG1-R-261121-0002', 'provider', 'failed'),
  )
})
afterAll(() => books.close())

const found = (typed: string, filter: Partial<SaleFilter> = {}): number[] =>
  books.store.read
    .sales({ cursor: null, limit: 20 }, wantedBy(typed), { ...NO_SALE_FILTER, ...filter })
    .rows.map((row) => sold.indexOf(row.id))

describe("a sale is found by its refund's number", () => {
  it('whole or from its start, in whatever letters', () => {
    expect(found('BDG1-R-261120-0042')).toEqual([1])
    expect(found('bdg1-r-261120')).toEqual([1, 0])
    expect(found('BDG1-R')).toEqual([5, 3, 2, 1, 0])
  })

  it('by the last digits as they are read out, of every day, newest first', () => {
    expect(found('0042')).toEqual([1])
    expect(found('1').filter((each) => each >= 0)).toEqual(expect.arrayContaining([2, 0]))
    expect(found('R-0001')).toEqual([2, 0])
    expect(found('R-1')).toEqual([2, 0])
    expect(found('261121-0001')).toEqual([2])
    expect(found('R-261120-42')).toEqual([1])
    expect(found('R-0099')).toEqual([])
  })

  it('together with a filter: only a voided one, and what failed did not go back', () => {
    expect(found('R-0001', { voided: true })).toEqual([2])
    expect(found('', { voided: true })).toEqual([2])
    expect(found('', { refunded: true })).toEqual([4, 3, 2, 1, 0])
    expect(found('', { refunded: true, voided: true })).toEqual([2])
  })
})

it('costs look-ups in the index of numbers and never a walk through all refunds', () => {
  const prepared: string[] = []
  const listening = new Proxy(books.handle, {
    get: (handle, name) => {
      const member: unknown = Reflect.get(handle, name)
      if (typeof member !== 'function') return member
      return (...given: unknown[]) => {
        if (name === 'prepare') prepared.push(String(given[0]))
        return (member as (...all: unknown[]) => unknown).apply(handle, given)
      }
    },
  }) as Handle
  refundFinder(listening)
  expect(prepared).toHaveLength(3)
  for (const sql of prepared) {
    const steps = books.handle.prepare(`EXPLAIN QUERY PLAN ${sql.replaceAll('?', "'x'")}`).all() as {
      detail: string
    }[]
    expect(steps.map(({ detail }) => detail)).toEqual([
      expect.stringMatching(
        /^SEARCH refunds USING (COVERING )?INDEX sqlite_autoindex_refunds_2 \(number[<>=]/,
      ),
    ])
  }
})
