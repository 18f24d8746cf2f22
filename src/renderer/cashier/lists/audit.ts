import { useInfiniteQuery, type UseInfiniteQueryResult } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { AuditRow } from '../../../core/contract/views/audit.ts'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import type { CounterClient } from '../../api/counter.ts'
import { useCore, valueOf } from '../client.ts'
import type { Page } from './ListFrame.tsx'

type AuditInput = Parameters<CounterClient['audit']['list']>[0]

/** As it stands in the fields; days as `2026-07-15` in the shop's zone. */
export interface AuditFilter {
  readonly group: AuditInput['group']
  readonly personId: string | null
  readonly saleNumber: string
  readonly fromDay: string
  readonly toDay: string
}

export const NO_FILTER: AuditFilter = { group: null, personId: null, saleNumber: '', fromDay: '', toDay: '' }

const LIMIT = 50

/**
 * The log, page by page. It is read again when something happened, as long as only its beginning is on the screen.
 * Somebody who reads it by a lent right gets what was asked for once, and nothing is read again without asking.
 */
export function useAudit(
  view: CounterView,
  filter: AuditFilter,
): UseInfiniteQueryResult<{ readonly pages: readonly Page<AuditRow>[] }> {
  const { client } = useCore()
  const mayRead = view.rights.includes('read_log')
  const query = useInfiniteQuery({
    queryKey: ['audit', view.mode, view.actor.id, filter],
    queryFn: ({ pageParam }) =>
      valueOf(client.audit.list(inputOf(filter, view.settings.utcOffsetMinutes, pageParam))),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: (before) => before,
    staleTime: mayRead ? 0 : Number.POSITIVE_INFINITY,
    ...(mayRead ? {} : { gcTime: 0 }),
  })
  const { refetch } = query
  const onlyBeginning = (query.data?.pages.length ?? 0) === 1
  const seen = useRef(view.revision)
  useEffect(() => {
    if (seen.current === view.revision) return
    seen.current = view.revision
    if (mayRead && onlyBeginning) void refetch()
  }, [view.revision, mayRead, onlyBeginning, refetch])
  return query
}

/** What the core is asked: days become UTC times, the last day counts whole. */
export function inputOf(filter: AuditFilter, utcOffsetMinutes: number, cursor: string | null): AuditInput {
  const number = filter.saleNumber.trim()
  return {
    cursor,
    limit: LIMIT,
    group: filter.group,
    personId: filter.personId,
    saleNumber: number === '' ? null : number,
    from: startOfDay(filter.fromDay, utcOffsetMinutes, 0),
    to: startOfDay(filter.toDay, utcOffsetMinutes, 1),
  }
}

const DAY_MS = 24 * 60 * 60 * 1000

/** A day of the shop as the UTC time it begins at; null for no day. */
export function startOfDay(day: string, utcOffsetMinutes: number, daysLater: number): string | null {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(midnight)) return null
  return new Date(midnight - utcOffsetMinutes * 60_000 + daysLater * DAY_MS).toISOString()
}
