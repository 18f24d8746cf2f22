import type { PersonView } from '../../../../core/contract/views/people.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { PinPad } from '../../../ui/PinPad.tsx'
import { useAction, useCore } from '../../client.ts'
import { NewPinFields } from '../../people/NewPinFields.tsx'
import { useNewPin } from '../../people/use-new-pin.ts'
import { Problem } from '../../Problem.tsx'
import { RightMark } from '../../RightMark.tsx'
import { say } from '../../state/page.ts'
import { useT } from '../../desk-words.ts'

/** A new PIN for somebody who forgot theirs. */
export function SetPinSheet({
  person,
  onClose,
  onDone,
}: {
  person: PersonView
  onClose: () => void
  onDone: () => void
}) {
  const t = useT()
  const { client } = useCore()
  const action = useAction()
  const newPin = useNewPin()
  const { name } = person
  const save = async (): Promise<void> => {
    const pin = newPin.check()
    if (pin === null) return
    const answer = await action.run(() => client.people.setPin({ personId: person.id, pin }))
    if (!answer?.ok) return
    say(t('people.pinSet', { name }))
    onDone()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('people.setPinOf', { name })}
      description={t('people.setPinAbout', { name })}
      closeLabel={t('common.close')}
      width="medium"
      initialFocus={newPin.marked}
      testId="set-pin-sheet"
      keys={{ ...newPin.keys, Enter: () => void save() }}
    >
      <div className="flex flex-col gap-4">
        <div className="grid gap-x-6 gap-y-4 sm:grid-cols-[1fr_260px]">
          <div className="flex flex-col gap-3.5">
            <NewPinFields newPin={newPin} />
          </div>
          <PinPad pin={newPin.active} eraseLabel={t('common.erase')} disabled={action.busy} />
        </div>
        <Problem trouble={action.trouble} compact />
        <div className="flex justify-end gap-2.5">
          <Button cap="Esc" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            tone="accent"
            cap="⏎"
            busy={action.busy}
            data-testid="set-pin-go"
            onClick={() => void save()}
          >
            {t('people.setPin')}
            <RightMark wanted="manage_people" />
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
