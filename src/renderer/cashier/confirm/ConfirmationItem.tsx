import { useState, type ReactNode } from 'react'
import type { ConfirmationRow, PageRow, RecordedRow } from '../../../core/contract/views/confirmation.ts'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { useKeys } from '../../ui/keys.ts'
import { Badge } from '../../ui/States.tsx'
import { useAction, useCore } from '../client.ts'
import { useT } from '../desk-words.ts'
import { TENDER_KINDS } from '../../../core/domain/finding.ts'
import { SaleDetail } from '../lists/SaleDetail.tsx'
import { useMoney } from '../money.ts'
import { evidenceRows } from '../pay/evidence-rows.ts'
import { EvidencePhotos } from '../photo/EvidencePhotos.tsx'
import { useT as usePhotoT } from '../photo/photo-words.ts'
import { Problem } from '../Problem.tsx'
import { ReasonSheet } from '../ReasonSheet.tsx'
import { RightMark } from '../RightMark.tsx'
import { say } from '../state/page.ts'
import { StateBadge, timeOf } from './ConfirmationRows.tsx'
import { ProofPicture } from './ProofPicture.tsx'

/** One payment with what was recorded here beside what the provider says, and the two words that can be given. */
export function ConfirmationItem({ view, row }: { view: CounterView; row: ConfirmationRow }) {
  const t = useT()
  const { client } = useCore()
  const { full } = useMoney(row.currency)
  const action = useAction()
  const rejecting = useAction()
  const [reasonOpen, setReasonOpen] = useState(false)
  const [showsSale, setShowsSale] = useState(false)
  const canDecide = row.source === 'till' || (row.owner !== 'other' && !isOnItsWay(row))
  const confirm = async () => {
    const answer = await action.run<unknown>(() =>
      row.source === 'till'
        ? client.sale.acceptTender({ tenderId: row.id })
        : client.confirmations.confirm({ sessionId: row.id, amount: row.amount }),
    )
    if (answer?.ok) say(t('confirm.done'))
  }
  const reject = async (reason: string) => {
    const answer = await rejecting.run<unknown>(() =>
      row.source === 'till'
        ? client.sale.rejectTender({ tenderId: row.id, reason })
        : client.confirmations.reject({ sessionId: row.id, amount: row.amount, reason }),
    )
    if (!answer?.ok) return
    setReasonOpen(false)
    say(t('confirm.rejected'))
  }
  useKeys({
    c: canDecide && !showsSale ? () => void confirm() : undefined,
    r: canDecide && !showsSale ? () => setReasonOpen(true) : undefined,
    Enter: row.source === 'till' && !showsSale ? () => setShowsSale(true) : undefined,
  })
  if (showsSale && row.source === 'till')
    return <SaleDetail view={view} saleId={row.saleId} onClose={() => setShowsSale(false)} />
  return (
    <div className="flex h-full flex-col" data-testid="confirm-item">
      {/* scrolled by keys as well, since with the picture open nothing in it may take the focus */}
      <div
        role="region"
        aria-label={full(row.amount)}
        tabIndex={0}
        className="calm-scroll flex min-h-0 flex-1 flex-col gap-5 p-6 -outline-offset-3"
      >
        <h2 className="m-0 -mb-3.5 text-note font-semibold text-second">
          {row.source === 'till' ? `${t(`kind.${row.kind}`)} · ${row.saleNumber}` : t('confirm.page')}
        </h2>
        {/* stays when a picture comes in sight: it is what the picture is compared with */}
        <p className="sticky -top-6 z-1 -mx-6 m-0 -mb-4 bg-card px-6 py-1 text-[34px] leading-tight font-extrabold">
          {full(row.amount)}
        </p>
        <Head view={view} row={row} />
        {row.source === 'till' && row.photo !== undefined && (
          <EvidencePhotos tenderId={row.id} photo={row.photo} amount={full(row.amount)} />
        )}
        <div className="grid grid-cols-2 gap-3">
          {row.source === 'till' ? <Here row={row} /> : <Payer row={row} />}
          <Provider view={view} row={row} />
        </div>
        {row.source === 'page' && row.hasProof && (
          <ProofPicture sessionId={row.id} amount={full(row.amount)} />
        )}
        {row.source === 'till' && (
          <Button
            tone="quiet"
            cap="⏎"
            className="self-start"
            data-testid="confirm-sale"
            onClick={() => setShowsSale(true)}
          >
            {t('confirm.sale', { number: row.saleNumber })}
          </Button>
        )}
      </div>
      {canDecide && (
        <footer className="flex shrink-0 flex-col gap-2.5 border-t border-line p-6">
          <Problem trouble={action.trouble} compact />
          <div className="flex gap-2.5">
            <Button
              className="flex-1"
              size="large"
              tone="danger"
              cap="R"
              data-testid="confirm-reject"
              onClick={() => setReasonOpen(true)}
            >
              {t('confirm.reject')}
            </Button>
            <Button
              className="flex-2"
              size="large"
              tone="accent"
              cap="C"
              busy={action.busy}
              data-testid="confirm-do"
              onClick={() => void confirm()}
            >
              {t('confirm.do')} {full(row.amount)}
              <RightMark wanted={row.right} />
            </Button>
          </div>
        </footer>
      )}
      {reasonOpen && (
        <ReasonSheet
          name="confirm-reason"
          title={t('confirm.rejectTitle')}
          about={t(row.source === 'till' ? 'confirm.rejectTill' : 'confirm.rejectPage')}
          label={t('common.reason')}
          needed={t('confirm.needReason')}
          go={t('confirm.reject')}
          tone="danger"
          action={rejecting}
          onClose={() => setReasonOpen(false)}
          onReason={(reason) => void reject(reason)}
        />
      )}
    </div>
  )
}

/** Decided, and the provider has not said yet what became of it. */
const isOnItsWay = ({ decision }: PageRow): boolean =>
  decision !== null && (decision.state === 'waiting' || decision.state === 'sent')

function Head({ view, row }: { view: CounterView; row: ConfirmationRow }) {
  const t = useT()
  const time = timeOf(row.since, view)
  return (
    <header className="flex flex-col gap-1.5">
      <p className="m-0 text-base text-second">
        {row.source === 'till'
          ? t('confirm.recordedBy', { name: row.recordedBy ?? '-', time })
          : t('confirm.since', { time })}
      </p>
      {row.source === 'till' && row.takesSomebodyElse && (
        <p className="m-0 text-base font-semibold text-kunyit">{t('confirm.secondAbout')}</p>
      )}
      {row.source === 'page' && (
        <p className="m-0 text-base">
          {t(row.owner === 'other' ? 'confirm.otherTillAbout' : 'confirm.noSale')}
        </p>
      )}
      {row.source === 'page' && row.decision !== null && (
        <p className="m-0 flex flex-wrap items-center gap-2 text-note text-second">
          <StateBadge state={row.decision.state} />
          {t(`confirm.by.${row.decision.decision}`, {
            name: row.decision.by,
            time: timeOf(row.decision.at, view),
          })}
        </p>
      )}
    </header>
  )
}

function Here({ row }: { row: RecordedRow }) {
  const t = useT()
  const photoT = usePhotoT()
  const { full } = useMoney(row.currency)
  return (
    <Card title={t('confirm.here')}>
      {row.evidence === null ? (
        <p className="m-0 text-base text-second">{t('confirm.noEvidence')}</p>
      ) : (
        <Facts
          rows={[
            [t('confirm.amount'), full(row.amount)],
            ...(row.suffix === undefined ? [] : [[photoT('unique.row'), full(row.suffix)] as const]),
            ...evidenceRows(row.evidence, t, full),
          ]}
        />
      )}
    </Card>
  )
}

function Payer({ row }: { row: PageRow }) {
  const t = useT()
  const rows: readonly (readonly [string, string | null])[] = [
    [t('confirm.payer'), row.payer],
    [t('confirm.words'), row.words],
    [t('confirm.session'), row.id],
  ]
  return (
    <Card title={t('confirm.page')}>
      <Facts rows={rows.flatMap(([label, value]) => (value === null ? [] : [[label, value] as const]))} />
    </Card>
  )
}

function Provider({ view, row }: { view: CounterView; row: ConfirmationRow }) {
  const t = useT()
  const { provider } = row
  const { full } = useMoney(provider?.currency ?? row.currency)
  if (provider === null)
    return (
      <Card title={t('confirm.provider')}>
        <p className="m-0 text-base text-second">{t('confirm.notBooked')}</p>
      </Card>
    )
  const differs = provider.amount !== row.amount || provider.currency !== row.currency
  const rows: (readonly [string, string])[] = [
    [t('confirm.amount'), full(provider.amount)],
    [t('confirm.status'), t(`session.${provider.status}`)],
    [t('confirm.read'), timeOf(provider.readAt, view)],
  ]
  const { method } = provider
  const kind = TENDER_KINDS.find((each) => each === method)
  if (method !== null)
    rows.splice(2, 0, [t('confirm.method'), kind === undefined ? method : t(`kind.${kind}`)])
  return (
    <Card title={t('confirm.provider')} bad={differs}>
      <Facts rows={rows} />
      {differs && (
        <span className="mt-2 flex">
          <Badge tone="cabai">{t('confirm.differs')}</Badge>
        </span>
      )}
    </Card>
  )
}

function Card({ title, bad = false, children }: { title: string; bad?: boolean; children: ReactNode }) {
  return (
    <section className={cx('rounded-card border p-4', bad ? 'border-cabai' : 'border-line')}>
      <h3 className="m-0 mb-2 text-note font-bold text-second">{title}</h3>
      {children}
    </section>
  )
}

function Facts({ rows }: { rows: readonly (readonly [string, string])[] }) {
  return (
    <dl className="m-0 flex flex-col gap-1.5 text-base">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt className="text-small text-second">{label}</dt>
          <dd className="m-0 font-semibold break-words">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
