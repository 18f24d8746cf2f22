import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { CategoryView } from '../../../core/contract/views/catalog.ts'
import type { Mode } from '../../../core/domain/provider/session.ts'
import type { Product } from '../../../core/domain/catalog/catalog.ts'
import { Refused, useCore, valueOf } from '../client.ts'
import type { Trouble } from '../../ui/RefusalPanel.tsx'

export const FAVOURITES = '*favourites'
export const ALL = '*all'
/** What a large screen shows, and more as it is scrolled: each may bring a picture along. */
const PAGE = 48

export interface FoundProducts {
  readonly rows: readonly Product[]
  /** The answer is about what was asked now, and not still the one before. */
  readonly isCurrent: boolean
  readonly isPending: boolean
  readonly hasMore: boolean
  /** False once it is known that the shop has none. */
  readonly hasFavourites: boolean
  readonly loadMore: () => void
  readonly trouble: Trouble | null
}

/**
 * What the core finds for a text, or what a group holds. The core looks, so a long catalog costs this page nothing; each
 * answer belongs to its question, so a late one never stands in the place of a newer one.
 */
export function useProducts(mode: Mode, text: string, group: string): FoundProducts {
  const favourites = useFind(mode, '', FAVOURITES, text === '' && group === FAVOURITES)
  // a shop without favourites begins with all it has
  const hasFavourites = favourites.data?.pages[0]?.rows.length !== 0
  const query = useFind(mode, text, group === FAVOURITES && !hasFavourites ? ALL : group, true)
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data])
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query
  return {
    rows,
    isCurrent: query.isSuccess && !query.isPlaceholderData,
    isPending: query.isPending,
    hasMore: hasNextPage,
    hasFavourites,
    loadMore: () => {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
    },
    trouble: query.error instanceof Refused ? query.error.trouble : null,
  }
}

function useFind(mode: Mode, text: string, group: string, enabled: boolean) {
  const { client } = useCore()
  const everywhere = text !== ''
  return useInfiniteQuery({
    queryKey: ['catalog', mode, 'find', text, everywhere ? null : group],
    queryFn: ({ pageParam }) =>
      valueOf(
        client.catalog.find({
          text,
          category: everywhere || group === ALL || group === FAVOURITES ? null : group,
          favouritesOnly: !everywhere && group === FAVOURITES,
          cursor: pageParam,
          limit: PAGE,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (before) => before,
    staleTime: 30_000,
    enabled,
  })
}

export function useCategories(mode: Mode): readonly CategoryView[] {
  const { client } = useCore()
  const query = useQuery({
    queryKey: ['catalog', mode, 'categories'],
    queryFn: () => valueOf(client.catalog.categories()),
    staleTime: 30_000,
  })
  return query.data ?? []
}
