import { CirclePause } from 'lucide-react'
import type { SaleSummary } from '../../../core/contract/views.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { EmptyState } from '../../ui/States.tsx'
import { formatClock } from '../../ui/time.ts'
import { useAction, useCore } from '../client.ts'
import { useMoney } from '../money.ts'
import { Problem } from '../Problem.tsx'
import { SaleStatusBadge } from '../SaleStatusBadge.tsx'
import { useCounter } from '../state/counter.ts'
import { closeSheet } from '../state/page.ts'
import { useT } from '../words.ts'

/** Sales set aside while their outcome is open, and the way back to each. */
export function ParkedSheet({ parked }: { parked: readonly SaleSummary[] }) {
  const t = useT()
  const { client, draft } = useCore()
  const action = useAction()
  const resume = async (saleId: string) => {
    const answer = await action.run(async () => {
      await draft.flush()
      return await client.counter.resume({ saleId })
    })
    if (answer?.ok) closeSheet()
  }
  return (
    <Dialog
      open
      onClose={closeSheet}
      title={t('parked.title')}
      description={t('parked.about')}
      closeLabel={t('common.close')}
    >
      <Problem trouble={action.trouble} compact />
      {parked.length === 0 && (
        <EmptyState icon={<CirclePause size={36} aria-hidden="true" />} title={t('parked.none')} />
      )}
      <ul className="m-0 list-none p-0">
        {parked.map((sale) => (
          <ParkedRow key={sale.id} sale={sale} busy={action.busy} onResume={() => void resume(sale.id)} />
        ))}
      </ul>
    </Dialog>
  )
}

function ParkedRow({ sale, busy, onResume }: { sale: SaleSummary; busy: boolean; onResume: () => void }) {
  const t = useT()
  const { full } = useMoney()
  const settings = useCounter((state) => state.view?.settings)
  return (
    <li className="flex items-center gap-4 border-b border-line py-3 last:border-0">
      <div className="min-w-0 flex-1">
        <p className="m-0 font-semibold">{sale.number}</p>
        <p className="m-0 flex items-center gap-2 text-note text-second">
          {settings !== undefined && formatClock(sale.createdAt, settings, false)}
          <SaleStatusBadge status={sale.status} />
        </p>
      </div>
      <span className="figures">{full(sale.total)}</span>
      <Button busy={busy} onClick={onResume} data-testid="resume">
        {t('parked.resume')}
      </Button>
    </li>
  )
}
