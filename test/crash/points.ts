import type { BooksWriter } from '../../src/core/ports/store.ts'

/** A named place in the till's work; the process dies on its `nth` passing there in one life. */
export interface CrashPoint {
  readonly name: PointName
  readonly nth: number
}

export const PROVIDER_CALLS = [
  'create',
  'charge',
  'read',
  'find',
  'cancel',
  'confirm',
  'picture',
  'refund',
] as const
export type ProviderCall = (typeof PROVIDER_CALLS)[number]

/** The steps a transaction can consist of, as the store's port names them. */
export const BOOK_STEPS = [
  'nextCounter',
  'insertSale',
  'saveSale',
  'addEvidence',
  'addOutbox',
  'markSent',
  'reschedule',
  'markDone',
  'saveSession',
  'saveCode',
  'appendEvent',
  'addAttention',
  'addDocument',
  'addPrintJob',
  'updatePrintJob',
  'addRefund',
  'saveRefund',
  'setValue',
  'saveDraft',
] as const satisfies readonly (keyof BooksWriter)[]
export type BookStep = (typeof BOOK_STEPS)[number]

export const PRINT_POINTS = [
  'before the bytes of a print job',
  'in the middle of a print job',
  'after the bytes of a print job',
] as const

export type PointName =
  | `${'before sending' | 'after sending' | 'after the answer to'} ${ProviderCall}`
  | `${'inside a commit after' | 'at the end of a commit with' | 'after a commit with'} ${BookStep}`
  | (typeof PRINT_POINTS)[number]

export const pointOf = (name: PointName, nth: number): CrashPoint => ({ name, nth })

/** Every point there is, for the test that all of them are died at. */
export const ALL_POINTS: readonly PointName[] = [
  ...PROVIDER_CALLS.flatMap((call): PointName[] => [
    `before sending ${call}`,
    `after sending ${call}`,
    `after the answer to ${call}`,
  ]),
  ...BOOK_STEPS.flatMap((step): PointName[] => [
    `inside a commit after ${step}`,
    `at the end of a commit with ${step}`,
    `after a commit with ${step}`,
  ]),
  ...PRINT_POINTS,
]

export const RANDOM_MOMENT = 'at a random moment'

/** Few schedules print when they die, so which of the print points it was is left to chance; long campaigns see them all. */
const PRINTING = 'around a print job'

/** The places a till can die in, without the call or the step: a campaign has to reach all of them. */
export const FAMILIES = [
  'before sending',
  'after sending',
  'after the answer to',
  'inside a commit after',
  'at the end of a commit with',
  'after a commit with',
  PRINTING,
  RANDOM_MOMENT,
] as const

export function familyOf(end: string): string {
  if (PRINT_POINTS.some((name) => name === end)) return PRINTING
  return FAMILIES.find((family) => end.startsWith(family)) ?? end
}
