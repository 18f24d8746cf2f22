import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from 'react'
import type { Actor } from '../../../core/domain/people/people.ts'
import type { Result } from '../../../core/domain/result.ts'
import type { KeyBindings } from '../../ui/keys.ts'
import { pinKeys, usePin, type Pin } from '../../ui/PinPad.tsx'
import type { Trouble } from '../../ui/RefusalPanel.tsx'
import { useAction } from '../client.ts'

/** From so many people on there is a field to search in; below, the initial letter is enough. */
const MANY = 8
const LEAST_DIGITS = 4
const LETTERS = Array.from('abcdefghijklmnopqrstuvwxyz')

export interface Who {
  readonly people: readonly Actor[]
  readonly chosen: Actor | null
  readonly choose: (personId: string) => void
  readonly columns: number
  readonly searching: boolean
  readonly query: string
  readonly search: (query: string) => void
  readonly searchRef: RefObject<HTMLInputElement | null>
  readonly pin: Pin
  /** Where the focus belongs: on a button Enter would press that button. */
  readonly pinRef: RefObject<HTMLDivElement | null>
  /** Enter was pressed on fewer digits than a PIN has, or with nobody chosen. */
  readonly missing: 'person' | 'digits' | null
  readonly busy: boolean
  readonly trouble: Trouble | null
  /** Until when the chosen person has to wait after wrong PINs (UTC, this device's clock); null when not. */
  readonly waitUntil: string | null
  readonly go: () => void
  readonly keys: KeyBindings
}

/**
 * Somebody says who they are and types their PIN: the state behind the lock, the switch and the asking for a right.
 * `submit` sends it; a wrong PIN is wiped, the person stays chosen.
 */
export function useWho({
  team,
  first,
  submit,
}: {
  team: readonly Actor[]
  /** Who is chosen at the start. */
  first: string | null
  submit: (personId: string, pin: string) => Promise<Result<null, Trouble>>
}): Who {
  const [chosenId, setChosenId] = useState(first ?? (team.length === 1 ? (team[0]?.id ?? null) : null))
  const [query, setQuery] = useState('')
  const [missing, setMissing] = useState<Who['missing']>(null)
  const [waits, setWaits] = useState<ReadonlyMap<string, string>>(new Map())
  const pin = usePin()
  const action = useAction()
  const searchRef = useRef<HTMLInputElement>(null)
  const pinRef = useRef<HTMLDivElement>(null)
  const many = team.length > MANY

  const people = useMemo(() => matching(team, query), [team, query])
  const chosen = people.find(({ id }) => id === chosenId) ?? null
  const waitUntil = useWait(chosen === null ? undefined : waits.get(chosen.id))

  const { clear } = action
  const choose = useCallback(
    (personId: string) => {
      setChosenId(personId)
      setMissing(null)
      pin.clear()
      clear()
    },
    [pin, clear],
  )
  const columns = people.length > 4 ? 2 : 1
  const move = (by: number) => {
    const place = people.findIndex(({ id }) => id === chosenId)
    const next = people[place < 0 ? 0 : Math.max(0, Math.min(people.length - 1, place + by))]
    if (next !== undefined && next.id !== chosenId) choose(next.id)
  }
  const search = (next: string) => {
    setQuery(next)
    const [only] = matching(team, next)
    if (next.trim() !== '' && only !== undefined && only.id !== chosenId) choose(only.id)
  }
  const letter = (typed: string) => {
    if (many) {
      search(query + typed)
      searchRef.current?.focus()
      return
    }
    const found = people.filter(({ name }) => name.toLowerCase().startsWith(typed))
    const after = found.findIndex(({ id }) => id === chosenId) + 1
    const next = found[after % Math.max(1, found.length)]
    if (next !== undefined) choose(next.id)
  }
  const go = () => {
    if (chosen === null) return setMissing('person')
    if (waitUntil !== null) return
    if (pin.length < LEAST_DIGITS) return setMissing('digits')
    const { id } = chosen
    setMissing(null)
    void action
      .run(() => submit(id, pin.read()))
      .then((answer) => {
        if (answer === null || answer.ok) return
        // an unanswered PIN may be sent again as it is
        if (answer.error.type !== 'call_lost') pin.clear()
        if (answer.error.type !== 'pin_locked_out') return
        const until = new Date(Date.now() + answer.error.waitSeconds * 1000).toISOString()
        setWaits((before) => new Map(before).set(id, until))
        clear()
      })
  }
  const typed: Pin = {
    ...pin,
    press: (digit) => {
      if (action.busy || waitUntil !== null) return
      setMissing(null)
      pin.press(digit)
    },
  }
  return {
    people,
    chosen,
    choose,
    columns,
    searching: many,
    query,
    search,
    searchRef,
    pin: typed,
    pinRef,
    missing,
    busy: action.busy,
    trouble: action.trouble,
    waitUntil,
    go,
    keys: {
      ...Object.fromEntries(
        LETTERS.flatMap((each) => [each, each.toUpperCase()].map((key) => [key, () => letter(each)])),
      ),
      ...pinKeys(typed),
      ArrowUp: () => move(-columns),
      ArrowDown: () => move(columns),
      ArrowLeft: () => move(-1),
      ArrowRight: () => move(1),
      Enter: go,
    },
  }
}

function matching(team: readonly Actor[], query: string): readonly Actor[] {
  const words = query.trim().toLowerCase().split(/\s+/).filter(Boolean)
  return team.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)))
}

/** The time given, for as long as it has not passed. */
function useWait(until: string | undefined): string | null {
  const [over, setOver] = useState<string | null>(null)
  useEffect(() => {
    if (until === undefined) return undefined
    const timer = setTimeout(() => setOver(until), Math.max(0, Date.parse(until) - Date.now()))
    return () => clearTimeout(timer)
  }, [until])
  return until === undefined || until === over ? null : until
}
