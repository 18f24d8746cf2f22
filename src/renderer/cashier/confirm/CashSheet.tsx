import { useState } from 'react'
import type { ConfirmationRow } from '../../../core/contract/views/confirmation.ts'
import { addAmounts, ZERO } from '../../../core/domain/money.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import type { Trouble } from '../../ui/RefusalPanel.tsx'
import { useAction, useCore } from '../client.ts'
import { useT } from '../desk-words.ts'
import { useMoney } from '../money.ts'
import { Problem } from '../Problem.tsx'
import { say } from '../state/page.ts'

/** All recorded cash at once, after it was counted. */
export function CashSheet({ rows, onClose }: { rows: readonly ConfirmationRow[]; onClose: () => void }) {
  const t = useT()
  const { client } = useCore()
  const { full } = useMoney()
  const action = useAction()
  const [stopped, setStopped] = useState<Trouble | null>(null)
  const total = rows.reduce((sum, row) => addAmounts(sum, row.amount), ZERO)
  const go = async () => {
    const answer = await action.run(() =>
      client.confirmations.acceptCash({ tenderIds: rows.map((row) => row.id) }),
    )
    if (!answer?.ok) return
    const { confirmed, refusal } = answer.value
    if (confirmed > 0) say(t('confirm.cashDone', { count: confirmed }))
    if (refusal === null) onClose()
    else setStopped(refusal)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('confirm.cashTitle', { count: rows.length })}
      description={t('confirm.cashAbout')}
      closeLabel={t('common.close')}
      width="narrow"
      testId="confirm-cash-sheet"
    >
      <div className="flex flex-col gap-4">
        <p className="m-0 text-center text-[34px] font-extrabold">{full(total)}</p>
        <Problem trouble={action.trouble ?? stopped} compact />
        <div className="flex justify-end gap-2.5">
          <Button cap="Esc" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button tone="accent" busy={action.busy} data-testid="confirm-cash-go" onClick={() => void go()}>
            {t('confirm.cashGo', { amount: full(total) })}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
