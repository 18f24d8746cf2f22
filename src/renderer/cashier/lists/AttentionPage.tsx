import { useQueryClient } from '@tanstack/react-query'
import { CircleCheck, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { AttentionRow, CounterView } from '../../../core/contract/views.ts'
import { attentionSentence } from '../../../core/domain/attention-sentences.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { Badge, EmptyState } from '../../ui/States.tsx'
import { formatClock, formatDay } from '../../ui/time.ts'
import { useAction, useCore } from '../client.ts'
import { ReasonSheet } from '../ReasonSheet.tsx'
import { say } from '../state/page.ts'
import { useT } from '../words.ts'
import { ListFrame } from './ListFrame.tsx'
import { usePages } from './pages.ts'

/** What only a person can decide. Nothing leaves this list without a written note. */
export function AttentionPage({ view }: { view: CounterView }) {
  const t = useT()
  const { client } = useCore()
  const query = usePages<AttentionRow>('attention', (page) => client.attention.list(page))
  const [resolving, setResolving] = useState<string | null>(null)
  const empty = (
    <EmptyState
      icon={<CircleCheck size={44} aria-hidden="true" className="text-pandan" />}
      title={t('todo.empty')}
    >
      {t('todo.emptyAbout')}
    </EmptyState>
  )
  return (
    <>
      <ListFrame title={t('todo.title')} about={t('attention.about')} query={query} empty={empty}>
        {(rows) => (
          <ul className="m-0 list-none p-0" data-testid="attention-list">
            {rows.map((row) => (
              <Item key={row.id} row={row} view={view} onResolve={() => setResolving(row.id)} />
            ))}
          </ul>
        )}
      </ListFrame>
      {resolving !== null && <ResolveSheet attentionId={resolving} onClose={() => setResolving(null)} />}
    </>
  )
}

function Item({ row, view, onResolve }: { row: AttentionRow; view: CounterView; onResolve: () => void }) {
  const t = useT()
  const { language } = view.settings
  const sentence = attentionSentence(row.kind, row.facts, language)
  const done = row.resolvedAt !== null
  return (
    <li
      data-testid="attention-row"
      data-kind={row.kind}
      className={cx('flex gap-4 border-b border-line p-5', done && 'text-second')}
    >
      {done ? (
        <CircleCheck size={22} aria-hidden="true" className="mt-0.5 shrink-0 text-pandan" />
      ) : (
        <TriangleAlert size={22} aria-hidden="true" className="mt-0.5 shrink-0 text-kunyit" />
      )}
      <div className="min-w-0 flex-1">
        <p className="m-0 text-base font-bold">{sentence.what}</p>
        <p className="m-0 text-base">{sentence.safe}</p>
        {!done && <p className="m-0 text-base font-semibold">{sentence.next}</p>}
        <p className="m-0 mt-1 text-note text-second">
          {row.saleNumber !== null && `${row.saleNumber} · `}
          {formatDay(row.createdAt, view.settings)} · {formatClock(row.createdAt, view.settings)}
        </p>
        {sentence.detail !== null && (
          <details className="mt-1">
            <summary className="inline-block min-h-6 cursor-pointer text-small text-second underline underline-offset-2">
              {t('common.detail')}
            </summary>
            <code className="block font-mono text-small break-all text-second select-all">
              {sentence.detail}
            </code>
          </details>
        )}
        {row.resolvedAt !== null && (
          <p className="m-0 mt-2 text-note">
            <Badge tone="pandan">
              {t('todo.resolvedBy', {
                name: row.resolvedBy ?? '–',
                time: formatClock(row.resolvedAt, view.settings, false),
              })}
            </Badge>{' '}
            {row.note}
          </p>
        )}
      </div>
      {!done && (
        <Button onClick={onResolve} className="self-start" data-testid="resolve">
          {t('todo.resolve')}
        </Button>
      )}
    </li>
  )
}

function ResolveSheet({ attentionId, onClose }: { attentionId: string; onClose: () => void }) {
  const t = useT()
  const { client } = useCore()
  const queries = useQueryClient()
  const action = useAction()
  const resolve = async (note: string) => {
    const answer = await action.run(() => client.attention.resolve({ attentionId, note }))
    if (!answer?.ok) return
    say(t('todo.resolved'))
    void queries.invalidateQueries({ queryKey: ['attention'] })
    onClose()
  }
  return (
    <ReasonSheet
      name="resolve"
      title={t('todo.resolve')}
      label={t('todo.note')}
      hint={t('todo.noteHint')}
      needed={t('todo.needNote')}
      go={t('todo.resolve')}
      tone="accent"
      maxLength={500}
      action={action}
      onClose={onClose}
      onReason={(note) => void resolve(note)}
    />
  )
}
