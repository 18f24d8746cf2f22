import { RECEIPT_FIELDS, type ReceiptField } from '../../../../core/domain/receipts/frame.ts'
import { lockedFields, type ReceiptTemplate } from '../../../../core/domain/receipts/template.ts'
import { SwitchField } from '../../../ui/Field.tsx'
import { useT } from '../../desk-words.ts'

/** What stands on a receipt and what is left off. What a tax document must say cannot be switched off. */
export function FieldSwitches({
  template,
  npwp,
  onChange,
}: {
  template: ReceiptTemplate
  npwp: string | null
  onChange: (change: Partial<ReceiptTemplate>) => void
}) {
  const t = useT()
  const locked = lockedFields(npwp)
  const show = (field: ReceiptField, shown: boolean) => {
    const others = template.hidden.filter((each) => each !== field)
    onChange({ hidden: shown ? others : [...others, field] })
  }
  return (
    <fieldset className="m-0 flex min-w-0 flex-col gap-1.5 border-0 p-0">
      <legend className="mb-1.5 p-0 text-note font-semibold text-second">{t('receipt.fields')}</legend>
      {RECEIPT_FIELDS.map((field) => (
        <SwitchField
          key={field}
          label={t(`receipt.field.${field}`)}
          hint={locked.includes(field) ? t('receipt.fieldLocked') : undefined}
          checked={locked.includes(field) || !template.hidden.includes(field)}
          disabled={locked.includes(field)}
          onChange={(shown) => show(field, shown)}
        />
      ))}
      <SwitchField
        label={t('receipt.notTaxInvoice')}
        checked={template.notTaxInvoice}
        onChange={(notTaxInvoice) => onChange({ notTaxInvoice })}
      />
      <SwitchField
        label={t('receipt.refundAgain')}
        hint={t('receipt.refundAgainAbout')}
        checked={template.refundAgain}
        onChange={(refundAgain) => onChange({ refundAgain })}
      />
    </fieldset>
  )
}
