import { useState } from 'react'
import type { CounterView } from '../../../../core/contract/views/counter.ts'
import { PRINTER_ROLES, printerOf, usualRole, type PrinterRole } from '../../../../core/domain/printers.ts'
import type { ReceiptKind } from '../../../../core/domain/receipts/receipt.ts'
import { SelectField } from '../../../ui/Field.tsx'
import { useT } from '../../desk-words.ts'
import { Pair, SettingsForm, useSaveSettings } from '../SettingsForm.tsx'

/** Kinds of slips a shop tells apart; the papers of a shift go together. */
const GROUPS = [
  { name: 'receipt', kinds: ['receipt'] },
  { name: 'bill', kinds: ['bill'] },
  { name: 'refund', kinds: ['refund'] },
  { name: 'edc_copy', kinds: ['edc_copy'] },
  {
    name: 'reports',
    kinds: [
      'shift_open',
      'x_report',
      'z_report',
      'sales_report',
      'cash_movement',
      'batch_settlement',
      'attention',
    ],
  },
] as const satisfies readonly { readonly name: string; readonly kinds: readonly ReceiptKind[] }[]

/** With more than one printer: which of them prints what. */
export function SlipRouting({ view }: { view: CounterView }) {
  const t = useT()
  const { action, save } = useSaveSettings()
  const [roles, setRoles] = useState(view.settings.slipRoles)
  const nameOf = (role: PrinterRole): string => {
    const { name } = printerOf(
      view.printers.map((each) => ({ ...each, profile: '', finding: null, standing: null })),
      role,
    )
    return t('printers.byRole', { role: t(`printers.role.${role}`), name })
  }
  const choose = (kinds: readonly ReceiptKind[], role: PrinterRole): void =>
    setRoles((before) => ({ ...before, ...Object.fromEntries(kinds.map((kind) => [kind, role])) }))
  return (
    <SettingsForm
      busy={action.busy}
      trouble={action.trouble}
      onSave={() => void save({ slipRoles: { ...roles } })}
    >
      <h3 className="m-0 text-base font-bold">{t('printers.routing')}</h3>
      <Pair>
        {GROUPS.map(({ name, kinds }) => (
          <SelectField
            key={name}
            label={t(`printers.slips.${name}`)}
            value={roles[kinds[0]] ?? usualRole(kinds[0])}
            data-testid={`routing-${name}`}
            onChange={(event) => {
              const role = PRINTER_ROLES.find((each) => each === event.target.value)
              if (role !== undefined) choose(kinds, role)
            }}
          >
            {PRINTER_ROLES.map((role) => (
              <option key={role} value={role}>
                {nameOf(role)}
              </option>
            ))}
          </SelectField>
        ))}
      </Pair>
    </SettingsForm>
  )
}
