import { Delete } from 'lucide-react'
import { cx } from './cx.ts'

const KEYS = ['7', '8', '9', '4', '5', '6', '1', '2', '3', '0', '000'] as const

/** Digits for fingers: changes a typed text and never judges it. The physical keyboard types into the field itself. */
export function Keypad({
  value,
  onChange,
  eraseLabel,
}: {
  value: string
  onChange: (value: string) => void
  eraseLabel: string
}) {
  const key = 'flex min-h-14 items-center justify-center rounded-control text-title font-semibold'
  return (
    <div className="grid grid-cols-3 gap-2">
      {KEYS.map((digit) => (
        <button
          key={digit}
          type="button"
          tabIndex={-1}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChange(value + digit)}
          className={cx(key, 'bg-ink/5 hover:bg-ink/9 active:bg-ink/14')}
        >
          {digit}
        </button>
      ))}
      <button
        type="button"
        tabIndex={-1}
        aria-label={eraseLabel}
        onPointerDown={(event) => event.preventDefault()}
        onClick={() => onChange(value.slice(0, -1))}
        className={cx(key, 'border border-line hover:bg-ground active:bg-ink/9')}
      >
        <Delete size={22} aria-hidden="true" />
      </button>
    </div>
  )
}
