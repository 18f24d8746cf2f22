import type { SettingsView } from '../../../core/contract/views/counter.ts'
import { SelectField, SwitchField } from '../../ui/Field.tsx'
import { useT } from '../desk-words.ts'

/** Up to noon: a day that begins in the afternoon is a typing mistake. */
const LATEST_MINUTES = 720
const STEP_MINUTES = 30

export type ShiftSettings = Pick<SettingsView, 'businessDayStartsAt' | 'shiftRequired'>

/** When the shop's day begins, and whether it sells without a shift. */
export function ShiftFields({
  value,
  language,
  onChange,
}: {
  value: ShiftSettings
  language: SettingsView['language']
  onChange: (value: ShiftSettings) => void
}) {
  const t = useT()
  const { businessDayStartsAt, shiftRequired } = value
  const steps = Array.from({ length: LATEST_MINUTES / STEP_MINUTES + 1 }, (_, index) => index * STEP_MINUTES)
  // set by other means, it stays what it is
  const choices = steps.includes(businessDayStartsAt) ? steps : [...steps, businessDayStartsAt]
  return (
    <>
      <SelectField
        label={t('till.dayStart')}
        hint={t('till.dayStartHint')}
        value={businessDayStartsAt}
        data-testid="setting-businessDayStartsAt"
        onChange={(event) => onChange({ ...value, businessDayStartsAt: Number(event.target.value) })}
      >
        {choices.map((minutes) => (
          <option key={minutes} value={minutes}>
            {wallTime(minutes, language)}
          </option>
        ))}
      </SelectField>
      <SwitchField
        label={t('till.shiftRequired')}
        hint={t('till.shiftRequiredHint')}
        checked={shiftRequired}
        onChange={(checked) => onChange({ ...value, shiftRequired: checked })}
      />
    </>
  )
}

function wallTime(minutes: number, language: SettingsView['language']): string {
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}${language === 'id' ? '.' : ':'}${two(minutes % 60)}`
}
