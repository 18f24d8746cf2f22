import type { Language } from '../language.ts'
import type { Currency } from '../money.ts'
import type { Refusal, Sentence } from '../refusals.ts'
import { refusalWords } from './refusal-words.ts'
import { cleanText } from '../shown-text.ts'
import type { SessionMismatch } from '../provider/session.ts'

const DETAIL_LIMIT = 400

/**
 * What a person reads about a refusal: what happened, what is safe, what to do next, and the technical detail for
 * support (null when there is none). Amounts in the facts that carry no currency are in `currency`.
 */
export function sentenceFor(refusal: Refusal, language: Language, currency: Currency = 'IDR'): Sentence {
  return { ...refusalWords(refusal, language, currency), detail: technicalDetail(refusal) }
}

/** Codes and addresses as they came, for the log and for support: the same in every language. */
function technicalDetail(refusal: Refusal): string | null {
  switch (refusal.type) {
    case 'provider_unreachable':
    case 'store_damaged':
      return join([refusal.detail])
    case 'provider_unknown':
      return join([refusal.detail, named('request', refusal.requestId)])
    case 'provider_refused':
      return join([refusal.code, refusal.message, named('request', refusal.requestId)])
    case 'provider_not_found':
      return join([named('request', refusal.requestId)])
    case 'provider_key_wrong':
      return join([refusal.code, named('request', refusal.requestId)])
    case 'provider_forbidden':
      return join([refusal.code, ...(refusal.scopes ?? []), named('request', refusal.requestId)])
    case 'provider_profile_invalid':
      return join([refusal.fault])
    case 'provider_in_use':
      return join([refusal.field])
    case 'provider_clock_off':
      return refusal.offsetSeconds === null ? null : join([`offset ${refusal.offsetSeconds} s`])
    case 'provider_busy':
      return join([`retry after ${refusal.retryAfterMs} ms`])
    case 'provider_unsupported':
      return join([refusal.what])
    case 'keys_not_kept':
      return join([refusal.detail])
    case 'provider_answer_differs':
      return mismatchDetail(refusal.mismatch)
    case 'old_code_still_live':
    case 'code_stays_open':
    case 'tender_unknown':
    case 'sale_has_open_tender':
      return join([named('tender', refusal.tenderId)])
    case 'event_out_of_order':
      return join([named('state', refusal.state), named('event', refusal.event)])
    case 'tender_is_over':
      return join([named('state', refusal.state)])
    case 'printer_not_found':
    case 'printer_busy':
    case 'printer_denied':
    case 'printer_gone':
    case 'printer_stalled':
    case 'printer_refused':
    case 'printer_address_invalid':
    case 'printer_address_forbidden':
    case 'printer_paper_out':
    case 'printer_cover_open':
    case 'printer_offline':
    case 'printer_silent':
      return join([refusal.address, refusal.detail])
    case 'store_newer':
      return join([`books ${refusal.found}`, `this app ${refusal.known}`])
    case 'store_wrong_mode':
      return join([named('found', refusal.found), named('expected', refusal.expected)])
    case 'backup_unusable':
      return join([refusal.name, refusal.detail])
    case 'store_unwritable':
    case 'store_missing':
    case 'data_folder_in_use':
      return join([refusal.folder])
    case 'static_qris_refused':
      return join([refusal.reason, refusal.position === null ? '' : `position ${refusal.position}`])
    case 'printer_profile_invalid':
    case 'input_invalid':
      return join([refusal.field, refusal.detail])
    case 'app_incomplete':
      return join([refusal.part])
    case 'switch_refused':
      return join([`--${refusal.name}`])
    case 'logs_not_opened':
      return join([refusal.folder, refusal.detail])
    case 'receipt_too_large':
      return join([`${refusal.bytes} bytes`, `limit ${refusal.limit}`])
    case 'late_money_not_there':
      return join([named('status', refusal.status)])
    case 'refund_not_open':
      return join([named('state', refusal.state)])
    case 'seal_key_unkept':
    case 'update_not_found':
      return join([refusal.detail])
    case 'internal':
      return join([named('reference', refusal.reference)])
    default:
      return null // the sentence already holds every fact there is
  }
}

/** An answer that is not about what was asked: both sides, as they came. */
function mismatchDetail(mismatch: SessionMismatch): string | null {
  return mismatch.type === 'wrong_presentation'
    ? join([mismatch.reason])
    : join([`expected ${mismatch.expected}`, `got ${mismatch.got}`])
}

const named = (name: string, value: string | null): string =>
  value === null || value === '' ? '' : `${name} ${value}`

function join(parts: readonly string[]): string | null {
  const text = parts
    .map((part) => cleanText(part, DETAIL_LIMIT))
    .filter((part) => part !== '')
    .join(' · ')
  return text === '' ? null : text
}
