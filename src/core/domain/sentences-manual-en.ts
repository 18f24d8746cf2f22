import type { EvidenceUsed, NoticeRefusal } from './evidence.ts'
import type { InviteRefusal } from './invite.ts'
import { unreachable } from './result.ts'
import { KIND_LABELS } from './sentence-labels.ts'
import { say, type Words } from './sentence-words.ts'
import { quoted } from './shown-text.ts'

const FIELDS = { bank: 'The bank', reference: 'The reference', rrn: 'The RRN' } as const

/** English words for money that a person sees on a notice. */
export function englishManualWords(refusal: NoticeRefusal | EvidenceUsed | InviteRefusal): Words {
  switch (refusal.type) {
    case 'notice_field_missing':
      return say(
        `${FIELDS[refusal.field]} is missing.`,
        'Everything else you typed is still there.',
        "Look at the notice on the shop's phone and fill it in.",
      )
    case 'notice_field_invalid':
      return say(
        `${FIELDS[refusal.field]} does not look right.`,
        'Everything else you typed is still there.',
        "Compare it with the notice on the shop's phone.",
      )
    case 'evidence_used':
      return say(
        `This ${KIND_LABELS[refusal.kind].en} proof is already on sale ${quoted(refusal.saleNumber)}.`,
        'Nothing was recorded for this sale.',
        'Ask for the right proof. If the number really repeats, a supervisor can record it with a reason.',
      )
    case 'static_qris_not_set_up':
      return say(
        "The shop's printed QRIS is not set up.",
        'Nothing was charged.',
        'Ask the owner to add it in Settings, or use another way to pay.',
      )
    case 'bank_account_not_set_up':
      return say(
        "The shop's bank account is not set up.",
        'Nothing was charged.',
        'Ask the owner to add it in Settings, or use another way to pay.',
      )
    case 'static_qris_refused':
      return say(
        STATIC_REASONS[refusal.reason] ?? 'That is not a complete QRIS code.',
        'The code from before has not changed.',
        "Photograph or copy the shop's printed QRIS again, as its provider gave it, and try again.",
      )
    default:
      return unreachable(refusal)
  }
}

const STATIC_REASONS: Readonly<Record<string, string>> = {
  qris_not_static: "That QRIS is for a single payment, not the shop's printed one.",
  qris_tip: 'That QRIS adds a tip on top of the amount.',
  qris_not_indonesian: 'That is not an Indonesian QRIS code.',
  qris_unreadable: 'No QR code could be read in that picture.',
}
