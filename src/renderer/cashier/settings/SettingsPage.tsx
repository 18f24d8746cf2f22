import { Tabs } from '@base-ui/react/tabs'
import { Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import { cx } from '../../ui/cx.ts'
import { KeyCap } from '../../ui/KeyCap.tsx'
import { useKeys } from '../../ui/keys.ts'
import { ScrollArea } from '../../ui/ScrollArea.tsx'
import { useT } from '../desk-words.ts'
import { usePage } from '../state/page.ts'
import { useDesktop } from '../use-desktop.ts'
import { bestOf, findSections } from './find-section.ts'
import { GROUPS } from './sections.tsx'

export function SettingsPage({ view }: { view: CounterView }) {
  const section = usePage((state) => state.section) ?? 'shop'
  return <Sections key={section} view={view} first={section} />
}

/** What belongs together under one heading each, found by any name that stands on it; `/` goes to the search. */
function Sections({ view, first }: { view: CounterView; first: string }) {
  const t = useT()
  const [chosen, setChosen] = useState(first)
  const [find, setFind] = useState('')
  const list = useRef<HTMLDivElement>(null)
  // only the desktop app has windows to set up
  const hasDesktop = useDesktop(false) !== null
  const groups = GROUPS.map(({ word, sections }) => ({
    word,
    sections: sections.filter(({ id }) => id !== 'desktop' || hasDesktop),
  }))
  const sections = groups.flatMap((group) => group.sections)
  const found = findSections(sections, find)
  const byId = new Map(found.map((each) => [each.id, each]))
  const tabOf = (id: string) => list.current?.querySelector<HTMLElement>(`[data-testid="settings-${id}"]`)
  useEffect(() => {
    tabOf(first)?.scrollIntoView({ block: 'nearest' })
  }, [first])
  const open = () => {
    const best = bestOf(found)
    if (best === undefined) return
    setChosen(best.id)
    tabOf(best.id)?.focus()
  }
  return (
    <Tabs.Root
      value={chosen}
      onValueChange={(value) => setChosen(String(value))}
      orientation="vertical"
      className="flex h-full"
    >
      <div className="flex w-62 shrink-0 flex-col border-r border-line bg-card pt-4">
        <h1 className="m-0 px-6 pb-2.5 text-large font-bold [@media(max-height:500px)]:sr-only">
          {t('settings.title')}
        </h1>
        <FindSection
          text={find}
          onText={setFind}
          onOpen={open}
          onList={() => tabOf(found[0]?.id ?? '')?.focus()}
        />
        <ScrollArea className="flex-1" inner="px-3 pb-4">
          <div ref={list}>
            <Tabs.List className="flex flex-col">
              {groups.map(({ word, sections: inGroup }) => {
                const shown = inGroup.filter(({ id }) => byId.has(id))
                if (shown.length === 0) return null
                return (
                  <div key={word} role="presentation" className="flex flex-col">
                    <div role="presentation" className="px-3 pt-3 pb-1 text-small font-bold text-second">
                      {t(word)}
                    </div>
                    {shown.map(({ id, word: name, icon }) => {
                      const by = byId.get(id)?.by ?? 'name'
                      return (
                        <Tabs.Tab
                          key={id}
                          value={id}
                          data-testid={`settings-${id}`}
                          className="flex min-h-11 scroll-my-8 items-center gap-3 rounded-small px-3 py-1 text-left text-base font-semibold text-second -outline-offset-3 hover:bg-ink/4 data-active:bg-nila-wash data-active:text-nila [[data-theme=contrast]_&]:data-active:shadow-[inset_4px_0_0_var(--nila)] [&>svg]:shrink-0"
                        >
                          {icon}
                          <span className="min-w-0">
                            {t(name)}
                            {by !== 'name' && (
                              <span className="block truncate text-small font-normal">{t(by)}</span>
                            )}
                          </span>
                        </Tabs.Tab>
                      )
                    })}
                  </div>
                )
              })}
            </Tabs.List>
          </div>
          <p role="status" className="m-0 px-3 pt-3 text-note text-second empty:hidden">
            {found.length === 0 && t('settings.findNone')}
          </p>
        </ScrollArea>
      </div>
      <div className="calm-scroll min-w-0 flex-1 p-6">
        {sections.map(({ id, word, body: Body, wide }) => (
          <Tabs.Panel
            key={id}
            value={id}
            className={cx('mx-auto rounded-small outline-offset-8', wide ? 'max-w-5xl' : 'max-w-2xl')}
          >
            <h2 className="m-0 mb-4 text-title font-bold">{t(word)}</h2>
            <Body view={view} />
          </Tabs.Panel>
        ))}
      </div>
    </Tabs.Root>
  )
}

function FindSection({
  text,
  onText,
  onOpen,
  onList,
}: {
  text: string
  onText: (text: string) => void
  onOpen: () => void
  /** The keyboard goes on to what was found. */
  onList: () => void
}) {
  const t = useT()
  const field = useRef<HTMLInputElement>(null)
  useKeys({
    '/': () => {
      field.current?.focus()
      field.current?.select()
    },
    Escape: text === '' ? undefined : () => onText(''),
  })
  return (
    <label className="relative mx-3 mb-1 block">
      <span className="sr-only">{t('settings.find')}</span>
      <Search
        size={18}
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-second"
      />
      <input
        ref={field}
        type="search"
        value={text}
        maxLength={40}
        placeholder={t('settings.find')}
        aria-keyshortcuts="/"
        data-testid="settings-find"
        autoComplete="off"
        spellCheck={false}
        className="h-11 w-full rounded-control border border-line bg-card pr-10 pl-9.5 text-base text-ellipsis placeholder:text-second"
        onChange={(event) => onText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onOpen()
          else if (event.key === 'ArrowDown') onList()
          else return
          event.preventDefault()
        }}
      />
      <span className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2">
        {text === '' && <KeyCap>/</KeyCap>}
      </span>
    </label>
  )
}
