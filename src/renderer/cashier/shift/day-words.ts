import type { SettingsView } from '../../../core/contract/views/counter.ts'
import { formatDay } from '../../ui/time.ts'

/** `15 Jul 2026` for a business day, which is a day and no moment. */
export const dayWords = (businessDate: string, { language }: Pick<SettingsView, 'language'>): string =>
  formatDay(`${businessDate}T12:00:00Z`, { utcOffsetMinutes: 0, language })
