import { z } from 'zod'
import { EXPORT_FORMATS, EXPORT_KINDS } from '../../domain/reports/export.ts'

/** A ULID made at the key press: progress, cancel and the file go by it. */
const jobId = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, 'a ULID')
/** Any text of that length: which days there are is the domain's rule (`checkRange`), which says it in words. */
const day = z.string().max(10)

export const byJob = z.object({ jobId })
export const overDays = z.object({ jobId, from: day, to: day })
export const startExport = overDays.extend({
  kind: z.enum(EXPORT_KINDS),
  format: z.enum(EXPORT_FORMATS),
  /** CSV that Excel opens by a double click. */
  mark: z.boolean().default(true),
})
export const partOfExport = byJob.extend({ offset: z.int().min(0) })
