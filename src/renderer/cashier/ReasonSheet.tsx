import { useRef, useState, type ReactNode } from 'react'
import type { Right } from '../../core/domain/people/permissions.ts'
import type { useAction } from './client.ts'
import { Button, type ButtonProps } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/Field.tsx'
import { Problem } from './Problem.tsx'
import { RightMark } from './RightMark.tsx'
import { useTyped } from './state/typed.ts'
import { useT } from './words.ts'

interface ReasonSheetProps {
  readonly title: string
  readonly about?: string
  /** Stands above the field. */
  readonly before?: ReactNode
  readonly label: string
  readonly hint?: string
  /** What is said when it is sent empty. */
  readonly needed: string
  readonly go: string
  readonly tone: NonNullable<ButtonProps['tone']>
  readonly maxLength?: number
  readonly action: Pick<ReturnType<typeof useAction>, 'busy' | 'trouble'>
  /** Begins the test ids: `<name>-reason`, `<name>-go`. */
  readonly name: string
  /** What it takes, marked on the button when the person lacks it. */
  readonly right?: Right
  readonly onClose: () => void
  readonly onReason: (reason: string) => void
}

/** Asks why, in words that are kept: nothing is done without them, and what was typed stays until it was. */
export function ReasonSheet({ action, before = null, onReason, onClose, ...words }: ReasonSheetProps) {
  const t = useT()
  const [reason, setReason] = useTyped(`${words.name}.reason`, '')
  const [tried, setTried] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const missing = reason.trim() === ''
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.title}
      {...(words.about === undefined ? {} : { description: words.about })}
      closeLabel={t('common.close')}
      initialFocus={field}
      testId={words.name}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (!missing) onReason(reason.trim())
        }}
      >
        {before}
        <TextField
          label={words.label}
          {...(words.hint === undefined ? {} : { hint: words.hint })}
          problem={tried && missing ? words.needed : null}
          value={reason}
          maxLength={words.maxLength ?? 200}
          inputRef={field}
          autoFocus
          data-testid={`${words.name}-reason`}
          onChange={(event) => setReason(event.target.value)}
        />
        <Problem trouble={action.trouble} compact />
        <div className="flex justify-end gap-2.5">
          <Button cap="Esc" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" tone={words.tone} busy={action.busy} data-testid={`${words.name}-go`}>
            {words.go}
            {words.right !== undefined && <RightMark wanted={words.right} />}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
