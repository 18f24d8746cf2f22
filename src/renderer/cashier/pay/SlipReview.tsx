import type { TenderView } from '../../../core/contract/views.ts'
import type { EdcEvidence, EdcField } from '../../../core/domain/evidence.ts'
import { Button } from '../../ui/Button.tsx'
import { useMoney } from '../money.ts'
import { useT } from '../words.ts'
import type { PaymentActionSet } from './payment-actions.ts'

const ROWS: readonly EdcField[] = [
  'bank',
  'tid',
  'mid',
  'batch',
  'trace',
  'rrn',
  'approvalCode',
  'lastFour',
  'entryMode',
]

/** What was typed from a card slip, to be compared with the paper before the money counts. */
export function SlipReview({
  tender,
  evidence,
  actions,
}: {
  tender: TenderView
  evidence: EdcEvidence
  actions: PaymentActionSet
}) {
  const t = useT()
  const { full } = useMoney()
  return (
    <div className="w-full max-w-md shrink-0 rounded-sheet border border-line bg-card p-6">
      <p className="m-0 mb-3 text-center text-[30px] font-extrabold">{full(tender.amount)}</p>
      <dl className="m-0 grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5 text-base">
        {ROWS.filter((field) => evidence[field] !== '').map((field) => (
          <div key={field} className="contents">
            <dt className="text-second">{t(`edc.${field}`)}</dt>
            <dd className="m-0 text-right font-semibold">
              {field === 'entryMode' ? t(`edc.${evidence.entryMode}`) : evidence[field]}
            </dd>
          </div>
        ))}
      </dl>
      <div className="mt-5 flex gap-2.5">
        <Button className="flex-1" tone="danger" data-testid="reject-tender" onClick={actions.reject}>
          {t('edc.reject')}
        </Button>
        <Button
          className="flex-2"
          tone="accent"
          cap="⏎"
          data-testid="confirm-tender"
          busy={actions.busy}
          onClick={actions.confirm}
        >
          {t('edc.confirm')}
        </Button>
      </div>
    </div>
  )
}
