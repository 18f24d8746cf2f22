import { z } from 'zod'
import { CURRENCIES } from '../../../core/domain/money.ts'
import { err, ok, unreachable, type Result } from '../../../core/domain/result.ts'
import type { GatewayFailure } from '../../../core/ports/gateway.ts'
import type {
  ProviderReceipt,
  ReceiptDesk,
  ReceiptFacts,
  ReceiptFormat,
} from '../../../core/ports/gateway-desks.ts'
import type { Log } from '../../../core/ports/system.ts'
import { amountFromWire } from './amounts.ts'
import {
  NO_SUCH_SESSION,
  ownRefusal,
  read,
  rowsOf,
  sendableKey,
  unreadable,
  urlRefusal,
  write,
  type ApiAnswer,
  type FileAnswer,
} from './calls.ts'
import { readEnvelope } from './envelope.ts'
import { allowedUrl } from './links.ts'
import { arrangePage, createLoopGuard } from './pages.ts'
import type { CheckedProfile } from './profile.ts'
import { SESSION_ID } from './sessions.ts'
import { lineOrNull } from './text.ts'
import type { Transport } from './transport.ts'
import { readText } from './wire.ts'

const MIB = 1024 * 1024

/** The provider's own receipts. They appear by themselves when a session completes and never change. */
export function createReceiptDesk(transport: Transport, profile: CheckedProfile, log: Log): ReceiptDesk {
  const guard = createLoopGuard()
  const ofSession = (sessionId: string, rest: string) => `/checkout-sessions/${sessionId}/${rest}`
  return {
    read: async (sessionId) => {
      if (!SESSION_ID.test(sessionId)) return err(NO_SUCH_SESSION)
      const sent = await transport.call(read(ofSession(sessionId, 'receipt')))
      if (!sent.ok) return sent
      const receipt = readReceipt(sent.value.data, profile)
      return receipt === null ? err(unreadable(sent.value)) : ok(receipt)
    },

    issued: async ({ issuedAfter, cursor }) => {
      const filters = { issuedAfter, order: 'asc', limit: '100' }
      const query = cursor === null ? filters : { ...filters, cursor }
      const page = rowsOf(await transport.call(read('/receipts', query)))
      if (!page.ok) return err(page.error)
      const { rows, answer } = page.value
      const arranged = arrangePage(rows, 'issuedAt', issuedAfter)
      const nextCursor = guard(cursor, arranged.isPast ? null : answer.nextCursor)
      return ok({ receipts: arranged.rows.flatMap((row) => readListed(row) ?? []), nextCursor })
    },

    fetch: async (sessionId, format) => {
      if (!SESSION_ID.test(sessionId)) return err(NO_SUCH_SESSION)
      const { path, query, accept, maxBytes } = FILES[format]
      const sent = await transport.file(read(ofSession(sessionId, path), query), accept, maxBytes)
      return sent.ok ? readFile(sent.value, format) : sent
    },

    link: async (sessionId) => {
      if (!SESSION_ID.test(sessionId)) return err(NO_SUCH_SESSION)
      const sent = await transport.call(read(ofSession(sessionId, 'receipt-link')))
      return sent.ok ? readLink(sent.value, profile) : sent
    },

    email: async (sessionId, to, key) => {
      if (!SESSION_ID.test(sessionId)) return err(NO_SUCH_SESSION)
      const call = write(ofSession(sessionId, 'receipt/email'), JSON.stringify(to === null ? {} : { to }))
      const personal = to === null ? [] : [to]
      const sent = await transport.call({ ...call, idempotencyKey: sendableKey(key), personal })
      return sent.ok ? readEmailed(sent.value, to) : sent
    },
  }

  /** A receipt of an invoice in another currency must not hide the others. */
  function readListed(row: unknown): ReceiptFacts | null {
    const receipt = readReceipt(row, profile)
    if (receipt === null) log.warn('gateway.receipt_unreadable')
    return receipt
  }
}

interface FileKind {
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly accept: string
  readonly maxBytes: number
}

const FILES: Readonly<Record<ReceiptFormat, FileKind>> = {
  json: { path: 'receipt', query: {}, accept: 'application/json', maxBytes: MIB },
  html: { path: 'receipt.html', query: {}, accept: 'text/html', maxBytes: 2 * MIB },
  pdf: { path: 'receipt.pdf', query: {}, accept: 'application/pdf', maxBytes: 2 * MIB },
  'escpos-58': { path: 'receipt.escpos', query: { width: '58' }, accept: '*/*', maxBytes: 2 * MIB },
  'escpos-80': { path: 'receipt.escpos', query: { width: '80' }, accept: '*/*', maxBytes: 2 * MIB },
}

/** A proxy's page with status 200 is neither a receipt nor something for a printer. */
function readFile(answer: FileAnswer, format: ReceiptFormat): Result<ProviderReceipt, GatewayFailure> {
  const { bytes, contentType, status } = answer
  if (bytes === null) return err(ownRefusal('receipt_too_large', status))
  if (!isOfFormat(bytes, contentType, format)) return err(unreadable({ status, requestId: null }))
  return ok({ contentType: contentType === '' ? 'application/octet-stream' : contentType, bytes })
}

function isOfFormat(bytes: Uint8Array, contentType: string, format: ReceiptFormat): boolean {
  if (bytes.byteLength === 0) return false
  const start = Buffer.from(bytes.subarray(0, 512)).toString('latin1').trimStart().toLowerCase()
  switch (format) {
    case 'json': {
      const envelope = readEnvelope(readText(bytes) ?? '')
      return envelope !== null && envelope.error === null && envelope.data !== undefined
    }
    case 'html':
      return contentType === 'text/html' && start.startsWith('<')
    case 'pdf':
      return start.startsWith('%pdf-')
    case 'escpos-58':
    case 'escpos-80':
      // its content type is not documented; what certainly is none are pages and envelopes
      return !/^(?:text\/html|application\/json)$/.test(contentType) && !/^(?:<|\{)/.test(start)
    default:
      return unreachable(format)
  }
}

const optionalId = z.string().max(100).nullish().catch(null)
const receiptSchema = z.object({
  id: z.string().regex(SESSION_ID),
  number: z.unknown().optional(),
  sourceType: optionalId,
  sourceId: optionalId,
  amount: z.number(),
  currency: z.enum(CURRENCIES),
  method: z.unknown().optional(),
  issuedAt: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text).toISOString())
    .nullish()
    .catch(null),
})

function readReceipt(data: unknown, profile: CheckedProfile): ReceiptFacts | null {
  const parsed = receiptSchema.safeParse(data)
  if (!parsed.success) return null
  const { id, number, sourceType, sourceId, currency, method, issuedAt } = parsed.data
  const amount = amountFromWire(parsed.data.amount, currency, profile.amountUnit)
  if (amount === null || amount < 0) return null
  const isOfSession = (sourceType ?? 'checkout_session') === 'checkout_session'
  return {
    receiptId: id,
    number: lineOrNull(number, 60),
    sessionId: isOfSession && sourceId && SESSION_ID.test(sourceId) ? sourceId : null,
    amount,
    currency,
    method: lineOrNull(method, 60),
    issuedAt: issuedAt ?? null,
  }
}

const linkText = z.string().max(2048).nullish().catch(null)
const linkSchema = z.object({
  url: linkText,
  link: linkText,
  receiptUrl: linkText,
  receiptId: z.string().regex(SESSION_ID).nullish().catch(null),
  id: z.string().regex(SESSION_ID).nullish().catch(null),
})

/**
 * The documents disagree on the page's address (`/c/{session}/receipt` or `/r/{receipt}`), so what the provider gives is
 * taken; where it gives only the receipt's id, the second form is the fallback.
 */
function readLink(answer: ApiAnswer, profile: CheckedProfile): Result<string, GatewayFailure> {
  const parsed = linkSchema.safeParse(answer.data)
  if (!parsed.success) return err(unreadable(answer))
  const { url, link, receiptUrl, receiptId, id } = parsed.data
  const text = url ?? link ?? receiptUrl ?? null
  if (text !== null) {
    const isAllowed = allowedUrl(text, profile) !== null
    return isAllowed ? ok(text) : err(urlRefusal(text, 'url', answer.status, answer.requestId))
  }
  const given = receiptId ?? id
  return given ? ok(`${profile.origin}/r/${given}`) : err(unreadable(answer))
}

const emailedSchema = z.object({
  sent: z.boolean().nullish(),
  to: z.string().min(3).max(320).nullish().catch(null),
})

function readEmailed(
  answer: ApiAnswer,
  asked: string | null,
): Result<{ readonly to: string }, GatewayFailure> {
  const parsed = emailedSchema.safeParse(answer.data ?? {})
  if (!parsed.success) return err(unreadable(answer))
  if (parsed.data.sent === false) return err(ownRefusal('receipt_not_sent', answer.status))
  const to = parsed.data.to ?? asked
  return to === null ? err(unreadable(answer)) : ok({ to })
}
