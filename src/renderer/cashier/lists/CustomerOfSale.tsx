import { UserRound } from 'lucide-react'
import { useState } from 'react'
import type { SaleView } from '../../../core/contract/views/sale.ts'
import { Button } from '../../ui/Button.tsx'
import { CustomerSheet } from '../sale/CustomerSheet.tsx'
import { useT } from '../words.ts'

/** Who bought it, if they wanted to be known; can be noted or changed afterwards too. */
export function CustomerOfSale({ sale }: { sale: SaleView }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const { customer } = sale
  const contact = [customer?.phone, customer?.email].filter(Boolean).join(' · ')
  return (
    <div className="flex items-center gap-3 rounded-card bg-ground px-3.5 py-2">
      <UserRound size={18} aria-hidden="true" className="shrink-0 text-second" />
      <div className="min-w-0 flex-1 text-base">
        <span className="block truncate font-semibold" data-testid="detail-customer">
          {customer === null ? t('customer.none') : (customer.name ?? t('customer.erased'))}
        </span>
        {contact !== '' && <span className="block truncate text-note text-second">{contact}</span>}
      </div>
      <Button tone="quiet" data-testid="detail-customer-change" onClick={() => setOpen(true)}>
        {t(customer === null ? 'customer.add' : 'customer.title')}
      </Button>
      {open && <CustomerSheet saleId={sale.id} customer={customer} onClose={() => setOpen(false)} />}
    </div>
  )
}
