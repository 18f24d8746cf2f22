import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nextCustomer } from '../../src/main/usecases/selling/counter.ts'
import { NO_SESSION_FILTER, type SessionFilter } from '../../src/core/domain/finding.ts'
import type { KeepFilter } from '../../src/core/contract/finding-contract.ts'
import { MOST_SAVED_FILTERS } from '../../src/core/domain/saved-filters.ts'
import { keepFilter, removeFilter, savedFilters } from '../../src/main/usecases/saved-filters.ts'
import { saleRows, sessionRows } from '../../src/main/usecases/views/lists.ts'
import { someFacts } from '../adapters/sqlite-records.ts'
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

describe('sessions are narrowed', () => {
  beforeAll(() => {
    // what another till asked for, as the provider's list tells it
    for (const [second, amount] of [10_000, 20_000, 30_000].entries())
      till.core.till.store.write((books) => {
        const status = amount === 20_000 ? 'completed' : 'expired'
        books.saveSession({
          facts: someFacts(`cs_other_${second}`, { amount: amountOf(amount), status }),
          ...{ tenderId: null, saleId: null, raw: '{}' },
          createdAt: `2026-07-1${second}T03:00:00.000Z`,
          fetchedAt: '2026-07-15T03:00:00.000Z',
        })
      })
  })
  const narrowed = (filter: Partial<SessionFilter>, find = '', limit = 10) => {
    const ids: string[] = []
    let cursor: string | null = null
    do {
      const page = sessionRows(till.core.till, {
        ...{ cursor, limit, find, filter: { ...NO_SESSION_FILTER, ...filter } },
      })
      ids.push(...page.rows.map((row) => row.sessionId))
      cursor = page.nextCursor
    } while (cursor !== null)
    return ids
  }

  it('to those of no sale of this till, newest first, whatever the size of a page', () => {
    const foreign = ['cs_other_2', 'cs_other_1', 'cs_other_0']
    for (const limit of [1, 2, 3, 10]) expect(narrowed({ foreign: true }, '', limit)).toEqual(foreign)
  })

  it('by status, by amount and by days, together too', () => {
    expect(narrowed({ foreign: true, status: 'expired' })).toEqual(['cs_other_2', 'cs_other_0'])
    expect(narrowed({ foreign: true, least: 20_000, most: 29_999 })).toEqual(['cs_other_1'])
    const days = { from: '2026-07-11T03:00:00.000Z', to: '2026-07-12T03:00:00.000Z' }
    expect(narrowed(days)).toEqual(['cs_other_1'])
    expect(narrowed({ ...days, status: 'expired' })).toEqual([])
  })

  it('among what was found by what was typed', () => {
    expect(narrowed({ foreign: true }, '20.000')).toEqual(['cs_other_1'])
    expect(narrowed({ foreign: true }, sessionId)).toEqual([])
    expect(narrowed({ status: 'waiting' }, sessionId)).toEqual([sessionId])
  })
})

describe('a filter is kept under a name', () => {
  const foreign = (name: string): KeepFilter => ({
    ...{ list: 'sessions', name, find: '' },
    fields: {
      ...{ status: '', foreign: true, period: 'today', fromDay: '', toDay: '', least: '', most: '' },
    },
  })
  const names = () => savedFilters(till.core.till.store.read).map(({ name }) => name)

  it('and is there for everybody at the till, also after it was changed', () => {
    expect(keepFilter(till.core.till, foreign('Bukan kami')).ok).toBe(true)
    const [first] = savedFilters(till.core.till.store.read)
    expect(first).toMatchObject({ name: 'Bukan kami', list: 'sessions', fields: { period: 'today' } })
    keepFilter(till.core.till, { ...foreign('BUKAN KAMI'), find: 'cs_other' })
    const kept = savedFilters(till.core.till.store.read)
    expect(kept).toMatchObject([{ id: first?.id, name: 'BUKAN KAMI', find: 'cs_other' }])
  })

  it('until it is thrown away, once or twice', () => {
    const id = savedFilters(till.core.till.store.read)[0]?.id ?? ''
    for (let time = 0; time < 2; time += 1)
      expect(removeFilter(till.core.till, id)).toEqual({ ok: true, value: [] })
    expect(names()).toEqual([])
  })

  it('as long as a row of chips can be taken in', () => {
    for (let count = 0; count < MOST_SAVED_FILTERS; count += 1)
      expect(keepFilter(till.core.till, foreign(`Saringan ${count}`)).ok).toBe(true)
    expect(keepFilter(till.core.till, foreign('Satu lagi'))).toEqual({
      ...{ ok: false, error: { type: 'saved_filters_full', limit: MOST_SAVED_FILTERS } },
    })
    expect(keepFilter(till.core.till, foreign('saringan 3')).ok).toBe(true)
    expect(names()).toHaveLength(MOST_SAVED_FILTERS)
  })
})
