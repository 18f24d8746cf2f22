import type { Refusal } from '../core/domain/refusals.ts'
import { ok, type Result } from '../core/domain/result.ts'
import type { Mode } from '../core/domain/provider/session.ts'
import type { Settings } from '../core/domain/settings.ts'
import type { Store } from '../core/ports/store.ts'
import { booksFile } from './adapters/sqlite/backup-restore.ts'
import { readOtherBooks } from './adapters/sqlite/other-books.ts'
import type { CoreEnvironment } from './environment.ts'
import { PRACTICE_SETTINGS } from './practice-shop.ts'

/** Where people come from, the books that matter most first. */
const SOURCES: readonly Mode[] = ['live', 'test', 'practice']

/** Where real money would go: an invented shop has none of it. */
const OF_REAL_MONEY: ReadonlySet<string> = new Set(['staticQris', 'staticQrisWithAmount', 'bankAccounts'])

/**
 * A mode that is opened for the first time takes over the people of a mode that has some, and what the owner set there:
 * otherwise the first stranger to come would be its owner. Books of another mode that cannot be read refuse a new one for
 * the same reason. From then on each mode has its own.
 */
export function takeOverShop(
  env: Pick<CoreEnvironment, 'dataFolder' | 'mode' | 'clock'>,
  store: Store,
): Result<null, Refusal> {
  if (store.read.people().length > 0) return ok(null)
  const isNew = Object.keys(store.read.settings()).length === 0 && store.read.chainHead() === null
  for (const from of SOURCES) {
    if (from === env.mode) continue
    const found = readOtherBooks(booksFile(env.dataFolder, from), from)
    if (!found.ok && isNew) return found
    if (!found.ok) continue
    if (found.value === null) continue
    const { people, settings, logo } = found.value
    const chosen = isNew ? ownersChoice(settings, from, env.mode) : {}
    const at = env.clock.now()
    const taken = store.write((books) => {
      for (const person of people) books.addPerson(person)
      const event = { at, actor: null, saleId: null, tenderId: null }
      books.appendEvent({ ...event, kind: 'people_copied', facts: { from, count: people.length } })
      const names = Object.keys(chosen).join(',')
      if (names === '') return
      books.saveSettings(chosen, at)
      if (logo !== null && chosen.receipt?.logo === logo.id) books.addLogo(logo.id, logo.image, at)
      books.appendEvent({ ...event, kind: 'settings_copied', facts: { from, names } })
    })
    return taken.ok ? ok(null) : taken
  }
  return ok(null)
}

/** What a person set, and not what the invented shop came with; into the invented shop nothing that real money follows. */
function ownersChoice(settings: Partial<Settings>, from: Mode, to: Mode): Partial<Settings> {
  const invented: Readonly<Record<string, unknown>> = { ...PRACTICE_SETTINGS }
  const isChosen = ([name, value]: readonly [string, unknown]): boolean => {
    if (to === 'practice') return !Object.hasOwn(invented, name) && !OF_REAL_MONEY.has(name)
    return from !== 'practice' || JSON.stringify(invented[name]) !== JSON.stringify(value)
  }
  return Object.fromEntries(Object.entries(settings).filter(isChosen))
}
