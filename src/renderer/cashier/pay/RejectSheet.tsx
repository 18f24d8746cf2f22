import { useAction, useCore } from '../client.ts'
import { ReasonSheet } from '../ReasonSheet.tsx'
import { useT } from '../words.ts'

/** Money that a person recorded does not count after all; why is written down. */
export function RejectSheet({ tenderId, onClose }: { tenderId: string; onClose: () => void }) {
  const t = useT()
  const { client } = useCore()
  const action = useAction()
  const reject = async (reason: string) => {
    const answer = await action.run(() => client.sale.rejectTender({ tenderId, reason }))
    if (answer?.ok) onClose()
  }
  return (
    <ReasonSheet
      name="reject"
      title={t('edc.rejectTitle')}
      about={t('edc.rejectAbout')}
      label={t('common.reason')}
      needed={t('supersede.needReason')}
      go={t('edc.reject')}
      tone="danger"
      action={action}
      onClose={onClose}
      onReason={(reason) => void reject(reason)}
    />
  )
}
