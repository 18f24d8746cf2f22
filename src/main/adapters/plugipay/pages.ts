import { z } from 'zod'

/**
 * The pages and the SDK sources name the filters and the order of a list differently. The sources' names are sent, and
 * what comes is filtered and sorted here as if they had not been understood.
 */
export interface ArrangedPage {
  /** Oldest first, without what is too old. */
  readonly rows: readonly unknown[]
  /** The page runs newest first and has reached what is too old: nothing of use follows. */
  readonly isPast: boolean
}

/** Rows whose time cannot be read stay, in their place; then nothing is sorted. */
export function arrangePage(
  rows: readonly unknown[],
  timeName: 'createdAt' | 'occurredAt' | 'issuedAt' | 'postedAt',
  after: string | null,
): ArrangedPage {
  const asked = after === null ? Number.NaN : Date.parse(after)
  const afterMs = Number.isNaN(asked) ? Number.NEGATIVE_INFINITY : asked
  const timed = rows.map((row) => ({ row, ms: timeOf(row, timeName) }))
  const kept = timed.filter(({ ms }) => ms === null || ms >= afterMs)
  const [first, last] = [timed[0]?.ms ?? null, timed.at(-1)?.ms ?? null]
  const isNewestFirst = first !== null && last !== null && first > last
  const isTimed = kept.every(({ ms }) => ms !== null)
  // turned first, so that what happened in the same millisecond comes in order too
  const turned = isNewestFirst ? kept.toReversed() : kept
  const sorted = isTimed ? turned.toSorted((a, b) => (a.ms ?? 0) - (b.ms ?? 0)) : kept
  return { rows: sorted.map(({ row }) => row), isPast: isNewestFirst && last < afterMs }
}

const timesSchema = z.object({
  createdAt: z.unknown().optional(),
  occurredAt: z.unknown().optional(),
  issuedAt: z.unknown().optional(),
  postedAt: z.unknown().optional(),
})

/** An event of the API pages has only its `createdAt`. */
function timeOf(row: unknown, name: keyof z.infer<typeof timesSchema>): number | null {
  const parsed = timesSchema.safeParse(row)
  const text = parsed.success ? (parsed.data[name] ?? parsed.data.createdAt) : null
  const ms = typeof text === 'string' ? Date.parse(text) : Number.NaN
  return Number.isFinite(ms) ? ms : null
}

const MAX_PAGES = 1000

/**
 * Ends a walk over pages that leads in a circle, or on and on: gives back the next cursor, or null. Asking for the same
 * page twice (after a crash, say) is no circle. One guard per list; a walk starts with a null cursor.
 */
export function createLoopGuard(): (cursor: string | null, next: string | null) => string | null {
  const nextOf = new Map<string | null, string>()
  return (cursor, next) => {
    if (cursor === null) nextOf.clear()
    if (next === null || nextOf.size >= MAX_PAGES) return null
    let at: string | undefined = next
    while (at !== undefined && at !== cursor) at = nextOf.get(at)
    if (at !== undefined) return null
    nextOf.set(cursor, next)
    return next
  }
}
