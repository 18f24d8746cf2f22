import { err, ok, unreachable, type Result } from '../../../core/domain/result.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { FORMER_TERMINALS, FORMER_UNTIL, RENEWAL, type Renewal } from '../../../core/ports/backups.ts'
import type { OwnTerminal } from '../../../core/ports/confirmation-books.ts'
import type { BooksReader, BooksWriter, OutboxEntry, Store } from '../../../core/ports/store.ts'
import { emptyCart, saleCounterName } from '../selling/open-sale.ts'
import { refundCounterName } from '../after-sale/refund-notes.ts'
import { queueCall, recordStep, tenderIn } from '../selling/record-step.ts'
import { businessDateOf, putOnCounter, settingsOf, shopDateTime, type Till } from '../till.ts'

/** Marks a `find` whose tender comes from restored books: what was unfinished in them may have been finished since. */
export const FROM_RESTORED = 'restored'

const DAY_MS = 86_400_000
/** Sale numbers are raised for the days on which sales may be missing; nobody restores older books than this. */
const MOST_DAYS = 400
/** Where the clock cannot be right, they are raised for so many days from the copy on. */
const DAYS_AFTER_COPY = 60

/**
 * Terminal ids that sessions of this till may carry, each with the latest time (UTC) a session of this till may have been
 * made with it: its own for ever, and those it had before its books were restored or copied until then. Where the books
 * they were copied from are sold with on another machine, what is made there later is that machine's.
 */
export function ownTerminals(store: Pick<Store, 'read' | 'terminalId'>): readonly OwnTerminal[] {
  const ends = formerEnds(store.read)
  return [{ id: store.terminalId, until: null }, ...ends]
}

function formerEnds(read: BooksReader): readonly OwnTerminal[] {
  const former = JSON.parse(read.value(FORMER_TERMINALS) ?? '[]') as string[]
  const ended = JSON.parse(read.value(FORMER_UNTIL) ?? '{}') as Readonly<Record<string, string>>
  return former.map((id) => ({ id, until: ended[id] ?? null }))
}

/** Is there an earlier life of which it is not written down yet when it was over? */
export const hasOpenLives = (till: Till): boolean =>
  formerEnds(till.store.read).some(({ until }) => until === null)

/**
 * Writes down that the earlier lives are over now, by the provider's time, which no wrong clock of a repaired machine can
 * move. For whoever has just heard from the provider.
 */
export function endFormerLives(till: Till, books: BooksWriter): void {
  const now = new Date(till.clock.epochMs() + till.network.clockOffsetMs()).toISOString()
  const ends = formerEnds(books).map(({ id, until }) => [id, until ?? now] as const)
  if (ends.length > 0) books.setValue(FORMER_UNTIL, JSON.stringify(Object.fromEntries(ends)))
}

/** Did this till make a session that carries this terminal id? `madeAt` is by the provider; null where it tells no time. */
export function isOwnTerminal(store: Store, terminalId: string, madeAt: string | null): boolean {
  const own = ownTerminals(store).find(({ id }) => id === terminalId)
  if (own === undefined) return false
  return own.until === null || madeAt === null || madeAt <= own.until
}

/**
 * Restored (or cloned) books do not know what happened after they were made. Before anything is sent, all that was
 * unfinished in them becomes unknown, and each of its tenders is looked for at the provider first. In one transaction: when
 * it cannot be written, the till must not start.
 */
export function takeUpRestored(till: Till): Result<null, Refusal> {
  const text = till.store.read.value(RENEWAL)
  if (text === null) return ok(null)
  const renewal = JSON.parse(text) as Renewal
  const written = till.store.write((books) => {
    for (const entries of unfinishedByTender(books)) makeUnknown(till, books, entries)
    forgetPrints(till, books)
    doubtReviews(till, books)
    putOnCounter(books, null)
    books.saveDraft(emptyCart(till))
    raiseNumbers(till, books, renewal)
    tell(till, books, renewal)
    books.setValue(RENEWAL, null)
  })
  return written.ok ? ok(null) : err(written.error)
}

function unfinishedByTender(books: BooksWriter): readonly (readonly OutboxEntry[])[] {
  const byTender = Map.groupBy(books.outboxDue('~', Number.MAX_SAFE_INTEGER), (entry) => entry.tenderId)
  return [...byTender.values()]
}

/** Takes a tender's unfinished calls off the list; looking for what became of them stands there instead. */
function makeUnknown(till: Till, books: BooksWriter, entries: readonly OutboxEntry[]): void {
  const at = till.clock.now()
  const [first] = entries
  const record = first === undefined ? null : books.sale(first.saleId)
  if (first === undefined || record === null) return
  for (const entry of entries.filter((each) => !isAboutSession(each.call))) {
    // may have left after these books were copied: its list is read before its key is used
    books.markSent(entry.id, entry.createdAt)
  }
  const ofSession = entries.filter((each) => isAboutSession(each.call))
  if (ofSession.length === 0) return
  const trouble = JSON.stringify({ type: 'provider_unknown', detail: FROM_RESTORED, requestId: null })
  for (const entry of ofSession) books.markDone(entry.id, at, trouble)
  const { tenderId } = first
  const tender = tenderIn(record.sale, tenderId)
  if (tender.type === 'provider' && tender.state.name === 'intended') {
    // as if it had left: perhaps it did
    recordStep(till, books, record, { type: 'provider', tenderId, event: { type: 'create_sent' } })
  }
  const part = tender.type === 'provider' ? tender.state : tender.booking
  const sessionId = 'sessionId' in part ? part.sessionId : null
  queueCall(till, books, record.sale, tenderId, { call: 'find', sessionId, key: FROM_RESTORED })
  const facts = { reason: FROM_RESTORED }
  books.appendEvent({ at, actor: null, kind: 'answer_unknown', saleId: first.saleId, tenderId, facts })
}

/** Every call that can stand on the list must say whether a look at the tender's session tells what became of it. */
function isAboutSession(call: OutboxEntry['call']): boolean {
  switch (call) {
    case 'create':
    case 'charge':
    case 'cancel':
    case 'confirm':
    case 'find':
      return true
    case 'refund':
      return false
    default:
      return unreachable(call)
  }
}

/** A slip of yesterday must not come out of the printer now, and above all no drawer may open. */
function forgetPrints(till: Till, books: BooksWriter): void {
  const failure = JSON.stringify({ type: 'nothing_to_print' })
  for (const job of books.printJobs(['queued', 'sending']))
    books.updatePrintJob(job.id, { state: 'unknown', failure }, till.clock.now())
}

/** The provider may have been told after these books were copied: from now on the session is only read. */
function doubtReviews(till: Till, books: BooksWriter): void {
  const now = till.clock.now()
  for (const review of books.reviewsDue('~', Number.MAX_SAFE_INTEGER))
    books.saveReview({ ...review, state: 'sent', sentAt: review.sentAt ?? now, nextAt: now }, now)
}

function raiseNumbers(till: Till, books: BooksWriter, { madeAt, numbersAbove }: Renewal): void {
  const { tillCode, utcOffsetMinutes } = settingsOf(till)
  const tomorrow = till.clock.epochMs() + DAY_MS
  const copied = Date.parse(madeAt)
  const raise = (first: number, last: number): void => {
    // the steps of a day each may miss the last one by a part of a day
    for (let day = first; day < last + DAY_MS; day += DAY_MS) {
      const date = businessDateOf(Math.min(day, last), utcOffsetMinutes)
      for (const name of [saleCounterName(tillCode, date), refundCounterName(tillCode, date)])
        books.raiseCounter(name, numbersAbove)
    }
  }
  raise(Math.max(copied - DAY_MS, tomorrow - MOST_DAYS * DAY_MS), tomorrow)
  // a machine that was repaired may say any year; then the days that follow the copy are the ones to be careful with
  const isOdd = tomorrow < copied || tomorrow - copied > MOST_DAYS * DAY_MS
  if (isOdd) raise(copied - DAY_MS, copied + DAYS_AFTER_COPY * DAY_MS)
}

function tell(till: Till, books: BooksWriter, renewal: Renewal): void {
  const at = till.clock.now()
  const { reason, from, madeAt, terminalBefore, by: actor } = renewal
  const kind = reason === 'restored' ? 'books_restored' : 'books_cloned'
  const facts = { from, madeAt, terminalBefore, terminalNow: till.store.terminalId }
  books.appendEvent({ at, actor, kind, saleId: null, tenderId: null, facts })
  books.addAttention(
    {
      kind,
      saleId: null,
      tenderId: null,
      facts: { from, since: shopDateTime(madeAt, settingsOf(till)) },
      dedupe: `${kind}:${renewal.at}`,
    },
    at,
  )
}
