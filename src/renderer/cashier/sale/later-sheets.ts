import { later, type Later } from '../../ui/later.ts'

/** Sheets of an order that the first page does not wait for; they are fetched before anybody presses their keys. */
export const CustomerSheet = later(async () => (await import('./CustomerSheet.tsx')).CustomerSheet)
export const DiscountSheet = later(async () => (await import('./DiscountSheet.tsx')).DiscountSheet)
export const LineSheet = later(async () => (await import('./LineSheet.tsx')).LineSheet)
export const ParkedSheet = later(async () => (await import('./ParkedSheet.tsx')).ParkedSheet)

const ALL: readonly Pick<Later<never>, 'fetch'>[] = [CustomerSheet, DiscountSheet, LineSheet, ParkedSheet]

export function fetchOrderSheets(): void {
  for (const sheet of ALL) sheet.fetch()
}
