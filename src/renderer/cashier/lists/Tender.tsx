import { Receipt, Undo2 } from 'lucide-react'
import { useState } from 'react'
import type { CounterView, SaleView, TenderView } from '../../../core/contract/views.ts'
import { Button } from '../../ui/Button.tsx'
import { useMoney } from '../money.ts'
import { Problem } from '../Problem.tsx'
import { RightMark } from '../RightMark.tsx'
import { CATALOGS, useT, type WordKey } from '../words.ts'
import { ProviderReceiptSheet } from './ProviderReceiptSheet.tsx'
import { RefundSheet } from './RefundSheet.tsx'

/** One payment of a sale: how much, by what, how it stands, and what can be done about it afterwards. */
export function Tender({ view, sale, tender }: { view: CounterView; sale: SaleView; tender: TenderView }) {
  const t = useT()
  const { plain } = useMoney()
  const state = wordOr(`tender.${tender.state}`, 'tender.unknown')
  const booking = tender.booking === null ? null : wordOr(`booking.${tender.booking}`, 'tender.unknown')
  return (
    <div className="border-b border-line py-2 text-base last:border-0" data-testid="detail-tender">
      <div className="flex justify-between gap-4 font-semibold">
        <span>
          {t(`kind.${tender.kind}`)} <span className="font-normal text-second">· {t(state)}</span>
        </span>
        <span className="figures">{plain(tender.amount)}</span>
      </div>
      <p className="m-0 text-small text-second">
        {[
          evidenceText(tender),
          booking === null ? null : t('sales.booking', { state: t(booking) }),
          tender.sessionId,
        ]
          .filter((part) => part !== null && part !== '')
          .join(' · ')}
      </p>
      <Doings view={view} sale={sale} tender={tender} />
      {tender.trouble !== null && (
        <div className="mt-2">
          <Problem trouble={tender.trouble} compact />
        </div>
      )}
    </div>
  )
}

function Doings({ view, sale, tender }: { view: CounterView; sale: SaleView; tender: TenderView }) {
  const t = useT()
  const [sheet, setSheet] = useState<'refund' | 'receipt' | null>(null)
  const { captured, remaining } = tender.refundable
  const close = () => setSheet(null)
  if (captured === 0 && tender.booking !== 'booked') return null
  return (
    <div className="mt-1.5 flex flex-wrap gap-2">
      <Button
        tone="quiet"
        icon={<Receipt size={17} aria-hidden="true" />}
        data-testid="provider-receipt"
        onClick={() => setSheet('receipt')}
      >
        {t('proof.open')}
      </Button>
      {remaining > 0 && (
        <Button
          tone="quiet"
          icon={<Undo2 size={17} aria-hidden="true" />}
          data-testid="refund-open"
          onClick={() => setSheet('refund')}
        >
          {t('refund.open')}
          <RightMark wanted="refund" />
        </Button>
      )}
      {sheet === 'refund' && (
        <RefundSheet view={view} saleId={sale.id} payment={paymentOf(tender)} onClose={close} />
      )}
      {sheet === 'receipt' && <ProviderReceiptSheet view={view} tenderId={tender.id} onClose={close} />}
    </div>
  )
}

const paymentOf = ({ id, kind, at, refundable }: TenderView) => ({
  tenderId: id,
  kind,
  at,
  remaining: refundable.remaining,
})

function evidenceText({ evidence }: TenderView): string | null {
  if (evidence?.kind !== 'edc') return null
  const { bank, tid, trace, approvalCode, lastFour } = evidence
  return [bank, `TID ${tid}`, `trace ${trace}`, approvalCode, lastFour === '' ? '' : `•••• ${lastFour}`]
    .filter((part) => part !== '')
    .join(' · ')
}

/** States come as text from the books; one this version does not know gets a general word. */
const wordOr = (key: string, fallback: WordKey): WordKey =>
  Object.hasOwn(CATALOGS.id, key) ? (key as WordKey) : fallback
