import { pageLinkProblem } from '../../../core/domain/provider/page-link.ts'
import type { ProviderTender } from '../../../core/domain/tenders/provider-tender.ts'
import { checkQris, parseQris } from '../../../core/domain/provider/qris.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { BooksWriter, SaleRecord, StoredCode } from '../../../core/ports/store.ts'
import type { ChargeAnswer } from '../../../core/ports/gateway.ts'
import { callProvider } from '../provider/calls.ts'
import { storeStep } from './record-step.ts'
import { settingsOf, type Till } from '../till.ts'

/** Where a code comes from; the hosted page is the way out when the provider gives no code. */
export type CodeSource = ChargeAnswer | { readonly type: 'hosted_page' }

/** Why something must not be shown. `unavailable` is not wrong, only not there: another source may be tried. */
interface Problem {
  readonly reason: string
  readonly unavailable: boolean
}

/**
 * Checks what the customer would scan, and only then lets it be shown: amount, merchant and kind of a payment code, host
 * and session of a link, and that the drawn symbol really reads as that text. A mismatch stops the tender for good. `also` is
 * written in the same transaction as the outcome. Refused when nothing was written: by the books, or by a tender that was
 * given up meanwhile. The screens are the caller's to ring.
 */
export async function presentCode(
  till: Till,
  record: SaleRecord,
  tender: ProviderTender,
  sessionId: string,
  source: CodeSource,
  also: (books: BooksWriter) => void,
): Promise<Result<SaleRecord, Refusal>> {
  const session = till.store.read.session(sessionId)
  let checked = await checkSource(till, tender, sessionId, source)
  if (!checked.ok && checked.error.unavailable && source.type !== 'hosted_page') {
    checked = await checkSource(till, tender, sessionId, { type: 'hosted_page' })
  }
  if (!checked.ok) {
    const { reason } = checked.error
    till.log.warn('code_refused', { tenderId: tender.id, sessionId, reason })
    const event = { type: 'presentation_refused', mismatch: { type: 'wrong_presentation', reason } } as const
    return storeStep(till, record.sale.id, { type: 'provider', tenderId: tender.id, event }, also)
  }
  const code = checked.value
  const shownAt = till.clock.now()
  const event = {
    type: 'presentation_checked',
    sessionId,
    expiresAt: session?.facts.expiresAt ?? null,
    at: shownAt,
  } as const
  // stored before anything is painted: the screens are told by the ring that follows the commit
  const step = { type: 'provider', tenderId: tender.id, event } as const
  return storeStep(till, record.sale.id, step, (books) => {
    books.saveCode(code)
    also(books)
  })
}

async function checkSource(
  till: Till,
  tender: ProviderTender,
  sessionId: string,
  source: CodeSource,
): Promise<Result<StoredCode, Problem>> {
  switch (source.type) {
    case 'emv':
      return await checkPaymentCode(till, tender, source.payload, source.amount)
    case 'image':
      return await checkImage(till, tender, source.url, source.amount)
    case 'page':
      return await checkPage(till, tender, sessionId, source.url)
    case 'hosted_page': {
      const url = till.store.read.session(sessionId)?.facts.hostedUrl ?? null
      return url === null
        ? err({ reason: 'no_code_given', unavailable: false })
        : await checkPage(till, tender, sessionId, url)
    }
    case 'instructions':
      return err({ reason: 'no_code_given', unavailable: true })
  }
}

async function checkImage(
  till: Till,
  tender: ProviderTender,
  url: string,
  amount: number | null,
): Promise<Result<StoredCode, Problem>> {
  const image = await callProvider(till, till.gateway.fetchImage(url))
  if (!image.ok) return err({ reason: `image_${image.error.type}`, unavailable: true })
  const payload = await till.qr.readImage(image.value)
  if (payload === null) return err({ reason: 'image_unreadable', unavailable: true })
  return await checkPaymentCode(till, tender, payload, amount)
}

async function checkPaymentCode(
  till: Till,
  tender: ProviderTender,
  payload: string,
  amount: number | null,
): Promise<Result<StoredCode, Problem>> {
  const wrong = (reason: string) => err({ reason, unavailable: false })
  if (amount !== null && amount !== tender.amount) return wrong('instructions_amount_differs')
  const parsed = parseQris(payload)
  if (!parsed.ok) return wrong(parsed.error.type)
  const { approvedNmid } = settingsOf(till)
  // real money goes only to the merchant the owner has approved: a swapped code pays somebody else
  if (till.mode === 'live' && approvedNmid === null) return wrong('merchant_not_approved')
  const checked = checkQris(parsed.value, { amount: tender.amount, nmid: approvedNmid, merchantPan: null })
  if (!checked.ok) return wrong(checked.error.type)
  const { merchantName, nmid } = parsed.value
  return await draw(till, {
    tenderId: tender.id,
    kind: 'emv',
    payload: parsed.value.payload,
    merchantName,
    nmid,
  })
}

async function checkPage(
  till: Till,
  tender: ProviderTender,
  sessionId: string,
  url: string,
): Promise<Result<StoredCode, Problem>> {
  const allowed = { sessionId, hosts: till.pageHosts, practice: till.mode === 'practice' }
  const problem = pageLinkProblem(url, allowed)
  if (problem !== null) return err({ reason: problem, unavailable: false })
  return await draw(till, { tenderId: tender.id, kind: 'page', payload: url, merchantName: null, nmid: null })
}

async function draw(till: Till, code: Omit<StoredCode, 'matrix'>): Promise<Result<StoredCode, Problem>> {
  const matrix = till.qr.draw(code.payload)
  const read = await till.qr.readMatrix(matrix)
  if (read !== code.payload) return err({ reason: 'drawn_code_differs', unavailable: false })
  return ok({ ...code, matrix })
}
