import type { CounterView } from '../../../core/contract/views/counter.ts'
import { SALE_PHASES, TENDER_KINDS } from '../../../core/domain/finding.ts'
import { SESSION_STATUSES } from '../../../core/domain/provider/session.ts'
import {
  PERIODS,
  type RangeFields,
  type SaleFields,
  type SessionFields,
} from '../../../core/domain/saved-filters.ts'
import { SelectField, TextField } from '../../ui/Field.tsx'
import { DayRange } from '../dates/DayRange.tsx'
import { calendarDayOf } from '../dates/today.ts'
import { useT } from '../desk-words.ts'
import { Tick } from './Tick.tsx'

/** What the list of sales is narrowed to. */
export function SaleFilters({
  view,
  fields,
  onChange,
}: {
  view: CounterView
  fields: SaleFields
  onChange: (fields: SaleFields) => void
}) {
  const t = useT()
  const change = (part: Partial<SaleFields>) => onChange({ ...fields, ...part })
  const names = [...new Set([...view.team.map(({ name }) => name), fields.cashier])].filter(Boolean)
  return (
    <>
      <Choice
        label={t('lists.status')}
        testId="filter-phase"
        value={fields.phase}
        options={SALE_PHASES.map((phase) => [phase, t(`status.${phase}`)])}
        onChange={(phase) => change({ phase })}
      />
      <Choice
        label={t('lists.kinds')}
        testId="filter-kind"
        value={fields.kind}
        options={TENDER_KINDS.map((kind) => [kind, t(`kind.${kind}`)])}
        onChange={(kind) => change({ kind })}
      />
      <Choice
        label={t('lists.cashier')}
        testId="filter-cashier"
        value={fields.cashier}
        options={names.map((name) => [name, name])}
        onChange={(cashier) => change({ cashier })}
      />
      <RangeInputs fields={fields} today={calendarDayOf(view)} onChange={change} />
      <div className="col-span-full flex flex-wrap gap-x-6">
        <Tick
          label={t('lists.attention')}
          checked={fields.attention}
          onChange={(attention) => change({ attention })}
        />
        <Tick
          label={t('lists.refunded')}
          checked={fields.refunded}
          onChange={(refunded) => change({ refunded })}
        />
        <Tick label={t('lists.voided')} checked={fields.voided} onChange={(voided) => change({ voided })} />
      </div>
    </>
  )
}

/** What the list of sessions is narrowed to. */
export function SessionFilters({
  view,
  fields,
  onChange,
}: {
  view: CounterView
  fields: SessionFields
  onChange: (fields: SessionFields) => void
}) {
  const t = useT()
  const change = (part: Partial<SessionFields>) => onChange({ ...fields, ...part })
  return (
    <>
      <Choice
        label={t('lists.status')}
        testId="filter-status"
        value={fields.status}
        options={SESSION_STATUSES.map((status) => [status, t(`session.${status}`)])}
        onChange={(status) => change({ status })}
      />
      <RangeInputs fields={fields} today={calendarDayOf(view)} onChange={change} />
      <div className="col-span-full">
        <Tick
          label={t('sessions.foreign')}
          checked={fields.foreign}
          onChange={(foreign) => change({ foreign })}
        />
      </div>
    </>
  )
}

function RangeInputs({
  fields,
  today,
  onChange,
}: {
  fields: RangeFields
  today: string
  onChange: (part: Partial<RangeFields>) => void
}) {
  const t = useT()
  const { period, fromDay, toDay, least, most } = fields
  return (
    <>
      <Choice
        label={t('finding.when')}
        testId="filter-period"
        value={period}
        options={PERIODS.map((each) => [each, t(`finding.${each}`)])}
        onChange={(chosen) => onChange({ period: chosen })}
      />
      {period === 'days' && (
        <>
          <DayRange
            from={fromDay}
            to={toDay}
            labels={{ from: t('lists.from'), to: t('lists.to') }}
            today={today}
            testId="filter"
            onChange={({ from, to }) => onChange({ fromDay: from, toDay: to })}
          />
        </>
      )}
      <TextField
        label={t('lists.least')}
        inputMode="decimal"
        maxLength={18}
        value={least}
        data-testid="filter-least"
        onChange={(event) => onChange({ least: event.target.value })}
      />
      <TextField
        label={t('lists.most')}
        inputMode="decimal"
        maxLength={18}
        value={most}
        data-testid="filter-most"
        onChange={(event) => onChange({ most: event.target.value })}
      />
    </>
  )
}

function Choice<Value extends string>({
  label,
  testId,
  value,
  options,
  onChange,
}: {
  label: string
  testId: string
  value: Value | ''
  options: readonly (readonly [value: Value, words: string])[]
  onChange: (value: Value | '') => void
}) {
  const t = useT()
  return (
    <SelectField
      label={label}
      value={value}
      data-testid={testId}
      onChange={(event) => onChange(options.find(([each]) => each === event.target.value)?.[0] ?? '')}
    >
      <option value="">{t('lists.any')}</option>
      {options.map(([each, words]) => (
        <option key={each} value={each}>
          {words}
        </option>
      ))}
    </SelectField>
  )
}
