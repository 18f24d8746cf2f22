import type { TenderView } from '../../../core/contract/views/sale.ts'
import { demandToConfirm } from '../../../core/domain/tenders/confirmation.ts'
import type { Evidence } from '../../../core/domain/tenders/evidence.ts'
import type { ManualTender } from '../../../core/domain/tenders/manual-tender.ts'
import { Button } from '../../ui/Button.tsx'
import { useMoney } from '../money.ts'
import { RightMark } from '../RightMark.tsx'
import { useCounter } from '../state/counter.ts'
import { useT } from '../words.ts'
import { evidenceRows } from './evidence-rows.ts'
import { EvidencePhotos } from './later-sheets.ts'
import type { PaymentActionSet } from './payment-actions.ts'

/** What was typed from a card slip or a notice, or the cash itself, to be compared before the money counts. */
export function SlipReview({
  tender,
  evidence,
  actions,
}: {
  tender: TenderView
  evidence: Evidence
  actions: PaymentActionSet
}) {
  const t = useT()
  const { full } = useMoney()
  return (
    <div className="w-full max-w-md shrink-0 rounded-sheet border border-line bg-card p-6">
      <p className="sticky top-0 z-1 m-0 mb-3 bg-card text-center text-[30px] leading-10 font-extrabold">
        {full(tender.amount)}
      </p>
      <dl className="m-0 grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5 text-base">
        {evidenceRows(evidence, t, full).map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-second">{label}</dt>
            <dd className="m-0 text-right font-semibold">{value}</dd>
          </div>
        ))}
      </dl>
      {tender.photo !== undefined && (
        <div className="mt-4">
          <EvidencePhotos tenderId={tender.id} photo={tender.photo} amount={full(tender.amount)} />
        </div>
      )}
      {/* in sight while the photo and what was typed are compared, on a low screen too */}
      <div className="sticky bottom-0 z-1 -mx-6 mt-3 -mb-6 flex gap-2.5 rounded-b-sheet bg-card px-6 pt-2 pb-6">
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
          <ConfirmMark
            kind={evidence.kind}
            amount={tender.amount}
            similarPhoto={tender.photo?.similar != null}
          />
        </Button>
      </div>
    </div>
  )
}

/** Marks what will ask for somebody else's PIN, by the shop's policy. */
function ConfirmMark({
  kind,
  amount,
  similarPhoto,
}: Pick<ManualTender, 'kind' | 'amount'> & { similarPhoto: boolean }) {
  const policy = useCounter((state) => state.view?.settings.confirmation)
  if (policy === undefined) return null
  return <RightMark wanted={demandToConfirm({ kind, amount, recordedBy: null, similarPhoto }, policy)} />
}
