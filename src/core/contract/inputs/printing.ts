import { z } from 'zod'
import { TRIAL_PAGES } from '../../domain/printers.ts'
import { RECEIPT_FIELDS } from '../../domain/receipts/frame.ts'
import { id, shortText } from './parts.ts'

export const printerRole = z.enum(['receipt', 'copy'])
/** The id of a profile that comes with the app, or a whole one as JSON; what may stand in it is the core's to say. */
const printerProfile = z
  .unknown()
  .refine((profile) => (JSON.stringify(profile) ?? '').length <= 4_000, 'a printer profile')

const printerUri = shortText(200)
export const printer = z.object({
  id: id.nullable(),
  name: shortText(40).min(1),
  uri: printerUri,
  profile: printerProfile,
  roles: z.array(printerRole).max(2),
  finding: z.object({ channel: z.enum(['dle', 'asb', 'port', 'none']), confirms: z.boolean() }).nullable(),
})

export const byPrinter = z.object({ printerId: id })
export const printerAddress = z.object({ uri: printerUri })
export const printerProbe = z.object({ uri: printerUri, profile: printerProfile })
export const printerTrial = z.object({
  uri: printerUri,
  profile: printerProfile,
  page: z.enum(TRIAL_PAGES),
})

const httpAddress = (longest: number) =>
  z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(longest)])

/** An address that ends before its `#`: the signed text follows there. */
const checkPage = httpAddress(120).refine((address) => !address.includes('#'), 'no # in it')

/** How receipts look. Whole, never in parts: its fields are looked at together. */
export const receiptTemplate = z.object({
  headerLines: z.array(shortText(80)).max(6),
  termsLines: z.array(shortText(200)).max(6),
  logo: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  hidden: z.array(z.enum(RECEIPT_FIELDS)).max(RECEIPT_FIELDS.length),
  taxWording: z.enum(['usual', 'regulation']),
  notTaxInvoice: z.boolean(),
  qr: z.enum(['none', 'signed', 'link']),
  checkPage,
  linkAddress: httpAddress(200),
  linkCaption: shortText(80),
  language: z.enum(['screen', 'id', 'en']),
  shopCopy: z.enum(['never', 'cashless', 'always']),
  refundAgain: z.boolean().default(false),
})

export const sample = z.object({
  template: receiptTemplate,
  footerLines: z.array(shortText(80)).max(6),
  /** What the sample was paid with: the blocks differ. */
  paidBy: z.enum(['qris', 'cash', 'edc']),
})

/** A PNG in base64; how large a picture may be is the core's rule (`keepLogo`), this is only the size of a message. */
export const logo = z.object({ picture: z.base64().max(960_000) })

export const byJob = z.object({ jobId: id })
export const sealText = z.object({ text: z.string().max(2_000) })
