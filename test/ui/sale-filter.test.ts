import { describe, expect, it } from 'vitest'
import { filterOf, narrowedBy, NO_FILTER } from '../../src/renderer/cashier/lists/sale-filter.ts'
import { NO_SALE_FILTER } from '../../src/core/domain/finding.ts'

const rupiah = { utcOffsetMinutes: 420, decimals: 0 }

describe('the filters of the sales list', () => {
  it('let everything through when nothing is filled in', () => {
    expect(filterOf(NO_FILTER, rupiah)).toEqual(NO_SALE_FILTER)
    expect(narrowedBy(NO_FILTER)).toBe(0)
  })

  it('ask for days of the shop, the last one whole', () => {
    const days = { ...NO_FILTER, fromDay: '2026-07-15', toDay: '2026-07-15' }
    expect(filterOf(days, rupiah)).toMatchObject({
      from: '2026-07-14T17:00:00.000Z',
      to: '2026-07-15T17:00:00.000Z',
    })
    expect(narrowedBy(days)).toBe(2)
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
})
