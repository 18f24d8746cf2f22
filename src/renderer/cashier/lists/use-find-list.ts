import { useCallback, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import type { Result } from '../../../core/domain/result.ts'
import { keepPlace, placeOf, type ListPlace } from './list-place.ts'
import type { Page } from './ListFrame.tsx'
import { useRows, type Rows } from './use-rows.ts'
import type { ListHandle } from './VirtualList.tsx'

const ROW_HEIGHT = 60

export interface FindList<Fields, Row> {
  readonly find: string
  readonly fields: Fields
  readonly chosen: string | null
  readonly rows: Rows<Row>
  /** Pixels from the top where somebody was before. */
  readonly startAt: number
  readonly handle: { current: ListHandle | null }
  setFind(find: string): void
  setFields(fields: Fields): void
  /** Both at once, as a saved filter does. */
  set(find: string, fields: Fields): void
  choose(id: string | null): void
}

/** A list with what was typed, its filters, what is open of it, and its place for somebody who comes back. */
export function useFindList<Fields, Row>({
  list,
  view,
  none,
  keyOf,
  read,
}: {
  list: string
  view: CounterView
  none: Fields
  /** What is asked of the core for these fields, as a text. */
  keyOf: (fields: Fields) => string
  read: (
    asked: { find: string; fields: Fields },
    page: { cursor: string | null; limit: number },
  ) => Promise<Result<Page<Row>, Refusal>>
}): FindList<Fields, Row> {
  const person = `${view.mode} ${view.actor.id}`
  const [place] = useState(() => placeOf<Fields>(list, person))
  const [asked, setAsked] = useState({ find: place?.find ?? '', fields: place?.fields ?? none })
  const [chosen, setChosen] = useState(place?.chosen ?? null)
  const handle = useRef<ListHandle | null>(null)
  const key = JSON.stringify([list, person, asked.find, keyOf(asked.fields)])
  const back = place?.key === key && place.chain !== null ? place : null
  const rows = useRows<Row>({
    key,
    revision: view.revision,
    read: (page) => read(asked, page),
    place: back?.chain == null ? null : { chain: back.chain, first: Math.floor(back.scrollTop / ROW_HEIGHT) },
  })
  const now = useRef<ListPlace<Fields> | null>(null)
  now.current = {
    ...asked,
    ...{ chosen, key, chain: rows.chain, scrollTop: handle.current?.scrollTop ?? back?.scrollTop ?? 0 },
  }
  useEffect(
    () => () => {
      if (now.current !== null) keepPlace(list, person, now.current)
    },
    [list, person],
  )
  return {
    ...asked,
    ...{ chosen, rows, handle, startAt: back?.scrollTop ?? 0 },
    setFind: useCallback((find) => {
      setAsked((before) => (before.find === find ? before : { ...before, find }))
    }, []),
    setFields: (fields) => setAsked((before) => ({ ...before, fields })),
    set: (find, fields) => setAsked({ find, fields }),
    choose: setChosen,
  }
}

/** Closes the row that is open and goes on in the list. */
export function backToRows({ handle }: Pick<FindList<unknown, unknown>, 'handle'>, close: () => void): void {
  // on a narrow window the list takes the focus only once it is seen again
  flushSync(close)
  handle.current?.focus()
}
