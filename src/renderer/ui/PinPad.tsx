import { Delete } from 'lucide-react'
import { useCallback, useMemo, useRef, useState, type Ref } from 'react'
import { cx } from './cx.ts'
import type { KeyBindings } from './keys.ts'

const MOST_DIGITS = 8
/** Places shown before anything is typed: a PIN has at least so many digits. */
const PLACES = 4

/** A PIN being typed. The digits are held outside the page: never in the DOM, and not in what is drawn. */
export interface Pin {
  readonly length: number
  readonly press: (digit: string) => void
  readonly erase: () => void
  readonly clear: () => void
  readonly read: () => string
}

export function usePin(): Pin {
  const digits = useRef('')
  const [length, setLength] = useState(0)
  const set = useCallback((next: string) => {
    digits.current = next.slice(0, MOST_DIGITS)
    setLength(digits.current.length)
  }, [])
  return useMemo(
    () => ({
      length,
      press: (digit) => set(digits.current + digit),
      erase: () => set(digits.current.slice(0, -1)),
      clear: () => set(''),
      read: () => digits.current,
    }),
    [length, set],
  )
}

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

/** The digits and Backspace of the keyboard, wherever the focus is. */
export const pinKeys = (pin: Pin): KeyBindings => ({
  ...Object.fromEntries([...DIGITS, '0'].map((digit) => [digit, () => pin.press(digit)])),
  Backspace: pin.erase,
})

/** What was typed, as dots; read out as a number of digits. */
export function PinField({
  label,
  typed,
  length,
  active = true,
  problem = null,
  short = null,
  testId,
  fieldRef,
  onFocus,
}: {
  label: string
  /** How many digits there are, in words. */
  typed: string
  length: number
  active?: boolean
  /** What is wrong, below the field. */
  problem?: string | null
  /** A few words in the place of the label, so that nothing moves. */
  short?: string | null
  testId: string
  fieldRef?: Ref<HTMLDivElement>
  onFocus?: () => void
}) {
  return (
    <div className="flex flex-col gap-1.5">
      {short === null ? (
        <span aria-hidden="true" className="truncate text-note font-semibold text-second">
          {label}
        </span>
      ) : (
        <span
          role="alert"
          data-testid={`${testId}-short`}
          className="truncate text-note font-bold text-cabai"
        >
          {short}
        </span>
      )}
      <div
        ref={fieldRef}
        role="textbox"
        tabIndex={0}
        aria-label={label}
        aria-invalid={problem === null && short === null ? undefined : true}
        data-testid={testId}
        data-length={length}
        onFocus={onFocus}
        onPointerDown={onFocus}
        className={cx(
          'flex h-12 items-center justify-center gap-3.5 rounded-control border bg-card px-4',
          problem !== null || short !== null ? 'border-cabai' : active ? 'border-nila' : 'border-line',
        )}
      >
        <span className="sr-only">{typed}</span>
        {Array.from({ length: Math.max(PLACES, length) }, (_, index) => (
          <span
            key={index}
            aria-hidden="true"
            className={cx(
              'size-3.5 rounded-full border-2',
              index < length ? 'border-ink bg-ink' : 'border-line-strong',
            )}
          />
        ))}
      </div>
      {problem !== null && (
        <span role="alert" className="text-small font-semibold text-cabai">
          {problem}
        </span>
      )}
    </div>
  )
}

/** Digits for fingers, in the order of a cash machine's. The keyboard needs no field: its digits are bound. */
export function PinPad({
  pin,
  eraseLabel,
  disabled = false,
}: {
  pin: Pin
  eraseLabel: string
  disabled?: boolean
}) {
  const key =
    'flex min-h-12 items-center justify-center rounded-control text-title font-semibold disabled:opacity-45 [@media(min-height:700px)]:min-h-14'
  const digitKey = (digit: string) => (
    <button
      key={digit}
      type="button"
      disabled={disabled}
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => pin.press(digit)}
      data-testid={`pin-${digit}`}
      className={cx(key, 'bg-ink/5 hover:bg-ink/9 active:bg-ink/14')}
    >
      {digit}
    </button>
  )
  return (
    <div className="grid grid-cols-3 gap-2">
      {DIGITS.map(digitKey)}
      <span />
      {digitKey('0')}
      <button
        type="button"
        disabled={disabled}
        aria-label={eraseLabel}
        onPointerDown={(event) => event.preventDefault()}
        onClick={pin.erase}
        className={cx(key, 'border border-line hover:bg-ground active:bg-ink/9')}
      >
        <Delete size={22} aria-hidden="true" />
      </button>
    </div>
  )
}
