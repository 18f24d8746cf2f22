import { describe, expect, test } from 'vitest'
import { formatClock, formatCountdown, secondsLeft } from '../../src/renderer/ui/time.ts'

const DEVICE = Date.parse('2026-07-15T07:00:00.000Z')

describe('the countdown', () => {
  test('runs by the core’s clock, not by this device’s', () => {
    const until = '2026-07-15T07:15:00.000Z'
    expect(secondsLeft(until, 0, DEVICE)).toBe(900)
    // the device is two minutes behind
    expect(secondsLeft(until, 120_000, DEVICE)).toBe(780)
  })

  test('a part of a second still counts, and it ends at nought', () => {
    expect(secondsLeft('2026-07-15T07:00:00.001Z', 0, DEVICE)).toBe(1)
    expect(secondsLeft('2026-07-15T07:00:00.000Z', 0, DEVICE)).toBe(0)
    expect(secondsLeft('2026-07-15T06:00:00.000Z', 0, DEVICE)).toBe(0)
  })

  test('an unreadable end is over, never endless', () => {
    expect(secondsLeft('soon', 0, DEVICE)).toBe(0)
  })

  test.each([
    [852, '14:12'],
    [59, '00:59'],
    [3600, '1:00:00'],
    [0, '00:00'],
  ])('%i seconds are written %s', (seconds, text) => {
    expect(formatCountdown(seconds)).toBe(text)
  })

  test('times are written in the shop’s zone, with points in Indonesian', () => {
    const at = '2026-07-15T17:05:09.000Z'
    expect(formatClock(at, { utcOffsetMinutes: 420, language: 'id' })).toBe('00.05.09')
    expect(formatClock(at, { utcOffsetMinutes: 420, language: 'en' }, false)).toBe('00:05')
  })
})
