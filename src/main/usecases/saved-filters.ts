import type { KeepFilter } from '../../core/contract/finding-contract.ts'
import type { Refusal } from '../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../core/domain/result.ts'
import { MOST_SAVED_FILTERS, type SavedFilter } from '../../core/domain/saved-filters.ts'
import type { BooksReader } from '../../core/ports/store.ts'
import { actorId, writeOrRefuse, type Till } from './till.ts'

const VALUE = 'saved_filters'

/** The filters this till keeps, in the order they were first kept in. */
export function savedFilters(books: Pick<BooksReader, 'value'>): readonly SavedFilter[] {
  const text = books.value(VALUE)
  if (text === null) return []
  // kept before voids could be looked for
  return (JSON.parse(text) as SavedFilter[]).map((each) =>
    each.list === 'sales'
      ? { ...each, fields: { ...each.fields, voided: each.fields.voided ?? false } }
      : each,
  )
}

/** Keeps one under its name, in place of one's own that had it; refused when the list has no room for another. */
export function keepFilter(till: Till, given: KeepFilter): Result<readonly SavedFilter[], Refusal> {
  return writeOrRefuse<readonly SavedFilter[]>(till, (books) => {
    const all = savedFilters(books)
    const by = actorId(till)
    const before = sameName(all, given, by)
    const others = all.filter((each) => each.list === given.list && each !== before)
    if (others.length >= MOST_SAVED_FILTERS)
      return err({ type: 'saved_filters_full', limit: MOST_SAVED_FILTERS })
    const kept: SavedFilter = { ...given, id: before?.id ?? till.ids.next(), by }
    const next = before === undefined ? [...all, kept] : all.map((each) => (each === before ? kept : each))
    books.setValue(VALUE, JSON.stringify(next))
    return ok(next)
  })
}

/** One that is gone already is no failure. */
export function removeFilter(till: Till, filterId: string): Result<readonly SavedFilter[], Refusal> {
  return writeOrRefuse<readonly SavedFilter[]>(till, (books) => {
    const next = savedFilters(books).filter((each) => each.id !== filterId)
    books.setValue(VALUE, JSON.stringify(next))
    return ok(next)
  })
}

/** What somebody else calls the same stays theirs. */
const sameName = (
  all: readonly SavedFilter[],
  { list, name }: KeepFilter,
  by: string,
): SavedFilter | undefined =>
  all.find((each) => each.list === list && each.by === by && each.name.toLowerCase() === name.toLowerCase())
