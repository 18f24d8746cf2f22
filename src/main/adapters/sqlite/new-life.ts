import { FORMER_TERMINALS, RENEWAL, type Renewal } from '../../../core/ports/backups.ts'
import type { Handle } from './open.ts'

/** What books tell about terminals and numbers that were used and must not be used for something else. */
export interface PastLife {
  readonly terminalIds: readonly string[]
  readonly counters: readonly { readonly name: string; readonly value: number }[]
}

export interface NewLife {
  readonly terminalId: string
  readonly formerTerminals: readonly string[]
  /** Where counters that are not of one day's sales go on. */
  readonly counters: PastLife['counters']
  readonly renewal: Omit<Renewal, 'terminalBefore'>
}

/** What the books of the lost time may have counted on, where they cannot be read any more. */
const UNREADABLE_GAP = 100
/** No till sells this often in a day, so the next block of numbers is one that nobody has used. */
const NUMBER_BLOCK = 10_000
const DAY_MS = 86_400_000

export interface KnownPast {
  /** The books that leave; null when they cannot be read. */
  readonly leaving: PastLife | null
  readonly copies: readonly PastLife[]
  /** How often books of this mode were replaced since: each may have used a block of numbers that is lost by now. */
  readonly replacedSince: number
}

/** Plans the new life of books that know nothing after `madeAt`. */
export function planNewLife(
  known: Pick<Renewal, 'reason' | 'from' | 'madeAt' | 'at' | 'by'> & { readonly terminalId: string },
  { leaving, copies, replacedSince }: KnownPast,
): NewLife {
  const { terminalId, ...renewal } = known
  const pasts = leaving === null ? copies : [leaving, ...copies]
  const counters = pasts.flatMap((past) => past.counters)
  const since = new Date(Date.parse(known.madeAt) - DAY_MS).toISOString().slice(0, 10)
  const sold = counters.filter(({ name }) => isSaleCounter(name) && name.slice(-10) >= since)
  const block = Math.max(Math.floor(highest(sold) / NUMBER_BLOCK), replacedSince) + 1
  const others = [...new Set(counters.map(({ name }) => name))].filter((name) => !isSaleCounter(name))
  const gap = leaving === null ? UNREADABLE_GAP : 0
  return {
    terminalId,
    formerTerminals: [...new Set(pasts.flatMap((past) => past.terminalIds))],
    counters: others.map((name) => ({
      name,
      value: gap + highest(counters.filter((each) => each.name === name)),
    })),
    renewal: { ...renewal, numbersAbove: block * NUMBER_BLOCK },
  }
}

/** `sale:<till code>:<business day>` counts the sales of one day. */
const isSaleCounter = (name: string): boolean => name.startsWith('sale:')

const highest = (counters: PastLife['counters']): number => Math.max(0, ...counters.map(({ value }) => value))

/** Every version of the books has had these two tables. */
export function readPast(handle: Handle): PastLife {
  const { terminalId, former } = terminalsOf(handle)
  const counters = handle
    .prepare<[], { name: string; value: number }>('SELECT name, value FROM counters')
    .all()
  return { terminalIds: [terminalId, ...former], counters }
}

/** The last moment the books know of. */
export const lastMomentIn = (handle: Handle): string | null =>
  handle.prepare<[], string>('SELECT at FROM events ORDER BY seq DESC LIMIT 1').pluck().get() ?? null

/** Writes the new life into books that nobody has open: another terminal, which remembers who it was. */
export function beginNewLife(handle: Handle, life: NewLife): void {
  const put = handle.prepare(
    'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  )
  handle.transaction(() => {
    const { terminalId, former } = terminalsOf(handle)
    const renewal: Renewal = { ...life.renewal, terminalBefore: terminalId }
    put.run('terminal_id', life.terminalId)
    put.run(FORMER_TERMINALS, JSON.stringify([...new Set([terminalId, ...former, ...life.formerTerminals])]))
    put.run(RENEWAL, JSON.stringify(renewal))
    const raise = handle.prepare(
      `INSERT INTO counters (name, value) VALUES (@name, @value)
       ON CONFLICT (name) DO UPDATE SET value = max(value, excluded.value)`,
    )
    for (const counter of life.counters) raise.run(counter)
  })()
}

function terminalsOf(handle: Handle): { readonly terminalId: string; readonly former: readonly string[] } {
  const value = handle.prepare<[string], string>('SELECT value FROM meta WHERE name = ?').pluck()
  return {
    terminalId: value.get('terminal_id') ?? '',
    former: JSON.parse(value.get(FORMER_TERMINALS) ?? '[]') as string[],
  }
}
