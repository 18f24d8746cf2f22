/**
 * Which copies of the books are kept. Copies are put in order by their number, which only grows, and never by their time:
 * a clock that was wrong for a day must not make old copies look new, or good ones look old.
 */
export interface BackupCopy {
  readonly name: string
  /** Counts up with every copy of one mode's books. */
  readonly number: number
  /** When it was made, by the clock of that moment (UTC). */
  readonly at: string
  readonly bytes: number
  readonly why: BackupReason
  /** The shape of the books in it. */
  readonly version: number
}

/** Once a day, on request, before the books get a new shape, or because their file was taken away. */
export type BackupReason = 'daily' | 'by_hand' | 'update' | 'rescue'

export interface Shelf {
  /** What all copies together may take. */
  readonly budgetBytes: number
  /** The shop's offset from UTC, because a day is the shop's day. */
  readonly utcOffsetMinutes: number
}

const DAYS = 7
const WEEKS = 4
const UPDATES = 2
/** Kept whatever the disk says: one copy alone may turn out to be the bad one. */
const LEAST = 2

/** Copies may take this part of the disk. */
export const SHARE_OF_DISK = 0.2

const DAY_MS = 86_400_000
/** A copy that is dated this little ahead is still one of today: clocks are set right by seconds all the time. */
const AHEAD_MS = 3_600_000

/** Is a daily copy due? Copies dated in the future say nothing about today, so a clock set back cannot starve it. */
export function isBackupDue(copies: readonly BackupCopy[], nowMs: number): boolean {
  return !copies.some(({ at }) => {
    const age = nowMs - Date.parse(at)
    return age < DAY_MS && age > -AHEAD_MS
  })
}

/**
 * The copies that may go, oldest first: all but the newest of each of the last seven days and of each of the four weeks
 * before those, and the two newest made before an update. Days and weeks are counted by the copies there are, not by the
 * calendar, so a shop that was closed for a month still has its copies. More go when they take too much of the disk, but
 * never the two newest.
 */
export function copiesToDrop(copies: readonly BackupCopy[], shelf: Shelf): readonly BackupCopy[] {
  const newestFirst = copies.toSorted((a, b) => b.number - a.number)
  const kept = withinBudget(byCalendar(newestFirst, shelf.utcOffsetMinutes), shelf.budgetBytes)
  return newestFirst.filter((copy) => !kept.includes(copy)).toReversed()
}

/** In the order in which they are worth keeping: when room runs out, the last ones go first. */
function byCalendar(newestFirst: readonly BackupCopy[], utcOffsetMinutes: number): readonly BackupCopy[] {
  const newest = newestFirst.slice(0, LEAST)
  const regular = newestFirst.filter((copy) => copy.why !== 'update')
  const days = newestOfEach(regular, (copy) => dayOf(copy, utcOffsetMinutes)).slice(0, DAYS)
  const daysWeeks = new Set(days.map((copy) => weekOf(copy, utcOffsetMinutes)))
  const weeks = newestOfEach(regular, (copy) => weekOf(copy, utcOffsetMinutes))
    .filter((copy) => !daysWeeks.has(weekOf(copy, utcOffsetMinutes)))
    .slice(0, WEEKS)
  const updates = newestFirst.filter((copy) => copy.why === 'update').slice(0, UPDATES)
  return [...new Set([...newest, ...days, ...updates, ...weeks])]
}

function newestOfEach(
  newestFirst: readonly BackupCopy[],
  labelOf: (copy: BackupCopy) => number,
): readonly BackupCopy[] {
  const seen = new Set<number>()
  return newestFirst.filter((copy) => {
    const label = labelOf(copy)
    if (seen.has(label)) return false
    seen.add(label)
    return true
  })
}

/** As many as fit, and the first two in any case. */
function withinBudget(worthiestFirst: readonly BackupCopy[], budgetBytes: number): readonly BackupCopy[] {
  let total = 0
  const over = worthiestFirst.findIndex((copy, place) => {
    total += copy.bytes
    return place >= LEAST && total > budgetBytes
  })
  return over === -1 ? worthiestFirst : worthiestFirst.slice(0, over)
}

const dayOf = ({ at }: BackupCopy, utcOffsetMinutes: number): number =>
  Math.floor((Date.parse(at) + utcOffsetMinutes * 60_000) / DAY_MS)

/** Weeks begin on Monday; day 0 of the count, 1 January 1970, was a Thursday. */
const weekOf = (copy: BackupCopy, utcOffsetMinutes: number): number =>
  Math.floor((dayOf(copy, utcOffsetMinutes) + 3) / 7)
