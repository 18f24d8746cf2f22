import { Send } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import type { SaleView } from '../../../core/contract/views/sale.ts'
import { Button } from '../../ui/Button.tsx'
import { useKeys } from '../../ui/keys.ts'
import { useT } from '../words.ts'

// few customers ask, so it is fetched when one does
const ProviderReceiptSheet = lazy(async () => ({
  default: (await import('../lists/ProviderReceiptSheet.tsx')).ProviderReceiptSheet,
}))

/** The payment service's receipt for a customer who wants it on the phone; nothing where no provider was paid. */
export function SendReceipt({
  view,
  sale,
  onClosed,
}: {
  view: CounterView
  sale: SaleView
  onClosed: () => void
}) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const tender = sale.tenders.findLast((each) => each.refundable.captured > 0)
  useKeys(tender === undefined ? {} : { F9: () => setOpen(true) })
  if (tender === undefined) return null
  return (
    <>
      <Button
        tone="onPaid"
        size="large"
        cap="F9"
        className="px-6"
        icon={<Send size={20} aria-hidden="true" />}
        data-testid="send-receipt"
        onClick={() => setOpen(true)}
      >
        {t('proof.sendOpen')}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <ProviderReceiptSheet
            view={view}
            tenderId={tender.id}
            onClose={() => {
              setOpen(false)
              onClosed()
            }}
          />
        </Suspense>
      )}
    </>
  )
}
