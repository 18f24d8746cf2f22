import { useRef, useState } from 'react'
import type { SaleView } from '../../../core/contract/views.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/Field.tsx'
import { Problem } from '../Problem.tsx'
import { useT } from '../words.ts'
import type { Takedown } from './payment-actions.ts'

/** A code that can still be paid stands in the way: take it down, or cover it with a reason when that is impossible. */
export function TakedownSheet({ takedown, sale }: { takedown: Takedown; sale: SaleView }) {
  return takedown.step === 'ask' ? (
    <AskFirst takedown={takedown} />
  ) : (
    <CoverWithReason takedown={takedown} key={sale.id} />
  )
}

function AskFirst({ takedown }: { takedown: Takedown }) {
  const t = useT()
  const { action, onClose, onTakeDown } = takedown
  const go = useRef<HTMLButtonElement>(null)
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('takedown.title')}
      description={t('takedown.about')}
      closeLabel={t('common.close')}
      initialFocus={go}
    >
      <div className="flex flex-col gap-4">
        <Problem trouble={action.trouble} compact />
        <div className="flex justify-end gap-2.5">
          <Button cap="Esc" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            ref={go}
            tone="accent"
            cap="⏎"
            busy={action.busy}
            onClick={onTakeDown}
            data-testid="takedown-go"
          >
            {t('takedown.go')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

function CoverWithReason({ takedown }: { takedown: Takedown }) {
  const t = useT()
  const { action, onClose, onSupersede } = takedown
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const missing = reason.trim() === ''
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('supersede.title')}
      description={t('supersede.about')}
      closeLabel={t('common.close')}
      initialFocus={field}
      testId="supersede"
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (!missing) onSupersede(reason.trim())
        }}
      >
        <TextField
          label={t('common.reason')}
          hint={t('supersede.hint')}
          problem={tried && missing ? t('supersede.needReason') : null}
          value={reason}
          maxLength={200}
          inputRef={field}
          autoFocus
          data-testid="supersede-reason"
          onChange={(event) => setReason(event.target.value)}
        />
        <Problem trouble={action.trouble} compact />
        <div className="flex justify-end gap-2.5">
          <Button cap="Esc" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" tone="danger" busy={action.busy} data-testid="supersede-go">
            {t('supersede.go')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
