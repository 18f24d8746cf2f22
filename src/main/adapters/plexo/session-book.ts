import { z } from 'zod'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { FindQuery, GatewayFailure } from '../../../core/ports/gateway.ts'
import { dateFilter, LONGEST_SESSION_MS, rowsOf } from './assumptions.ts'
import { notAboutUs } from './payments.ts'
import type { CheckedPlexoProfile } from './profile.ts'
import { readOwnSession, type OwnSession } from './sessions.ts'
import { parseJson, unreadable, type PlexoDeps, type Transport } from './transport.ts'

/**
 * Plexo has no documented way to read one session, so the adapter remembers the ones it has seen. What it no longer
 * remembers it takes from the books, and else from the list, which can be narrowed by reference or by date.
 */
export interface SessionBook {
  keep(session: OwnSession): void
  /** From now on this attempt can be looked for by its exact reference. */
  expect(attemptId: string, reference: string): void
  byId(sessionId: string): Promise<Result<OwnSession, GatewayFailure>>
  byReference(reference: string): Promise<Result<OwnSession | null, GatewayFailure>>
  byAttempt(query: FindQuery): Promise<Result<OwnSession | null, GatewayFailure>>
  page(query: BookQuery): Promise<Result<BookPage, GatewayFailure>>
  check(): Promise<Result<null, GatewayFailure>>
}

export interface BookQuery {
  readonly filters: Readonly<Record<string, string>>
  readonly cursor: string | null
  readonly size: number
}

export interface BookPage {
  readonly sessions: readonly OwnSession[]
  readonly nextCursor: string | null
}

const MAX_KEPT = 5_000
const PAGE_SIZE = 100
const MAX_PAGES = 50
const DAY_MS = 86_400_000
/** Our clock and the provider's may differ; a search starts that much earlier than asked. */
const FIND_MARGIN_MS = 10 * 60_000
/** A session that a whole search did not show is not searched for again at once. */
const SEARCH_PAUSE_MS = 60_000

export function createSessionBook(
  transport: Transport,
  profile: CheckedPlexoProfile,
  deps: PlexoDeps,
): SessionBook {
  const sessionsById = new Map<string, OwnSession>()
  const referencesByAttempt = new Map<string, string>()
  let searchedAt = Number.NEGATIVE_INFINITY

  return { keep, expect, byId, byReference, byAttempt, page, check }

  function keep(session: OwnSession): void {
    remember(sessionsById, session.id, session)
    expect(session.attemptId, session.reference)
  }

  function expect(attemptId: string, reference: string): void {
    remember(referencesByAttempt, attemptId, reference)
  }

  async function byId(sessionId: string): Promise<Result<OwnSession, GatewayFailure>> {
    const known = sessionsById.get(sessionId) ?? recall(sessionId)
    if (known !== null) return ok(known)
    const nowMs = transport.nowMs()
    // The list holds only sessions made with this very API key, so one that is not in it may well exist.
    if (Math.abs(deps.clock.epochMs() - searchedAt) < SEARCH_PAUSE_MS) return err(NOT_LISTED)
    const found = await search(
      dateFilter(nowMs - LONGEST_SESSION_MS, nowMs + DAY_MS),
      ({ id }) => id === sessionId,
    )
    if (!found.ok) return found
    if (found.value !== null) return ok(found.value)
    searchedAt = deps.clock.epochMs()
    return err(NOT_LISTED)
  }

  function recall(sessionId: string): OwnSession | null {
    const raw = deps.recall?.(sessionId) ?? null
    const kept = raw === null ? null : keptSchema.safeParse(parseJson(raw))
    const session = kept?.success ? readOwnSession(kept.data.session, profile) : null
    if (session?.id !== sessionId) return null
    keep(session)
    return session
  }

  async function byReference(reference: string): Promise<Result<OwnSession | null, GatewayFailure>> {
    return await search({ referenceId: reference }, (session) => session.reference === reference)
  }

  async function byAttempt({
    attemptId,
    createdAfter,
  }: FindQuery): Promise<Result<OwnSession | null, GatewayFailure>> {
    const reference = referencesByAttempt.get(attemptId)
    if (reference !== undefined) return await byReference(reference)
    // the amount is a part of the reference and not known here any more, so the days are searched
    const fromMs = Date.parse(createdAfter) + (transport.clockOffsetMs() ?? 0) - FIND_MARGIN_MS
    const filters = dateFilter(fromMs, transport.nowMs() + DAY_MS)
    return await search(filters, (session) => session.attemptId === attemptId)
  }

  async function search(
    filters: Readonly<Record<string, string>>,
    isWanted: (session: OwnSession) => boolean,
  ): Promise<Result<OwnSession | null, GatewayFailure>> {
    let cursor: string | null = null
    for (let count = 0; count < MAX_PAGES; count += 1) {
      const read: Result<BookPage, GatewayFailure> = await page({ filters, cursor, size: PAGE_SIZE })
      if (!read.ok) return read
      const found = read.value.sessions.find(isWanted)
      if (found !== undefined) return ok(found)
      cursor = read.value.nextCursor
      if (cursor === null) return ok(null)
    }
    deps.log.warn('gateway.find_gave_up', { pages: MAX_PAGES })
    return err(unreadable(null, 'list_too_long'))
  }

  /**
   * Whether pages count from 0 or from 1 is not documented. The first one is asked for without a number; where page 1
   * then turns out to be the same one again, the next is 2. A page that repeats the one before it ends the list.
   */
  async function page({ filters, cursor, size }: BookQuery): Promise<Result<BookPage, GatewayFailure>> {
    const [numberText = '0', before = ''] = (cursor ?? '0~').split('~')
    let number = Number(numberText)
    let read = await rows(filters, number, size)
    if (number === 1 && read.ok && keyOf(read.value[0]) === before) {
      number = 2
      read = await rows(filters, number, size)
    }
    if (!read.ok) return read
    if (read.value.length === 0) return ok(END_OF_LIST)
    const first = keyOf(read.value[0])
    if (first === null) return err(unreadable())
    if (first === before) return ok(END_OF_LIST)
    const sessions = read.value.flatMap((row) => readOwnSession(row, profile) ?? [])
    sessions.forEach(keep)
    return ok({ sessions, nextCursor: `${number + 1}~${first}` })
  }

  async function rows(
    filters: Readonly<Record<string, string>>,
    number: number,
    size: number,
  ): Promise<Result<readonly unknown[], GatewayFailure>> {
    const query = {
      merchantId: String(profile.merchantId),
      ...filters,
      ...(number === 0 ? {} : { page: String(number) }),
      size: String(size),
    }
    const sent = await transport.call({ method: 'GET', path: '/v1/sessions', query })
    if (!sent.ok) return err(notAboutUs(sent.error))
    const found = rowsOf(sent.value.data)
    return found === null ? err(unreadable(sent.value.status)) : ok(found)
  }

  async function check(): Promise<Result<null, GatewayFailure>> {
    const read = await rows({}, 0, 1)
    return read.ok ? ok(null) : read
  }
}

/** What this adapter gives as `raw`: the session and its payments, each as it came. */
const keptSchema = z.object({ session: z.unknown() })

const NOT_LISTED = unreadable(null, 'session_not_listed')

const END_OF_LIST: BookPage = { sessions: [], nextCursor: null }

const rowSchema = z.object({ id: z.string().regex(/^[A-Za-z0-9-]{1,100}$/) })
const keyOf = (row: unknown): string | null => rowSchema.safeParse(row).data?.id ?? null

/** Keeps the newest; the oldest make room. */
function remember<T>(kept: Map<string, T>, key: string, value: T): void {
  kept.delete(key)
  kept.set(key, value)
  const oldest = kept.size > MAX_KEPT ? kept.keys().next() : null
  if (oldest !== null && !oldest.done) kept.delete(oldest.value)
}
