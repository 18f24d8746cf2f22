import type { ReactNode } from 'react'
import { useT } from '../desk-words.ts'
import { FilterPanel } from './FilterPanel.tsx'
import { FindField } from './FindField.tsx'
import type { FindList } from './use-find-list.ts'
import type { SavedFilters } from './use-saved-filters.ts'

/** The field to find something by, and the button that the list's filters (`children`) hang on. */
export function FindTools<Fields>({
  list,
  none,
  narrowed,
  saved,
  children,
}: {
  list: FindList<Fields, unknown>
  none: Fields
  /** How many fields are filled in. */
  narrowed: number
  saved: SavedFilters
  children: ReactNode
}) {
  const t = useT()
  return (
    <>
      <FindField
        label={t('lists.find')}
        find={list.find}
        onFind={list.setFind}
        onLeave={() => list.handle.current?.focus()}
      />
      <FilterPanel narrowed={narrowed} saved={saved} onClear={() => list.setFields(none)}>
        {children}
      </FilterPanel>
    </>
  )
}
