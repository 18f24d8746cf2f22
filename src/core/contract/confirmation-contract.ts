import { oc } from '@orpc/contract'
import { z } from 'zod'
import { isAmount, type Amount } from '../domain/money.ts'
import type { BulkView, ConfirmationsView, ProofView } from './views/confirmation.ts'
import { answer } from './answer.ts'

const bySession = z.object({ sessionId: z.string().regex(/^[A-Za-z0-9_-]{1,100}$/) })

/** The inbox of money that waits for a person's word. Money of a sale is confirmed by `sale.acceptTender`. */
export const confirmationContract = {
  list: oc.output(answer<ConfirmationsView>()),
  /** Asks the provider now which payments of its page wait. */
  refresh: oc.output(answer<ConfirmationsView>()),
  /** The picture that the customer sent the provider as proof; nothing of it is kept. */
  proof: oc.input(bySession).output(answer<ProofView>()),
  /** Says "money received" for a payment of the page. `amount` is what the person saw: another one is refused. */
  confirm: oc
    .input(bySession.extend({ amount: z.custom<Amount>(isAmount, 'a whole amount') }))
    .output(answer<ConfirmationsView>()),
  /** Cancels a payment of the page at the provider. */
  reject: oc
    .input(
      bySession.extend({
        amount: z.custom<Amount>(isAmount, 'a whole amount'),
        reason: z.string().max(200),
      }),
    )
    .output(answer<ConfirmationsView>()),
  /** Confirms recorded cash, one after the other. */
  acceptCash: oc
    .input(z.object({ tenderIds: z.array(z.string().min(1).max(64)).min(1).max(200) }))
    .output(answer<BulkView>()),
}
