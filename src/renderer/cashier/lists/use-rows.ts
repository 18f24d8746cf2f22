import { useCallback, useEffect, useRef, useState } from 'react'
import type { Refusal } from '../../../core/domain/refusals.ts'
import type { Result } from '../../../core/domain/result.ts'
import type { Trouble } from '../../ui/RefusalPanel.tsx'
import { Refused, valueOf } from '../client.ts'
import type { Page } from './ListFrame.tsx'
import {
  extended,
  firstOf,
  LIMIT,
  nearest,
  pageOfRow,
  pagesFor,
  readsOn,
  recounted,
  rowCount,
  startOf,
  type PageChain,
} from './page-chain.ts'

interface Read<Row> {
  readonly rows: readonly Row[]
  readonly revision: number
}

interface State<Row> {
  readonly key: string
  /** Of the books, when the first page was read. */
  readonly revision: number
  readonly chain: PageChain
  readonly pages: ReadonlyMap<number, Read<Row>>
}

export interface Rows<Row> {
  /** Null until the first page is there. */
  readonly count: number | null
  /** Undefined while its page is being read. */
  row(index: number): Row | undefined
  /** What is shown belongs to what was asked before; the answer is on its way. */
  readonly isOld: boolean
  readonly trouble: Trouble | null
  readonly further: 'end' | 'by_itself' | 'when_asked'
  readonly readingFurther: boolean
  readFurther(): void
  retry(): void
  /** Tells which rows are seen. */
  see(first: number, last: number): void
  /** For somebody who comes back to the same list. */
  readonly chain: PageChain | null
}

/**
 * The rows of a list that may be a million long. Pages are read as they come into sight and let go again; only where
 * they begin is kept. At the top the list follows every change of the books; further down only what is seen is read again,
 * so that nothing moves under the reader's eyes.
 */
export function useRows<Row>({
  key,
  revision,
  read,
  place,
}: {
  /** Everything the list depends on except its pages. */
  readonly key: string
  /** Of the books: another one means that something may have changed. */
  readonly revision: number
  readonly read: (page: { cursor: string | null; limit: number }) => Promise<Result<Page<Row>, Refusal>>
  /** Where somebody was in this list before. */
  readonly place: { readonly chain: PageChain; readonly first: number } | null
}): Rows<Row> {
  const [state, setState] = useState<State<Row> | null>(() =>
    place === null ? null : { key, revision: -1, chain: place.chain, pages: new Map() },
  )
  const [seen, setSeen] = useState({ first: place?.first ?? 0, last: place?.first ?? 0 })
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [attempt, setAttempt] = useState(0)
  const [readingFurther, setReadingFurther] = useState(false)
  const reading = useRef(new Set<string>())
  const current = useRef({ read, state, revision })
  current.current = { read, state, revision }
  const isTop = seen.first < LIMIT
  // further down nothing begins again by itself
  const followed = isTop ? revision : null

  useEffect(() => {
    const { state: now } = current.current
    if (now?.key === key && (followed === null || now.revision === followed) && attempt === 0)
      return undefined
    const { revision: read } = current.current
    let wanted = true
    void pageOr(current.current.read, null).then((page) => {
      if (!wanted) return
      if ('type' in page) return setTrouble(page)
      setTrouble(null)
      setAttempt(0)
      setState({
        ...{ key, revision: read },
        chain: firstOf(page.rows.length, page.nextCursor),
        pages: new Map([[0, { rows: page.rows, revision: read }]]),
      })
    })
    return () => {
      wanted = false
    }
  }, [key, followed, attempt])

  const take = useCallback(
    async (page: number, cursor: string | null): Promise<void> => {
      const name = `${key} ${page} ${cursor} ${revision}`
      if (reading.current.has(name)) return
      reading.current.add(name)
      const answer = await pageOr(current.current.read, cursor)
      reading.current.delete(name)
      if ('type' in answer) return setTrouble(answer)
      setTrouble(null)
      setState((before) => {
        if (before === null || before.key !== key) return before
        const { chain } = before
        const isNew = page === chain.starts.length
        // the list began again meanwhile
        if (cursor !== (isNew ? chain.next : chain.starts[page])) return before
        const { rows } = answer
        return {
          ...before,
          chain: isNew
            ? extended(chain, rows.length, answer.nextCursor)
            : recounted(chain, page, rows.length),
          pages: nearest(new Map([...before.pages, [page, { rows, revision }]]), page),
        }
      })
    },
    [key, revision],
  )

  useEffect(() => {
    if (state === null || state.key !== key || trouble !== null) return
    const { chain, pages } = state
    for (const page of pagesFor(chain, seen.first, seen.last)) {
      const isNew = page === chain.starts.length
      const have = pages.get(page)
      // the first page is read again by beginning again, or what stands below it would be there twice
      const isDue = have === undefined || (page > 0 && have.revision !== revision)
      if (isDue) void take(page, isNew ? chain.next : (chain.starts[page] ?? null))
    }
  }, [state, key, seen, revision, trouble, take])

  const chain = state?.chain ?? null
  return {
    count: chain === null ? null : rowCount(chain),
    row: (index) => {
      if (state === null) return undefined
      const page = pageOfRow(state.chain, index)
      return state.pages.get(page)?.rows[index - startOf(state.chain, page)]
    },
    isOld: state !== null && state.key !== key,
    trouble,
    further: chain === null || chain.next === null ? 'end' : readsOn(chain) ? 'by_itself' : 'when_asked',
    readingFurther,
    readFurther: () => {
      if (chain === null || chain.next === null) return
      setReadingFurther(true)
      void take(chain.starts.length, chain.next).finally(() => setReadingFurther(false))
    },
    retry: () => {
      setTrouble(null)
      // what is seen further down is read again where it stands
      if (state?.key !== key || isTop) setAttempt((before) => before + 1)
    },
    see: useCallback((first: number, last: number) => {
      setSeen((before) => (before.first === first && before.last === last ? before : { first, last }))
    }, []),
    chain: state?.key === key ? chain : null,
  }
}

async function pageOr<Row>(
  read: (page: { cursor: string | null; limit: number }) => Promise<Result<Page<Row>, Refusal>>,
  cursor: string | null,
): Promise<Page<Row> | Trouble> {
  try {
    return await valueOf(read({ cursor, limit: LIMIT }))
  } catch (fault) {
    if (fault instanceof Refused) return fault.trouble
    throw fault
  }
}
