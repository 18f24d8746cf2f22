import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import {
  checkSent,
  chooseSuffix,
  LARGEST_SUFFIX,
  takesSuffix,
} from '../../src/core/domain/tenders/transfer-suffix.ts'

const covers = fc.integer({ min: 1, max: 5_000 }).map((hundreds) => amountOf(hundreds * 100))
const none: ReadonlySet<number> = new Set()

describe('The rupiah on top of a transfer', () => {
  it('make an amount that nobody else was asked for, whatever is awaited', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(covers, fc.boolean()), { maxLength: 60 }), (asks) => {
        const held = new Set<number>()
        const recent = new Set<number>()
        for (const [due, goesAway] of asks) {
          const suffix = chooseSuffix(due, 'IDR', { held, recent })
          if (!suffix.ok) throw new Error('there was room')
          const amount = due + suffix.value
          expect(suffix.value).toBeGreaterThanOrEqual(1)
          expect(suffix.value).toBeLessThanOrEqual(LARGEST_SUFFIX)
          expect(held.has(amount)).toBe(false)
          expect(recent.has(amount)).toBe(false)
          recent.add(amount)
          if (!goesAway) held.add(amount)
        }
      }),
    )
  })

  it('are as few as can be, so that the customer hardly pays for it', () => {
    const taken = new Set([50_001, 50_002])
    expect(chooseSuffix(amountOf(50_000), 'IDR', { held: taken, recent: taken })).toMatchObject({ value: 3 })
  })

  it('go to amounts that were given up last of all, and never to one that is awaited', () => {
    const recent = new Set(Array.from({ length: LARGEST_SUFFIX }, (_, at) => 50_001 + at))
    const held = new Set([...recent].filter((amount) => amount !== 50_700))
    expect(chooseSuffix(amountOf(50_000), 'IDR', { held, recent })).toMatchObject({ value: 700 })
  })

  it('run out in words', () => {
    const held = new Set(Array.from({ length: LARGEST_SUFFIX }, (_, at) => 50_001 + at))
    expect(chooseSuffix(amountOf(50_000), 'IDR', { held, recent: held })).toMatchObject({
      error: { type: 'transfer_suffixes_used_up', covers: 50_000 },
    })
    expect(chooseSuffix(amountOf(51_500), 'IDR', { held, recent: none })).toMatchObject({ ok: true })
  })

  it('are rupiah: in another currency they would be money', () => {
    expect([takesSuffix('IDR'), takesSuffix('USD')]).toEqual([true, false])
  })
})

describe('What the notice says came in', () => {
  const asked = { covers: amountOf(50_000), suffix: 17, currency: 'IDR' } as const

  it('is the amount that was asked for, or the bare one; anything else is refused', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200_000 }), (sent) => {
        const checked = checkSent(amountOf(sent), asked)
        expect(checked.ok).toBe(sent === 50_017 || sent === 50_000)
        if (checked.ok) expect(checked.value).toBe(sent)
      }),
      { examples: [[50_017], [50_000], [50_016], [500_017]] },
    )
  })

  it('is what was asked for when nobody says otherwise', () => {
    expect(checkSent(null, asked)).toMatchObject({ value: 50_017 })
    expect(checkSent(null, { ...asked, suffix: 0 })).toMatchObject({ value: 50_000 })
  })
})
