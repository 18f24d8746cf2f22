import { ScrollText } from 'lucide-react'
import { useState } from 'react'
import type { AuditRow } from '../../../core/contract/views/audit.ts'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import { auditSentence } from '../../../core/domain/sentences/audit.ts'
import { cx } from '../../ui/cx.ts'
import { EmptyState } from '../../ui/States.tsx'
import { formatClock, formatDay } from '../../ui/time.ts'
import { useLanguage, useT } from '../desk-words.ts'
import { AuditFilters } from './AuditFilters.tsx'
import { useVerify, VerifyAnswer, VerifyButton } from './AuditVerify.tsx'
import { NO_FILTER, useAudit, type AuditFilter } from './audit.ts'
import { CELL, HEAD, ListFrame } from './ListFrame.tsx'

/** Who did what, newest first; narrowed by what it is about, by person, by sale and by day. */
export function AuditPage({ view }: { view: CounterView }) {
  const t = useT()
  const [filter, setFilter] = useState<AuditFilter>(NO_FILTER)
  const query = useAudit(view, filter)
  const verify = useVerify()
  const empty = (
    <EmptyState icon={<ScrollText size={40} aria-hidden="true" />} title={t('audit.empty')}>
      {t('audit.emptyAbout')}
    </EmptyState>
  )
  return (
    <ListFrame
      title={t('audit.title')}
      about={t('audit.about')}
      query={query}
      empty={empty}
      tools={<VerifyButton verify={verify} />}
      filters={
        <>
          <VerifyAnswer verify={verify} />
          <AuditFilters view={view} filter={filter} onChange={setFilter} />
        </>
      }
    >
      {(rows) => (
        <table className="w-full border-collapse text-base" data-testid="audit-list">
          <thead>
            <tr className="border-b border-line">
              <th className={HEAD}>{t('audit.time')}</th>
              <th className={HEAD}>{t('audit.who')}</th>
              <th className={HEAD}>{t('audit.what')}</th>
              <th className={HEAD}>{t('audit.sale')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row
                key={row.seq}
                row={row}
                view={view}
                onSale={(saleNumber) => setFilter({ ...filter, saleNumber })}
              />
            ))}
          </tbody>
        </table>
      )}
    </ListFrame>
  )
}

function Row({
  row,
  view,
  onSale,
}: {
  row: AuditRow
  view: CounterView
  onSale: (saleNumber: string) => void
}) {
  const t = useT()
  const language = useLanguage()
  return (
    <tr className="border-b border-line align-baseline" data-testid="audit-row" data-kind={row.kind}>
      <td className={cx(CELL, 'whitespace-nowrap')}>
        <span className="block font-semibold">{formatClock(row.at, view.settings)}</span>
        <span className="block text-small text-second">
          {formatDay(row.at, view.settings)} · #{row.seq}
        </span>
      </td>
      <td className={cx(CELL, row.actor === null && 'text-second')}>{row.actor ?? t('audit.till')}</td>
      <td className={CELL}>{auditSentence(row.kind, row.facts, language).replaceAll('Rp ', 'Rp\u00a0')}</td>
      <td className="px-3">
        {row.saleNumber !== null && (
          <button
            type="button"
            onClick={() => onSale(row.saleNumber ?? '')}
            className="min-h-11 rounded-small px-2 font-semibold whitespace-nowrap text-nila hover:bg-nila-wash"
          >
            {row.saleNumber}
          </button>
        )}
      </td>
    </tr>
  )
}
