import { UserRound } from 'lucide-react'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import { KeyCap } from '../../ui/KeyCap.tsx'
import { openSheet } from '../state/page.ts'
import { useT } from '../words.ts'

/** Whom the order is for, when they want to be known. It asks nothing: a sale without a name stays the fast way. */
export function CartCustomer({ view, show }: { view: CounterView; show: boolean }) {
  const t = useT()
  const { customer } = view
  if (customer === null && !show) return null
  const name = customer?.name ?? null
  return (
    <button
      type="button"
      data-testid="cart-customer"
      aria-keyshortcuts="p"
      aria-label={name === null ? t('customer.add') : t('customer.change', { name })}
      onClick={() => openSheet({ name: 'customer' })}
      className="-my-2.5 -ml-2 flex h-11 max-w-full items-center gap-1.5 self-start rounded-small px-2 text-note font-semibold text-second hover:bg-ink/5"
    >
      <UserRound size={16} aria-hidden="true" className="shrink-0" />
      <span className={name === null ? '' : 'truncate text-ink'}>{name ?? t('customer.add')}</span>
      <KeyCap>P</KeyCap>
    </button>
  )
}
