import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nextCustomer } from '../../src/main/usecases/counter.ts'
import { saleRows, sessionRows } from '../../src/main/usecases/views.ts'
import { amountOf } from '../../src/core/domain/money.ts'
import { eventually, fillCart, openTestTill, type TestTill } from './bench.ts'

let till: TestTill
let numbers: string[] = []
let sessionId = ''

beforeAll(async () => {
  till = await openTestTill()
  for (const price of [27_500, 14_000, 27_500]) {
    fillCart(till, price)
    const paid = await till.core.manual.payCash({
      ...{ attemptId: till.ids.next(), amount: null, tendered: amountOf(50_000) },
    })
    if (!paid.ok) throw new Error(paid.error.type)
    numbers = [...numbers, paid.value.number]
    nextCustomer(till.core.till)
  }
  fillCart(till, 99_000)
  await till.core.payments.charge({ attemptId: till.ids.next(), kind: 'qris', amount: amountOf(40_000) })
  const tender = () => {
    const [row] = saleRows(till.core.till, { cursor: null, limit: 1, find: '' }).rows
    return till.core.till.store.read.sale(row?.id ?? '')?.sale.tenders[0]
  }
  const shown = await eventually(() => {
    const now = tender()
    return now?.type === 'provider' && now.state.name === 'presented' && now.state
  }, tender)
  sessionId = shown.sessionId
})
afterAll(async () => {
  await till.close()
})

const sales = (find: string, limit = 10) =>
  saleRows(till.core.till, { cursor: null, limit, find }).rows.map((row) => row.number)
const sessions = (find: string) =>
  sessionRows(till.core.till, { cursor: null, limit: 10, find }).rows.map((row) => row.sessionId)

describe('a sale is found again', () => {
  it('by its whole number, however it was typed', () => {
    expect(sales(numbers[1] ?? '')).toEqual([numbers[1]])
    expect(sales((numbers[1] ?? '').toLowerCase())).toEqual([numbers[1]])
  })

  it('by the last digits that stand on its slip', () => {
    expect(sales('2')).toEqual([numbers[1]])
    expect(sales('00003')).toEqual([numbers[2]])
  })

  it('by its total, newest first', () => {
    expect(sales('27.500')).toEqual([numbers[2], numbers[0]])
  })

  it('by the amount of one part of it, and by its session', () => {
    expect(sales('40000')).toHaveLength(1)
    expect(sales(sessionId)).toEqual(sales('99000'))
  })

  it('page by page', () => {
    const first = saleRows(till.core.till, { cursor: null, limit: 1, find: '27500' })
    const second = saleRows(till.core.till, { cursor: first.nextCursor, limit: 1, find: '27500' })
    expect([...first.rows, ...second.rows].map((row) => row.number)).toEqual([numbers[2], numbers[0]])
    expect(second.nextCursor).toBeNull()
  })

  it('and what nobody sold is not', () => {
    for (const find of ['123456', 'XYZ', "' OR 1=1 --", '%', '_']) expect(sales(find)).toEqual([])
    expect(sales('')).toHaveLength(4)
  })
})

describe('a session is found again', () => {
  it('by its id, its amount, and the number of its sale', () => {
    expect(sessions(sessionId)).toEqual([sessionId])
    expect(sessions('40.000')).toContain(sessionId)
    expect(sessions(sales('99000')[0] ?? '')).toEqual([sessionId])
    expect(sessions('12345')).toEqual([])
  })
})
