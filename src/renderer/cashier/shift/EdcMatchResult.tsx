import { CircleCheck, TriangleAlert } from 'lucide-react'
import type { ClosedShiftView, SettlementPhotoView } from '../../../core/contract/views/shift.ts'
import type { BatchMatch, RecordedSlip } from '../../../core/domain/shifts/edc-match.ts'
import type { Amount } from '../../../core/domain/money.ts'
import { cx } from '../../ui/cx.ts'
import { useMoney } from '../money.ts'
import { useT } from '../desk-words.ts'
import { SettlementPhoto } from './SettlementPhoto.tsx'

/** How a terminal's settlement compares, with each slip that does not fit by its name. */
export function EdcMatchResult({
  result,
  photo,
  title,
}: {
  result: BatchMatch
  photo: SettlementPhotoView | null
  title: string
}) {
  const t = useT()
  const { full } = useMoney()
  const isSame = result.verdict === 'matches'
  const Icon = isSame ? CircleCheck : TriangleAlert
  return (
    <div className="flex flex-col gap-3" data-testid="edc-result" data-verdict={result.verdict}>
      <div
        role="status"
        className={cx(
          'rounded-card px-5 py-4',
          isSame ? 'bg-pandan-wash text-pandan' : 'bg-cabai-wash text-cabai',
        )}
      >
        <p className="m-0 flex items-center gap-2.5 text-title font-bold">
          <Icon size={24} aria-hidden="true" className="shrink-0" />
          {t(isSame ? 'edcMatch.matches' : 'edcMatch.differs')}
          {result.difference !== 0 && ` · ${t('edcMatch.difference', { amount: full(result.difference) })}`}
        </p>
        <p className="m-0 mt-1 text-note text-ink">{title}</p>
        <p className="m-0 text-note text-ink">
          {t('edcMatch.recorded')}: {t('edcMatch.slips', { count: result.recorded.count })},{' '}
          {full(result.recorded.amount)}
          {' · '}
          {t('edcMatch.terminal')}: {t('edcMatch.slips', { count: result.typed.count })},{' '}
          {full(result.typed.amount)}
        </p>
      </div>
      <Slips
        title={t('edcMatch.missing')}
        about={t('edcMatch.missingAbout')}
        rows={result.missing.map(recordedRow)}
      />
      <Slips title={t('edcMatch.extra')} about={t('edcMatch.extraAbout')} rows={result.extra} />
      <Slips
        title={t('edcMatch.differing')}
        rows={result.differing.map(({ slip, typed }) => ({
          ...recordedRow(slip),
          words: t('edcMatch.differingRow', { recorded: full(slip.amount), typed: full(typed) }),
        }))}
      />
      <Slips
        title={t('edcMatch.suspects')}
        about={t('edcMatch.suspectsAbout')}
        rows={result.suspects.map(recordedRow)}
      />
      {photo !== null && <SettlementPhoto photo={photo} />}
    </div>
  )
}

interface Row {
  readonly trace: string
  readonly amount: Amount
  readonly saleNumber?: string
  readonly words?: string
}

const recordedRow = ({ trace, amount, saleNumber }: RecordedSlip): Row => ({ trace, amount, saleNumber })

function Slips({ title, about, rows }: { title: string; about?: string; rows: readonly Row[] }) {
  const t = useT()
  const { full } = useMoney()
  if (rows.length === 0) return null
  return (
    <section>
      <h3 className="m-0 text-base font-bold">{title}</h3>
      {about !== undefined && <p className="m-0 text-note text-second">{about}</p>}
      <ul className="m-0 mt-1 list-none p-0">
        {rows.map(({ trace, amount, saleNumber, words }, index) => (
          <li key={`${trace}${index}`} className="flex gap-3 border-b border-line py-2 text-base">
            <span className="min-w-0 flex-1">
              {t('edcMatch.trace', { trace })}
              {saleNumber !== undefined && <span className="text-second"> · {saleNumber}</span>}
            </span>
            <span className="figures font-semibold">{words ?? full(amount)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The settlements of a closed shift. */
export function Matches({ settlements }: Pick<ClosedShiftView, 'settlements'>) {
  const t = useT()
  if (settlements.length === 0) return null
  return (
    <div className="flex flex-col gap-4 rounded-card border border-line bg-card p-5">
      {settlements.map(({ tid, batch, result, photo }, index) => (
        <EdcMatchResult
          key={`${tid}${batch}${index}`}
          {...{ result, photo }}
          title={t('edcMatch.batchName', { tid, batch: batch === '' ? t('edcMatch.noBatch') : batch })}
        />
      ))}
    </div>
  )
}
