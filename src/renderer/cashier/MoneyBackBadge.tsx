import { Ban, Undo2 } from 'lucide-react'
import type { MoneyBackView } from '../../core/contract/views/after-sale.ts'
import type { SaleStatus } from '../../core/contract/views/sale.ts'
import type { Currency } from '../../core/domain/money.ts'
import { Badge, type Tone } from '../ui/States.tsx'
import { useMoney } from './money.ts'
import { SaleStatusBadge } from './SaleStatusBadge.tsx'
import { useT } from './words.ts'

const TONE: Readonly<Record<MoneyBackView['standing'], Tone>> = {
  voided: 'cabai',
  refunded: 'grey',
  part: 'grey',
  under_way: 'kunyit',
}

/** How much of a paid sale's money went back, beside the sale's state or in its place. */
export function MoneyBackBadge({
  back,
  currency,
  short = false,
}: {
  back: MoneyBackView
  currency: Currency
  /** In a narrow column: the amount is whole, the words are fewer. */
  short?: boolean
}) {
  const t = useT()
  const { full } = useMoney(currency)
  const Icon = back.standing === 'voided' ? Ban : Undo2
  return (
    <Badge tone={TONE[back.standing]} icon={<Icon size={14} aria-hidden="true" />}>
      {t(short ? `refund.short.${back.standing}` : `refund.back.${back.standing}`, {
        amount: full(back.amount),
      })}
    </Badge>
  )
}

/** A sale whose money all went back is not called paid any more. */
export function SaleStanding({
  sale,
  short = false,
}: {
  short?: boolean
  sale: { readonly status: SaleStatus; readonly currency: Currency; readonly back: MoneyBackView | null }
}) {
  const { status, currency, back } = sale
  const isAllBack = status === 'paid' && (back?.standing === 'voided' || back?.standing === 'refunded')
  return (
    <>
      {!isAllBack && <SaleStatusBadge status={status} />}
      {back !== null && <MoneyBackBadge back={back} currency={currency} short={short} />}
    </>
  )
}
