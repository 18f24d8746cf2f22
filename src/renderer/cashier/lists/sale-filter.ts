import { wantedBy, type SaleFilter, type SessionFilter } from '../../../core/domain/finding.ts'
import { amountOf, isAmount, type Amount } from '../../../core/domain/money.ts'
import type { Period, RangeFields, SaleFields, SessionFields } from '../../../core/domain/saved-filters.ts'
import { startOfDay } from './audit.ts'

const NO_RANGE: RangeFields = { period: '', fromDay: '', toDay: '', least: '', most: '' }
export const NO_FILTER: SaleFields = {
  ...NO_RANGE,
  ...{ phase: '', kind: '', cashier: '', attention: false, refunded: false, voided: false },
}
export const NO_SESSION_FIELDS: SessionFields = { ...NO_RANGE, status: '', foreign: false }

/** How many of the fields narrow the list; days are one. */
export const narrowedBy = ({ fromDay, toDay, period, ...fields }: SaleFields | SessionFields): number =>
  Object.values(fields).filter((value) => value !== '' && value !== false).length +
  (period === 'days' ? (fromDay === '' && toDay === '' ? 0 : 1) : period === '' ? 0 : 1)

interface Shop {
  readonly utcOffsetMinutes: number
  readonly decimals: number
  /** Milliseconds since 1970, by the core's clock. */
  readonly now: number
}

interface Range {
  readonly from: string | null
  readonly to: string | null
  readonly least: Amount | null
  readonly most: Amount | null
}

type WithAmounts<Filter> = Omit<Filter, keyof Range> & Range

/** What the core is asked: days become UTC times with the last one whole, and amounts the shop's smallest units. */
export function filterOf(fields: SaleFields, shop: Shop): WithAmounts<SaleFilter> {
  const { phase, kind, cashier, attention, refunded, voided } = fields
  return {
    phase: phase === '' ? null : phase,
    kind: kind === '' ? null : kind,
    cashier: cashier === '' ? null : cashier,
    ...rangeOf(fields, shop),
    ...{ attention, refunded, voided },
  }
}

export const sessionFilterOf = (fields: SessionFields, shop: Shop): WithAmounts<SessionFilter> => ({
  status: fields.status === '' ? null : fields.status,
  foreign: fields.foreign,
  ...rangeOf(fields, shop),
})

function rangeOf({ period, fromDay, toDay, least, most }: RangeFields, shop: Shop): Range {
  const amount = (text: string): Amount | null => {
    const typed = wantedBy(text, shop.decimals).amount
    return typed === null || !isAmount(typed) ? null : amountOf(typed)
  }
  return { ...daysOf(period, { fromDay, toDay }, shop), least: amount(least), most: amount(most) }
}

function daysOf(
  period: Period | '',
  { fromDay, toDay }: Pick<RangeFields, 'fromDay' | 'toDay'>,
  { utcOffsetMinutes, now }: Shop,
): Pick<Range, 'from' | 'to'> {
  const today = new Date(now + utcOffsetMinutes * 60_000).toISOString().slice(0, 10)
  const start = (day: string, later: number) => startOfDay(day, utcOffsetMinutes, later)
  switch (period) {
    case '':
      return { from: null, to: null }
    case 'today':
      return { from: start(today, 0), to: start(today, 1) }
    case 'yesterday':
      return { from: start(today, -1), to: start(today, 0) }
    case 'week':
      return { from: start(today, -6), to: start(today, 1) }
    case 'month':
      return { from: start(`${today.slice(0, 8)}01`, 0), to: start(today, 1) }
    case 'days':
      return { from: start(fromDay, 0), to: start(toDay, 1) }
  }
}
