import { Scale, Waypoints } from 'lucide-react'
import { useState } from 'react'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import type { SessionRow } from '../../../core/contract/views/sale.ts'
import { CURRENCY_EXPONENT } from '../../../core/domain/money.ts'
import type { SessionFields } from '../../../core/domain/saved-filters.ts'
import { Button } from '../../ui/Button.tsx'
import { Badge, EmptyState } from '../../ui/States.tsx'
import { formatClock, formatDay } from '../../ui/time.ts'
import { useCore } from '../client.ts'
import { useT } from '../desk-words.ts'
import { useMoney } from '../money.ts'
import { FilterChips } from './FilterChips.tsx'
import { FindFrame } from './FindFrame.tsx'
import { FindTools } from './FindTools.tsx'
import { ReconcileSheet } from './ReconcileSheet.tsx'
import { narrowedBy, NO_SESSION_FIELDS, sessionFilterOf } from './sale-filter.ts'
import { SessionFilters } from './SaleFilters.tsx'
import { SESSION_TONE, SessionDetail } from './SessionDetail.tsx'
import { keptFor, useChips } from './use-chips.ts'
import { backToRows, useFindList } from './use-find-list.ts'
import { useNow } from './use-now.ts'
import { useSavedFilters } from './use-saved-filters.ts'
import { VirtualList } from './VirtualList.tsx'

const READY = [
  ['finding.ready.today', { ...NO_SESSION_FIELDS, period: 'today' }],
  ['finding.ready.waiting', { ...NO_SESSION_FIELDS, status: 'waiting' }],
  ['finding.ready.review', { ...NO_SESSION_FIELDS, status: 'review' }],
  ['finding.ready.foreign', { ...NO_SESSION_FIELDS, foreign: true }],
] as const satisfies readonly (readonly [string, SessionFields])[]

/** What the payment service knows, as it was last read here. */
export function SessionsPage({ view }: { view: CounterView }) {
  const t = useT()
  const { client } = useCore()
  const [reconciling, setReconciling] = useState(false)
  const [opened, setOpened] = useState<SessionRow | null>(null)
  const { utcOffsetMinutes, currency } = view.settings
  const now = useNow()
  const asked = (fields: SessionFields) =>
    sessionFilterOf(fields, {
      ...{ utcOffsetMinutes, decimals: CURRENCY_EXPONENT[currency], now },
    })
  const keyOf = (each: SessionFields) => JSON.stringify(asked(each))
  const list = useFindList<SessionFields, SessionRow>({
    list: 'sessions',
    view,
    none: NO_SESSION_FIELDS,
    keyOf,
    read: ({ find, fields }, page) => client.sessions.list({ ...page, find, filter: asked(fields) }),
  })
  const { find, fields, rows } = list
  const saved = useSavedFilters(view, { list: 'sessions', find, fields })
  const chips = useChips(list, {
    ...{ none: NO_SESSION_FIELDS, ready: READY, keyOf },
    ...{ kept: keptFor(saved.all, 'sessions'), remove: saved.remove },
  })
  const close = () => backToRows(list, () => setOpened(null))
  return (
    <FindFrame
      title={t('sessions.title')}
      rows={rows}
      find={find}
      narrowed={narrowedBy(fields)}
      chips={<FilterChips chips={chips} />}
      tools={
        <>
          <FindTools list={list} none={NO_SESSION_FIELDS} narrowed={narrowedBy(fields)} saved={saved}>
            <SessionFilters view={view} fields={fields} onChange={list.setFields} />
          </FindTools>
          <Button
            icon={<Scale size={18} aria-hidden="true" />}
            data-testid="reconcile-open"
            className="shrink-0"
            onClick={() => setReconciling(true)}
          >
            {t('reconcile.open')}
          </Button>
          {reconciling && <ReconcileSheet view={view} onClose={() => setReconciling(false)} />}
        </>
      }
      empty={
        <EmptyState icon={<Waypoints size={40} aria-hidden="true" />} title={t('sessions.empty')}>
          {t('sessions.emptyAbout')}
        </EmptyState>
      }
      chosen={opened !== null}
      detail={
        opened === null ? (
          <EmptyState icon={<Waypoints size={36} aria-hidden="true" />} title={t('finding.chooseSession')}>
            {t('sessions.about')}
          </EmptyState>
        ) : (
          <SessionDetail key={opened.sessionId} view={view} row={opened} onClose={close} />
        )
      }
    >
      {(foot) => (
        <VirtualList
          ref={list.handle}
          label={t('sessions.title')}
          testId="sessions-list"
          rowTestId="session-row"
          rows={rows}
          idOf={(row) => row.sessionId}
          chosen={opened?.sessionId ?? null}
          onOpen={setOpened}
          startAt={list.startAt}
          foot={foot}
          columns={[
            {
              ...{ name: t('lists.sale'), width: 'minmax(0,1.5fr)' },
              cell: (row) => (
                <>
                  <span className="block truncate font-semibold">
                    {row.saleNumber ?? t('sessions.foreign')}
                  </span>
                  <span className="block truncate text-small text-second">
                    {formatDay(row.createdAt, view.settings)} ·{' '}
                    {formatClock(row.createdAt, view.settings, false)}
                  </span>
                </>
              ),
            },
            {
              ...{ name: t('lists.status'), width: 'minmax(0,1fr)' },
              cell: (row) => <Badge tone={SESSION_TONE[row.status]}>{t(`session.${row.status}`)}</Badge>,
            },
            {
              ...{ name: t('lists.amount'), width: 'minmax(0,1.1fr)', isAmount: true },
              cell: (row) => <Amount row={row} />,
            },
          ]}
        />
      )}
    </FindFrame>
  )
}

function Amount({ row }: { row: SessionRow }) {
  const t = useT()
  return (
    <>
      <span className="block truncate font-semibold">{useMoney(row.currency).full(row.amount)}</span>
      <span className="block truncate text-small text-second">
        {row.kind === null ? '' : t(`kind.${row.kind}`)}
      </span>
    </>
  )
}
