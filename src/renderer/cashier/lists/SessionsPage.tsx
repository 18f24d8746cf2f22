import { Scale, Waypoints } from 'lucide-react'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import type { CounterView, SessionRow } from '../../../core/contract/views.ts'
import { CURRENCY_EXPONENT } from '../../../core/domain/money.ts'
import type { SessionFields } from '../../../core/domain/saved-filters.ts'
import { Button } from '../../ui/Button.tsx'
import { Badge, EmptyState } from '../../ui/States.tsx'
import { formatClock, formatDay } from '../../ui/time.ts'
import { useCore } from '../client.ts'
import { useT } from '../desk-words.ts'
import { useMoney } from '../money.ts'
import { FilterChips, type Chip } from './FilterChips.tsx'
import { FilterPanel } from './FilterPanel.tsx'
import { FindField } from './FindField.tsx'
import { FindFrame } from './FindFrame.tsx'
import { ReconcileSheet } from './ReconcileSheet.tsx'
import { narrowedBy, NO_SESSION_FIELDS, sessionFilterOf } from './sale-filter.ts'
import { SessionFilters } from './SaleFilters.tsx'
import { SESSION_TONE, SessionDetail } from './SessionDetail.tsx'
import { useFindList } from './use-find-list.ts'
import { useNow } from './use-now.ts'
import { useSavedFilters } from './use-saved-filters.ts'
import { VirtualList } from './VirtualList.tsx'

const READY = [
  ['today', { ...NO_SESSION_FIELDS, period: 'today' }],
  ['waiting', { ...NO_SESSION_FIELDS, status: 'waiting' }],
  ['review', { ...NO_SESSION_FIELDS, status: 'review' }],
  ['foreign', { ...NO_SESSION_FIELDS, foreign: true }],
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
  const list = useFindList<SessionFields, SessionRow>({
    list: 'sessions',
    view,
    none: NO_SESSION_FIELDS,
    keyOf: (fields) => JSON.stringify(asked(fields)),
    read: ({ find, fields }, page) => client.sessions.list({ ...page, find, filter: asked(fields) }),
  })
  const { find, fields, rows } = list
  const saved = useSavedFilters(view, { list: 'sessions', find, fields })
  const isNow = (other: string, each: SessionFields) =>
    other === find && JSON.stringify(asked(each)) === JSON.stringify(asked(fields))
  const chips: Chip[] = [
    ...READY.map(([id, each]) => ({
      ...{ id, name: t(`finding.ready.${id}`), on: isNow('', each) },
      press: () => list.set('', isNow('', each) ? NO_SESSION_FIELDS : each),
    })),
    ...saved.all.flatMap((each) =>
      each.list === 'sessions'
        ? {
            ...{ id: each.id, name: each.name, on: isNow(each.find, each.fields) },
            press: () =>
              isNow(each.find, each.fields)
                ? list.set('', NO_SESSION_FIELDS)
                : list.set(each.find, each.fields),
            remove: () => void saved.remove(each.id),
          }
        : [],
    ),
  ]
  const close = () => {
    // on a narrow window the list takes the focus only once it is seen again
    flushSync(() => setOpened(null))
    list.handle.current?.focus()
  }
  return (
    <FindFrame
      title={t('sessions.title')}
      rows={rows}
      find={find}
      narrowed={narrowedBy(fields)}
      chips={<FilterChips chips={chips} />}
      tools={
        <>
          <FindField
            label={t('lists.find')}
            find={find}
            onFind={list.setFind}
            onLeave={() => list.handle.current?.focus()}
          />
          <FilterPanel
            narrowed={narrowedBy(fields)}
            saved={saved}
            onClear={() => list.setFields(NO_SESSION_FIELDS)}
          >
            <SessionFilters fields={fields} onChange={list.setFields} />
          </FilterPanel>
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
