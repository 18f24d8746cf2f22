import { ReasonSheet } from '../ReasonSheet.tsx'
import { useAction, useCore } from '../client.ts'
import { say } from '../state/page.ts'
import { useT } from '../words.ts'

/** The customer says that they paid a code that is over: the payment service is asked, and what they show is kept. */
export function ProofSheet({ tenderId, onClose }: { tenderId: string; onClose: () => void }) {
  const t = useT()
  const { client } = useCore()
  const action = useAction()
  const send = async (reference: string) => {
    const answer = await action.run(() => client.sale.customerProof({ tenderId, reference }))
    if (answer?.ok !== true) return
    onClose()
    const tender = answer.value.tenders.find((each) => each.id === tenderId)
    // paid after all: the screen says LUNAS, or the inbox has the money
    if (tender?.counted !== true) say(t('proof.kept'))
  }
  return (
    <ReasonSheet
      title={t('proof.title')}
      about={t('proof.about')}
      label={t('proof.label')}
      hint={t('proof.hint')}
      needed={t('proof.needed')}
      go={t('proof.go')}
      tone="accent"
      maxLength={80}
      action={action}
      name="proof"
      onClose={onClose}
      onReason={(reference) => void send(reference)}
    />
  )
}
