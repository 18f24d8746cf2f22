import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  extended,
  firstOf,
  LIMIT,
  MOST_ROWS,
  nearest,
  pageOfRow,
  pagesFor,
  readsOn,
  recounted,
  rowCount,
  startOf,
  type PageChain,
} from '../../src/renderer/cashier/lists/page-chain.ts'
import { nextRow } from '../../src/renderer/cashier/lists/VirtualList.tsx'

const chainOf = (counts: readonly number[], next: string | null = 'on'): PageChain =>
  counts.slice(1).reduce((chain, count) => extended(chain, count, next), firstOf(counts[0] ?? 0, next))

describe('the pages of a long list', () => {
  it('know which rows stand on them, however many came with each', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: LIMIT }), { minLength: 1, maxLength: 30 }), (counts) => {
        const chain = chainOf(counts)
        const pages = counts.flatMap((count, page) => Array.from({ length: count }, () => page))
        expect(rowCount(chain)).toBe(pages.length)
        for (const [row, page] of pages.entries()) {
          expect(pageOfRow(chain, row)).toBe(page)
          expect(row - startOf(chain, page)).toBeGreaterThanOrEqual(0)
        }
      }),
    )
  })

  it('are asked for as they come into sight, and the next one before the end is reached', () => {
    const chain = chainOf([LIMIT, LIMIT, LIMIT])
    expect(pagesFor(chain, 0, 9)).toEqual([0])
    expect(pagesFor(chain, 45, 55)).toEqual([0, 1])
    expect(pagesFor(chain, 110, 120)).toEqual([2])
    expect(pagesFor(chain, 130, 140)).toEqual([2, 3])
    expect(pagesFor({ ...chain, next: null }, 130, 149)).toEqual([2])
  })

  it('that came short wait for a person: hardly anything passes the filter', () => {
    expect(readsOn(chainOf([LIMIT, 3]))).toBe(false)
    expect(pagesFor(chainOf([LIMIT, 3]), 45, 52)).toEqual([0, 1])
    expect(readsOn(chainOf([0]))).toBe(false)
  })

  it('end where a browser could not lay them out any more', () => {
    const full = { starts: [null, 'x'], ends: [MOST_ROWS - LIMIT, MOST_ROWS], next: 'on' }
    expect(readsOn(full)).toBe(false)
  })

  it('move what comes after them when they are read again with other rows', () => {
    const chain = recounted(chainOf([50, 50, 50]), 1, 48)
    expect(chain.ends).toEqual([50, 98, 148])
    expect(recounted(chain, 1, 48)).toBe(chain)
  })

  it('are let go when they are far away, never the one that is seen', () => {
    const pages = new Map(Array.from({ length: 40 }, (_, page) => [page, page]))
    const kept = [...nearest(pages, 20).keys()].toSorted((a, b) => a - b)
    expect(kept.length).toBeLessThan(20)
    expect(kept).toContain(20)
    expect(Math.max(...kept) - Math.min(...kept)).toBe(kept.length - 1)
  })
})

describe('the keys of a long list', () => {
  it.each([
    ['ArrowDown', 5, 6],
    ['ArrowDown', 99, 99],
    ['ArrowUp', 0, 0],
    ['PageDown', 5, 13],
    ['PageDown', 95, 99],
    ['PageUp', 5, 0],
    ['Home', 70, 0],
    ['End', 5, 99],
    ['x', 5, null],
  ])('%s from row %i leads to %s', (key, at, to) => {
    expect(nextRow(key, at, 8, 100)).toBe(to)
  })

  it('lead nowhere in a list of nothing', () => {
    for (const key of ['ArrowDown', 'End', 'PageDown']) expect(nextRow(key, 0, 8, 0)).toBe(0)
  })
})
