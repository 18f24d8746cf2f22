import type { Mode } from './options.ts'

export interface RateVerdict {
  readonly isAllowed: boolean
  readonly headers: Readonly<Record<string, string>>
  readonly retryAfterSec: number
}

/** Counts signed calls per second and workspace mode; reads and writes have their own limit, test and live too. */
export function rateLimiter(limits: { readonly reads: number; readonly writes: number }) {
  const windows = new Map<string, { second: number; count: number }>()
  return function judge(mode: Mode, isRead: boolean, now: number): RateVerdict {
    const limit = isRead ? limits.reads : limits.writes
    const name = `${mode} ${isRead}`
    const second = Math.floor(now / 1000)
    const known = windows.get(name)
    const window = known?.second === second ? known : { second, count: 0 }
    window.count += 1
    windows.set(name, window)
    return {
      isAllowed: window.count <= limit,
      retryAfterSec: 1,
      headers: {
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(Math.max(0, limit - window.count)),
        'x-ratelimit-reset': String(second + 1),
      },
    }
  }
}
