import { z } from 'zod'
import { CURRENCIES } from '../../../core/domain/money.ts'
import { err, ok } from '../../../core/domain/result.ts'
import type { LedgerDesk, Posting } from '../../../core/ports/gateway-desks.ts'
import type { Log } from '../../../core/ports/system.ts'
import { amountFromWire } from './amounts.ts'
import { read, rowsOf } from './calls.ts'
import { arrangePage, createLoopGuard } from './pages.ts'
import type { CheckedProfile } from './profile.ts'
import { SESSION_ID } from './sessions.ts'
import type { Transport } from './transport.ts'

/**
 * The provider's ledger. Only its path is documented, not its rows, so a row is taken where it can be understood (an
 * amount, a currency, what it came from) and passed over where it cannot: it is a second witness, never the first.
 */
export function createLedgerDesk(transport: Transport, profile: CheckedProfile, log: Log): LedgerDesk {
  const guard = createLoopGuard()
  return {
    postings: async ({ postedAfter, cursor }) => {
      const filters = { createdAfter: postedAfter, order: 'asc', limit: '100' }
      const query = cursor === null ? filters : { ...filters, cursor }
      const page = rowsOf(await transport.call(read('/ledger', query)))
      if (!page.ok) return err(page.error)
      const { rows, answer } = page.value
      const arranged = arrangePage(rows, 'postedAt', postedAfter)
      const postings = arranged.rows.flatMap((row) => readPosting(row, profile) ?? [])
      if (postings.length < arranged.rows.length) log.info('gateway.ledger_rows_passed_over')
      return ok({ postings, nextCursor: guard(cursor, arranged.isPast ? null : answer.nextCursor) })
    },
  }
}

const text = z.string().max(100).nullish().catch(null)
const postingSchema = z.object({
  id: z.string().min(1).max(100),
  code: text,
  direction: text,
  amount: z.number(),
  currency: z.enum(CURRENCIES),
  sourceType: text,
  sourceId: text,
  postedAt: text,
  createdAt: text,
})

function readPosting(row: unknown, profile: CheckedProfile): Posting | null {
  const parsed = postingSchema.safeParse(row)
  if (!parsed.success) return null
  const { id, direction, currency, sourceType, sourceId } = parsed.data
  const amount = amountFromWire(parsed.data.amount, currency, profile.amountUnit)
  if (amount === null || amount < 0) return null
  if (direction !== 'debit' && direction !== 'credit') return null
  const isOfSession = sourceType === 'checkout_session' && sourceId != null && SESSION_ID.test(sourceId)
  const at = Date.parse(parsed.data.postedAt ?? parsed.data.createdAt ?? '')
  return {
    postingId: id,
    direction,
    sessionId: isOfSession ? sourceId : null,
    amount,
    currency,
    postedAt: Number.isNaN(at) ? null : new Date(at).toISOString(),
  }
}
