import { baseIdOf, profileToStore } from '../../../../core/domain/printer-setup.ts'
import type {
  Printer,
  PrinterFinding,
  PrinterProfile,
  PrinterRole,
  PrinterStanding,
} from '../../../../core/domain/printers.ts'

/** A printer while it is being set up; nothing of it is stored before the last step. */
export interface PrinterSetup {
  /** Null for a new printer. */
  readonly id: string | null
  readonly uri: string
  readonly name: string
  /** The profile it began with, as it comes with the app. */
  readonly base: PrinterProfile
  /** The same with what the paper showed. */
  readonly profile: PrinterProfile
  /** A whole profile typed by hand; it wins over the other two. */
  readonly own: unknown
  readonly finding: PrinterFinding | null
  readonly standing: PrinterStanding | null
  readonly roles: readonly PrinterRole[]
}

export const SETUP_STEPS = ['find', 'kind', 'width', 'letters', 'codes', 'cut', 'drawer', 'name'] as const
export type SetupStep = (typeof SETUP_STEPS)[number]

/** What a step of the set-up is given. */
export interface StepProps {
  readonly setup: PrinterSetup
  readonly profiles: readonly PrinterProfile[]
  readonly onChange: (setup: PrinterSetup) => void
  /** Goes on, with this last change. */
  readonly onNext: (setup: PrinterSetup) => void
}

export function newSetup(base: PrinterProfile): PrinterSetup {
  return {
    ...{ id: null, uri: '', name: '', base, profile: base, own: null },
    ...{ finding: null, standing: null, roles: [] },
  }
}

export function setupOf(
  printer: Printer,
  profiles: readonly PrinterProfile[],
  fallback: PrinterProfile,
): PrinterSetup {
  const { profile: stored, ...rest } = printer
  const profile = typeof stored === 'string' ? (profiles.find(({ id }) => id === stored) ?? fallback) : stored
  const base = profiles.find(({ id }) => id === baseIdOf(profile.id)) ?? profile
  return { ...rest, base, profile, own: null }
}

/** Another address is another printer: what the one before answered says nothing about it. */
export const atAddress = (setup: PrinterSetup, uri: string): PrinterSetup =>
  uri === setup.uri ? setup : { ...setup, uri, finding: null, standing: null }

export const withBase = (setup: PrinterSetup, base: PrinterProfile): PrinterSetup => ({
  ...setup,
  base,
  profile: base,
  own: null,
})

/** An answer of the paper. */
export const withAnswer = (
  setup: PrinterSetup,
  change: (profile: PrinterProfile) => PrinterProfile,
): PrinterSetup => ({ ...setup, profile: change(setup.profile) })

/** What is sent to the core: the id of a profile as it comes, or the shop's own one whole. */
export const profileToSend = ({ base, profile, own }: PrinterSetup): unknown =>
  own ?? profileToStore(base, profile)

export const WIDTHS = { least: 24, most: 64 } as const
