import { useState } from 'react'
import { PRINTER_ROLES, type PrinterRole } from '../../../../core/domain/printers.ts'
import { SwitchField, TextField } from '../../../ui/Field.tsx'
import { useT } from '../../desk-words.ts'
import type { StepProps } from './printer-draft.ts'

/** What the shop calls it, and what it prints. */
export function NameStep({ setup, onChange, onNext }: StepProps) {
  const t = useT()
  const [tried, setTried] = useState(false)
  const missing = setup.name.trim() === ''
  const toggle = (role: PrinterRole, isOn: boolean): void =>
    onChange({
      ...setup,
      roles: PRINTER_ROLES.filter((each) => (each === role ? isOn : setup.roles.includes(each))),
    })
  return (
    <form
      id="printer-step"
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!missing) onNext(setup)
      }}
    >
      <TextField
        label={t('printers.name')}
        hint={t('printers.nameHint')}
        problem={tried && missing ? t('printers.nameNeeded') : null}
        value={setup.name}
        maxLength={40}
        data-testid="printer-name"
        onChange={(event) => onChange({ ...setup, name: event.target.value })}
      />
      <fieldset className="m-0 flex flex-col gap-2 border-0 p-0">
        <legend className="mb-1.5 p-0 text-note font-semibold text-second">{t('printers.roles')}</legend>
        {PRINTER_ROLES.map((role) => (
          <SwitchField
            key={role}
            label={t(`printers.role.${role}`)}
            hint={t(`printers.roleAbout.${role}`)}
            checked={setup.roles.includes(role)}
            onChange={(isOn) => toggle(role, isOn)}
          />
        ))}
      </fieldset>
      <p className="m-0 text-note text-second">{t('printers.rolesAbout')}</p>
    </form>
  )
}
