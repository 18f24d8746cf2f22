import type { Range } from '@tanstack/react-virtual'
import { useCallback, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode, Ref } from 'react'
import { cx } from '../../ui/cx.ts'
import { useVirtualRows } from '../../ui/virtual-rows.ts'
import type { Rows } from './use-rows.ts'

const ROW_HEIGHT = 60
const HEAD_HEIGHT = 42

export interface ListHandle {
  /** Puts the keyboard on the row that had it last. */
  focus(): void
  readonly scrollTop: number
}

interface Column<Row> {
  readonly name: string
  /** As in `grid-template-columns`. */
  readonly width: string
  readonly isAmount?: boolean
  readonly cell: (row: Row) => ReactNode
}

/**
 * Rows of any number, of which only those in sight are drawn. Arrows, PageUp, PageDown, Home and End go through them,
 * Enter opens one; one row at a time can be reached by Tab.
 */
export function VirtualList<Row>({
  ref,
  label,
  testId,
  rowTestId,
  rows,
  columns,
  idOf,
  chosen,
  onOpen,
  startAt,
  foot,
}: {
  ref: Ref<ListHandle>
  label: string
  testId: string
  rowTestId: string
  rows: Rows<Row>
  columns: readonly Column<Row>[]
  idOf: (row: Row) => string
  chosen: string | null
  onOpen: (row: Row) => void
  /** Pixels from the top, for somebody who comes back. */
  startAt: number
  foot: ReactNode
}) {
  const frame = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(Math.floor(startAt / ROW_HEIGHT))
  const [focusing, setFocusing] = useState(0)
  const count = rows.count ?? 0
  const at = Math.min(active, Math.max(0, count - 1))
  const virtual = useVirtualRows({
    count,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    initialOffset: startAt,
    overscan: 6,
    scrollPaddingStart: HEAD_HEIGHT,
    scrollMargin: HEAD_HEIGHT,
    // the row with the keyboard stays drawn, or the focus would be lost by scrolling
    rangeExtractor: useCallback((range: Range) => withRow(range, at), [at]),
  })
  const { startIndex = 0, endIndex = 0 } = virtual.range ?? {}
  const { see } = rows
  useEffect(() => see(startIndex, endIndex), [see, startIndex, endIndex])
  // another search begins at its first row
  const { isOld } = rows
  useEffect(() => {
    if (!isOld) return
    setActive(0)
    frame.current?.scrollTo({ top: 0 })
  }, [isOld])
  useLayoutEffect(() => {
    if (focusing > 0)
      frame.current?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus({ preventScroll: true })
  }, [focusing])
  useImperativeHandle(ref, () => ({
    focus: () => setFocusing((before) => before + 1),
    get scrollTop() {
      return frame.current?.scrollTop ?? 0
    },
  }))

  const press = (event: KeyboardEvent): void => {
    const perPage = Math.max(
      1,
      Math.floor(((frame.current?.clientHeight ?? 0) - HEAD_HEIGHT) / ROW_HEIGHT) - 1,
    )
    const next = nextRow(event.key, at, perPage, count)
    if (next === null) return
    event.preventDefault()
    setActive(next)
    virtual.scrollToIndex(next)
    setFocusing((before) => before + 1)
  }
  const template = { gridTemplateColumns: columns.map(({ width }) => width).join(' ') }
  return (
    <div
      ref={frame}
      className={cx(
        'calm-scroll min-h-0 flex-1 rounded-card border border-line bg-card',
        rows.isOld && 'opacity-60',
      )}
    >
      <div
        role="grid"
        aria-label={label}
        aria-rowcount={count + 1}
        aria-busy={rows.isOld}
        data-testid={testId}
        onKeyDown={press}
      >
        <div
          role="row"
          aria-rowindex={1}
          style={template}
          className="sticky top-0 z-1 grid h-[42px] items-center border-b border-line bg-card"
        >
          {columns.map(({ name, isAmount }) => (
            <span
              key={name}
              role="columnheader"
              className={cx(
                'px-2 first:pl-4 last:pr-4 text-small font-semibold text-second',
                isAmount && 'text-right',
              )}
            >
              {name}
            </span>
          ))}
        </div>
        <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows.row(index)
            const isChosen = row !== undefined && idOf(row) === chosen
            return (
              // clicked as a whole; the keyboard's Enter comes through the same door
              <div
                key={index}
                role="row"
                aria-rowindex={index + 2}
                aria-selected={isChosen}
                tabIndex={index === at ? 0 : -1}
                data-testid={row === undefined ? undefined : rowTestId}
                onClick={() => {
                  setActive(index)
                  if (row !== undefined) onOpen(row)
                }}
                onKeyDown={(event) => {
                  if (event.key === 'Enter' && row !== undefined) onOpen(row)
                }}
                className={cx(
                  'absolute inset-x-0 grid h-[60px] cursor-pointer items-center border-b border-line text-base -outline-offset-3',
                  isChosen ? 'bg-nila-wash' : 'hover:bg-ink/3',
                )}
                style={{ ...template, transform: `translateY(${start - HEAD_HEIGHT}px)` }}
              >
                {columns.map(({ name, isAmount, cell }) => (
                  <div
                    key={name}
                    role="gridcell"
                    className={cx('min-w-0 px-2 first:pl-4 last:pr-4', isAmount && 'figures')}
                  >
                    {row === undefined ? (
                      <div className="h-3.5 w-2/3 animate-wait rounded-cap bg-ink/8" />
                    ) : (
                      cell(row)
                    )}
                  </div>
                ))}
              </div>
            )
          })}
        </div>
      </div>
      {foot}
    </div>
  )
}

/** Where a key leads; null for keys that mean nothing here. */
export function nextRow(key: string, at: number, perPage: number, count: number): number | null {
  const last = Math.max(0, count - 1)
  const within = (row: number): number => Math.min(last, Math.max(0, row))
  switch (key) {
    case 'ArrowDown':
      return within(at + 1)
    case 'ArrowUp':
      return within(at - 1)
    case 'PageDown':
      return within(at + perPage)
    case 'PageUp':
      return within(at - perPage)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}

function withRow({ startIndex, endIndex, overscan, count }: Range, row: number): number[] {
  const from = Math.max(0, startIndex - overscan)
  const to = Math.min(count - 1, endIndex + overscan)
  const seen = Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index)
  if (row >= count || (row >= from && row <= to)) return seen
  return row < from ? [row, ...seen] : [...seen, row]
}
