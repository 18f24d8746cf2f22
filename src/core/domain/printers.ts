import type { ReceiptKind } from './receipts/receipt.ts'

/** What the encoder and the transport must know of a printer, as data: the owner can copy a profile and edit it. */
export interface PrinterProfile {
  readonly id: string
  readonly name: string
  readonly note: { readonly id: string; readonly en: string }
  /** Characters per line. */
  readonly columns: number
  /** Printable width: 384 on 58 mm paper, 576 (or 512 at 180 dpi) on 80 mm. */
  readonly dotsPerLine: number
  readonly font: 'A' | 'B'
  /** The number for `ESC t`; slips are plain ASCII, so any page that has ASCII below 128 will do. */
  readonly codePage: number
  readonly qr: {
    /** `native` sends the text (`GS ( k`), `raster` sends dots: larger, and the same on every printer. */
    readonly mode: 'native' | 'raster'
    readonly qrisModuleDots: number
    readonly linkModuleDots: number
  }
  readonly cutter: {
    readonly kind: 'none' | 'partial' | 'full'
    /** Does the cut command bring the last line past the knife by itself? */
    readonly feedsItself: boolean
  }
  /** Lines fed before the cut, or before the tear-off edge: the knife sits above the print head. */
  readonly feedLines: number
  /** The drawer kick: connector pin and pulse, in milliseconds (the command counts in steps of 2, up to 510). */
  readonly drawer: { readonly pin: 2 | 5; readonly onMs: number; readonly offMs: number } | null
  /** `GS ( K` print density from -6 to 6; null leaves the printer's own. */
  readonly density: number | null
  /** Rows of dots per raster command; small printers lose data in larger ones. */
  readonly rasterBandDots: number
  /** What printers of this kind answer; what this very printer answers is found out when it is set up. */
  readonly status: 'none' | 'dle' | 'asb'
  readonly chunkBytes: number
  readonly chunkDelayMs: number
  readonly transports: readonly ('usb' | 'serial' | 'tcp' | 'queue' | 'device')[]
}

/** How a printer stands, by its own word. `unknown` is honest: most cheap printers never answer. */
export type PrinterCondition =
  | 'ready'
  | 'paper_low'
  | 'paper_out'
  | 'cover_open'
  | 'offline'
  | 'error'
  | 'unknown'

/** What a printer answered when it was asked at set-up; it is asked in no other way afterwards. */
export interface PrinterFinding {
  /** `port` is the status byte of USB's printer class: it can only bring bad news, many printers make it up. */
  readonly channel: 'dle' | 'asb' | 'port' | 'none'
  /** Does it answer a question put behind the last line, so that a slip can be confirmed? */
  readonly confirms: boolean
}

export interface PrinterStanding {
  readonly condition: PrinterCondition
  /** When the printer was last asked, UTC. */
  readonly at: string
}

/** `receipt`: what customers take along. `copy`: what the shop keeps. A role is held by one printer. */
export type PrinterRole = 'receipt' | 'copy'
export const PRINTER_ROLES: readonly PrinterRole[] = ['receipt', 'copy']

/** A printer of this till as it was set up. */
export interface Printer {
  readonly id: string
  readonly name: string
  /** Its address; no two printers share one. */
  readonly uri: string
  /** The id of a profile that comes with the app, or a profile of the shop's own. */
  readonly profile: string | PrinterProfile
  readonly roles: readonly PrinterRole[]
  /** Null until it was asked. */
  readonly finding: PrinterFinding | null
  readonly standing: PrinterStanding | null
}

/** What prints while no printer was set up: slips are drawn on the screen. */
export const SCREEN_PRINTER: Printer = {
  id: 'screen',
  name: 'Layar',
  uri: 'screen:',
  profile: 'generic-58',
  roles: PRINTER_ROLES,
  finding: null,
  standing: null,
}

/** Which role prints a kind of document, unless the owner says otherwise. */
export const usualRole = (kind: ReceiptKind): PrinterRole => (kind === 'edc_copy' ? 'copy' : 'receipt')

/** The owner's own choice for some kinds of documents; a kind that is not in it has its usual role. */
export type SlipRoles = Readonly<Partial<Record<string, PrinterRole>>>

/** The printer that holds a role; where nobody does, the receipt printer, any printer, and at last the screen. */
export function printerOf(printers: readonly Printer[], role: PrinterRole): Printer {
  const holder = (wanted: PrinterRole) => printers.find(({ roles }) => roles.includes(wanted))
  return holder(role) ?? holder('receipt') ?? printers[0] ?? SCREEN_PRINTER
}

/** The default printer of a kind of document. */
export const printerFor = (
  printers: readonly Printer[],
  kind: ReceiptKind,
  chosen: SlipRoles = {},
): Printer => printerOf(printers, chosen[kind] ?? usualRole(kind))

/** Would a slip sent now stay in the printer? `unknown` is tried: silence says nothing. */
export const isUnableToPrint = (
  condition: PrinterCondition,
): condition is 'paper_out' | 'cover_open' | 'offline' | 'error' =>
  condition === 'paper_out' || condition === 'cover_open' || condition === 'offline' || condition === 'error'

/** What the set-up prints to find out about a printer, one question each. */
export const TRIAL_PAGES = ['ruler', 'letters', 'codes', 'cut', 'drawer'] as const
export type TrialPage = (typeof TRIAL_PAGES)[number]

/** The sizes of the sample codes, in dots per module: what a phone reads from this paper, and what still fits it. */
export const sampleModuleDots = ({ columns }: Pick<PrinterProfile, 'columns'>): readonly number[] =>
  columns < 42 ? [3, 4, 5] : [5, 6, 7]
