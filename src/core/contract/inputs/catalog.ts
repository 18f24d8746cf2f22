import { z } from 'zod'
import { asSeen } from '../../domain/catalog/catalog.ts'
import { isAmount, MAX_SALE_AMOUNT, type Amount } from '../../domain/money.ts'

const id = z.string().min(1).max(64)
/** One line of text as a shelf label has it: no control characters, and nothing that cannot be seen. */
const oneLine = (max: number) =>
  z
    .string()
    .overwrite(asSeen)
    .max(max)
    .regex(/^\P{Cc}*$/u, 'no control characters')

export const findProducts = z.object({
  text: z.string().trim().max(100),
  category: z.string().max(40).nullable(),
  favouritesOnly: z.boolean(),
  cursor: z
    .string()
    .regex(/^[wf]\d{1,12}$/)
    .nullable(),
  limit: z.int().min(1).max(100),
  /** Those the shop stopped selling, instead of those it sells. */
  inactive: z.boolean().optional(),
})

export const byCode = z.object({ code: z.string().trim().min(1).max(64) })
export const byProduct = z.object({ productId: id })

export const saveProduct = z.object({
  /** Null for a new one. */
  id: id.nullable(),
  name: oneLine(120).min(1),
  sku: oneLine(40),
  barcodes: z.array(z.string().regex(/^[!-~]{1,48}$/, 'letters, digits and signs without spaces')).max(10),
  price: z.custom<Amount>(
    (value) => isAmount(value) && value >= 0 && value <= MAX_SALE_AMOUNT,
    'a whole amount, zero or more',
  ),
  unit: oneLine(10).min(1),
  category: oneLine(40).min(1),
  tax: z.enum(['none', 'ppn_included', 'ppn_added', 'pbjt_included', 'pbjt_added']),
  favourite: z.boolean(),
  picture: z
    .string()
    .max(32_000)
    .regex(/^data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/]+={0,2}$/, 'a small PNG, JPEG or WebP')
    .nullable(),
})

export const setProductActive = byProduct.extend({ active: z.boolean() })

const importId = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, 'a ULID')
export const byImport = z.object({ importId })
export const importPart = byImport.extend({
  index: z.int().min(0).max(200),
  /** At most half a megabyte of the file: a message has a limit. */
  data: z.base64().max(700_000),
})
export const exportPart = z.object({
  cursor: z
    .string()
    .regex(/^w\d{1,12}$/)
    .nullable(),
})
