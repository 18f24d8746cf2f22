import {
  reconcile,
  type OurPayment,
  type Reconciliation,
  type TheirRecord,
  type TheirSession,
} from '../../../core/domain/reports/reconcile.ts'
import type { ProviderRefusal, Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { Tender } from '../../../core/domain/tenders/sale-tenders.ts'
import { isRetryable, type GatewayFailure, type SessionAnswer } from '../../../core/ports/gateway.ts'
import { callProvider, toProviderRefusal } from './calls.ts'
import { createdAtIn, ledgerPages, receiptPages, recordsOf, sessionsOf, type Span } from './day.ts'
import { isOwnTerminal } from '../books/restored.ts'
import { actorId, businessDateOf, settingsOf, writeOrRefuse, type Till } from '../till.ts'
import type { Watcher } from './watch-sessions.ts'

/** A day's report, kept until the next one of the same day. */
export interface DayReport extends Reconciliation {
  /** The outlet's calendar day, e.g. `2026-07-15`. */
  readonly day: string
  readonly madeAt: string
  /** Which of the provider's books could be read; the ledger is not everybody's to see. */
  readonly read: { readonly receipts: boolean; readonly ledger: boolean }
}

export interface Reconciler {
  /** Compares one day now. Differences become items for a person, each once. */
  run(day: string): Promise<Result<DayReport, Refusal>>
  last(day: string): DayReport | null
  start(): void
  stop(): Promise<void>
}

const DAY_MS = 86_400_000
/** So many days that are over are compared by themselves: a shop may be closed for some of them, over Lebaran for weeks. */
const DAYS_BACK = 31
/** Looked at this often whether a day that is over still has to be compared. */
const LOOK_EVERY_MS = 30 * 60_000
const FIRST_LOOK_MS = 60_000
const nameOf = (day: string): string => `reconciliation:${day}`

export function createReconciler(till: Till, watcher: Watcher): Reconciler {
  let running: Promise<unknown> = Promise.resolve()
  let cancelLook: () => void = () => {}
  let stopped = true
  let ended = false

  const run: Reconciler['run'] = (day) => {
    const turn = running.then(() => runDay(till, watcher, day, () => ended))
    running = turn.catch(() => {})
    return turn
  }

  const look = async (): Promise<void> => {
    if (till.gateway.name === 'none') return
    for (const day of daysToCompare(till).toReversed()) {
      if (ended) return
      const done = await run(day)
      // one day that makes no sense hides no other; silence, a pause or a wrong key is for the next day as well
      if (!done.ok && done.error.type !== 'provider_unknown' && done.error.type !== 'provider_refused') return
    }
  }
  const plan = (ms: number): void => {
    if (stopped) return
    cancelLook = till.clock.after(ms, () => {
      void look()
        .catch((fault: unknown) => {
          if (!stopped) till.log.error('reconcile_fault', { fault: String(fault) })
        })
        .finally(() => plan(LOOK_EVERY_MS))
    })
  }
  return {
    run,
    last: (day) => lastReport(till, day),
    start: () => {
      stopped = false
      plan(FIRST_LOOK_MS)
    },
    stop: async () => {
      stopped = true
      ended = true
      cancelLook()
      await running
    },
  }
}

/** The days are the provider's: by a clock that is a day ahead, one that is still going on would count as compared. */
const providerNowMs = (till: Till): number => till.clock.epochMs() + till.network.clockOffsetMs()

/** A report that was made while the day was still going on says nothing about the rest of it. */
function daysToCompare(till: Till): readonly string[] {
  const { utcOffsetMinutes } = settingsOf(till)
  const days = Array.from({ length: DAYS_BACK }, (_, index) =>
    businessDateOf(providerNowMs(till) - (DAYS_BACK - index) * DAY_MS, utcOffsetMinutes),
  )
  return days.filter((day, index) => {
    const span = spanOf(till, day)
    const report = lastReport(till, day)
    if (report !== null && report.madeAt >= span.to) return false
    const isYesterday = index === DAYS_BACK - 1
    return isYesterday || till.store.read.tendersMade({ at: span.from, id: '' }, span.to, 1).length > 0
  })
}

/** The outlet's calendar day, in its own hours: WIB, WITA and WIT begin it at different moments. */
function spanOf(till: Till, day: string): Span {
  const fromMs = Date.parse(`${day}T00:00:00.000Z`) - settingsOf(till).utcOffsetMinutes * 60_000
  return { from: isoOf(fromMs), to: isoOf(fromMs + DAY_MS) }
}

function lastReport(till: Till, day: string): DayReport | null {
  const text = till.store.read.value(nameOf(day))
  return text === null ? null : (JSON.parse(text) as DayReport)
}

async function runDay(
  till: Till,
  watcher: Watcher,
  day: string,
  isStopped: () => boolean,
): Promise<Result<DayReport, Refusal>> {
  if (till.gateway.name === 'none') return err({ type: 'provider_not_set_up' })
  const { currency } = settingsOf(till)
  const span = spanOf(till, day)
  const listed = await sessionsOf(till, span)
  if (!listed.ok) return err(toProviderRefusal(listed.error))
  // what the provider shows as paid and the books do not have yet is read first: most of it then settles by itself
  const settled = await settlePaid(till, watcher, listed.value, isStopped)
  if (!settled.ok) return settled
  const receipts = await recordsOf(receiptPages(till), span)
  const ledger = await recordsOf(ledgerPages(till), span)
  if (isStopped()) return err({ type: 'provider_unreachable', detail: 'stopped' })
  const records = { receipt: receipts ?? [], ledger: ledger ?? [] }
  const compare = (sessions: readonly SessionAnswer[]): Reconciliation =>
    reconcile(
      currency,
      oursOf(till, span, sessions),
      sessions.map((answer) => theirsOf(till, answer)).filter((each) => each.currency === currency),
      { ...records, earlier: earlierOf(till, [...records.receipt, ...records.ledger]) },
    )
  const compared = await withoutDoubts(till, watcher, { span, listed: settled.value }, compare, isStopped)
  if (!compared.ok) return compared
  const report: DayReport = {
    ...compared.value,
    day,
    madeAt: isoOf(providerNowMs(till)),
    read: { receipts: receipts !== null, ledger: ledger !== null },
  }
  return keep(till, report)
}

/**
 * The comparison, after each payment that is in doubt was read once more: a list may be behind, a customer may have paid
 * after it was made, and the books move on while others are read. So it is made anew until it doubts nothing new.
 */
async function withoutDoubts(
  till: Till,
  watcher: Watcher,
  { span, listed }: { readonly span: Span; readonly listed: readonly SessionAnswer[] },
  compare: (sessions: readonly SessionAnswer[]) => Reconciliation,
  isStopped: () => boolean,
): Promise<Result<Reconciliation, Refusal>> {
  // a session of another day, which a record of this one speaks of, stays with its day; one of this day that the list
  // left out, because it moved on while its pages were read, does not
  const wasListed = new Set(listed.map(({ facts }) => facts.sessionId))
  const isOfThisDay = ({ facts, raw }: SessionAnswer): boolean => {
    const createdAt = createdAtIn(raw)
    return (
      wasListed.has(facts.sessionId) || (createdAt !== null && createdAt >= span.from && createdAt < span.to)
    )
  }
  const readTwice = new Set<string>()
  for (let sessions = listed; ;) {
    const compared = compare(sessions.filter(isOfThisDay))
    const doubtful = compared.differences.flatMap(({ type, sessionId }) =>
      (type === 'not_paid_there' || type === 'money_without_session') && sessionId !== null
        ? [sessionId]
        : [],
    )
    const unread = doubtful.filter((sessionId) => !readTwice.has(sessionId))
    if (unread.length === 0) return ok(compared)
    for (const sessionId of unread) readTwice.add(sessionId)
    const again = await readAgain(till, sessions, unread)
    if (!again.ok) return err(toProviderRefusal(again.error))
    const settled = await settlePaid(till, watcher, again.value, isStopped)
    if (!settled.ok) return settled
    sessions = settled.value
  }
}

/**
 * Reads each that is paid there and not counted here, so that it settles as it would have by itself. What comes back is
 * what the sessions say of themselves: where one was just read and does not say that it is paid, its list was wrong.
 */
async function settlePaid(
  till: Till,
  watcher: Watcher,
  sessions: readonly SessionAnswer[],
  isStopped: () => boolean,
): Promise<Result<readonly SessionAnswer[], Refusal>> {
  const known: SessionAnswer[] = []
  for (const session of sessions) {
    known.push(session)
    const { sessionId, status } = session.facts
    if (isStopped()) return err({ type: 'provider_unreachable', detail: 'stopped' })
    const tenderId = till.store.read.session(sessionId)?.tenderId ?? session.facts.tenderId
    if (status !== 'completed' || tenderId === null || isCountedHere(till, tenderId)) continue
    const checked = await watcher.check(tenderId)
    // without its answer it would be told as money that nobody counted; the day is compared another time
    if (!checked.ok && mayPass(checked.error)) return checked
    if (isCountedHere(till, tenderId, 'or confirming')) continue
    // read by its own id, because a check reads the tender's session and this may be another one beside it
    const itself = await callProvider(till, till.background.read(sessionId))
    if (itself.ok) known.splice(-1, 1, itself.value)
    else if (isRetryable(itself.error)) return err(toProviderRefusal(itself.error))
  }
  return ok(known)
}

const theirsOf = (till: Till, { facts, raw }: SessionAnswer): TheirSession => {
  const { sessionId, status, amount, currency, terminalId } = facts
  const tenderId = facts.tenderId ?? till.store.read.session(sessionId)?.tenderId ?? null
  const isOurs = terminalId !== null && isOwnTerminal(till.store, terminalId, createdAtIn(raw))
  const terminal = terminalId === null ? 'none' : isOurs ? 'ours' : 'other'
  return { sessionId, tenderId, terminal, status, amount, currency }
}

/**
 * What the provider's list should show as ours. A payment belongs to the day on which the provider made its session:
 * money that was taken without a network, or a moment before midnight, is booked on another day than it was taken.
 */
function oursOf(till: Till, span: Span, listed: readonly SessionAnswer[]): OurPayment[] {
  const ours = new Map<string, OurPayment>()
  for (const { facts } of listed) {
    const tenderId = till.store.read.session(facts.sessionId)?.tenderId ?? facts.tenderId
    const record = tenderId === null ? null : till.store.read.saleOfTender(tenderId)
    const tender = record?.sale.tenders.find((each) => each.id === tenderId)
    if (record === null || tender === undefined) continue
    const our = ourPayment(tender, record.sale.id, record.number)
    if (our === null || (our.sessionId !== null && our.sessionId !== facts.sessionId)) continue
    // the till's own word, which the provider took; only the answer is still on its way
    const isConfirmed = our.confirming === true && facts.status === 'completed'
    ours.set(tender.id, isConfirmed ? { ...our, counted: true } : our)
  }
  for (const our of madeIn(till, span)) {
    if (ours.has(our.tenderId) || isMoved(till, our)) continue
    if (!isOfAnotherDay(till, our, span)) ours.set(our.tenderId, our)
  }
  return [...ours.values()]
}

function madeIn(till: Till, { from, to }: Span): OurPayment[] {
  const made: OurPayment[] = []
  for (let after = { at: from, id: '' }; ;) {
    const rows = till.store.read.tendersMade(after, to, 500)
    made.push(...rows.flatMap((row) => ourPayment(row.tender, row.saleId, row.saleNumber) ?? []))
    const last = rows.at(-1)
    if (last === undefined || rows.length < 500) return made
    after = { at: last.createdAt, id: last.tender.id }
  }
}

function ourPayment(tender: Tender, saleId: string, saleNumber: string): OurPayment | null {
  const known = paymentAt(tender)
  if (known === null) return null
  const { id: tenderId, currency } = tender
  return { tenderId, saleId, saleNumber, currency, ...known }
}

/** Late money that pays another sale now: the tender it came by stands for its session, and is counted there. */
function isMoved(till: Till, { sessionId, tenderId }: OurPayment): boolean {
  const owner = sessionId === null ? null : (till.store.read.session(sessionId)?.tenderId ?? null)
  return owner !== null && owner !== tenderId
}

function isOfAnotherDay(till: Till, { sessionId }: OurPayment, { from, to }: Span): boolean {
  const raw = sessionId === null ? null : (till.store.read.session(sessionId)?.raw ?? null)
  const createdAt = raw === null ? null : createdAtIn(raw)
  return createdAt !== null && (createdAt < from || createdAt >= to)
}

/** Payments of other days that a receipt or a posting of this day speaks of: a code may live longer than its session. */
function earlierOf(till: Till, records: readonly TheirRecord[]): OurPayment[] {
  const sessionIds = new Set(records.map(({ sessionId }) => sessionId))
  return [...sessionIds].flatMap((sessionId) => {
    const tenderId = till.store.read.session(sessionId)?.tenderId ?? null
    const record = tenderId === null ? null : till.store.read.saleOfTender(tenderId)
    const tender = record?.sale.tenders.find((each) => each.id === tenderId)
    const our =
      tender === undefined || record === null ? null : ourPayment(tender, record.sale.id, record.number)
    return our === null ? [] : [{ ...our, sessionId }]
  })
}

/**
 * A list may be behind, and the books may have moved on while it was read: each doubt is read once more. A read that fails
 * for now leaves the doubt, which is no difference.
 */
async function readAgain(
  till: Till,
  listed: readonly SessionAnswer[],
  doubtful: readonly string[],
): Promise<Result<readonly SessionAnswer[], GatewayFailure>> {
  const sessions = new Map(listed.map((each) => [each.facts.sessionId, each]))
  for (const sessionId of doubtful) {
    const answer = await callProvider(till, till.background.read(sessionId))
    if (answer.ok) sessions.set(sessionId, answer.value)
    else if (isRetryable(answer.error)) return answer
  }
  return ok([...sessions.values()])
}

const mayPass = ({ type }: ProviderRefusal): boolean =>
  ['provider_unreachable', 'provider_unknown', 'provider_busy'].includes(type)

/** What the provider should know of a tender; null for money that it was never told about. */
function paymentAt(
  tender: Tender,
): Pick<OurPayment, 'sessionId' | 'amount' | 'counted' | 'confirming'> | null {
  const { amount } = tender
  if (tender.type === 'manual') {
    const { booking } = tender
    const sessionId = 'sessionId' in booking ? booking.sessionId : null
    const confirming = booking.name === 'confirming'
    return sessionId === null ? null : { sessionId, amount, counted: booking.name === 'booked', confirming }
  }
  const { state } = tender
  const sessionId = 'sessionId' in state ? state.sessionId : null
  if (state.name === 'settled_late') return { sessionId, amount: state.captured, counted: true }
  return { sessionId, amount, counted: state.name === 'settled' }
}

function isCountedHere(till: Till, tenderId: string, also: 'or confirming' | null = null): boolean {
  const tender = till.store.read.saleOfTender(tenderId)?.sale.tenders.find((each) => each.id === tenderId)
  const payment = tender === undefined ? null : paymentAt(tender)
  if (payment === null) return true
  return payment.counted || (also !== null && payment.confirming === true)
}

function keep(till: Till, report: DayReport): Result<DayReport, Refusal> {
  const at = till.clock.now()
  const stored = writeOrRefuse(till, (books) => {
    books.setValue(nameOf(report.day), JSON.stringify(report))
    for (const { type, ...facts } of report.differences) {
      const kind = `reconciliation_${type}`
      const tenderId = 'tenderId' in facts ? facts.tenderId : null
      const record = tenderId === null ? null : books.saleOfTender(tenderId)
      const about = facts.sessionId ?? tenderId ?? ''
      books.addAttention(
        {
          ...{ kind, saleId: record?.sale.id ?? null, tenderId: record === null ? null : tenderId },
          ...{ facts: { ...facts, day: report.day }, dedupe: `${kind}:${about}` },
        },
        at,
      )
    }
    const facts = { day: report.day, matched: report.matched, differences: report.differences.length }
    const actor = till.duty.actor() === null ? null : actorId(till)
    books.appendEvent({
      at,
      actor,
      kind: 'day_reconciled',
      saleId: null,
      tenderId: null,
      facts,
    })
    return ok(report)
  })
  till.changed.ring()
  return stored
}

const isoOf = (ms: number): string => new Date(ms).toISOString()
