import { Delete } from 'lucide-react'
import { cx } from './cx.ts'

const DIGITS = ['7', '8', '9', '4', '5', '6', '1', '2', '3'] as const

/**
 * Digits for fingers: changes a typed text and never judges it. The physical keyboard types into the field itself.
 * Whole money has keys for hundreds and thousands; with a `mark` there is one for it, and two noughts are its cents.
 */
export function Keypad({
  value,
  onChange,
  eraseLabel,
  mark = null,
  markLabel,
}: {
  value: string
  onChange: (value: string) => void
  eraseLabel: string
  mark?: '.' | ',' | null
  /** What the mark's key is called: a screen reader does not say a comma. */
  markLabel?: string
}) {
  const noughts = mark === null ? ['0', '00', '000'] : ['00', '0']
  return (
    <div className="flex flex-col gap-2">
      <div className="grid grid-cols-3 gap-2">
        {DIGITS.map((digit) => (
          <DigitKey key={digit} text={digit} onPress={() => onChange(value + digit)} />
        ))}
      </div>
      <div className="grid grid-cols-4 gap-2">
        {noughts.map((digits) => (
          <DigitKey key={digits} text={digits} onPress={() => onChange(value + digits)} />
        ))}
        {mark !== null && (
          <DigitKey
            text={mark}
            label={markLabel}
            onPress={() => {
              if (value !== '' && !value.includes(mark)) onChange(value + mark)
            }}
          />
        )}
        <button
          type="button"
          tabIndex={-1}
          aria-label={eraseLabel}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChange(value.slice(0, -1))}
          className={cx(KEY, 'border border-line hover:bg-ground active:bg-ink/9')}
        >
          <Delete size={22} aria-hidden="true" />
        </button>
      </div>
    </div>
  )
}

const KEY = 'flex min-h-14 items-center justify-center rounded-control text-title font-semibold'

function DigitKey({
  text,
  label,
  onPress,
}: {
  text: string
  label?: string | undefined
  onPress: () => void
}) {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={label}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onPress}
      className={cx(KEY, 'bg-ink/5 hover:bg-ink/9 active:bg-ink/14')}
    >
      {text}
    </button>
  )
}
