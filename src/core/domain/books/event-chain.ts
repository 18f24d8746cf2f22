/** An event as it stands in the books. */
export interface ChainRow {
  /** Its place, counted from 1 without a gap. */
  readonly seq: number
  readonly id: string
  readonly terminalId: string
  readonly at: string
  readonly kind: string
  readonly saleId: string | null
  readonly tenderId: string | null
  /** The JSON text as stored; it holds no line break. */
  readonly facts: string
  /** Who did it; null is the till by itself. */
  readonly actor: string | null
  /** The hash of the event before it; empty for the first. */
  readonly previous: string
  readonly hash: string
}

/** How far the chain goes, kept outside of the events themselves: without it a cut-off end would look complete. */
export interface ChainHead {
  readonly seq: number
  readonly hash: string
}

export const EMPTY_CHAIN: ChainHead = { seq: 0, hash: '' }

export interface ChainFault {
  /** The event that is not what it was, or that is missing. */
  readonly seq: number
  readonly fault: 'changed' | 'removed' | 'reordered'
}

/** What an event's hash is made of. Rows from before people could sign in have no actor, and hash as they did then. */
export const eventText = (row: Omit<ChainRow, 'seq' | 'hash'>): string =>
  [
    ...[row.previous, row.id, row.terminalId, row.at, row.kind],
    ...[row.saleId ?? '', row.tenderId ?? '', row.facts],
    ...(row.actor === null ? [] : [row.actor]),
  ].join('\n')

/** The chain as one line of text, `seq:hash`, as it is kept and as a person may note it down. */
export const headText = ({ seq, hash }: ChainHead): string => `${seq}:${hash}`

export function readHead(text: string): ChainHead | null {
  const found = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text)
  return found === null ? null : { seq: Number(found[1]), hash: found[2] ?? '' }
}

/**
 * Whether a row is the one that was written after `before`. `computed` is the hash of its text as it stands now;
 * `isWritten` tells whether any event has a given hash, which is how a moved row is told from a missing one.
 */
export function rowFault(
  row: ChainRow,
  before: ChainHead,
  computed: string,
  isWritten: (hash: string) => boolean,
): ChainFault | null {
  if (computed !== row.hash) return { seq: row.seq, fault: 'changed' }
  const isNext = row.seq === before.seq + 1
  if (isNext && row.previous === before.hash) return null
  if (isWritten(row.previous)) return { seq: before.seq + 1, fault: 'reordered' }
  if (!isNext || before.seq === 0) return { seq: before.seq + 1, fault: 'removed' }
  // nothing is missing between the two, so the row before was written anew together with its hash
  return { seq: before.seq, fault: 'changed' }
}

/** Whether the last row is the last that was written; `kept` is the head that stands outside, null when it is gone. */
export function endFault(last: ChainHead, kept: ChainHead | null): ChainFault | null {
  if (kept === null) return last.seq === 0 ? null : { seq: last.seq + 1, fault: 'removed' }
  if (kept.seq > last.seq) return { seq: last.seq + 1, fault: 'removed' }
  if (kept.seq < last.seq) return { seq: kept.seq + 1, fault: 'changed' }
  return kept.hash === last.hash ? null : { seq: last.seq, fault: 'changed' }
}
