import type { AttentionDetail, AttentionRow } from '../../../core/contract/views/after-sale.ts'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import { formatClock, formatDay } from '../../ui/time.ts'
import { CATALOGS, useT, type WordKey } from '../words.ts'

type Step = AttentionDetail['steps'][number]

/** Who did what about an item, and when. Items settled before each step was kept show how they ended. */
export function AttentionSteps({
  view,
  row,
  steps,
}: {
  view: CounterView
  row: AttentionRow
  steps: readonly Step[]
}) {
  const t = useT()
  const { resolvedAt, resolvedBy, note } = row
  const told: readonly Step[] =
    steps.length > 0 || resolvedAt === null
      ? steps
      : [{ at: resolvedAt, by: resolvedBy, kind: 'resolved', note, facts: {} }]
  if (told.length === 0) return null
  return (
    <section>
      <h3 className="m-0 mb-1.5 text-base font-bold">{t('todo.happened')}</h3>
      <ol className="m-0 flex list-none flex-col gap-2.5 p-0" data-testid="attention-steps">
        {told.map((step, index) => (
          // steps are only ever added at the end
          <li key={index} className="border-l-2 border-line pl-3.5 text-base">
            <p className="m-0">
              {sentence(step, t)}
              {step.note !== null && step.note !== '' && <> “{step.note}”</>}
            </p>
            <p className="m-0 text-note text-second">
              {step.by ?? t('todo.till')} · {formatDay(step.at, view.settings)}{' '}
              {formatClock(step.at, view.settings, false)}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Steps come as text from the books; one this version does not know gets a general word. */
function sentence({ kind, facts }: Step, t: ReturnType<typeof useT>): string {
  const key = `todo.did.${kind}`
  const word: WordKey = Object.hasOwn(CATALOGS.id, key) ? (key as WordKey) : 'todo.done'
  return t(word, { number: text(facts['saleNumber']), state: stateWord(facts['state'], t) })
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '–')

function stateWord(state: unknown, t: ReturnType<typeof useT>): string {
  const plain = text(state)
  const key = plain.startsWith('refund_') ? `refund.state.${plain.slice(7)}` : `tender.${plain}`
  return Object.hasOwn(CATALOGS.id, key) ? t(key as WordKey) : plain
}
