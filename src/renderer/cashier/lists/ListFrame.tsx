import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { SearchX, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../../ui/Button.tsx'
import { EmptyState, LoadingRows } from '../../ui/States.tsx'
import { Refused } from '../client.ts'
import { Problem } from '../Problem.tsx'
import { useT } from '../words.ts'

export interface Page<Row> {
  readonly rows: readonly Row[]
  readonly nextCursor: string | null
}

interface Pages<Row> {
  readonly pages: readonly Page<Row>[]
}

/** A list page: its name, its rows or why there are none, and the way to more. */
export function ListFrame<Row>({
  title,
  about,
  tools,
  query,
  empty,
  filters,
  children,
}: {
  title: string
  about?: string
  /** Between the name and the rows. */
  filters?: ReactNode
  /** Stands beside the name, e.g. a field to find something by. */
  tools?: ReactNode
  query: UseInfiniteQueryResult<Pages<Row>>
  empty: ReactNode
  children: (rows: readonly Row[]) => ReactNode
}) {
  return (
    <section className="flex h-full min-w-0 flex-1 flex-col">
      <header className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 px-6 pt-5 pb-3">
        <div className="min-w-0 flex-1 basis-72">
          <h1 className="m-0 text-large font-bold">{title}</h1>
          {about !== undefined && <p className="m-0 text-base text-second">{about}</p>}
        </div>
        {tools}
      </header>
      {filters !== undefined && <div className="shrink-0 px-6 pb-3">{filters}</div>}
      {/* reachable by keyboard, since a list without buttons could not be scrolled otherwise */}
      <div
        role="region"
        aria-label={title}
        tabIndex={0}
        className="calm-scroll min-h-0 flex-1 px-6 pb-6 -outline-offset-3"
      >
        <div className="flex min-h-full flex-col overflow-hidden rounded-card border border-line bg-card">
          <Body query={query} empty={empty}>
            {children}
          </Body>
        </div>
      </div>
    </section>
  )
}

function Body<Row>({
  query,
  empty,
  children,
}: {
  query: UseInfiniteQueryResult<Pages<Row>>
  empty: ReactNode
  children: (rows: readonly Row[]) => ReactNode
}) {
  const t = useT()
  if (query.isPending) return <LoadingRows label={t('common.loading')} />
  if (query.data === undefined) return <Failed query={query} />
  const rows = query.data.pages.flatMap((page) => page.rows)
  if (rows.length === 0) return query.hasNextPage ? <NotYet query={query} /> : empty
  return (
    <>
      {query.error instanceof Refused && <Problem trouble={query.error.trouble} compact />}
      {children(rows)}
      <div className="flex justify-center p-4">
        {query.hasNextPage ? (
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('common.more')}
          </Button>
        ) : (
          <span className="text-note text-second">{t('lists.end')}</span>
        )}
      </div>
    </>
  )
}

/** Nothing in the part of the books that was looked through; there is more of them. */
function NotYet<Row>({ query }: { query: UseInfiniteQueryResult<Pages<Row>> }) {
  const t = useT()
  return (
    <EmptyState
      icon={<SearchX size={40} aria-hidden="true" />}
      title={t('lists.notYet')}
      action={
        <Button tone="accent" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('lists.further')}
        </Button>
      }
    >
      {t('lists.notYetAbout')}
    </EmptyState>
  )
}

function Failed<Row>({ query }: { query: UseInfiniteQueryResult<Pages<Row>> }) {
  const t = useT()
  const retry = (
    <Button tone="accent" onClick={() => void query.refetch()}>
      {t('common.retry')}
    </Button>
  )
  if (!(query.error instanceof Refused)) {
    return (
      <EmptyState
        icon={<TriangleAlert size={40} aria-hidden="true" />}
        title={t('lost.what')}
        action={retry}
      />
    )
  }
  return (
    <div className="mx-auto flex max-w-lg flex-col items-center gap-4 p-8">
      <Problem trouble={query.error.trouble} />
      {retry}
    </div>
  )
}

export const HEAD = 'px-5 py-3 text-left text-small font-semibold text-second'
export const CELL = 'px-5 py-3'
