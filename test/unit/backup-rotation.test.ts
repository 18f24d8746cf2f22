import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  copiesToDrop,
  isBackupDue,
  type BackupCopy,
  type Shelf,
} from '../../src/core/domain/books/backup-rotation.ts'

const DAY_MS = 86_400_000
const START = Date.parse('2026-07-15T02:00:00.000Z')
const WIB = 420
const ROOMY: Shelf = { budgetBytes: Number.POSITIVE_INFINITY, utcOffsetMinutes: WIB }

const copy = (number: number, at: string | number, more: Partial<BackupCopy> = {}): BackupCopy => ({
  name: `copy-${number}`,
  number,
  at: new Date(at).toISOString(),
  bytes: 1_000,
  why: 'daily',
  version: 1,
  ...more,
})

const namesOf = (copies: readonly BackupCopy[]): string[] => copies.map(({ name }) => name)

const left = (copies: readonly BackupCopy[], shelf: Shelf = ROOMY): readonly BackupCopy[] => {
  const dropped = copiesToDrop(copies, shelf)
  return copies.filter((each) => !dropped.includes(each))
}

/** A shop that is open every day, with a copy at each time in turn and the rotation after each. */
function live(times: readonly number[], shelf: Shelf = ROOMY, more: Partial<BackupCopy> = {}) {
  let kept: readonly BackupCopy[] = []
  times.forEach((at, index) => {
    kept = left([...kept, copy(index + 1, at, more)], shelf)
  })
  return kept
}
const everyDay = (days: number): number[] => Array.from({ length: days }, (_, day) => START + day * DAY_MS)

describe('which copies are kept', () => {
  it('all of the first week', () => {
    expect(live(everyDay(7))).toHaveLength(7)
  })

  it('after a hundred days, one for each of the last seven days and one for each of four weeks before', () => {
    const kept = live(everyDay(100))
    expect(kept.map(({ number }) => number).slice(-7)).toEqual([94, 95, 96, 97, 98, 99, 100])
    const weekly = kept.slice(0, -7).map(({ at }) => new Date(Date.parse(at) + WIB * 60_000).getUTCDay())
    expect(weekly).toEqual([0, 0, 0, 0]) // Sundays: the last copy of each week
    expect(kept).toHaveLength(11)
  })

  it('the newest of a day on which many were made', () => {
    const day = [0, 1, 2, 3].map((hour) => copy(hour + 1, START + hour * 3_600_000))
    // the two newest stay in any case
    expect(namesOf(left(day))).toEqual(['copy-3', 'copy-4'])
  })

  it('by the day of the shop, which begins while it is still yesterday in London', () => {
    const times = [
      '2026-07-15T16:50:00Z',
      '2026-07-15T17:05:00Z',
      '2026-07-15T17:10:00Z',
      '2026-07-15T17:20:00Z',
    ]
    const copies = times.map((at, index) => copy(index + 1, at))
    // 23.50 of the 15th, and the two newest of the 16th
    expect(namesOf(left(copies))).toEqual(['copy-1', 'copy-3', 'copy-4'])
  })

  it('all of a shop that was closed for half a year: age alone throws nothing away', () => {
    const kept = live(everyDay(7))
    const later = [...kept, copy(8, START + 180 * DAY_MS)]
    expect(left(later).map(({ number }) => number)).toEqual([2, 3, 4, 5, 6, 7, 8])
  })

  it('the two newest made before an update, besides the daily ones', () => {
    const updates = [1, 2, 3].map((number) => copy(number, START, { why: 'update', version: number }))
    const days = everyDay(9).map((at, index) => copy(index + 4, at + DAY_MS))
    const kept = namesOf(left([...updates, ...days]))
    expect(kept).toContain('copy-2')
    expect(kept).toContain('copy-3')
    expect(kept).not.toContain('copy-1')
  })
})

describe('a disk with little room', () => {
  const shelf: Shelf = { budgetBytes: 5_000, utcOffsetMinutes: WIB }

  it('keeps the newest that fit', () => {
    expect(live(everyDay(40), shelf).map(({ number }) => number)).toEqual([36, 37, 38, 39, 40])
  })

  it('gives up old weeks before the days of this week', () => {
    const many = live(everyDay(60))
    const kept = left(many, { ...shelf, budgetBytes: 8_000 })
    expect(kept.map(({ number }) => number)).toEqual([47, 54, 55, 56, 57, 58, 59, 60])
  })

  it('never has fewer than two, however large they are', () => {
    const kept = live(everyDay(10), shelf, { bytes: 1_000_000_000 })
    expect(kept.map(({ number }) => number)).toEqual([9, 10])
  })
})

describe('a clock that is wrong', () => {
  it('set back a day: nothing good is thrown away, and the copies made since count as the newer ones', () => {
    const before = live(everyDay(7))
    const now = START + 6 * DAY_MS
    const again = [...before, copy(8, now - DAY_MS)]
    // one of the two of that day goes, and it is the older one
    expect(namesOf(copiesToDrop(again, ROOMY))).toEqual(['copy-6'])
  })

  it('set ten years ahead for a moment: the copy of that moment never pushes the others out', () => {
    const before = live(everyDay(30))
    const ahead = copy(31, START + 3_650 * DAY_MS)
    const after = everyDay(10).map((at, index) => copy(32 + index, at + 30 * DAY_MS))
    let kept: readonly BackupCopy[] = left([...before, ahead])
    for (const next of after) kept = left([...kept, next])
    expect(kept.map(({ number }) => number).slice(-7)).toEqual([35, 36, 37, 38, 39, 40, 41])
    expect(kept.length).toBeGreaterThanOrEqual(10)
  })

  it('whatever the clock does, at most thirteen are kept, at least two, and always the two made last', () => {
    const wild = fc.array(fc.integer({ min: -400, max: 400 }), { minLength: 2, maxLength: 80 })
    fc.assert(
      fc.property(wild, (days) => {
        const kept = live(days.map((day) => START + day * DAY_MS))
        expect(kept.length).toBeLessThanOrEqual(13)
        const newest = kept.map(({ number }) => number).slice(-2)
        expect(newest).toEqual([days.length - 1, days.length])
      }),
    )
  })
})

describe('when a daily copy is due', () => {
  const now = START

  it('a day after the last one, and not before', () => {
    expect(isBackupDue([], now)).toBe(true)
    expect(isBackupDue([copy(1, now - DAY_MS)], now)).toBe(true)
    expect(isBackupDue([copy(1, now - DAY_MS + 60_000)], now)).toBe(false)
  })

  it('also when the newest is dated tomorrow: a clock that was set back starves nothing', () => {
    expect(isBackupDue([copy(1, now + DAY_MS)], now)).toBe(true)
    expect(isBackupDue([copy(1, now + 60_000)], now)).toBe(false)
  })

  it('and never again and again: the copy that was just made is always enough', () => {
    const wild = fc.array(fc.integer({ min: -400, max: 400 }), { maxLength: 20 })
    fc.assert(
      fc.property(wild, (days) => {
        const copies = days.map((day, index) => copy(index + 1, now + day * DAY_MS))
        expect(isBackupDue([...copies, copy(99, now)], now)).toBe(false)
      }),
    )
  })
})
