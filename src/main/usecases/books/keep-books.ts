import type { BooksView } from '../../../core/contract/views/books.ts'
import type { BackupCopy } from '../../../core/domain/books/backup-rotation.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import type { BackupShelf } from '../../../core/ports/backups.ts'
import type { Backups } from './backups.ts'
import { settingsOf, shopDateTime, type Till } from '../till.ts'

/** Looks after the books while the shop sells: are they in place, sound, copied, and is there room for them? */
export interface BooksKeeper {
  start(): void
  /** The counter is on the screen: what takes a while may begin now. */
  screenIsUp(): void
  /** The clock was set back, so "made today" says nothing about the newest copy any more. */
  copySoon(): void
  stop(): Promise<void>
}

export interface KeeperOptions {
  /** The run before this one did not close its books. */
  readonly wasUnclean: boolean
  /** Puts a copy of the open books back where their file was; the core starts again on it. */
  readonly putBack: (copy: BackupCopy) => void
}

const DAMAGE_SEEN = 'books_damage_seen'
const PLACE_EVERY_MS = 5_000
const CHORES_EVERY_MS = 60_000
/** The first customer comes first; and a check on a page that never came up is made all the same. */
const CHECK_AFTER_SCREEN_MS = 2_000
const CHECK_WITHOUT_SCREEN_MS = 60_000
/** Below this a person should make room while there still is some. */
const LOW_ROOM_BYTES = 500_000_000

export function createBooksKeeper(
  till: Till,
  shelf: BackupShelf,
  backups: Backups,
  { wasUnclean, putBack }: KeeperOptions,
): BooksKeeper {
  const cancels = new Map<string, () => void>()
  const working = new Set<Promise<void>>()
  let stopped = true
  // damage that was found stays damage until a check says otherwise, however orderly the next stop is
  let mustCheck = wasUnclean || till.store.read.value(DAMAGE_SEEN) !== null
  let isRescued = false
  let lookedInto: Refusal | null = null

  /** Runs the work later; a fault in it is written down and ends nothing. */
  const later = (name: string, ms: number, work: () => Promise<void>, again: () => void = () => {}): void => {
    if (stopped) return
    cancels.get(name)?.()
    const run = (): void => {
      const done = work()
        .catch((fault: unknown) => {
          till.log.error('keeper_fault', { work: name, fault: String(fault) })
        })
        .then(again)
      working.add(done)
      void done.finally(() => working.delete(done))
    }
    cancels.set(name, till.clock.after(ms, run))
  }

  /** Whatever becomes of one round, there is a next one. */
  const everySoOften = (name: string, ms: number, work: () => Promise<void>): void => {
    later(name, ms, work, () => {
      everySoOften(name, ms, work)
    })
  }

  const lookAtPlace = async (): Promise<void> => {
    const place = shelf.whereabouts()
    if (place !== 'in_place' && !isRescued) await rescue(place)
  }

  /** What was sold is only in the open file now: it is copied out of it before anything else. */
  const rescue = async (place: 'gone' | 'replaced'): Promise<void> => {
    till.health.become({ state: place })
    till.log.error('books_gone', { place })
    const copied = await backups.make('rescue')
    if (!copied.ok) return
    isRescued = true
    till.health.become({ state: place, newestBackup: shownOf(copied.value) })
    // what somebody else put there is not touched before a person has said so
    if (place === 'gone' && !stopped) putBack(copied.value)
  }

  const doChores = async (): Promise<void> => {
    shelf.refillReserve()
    const room = shelf.room()
    till.health.become({ diskLow: room !== null && room.freeBytes < LOW_ROOM_BYTES })
    const isSound = till.health.current().state === 'fine'
    if (isSound && shelf.whereabouts() === 'in_place') await backups.makeIfDue()
    // a copy of damaged books does not pass its checks, which is how damage shows that no power cut announced; but it may
    // have been the disk of the copies as well
    const { trouble } = backups.view()
    if (trouble?.type === 'store_damaged' && trouble !== lookedInto) {
      lookedInto = trouble
      mustCheck = true
      await check()
    }
  }

  const check = async (): Promise<void> => {
    if (!mustCheck) return
    mustCheck = false
    const found = await shelf.checkBooks()
    if (found.type === 'unchecked') {
      till.log.warn('books_unchecked', { refusal: found.refusal.type })
      return
    }
    note(found.type)
    if (found.type === 'damaged') await tellDamage(found.problems)
  }

  const note = (result: 'sound' | 'damaged'): void => {
    till.log.info('books_checked', { result })
    const event = { kind: 'books_checked', saleId: null, tenderId: null, facts: { result } }
    till.store.write((books) => {
      books.setValue(DAMAGE_SEEN, result === 'damaged' ? till.clock.now() : null)
      books.appendEvent({ at: till.clock.now(), actor: null, ...event })
    })
  }

  const tellDamage = async (problems: readonly string[]): Promise<void> => {
    if (till.health.current().state === 'damaged') return
    till.log.error('books_damaged', { problems })
    const newest = await backups.newestGood()
    till.health.become({ state: 'damaged', newestBackup: shownOf(newest) })
    const at = till.clock.now()
    const newestSince = newest === null ? null : shopDateTime(newest.at, settingsOf(till))
    const facts = { newest: newest?.name ?? null, newestSince, problems: problems.join('; ') }
    const item = { kind: 'books_damaged', saleId: null, tenderId: null, facts, dedupe: `books_damaged:${at}` }
    till.store.write((books) => {
      books.addAttention(item, at)
    })
    till.changed.ring()
  }

  return {
    start: () => {
      stopped = false
      everySoOften('place', PLACE_EVERY_MS, lookAtPlace)
      everySoOften('chores', CHORES_EVERY_MS, doChores)
      if (mustCheck) later('check', CHECK_WITHOUT_SCREEN_MS, check)
    },
    screenIsUp: () => {
      if (mustCheck) later('check', CHECK_AFTER_SCREEN_MS, check)
    },
    copySoon: () => {
      later('copy', 0, async () => {
        await backups.make('daily')
      })
    },
    stop: async () => {
      stopped = true
      for (const cancel of cancels.values()) cancel()
      await backups.stop()
      await Promise.all(working)
    },
  }
}

const shownOf = (copy: BackupCopy | null): BooksView['newestBackup'] =>
  copy === null ? null : { name: copy.name, at: copy.at }

/** The books are in their place again, with everything that was sold: said once, so that somebody asks who took them. */
export function tellPutBack(till: Till, { name }: BackupCopy): void {
  const at = till.clock.now()
  const kind = 'books_put_back'
  const facts = { from: name }
  till.store.write((books) => {
    books.appendEvent({ at, actor: null, kind, saleId: null, tenderId: null, facts })
    books.addAttention({ kind, saleId: null, tenderId: null, facts, dedupe: `${kind}:${name}` }, at)
  })
  till.changed.ring()
}
