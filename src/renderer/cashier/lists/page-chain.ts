/** So many rows are read at a time. */
export const LIMIT = 50
/** So many pages are kept; the others are read again when somebody scrolls back to them. */
const MOST_PAGES = 12
/** Rows from the end at which more are read. */
const AHEAD = 25
/** What a browser can still lay out in one list; whoever looks for something older narrows it. */
export const MOST_ROWS = 400_000

/** Where each page begins, and which row of the list comes after it: all that is kept of pages that went out of sight. */
export interface PageChain {
  readonly starts: readonly (string | null)[]
  readonly ends: readonly number[]
  /** Where the next page begins; null at the end of the books. */
  readonly next: string | null
}

export const rowCount = ({ ends }: PageChain): number => ends.at(-1) ?? 0

/** A chain of nothing but the first page. */
export const firstOf = (count: number, next: string | null): PageChain => ({
  ...{ starts: [null], ends: [count], next },
})

export const extended = (chain: PageChain, count: number, next: string | null): PageChain => ({
  starts: [...chain.starts, chain.next],
  ends: [...chain.ends, rowCount(chain) + count],
  next,
})

/** A page was read again and has another number of rows: what comes after it moves. */
export function recounted(chain: PageChain, page: number, count: number): PageChain {
  const change = startOf(chain, page) + count - (chain.ends[page] ?? 0)
  if (change === 0) return chain
  return { ...chain, ends: chain.ends.map((end, index) => (index < page ? end : end + change)) }
}

/** The first row of a page. */
export const startOf = ({ ends }: PageChain, page: number): number => (page === 0 ? 0 : (ends[page - 1] ?? 0))

/** The page a row stands on. */
export function pageOfRow({ ends }: PageChain, row: number): number {
  let least = 0
  let most = ends.length - 1
  while (least < most) {
    const middle = (least + most) >> 1
    if ((ends[middle] ?? 0) > row) most = middle
    else least = middle + 1
  }
  return least
}

/**
 * Whether a further page comes by itself. One that came short says that hardly anything passes the filter: reading on
 * through all books then takes a person who asks for it.
 */
export function readsOn(chain: PageChain): boolean {
  const last = chain.ends.length - 1
  return chain.next !== null && rowCount(chain) - startOf(chain, last) >= LIMIT && rowCount(chain) < MOST_ROWS
}

/** The pages that rows `first` to `last` take; the one after the chain's last is a page that was never read. */
export function pagesFor(chain: PageChain, first: number, last: number): readonly number[] {
  if (chain.starts.length === 0) return []
  const from = pageOfRow(chain, first)
  const to = Math.max(from, pageOfRow(chain, last))
  const pages = Array.from({ length: to - from + 1 }, (_, index) => from + index)
  return readsOn(chain) && last >= rowCount(chain) - AHEAD ? [...pages, chain.starts.length] : pages
}

/** Lets go of the pages that are furthest from what is seen. */
export function nearest<T>(pages: ReadonlyMap<number, T>, seen: number): ReadonlyMap<number, T> {
  if (pages.size <= MOST_PAGES) return pages
  const kept = [...pages].toSorted(([a], [b]) => Math.abs(a - seen) - Math.abs(b - seen))
  return new Map(kept.slice(0, MOST_PAGES))
}
