import { useRef, useState } from 'react'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { TextField } from '../../../ui/Field.tsx'
import { useAction, useCore } from '../../client.ts'
import { Problem } from '../../Problem.tsx'
import { RightMark } from '../../RightMark.tsx'
import { useT } from '../../desk-words.ts'

const POINTS = [
  'restore.what',
  'restore.kept',
  'restore.unknown',
  'restore.numbers',
  'restore.after',
] as const
const WORDS = ['PULIHKAN', 'RESTORE'] as const

/** Says all that a restore does, and lets it be done only when the word for it was typed. */
export function RestoreSheet({
  name,
  when,
  onClose,
}: {
  readonly name: string
  readonly when: string
  readonly onClose: () => void
}) {
  const t = useT()
  const { client, draft } = useCore()
  const action = useAction()
  const [text, setText] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const typed = WORDS.find((word) => word === text.trim().toUpperCase())
  const restore = async () => {
    if (typed === undefined) return
    // what is still being typed belongs to the books that leave
    await draft.flush()
    const answer = await action.run(() => client.backups.restore({ name, typed }))
    if (answer?.ok === true) onClose()
  }
  return (
    <Dialog
      open
      onClose={action.busy ? () => {} : onClose}
      title={t('restore.title', { when })}
      closeLabel={t('common.close')}
      initialFocus={field}
      testId="restore"
    >
      <ul className="m-0 mb-4 flex list-disc flex-col gap-1.5 pl-5 text-base">
        {POINTS.map((point) => (
          <li key={point}>{t(point)}</li>
        ))}
      </ul>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          void restore()
        }}
      >
        <TextField
          label={t('restore.type', { word: t('restore.word') })}
          value={text}
          maxLength={12}
          inputRef={field}
          autoCapitalize="characters"
          disabled={action.busy}
          data-testid="restore-word"
          onChange={(event) => setText(event.target.value)}
        />
        <Problem trouble={action.trouble} compact />
        {action.busy && (
          <p role="status" className="m-0 text-base font-semibold text-kunyit">
            {t('restore.busy')}
          </p>
        )}
        <div className="flex justify-end gap-2.5">
          <Button cap="Esc" disabled={action.busy} onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            type="submit"
            tone="danger"
            busy={action.busy}
            disabled={typed === undefined}
            data-testid="restore-go"
          >
            {t('restore.go')}
            <RightMark wanted="manage_backups" />
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
