import { z } from 'zod'
import type { BankAccount } from '../../../core/domain/tenders/invite.ts'
import { CURRENCIES, type Amount } from '../../../core/domain/money.ts'
import type { ChargeAnswer, ChargeMethod } from '../../../core/ports/gateway.ts'
import { amountFromWire } from './amounts.ts'
import { rawJson } from './envelope.ts'
import { allowedUrl, isPageOf } from './links.ts'
import type { CheckedProfile } from './profile.ts'
import { oneLine } from './text.ts'

/** No document shows the raw QRIS text; these are the names under which acquirers usually hand it out. */
const emvNames = {
  qrString: z.unknown().optional(),
  qrContent: z.unknown().optional(),
  qrData: z.unknown().optional(),
}
type EmvHolder = Readonly<Partial<Record<keyof typeof emvNames, unknown>>>

const chargeSchema = z.object({
  kind: z.enum(['redirect', 'instructions']),
  redirectUrl: z.string().nullish(),
  ...emvNames,
  instructions: z
    .object({
      heading: z.string().nullish().catch(null),
      bankAccounts: z.array(z.unknown()).nullish().catch(null),
      qrImageUrl: z.string().nullish(),
      amount: z.number().nullish(),
      currency: z.enum(CURRENCIES).nullish(),
      ...emvNames,
    })
    .nullish(),
})

type Charge = z.infer<typeof chargeSchema>

export type ChargeReading =
  | { readonly type: 'answer'; readonly answer: ChargeAnswer }
  | { readonly type: 'url_not_allowed'; readonly url: string; readonly field: string }
  | { readonly type: 'unreadable' }

/**
 * What the customer gets. Only a QRIS charge may yield a code: at a counter method the picture, if there is one, is
 * the merchant's static code and has nothing to do with this payment.
 */
export function readCharge(
  data: unknown,
  sessionId: string,
  method: ChargeMethod,
  profile: CheckedProfile,
): ChargeReading {
  const parsed = chargeSchema.safeParse(data)
  const raw = rawJson(data)
  if (!parsed.success || raw === null) return { type: 'unreadable' }
  const charge = parsed.data
  const told = readToldAmount(charge, profile)
  if (told === 'unreadable') return { type: 'unreadable' }
  if (method === 'qris') {
    const payload = emvText(charge) ?? emvText(charge.instructions ?? {})
    if (payload !== null) return { type: 'answer', answer: { type: 'emv', payload, amount: told, raw } }
    const url = charge.instructions?.qrImageUrl
    if (url) return readImage(url, told, raw, profile)
  }
  if (charge.kind === 'redirect') return readPage(charge.redirectUrl ?? null, sessionId, raw, profile)
  if (!charge.instructions) return { type: 'unreadable' }
  const heading = oneLine(charge.instructions.heading ?? '')
  const accounts = (charge.instructions.bankAccounts ?? []).slice(0, MOST_ACCOUNTS).flatMap(readAccount)
  return { type: 'answer', answer: { type: 'instructions', heading, accounts, raw } }
}

const MOST_ACCOUNTS = 4
const accountSchema = z.object({
  bankName: z.string().max(200),
  accountNumber: z.string().max(60),
  accountHolder: z.string().max(200),
})

/** An account is whole or not there: a number with a piece missing sends money to somebody else. */
function readAccount(row: unknown): readonly BankAccount[] {
  const parsed = accountSchema.safeParse(row)
  if (!parsed.success) return []
  const number = parsed.data.accountNumber.replace(/[\s.]/g, '')
  const [bank, holder] = [oneLine(parsed.data.bankName, 30), oneLine(parsed.data.accountHolder, 60)]
  return /^[0-9-]{5,30}$/.test(number) && bank !== '' && holder !== '' ? [{ bank, number, holder }] : []
}

function readImage(url: string, amount: Amount | null, raw: string, profile: CheckedProfile): ChargeReading {
  if (allowedUrl(url, profile) === null) return { type: 'url_not_allowed', url, field: 'qrImageUrl' }
  return { type: 'answer', answer: { type: 'image', url, amount, raw } }
}

function readPage(
  url: string | null,
  sessionId: string,
  raw: string,
  profile: CheckedProfile,
): ChargeReading {
  if (url === null) return { type: 'unreadable' }
  if (!isPageOf(url, sessionId, profile)) return { type: 'url_not_allowed', url, field: 'redirectUrl' }
  return { type: 'answer', answer: { type: 'page', url, raw } }
}

/** The amount inside the instructions is the one the customer is asked for; one that cannot be read is a stop. */
function readToldAmount(charge: Charge, profile: CheckedProfile): Amount | null | 'unreadable' {
  const { amount, currency } = charge.instructions ?? {}
  if (amount === null || amount === undefined) return null
  if (!currency) return 'unreadable'
  return amountFromWire(amount, currency, profile.amountUnit) ?? 'unreadable'
}

/** An EMVCo merchant-presented code starts with its format indicator and has at most 512 characters. */
function emvText(holder: EmvHolder): string | null {
  const texts = [holder.qrString, holder.qrContent, holder.qrData]
  const found = texts.find((text) => typeof text === 'string' && /^000201[\x20-\x7e]{1,506}$/.test(text))
  return typeof found === 'string' ? found : null
}
