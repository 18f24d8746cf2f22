import { unreachable } from '../../core/domain/result.ts'
import type { Tender } from '../../core/domain/sale-tenders.ts'
import type { SessionAnswer } from '../../core/ports/gateway.ts'
import type { BooksWriter, OutboxEntry, SaleRecord } from '../../core/ports/store.ts'
import { acceptSession, feedProvider, isOver, retryLater } from './outbox-answers.ts'
import { giveUpFinding, lookFor } from './outbox-cancels.ts'
import { callProvider } from './provider-calls.ts'
import { queueCall, tenderIn } from './record-step.ts'
import type { Till } from './till.ts'

/**
 * Asks what became of a tender that was unfinished in restored books, by its session where that is known. Only then does
 * its life go on: nothing is sent about it before it was read.
 */
export async function findRestored(till: Till, entry: OutboxEntry, record: SaleRecord): Promise<void> {
  const { sessionId } = entry
  const found =
    sessionId === null
      ? await lookFor(till, entry, record)
      : await callProvider(till, till.gateway.read(sessionId))
  if (found.ok && found.value !== null) {
    const answer = found.value
    return acceptSession(till, entry, answer, (books) => {
      books.markDone(entry.id, till.clock.now(), null)
      if (!isOver(answer)) goOn(till, books, entry, answer)
    })
  }
  // no line to ask over, which says nothing and is no reason to give up
  if (!found.ok && found.error.type !== 'not_found') return retryLater(till, entry, found.error)
  giveUpFinding(till, entry, record, null)
}

/** What is still open is taken up where it stands. A code is not: whoever it was for has left, so it is taken down. */
function goOn(till: Till, books: BooksWriter, entry: OutboxEntry, { facts }: SessionAnswer): void {
  const record = books.sale(entry.saleId)
  if (record === null) return
  const { sessionId } = facts
  const tender = tenderIn(record.sale, entry.tenderId)
  const queue = (call: 'charge' | 'cancel' | 'confirm'): void => {
    queueCall(till, books, record.sale, tender.id, { call, sessionId })
  }
  switch (nextFor(tender, facts)) {
    case 'take_down':
      feedProvider(till, books, entry, { type: 'cancel_pressed' })
      return
    case 'cancel':
      return queue('cancel')
    case 'charge':
      return queue('charge')
    case 'confirm':
      return queue('confirm')
    case 'nothing':
      return
  }
}

function nextFor(
  tender: Tender,
  { status, tenderId }: SessionAnswer['facts'],
): 'take_down' | 'cancel' | 'charge' | 'confirm' | 'nothing' {
  if (tender.type === 'manual') {
    const { money, booking } = tender
    if (money.name === 'rejected') return 'cancel'
    if (booking.name === 'charging' && status === 'waiting') return 'charge'
    if (booking.name === 'confirming' && status === 'review') return 'confirm'
    return 'nothing' // the read itself has queued what follows from it
  }
  switch (tender.state.name) {
    case 'intended':
    case 'requesting':
      return 'take_down'
    case 'canceling':
    case 'abandoned':
    case 'superseded':
      return 'cancel'
    case 'quarantined':
      // a stranger's session is left alone
      return tenderId === tender.id ? 'cancel' : 'nothing'
    case 'presented':
    case 'settled':
    case 'settled_late':
    case 'refused':
    case 'expired':
    case 'canceled':
    case 'failed':
      return 'nothing'
    default:
      return unreachable(tender.state)
  }
}
