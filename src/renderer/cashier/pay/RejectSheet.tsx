import { useRef, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/Field.tsx'
import { useAction, useCore } from '../client.ts'
import { Problem } from '../Problem.tsx'
import { useT } from '../words.ts'

/** Money that a person recorded does not count after all; why is written down. */
export function RejectSheet({ tenderId, onClose }: { tenderId: string; onClose: () => void }) {
  const t = useT()
  const { client } = useCore()
  const action = useAction()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const missing = reason.trim() === ''
  const reject = async () => {
    setTried(true)
    if (missing) return
    const answer = await action.run(() => client.sale.rejectTender({ tenderId, reason: reason.trim() }))
    if (answer?.ok) onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('edc.rejectTitle')}
      description={t('edc.rejectAbout')}
      closeLabel={t('common.close')}
      initialFocus={field}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          void reject()
        }}
      >
        <TextField
          label={t('common.reason')}
          problem={tried && missing ? t('supersede.needReason') : null}
          value={reason}
          maxLength={200}
          inputRef={field}
          autoFocus
          data-testid="reject-reason"
          onChange={(event) => setReason(event.target.value)}
        />
        <Problem trouble={action.trouble} compact />
        <Button type="submit" tone="danger" busy={action.busy} data-testid="reject-go">
          {t('edc.reject')}
        </Button>
      </form>
    </Dialog>
  )
}
