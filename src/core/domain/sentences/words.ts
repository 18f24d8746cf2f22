/** The three sentences of a refusal in one language. */
export interface Words {
  readonly what: string
  readonly safe: string
  readonly next: string
}

export const say = (what: string, safe: string, next: string): Words => ({ what, safe, next })

/** A span of time as one rounded number and its unit: minutes below two hours, hours below two days, then days. */
export function roundSpan(seconds: number): {
  readonly count: number
  readonly unit: 'minute' | 'hour' | 'day'
} {
  const minutes = Math.max(1, Math.round(Math.abs(seconds) / 60))
  if (minutes < 120) return { count: minutes, unit: 'minute' }
  const hours = Math.round(minutes / 60)
  if (hours < 48) return { count: hours, unit: 'hour' }
  return { count: Math.round(hours / 24), unit: 'day' }
}

/** How long to wait, rounded up: seconds to two minutes, then minutes. Nobody counts 3600 seconds. */
export function waitSpan(ms: number): { readonly count: number; readonly unit: 'second' | 'minute' } {
  const seconds = Math.max(1, Math.ceil(ms / 1000))
  return seconds <= 120
    ? { count: seconds, unit: 'second' }
    : { count: Math.ceil(seconds / 60), unit: 'minute' }
}

/** English: `1 minute`, `2 minutes`. */
export const plural = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`
