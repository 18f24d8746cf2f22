/** Chance that is the same for the same seed on every machine (mulberry32). */
export interface Chance {
  /** At least 0, below 1. */
  real(): number
  /** From `least` to `most`, both possible. */
  whole(least: number, most: number): number
  pick<T>(list: readonly T[]): T
  /** Each entry as often as its weight says. */
  weighted<T>(list: readonly (readonly [T, number])[]): T
  hex(digits: number): string
  digits(count: number): string
}

export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0
  const real = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const whole = (least: number, most: number): number => least + Math.floor(real() * (most - least + 1))
  const pick = <T>(list: readonly T[]): T => {
    const chosen = list[whole(0, list.length - 1)]
    if (chosen === undefined) throw new Error('nothing to pick from')
    return chosen
  }
  return {
    real,
    whole,
    pick,
    weighted: (list) => {
      let left = real() * list.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [entry, weight] of list) {
        left -= weight
        if (left < 0) return entry
      }
      return pick(list)[0]
    },
    hex: (digits) => Array.from({ length: digits }, () => whole(0, 15).toString(16)).join(''),
    digits: (count) => Array.from({ length: count }, () => String(whole(0, 9))).join(''),
  }
}
