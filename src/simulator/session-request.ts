import { z } from 'zod'
import { refused, type Refused } from './answers.ts'
import { judgeMethod } from './methods.ts'
import type { Dialect } from './options.ts'

/** Absolute http(s) only: the documents name a bad scheme as a cause of `validation_error`. */
const absoluteUrl = z
  .string()
  .max(2048)
  .regex(/^https?:\/\/[^\s/]/i)

const createSchema = z.object({
  amount: z.number().int().positive().max(Number.MAX_SAFE_INTEGER),
  currency: z.enum(['IDR', 'USD']),
  methods: z.array(z.string().max(64)),
  successUrl: absoluteUrl,
  cancelUrl: absoluteUrl,
  lineItems: z
    .array(z.looseObject({ name: z.string(), quantity: z.number().positive(), unitAmount: z.number().int() }))
    .optional(),
  customerId: z.string().max(64).nullish(),
  expiresInSec: z.number().int().min(1).max(2_592_000).optional(),
  metadata: z
    .record(z.string().min(1).max(64), z.string().max(1000))
    .refine((pairs) => Object.keys(pairs).length <= 50)
    .nullish(),
  templateId: z.string().max(64).nullish(),
})

export type CreateRequest = z.infer<typeof createSchema>
export type CheckedRequest =
  | { readonly ok: true; readonly value: CreateRequest }
  | { readonly ok: false; readonly refusal: Refused }

/** Applies the field rules of a create. `lineItems` may be missing except for `go`, whose page calls it required. */
export function checkCreate(body: Record<string, unknown> | null, dialect: Dialect): CheckedRequest {
  const no = (refusal: Refused): CheckedRequest => ({ ok: false, refusal })
  if (body === null) return no(refused('bad_field', 'The body must be a JSON object.'))
  const parsed = createSchema.safeParse(body)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const field = String(issue?.path[0] ?? '')
    return no(refused('bad_field', `${field}: ${issue?.message ?? 'invalid'}`, field))
  }
  if (dialect === 'go' && parsed.data.lineItems === undefined) {
    return no(refused('bad_field', 'lineItems: required', 'lineItems'))
  }
  const methods = parsed.data.methods
  if (methods.length === 0) return no(refused('no_methods', 'Choose at least one payment method.', 'methods'))
  const judged = methods.map((text) => ({ text, verdict: judgeMethod(text, dialect) }))
  const bad = judged.find(({ verdict }) => verdict !== 'fine')
  if (!bad) return { ok: true, value: parsed.data }
  return bad.verdict === 'unknown'
    ? no(refused('bad_field', `methods: ${bad.text} is not a payment method.`, 'methods'))
    : no(refused('method_unavailable', `${bad.text} is not available in this workspace.`, 'methods'))
}

/** The documents disagree on the default; the dashboard's form knows nothing below an hour and raises what is less. */
export function sessionLifeSec(asked: number | undefined, dialect: Dialect): number {
  const wanted = asked ?? (dialect === 'node' ? 3_600 : 86_400)
  return dialect === 'portal' ? Math.max(3_600, wanted) : wanted
}
