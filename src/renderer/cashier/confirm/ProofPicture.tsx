import { Image } from 'lucide-react'
import { useState } from 'react'
import type { ProofView } from '../../../core/contract/views/confirmation.ts'
import { Button } from '../../ui/Button.tsx'
import { useKeys } from '../../ui/keys.ts'
import { useAction, useCore } from '../client.ts'
import { useT } from '../desk-words.ts'
import { LargePhoto } from '../photo/LargePhoto.tsx'
import { Problem } from '../Problem.tsx'

/** The payer's picture, fetched by the core when somebody asks for it. It is data: no address is opened here. */
export function ProofPicture({ sessionId, amount }: { sessionId: string; amount: string }) {
  const t = useT()
  const { client } = useCore()
  const action = useAction()
  const [proof, setProof] = useState<ProofView | null>(null)
  const [large, setLarge] = useState(false)
  const show = async () => {
    const answer = await action.run(() => client.confirmations.proof({ sessionId }))
    if (answer?.ok) setProof(answer.value)
  }
  useKeys({ Enter: proof === null ? () => void show() : () => setLarge(true) })
  if (proof !== null) {
    const source = `data:${proof.contentType};base64,${proof.base64}`
    return (
      <>
        <button
          type="button"
          aria-label={t('confirm.proofLarge')}
          aria-keyshortcuts="Enter"
          onClick={(event) => {
            setLarge(true)
            // so that C and R go on to belong to the payment
            if (event.detail > 0) event.currentTarget.blur()
          }}
          className="max-w-full cursor-zoom-in self-start rounded-card"
        >
          <img
            src={source}
            alt={t('confirm.proofAlt')}
            data-testid="confirm-proof"
            // below what is in sight on a low screen, and it is what was asked for
            onLoad={(event) => event.currentTarget.scrollIntoView({ block: 'nearest' })}
            className="max-h-[min(420px,44vh)] max-w-full scroll-mt-12 scroll-mb-4 rounded-card border border-line object-contain"
          />
        </button>
        {large && (
          <LargePhoto
            source={source}
            name={t('confirm.proofAlt')}
            amount={amount}
            onClose={() => setLarge(false)}
          />
        )}
      </>
    )
  }
  return (
    <div className="flex flex-col items-start gap-2">
      <Button
        tone="quiet"
        cap="⏎"
        busy={action.busy}
        icon={<Image size={18} aria-hidden="true" />}
        data-testid="confirm-show-proof"
        onClick={() => void show()}
      >
        {t('confirm.proof')}
      </Button>
      <Problem trouble={action.trouble} compact />
    </div>
  )
}
