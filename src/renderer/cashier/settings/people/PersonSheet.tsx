import { useRef, useState } from 'react'
import type { PersonView } from '../../../../core/contract/views/people.ts'
import { ROLES, type Role } from '../../../../core/domain/people/people.ts'
import type { Result } from '../../../../core/domain/result.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { SelectField, TextField } from '../../../ui/Field.tsx'
import { PinPad } from '../../../ui/PinPad.tsx'
import type { Trouble } from '../../../ui/RefusalPanel.tsx'
import { useAction, useCore } from '../../client.ts'
import { NewPinFields } from '../../people/NewPinFields.tsx'
import { useNewPin } from '../../people/use-new-pin.ts'
import { Problem } from '../../Problem.tsx'
import { RightMark } from '../../RightMark.tsx'
import { say } from '../../state/page.ts'
import { useT } from '../../desk-words.ts'

/** Adds a person with a first PIN, or changes a name or role. */
export function PersonSheet({
  person,
  onClose,
  onDone,
}: {
  /** Null adds one. */
  person: PersonView | null
  onClose: () => void
  onDone: () => void
}) {
  const t = useT()
  const { client } = useCore()
  const action = useAction()
  const [name, setName] = useState(person?.name ?? '')
  const [role, setRole] = useState<Role>(person?.role ?? 'cashier')
  const [nameMissing, setNameMissing] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const newPin = useNewPin()

  const save = async (): Promise<void> => {
    const given = name.trim()
    if (given === '') {
      setNameMissing(true)
      field.current?.focus()
      return
    }
    const call = callFor(given)
    if (call === null) return
    const answer = await action.run(call)
    if (!answer?.ok) return
    say(t(person === null ? 'people.added' : 'people.changed', { name: given }))
    onDone()
  }
  const callFor = (given: string): (() => Promise<Result<PersonView, Trouble>>) | null => {
    if (person !== null) return () => client.people.change({ personId: person.id, name: given, role })
    const pin = newPin.check()
    return pin === null ? null : () => client.people.add({ name: given, role, pin })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={person === null ? t('people.add') : t('people.changeOf', { name: person.name })}
      closeLabel={t('common.close')}
      width={person === null ? 'medium' : 'narrow'}
      initialFocus={field}
      testId="person-sheet"
      keys={person === null ? { ...newPin.keys, Enter: () => void save() } : {}}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <div className={person === null ? 'grid gap-x-6 gap-y-4 sm:grid-cols-[1fr_260px]' : ''}>
          <div className="flex flex-col gap-3.5">
            <TextField
              label={t('people.name')}
              problem={nameMissing ? t('people.needName') : null}
              value={name}
              maxLength={40}
              inputRef={field}
              autoFocus
              data-testid="person-name"
              onChange={(event) => {
                setName(event.target.value)
                setNameMissing(false)
                action.clear()
              }}
            />
            <SelectField
              label={t('people.role')}
              hint={t(`people.${role}About`)}
              value={role}
              data-testid="person-role"
              onChange={(event) => setRole(ROLES.find((each) => each === event.target.value) ?? role)}
            >
              {ROLES.map((each) => (
                <option key={each} value={each}>
                  {t(`role.${each}`)}
                </option>
              ))}
            </SelectField>
            {person === null && <NewPinFields newPin={newPin} />}
          </div>
          {person === null && (
            <div className="self-end">
              <PinPad pin={newPin.active} eraseLabel={t('common.erase')} disabled={action.busy} />
            </div>
          )}
        </div>
        <Problem trouble={action.trouble} compact />
        <div className="flex justify-end gap-2.5">
          <Button cap="Esc" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" tone="accent" cap="⏎" busy={action.busy} data-testid="person-go">
            {t(person === null ? 'people.add' : 'common.save')}
            <RightMark wanted="manage_people" />
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
