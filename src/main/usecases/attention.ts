import type { Refusal } from '../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../core/domain/result.ts'
import { settingsOf, writeOrRefuse, type Till } from './till.ts'

/** Notes who settled an item and how; the item and what led to it stay in the books. */
export function resolveAttention(
  till: Till,
  { attentionId, note }: { readonly attentionId: string; readonly note: string },
): Result<null, Refusal> {
  if (note.trim() === '') return err({ type: 'reason_missing' })
  const { cashier: by } = settingsOf(till)
  const stored = writeOrRefuse(till, (books) => {
    const at = till.clock.now()
    if (!books.resolveAttention(attentionId, by, note, at)) return err({ type: 'attention_unknown' })
    const facts = { attentionId, by }
    books.appendEvent({ at, kind: 'attention_resolved', saleId: null, tenderId: null, facts })
    return ok(null)
  })
  till.changed.ring()
  return stored
}
