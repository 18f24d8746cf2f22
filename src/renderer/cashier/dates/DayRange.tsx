import { DateField } from './DateField.tsx'

/** From a day to another, both counted. Of two that cross, the one that was not touched goes along. */
export function DayRange({
  from,
  to,
  labels,
  today,
  neverEmpty = false,
  testId,
  onChange,
}: {
  /** `2026-07-15`, or empty for an open side. */
  from: string
  to: string
  labels: { readonly from: string; readonly to: string }
  today: string
  neverEmpty?: boolean
  /** What the test ids of both begin with. */
  testId: string
  onChange: (days: { readonly from: string; readonly to: string }) => void
}) {
  const change = (part: 'from' | 'to', day: string) => {
    const days = { from, to, [part]: day }
    onChange(
      day !== '' && days.from !== '' && days.to !== '' && days.from > days.to ? { from: day, to: day } : days,
    )
  }
  return (
    <>
      <DateField
        label={labels.from}
        value={from}
        today={today}
        neverEmpty={neverEmpty}
        testId={`${testId}-from`}
        onChange={(day) => change('from', day)}
      />
      <DateField
        label={labels.to}
        value={to}
        today={today}
        neverEmpty={neverEmpty}
        testId={`${testId}-to`}
        onChange={(day) => change('to', day)}
      />
    </>
  )
}
