import { z } from 'zod'
import { judgeAddress } from '../webhooks/address.ts'
import { toHundredths, type PlexoFault } from './wire.ts'

const text = z.string().min(1).max(200)
const address = z
  .string()
  .max(2048)
  .regex(/^https?:\/\/[^\s/]/i)
const callback = z.unknown().refine((url) => url === undefined || judgeAddress(url, 'test').ok, {
  message: 'not an address that can be called back',
})

const amount = z.object({
  total: z.unknown().transform((value, context) => {
    const hundredths = toHundredths(value)
    if (hundredths !== null) return hundredths
    context.addIssue({ code: 'custom', message: 'must be a decimal above zero with two places at most' })
    return z.NEVER
  }),
  currency: z.enum(['UYU', 'USD']),
})

const paymentRequest = z.object({
  referenceId: text,
  invoiceNumber: z.string().min(1).max(60).optional(),
  installments: z.number().int().min(1).max(60).default(1),
  amount,
  metadata: z.record(z.string(), z.unknown()).optional(),
})

const settings = z.object({
  paymentMethodTypes: z.array(z.literal('card')).optional(),
  checkout: z
    .object({
      disableThreeds: z.boolean().optional(),
      amountMode: z.enum(['fixed', 'flexible']).default('fixed'),
      flexibleAmount: z
        .object({
          allowedCurrencies: z.array(z.enum(['UYU', 'USD'])).min(1),
          minAmount: z.number().positive().optional(),
          maxAmount: z.number().positive().optional(),
        })
        .optional(),
    })
    .refine(({ amountMode, flexibleAmount }) => amountMode === 'fixed' || flexibleAmount !== undefined, {
      message: 'flexible amounts need allowedCurrencies',
      path: ['flexibleAmount'],
    })
    .optional(),
  callbacks: z
    .object({ paymentCallbackUrl: callback, tokenizationCallbackUrl: callback })
    .partial()
    .optional(),
  redirects: z.object({ defaultUrl: address.optional(), cancelUrl: address.optional() }).optional(),
})

const sessionSchema = z
  .object({
    merchantId: z.number().int(),
    referenceId: text,
    type: z.literal('checkout', { message: 'only checkout sessions are simulated' }),
    customerId: text.nullish(),
    paymentRequest,
    browserDetails: z.looseObject({}).optional(),
    settings: settings.optional(),
  })
  .refine((session) => session.referenceId !== session.paymentRequest.referenceId, {
    message: "must differ from the session's",
    path: ['paymentRequest', 'referenceId'],
  })

export type SessionRequest = z.infer<typeof sessionSchema>
export type SessionSettings = z.infer<typeof settings>

export type CheckedSession =
  | { readonly ok: true; readonly value: SessionRequest }
  | { readonly ok: false; readonly fault: PlexoFault }

/** Applies the field rules of POST /v1/sessions. */
export function checkSession(body: Record<string, unknown> | null): CheckedSession {
  const parsed = sessionSchema.safeParse(body)
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, fault: validationFault(parsed.error) }
}

function validationFault(error: z.ZodError): PlexoFault {
  const params: Record<string, string[]> = {}
  for (const { path, message } of error.issues) (params[path.join('.')] ??= []).push(message)
  return { name: 'invalid', message: 'The request has invalid fields.', params }
}

const actionSchema = z.object({
  referenceId: text.optional(),
  type: z.string().max(40).optional(),
  description: z.string().max(500).nullish(),
  reason: z.string().max(200).nullish(),
  amount: z
    .unknown()
    .optional()
    .transform((value, context) => {
      if (value === undefined || value === null) return null
      const hundredths = toHundredths(value)
      if (hundredths === null) context.addIssue({ code: 'custom', message: 'must be a decimal above zero' })
      return hundredths
    }),
})
export type ActionRequest = z.infer<typeof actionSchema>

/** The body of a capture, a refund or a cancellation; an empty one means all of it. */
export const checkAction = (
  body: Record<string, unknown> | null,
):
  | { readonly ok: true; readonly value: ActionRequest }
  | { readonly ok: false; readonly fault: PlexoFault } => {
  const parsed = actionSchema.safeParse(body)
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, fault: validationFault(parsed.error) }
}
