import { describe, expect, test } from 'vitest'
import { inputOf, NO_FILTER } from '../../src/renderer/cashier/lists/audit.ts'

describe('narrowing the log', () => {
  test('days are the shop’s own days, and the last one counts whole', () => {
    const filter = { ...NO_FILTER, fromDay: '2026-07-15', toDay: '2026-07-15' }
    expect(inputOf(filter, 420, null)).toMatchObject({
      from: '2026-07-14T17:00:00.000Z',
      to: '2026-07-15T17:00:00.000Z',
    })
    expect(inputOf(filter, -180, null)).toMatchObject({
      from: '2026-07-15T03:00:00.000Z',
      to: '2026-07-16T03:00:00.000Z',
    })
  })

  test('what is not filled in does not narrow', () => {
    expect(inputOf(NO_FILTER, 420, 'next')).toEqual({
      cursor: 'next',
      limit: 50,
      group: null,
      personId: null,
      saleNumber: null,
      from: null,
      to: null,
    })
    expect(inputOf({ ...NO_FILTER, saleNumber: '  ', fromDay: '2026-13-99' }, 420, null)).toMatchObject({
      saleNumber: null,
      from: null,
    })
  })
})
