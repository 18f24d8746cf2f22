import { Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { EmptyState } from '../../ui/States.tsx'
import { KeyCap } from '../../ui/KeyCap.tsx'
import { useKeys } from '../../ui/keys.ts'
import { useT } from '../words.ts'

/** Long enough not to ask at every digit, short enough to feel at once. */
const SETTLE_MS = 150

/** Finds rows of a list by what a person remembers: a number, its last digits, an amount. `/` goes there. */
export function FindField({
  label,
  find = '',
  onFind,
  onLeave,
}: {
  label: string
  /** What the list is asked for now, where something else than typing may change it. */
  find?: string
  onFind: (text: string) => void
  /** The keyboard goes on to the rows. */
  onLeave?: () => void
}) {
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(find)
  const asked = useRef(find)
  // a saved filter brings its own text
  if (asked.current !== find) {
    asked.current = find
    if (find !== text.trim()) setText(find)
  }
  useKeys({
    '/': () => field.current?.select(),
    Escape: text === '' ? undefined : () => setText(''),
  })
  useEffect(() => {
    const timer = setTimeout(() => {
      asked.current = text.trim()
      onFind(text.trim())
    }, SETTLE_MS)
    return () => clearTimeout(timer)
  }, [text, onFind])
  return (
    <label className="relative block w-48 max-w-80 min-w-40 grow">
      <span className="sr-only">{label}</span>
      <Search
        size={18}
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-3.5 -translate-y-1/2 text-second"
      />
      <input
        ref={field}
        type="search"
        value={text}
        maxLength={60}
        placeholder={label}
        aria-keyshortcuts="/"
        data-testid="find"
        autoComplete="off"
        className="h-11 w-full rounded-control border border-line bg-card pr-11 pl-10 text-base text-ellipsis placeholder:text-second"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' || onLeave === undefined) return
          event.preventDefault()
          onLeave()
        }}
      />
      <span className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2">
        {text === '' && <KeyCap>/</KeyCap>}
      </span>
    </label>
  )
}

export function NothingFound({ find }: { find: string }) {
  const t = useT()
  return (
    <EmptyState icon={<Search size={40} aria-hidden="true" />} title={t('lists.nothing', { find })}>
      {t('lists.nothingAbout')}
    </EmptyState>
  )
}
