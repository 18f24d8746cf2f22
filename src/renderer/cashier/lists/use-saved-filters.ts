import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import type { SaleFields, SavedFilter, SessionFields } from '../../../core/domain/saved-filters.ts'
import type { Trouble } from '../../ui/RefusalPanel.tsx'
import { useAction, useCore, valueOf } from '../client.ts'

export interface SavedFilters {
  readonly all: readonly SavedFilter[]
  readonly busy: boolean
  readonly trouble: Trouble | null
  /** Keeps what the list is narrowed to now; false when it was refused. */
  keep(name: string): Promise<boolean>
  remove(filterId: string): Promise<void>
}

type Now =
  | { readonly list: 'sales'; readonly find: string; readonly fields: SaleFields }
  | { readonly list: 'sessions'; readonly find: string; readonly fields: SessionFields }

/** The filters this till keeps for a list. */
export function useSavedFilters(view: CounterView, now: Now): SavedFilters {
  const { client } = useCore()
  const queries = useQueryClient()
  const action = useAction()
  const queryKey = ['saved-filters', view.mode, view.actor.id]
  const { data } = useQuery({ queryKey, queryFn: () => valueOf(client.savedFilters.list()) })
  return {
    all: (data ?? []).filter(({ list }) => list === now.list),
    ...{ busy: action.busy, trouble: action.trouble },
    keep: async (name) => {
      const kept = await action.run(() => client.savedFilters.keep({ ...now, name }))
      if (kept?.ok) queries.setQueryData(queryKey, kept.value)
      return kept?.ok ?? false
    },
    remove: async (filterId) => {
      const left = await action.run(() => client.savedFilters.remove({ filterId }))
      if (left?.ok) queries.setQueryData(queryKey, left.value)
    },
  }
}
