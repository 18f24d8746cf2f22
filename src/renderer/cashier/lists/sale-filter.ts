import { wantedBy, type SaleFilter } from '../../../core/domain/finding.ts'
import { amountOf, isAmount, type Amount } from '../../../core/domain/money.ts'
import { startOfDay } from './audit.ts'

export const PHASES = ['open', 'paid', 'canceled'] as const
export const KINDS = ['qris', 'link', 'cash', 'edc', 'transfer', 'static_qris'] as const

/** As it stands in the fields; an empty text lets everything through, days are `2026-07-15` in the shop's zone. */
export interface FilterFields {
  readonly phase: (typeof PHASES)[number] | ''
  readonly kind: (typeof KINDS)[number] | ''
  readonly cashier: string
  readonly fromDay: string
  readonly toDay: string
  readonly least: string
  readonly most: string
  readonly attention: boolean
  readonly refunded: boolean
}

export const NO_FILTER: FilterFields = {
  ...{ phase: '', kind: '', cashier: '', fromDay: '', toDay: '', least: '', most: '' },
  ...{ attention: false, refunded: false },
}

/** How many of the fields narrow the list. */
export const narrowedBy = (fields: FilterFields): number =>
  Object.values(fields).filter((value) => value !== '' && value !== false).length

/** What the core is asked: days become UTC times with the last one whole, and amounts the shop's smallest units. */
export function filterOf(
  fields: FilterFields,
  { utcOffsetMinutes, decimals }: { readonly utcOffsetMinutes: number; readonly decimals: number },
): Omit<SaleFilter, 'least' | 'most'> & { readonly least: Amount | null; readonly most: Amount | null } {
  const { phase, kind, cashier, fromDay, toDay, least, most, attention, refunded } = fields
  const amount = (text: string): Amount | null => {
    const typed = wantedBy(text, decimals).amount
    return typed === null || !isAmount(typed) ? null : amountOf(typed)
  }
  return {
    phase: phase === '' ? null : phase,
    kind: kind === '' ? null : kind,
    cashier: cashier === '' ? null : cashier,
    from: startOfDay(fromDay, utcOffsetMinutes, 0),
    to: startOfDay(toDay, utcOffsetMinutes, 1),
    ...{ least: amount(least), most: amount(most), attention, refunded },
  }
}
