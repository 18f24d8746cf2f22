import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { triesLeft, waitAfter, waitLeft, type RunTime } from '../../src/core/domain/people/lock-out.ts'

const HOUR = 3_600_000
const AT = Date.parse('2026-07-15T07:00:00.000Z')
const failed = (count: number, atMs = AT) => ({ count, lastAt: new Date(atMs).toISOString() })
/** A run that saw the failure itself, `agoMs` ago. */
const seen = (agoMs: number): RunTime => ({ startedAtMs: AT, upMs: 50_000 + agoMs, failedAtUpMs: 50_000 })
/** A run that began `agoMs` after a failure that an earlier one wrote down, and has lasted `upMs`. */
const later = (agoMs: number, upMs = 0): RunTime => ({ startedAtMs: AT + agoMs, upMs, failedAtUpMs: null })

describe('the wait after wrong PINs', () => {
  it('is nothing for the first three, then grows to an hour and no further', () => {
    const waits = Array.from({ length: 14 }, (_, index) => waitAfter(index + 1) / 1000)
    expect(waits).toEqual([0, 0, 0, 5, 15, 60, 300, 900, 1800, 3600, 3600, 3600, 3600, 3600])
  })

  it('tells how many tries are left before it begins', () => {
    expect([1, 2, 3, 4, 40].map(triesLeft)).toEqual([2, 1, 0, 0, 0])
  })

  it('is over when its time has passed, in this run or by the time an earlier one wrote down', () => {
    expect(waitLeft(null, seen(0))).toBe(0)
    expect(waitLeft(failed(4), seen(0))).toBe(5_000)
    expect(waitLeft(failed(4), seen(4_999))).toBe(1)
    expect(waitLeft(failed(4), seen(5_000))).toBe(0)
    expect(waitLeft(failed(6), later(10_000))).toBe(50_000)
    expect(waitLeft(failed(6), later(10_000, 50_000))).toBe(0)
  })
})

describe('a clock that was set', () => {
  it('back between two runs makes the wait begin anew, and not last until that day comes again', () => {
    expect(waitLeft(failed(7), later(-400 * 24 * HOUR))).toBe(300_000)
    expect(waitLeft(failed(7), later(-400 * 24 * HOUR, 300_000))).toBe(0)
  })

  it('is not looked at for what this run saw itself', () => {
    for (const startedAtMs of [0, AT - 9 * HOUR, AT + 9 * HOUR])
      expect(waitLeft(failed(5), { startedAtMs, upMs: 60_000, failedAtUpMs: 55_000 })).toBe(10_000)
  })

  it('never makes a wait longer than a fresh one, nor shorter than the time that really passed allows', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: -1e12, max: 1e12 }),
        fc.integer({ min: 0, max: 1e9 }),
        (count, clockMovedMs, upMs) => {
          const left = waitLeft(failed(count), later(clockMovedMs, upMs))
          expect(left).toBeLessThanOrEqual(waitAfter(count))
          expect(left).toBeGreaterThanOrEqual(0)
          if (clockMovedMs <= 0) expect(left).toBe(Math.max(0, waitAfter(count) - upMs))
          expect(waitLeft(failed(count), later(clockMovedMs, upMs + HOUR))).toBe(0)
        },
      ),
    )
  })

  it('to a time that is no time counts as no time passed', () => {
    expect(waitLeft({ count: 4, lastAt: 'gestern' }, later(0, 1_000))).toBe(4_000)
  })
})
