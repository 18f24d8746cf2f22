import { z } from 'zod'
import { MAX_COLUMNS, MIN_COLUMNS } from '../../../core/escpos-layout/index.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'

/** What the encoder and the transport must know of a printer, as data: the owner can copy a profile and edit it. */
const printerProfileSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  name: z.string().min(1).max(60),
  note: z.string().max(200),
  columns: z.int().min(MIN_COLUMNS).max(MAX_COLUMNS),
  /** Printable width: 384 on 58 mm paper, 576 (or 512 at 180 dpi) on 80 mm. */
  dotsPerLine: z.int().min(128).max(1024),
  font: z.enum(['A', 'B']),
  /** The number for `ESC t`; slips are plain ASCII, so any page that has ASCII below 128 will do. */
  codePage: z.int().min(0).max(255),
  qr: z.strictObject({
    /** `native` sends the text (`GS ( k`), `raster` sends dots: larger, and the same on every printer. */
    mode: z.enum(['native', 'raster']),
    qrisModuleDots: z.int().min(2).max(16),
    linkModuleDots: z.int().min(2).max(16),
  }),
  cutter: z.strictObject({
    kind: z.enum(['none', 'partial', 'full']),
    /** Does the cut command bring the last line past the knife by itself? */
    feedsItself: z.boolean(),
  }),
  /** Lines fed before the cut, or before the tear-off edge: the knife sits above the print head. */
  feedLines: z.int().min(0).max(20),
  /** The drawer kick: connector pin and pulse, in milliseconds (the command counts in steps of 2, up to 510). */
  drawer: z
    .strictObject({
      pin: z.union([z.literal(2), z.literal(5)]),
      onMs: z.int().min(2).max(510),
      offMs: z.int().min(2).max(510),
    })
    .nullable(),
  /** `GS ( K` print density from -6 to 6; null leaves the printer's own. */
  density: z.int().min(-6).max(6).nullable(),
  /** Rows of dots per raster command; small printers lose data in larger ones. */
  rasterBandDots: z.int().min(8).max(2048),
  status: z.enum(['none', 'dle', 'asb']),
  chunkBytes: z.int().min(16).max(4096),
  chunkDelayMs: z.int().min(0).max(1000),
  transports: z.array(z.enum(['usb', 'serial', 'tcp', 'queue', 'device'])).max(5),
})

export type PrinterProfile = Readonly<z.infer<typeof printerProfileSchema>>

export interface ProfileRefusal {
  readonly type: 'printer_profile_invalid'
  /** `qr.mode`, or empty when the whole is not an object. */
  readonly field: string
  readonly detail: string
}

/** Reads a profile from parsed JSON; names the first field that is missing, unknown or out of range. */
export function loadProfile(json: unknown): Result<PrinterProfile, ProfileRefusal> {
  const parsed = printerProfileSchema.safeParse(json)
  if (parsed.success) return ok(parsed.data)
  const [issue] = parsed.error.issues
  return err({
    type: 'printer_profile_invalid',
    field: issue?.path.join('.') ?? '',
    detail: issue?.message ?? 'not a profile',
  })
}
