import {
  useId,
  type InputHTMLAttributes,
  type ReactNode,
  type Ref,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
} from 'react'
import { cx } from './cx.ts'

export const FIELD_BOX =
  'min-h-11 w-full rounded-control border bg-card px-3.5 text-base text-ink outline-offset-0 hover:border-line-strong'

interface FieldFrame {
  readonly label: string
  readonly hint?: ReactNode
  /** What is wrong with what was typed; the typed text stays. */
  readonly problem?: string | null | undefined
}

/** A labelled text field; a problem is announced and marked by word, border and `aria-invalid`. */
export function TextField({
  label,
  hint,
  problem,
  inputRef,
  className,
  ...rest
}: FieldFrame & InputHTMLAttributes<HTMLInputElement> & { readonly inputRef?: Ref<HTMLInputElement> }) {
  const id = useId()
  return (
    <FieldRow id={id} label={label} hint={hint} problem={problem}>
      <input
        id={id}
        ref={inputRef}
        autoComplete="off"
        spellCheck={false}
        {...rest}
        aria-invalid={problem ? true : undefined}
        aria-describedby={`${id}-about`}
        className={cx(FIELD_BOX, problem ? 'border-cabai' : 'border-line', className)}
      />
    </FieldRow>
  )
}

export function TextAreaField({
  label,
  hint,
  problem,
  ...rest
}: FieldFrame & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const id = useId()
  return (
    <FieldRow id={id} label={label} hint={hint} problem={problem}>
      <textarea
        id={id}
        {...rest}
        aria-invalid={problem ? true : undefined}
        aria-describedby={`${id}-about`}
        className={cx(FIELD_BOX, 'resize-y py-2.5', problem ? 'border-cabai' : 'border-line')}
      />
    </FieldRow>
  )
}

export function SelectField({
  label,
  hint,
  problem,
  children,
  ...rest
}: FieldFrame & SelectHTMLAttributes<HTMLSelectElement>) {
  const id = useId()
  return (
    <FieldRow id={id} label={label} hint={hint} problem={problem}>
      <select
        id={id}
        {...rest}
        aria-invalid={problem ? true : undefined}
        aria-describedby={`${id}-about`}
        className={cx(FIELD_BOX, problem ? 'border-cabai' : 'border-line')}
      >
        {children}
      </select>
    </FieldRow>
  )
}

export function SwitchField({
  label,
  hint,
  checked,
  disabled = false,
  onChange,
}: FieldFrame & {
  readonly checked: boolean
  /** Decided by a rule; the hint says which. */
  readonly disabled?: boolean
  readonly onChange: (checked: boolean) => void
}) {
  const id = useId()
  return (
    <label htmlFor={id} className="flex min-h-11 items-center gap-3">
      <input
        id={id}
        type="checkbox"
        role="switch"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
        className="peer sr-only"
      />
      <span
        aria-hidden="true"
        className={cx(
          'relative h-7 w-12 shrink-0 rounded-full border transition-colors duration-120',
          'peer-focus-visible:outline-3 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-nila',
          checked ? 'border-nila bg-nila' : 'border-line-strong bg-ground',
          disabled && 'opacity-50',
        )}
      >
        <span
          className={cx(
            'absolute top-1 size-[18px] rounded-full transition-[left] duration-120',
            checked ? 'left-6 bg-on-nila' : 'left-1 bg-second',
          )}
        />
      </span>
      <span>
        <span className="font-semibold">{label}</span>
        {hint !== undefined && <span className="block text-note text-second">{hint}</span>}
      </span>
    </label>
  )
}

/** A field's label above it, and what is wrong with it or what it is for below. */
export function FieldRow({
  id,
  label,
  hint,
  problem,
  children,
}: FieldFrame & { id: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <label htmlFor={id} className="text-note font-semibold text-second">
        {label}
      </label>
      {children}
      <div id={`${id}-about`} className="text-small" aria-live="polite">
        {problem ? (
          <span className="font-semibold text-cabai">{problem}</span>
        ) : (
          hint && <span className="text-second">{hint}</span>
        )}
      </div>
    </div>
  )
}
