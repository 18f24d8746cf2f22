import { SearchX, SlidersHorizontal } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { EmptyState, LoadingRows } from '../../ui/States.tsx'
import { useT } from '../desk-words.ts'
import { Problem } from '../Problem.tsx'
import { NothingFound } from './FindField.tsx'
import type { Rows } from './use-rows.ts'

/** A list to find something in: its name and tools, chips, the rows or why there are none, and one row beside them. */
export function FindFrame<Row>({
  title,
  tools,
  chips,
  rows,
  find,
  narrowed,
  empty,
  chosen,
  detail,
  children,
}: {
  title: string
  tools: ReactNode
  chips: ReactNode
  rows: Rows<Row>
  find: string
  narrowed: number
  /** While nothing was ever sold. */
  empty: ReactNode
  /** One row is open: on a narrow window it stands in place of the list. */
  chosen: boolean
  detail: ReactNode
  /** The rows; gets what stands below the last one. */
  children: (foot: ReactNode) => ReactNode
}) {
  return (
    <div className="relative flex h-full">
      <section
        className={cx(
          'flex h-full min-w-0 flex-1 flex-col gap-3 px-5 pt-4 pb-5',
          chosen && 'max-[820px]:invisible',
        )}
      >
        <header className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-2">
          <h1 className="m-0 mr-auto shrink-0 text-large font-bold [@media(max-height:500px)]:sr-only">
            {title}
          </h1>
          {/* all of them beside the name, or all of them below it */}
          <div className="flex min-w-0 grow flex-wrap justify-end gap-x-3 gap-y-2 max-[760px]:[&_button_kbd]:hidden">
            {tools}
          </div>
        </header>
        <div className="shrink-0">{chips}</div>
        <Body rows={rows} find={find} narrowed={narrowed} empty={empty}>
          {children}
        </Body>
      </section>
      <aside
        className={cx(
          'w-[38%] max-w-[560px] min-w-[360px] border-l border-line bg-card',
          chosen
            ? 'max-[820px]:absolute max-[820px]:inset-0 max-[820px]:w-full max-[820px]:max-w-none'
            : 'max-[820px]:hidden',
        )}
      >
        {detail}
      </aside>
    </div>
  )
}

/** Quick answers show no grey bars that would only flicker. */
const LATE_MS = 300

function Body<Row>({
  rows,
  find,
  narrowed,
  empty,
  children,
}: {
  rows: Rows<Row>
  find: string
  narrowed: number
  empty: ReactNode
  children: (foot: ReactNode) => ReactNode
}) {
  const t = useT()
  const retry = (
    <Button tone="accent" onClick={() => rows.retry()}>
      {t('common.retry')}
    </Button>
  )
  if (rows.count === null)
    return rows.trouble === null ? (
      <Late>
        <LoadingRows label={t('common.loading')} />
      </Late>
    ) : (
      <div className="mx-auto flex max-w-lg flex-col items-center gap-4 p-8">
        <Problem trouble={rows.trouble} />
        {retry}
      </div>
    )
  if (rows.count === 0 && rows.trouble === null)
    return rows.further === 'end' ? (
      <Nothing find={find} narrowed={narrowed} empty={empty} />
    ) : (
      <NotYet rows={rows} />
    )
  return (
    <>
      {rows.trouble !== null && (
        <div className="flex items-center gap-3">
          <div className="min-w-0 flex-1">
            <Problem trouble={rows.trouble} compact />
          </div>
          {retry}
        </div>
      )}
      {children(<Foot rows={rows} />)}
    </>
  )
}

function Late({ children }: { children: ReactNode }) {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), LATE_MS)
    return () => clearTimeout(timer)
  }, [])
  return late ? children : null
}

function Nothing({ find, narrowed, empty }: { find: string; narrowed: number; empty: ReactNode }) {
  const t = useT()
  if (find !== '' && narrowed === 0) return <NothingFound find={find} />
  if (narrowed === 0) return empty
  return (
    <EmptyState
      icon={<SlidersHorizontal size={40} aria-hidden="true" />}
      title={find === '' ? t('lists.nonePass') : t('lists.nothing', { find })}
    >
      {t('lists.nonePassAbout')}
    </EmptyState>
  )
}

/** Nothing in the part of the books that was looked through; there is more of them. */
function NotYet<Row>({ rows }: { rows: Rows<Row> }) {
  const t = useT()
  return (
    <EmptyState
      icon={<SearchX size={40} aria-hidden="true" />}
      title={t('lists.notYet')}
      action={
        <Button tone="accent" busy={rows.readingFurther} onClick={() => rows.readFurther()}>
          {t('lists.further')}
        </Button>
      }
    >
      {t('lists.notYetAbout')}
    </EmptyState>
  )
}

function Foot<Row>({ rows }: { rows: Rows<Row> }) {
  const t = useT()
  if (rows.further === 'by_itself') return null
  return (
    <div className="flex justify-center p-4 text-note text-second">
      {rows.further === 'end' ? (
        t('lists.end')
      ) : (
        <Button busy={rows.readingFurther} onClick={() => rows.readFurther()}>
          {t('lists.further')}
        </Button>
      )}
    </div>
  )
}
