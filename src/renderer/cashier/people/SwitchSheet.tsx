import { LockKeyhole } from 'lucide-react'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useAction, useCore } from '../client.ts'
import { Problem } from '../Problem.tsx'
import { closeOverlay } from '../state/overlay.ts'
import { useT } from '../words.ts'
import { useWho } from './use-who.ts'
import { WhoAndPin } from './WhoAndPin.tsx'

/** Somebody else takes over, or the till is locked; the sale stays as it is. */
export function SwitchSheet({ view }: { view: CounterView }) {
  const t = useT()
  const { client, draft } = useCore()
  const locking = useAction()
  const team = view.team.filter(({ id }) => id !== view.actor.id)
  const who = useWho({
    team,
    first: null,
    submit: async (personId, pin) => {
      await draft.flush()
      return await client.people.signIn({ personId, pin })
    },
  })
  const lock = () =>
    void locking.run(async () => {
      // the cart is told first: a locked till takes nothing
      await draft.flush()
      return await client.people.lock()
    })
  return (
    <Dialog
      open
      onClose={closeOverlay}
      title={t('switch.who')}
      description={t('switch.whoAbout', { name: view.actor.name })}
      closeLabel={t('common.close')}
      width="wide"
      initialFocus={who.pinRef}
      testId="switch-sheet"
      keys={{ ...(team.length === 0 ? {} : who.keys), F12: lock, Escape: closeOverlay }}
    >
      <div className="flex flex-col gap-5">
        {team.length === 0 ? (
          <p className="m-0 text-base text-second">{t('switch.alone')}</p>
        ) : (
          <WhoAndPin who={who} label={t('switch.who')} go={t('lock.enter')} />
        )}
        <Problem trouble={locking.trouble} compact />
        <Button
          cap="F12"
          icon={<LockKeyhole size={18} aria-hidden="true" />}
          busy={locking.busy}
          data-testid="lock-now"
          className="self-start"
          onClick={lock}
        >
          {t('switch.lock')}
        </Button>
      </div>
    </Dialog>
  )
}
