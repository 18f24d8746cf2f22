import { FilterX } from 'lucide-react'
import { useId } from 'react'
import type { CounterView } from '../../../core/contract/views.ts'
import { Button } from '../../ui/Button.tsx'
import { SelectField, TextField } from '../../ui/Field.tsx'
import { useT } from '../words.ts'
import { KINDS, NO_FILTER, PHASES, type FilterFields } from './sale-filter.ts'

/** What the list of sales is narrowed to. Stands between its name and its rows, and only when it was asked for. */
export function SaleFilters({
  view,
  filter,
  onChange,
}: {
  view: CounterView
  filter: FilterFields
  onChange: (filter: FilterFields) => void
}) {
  const t = useT()
  const change = (part: Partial<FilterFields>) => onChange({ ...filter, ...part })
  const names = [...new Set(view.team.map(({ name }) => name))]
  return (
    <div
      role="group"
      aria-label={t('lists.filter')}
      data-testid="sale-filters"
      className="grid grid-cols-[repeat(auto-fit,minmax(132px,1fr))] items-end gap-x-3 gap-y-2"
    >
      <SelectField
        label={t('lists.status')}
        value={filter.phase}
        data-testid="filter-phase"
        onChange={(event) => change({ phase: PHASES.find((each) => each === event.target.value) ?? '' })}
      >
        <option value="">{t('lists.any')}</option>
        {PHASES.map((phase) => (
          <option key={phase} value={phase}>
            {t(`status.${phase}`)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t('lists.kinds')}
        value={filter.kind}
        data-testid="filter-kind"
        onChange={(event) => change({ kind: KINDS.find((each) => each === event.target.value) ?? '' })}
      >
        <option value="">{t('lists.any')}</option>
        {KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {t(`kind.${kind}`)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t('lists.cashier')}
        value={filter.cashier}
        data-testid="filter-cashier"
        onChange={(event) => change({ cashier: event.target.value })}
      >
        <option value="">{t('lists.any')}</option>
        {names.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </SelectField>
      <TextField
        type="date"
        label={t('lists.from')}
        value={filter.fromDay}
        max={filter.toDay === '' ? undefined : filter.toDay}
        data-testid="filter-from"
        onChange={(event) => change({ fromDay: event.target.value })}
      />
      <TextField
        type="date"
        label={t('lists.to')}
        value={filter.toDay}
        min={filter.fromDay === '' ? undefined : filter.fromDay}
        data-testid="filter-to"
        onChange={(event) => change({ toDay: event.target.value })}
      />
      <TextField
        label={t('lists.least')}
        inputMode="decimal"
        maxLength={18}
        value={filter.least}
        data-testid="filter-least"
        onChange={(event) => change({ least: event.target.value })}
      />
      <TextField
        label={t('lists.most')}
        inputMode="decimal"
        maxLength={18}
        value={filter.most}
        data-testid="filter-most"
        onChange={(event) => change({ most: event.target.value })}
      />
      <Tick
        label={t('lists.attention')}
        checked={filter.attention}
        onChange={(attention) => change({ attention })}
      />
      <Tick
        label={t('lists.refunded')}
        checked={filter.refunded}
        onChange={(refunded) => change({ refunded })}
      />
      <Button
        icon={<FilterX size={18} aria-hidden="true" />}
        disabled={JSON.stringify(filter) === JSON.stringify(NO_FILTER)}
        data-testid="filter-clear"
        onClick={() => onChange(NO_FILTER)}
      >
        {t('lists.filterClear')}
      </Button>
    </div>
  )
}

function Tick({
  label,
  checked,
  onChange,
}: {
  label: string
  checked: boolean
  onChange: (checked: boolean) => void
}) {
  const id = useId()
  return (
    <label htmlFor={id} className="flex min-h-11 items-center gap-2.5 text-base">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        className="size-5 shrink-0 accent-nila"
        onChange={(event) => onChange(event.target.checked)}
      />
      {label}
    </label>
  )
}
