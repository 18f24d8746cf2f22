import type { dates as indonesian } from '../id/dates.ts'

/** Asking for a day. */
export const dates: Readonly<Record<keyof typeof indonesian, string>> = {
  'dates.form': 'dd/mm/yyyy',
  'dates.open': 'Open the calendar: {label}',
  'dates.choose': 'Choose a day: {label}',
  'dates.monthBefore': 'Month before',
  'dates.monthAfter': 'Month after',
  'dates.yearBefore': 'Year before',
  'dates.yearAfter': 'Year after',
  'dates.today': 'Today',
  'dates.clear': 'Clear',
  'dates.unread': 'Write the day like {day}.',
  'dates.latest': 'No later than {day}.',
  'dates.earliest': 'No earlier than {day}.',
}
