import type { PrinterSearchView } from '../../../core/contract/views/printers.ts'
import {
  printerOf,
  SCREEN_PRINTER,
  type Printer,
  type PrinterFinding,
  type PrinterProfile,
  type PrinterRole,
  type PrinterStanding,
  type TrialPage,
} from '../../../core/domain/printers.ts'
import type { PrinterRefusal, Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import { openPrinter, type PrinterLanes } from './printer-line.ts'
import { actorId, settingsOf, writeOrRefuse, type Till } from '../till.ts'

/** The part of a till that printers are set up with; the command line has no more of it. */
export type PrinterDesk = Pick<Till, 'store' | 'printers' | 'clock' | 'ids' | 'changed' | 'duty' | 'log'>

/** The printer at an address, as it is set up now; null when it was removed or got another address. */
export const printerAt = (till: Till, uri: string): Printer | null =>
  till.store.read.printers().find((printer) => printer.uri === uri) ??
  (uri === SCREEN_PRINTER.uri ? SCREEN_PRINTER : null)

/** The printer that customers' slips go to. */
export const receiptPrinter = (till: Till): Printer => printerOf(till.store.read.printers(), 'receipt')

/** What this machine can see, each with the profile its name points to. */
export async function findPrinters(till: PrinterDesk): Promise<Result<PrinterSearchView, Refusal>> {
  const { printers, notSearched } = await till.printers.find()
  const guessed = printers.map((each) => ({ ...each, profileId: till.printers.guessProfile(each.label).id }))
  return ok({ printers: guessed, notSearched })
}

/** How a printer is to be set up; a null id makes a new one. */
export interface PrinterDraft {
  readonly id: string | null
  readonly name: string
  readonly uri: string
  /** The id of a profile that comes with the app, or a whole profile as JSON. */
  readonly profile: unknown
  readonly roles: readonly PrinterRole[]
  /** What the set-up found out; null leaves what was known, or nothing for another address. */
  readonly finding: PrinterFinding | null
}

/** Whether an address can be read and may be printed to; nothing is opened. */
export function admitPrinter(till: PrinterDesk, { uri }: { readonly uri: string }): Result<null, Refusal> {
  const address = till.printers.connect(uri, till.printers.profile(SCREEN_PRINTER.profile))
  if (address.ok) return ok(null)
  const { bytesWritten: _none, ...refusal } = address.error
  return err(refusal)
}

/** Adds or changes a printer. Its address and its profile are checked; whether it answers shows when it is asked. */
export function savePrinter(till: PrinterDesk, draft: PrinterDraft): Result<Printer, Refusal> {
  const profile = readProfile(till, draft.profile)
  if (!profile.ok) return profile
  const admitted = admitPrinter(till, draft)
  if (!admitted.ok) return admitted
  const uri = draft.uri.trim()
  const saved = writeOrRefuse(till, (books): Result<Printer, Refusal> => {
    const printers = books.printers()
    const before = printers.find(({ id }) => id === draft.id)
    if (draft.id !== null && before === undefined) return err({ type: 'printer_unknown' })
    const twin = printers.find((each) => each.uri === uri && each.id !== draft.id)
    if (twin !== undefined) return err({ type: 'printer_address_taken', name: twin.name })
    const at = till.clock.now()
    const known = before?.uri === uri ? before : null
    const printer: Printer = {
      id: before?.id ?? till.ids.next(),
      ...{ name: draft.name, uri, profile: profile.value },
      // the first printer prints everything
      roles: printers.some((each) => each.id !== draft.id) ? draft.roles : SCREEN_PRINTER.roles,
      finding: draft.finding ?? known?.finding ?? null,
      standing: known?.standing ?? null,
    }
    books.savePrinter(printer, at)
    const facts = { printer: printer.name, uri, roles: printer.roles.join(',') }
    const kind = before === undefined ? 'printer_added' : 'printer_changed'
    books.appendEvent({ at, actor: actorId(till), kind, saleId: null, tenderId: null, facts })
    return ok(printer)
  })
  till.changed.ring()
  return saved
}

/** Takes a printer off; the slips that wait for it are not printed anywhere else by themselves. */
export function removePrinter(
  till: PrinterDesk,
  { printerId }: { readonly printerId: string },
): Result<null, Refusal> {
  const removed = writeOrRefuse(till, (books) => {
    const printer = books.printers().find(({ id }) => id === printerId)
    if (printer === undefined) return err({ type: 'printer_unknown' } as const)
    const at = till.clock.now()
    const facts = { printer: printer.name, uri: printer.uri }
    books.removePrinter(printerId, at)
    books.appendEvent({
      at,
      actor: actorId(till),
      kind: 'printer_removed',
      saleId: null,
      tenderId: null,
      facts,
    })
    return ok(null)
  })
  till.changed.ring()
  return removed
}

/** Asks a printer how it stands, in every way there is, and stores the answer. */
export async function checkPrinter(
  till: PrinterDesk,
  lanes: PrinterLanes,
  { printerId }: { readonly printerId: string },
): Promise<Result<Printer, Refusal>> {
  const printer = till.store.read.printers().find(({ id }) => id === printerId)
  if (printer === undefined) return err({ type: 'printer_unknown' })
  const probed = await probe(till, lanes, printer)
  if (!probed.ok) return probed
  const { finding, standing } = probed.value
  const stored = till.store.write((books) => books.notePrinter(printerId, standing, finding))
  till.changed.ring()
  return stored.ok ? ok({ ...printer, finding, standing }) : stored
}

export interface Probed {
  readonly finding: PrinterFinding
  readonly standing: PrinterStanding
}

/** The same for a printer that is only being set up; nothing is stored. */
export async function probePrinter(
  till: PrinterDesk,
  lanes: PrinterLanes,
  { uri, profile }: { readonly uri: string; readonly profile: unknown },
): Promise<Result<Probed, Refusal>> {
  const read = readProfile(till, profile)
  return read.ok ? await probe(till, lanes, { uri: uri.trim(), profile: read.value }) : read
}

/** Prints one page of the set-up and answers when the printer has taken it; the number of bytes is for the curious. */
export async function printTrial(
  till: PrinterDesk,
  lanes: PrinterLanes,
  { uri, profile, page }: { readonly uri: string; readonly profile: unknown; readonly page: TrialPage },
): Promise<Result<{ readonly sentBytes: number }, Refusal>> {
  const read = readProfile(till, profile)
  if (!read.ok) return read
  const draft = { uri: uri.trim(), profile: read.value }
  const { language } = settingsOf(till)
  const bytes = await till.printers.encodeTrial(page, till.printers.profile(read.value), language)
  if (bytes.length === 0) return err({ type: 'drawer_none' })
  if (page === 'drawer') noteDrawerTrial(till, draft.uri)
  return await lanes.run(draft.uri, async () => {
    const signal = AbortSignal.timeout(TRIAL_LIMIT_MS)
    const opened = await openPrinter(till, draft, signal)
    if (!opened.ok) return err(opened.error)
    try {
      const written = await opened.value.write(bytes, signal)
      if (!written.ok) return err(written.error)
      const finished = (await opened.value.finish?.(signal)) ?? { ok: true }
      return finished.ok ? ok({ sentBytes: written.value.written }) : err(finished.error)
    } finally {
      await opened.value.close()
    }
  })
}

/** A set-up page is short, and somebody stands in front of the printer. */
const TRIAL_LIMIT_MS = 45_000

/** Whoever opens a drawer is written down, also when it is only a test. */
function noteDrawerTrial(till: PrinterDesk, uri: string): void {
  till.store.write((books) => {
    const facts = { what: 'drawer', printer: uri, reason: 'setup' }
    const at = till.clock.now()
    books.appendEvent({
      at,
      actor: actorId(till),
      kind: 'drawer_tested',
      saleId: null,
      tenderId: null,
      facts,
    })
  })
}

async function probe(
  till: PrinterDesk,
  lanes: PrinterLanes,
  printer: Pick<Printer, 'uri' | 'profile'>,
): Promise<Result<Probed, Refusal>> {
  return await lanes.run(printer.uri, async () => {
    const signal = AbortSignal.timeout(TRIAL_LIMIT_MS)
    const opened = await openPrinter(till, printer, signal)
    if (!opened.ok) return err(opened.error)
    try {
      const { finding, condition } = await till.printers.probe(opened.value, signal)
      return ok({ finding, standing: { condition, at: till.clock.now() } })
    } finally {
      await opened.value.close()
    }
  })
}

/** An id is looked up when it is used; a whole profile is checked now. */
function readProfile(till: PrinterDesk, profile: unknown): Result<string | PrinterProfile, PrinterRefusal> {
  if (typeof profile !== 'string') return till.printers.readProfile(profile)
  return till.printers.profiles().some(({ id }) => id === profile)
    ? ok(profile)
    : err({ type: 'printer_profile_invalid', field: 'id', detail: 'no such profile' })
}
