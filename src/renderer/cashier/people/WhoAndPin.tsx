import { Hourglass, Search, SearchX } from 'lucide-react'
import { useEffect, useId, useRef } from 'react'
import type { Actor } from '../../../core/domain/people/people.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { PinField, PinPad } from '../../ui/PinPad.tsx'
import { useSentences } from '../../ui/refusal-sentences.ts'
import { formatCountdown, useSecondsLeft } from '../../ui/time.ts'
import { Problem } from '../Problem.tsx'
import { useLanguage, useT } from '../words.ts'
import { Initials } from './Initials.tsx'
import type { Who } from './use-who.ts'

/** Who it is on the left, their PIN on the right. */
export function WhoAndPin({ who, label, go }: { who: Who; label: string; go: string }) {
  return (
    <div className="grid min-h-0 w-full grid-cols-[minmax(0,1fr)_minmax(280px,320px)] gap-x-8 gap-y-4">
      <div className="flex min-h-0 flex-col gap-4">
        <People who={who} label={label} />
        <Trouble who={who} />
      </div>
      <PinColumn who={who} go={go} />
    </div>
  )
}

/** One list box: the arrows, an initial letter or a finger choose, and Enter is left to the PIN. */
function People({ who, label }: { who: Who; label: string }) {
  const t = useT()
  const id = useId()
  const { people, chosen, columns, searching } = who
  return (
    <div className="flex min-h-0 flex-col gap-3">
      {searching && <SearchField who={who} />}
      <div className="calm-scroll -m-1 max-h-[min(60vh,560px)] min-h-0 p-1">
        {people.length === 0 ? (
          <p className="m-0 flex items-center gap-2.5 p-4 text-base text-second">
            <SearchX size={20} aria-hidden="true" />
            {t('who.nobody', { query: who.query })}
          </p>
        ) : (
          <div
            role="listbox"
            tabIndex={0}
            aria-label={label}
            aria-activedescendant={chosen === null ? undefined : `${id}-${chosen.id}`}
            data-testid="people"
            className={cx('grid gap-2.5 rounded-card', columns === 2 && 'sm:grid-cols-2')}
          >
            {people.map((person) => (
              <PersonOption
                key={person.id}
                id={`${id}-${person.id}`}
                person={person}
                chosen={person.id === chosen?.id}
                onChoose={() => who.choose(person.id)}
              />
            ))}
          </div>
        )}
      </div>
    </div>
  )
}

function PersonOption({
  id,
  person,
  chosen,
  onChoose,
}: {
  id: string
  person: Actor
  chosen: boolean
  onChoose: () => void
}) {
  const t = useT()
  const option = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (chosen) option.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    // the keys belong to the list box and to the whole screen
    <div
      ref={option}
      id={id}
      role="option"
      aria-selected={chosen}
      data-testid="person"
      onClick={onChoose}
      className={cx(
        'flex min-h-16 cursor-pointer items-center gap-3.5 rounded-card border bg-card px-4 py-2.5 select-none',
        chosen ? 'border-nila bg-nila-wash ring-1 ring-nila' : 'border-line hover:border-line-strong',
      )}
    >
      <Initials name={person.name} strong={chosen} />
      <span className="min-w-0">
        <span className="block truncate text-lead font-bold">{person.name}</span>
        <span className="block text-note text-second">{t(`role.${person.role}`)}</span>
      </span>
    </div>
  )
}

function SearchField({ who }: { who: Who }) {
  const t = useT()
  return (
    <div className="relative">
      <Search size={20} aria-hidden="true" className="absolute top-3.5 left-4 text-second" />
      <input
        ref={who.searchRef}
        type="text"
        role="searchbox"
        data-testid="who-search"
        aria-label={t('who.search')}
        placeholder={t('who.search')}
        autoComplete="off"
        spellCheck={false}
        maxLength={40}
        value={who.query}
        onChange={(event) => who.search(event.target.value)}
        onKeyDown={(event) => {
          // no name has digits: they are the PIN's, and the arrows are the list's
          const run = /^(?:\d|Enter|ArrowUp|ArrowDown)$/.test(event.key) ? who.keys[event.key] : undefined
          if (run === undefined) return
          event.preventDefault()
          run()
        }}
        className="h-12 w-full rounded-control border border-line bg-card pr-4 pl-12 text-base"
      />
    </div>
  )
}

function PinColumn({ who, go }: { who: Who; go: string }) {
  const t = useT()
  const { chosen, pin, waitUntil } = who
  const short = useShort(who)
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <PinField
        label={chosen === null ? t('pin.label') : t('pin.of', { name: chosen.name })}
        typed={t('pin.typed', { count: pin.length })}
        length={pin.length}
        active={chosen !== null && waitUntil === null}
        short={short}
        testId="pin"
        fieldRef={who.pinRef}
      />
      <PinPad pin={pin} eraseLabel={t('common.erase')} disabled={who.busy || waitUntil !== null} />
      <Button
        tone="accent"
        size="large"
        cap="⏎"
        busy={who.busy}
        disabled={waitUntil !== null}
        data-testid="pin-go"
        onClick={who.go}
      >
        {go}
      </Button>
    </div>
  )
}

/** What is wrong in a few words above the dots, where nothing is moved under a finger; the whole story is on the left. */
function useShort({ missing, waitUntil, trouble }: Who): string | null {
  const t = useT()
  const language = useLanguage()
  const sentenceFor = useSentences()
  if (missing !== null) return t(missing === 'person' ? 'who.chooseFirst' : 'pin.digits')
  if (waitUntil !== null) return t('pin.wait')
  if (trouble === null) return null
  return trouble.type === 'call_lost' ? t('lost.what') : (sentenceFor?.(trouble, language).what ?? null)
}

function Trouble({ who }: { who: Who }) {
  if (who.missing !== null) return null
  if (who.waitUntil !== null) return <Wait until={who.waitUntil} />
  return <Problem trouble={who.trouble} compact />
}

function Wait({ until }: { until: string }) {
  const t = useT()
  const seconds = useSecondsLeft(until, 0) ?? 0
  return (
    <div
      role="alert"
      data-testid="pin-wait"
      className="flex items-start gap-3 rounded-card border border-kunyit/30 bg-kunyit-wash p-3"
    >
      <Hourglass size={20} aria-hidden="true" className="mt-0.5 shrink-0 text-kunyit" />
      <div className="text-note">
        <p className="m-0 font-bold">
          {t('pin.lockedOut')}{' '}
          <span role="timer" aria-live="off" data-testid="pin-wait-time" className="whitespace-nowrap">
            {formatCountdown(seconds)}
          </span>
        </p>
        <p className="m-0">{t('pin.lockedOutAbout')}</p>
      </div>
    </div>
  )
}
