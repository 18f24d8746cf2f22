import { z } from 'zod'
import { MAX_COLUMNS, MIN_COLUMNS } from '../../../core/escpos-layout/index.ts'
import type { PrinterProfile } from '../../../core/domain/printers.ts'
import type { PrinterRefusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'

/** Held to the type that says what each field is for; here stand the limits. */
const printerProfileSchema: z.ZodType<PrinterProfile> = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  name: z.string().min(1).max(60),
  note: z.strictObject({ id: z.string().max(200), en: z.string().max(200) }),
  columns: z.int().min(MIN_COLUMNS).max(MAX_COLUMNS),
  dotsPerLine: z.int().min(128).max(1024),
  font: z.enum(['A', 'B']),
  codePage: z.int().min(0).max(255),
  qr: z.strictObject({
    mode: z.enum(['native', 'raster']),
    qrisModuleDots: z.int().min(2).max(16),
    linkModuleDots: z.int().min(2).max(16),
  }),
  cutter: z.strictObject({
    kind: z.enum(['none', 'partial', 'full']),
    feedsItself: z.boolean(),
  }),
  feedLines: z.int().min(0).max(20),
  drawer: z
    .strictObject({
      pin: z.union([z.literal(2), z.literal(5)]),
      onMs: z.int().min(2).max(510),
      offMs: z.int().min(2).max(510),
    })
    .nullable(),
  density: z.int().min(-6).max(6).nullable(),
  rasterBandDots: z.int().min(8).max(2048),
  status: z.enum(['none', 'dle', 'asb']),
  chunkBytes: z.int().min(16).max(4096),
  chunkDelayMs: z.int().min(0).max(1000),
  transports: z.array(z.enum(['usb', 'serial', 'tcp', 'queue', 'device'])).max(5),
})

/** Reads a profile from parsed JSON; names the first field that is missing, unknown or out of range. */
export function loadProfile(
  json: unknown,
): Result<PrinterProfile, Extract<PrinterRefusal, { type: 'printer_profile_invalid' }>> {
  const parsed = printerProfileSchema.safeParse(json)
  if (parsed.success) return ok(parsed.data)
  const [issue] = parsed.error.issues
  return err({
    type: 'printer_profile_invalid',
    field: issue?.path.join('.') ?? '',
    detail: issue?.message ?? 'not a profile',
  })
}
