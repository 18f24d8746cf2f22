import { useInfiniteQuery, type UseInfiniteQueryResult } from '@tanstack/react-query'
import type { Refusal } from '../../../core/domain/refusals.ts'
import type { Result } from '../../../core/domain/result.ts'
import { valueOf } from '../client.ts'
import { useCounter } from '../state/counter.ts'
import type { Page } from './ListFrame.tsx'

const LIMIT = 50

/** A list read page by page; read again after every change in the core, so that what is seen is what is stored. */
export function usePages<Row>(
  name: string,
  read: (input: { cursor: string | null; limit: number }) => Promise<Result<Page<Row>, Refusal>>,
  /** What else the list depends on, e.g. what was typed to find something. */
  about = '',
): UseInfiniteQueryResult<{ readonly pages: readonly Page<Row>[] }> {
  const mode = useCounter((state) => state.view?.mode)
  const revision = useCounter((state) => state.view?.revision)
  return useInfiniteQuery({
    queryKey: [name, mode, revision, about],
    queryFn: ({ pageParam }) => valueOf(read({ cursor: pageParam, limit: LIMIT })),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: (before) => before,
  })
}
