import { X } from 'lucide-react'
import { cx } from '../../ui/cx.ts'
import { useT } from '../desk-words.ts'

export interface Chip {
  readonly id: string
  readonly name: string
  readonly on: boolean
  readonly press: () => void
  /** Only what somebody has kept can be thrown away. */
  readonly remove?: () => void
}

/** What is looked for most, one press each; pressing one that is on lets everything through again. */
export function FilterChips({ chips }: { chips: readonly Chip[] }) {
  const t = useT()
  return (
    <ul
      aria-label={t('finding.kept')}
      data-testid="filter-chips"
      className="m-0 flex list-none gap-2 overflow-x-auto p-0 py-0.5"
    >
      {chips.map(({ id, name, on, press, remove }) => (
        <li
          key={id}
          className={cx(
            'flex shrink-0 items-center rounded-full border',
            on
              ? 'border-nila bg-nila-wash text-nila'
              : 'border-line bg-card text-ink hover:border-line-strong',
          )}
        >
          <button
            type="button"
            aria-pressed={on}
            onClick={press}
            className={cx(
              'min-h-11 max-w-56 truncate rounded-full pl-4 text-base font-semibold',
              remove === undefined ? 'pr-4' : 'pr-1',
            )}
          >
            {name}
          </button>
          {remove !== undefined && (
            <button
              type="button"
              aria-label={t('finding.remove', { name })}
              onClick={remove}
              className="flex size-11 items-center justify-center rounded-full text-second hover:text-ink"
            >
              <X size={16} aria-hidden="true" />
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}
