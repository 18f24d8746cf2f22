import type { Language } from '../../core/domain/language.ts'
import { useLayoutEffect, useRef, useState, type RefObject } from 'react'
import type { DisplayLine } from '../../core/contract/views/display.ts'
import { formatAmount, type Amount, type Currency } from '../../core/domain/money.ts'
import { useT } from '../i18n/display.words.ts'
import { formatDiscount, formatQuantity, shownName } from './text.ts'
import { useRoom } from './use-room.ts'

export interface LinesProps {
  readonly lines: readonly DisplayLine[]
  readonly orderDiscount: Amount
  readonly currency: Currency
  readonly language: Language
  /** Which end is kept when not all fit: a growing cart keeps its newest, a finished one its first. */
  readonly keep: 'newest' | 'first'
}

export interface LineWindow {
  readonly from: number
  readonly to: number
  readonly hidden: number
}

/** Which lines fit into `rows` rows; when some do not, one row is spent on saying how many. */
export function fitLines(count: number, rows: number, keep: 'newest' | 'first'): LineWindow {
  if (count <= rows) return { from: 0, to: count, hidden: 0 }
  const shown = Math.max(0, rows - 1)
  return keep === 'first'
    ? { from: 0, to: shown, hidden: count - shown }
    : { from: count - shown, to: count, hidden: count - shown }
}

/** The lines of the sale, as many as fit: a customer's screen never scrolls. */
export function Lines({ lines, orderDiscount, currency, language, keep }: LinesProps) {
  const t = useT()
  const place = useRef<HTMLDivElement>(null)
  const rows = useRows(place) - (orderDiscount === 0 ? 0 : 1)
  const { from, to, hidden } = fitLines(lines.length, Math.max(0, rows), keep)
  const note = hidden > 0 && rows > 0 && (
    <li className="line line-note">
      {t(keep === 'first' ? 'moreItems' : 'earlierItems', { count: hidden })}
    </li>
  )
  return (
    <div className="lines-place" ref={place}>
      <div className="line line-probe" aria-hidden="true" />
      <ul className="lines" data-testid="display-lines">
        {keep === 'newest' && note}
        {lines.slice(from, to).map((line, index) => (
          <li
            className={keep === 'newest' && from + index === lines.length - 1 ? 'line line-newest' : 'line'}
            key={from + index}
          >
            <span className="line-name">
              {formatQuantity(line, language)} × <bdi>{shownName(line.name)}</bdi>
            </span>
            <span className="line-amount">{formatAmount(line.net, currency, language)}</span>
          </li>
        ))}
        {keep === 'first' && note}
        {orderDiscount !== 0 && rows >= 0 && (
          <li className="line">
            <span className="line-name">{t('discount')}</span>
            <span className="line-amount">{formatDiscount(orderDiscount, currency, language)}</span>
          </li>
        )}
      </ul>
    </div>
  )
}

/** Rows to plan with before the page is laid out. */
const FIRST_ROWS = 6

/** How many whole rows the place has, by the height the style sheet gives one. */
function useRows(place: RefObject<HTMLDivElement | null>): number {
  const room = useRoom(place)
  const [rows, setRows] = useState(FIRST_ROWS)
  useLayoutEffect(() => {
    const row = place.current?.querySelector('.line-probe')?.getBoundingClientRect().height ?? 0
    if (room !== null && row > 0) setRows(Math.floor(room.height / row))
  }, [place, room])
  return rows
}
