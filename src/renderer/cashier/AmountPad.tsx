import { useId, type ReactNode, type Ref } from 'react'
import { cx } from '../ui/cx.ts'
import { Keypad } from '../ui/Keypad.tsx'
import type { Trouble } from '../ui/RefusalPanel.tsx'
import { useMoney } from './money.ts'
import { Problem } from './Problem.tsx'
import { useT } from './words.ts'

/**
 * A large amount field with a keypad. The text stays exactly as typed; below it stands how it was understood. With
 * `children` they stand under the field and the keypad beside them, and what is wrong stands last: it moves no key. Without
 * them the sheet says what is wrong.
 */
export function AmountPad({
  label,
  typed,
  onChange,
  refusal,
  testId,
  inputRef,
  children,
}: {
  label: string
  typed: string
  onChange: (typed: string) => void
  refusal: Trouble | null
  testId: string
  inputRef: Ref<HTMLInputElement>
  children?: ReactNode
}) {
  const t = useT()
  const id = useId()
  const { full, read, mark } = useMoney()
  const understood = read(typed)
  return (
    <div className={cx('grid gap-x-6 gap-y-3', children !== undefined && 'sm:grid-cols-[1fr_300px]')}>
      <div className="flex min-w-0 flex-col gap-3">
        <div>
          <label htmlFor={id} className="text-note font-semibold text-second">
            {label}
          </label>
          <input
            id={id}
            ref={inputRef}
            // at once, not a frame later: what a quick cashier types right after the key must not be lost
            autoFocus
            data-testid={testId}
            inputMode={mark === null ? 'numeric' : 'decimal'}
            autoComplete="off"
            value={typed}
            maxLength={30}
            aria-invalid={refusal !== null ? true : undefined}
            onChange={(event) => onChange(event.target.value)}
            className={cx(
              'mt-1 h-16 w-full rounded-control border bg-card px-4 text-right text-[32px] font-bold',
              refusal === null ? 'border-line' : 'border-cabai',
            )}
          />
          <p className="m-0 mt-1 min-h-5 text-right text-note text-second" aria-live="polite">
            {understood.ok ? full(understood.value) : ''}
          </p>
        </div>
        {children}
        {children !== undefined && <Problem trouble={refusal} compact />}
      </div>
      <Keypad
        value={typed}
        onChange={onChange}
        eraseLabel={t('common.erase')}
        mark={mark}
        markLabel={t('common.mark')}
      />
    </div>
  )
}
