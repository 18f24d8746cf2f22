import type { Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import { isTenderInFlight } from '../../../core/domain/tenders/sale-tenders.ts'
import type { SaleRecord } from '../../../core/ports/store.ts'
import { tenderIn } from '../selling/record-step.ts'
import { actorId, saleOf, writeOrRefuse, type Till } from '../till.ts'
import type { Watcher } from '../provider/watch-sessions.ts'

/**
 * The customer shows that they paid a code that is over here. The provider is asked at once; its word alone makes the
 * sale LUNAS. What it does not confirm becomes an item with what the customer's phone says, so that nobody pays twice
 * and nobody is sent away.
 */
export async function noteCustomerProof(
  till: Till,
  watcher: Watcher,
  { tenderId, reference }: { readonly tenderId: string; readonly reference: string },
): Promise<Result<SaleRecord, Refusal>> {
  const before = saleOf(till, tenderId)
  if (!before.ok) return before
  if (tenderIn(before.value.sale, tenderId).type !== 'provider')
    return err({ type: 'tender_unknown', tenderId })
  // whether it could be read or not: what the customer says is written down either way
  await watcher.check(tenderId)
  const now = saleOf(till, tenderId)
  if (!now.ok) return now
  const tender = tenderIn(now.value.sale, tenderId)
  const isMoney =
    tender.type === 'provider' && (tender.state.name === 'settled' || tender.state.name === 'settled_late')
  if (isMoney || isTenderInFlight(tender)) return now
  const stored = writeOrRefuse(till, (books) => {
    const at = till.clock.now()
    const saleId = now.value.sale.id
    const facts = { reference, amount: tender.amount, by: actorId(till) }
    const kind = 'proof_shown'
    books.appendEvent({ at, actor: actorId(till), kind, saleId, tenderId, facts })
    books.addAttention({ kind, saleId, tenderId, facts, dedupe: `${kind}:${tenderId}:${reference}` }, at)
    return ok(now.value)
  })
  till.changed.ring()
  return stored
}
