import { Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { EmptyState } from '../../ui/States.tsx'
import { useKeys } from '../../ui/keys.ts'
import { useT } from '../words.ts'

/** Long enough not to ask at every digit, short enough to feel at once. */
const SETTLE_MS = 150

/** Finds rows of a list by what a person remembers: a number, its last digits, an amount. `/` goes there. */
export function FindField({ label, onFind }: { label: string; onFind: (text: string) => void }) {
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  useKeys({ '/': () => field.current?.focus() })
  useEffect(() => {
    const timer = setTimeout(() => onFind(text.trim()), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [text, onFind])
  return (
    <label className="relative block w-80 max-w-[45%] shrink-0">
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
        className="h-11 w-full rounded-control border border-line bg-card pr-3 pl-10 text-base placeholder:text-second"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && text !== '') {
            event.stopPropagation()
            setText('')
          }
        }}
      />
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
