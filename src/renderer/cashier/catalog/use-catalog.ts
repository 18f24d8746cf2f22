import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { CategoryView } from '../../../core/contract/views/catalog.ts'
import type { Product } from '../../../core/domain/catalog/catalog.ts'
import type { Mode } from '../../../core/domain/provider/session.ts'
import type { Trouble } from '../../ui/RefusalPanel.tsx'
import { Refused, useCore, valueOf } from '../client.ts'

/** What of the catalog is looked at: a group, everything (null), or what is no longer sold. */
export interface Looking {
  readonly text: string
  readonly category: string | null
  readonly inactive: boolean
}

export interface CatalogList {
  readonly rows: readonly Product[]
  readonly isPending: boolean
  readonly trouble: Trouble | null
  readonly more: () => void
  readonly again: () => void
}

const PAGE = 100

export function useCatalog(mode: Mode, { text, category, inactive }: Looking): CatalogList {
  const { client } = useCore()
  const query = useInfiniteQuery({
    queryKey: ['catalog', mode, 'keep', text, text === '' ? category : null, inactive],
    queryFn: ({ pageParam }) =>
      valueOf(
        client.catalog.find({
          text,
          category: text === '' ? category : null,
          favouritesOnly: false,
          cursor: pageParam,
          limit: PAGE,
          inactive,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (before) => before,
  })
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data])
  const { hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query
  return {
    rows,
    isPending: query.isPending,
    trouble: query.error instanceof Refused ? query.error.trouble : null,
    more: () => {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
    },
    again: () => void refetch(),
  }
}

export function useGroups(mode: Mode): readonly CategoryView[] {
  const { client } = useCore()
  const query = useQuery({
    queryKey: ['catalog', mode, 'categories'],
    queryFn: () => valueOf(client.catalog.categories()),
    staleTime: 30_000,
  })
  return query.data ?? []
}

/** Reads again whatever of the catalog is on a screen. */
export function useRefreshCatalog(): () => void {
  const queries = useQueryClient()
  return () => void queries.invalidateQueries({ queryKey: ['catalog'] })
}
