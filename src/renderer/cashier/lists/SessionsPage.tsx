import { Scale, Waypoints } from 'lucide-react'
import { useState } from 'react'
import type { CounterView, SessionRow } from '../../../core/contract/views.ts'
import type { SessionStatus } from '../../../core/domain/session.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { Badge, EmptyState, type Tone } from '../../ui/States.tsx'
import { formatClock, formatDay } from '../../ui/time.ts'
import { useCore } from '../client.ts'
import { useMoney } from '../money.ts'
import { useT } from '../words.ts'
import { FindField, NothingFound } from './FindField.tsx'
import { CELL, HEAD, ListFrame } from './ListFrame.tsx'
import { usePages } from './pages.ts'
import { ReconcileSheet } from './ReconcileSheet.tsx'

const TONE: Readonly<Record<SessionStatus, Tone>> = {
  waiting: 'kunyit',
  paying: 'nila',
  review: 'kunyit',
  completed: 'pandan',
  refunded: 'grey',
  expired: 'grey',
  canceled: 'grey',
  failed: 'cabai',
  unknown: 'grey',
}

/** What the payment service knows, as it was last read here. */
export function SessionsPage({ view }: { view: CounterView }) {
  const t = useT()
  const { client } = useCore()
  const [find, setFind] = useState('')
  const [reconciling, setReconciling] = useState(false)
  const query = usePages<SessionRow>('sessions', (page) => client.sessions.list({ ...page, find }), find)
  const empty =
    find !== '' ? (
      <NothingFound find={find} />
    ) : (
      <EmptyState icon={<Waypoints size={40} aria-hidden="true" />} title={t('sessions.empty')}>
        {t('sessions.emptyAbout')}
      </EmptyState>
    )
  return (
    <ListFrame
      title={t('sessions.title')}
      about={t('sessions.about')}
      query={query}
      empty={empty}
      tools={
        <>
          <FindField label={t('lists.find')} onFind={setFind} />
          <Button
            icon={<Scale size={18} aria-hidden="true" />}
            data-testid="reconcile-open"
            onClick={() => setReconciling(true)}
          >
            {t('reconcile.open')}
          </Button>
          {reconciling && <ReconcileSheet view={view} onClose={() => setReconciling(false)} />}
        </>
      }
    >
      {(rows) => (
        <table className="w-full border-collapse text-base" data-testid="sessions-list">
          <thead>
            <tr className="border-b border-line">
              <th className={HEAD}>{t('lists.session')}</th>
              <th className={HEAD}>{t('lists.sale')}</th>
              <th className={HEAD}>{t('lists.kinds')}</th>
              <th className={HEAD}>{t('lists.status')}</th>
              <th className={cx(HEAD, 'text-right')}>{t('lists.amount')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.sessionId} row={row} view={view} />
            ))}
          </tbody>
        </table>
      )}
    </ListFrame>
  )
}

function Row({ row, view }: { row: SessionRow; view: CounterView }) {
  const t = useT()
  const { full } = useMoney(row.currency)
  return (
    <tr className="border-b border-line hover:bg-ink/3" data-testid="session-row">
      <td className={CELL}>
        <span className="block font-mono text-note break-all">{row.sessionId}</span>
        <span className="block text-small text-second">
          {formatDay(row.createdAt, view.settings)} · {formatClock(row.createdAt, view.settings)} ·{' '}
          {t('lists.read', { time: formatClock(row.fetchedAt, view.settings) })}
        </span>
      </td>
      <td className={cx(CELL, 'whitespace-nowrap')}>
        {row.saleNumber ?? <span className="text-second">{t('sessions.foreign')}</span>}
      </td>
      <td className={cx(CELL, 'text-second')}>{row.kind === null ? '–' : t(`kind.${row.kind}`)}</td>
      <td className={CELL}>
        <Badge tone={TONE[row.status]}>{t(`session.${row.status}`)}</Badge>
      </td>
      <td className={cx(CELL, 'figures')}>{full(row.amount)}</td>
    </tr>
  )
}
