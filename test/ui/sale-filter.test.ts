import { describe, expect, it } from 'vitest'
import {
  filterOf,
  narrowedBy,
  NO_FILTER,
  NO_SESSION_FIELDS,
  sessionFilterOf,
} from '../../src/renderer/cashier/lists/sale-filter.ts'
import { NO_SALE_FILTER, NO_SESSION_FILTER } from '../../src/core/domain/finding.ts'

// half past midnight in Bandung, still the evening before in UTC
const rupiah = { utcOffsetMinutes: 420, decimals: 0, now: Date.parse('2026-07-14T17:30:00.000Z') }

describe('the filters of the sales list', () => {
  it('let everything through when nothing is filled in', () => {
    expect(filterOf(NO_FILTER, rupiah)).toEqual(NO_SALE_FILTER)
    expect(narrowedBy(NO_FILTER)).toBe(0)
  })

  it('ask for days of the shop, the last one whole', () => {
    const days = { ...NO_FILTER, period: 'days', fromDay: '2026-07-15', toDay: '2026-07-15' } as const
    expect(filterOf(days, rupiah)).toMatchObject({
      from: '2026-07-14T17:00:00.000Z',
      to: '2026-07-15T17:00:00.000Z',
    })
    expect(narrowedBy(days)).toBe(1)
    expect(narrowedBy({ ...days, fromDay: '', toDay: '' })).toBe(0)
  })

  it('take an amount as it is typed, and no amount for anything else', () => {
    expect(filterOf({ ...NO_FILTER, least: 'Rp 27.500', most: 'banyak' }, rupiah)).toMatchObject({
      least: 27_500,
      most: null,
    })
    expect(filterOf({ ...NO_FILTER, most: '12,5' }, { ...rupiah, decimals: 2 }).most).toBe(1_250)
  })

  it('count what narrows the list', () => {
    expect(narrowedBy({ ...NO_FILTER, phase: 'paid', kind: 'cash', attention: true })).toBe(3)
  })

  it.each([
    ['today', '2026-07-14T17:00:00.000Z', '2026-07-15T17:00:00.000Z'],
    ['yesterday', '2026-07-13T17:00:00.000Z', '2026-07-14T17:00:00.000Z'],
    ['week', '2026-07-08T17:00:00.000Z', '2026-07-15T17:00:00.000Z'],
    ['month', '2026-06-30T17:00:00.000Z', '2026-07-15T17:00:00.000Z'],
  ] as const)('know what %s is by the shop’s calendar', (period, from, to) => {
    expect(filterOf({ ...NO_FILTER, period }, rupiah)).toMatchObject({ from, to })
    expect(sessionFilterOf({ ...NO_SESSION_FIELDS, period }, rupiah)).toMatchObject({ from, to })
  })

  it('of sessions let everything through when nothing is filled in', () => {
    expect(sessionFilterOf(NO_SESSION_FIELDS, rupiah)).toEqual(NO_SESSION_FILTER)
    const fields = { ...NO_SESSION_FIELDS, status: 'review', foreign: true, least: '10.000' } as const
    expect(sessionFilterOf(fields, rupiah)).toMatchObject({ status: 'review', foreign: true, least: 10_000 })
    expect(narrowedBy(fields)).toBe(3)
  })
})
