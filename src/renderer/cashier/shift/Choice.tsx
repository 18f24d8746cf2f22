import type { ReactNode } from 'react'
import { cx } from '../../ui/cx.ts'

export interface Option<Value extends string> {
  readonly value: Value
  readonly label: string
  readonly icon?: ReactNode
  readonly testId: string
}

/** A few ways beside each other, one of them taken. */
export function Choice<Value extends string>({
  label,
  options,
  value,
  onPick,
}: {
  label: string
  options: readonly Option<Value>[]
  value: Value
  onPick: (value: Value) => void
}) {
  return (
    <div role="group" aria-label={label} className="flex w-fit gap-1 rounded-control bg-ink/5 p-1">
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          data-testid={option.testId}
          aria-pressed={option.value === value}
          onClick={() => onPick(option.value)}
          className={cx(
            'flex min-h-11 items-center gap-2 rounded-small px-4 text-note font-semibold',
            option.value === value
              ? 'bg-card text-nila outline-1 -outline-offset-1 outline-line-strong focus-visible:outline-3 focus-visible:outline-nila'
              : 'text-second hover:text-ink',
          )}
        >
          {option.icon}
          {option.label}
        </button>
      ))}
    </div>
  )
}
