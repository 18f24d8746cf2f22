import { useRef, useState } from 'react'
import type { useAction } from './client.ts'
import { Button, type ButtonProps } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/Field.tsx'
import { Problem } from './Problem.tsx'
import { useT } from './words.ts'

interface ReasonSheetProps {
  readonly title: string
  readonly about?: string
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
  readonly onClose: () => void
  readonly onReason: (reason: string) => void
}

/** Asks why, in words that are kept: nothing is done without them, and what was typed stays until it was. */
export function ReasonSheet({ action, onReason, onClose, ...words }: ReasonSheetProps) {
  const t = useT()
  const [reason, setReason] = useState('')
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
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
