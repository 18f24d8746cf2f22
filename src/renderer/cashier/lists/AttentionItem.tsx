import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Crown, Printer, X } from 'lucide-react'
import { useState } from 'react'
import type { AttentionDetail, AttentionRow } from '../../../core/contract/views/after-sale.ts'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import type { AttentionAction } from '../../../core/domain/books/attention-actions.ts'
import { attentionSentence } from '../../../core/domain/sentences/attention.ts'
import type { Result } from '../../../core/domain/result.ts'
import { Button, type ButtonTone } from '../../ui/Button.tsx'
import { useKeys } from '../../ui/keys.ts'
import type { Trouble } from '../../ui/RefusalPanel.tsx'
import { Badge, LoadingRows } from '../../ui/States.tsx'
import { formatClock, formatDay } from '../../ui/time.ts'
import { Refused, useAction, useCore, valueOf } from '../client.ts'
import { Problem } from '../Problem.tsx'
import { RightMark } from '../RightMark.tsx'
import { say } from '../state/page.ts'
import { useT } from '../words.ts'
import { AttentionSheets, type AttentionSheet } from './AttentionSheets.tsx'
import { AttentionSteps } from './AttentionSteps.tsx'
import { SaleDetail } from './SaleDetail.tsx'

/** One item of the inbox: what happened, what is safe, what to do, and what was done. The core says what is offered. */
export function AttentionItem({
  view,
  row: listed,
  onClose,
}: {
  view: CounterView
  row: AttentionRow
  onClose: () => void
}) {
  const t = useT()
  const { client } = useCore()
  const [showsSale, setShowsSale] = useState(false)
  const detail = useQuery({
    queryKey: ['attention-item', view.mode, listed.id, view.revision],
    queryFn: () => valueOf(client.attention.get({ attentionId: listed.id })),
    placeholderData: (before) => before,
  })
  // once settled it is no longer in the list it was chosen from
  const { resolvedAt = listed.resolvedAt, escalatedAt = listed.escalatedAt } = detail.data ?? {}
  const row: AttentionRow = { ...listed, resolvedAt, escalatedAt }
  if (showsSale && row.saleId !== null)
    return <SaleDetail view={view} saleId={row.saleId} onClose={() => setShowsSale(false)} />
  return (
    <div className="calm-scroll flex h-full flex-col gap-5 p-6" data-testid="attention-item">
      <CloseButton onClose={onClose} />
      <Story view={view} row={row} />
      {detail.error instanceof Refused && <Problem trouble={detail.error.trouble} />}
      {detail.data === undefined ? (
        detail.isPending && <LoadingRows rows={3} label={t('common.loading')} />
      ) : (
        <>
          <Doings view={view} detail={detail.data} />
          <AttentionSteps view={view} row={row} steps={detail.data.steps} />
        </>
      )}
      <footer className="mt-auto flex flex-wrap gap-2 text-note text-second">
        <PrintItem attentionId={row.id} />
        {row.saleNumber !== null && (
          <Button
            tone="quiet"
            className="self-start"
            data-testid="attention-sale"
            onClick={() => setShowsSale(true)}
          >
            {t('todo.showSale', { number: row.saleNumber })}
          </Button>
        )}
      </footer>
    </div>
  )
}

function PrintItem({ attentionId }: { attentionId: string }) {
  const t = useT()
  const { client } = useCore()
  const action = useAction()
  const print = async () => {
    const answer = await action.run(() => client.attention.print({ attentionId }))
    if (answer?.ok) say(t('todo.printed'))
  }
  return (
    <>
      <Button
        tone="quiet"
        icon={<Printer size={17} aria-hidden="true" />}
        busy={action.busy}
        data-testid="attention-print"
        onClick={() => void print()}
      >
        {t('todo.print')}
      </Button>
      <Problem trouble={action.trouble} compact />
    </>
  )
}

function CloseButton({ onClose }: { onClose: () => void }) {
  const t = useT()
  useKeys({ Escape: onClose })
  return (
    <button
      type="button"
      aria-label={t('common.close')}
      onClick={onClose}
      className="-mt-2 -mr-2 -mb-14 flex size-11 shrink-0 items-center justify-center self-end rounded-control text-second hover:bg-ink/5"
    >
      <X size={20} aria-hidden="true" />
    </button>
  )
}

function Story({ view, row }: { view: CounterView; row: AttentionRow }) {
  const t = useT()
  const { what, safe, next, detail } = attentionSentence(row.kind, row.facts, view.settings.language)
  const time = `${formatDay(row.createdAt, view.settings)} ${formatClock(row.createdAt, view.settings, false)}`
  return (
    <header className="flex flex-col gap-1.5 pr-10">
      <h2 className="m-0 text-title leading-tight font-bold">{what}</h2>
      <p className="m-0 text-base">{safe}</p>
      {row.resolvedAt === null && <p className="m-0 text-base font-semibold">{next}</p>}
      <p className="m-0 mt-1 flex flex-wrap items-center gap-2 text-note text-second">
        {t('todo.created', { time })}
        {row.escalatedAt !== null && row.resolvedAt === null && (
          <Badge tone="kunyit" icon={<Crown size={14} aria-hidden="true" />}>
            {t('todo.forOwner')}
          </Badge>
        )}
      </p>
      {detail !== null && (
        <details>
          <summary className="inline-block min-h-6 cursor-pointer text-small text-second underline underline-offset-2">
            {t('common.detail')}
          </summary>
          <code className="block font-mono text-small break-all text-second select-all">{detail}</code>
        </details>
      )}
    </header>
  )
}

/** The key of each action: the same whatever else is offered. */
const KEY: Readonly<Record<AttentionAction, string>> = {
  attach: 'F1',
  refund: 'F2',
  check: 'F5',
  reprint: 'F6',
  was_printed: 'F7',
  release: 'F4',
  escalate: 'F8',
  note: 'F9',
  resolve: 'F3',
}
const TONE: Partial<Readonly<Record<AttentionAction, ButtonTone>>> = {
  attach: 'accent',
  check: 'accent',
  reprint: 'accent',
  release: 'danger',
}
const RIGHT = {
  attach: 'settle_attention',
  resolve: 'settle_attention',
  refund: 'refund',
  release: 'refund',
} as const satisfies Partial<Record<AttentionAction, string>>
const lends = (action: AttentionAction): action is keyof typeof RIGHT => Object.hasOwn(RIGHT, action)

function Doings({ view, detail }: { view: CounterView; detail: AttentionDetail }) {
  const t = useT()
  const { client } = useCore()
  const queries = useQueryClient()
  const action = useAction()
  const [sheet, setSheet] = useState<AttentionSheet | null>(null)
  const attentionId = detail.id

  const run = async (call: () => Promise<Result<AttentionDetail, Trouble>>) => {
    const answer = await action.run(call)
    if (!answer?.ok) return
    say(t(answer.value.actions.includes('check') ? 'todo.checked' : 'todo.done'))
    void queries.invalidateQueries({ queryKey: ['attention'] })
    void queries.invalidateQueries({ queryKey: ['attention-item'] })
  }
  const press = (chosen: AttentionAction): void => {
    switch (chosen) {
      case 'check':
        return void run(() => client.attention.check({ attentionId }))
      case 'reprint':
        return void run(() => client.attention.reprint({ attentionId }))
      case 'was_printed':
        return void run(() => client.attention.wasPrinted({ attentionId }))
      default:
        return setSheet(chosen)
    }
  }
  useKeys(Object.fromEntries(detail.actions.map((each) => [KEY[each], () => press(each)])))
  return (
    <section className="flex flex-col gap-2">
      <div className="grid grid-cols-2 gap-2">
        {detail.actions.map((each) => (
          <Button
            key={each}
            spread
            tone={TONE[each] ?? 'plain'}
            cap={KEY[each]}
            busy={action.busy}
            data-testid={each === 'resolve' ? 'resolve' : `attention-do-${each}`}
            onClick={() => press(each)}
          >
            {t(`todo.do.${each}`)}
            {lends(each) && <RightMark wanted={RIGHT[each]} />}
          </Button>
        ))}
      </div>
      <Problem trouble={action.trouble} compact />
      {sheet !== null && (
        <AttentionSheets view={view} sheet={sheet} detail={detail} onClose={() => setSheet(null)} />
      )}
    </section>
  )
}
