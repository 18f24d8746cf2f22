import { Popover } from '@base-ui/react/popover'
import { FilterX, SlidersHorizontal } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/Field.tsx'
import { useKeys } from '../../ui/keys.ts'
import { useT } from '../desk-words.ts'
import { Problem } from '../Problem.tsx'
import type { SavedFilters } from './use-saved-filters.ts'

/** The filters of a list, hanging on one button so that the rows keep their room; and the way to keep them by a name. */
export function FilterPanel({
  narrowed,
  saved,
  onClear,
  children,
}: {
  /** How many fields are filled in. */
  narrowed: number
  saved: SavedFilters
  onClear: () => void
  children: ReactNode
}) {
  const t = useT()
  const [open, setOpen] = useState(false)
  useKeys({ F4: () => setOpen(!open) })
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        render={
          <Button
            cap="F4"
            icon={<SlidersHorizontal size={18} aria-hidden="true" />}
            data-testid="filters-open"
            className="shrink-0"
          >
            {narrowed === 0 ? t('lists.filter') : t('lists.filtered', { count: narrowed })}
          </Button>
        }
      />
      <Popover.Portal>
        <Popover.Positioner sideOffset={8} align="end" collisionPadding={12} className="z-10">
          <Popover.Popup
            data-testid="filters"
            className="calm-scroll max-h-(--available-height) w-[600px] max-w-[92vw] animate-rise rounded-card border border-line bg-card p-5 text-ink outline-none"
          >
            <CloseByEscape onEscape={() => setOpen(false)} />
            <Popover.Title className="m-0 mb-3 text-lead font-bold">{t('lists.filter')}</Popover.Title>
            <div className="grid grid-cols-3 items-start gap-3">{children}</div>
            <div className="mt-4 flex items-end justify-between gap-3 border-t border-line pt-4">
              <Keep saved={saved} disabled={narrowed === 0} />
              <Button
                icon={<FilterX size={18} aria-hidden="true" />}
                className="mb-1.5"
                disabled={narrowed === 0}
                data-testid="filter-clear"
                onClick={onClear}
              >
                {t('lists.filterClear')}
              </Button>
            </div>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

function Keep({ saved, disabled }: { saved: SavedFilters; disabled: boolean }) {
  const t = useT()
  const [name, setName] = useState('')
  const keep = async () => {
    if (await saved.keep(name.trim())) setName('')
  }
  return (
    <form
      className="flex min-w-0 flex-1 flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() !== '') void keep()
      }}
    >
      <div className="flex items-end gap-2">
        <TextField
          label={t('finding.name')}
          value={name}
          maxLength={40}
          disabled={disabled}
          data-testid="filter-name"
          onChange={(event) => setName(event.target.value)}
        />
        <Button
          type="submit"
          busy={saved.busy}
          className="mb-1.5"
          disabled={disabled || name.trim() === ''}
          data-testid="filter-keep"
        >
          {t('finding.keep')}
        </Button>
      </div>
      <Problem trouble={saved.trouble} compact />
    </form>
  )
}

/** Esc closes this and nothing below it. */
function CloseByEscape({ onEscape }: { onEscape: () => void }) {
  useKeys({ Escape: onEscape })
  return null
}
