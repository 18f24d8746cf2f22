import { unreachable } from '../../../core/domain/result.ts'
import type { Tender } from '../../../core/domain/tenders/sale-tenders.ts'
import type { SessionAnswer } from '../../../core/ports/gateway.ts'
import type { BooksWriter, OutboxEntry, SaleRecord } from '../../../core/ports/store.ts'
import { acceptSession, feedProvider, isOver, later, retryLater } from './answers.ts'
import { giveUpFinding, lookFor } from './cancels.ts'
import { callProvider } from '../provider/calls.ts'
import { queueCall, tenderIn } from '../selling/record-step.ts'
import type { Till } from '../till.ts'

const LOOK_AGAIN_MS = 5_000

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
    if (tellsTooLittle(record, entry, answer)) {
      acceptSession(till, entry, answer)
      return later(till, entry, LOOK_AGAIN_MS, null)
    }
    return acceptSession(till, entry, answer, (books) => {
      books.markDone(entry.id, till.clock.now(), null)
      if (!isOver(answer)) goOn(till, books, entry, answer)
    })
  }
  // no line to ask over, which says nothing and is no reason to give up
  if (!found.ok && found.error.type !== 'not_found') return retryLater(till, entry, found.error)
  giveUpFinding(till, entry, record, null)
}

/** Whether a booking's charge has left shows in the session alone, and not while somebody seems to be paying it. */
function tellsTooLittle(record: SaleRecord, entry: OutboxEntry, { facts }: SessionAnswer): boolean {
  const tender = tenderIn(record.sale, entry.tenderId)
  return (
    tender.type === 'manual' &&
    tender.money.name !== 'rejected' &&
    tender.booking.name === 'charging' &&
    (facts.status === 'paying' || facts.status === 'unknown')
  )
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
    const isReviewed = booking.name === 'in_review' || booking.name === 'confirming'
    // whatever this one read said: a confirm reads first, and waits until the session is back in review
    return isReviewed && money.name === 'accepted' ? 'confirm' : 'nothing'
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
