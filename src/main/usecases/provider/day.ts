import type { TheirRecord } from '../../../core/domain/reports/reconcile.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { GatewayFailure, SessionAnswer } from '../../../core/ports/gateway.ts'
import { callProvider } from './calls.ts'
import type { Till } from '../till.ts'

/** One calendar day of the outlet, from its first moment to the first moment of the next, in UTC. */
export interface Span {
  readonly from: string
  readonly to: string
}

const PAGE = 100
/** A day holds at most so many pages; more would be a provider that pages without end. */
const MOST_PAGES = 500

/** Sessions made on the day by the provider's clock, all of them or a failure: half a list would invent differences. */
export async function sessionsOf(
  till: Till,
  { from, to }: Span,
): Promise<Result<readonly SessionAnswer[], GatewayFailure>> {
  const found: SessionAnswer[] = []
  const seen = new Set<string>()
  let cursor: string | undefined
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = { createdAfter: from, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) }
    const answer = await callProvider(till, till.background.list(query))
    if (!answer.ok) return answer
    for (const session of answer.value.sessions) {
      if (seen.has(session.facts.sessionId) || !isWithin(till, session, to)) continue
      seen.add(session.facts.sessionId)
      found.push(session)
    }
    if (answer.value.nextCursor === null) return ok(found)
    cursor = answer.value.nextCursor
  }
  return err({ type: 'unknown', detail: 'list_without_end', status: null, requestId: null })
}

/** By the provider's own time, as it is asked for; a provider that tells none is taken by when we first saw it. */
function isWithin(till: Till, { facts, raw }: SessionAnswer, to: string): boolean {
  const known = createdAtIn(raw) ?? till.store.read.session(facts.sessionId)?.createdAt ?? null
  return known === null || known < to
}

/** When the provider made a session, by its own raw answer. */
export function createdAtIn(raw: string): string | null {
  try {
    const { createdAt } = JSON.parse(raw) as { createdAt?: unknown }
    const ms = typeof createdAt === 'string' ? Date.parse(createdAt) : Number.NaN
    return Number.isNaN(ms) ? null : isoOf(ms)
  } catch {
    return null
  }
}

type RecordPage = (
  cursor: string | null,
  after: string,
) => Promise<
  Result<
    {
      readonly records: readonly (TheirRecord & { readonly at: string | null })[]
      readonly nextCursor: string | null
    },
    GatewayFailure
  >
>

export const receiptPages =
  (till: Till): RecordPage =>
  async (cursor, issuedAfter) => {
    const page = await till.background.desks.receipts.issued({ issuedAfter, cursor })
    if (!page.ok) return page
    const records = page.value.receipts.flatMap(
      ({ receiptId: id, sessionId, amount, currency, issuedAt: at }) =>
        sessionId === null ? [] : [{ id, sessionId, amount, currency, at }],
    )
    return ok({ records, nextCursor: page.value.nextCursor })
  }

/** Each payment is posted on two sides; the debit side says what came in. */
export const ledgerPages =
  (till: Till): RecordPage =>
  async (cursor, postedAfter) => {
    const page = await till.background.desks.ledger.postings({ postedAfter, cursor })
    if (!page.ok) return page
    const records = page.value.postings.flatMap(
      ({ postingId: id, direction, sessionId, amount, currency, postedAt: at }) =>
        sessionId === null || direction !== 'debit' ? [] : [{ id, sessionId, amount, currency, at }],
    )
    return ok({ records, nextCursor: page.value.nextCursor })
  }

/** Null when this book cannot be read: then it bears no witness, and the report says so. */
export async function recordsOf(
  pages: RecordPage,
  { from, to }: Span,
): Promise<readonly TheirRecord[] | null> {
  const found: TheirRecord[] = []
  let cursor: string | null = null
  for (let count = 0; count < MOST_PAGES; count += 1) {
    const page: Awaited<ReturnType<RecordPage>> = await pages(cursor, from)
    if (!page.ok) return null
    found.push(...page.value.records.filter(({ at }) => at === null || at < to))
    cursor = page.value.nextCursor
    if (cursor === null) break
  }
  return found
}

const isoOf = (ms: number): string => new Date(ms).toISOString()
