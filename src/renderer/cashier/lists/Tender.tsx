import { Receipt, Undo2 } from 'lucide-react'
import { useState } from 'react'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import type { SaleView, TenderView } from '../../../core/contract/views/sale.ts'
import type { Amount } from '../../../core/domain/money.ts'
import { Button } from '../../ui/Button.tsx'
import { formatClock, formatDay } from '../../ui/time.ts'
import { useMoney } from '../money.ts'
import { EvidencePhotos } from '../photo/EvidencePhotos.tsx'
import { Problem } from '../Problem.tsx'
import { RightMark } from '../RightMark.tsx'
import { useT, type WordKey } from '../desk-words.ts'
import { CATALOGS } from '../words.ts'
import { Facts, type Fact } from './Facts.tsx'
import { ProviderReceiptSheet } from './ProviderReceiptSheet.tsx'
import { RefundSheet } from './RefundSheet.tsx'
import { tenderBack } from './tender-back.ts'

/** One payment of a sale: how much, by what, how it stands, and what can be done about it afterwards. */
export function Tender({ view, sale, tender }: { view: CounterView; sale: SaleView; tender: TenderView }) {
  const t = useT()
  const { plain, full } = useMoney()
  const state = wordOr(`tender.${tender.state}`, 'tender.unknown')
  const back = tenderBack(sale, tender)
  const isAllBack = back !== null && back.standing !== 'part'
  const time = (at: string) => `${formatDay(at, view.settings)} ${formatClock(at, view.settings)}`
  const booking = tender.booking === null ? null : wordOr(`booking.${tender.booking}`, 'tender.unknown')
  return (
    <div className="border-b border-line py-2 text-base last:border-0" data-testid="detail-tender">
      <div className="flex justify-between gap-4 font-semibold">
        <span>
          {t(`kind.${tender.kind}`)} {/* money that went back is not "accepted" any more */}
          {!isAllBack && <span className="font-normal text-second">· {t(state)}</span>}
          {back !== null && !isAllBack && ' '}
          {back !== null && (
            <span
              data-testid="tender-back"
              className={back.standing === 'voided' ? 'text-cabai' : 'font-normal text-second'}
            >
              · {t(`finding.back.${back.standing}`)}
            </span>
          )}
        </span>
        <span className="figures">
          {isAllBack ? <s className="text-second">{plain(tender.amount)}</s> : plain(tender.amount)}
        </span>
      </div>
      <div className="mt-1">
        <Facts
          facts={[
            [t('lists.time'), time(tender.at)],
            [
              t(back?.standing === 'voided' ? 'finding.voidedAt' : 'finding.backAt'),
              back === null ? null : [time(back.at), back.by].filter(Boolean).join(' · '),
            ],
            ...evidenceFacts(tender, t, plain),
            [t('finding.booking'), booking === null ? null : t(booking)],
            [t('lists.session'), tender.sessionId, 'code'],
          ]}
        />
      </div>
      {tender.photo !== undefined && (
        <div className="mt-2">
          <EvidencePhotos tenderId={tender.id} photo={tender.photo} amount={full(tender.amount)} />
        </div>
      )}
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
  const { captured, remaining, obstacle } = tender.refundable
  const hasReceipt = (captured > 0 && obstacle === null) || tender.booking === 'booked'
  const close = () => setSheet(null)
  if (remaining === 0 && !hasReceipt) return null
  return (
    <div className="mt-1.5 flex flex-wrap gap-2">
      {hasReceipt && (
        <Button
          tone="quiet"
          icon={<Receipt size={17} aria-hidden="true" />}
          data-testid="provider-receipt"
          onClick={() => setSheet('receipt')}
        >
          {t('proof.open')}
        </Button>
      )}
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

/** What the cashier saw, by its parts: read beside the slip, not guessed from a row of numbers. */
function evidenceFacts(
  { evidence }: TenderView,
  t: (key: WordKey) => string,
  money: (amount: Amount) => string,
): readonly Fact[] {
  switch (evidence?.kind) {
    case undefined:
      return []
    case 'cash':
      return [
        [t('finding.tendered'), money(evidence.tendered)],
        [t('finding.change'), money(evidence.change)],
      ]
    case 'edc':
      return [
        [t('finding.bank'), evidence.bank],
        [t('edc.tid'), evidence.tid],
        [t('edc.batch'), evidence.batch],
        [t('edc.trace'), evidence.trace],
        [t('notice.rrn'), evidence.rrn],
        [t('finding.approval'), evidence.approvalCode],
        [t('finding.card'), evidence.lastFour === '' ? '' : `•••• ${evidence.lastFour}`],
      ]
    case 'transfer':
      return [
        [t('finding.bank'), evidence.bank],
        [t('finding.reference'), evidence.reference],
      ]
    case 'static_qris':
      return [[t('notice.rrn'), evidence.rrn]]
  }
}

/** States come as text from the books; one this version does not know gets a general word. */
const wordOr = (key: string, fallback: WordKey): WordKey =>
  Object.hasOwn(CATALOGS.id, key) ? (key as WordKey) : fallback
