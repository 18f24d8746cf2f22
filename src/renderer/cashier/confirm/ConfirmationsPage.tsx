import { useQuery } from '@tanstack/react-query'
import { BadgeCheck, RefreshCw } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { ConfirmationRow } from '../../../core/contract/views/confirmation.ts'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import { Button } from '../../ui/Button.tsx'
import { KeyCap } from '../../ui/KeyCap.tsx'
import { useKeys } from '../../ui/keys.ts'
import { EmptyState, LoadingRows } from '../../ui/States.tsx'
import { formatClock } from '../../ui/time.ts'
import { Refused, useAction, useCore, valueOf } from '../client.ts'
import { useT } from '../desk-words.ts'
import { WhichRows } from '../lists/WhichRows.tsx'
import { Problem } from '../Problem.tsx'
import { CashSheet } from './CashSheet.tsx'
import { ConfirmationItem } from './ConfirmationItem.tsx'
import { DecidedList, WaitingRow } from './ConfirmationRows.tsx'

type Which = 'waiting' | 'decided'

/** Money that waits for a person's word: the list on the left, its evidence and the word on the right. */
export function ConfirmationsPage({ view }: { view: CounterView }) {
  const t = useT()
  const { client } = useCore()
  const [which, setWhich] = useState<Which>('waiting')
  const [chosenId, setChosenId] = useState<string | null>(null)
  const [cashOpen, setCashOpen] = useState(false)
  const asking = useAction()
  const { run } = asking
  const query = useQuery({
    queryKey: ['confirmations', view.mode, view.revision],
    queryFn: () => valueOf(client.confirmations.list()),
    placeholderData: (before) => before,
  })
  const check = () => void run(() => client.confirmations.refresh())
  useEffect(() => {
    void run(() => client.confirmations.refresh())
  }, [client, run])
  const rows = which === 'waiting' ? (query.data?.rows ?? []) : []
  const place = usePlace(rows, chosenId)
  const chosen = rows[place] ?? null
  const cash = rows.filter((row) => row.source === 'till' && row.kind === 'cash')
  const step = (by: number) => {
    const next = rows[Math.max(0, Math.min(rows.length - 1, place + by))]
    if (next !== undefined) setChosenId(next.id)
  }
  useKeys({
    j: () => step(1),
    ArrowDown: () => step(1),
    k: () => step(-1),
    ArrowUp: () => step(-1),
    F5: check,
    a: cash.length > 1 ? () => setCashOpen(true) : undefined,
  })
  return (
    <div className="flex h-full">
      <section className="flex h-full min-w-0 flex-1 flex-col">
        <header className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 px-6 pt-5 pb-3">
          <div className="min-w-0 flex-1 basis-56">
            <h1 className="m-0 text-large font-bold">{t('confirm.title')}</h1>
            <p className="m-0 text-base text-second">{t('confirm.about')}</p>
          </div>
          <Filter which={which} count={view.confirmationCount} onWhich={setWhich} />
        </header>
        <div className="flex shrink-0 flex-wrap items-center gap-2.5 px-6 pb-3">
          <Button
            cap="F5"
            busy={asking.busy}
            icon={<RefreshCw size={18} aria-hidden="true" />}
            data-testid="confirm-check"
            onClick={check}
          >
            {t('confirm.check')}
          </Button>
          {cash.length > 1 && (
            <Button cap="A" tone="accent" data-testid="confirm-cash" onClick={() => setCashOpen(true)}>
              {t('confirm.cashAll', { count: cash.length })}
            </Button>
          )}
          <span className="ml-auto flex items-center gap-1.5 text-note text-second">
            {rows.length > 1 && (
              <>
                <KeyCap>J</KeyCap>
                <KeyCap>K</KeyCap>
                <span className="sr-only">{t('confirm.keys')}</span>
              </>
            )}
            {query.data?.askedAt != null &&
              t('confirm.asked', { time: formatClock(query.data.askedAt, view.settings, false) })}
          </span>
        </div>
        <Troubles query={query.error} asked={asking.trouble ?? query.data?.trouble ?? null} />
        <div
          role="region"
          aria-label={t(`confirm.${which}`)}
          tabIndex={0}
          className="calm-scroll mx-6 mb-6 min-h-0 flex-1 rounded-card border border-line bg-card -outline-offset-3"
        >
          {query.data === undefined && query.isPending && <LoadingRows label={t('common.loading')} />}
          {query.data !== undefined && which === 'decided' && (
            <DecidedList rows={query.data.decided} view={view} />
          )}
          {query.data !== undefined && which === 'waiting' && rows.length === 0 && <Nothing />}
          {rows.length > 0 && (
            <ul className="m-0 list-none p-0" data-testid="confirm-list">
              {rows.map((row) => (
                <WaitingRow
                  key={row.id}
                  row={row}
                  view={view}
                  chosen={row.id === chosen?.id}
                  onChoose={() => setChosenId(row.id)}
                />
              ))}
            </ul>
          )}
          {query.data?.more === true && which === 'waiting' && (
            <p className="m-0 px-6 py-3 text-note text-second">{t('confirm.more')}</p>
          )}
        </div>
      </section>
      {chosen !== null && (
        <aside
          aria-label={t('confirm.title')}
          className="w-[46%] max-w-[680px] min-w-[420px] border-l border-line bg-card"
        >
          <ConfirmationItem key={chosen.id} view={view} row={chosen} />
        </aside>
      )}
      {cashOpen && <CashSheet rows={cash} onClose={() => setCashOpen(false)} />}
    </div>
  )
}

/** Where the chosen one stands; when it was decided, the one that took its place is next. */
function usePlace(rows: readonly ConfirmationRow[], chosenId: string | null): number {
  const last = useRef(0)
  const found = rows.findIndex((row) => row.id === chosenId)
  const place = found >= 0 ? found : Math.min(last.current, Math.max(0, rows.length - 1))
  useEffect(() => {
    last.current = place
  }, [place])
  return place
}

function Troubles({
  query,
  asked,
}: {
  query: Error | null
  asked: Parameters<typeof Problem>[0]['trouble']
}) {
  const trouble = query instanceof Refused ? query.trouble : asked
  if (trouble === null) return null
  return (
    <div className="px-6 pb-3">
      <Problem trouble={trouble} compact />
    </div>
  )
}

function Nothing() {
  const t = useT()
  return (
    <EmptyState
      icon={<BadgeCheck size={44} aria-hidden="true" className="text-pandan" />}
      title={t('confirm.empty')}
    >
      {t('confirm.emptyAbout')}
    </EmptyState>
  )
}

function Filter({ which, count, onWhich }: { which: Which; count: number; onWhich: (which: Which) => void }) {
  const t = useT()
  const waiting = count === 0 ? t('confirm.waiting') : `${t('confirm.waiting')} · ${count}`
  return (
    <WhichRows
      label={t('confirm.filter')}
      choices={[
        ['waiting', waiting],
        ['decided', t('confirm.decided')],
      ]}
      which={which}
      testId="confirm"
      onWhich={onWhich}
    />
  )
}
