import type { TenderView } from '../../../core/contract/views.ts'
import type { CashEvidence, EdcField, Evidence } from '../../../core/domain/evidence.ts'
import { unreachable } from '../../../core/domain/result.ts'
import { Button } from '../../ui/Button.tsx'
import { useMoney } from '../money.ts'
import { RightMark } from '../RightMark.tsx'
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

/** What was typed from a card slip or a notice, to be compared before the money counts. */
export function SlipReview({
  tender,
  evidence,
  actions,
}: {
  tender: TenderView
  evidence: Exclude<Evidence, CashEvidence>
  actions: PaymentActionSet
}) {
  const t = useT()
  const { full } = useMoney()
  return (
    <div className="w-full max-w-md shrink-0 rounded-sheet border border-line bg-card p-6">
      <p className="m-0 mb-3 text-center text-[30px] font-extrabold">{full(tender.amount)}</p>
      <dl className="m-0 grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5 text-base">
        {rowsOf(evidence, t).map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-second">{label}</dt>
            <dd className="m-0 text-right font-semibold">{value}</dd>
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
          <RightMark
            wanted={{
              right: tender.kind === 'transfer' ? 'confirm_money' : 'confirm_by_rule',
              amount: tender.amount,
            }}
          />
        </Button>
      </div>
    </div>
  )
}

function rowsOf(
  evidence: Exclude<Evidence, CashEvidence>,
  t: ReturnType<typeof useT>,
): readonly (readonly [string, string])[] {
  switch (evidence.kind) {
    case 'edc':
      return ROWS.filter((field) => evidence[field] !== '').map((field) => [
        t(`edc.${field}`),
        field === 'entryMode' ? t(`edc.${evidence.entryMode}`) : evidence[field],
      ])
    case 'transfer':
      return [
        [t('notice.bank'), evidence.bank],
        [t('notice.reference'), evidence.reference],
      ]
    case 'static_qris':
      return [[t('notice.rrn'), evidence.rrn]]
    default:
      return unreachable(evidence)
  }
}
