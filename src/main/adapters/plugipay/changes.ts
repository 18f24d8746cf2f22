import { err, ok } from '../../../core/domain/result.ts'
import type { Change, ChangeFeed } from '../../../core/ports/gateway-desks.ts'
import type { Log } from '../../../core/ports/system.ts'
import { read, rowsOf } from './calls.ts'
import { readEvent } from './events.ts'
import { arrangePage, createLoopGuard } from './pages.ts'
import type { Transport } from './transport.ts'

/** The events list: what webhooks would tell, for a till that no webhook can reach. */
export function createChangeFeed(transport: Transport, log: Log): ChangeFeed {
  const guard = createLoopGuard()
  return {
    since: async ({ occurredAfter, cursor }) => {
      // The Node pages list the newest first, the Python pages the oldest: the order is always asked for.
      const filters = { occurredAfter, order: 'asc', limit: '100' }
      const page = rowsOf(
        await transport.call(read('/events', cursor === null ? filters : { ...filters, cursor })),
      )
      if (!page.ok) return err(page.error)
      const { rows, answer } = page.value
      const arranged = arrangePage(rows, 'occurredAt', occurredAfter)
      const nextCursor = guard(cursor, arranged.isPast ? null : answer.nextCursor)
      return ok({ changes: arranged.rows.flatMap((row) => readChange(row) ?? []), nextCursor })
    },
  }

  /** One odd event must not hide the others; the sessions are read anyway. */
  function readChange(row: unknown): Change | null {
    const event = readEvent(row)
    if (event === null || event.occurredAt === null) {
      log.warn('gateway.event_unreadable')
      return null
    }
    return { ...event, occurredAt: event.occurredAt }
  }
}
