import type { Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { AttentionStep } from '../../../core/ports/after-sale-books.ts'
import type { BooksWriter } from '../../../core/ports/store.ts'
import { keepNote } from '../people/personal-data.ts'
import { actorId, writeOrRefuse, type Till } from '../till.ts'

/** Notes who settled an item and how; the item and what led to it stay in the books. */
export function resolveAttention(
  till: Till,
  { attentionId, note }: { readonly attentionId: string; readonly note: string },
): Result<null, Refusal> {
  return withNote(till, note, (books, kept) => {
    const by = actorId(till)
    return closeItem(till, books, attentionId, { kind: 'resolved', by, facts: { note: kept } })
      ? ok(null)
      : err({ type: 'attention_unknown' })
  })
}

/** Marks an item for the owner. It stays open: only what was done about it settles it. */
export function escalateAttention(
  till: Till,
  { attentionId, note }: { readonly attentionId: string; readonly note: string },
): Result<null, Refusal> {
  return withNote(till, note, (books, kept) => {
    const at = till.clock.now()
    const by = actorId(till)
    if (!books.escalateAttention(attentionId, at)) return err({ type: 'attention_unknown' })
    books.addAttentionStep(attentionId, { at, actor: by, kind: 'escalated', facts: { note: kept } })
    const item = books.attention(attentionId)
    const facts = { attentionId, item: item?.kind ?? '', by }
    const { saleId = null, tenderId = null } = item ?? {}
    books.appendEvent({ at, actor: by, kind: 'attention_escalated', saleId, tenderId, facts })
    return ok(null)
  })
}

/** Words about an item that stays open: what was found out so far, whom somebody called. */
export function noteAttention(
  till: Till,
  { attentionId, note }: { readonly attentionId: string; readonly note: string },
): Result<null, Refusal> {
  return withNote(till, note, (books, kept) => {
    if (books.attention(attentionId) === null) return err({ type: 'attention_unknown' })
    const actor = actorId(till)
    const step = { at: till.clock.now(), actor, kind: 'note', facts: { note: kept } }
    books.addAttentionStep(attentionId, step)
    return ok(null)
  })
}

/** Runs with the note kept among the personal data, because it may hold a name; `kept` is its ref. */
function withNote(
  till: Till,
  note: string,
  work: (books: BooksWriter, kept: string) => Result<null, Refusal>,
): Result<null, Refusal> {
  if (note.trim() === '') return err({ type: 'reason_missing' })
  const stored = writeOrRefuse(till, (books) => work(books, keepNote(till, books, note.trim())))
  till.changed.ring()
  return stored
}

/** What settled an item: a person's doing, or what became known by itself (`by` null). */
export interface Closing {
  readonly kind:
    | 'resolved'
    | 'attached'
    | 'refunded'
    | 'reprinted'
    | 'was_printed'
    | 'outcome_known'
    | 'released'
  readonly by: string | null
  readonly facts: AttentionStep['facts']
}

/** Settles one open item; false when there is no such open item. */
export function closeItem(
  till: Till,
  books: BooksWriter,
  attentionId: string,
  { kind, by, facts }: Closing,
): boolean {
  const at = till.clock.now()
  const note = typeof facts['note'] === 'string' ? facts['note'] : ''
  if (!books.resolveAttention(attentionId, by ?? 'till', note, at)) return false
  books.addAttentionStep(attentionId, { at, actor: by, kind, facts })
  const item = books.attention(attentionId)
  const { saleId = null, tenderId = null } = item ?? {}
  const told = { attentionId, item: item?.kind ?? '', how: kind, ...(by === null ? {} : { by }) }
  books.appendEvent({ at, actor: by, kind: 'attention_resolved', saleId, tenderId, facts: told })
  return true
}

/** Items that ask what is to become of money that arrived beside its sale. */
const MONEY_KINDS: readonly string[] = ['money_late', 'money_amount_differs', 'covered_twice']

/** Settles every open item about this payment's surplus money. */
export function closeItemsOf(till: Till, books: BooksWriter, tenderId: string, closing: Closing): void {
  for (const item of books.attentionsOf([tenderId])) {
    if (MONEY_KINDS.includes(item.kind)) closeItem(till, books, item.id, closing)
  }
}
