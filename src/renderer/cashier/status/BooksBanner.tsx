import { DatabaseZap, HardDrive } from 'lucide-react'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { formatClock, formatDay } from '../../ui/time.ts'
import { goTo } from '../state/page.ts'
import { useT } from '../words.ts'

/** Said across the whole screen when the shop's own books are in trouble, or soon will be; nothing otherwise. */
export function BooksBanner({ view }: { view: CounterView }) {
  const t = useT()
  const { state, diskLow } = view.books
  if (state === 'fine' && !diskLow) return null
  const isBroken = state !== 'fine'
  const words = isBroken ? wordsOf(view, t) : t('books.diskLow')
  const Icon = isBroken ? DatabaseZap : HardDrive
  return (
    <div
      role={isBroken ? 'alert' : 'status'}
      data-testid="books-banner"
      data-state={isBroken ? state : 'disk_low'}
      className={cx(
        'flex min-h-13 shrink-0 items-center gap-3 px-5 py-1 text-base font-semibold',
        isBroken ? 'bg-cabai-wash text-cabai' : 'bg-kunyit-wash text-kunyit',
      )}
    >
      <Icon size={20} aria-hidden="true" className="shrink-0" />
      <span className="min-w-0 flex-1">{words}</span>
      {state !== 'gone' && (
        <Button className="text-ink" data-testid="books-open" onClick={() => goTo('settings', 'backups')}>
          {t('books.open')}
        </Button>
      )}
    </div>
  )
}

function wordsOf({ books, settings }: CounterView, t: ReturnType<typeof useT>): string {
  const { state, newestBackup } = books
  const when =
    newestBackup === null
      ? null
      : `${formatDay(newestBackup.at, settings)}, ${formatClock(newestBackup.at, settings, false)}`
  switch (state) {
    case 'damaged':
      return `${t('books.damaged')} ${when === null ? t('books.damagedNone') : t('books.damagedNext', { when })}`
    case 'replaced':
      return when === null
        ? t('books.replaced')
        : `${t('books.replaced')} ${t('books.replacedNext', { when })}`
    default:
      return t('books.gone')
  }
}
