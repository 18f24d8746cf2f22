import { FilterX } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import { Button } from '../../ui/Button.tsx'
import { SelectField, TextField } from '../../ui/Field.tsx'
import { DayRange } from '../dates/DayRange.tsx'
import { calendarDayOf } from '../dates/today.ts'
import { useT, type WordKey } from '../desk-words.ts'
import { NO_FILTER, type AuditFilter } from './audit.ts'

const GROUPS: readonly { readonly group: NonNullable<AuditFilter['group']>; readonly word: WordKey }[] = [
  { group: 'money', word: 'audit.groupMoney' },
  { group: 'people', word: 'audit.groupPeople' },
  { group: 'printing', word: 'audit.groupPrinting' },
  { group: 'settings', word: 'audit.groupSettings' },
  { group: 'attention', word: 'audit.groupAttention' },
]

/** What is typed waits until the typing rests: with a lent right each reading asks for a PIN. */
const REST_MS = 500

export function AuditFilters({
  view,
  filter,
  onChange,
}: {
  view: CounterView
  filter: AuditFilter
  onChange: (filter: AuditFilter) => void
}) {
  const t = useT()
  const narrowed = JSON.stringify(filter) !== JSON.stringify(NO_FILTER)
  return (
    <div
      role="group"
      aria-label={t('audit.group')}
      className="grid grid-cols-[repeat(auto-fit,minmax(150px,1fr))] items-start gap-x-3 gap-y-2 min-[961px]:grid-cols-[repeat(3,minmax(0,1fr))_repeat(2,minmax(148px,1fr))_auto]"
    >
      <SelectField
        label={t('audit.group')}
        value={filter.group ?? ''}
        data-testid="audit-group"
        onChange={(event) =>
          onChange({
            ...filter,
            group: GROUPS.find(({ group }) => group === event.target.value)?.group ?? null,
          })
        }
      >
        <option value="">{t('audit.groupAll')}</option>
        {GROUPS.map(({ group, word }) => (
          <option key={group} value={group}>
            {t(word)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t('audit.person')}
        value={filter.personId ?? ''}
        data-testid="audit-person"
        onChange={(event) =>
          onChange({ ...filter, personId: event.target.value === '' ? null : event.target.value })
        }
      >
        <option value="">{t('audit.personAll')}</option>
        {view.team.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <SaleNumber value={filter.saleNumber} onChange={(saleNumber) => onChange({ ...filter, saleNumber })} />
      <DayRange
        from={filter.fromDay}
        to={filter.toDay}
        labels={{ from: t('audit.from'), to: t('audit.to') }}
        today={calendarDayOf(view)}
        testId="audit"
        onChange={({ from, to }) => onChange({ ...filter, fromDay: from, toDay: to })}
      />
      <Button
        icon={<FilterX size={18} aria-hidden="true" />}
        disabled={!narrowed}
        data-testid="audit-clear"
        className="mt-6.5 self-start"
        onClick={() => onChange(NO_FILTER)}
      >
        {t('audit.clear')}
      </Button>
    </div>
  )
}

function SaleNumber({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useT()
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  useEffect(() => {
    if (typed === value) return undefined
    const timer = setTimeout(() => onChange(typed), REST_MS)
    return () => clearTimeout(timer)
  }, [typed, value, onChange])
  return (
    <TextField
      label={t('audit.number')}
      value={typed}
      maxLength={40}
      data-testid="audit-number"
      onChange={(event) => setTyped(event.target.value.toUpperCase())}
    />
  )
}
