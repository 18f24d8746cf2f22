import type { SavedFilter } from '../../../core/domain/saved-filters.ts'
import { useT, type WordKey } from '../desk-words.ts'
import type { Chip } from './FilterChips.tsx'
import type { FindList } from './use-find-list.ts'
import type { SavedFilters } from './use-saved-filters.ts'

type ReadyKey = Extract<WordKey, `finding.ready.${string}`>

/** The filters that are always there, then those that were kept for this list; the one that is on lets all through again. */
export function useChips<Fields>(
  list: FindList<Fields, unknown>,
  {
    none,
    ready,
    kept,
    keyOf,
    remove,
  }: {
    none: Fields
    ready: readonly (readonly [name: ReadyKey, fields: Fields])[]
    kept: readonly {
      readonly id: string
      readonly name: string
      readonly find: string
      readonly fields: Fields
    }[]
    keyOf: (fields: Fields) => string
    remove: SavedFilters['remove']
  },
): readonly Chip[] {
  const t = useT()
  const toggle = (find: string, fields: Fields) => {
    const on = find === list.find && keyOf(fields) === keyOf(list.fields)
    return { on, press: () => (on ? list.set('', none) : list.set(find, fields)) }
  }
  return [
    ...ready.map(([key, fields]) => ({ id: key, name: t(key), ...toggle('', fields) })),
    ...kept.map(({ id, name, find, fields }) => ({
      ...{ id, name, ...toggle(find, fields) },
      remove: () => void remove(id),
    })),
  ]
}

/** Those of one list, with that list's fields. */
export const keptFor = <List extends SavedFilter['list']>(all: readonly SavedFilter[], list: List) =>
  all.filter((each): each is Extract<SavedFilter, { list: List }> => each.list === list)
