import { CircleCheck, Crown, ListTodo, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { AttentionRow } from '../../../core/contract/views/after-sale.ts'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import { attentionSentence } from '../../../core/domain/sentences/attention.ts'
import { cx } from '../../ui/cx.ts'
import { Badge, EmptyState } from '../../ui/States.tsx'
import { formatClock, formatDay } from '../../ui/time.ts'
import { useCore } from '../client.ts'
import { useT } from '../words.ts'
import { AttentionItem } from './AttentionItem.tsx'
import { ListFrame } from './ListFrame.tsx'
import { usePages } from './pages.ts'
import { WhichRows } from './WhichRows.tsx'

type Which = 'open' | 'resolved'

/** What only a person can decide: the list on the left, one item with what can be done about it on the right. */
export function AttentionPage({ view }: { view: CounterView }) {
  const t = useT()
  const { client } = useCore()
  const [which, setWhich] = useState<Which>('open')
  const query = usePages<AttentionRow>(
    'attention',
    (page) => client.attention.list({ ...page, which }),
    which,
  )
  const [chosen, setChosen] = useState<AttentionRow | null>(null)
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  // an item that was just settled leaves the list, but stays on the right with what was done
  const shown = chosen === null ? null : (rows.find((row) => row.id === chosen.id) ?? chosen)
  return (
    <div className="flex h-full">
      <ListFrame
        title={t('todo.title')}
        about={t('todo.about')}
        query={query}
        empty={<Nothing which={which} />}
        tools={
          <Filter
            which={which}
            count={view.attentionCount}
            onWhich={(next) => {
              setWhich(next)
              setChosen(null)
            }}
          />
        }
      >
        {(listed) => (
          <ul className="m-0 list-none p-0" data-testid="attention-list">
            {listed.map((row) => (
              <Row
                key={row.id}
                row={row}
                view={view}
                chosen={row.id === chosen?.id}
                onChoose={() => setChosen(row)}
              />
            ))}
          </ul>
        )}
      </ListFrame>
      <aside
        aria-label={t('todo.title')}
        className="w-[44%] max-w-[640px] min-w-[400px] border-l border-line bg-card"
      >
        {shown === null ? (
          <EmptyState icon={<ListTodo size={36} aria-hidden="true" />} title={t('todo.choose')} />
        ) : (
          <AttentionItem key={shown.id} view={view} row={shown} onClose={() => setChosen(null)} />
        )}
      </aside>
    </div>
  )
}

function Nothing({ which }: { which: Which }) {
  const t = useT()
  const open = which === 'open'
  return (
    <EmptyState
      icon={<CircleCheck size={44} aria-hidden="true" className="text-pandan" />}
      title={t(open ? 'todo.empty' : 'todo.emptyResolved')}
    >
      {t(open ? 'todo.emptyAbout' : 'todo.emptyResolvedAbout')}
    </EmptyState>
  )
}

function Filter({ which, count, onWhich }: { which: Which; count: number; onWhich: (which: Which) => void }) {
  const t = useT()
  const open = count === 0 ? t('todo.open') : `${t('todo.open')} · ${count}`
  return (
    <WhichRows
      label={t('todo.filter')}
      choices={[
        ['open', open],
        ['resolved', t('todo.resolvedOnes')],
      ]}
      which={which}
      testId="attention"
      onWhich={onWhich}
    />
  )
}

function Row({
  row,
  view,
  chosen,
  onChoose,
}: {
  row: AttentionRow
  view: CounterView
  chosen: boolean
  onChoose: () => void
}) {
  const t = useT()
  const { what } = attentionSentence(row.kind, row.facts, view.settings.language)
  const done = row.resolvedAt !== null
  const at = `${formatDay(row.createdAt, view.settings)} ${formatClock(row.createdAt, view.settings, false)}`
  return (
    <li data-testid="attention-row" data-kind={row.kind} className="border-b border-line">
      <button
        type="button"
        aria-pressed={chosen}
        onClick={onChoose}
        className={cx(
          'flex w-full gap-3.5 px-5 py-3.5 text-left -outline-offset-3',
          chosen ? 'bg-nila-wash' : 'hover:bg-ink/3',
          done && 'text-second',
        )}
      >
        {done ? (
          <CircleCheck size={20} aria-hidden="true" className="mt-0.5 shrink-0 text-pandan" />
        ) : (
          <TriangleAlert size={20} aria-hidden="true" className="mt-0.5 shrink-0 text-kunyit" />
        )}
        <span className="min-w-0 flex-1">
          <span className="block text-base font-semibold">{what}</span>
          <span className="block text-note text-second">
            {row.saleNumber !== null && `${row.saleNumber} · `}
            {at}
          </span>
          <span className="mt-1 flex flex-wrap gap-1.5 empty:hidden">
            {row.escalatedAt !== null && !done && (
              <Badge tone="kunyit" icon={<Crown size={14} aria-hidden="true" />}>
                {t('todo.forOwner')}
              </Badge>
            )}
            {row.resolvedAt !== null && (
              <Badge tone="pandan">
                {t('todo.resolvedBy', {
                  name: doer(row.resolvedBy, t('todo.till')),
                  time: `${formatDay(row.resolvedAt, view.settings)} ${formatClock(row.resolvedAt, view.settings, false)}`,
                })}
              </Badge>
            )}
          </span>
        </span>
      </button>
    </li>
  )
}

/** The till settles by itself what the provider has answered meanwhile. */
const doer = (name: string | null, till: string): string => (name === null || name === 'till' ? till : name)
