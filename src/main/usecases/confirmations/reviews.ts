import { isAmount, type Amount } from '../../../core/domain/money.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { SessionFacts } from '../../../core/domain/provider/session.ts'
import {
  isRetryable,
  type GatewayFailure,
  type SessionAnswer,
  type SessionPage,
} from '../../../core/ports/gateway.ts'
import type { StoredSession } from '../../../core/ports/stored-session.ts'
import { keepNote } from '../people/personal-data.ts'
import { callProvider, isSilence, toProviderRefusal } from '../provider/calls.ts'
import { isOwnTerminal } from '../books/restored.ts'
import { differs, forgetWaiting, goOnWith, keepSession } from './review-calls.ts'
import { actorId, writeOrRefuse, type Till } from '../till.ts'

/** Payments of the provider's page that wait for the shop's word. They belong to no sale here and make none. */
export interface Reviews {
  /** Asks the provider which ones wait. */
  refresh(): Promise<Result<null, Refusal>>
  /** Stores a decision and tells the provider; without a network it is told later. */
  decide(decision: Decision): Promise<Result<null, Refusal>>
  /** When it was last asked, and why that failed. */
  asked(): { readonly at: string | null; readonly trouble: Refusal | null }
  start(): void
  stop(): Promise<void>
}

export interface Decision {
  readonly decision: 'confirm' | 'reject'
  readonly sessionId: string
  /** What the person saw. */
  readonly amount: Amount
  /** Why it is turned down; null for a confirmation. */
  readonly reason: string | null
}

const FIRST_MS = 20_000
const EVERY_MS = 60_000
const UNFINISHED_MS = 5_000
const MAX_PAGES = 5
const WAITING = { status: 'pending_review', limit: 100 } as const
const MAX_WAITING = 500
/** Sessions that left the list are read one by one, so many in a round. */
const MAX_READS = 20

export function createReviews(till: Till): Reviews {
  let at: string | null = null
  let trouble: Refusal | null = null
  let running: Promise<unknown> = Promise.resolve()
  let cancelRound: () => void = () => {}
  let stopped = true

  /** One at a time: two presses, or a press and a round, must not both find a decision unsent. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = running.then(work)
    running = turn.catch(() => {})
    return turn
  }

  const refresh = async (): Promise<Result<null, Refusal>> => {
    if (!till.gateway.traits.reviewsPages) return ok(null)
    const done = await readWaiting(till)
    trouble = done.ok ? null : done.error
    if (done.ok) at = till.clock.now()
    till.changed.ring()
    return done
  }

  const goOn = async (): Promise<void> => {
    for (const review of till.store.read.reviewsDue(till.clock.now(), MAX_READS)) {
      await goOnWith(till, review)
      till.changed.ring()
    }
  }

  const plan = (ms: number): void => {
    if (stopped) return
    cancelRound = till.clock.after(ms, () => {
      void inTurn(round)
        .catch((fault: unknown) => {
          if (!stopped) till.log.error('review_round_fault', { fault: String(fault) })
        })
        .finally(() => {
          if (!stopped) plan(till.store.read.reviewsDue('~', 1).length > 0 ? UNFINISHED_MS : EVERY_MS)
        })
    })
  }
  const round = async (): Promise<void> => {
    await goOn()
    // either way: a clock that was set back a day must not leave the inbox as it is for a day
    const since = at === null ? EVERY_MS : Math.abs(till.clock.epochMs() - Date.parse(at))
    const isDue = since >= EVERY_MS - UNFINISHED_MS
    if (isDue && !stopped) await refresh()
  }

  return {
    refresh: () => inTurn(refresh),
    decide: (decision) =>
      inTurn(async () => {
        const stored = await store(till, decision)
        if (stored.ok) await goOn()
        till.changed.ring()
        cancelRound()
        plan(UNFINISHED_MS)
        return stored
      }),
    asked: () => ({ at, trouble }),
    start: () => {
      stopped = false
      plan(FIRST_MS)
    },
    stop: async () => {
      stopped = true
      cancelRound()
      await running
    },
  }
}

async function readWaiting(till: Till): Promise<Result<null, Refusal>> {
  const listed = new Map<string, SessionAnswer>()
  let cursor: string | null = null
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer: Result<SessionPage, GatewayFailure> = await callProvider(
      till,
      till.background.list(cursor === null ? WAITING : { ...WAITING, cursor }),
    )
    if (!answer.ok) return err(toProviderRefusal(answer.error))
    for (const each of answer.value.sessions) listed.set(each.facts.sessionId, each)
    cursor = answer.value.nextCursor
    if (cursor === null) break
  }
  for (const answer of listed.values()) {
    const known = till.store.read.session(answer.facts.sessionId)
    const isNews = known === null || known.raw !== answer.raw || known.facts.status !== 'review'
    if (isNews && answer.facts.status === 'review' && !isOfSale(till, answer.facts)) keepSession(till, answer)
  }
  // whatever is no longer listed was decided elsewhere, or is over
  const gone = till.store.read
    .sessionsInReview(MAX_WAITING)
    .filter(({ facts }) => !listed.has(facts.sessionId))
    .slice(0, MAX_READS)
  for (const { facts } of gone) {
    const answer = await callProvider(till, till.background.read(facts.sessionId))
    if (answer.ok) keepSession(till, answer.value)
    else if (answer.error.type === 'not_found') forgetWaiting(till, facts.sessionId)
    else if (isRetryable(answer.error)) return err(toProviderRefusal(answer.error))
  }
  return ok(null)
}

/** Known by the books, or by its own mark, as money of a sale here: that is confirmed with the sale. */
const saleNumberOf = (till: Till, { sessionId, tenderId }: SessionFacts): string | null => {
  const owner = till.store.read.session(sessionId)?.tenderId ?? tenderId
  return owner === null ? null : (till.store.read.saleOfTender(owner)?.number ?? null)
}
const isOfSale = (till: Till, facts: SessionFacts): boolean => saleNumberOf(till, facts) !== null

/** Whose payment a session of the page is. */
export function ownerOf(
  till: Till,
  { facts: { terminalId }, createdAt }: Pick<StoredSession, 'facts' | 'createdAt'>,
): 'page' | 'ours' | 'other' {
  if (terminalId === null) return 'page'
  return isOwnTerminal(till.store, terminalId, createdAt) ? 'ours' : 'other'
}

/** Why nobody may decide about it here, or null; looked at again in the transaction that stores the decision. */
function whyNot(till: Till, stored: StoredSession | null): Refusal | null {
  if (stored === null) return { type: 'review_unknown' }
  const { facts } = stored
  const saleNumber = saleNumberOf(till, facts)
  if (saleNumber !== null) return { type: 'review_of_sale', saleNumber }
  if (ownerOf(till, stored) === 'other') return { type: 'review_of_other_till' }
  if (facts.status !== 'review') return { type: 'review_over', status: facts.status }
  if (!facts.manual) return { type: 'review_not_manual' }
  const state = till.store.read.review(facts.sessionId)?.state
  return state === 'waiting' || state === 'sent' ? { type: 'review_decided' } : null
}

/** Reads first; without an answer the decision waits, and the session is read before anything is sent. */
async function store(
  till: Till,
  { decision, sessionId, amount, reason }: Decision,
): Promise<Result<null, Refusal>> {
  if (decision === 'reject' && (reason ?? '').trim() === '') return err({ type: 'reason_missing' })
  const known = whyNot(till, till.store.read.session(sessionId))
  if (known !== null) return err(known)
  const answer = await callProvider(till, till.gateway.read(sessionId))
  if (answer.ok) keepSession(till, answer.value)
  else if (!isSilence(answer.error)) return err(toProviderRefusal(answer.error))
  const session = till.store.read.session(sessionId)
  const why = whyNot(till, session)
  if (why !== null || session === null) return err(why ?? { type: 'review_unknown' })
  const { currency } = session.facts
  if (!isAmount(amount) || differs(till, session.facts, { amount, currency }))
    return err({ type: 'review_differs' })
  return writeOrRefuse(till, (books) => {
    const now = till.clock.now()
    const by = actorId(till)
    const kept = reason === null ? null : keepNote(till, books, reason.trim())
    books.saveReview(
      {
        ...{ sessionId, decision, amount, currency, decidedBy: by, decidedAt: now, reason: kept },
        ...{ state: 'waiting', key: `review:${till.ids.next()}`, sentAt: null, nextAt: now, trouble: null },
      },
      now,
    )
    const facts = { sessionId, amount, currency, ...(kept === null ? {} : { reason: kept }) }
    const kind = decision === 'confirm' ? 'review_confirm_pressed' : 'review_reject_pressed'
    books.appendEvent({ at: now, actor: by, kind, saleId: null, tenderId: null, facts })
    return ok(null)
  })
}
