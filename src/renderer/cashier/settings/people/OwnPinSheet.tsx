import { useRef, useState } from 'react'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { PinField, pinKeys, PinPad, usePin } from '../../../ui/PinPad.tsx'
import { useAction, useCore } from '../../client.ts'
import { NewPinFields } from '../../people/NewPinFields.tsx'
import { useNewPin } from '../../people/use-new-pin.ts'
import { useScans } from '../../../ui/scan-keys.ts'
import { Problem } from '../../Problem.tsx'
import { say } from '../../state/page.ts'
import { useT } from '../../desk-words.ts'

/** One's own PIN: the present one first, then the new one twice. `about` says why it is asked for. */
export function OwnPinSheet({ about, onClose }: { about?: string; onClose: () => void }) {
  const t = useT()
  const { client } = useCore()
  const action = useAction()
  const old = usePin()
  const newPin = useNewPin()
  const [atOld, setAtOld] = useState(true)
  const first = useRef<HTMLDivElement>(null)
  const active = atOld ? old : newPin.active
  // it can lie over the sale: a PIN that is typed quickly is no code, and is not looked up or shown as one
  useScans(
    () => undefined,
    () => false,
  )
  const save = async (): Promise<void> => {
    if (old.length === 0) {
      first.current?.focus()
      return
    }
    const pin = newPin.check()
    if (pin === null) return
    const answer = await action.run(() => client.people.changeOwnPin({ oldPin: old.read(), newPin: pin }))
    if (answer === null) return
    if (answer.ok) {
      say(t('people.ownPinChanged'))
      onClose()
      return
    }
    if (answer.error.type !== 'call_lost') {
      old.clear()
      first.current?.focus()
    }
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('people.changeOwnPin')}
      {...(about === undefined ? {} : { description: about })}
      closeLabel={t('common.close')}
      width="medium"
      initialFocus={first}
      testId="own-pin-sheet"
      keys={{ ...pinKeys(active), Enter: () => void save() }}
    >
      <div className="flex flex-col gap-4">
        <div className="grid gap-x-6 gap-y-4 sm:grid-cols-[1fr_260px]">
          <div className="flex flex-col gap-3.5">
            <PinField
              label={t('pin.old')}
              typed={t('pin.typed', { count: old.length })}
              length={old.length}
              active={atOld}
              testId="pin-old"
              fieldRef={first}
              onFocus={() => setAtOld(true)}
            />
            <div
              className="flex flex-col gap-3.5"
              onFocus={() => setAtOld(false)}
              onPointerDown={() => setAtOld(false)}
            >
              <NewPinFields newPin={newPin} quiet={atOld} />
            </div>
          </div>
          <div className="self-end">
            <PinPad pin={active} eraseLabel={t('common.erase')} disabled={action.busy} />
          </div>
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
            data-testid="own-pin-go"
            onClick={() => void save()}
          >
            {t('people.changeOwnPin')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
