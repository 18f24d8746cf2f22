import type { PrinterProfile } from './printers.ts'

/** What the answers of the set-up make of a profile. Each takes what the paper showed, and nothing else changes. */

export const withColumns = (profile: PrinterProfile, columns: number): PrinterProfile => ({
  ...profile,
  columns,
})

/** The knife, or the tear-off edge, is further from the print head than the profile says. */
export const feedingMore = (profile: PrinterProfile): PrinterProfile => ({
  ...profile,
  feedLines: Math.min(20, profile.feedLines + 2),
})

export const withKnife = (profile: PrinterProfile, hasKnife: boolean): PrinterProfile => ({
  ...profile,
  cutter: hasKnife ? { kind: 'partial', feedsItself: true } : { kind: 'none', feedsItself: false },
})

/** No code was read: one that the printer draws itself is sent as dots instead, which every printer draws alike. */
export const codesAsDots = (profile: PrinterProfile): PrinterProfile => ({
  ...profile,
  qr: { ...profile.qr, mode: 'raster' },
})

export const codesOfSize = (profile: PrinterProfile, qrisModuleDots: number): PrinterProfile => ({
  ...profile,
  qr: { ...profile.qr, qrisModuleDots },
})

/** The drawer stayed closed: the other pin of the plug, and after that there is no drawer. */
export const drawerStayedClosed = (profile: PrinterProfile): PrinterProfile =>
  profile.drawer?.pin === 2 ? { ...profile, drawer: { ...profile.drawer, pin: 5 } } : withoutDrawer(profile)

export const withoutDrawer = (profile: PrinterProfile): PrinterProfile => ({ ...profile, drawer: null })

/** With a drawer again, by the pin and the pulse that most have. */
export const withDrawer = (profile: PrinterProfile): PrinterProfile => ({
  ...profile,
  drawer: { pin: 2, onMs: 120, offMs: 240 },
})

const OWN = '-toko'

/** The id of the profile that comes with the app, under a shop's own one. */
export const baseIdOf = (id: string): string => (id.endsWith(OWN) ? id.slice(0, -OWN.length) : id)

/** How a profile is stored: by its id as long as it is as it came, whole once the shop has changed something. */
export function profileToStore(base: PrinterProfile, profile: PrinterProfile): string | PrinterProfile {
  if (base.id === profile.id && !base.id.endsWith(OWN) && isSame(base, profile)) return base.id
  return { ...profile, id: `${baseIdOf(profile.id).slice(0, 35)}${OWN}` }
}

/** The order of the fields says nothing. */
const isSame = (one: PrinterProfile, other: PrinterProfile): boolean => sorted(one) === sorted(other)
const sorted = (profile: PrinterProfile): string =>
  JSON.stringify(profile, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )

const WIDTH = /^\d{2}$/

/** The number typed off the ruler, or null while it is none. */
export function columnsTyped(
  text: string,
  { least, most }: { readonly least: number; readonly most: number },
): number | null {
  const columns = WIDTH.test(text.trim()) ? Number(text) : Number.NaN
  return columns >= least && columns <= most ? columns : null
}
