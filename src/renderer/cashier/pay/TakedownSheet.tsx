import { useRef } from 'react'
import type { SaleView } from '../../../core/contract/views/sale.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Problem } from '../Problem.tsx'
import { ReasonSheet } from '../ReasonSheet.tsx'
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
  const { action, why, onClose, onSupersede } = takedown
  return (
    <ReasonSheet
      before={why === null ? null : <Problem trouble={why} compact />}
      name="supersede"
      right="supersede_code"
      title={t('supersede.title')}
      about={t('supersede.about')}
      label={t('common.reason')}
      hint={t('supersede.hint')}
      needed={t('supersede.needReason')}
      go={t('supersede.go')}
      tone="danger"
      action={action}
      onClose={onClose}
      onReason={onSupersede}
    />
  )
}
