import type { SettingsView } from '../../core/contract/views/counter.ts'
import type { TimelineEntry } from '../../core/contract/views/sale.ts'
import type { Amount } from '../../core/domain/money.ts'
import { timelineSentence } from '../../core/domain/sentences/timeline.ts'
import { cx } from '../ui/cx.ts'
import { formatClock } from '../ui/time.ts'

/** What happened, oldest first, the latest in bold; times in the shop's zone. */
export function Timeline({
  entries,
  settings,
  total,
}: {
  entries: readonly TimelineEntry[]
  settings: SettingsView
  /** The sale's total: said once above, so a line about all of it need not repeat it. */
  total: Amount
}) {
  return (
    <ol className="m-0 flex list-none flex-col gap-2 p-0 text-note" data-testid="timeline">
      {entries.map((entry, index) => (
        // entries are only ever added at the end
        <li
          key={index}
          className={cx('flex gap-2', index === entries.length - 1 ? 'font-bold text-ink' : 'text-second')}
        >
          <time dateTime={entry.at} className="shrink-0">
            {formatClock(entry.at, settings)}
          </time>
          <span className="min-w-0">{sentence(entry, settings, total)}</span>
        </li>
      ))}
    </ol>
  )
}

function sentence({ kind, facts }: TimelineEntry, { language }: SettingsView, total: Amount): string {
  const { amount, ...others } = facts
  return timelineSentence(kind, amount === total ? others : facts, language).replaceAll('Rp ', 'Rp\u00a0')
}
