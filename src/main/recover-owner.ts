import { randomInt } from 'node:crypto'
import { checkPin } from '../core/domain/people/people.ts'
import type { BackupRefusal, Refusal } from '../core/domain/refusals.ts'
import { err, ok, type Result } from '../core/domain/result.ts'
import type { Mode } from '../core/domain/provider/session.ts'
import type { StoredPerson } from '../core/ports/people-books.ts'
import type { Clock, Ids, PinVault } from '../core/ports/system.ts'
import { backupFolder } from './adapters/sqlite/backup-names.ts'
import { booksFile } from './adapters/sqlite/backup-restore.ts'
import { lockDataFolder } from './adapters/sqlite/open.ts'
import { openStore, type OpenBooks } from './adapters/sqlite/store.ts'

/** Books that no till has open, held for as long as the recovery takes. */
export interface Recovery {
  /** Who can be recovered: everybody who is an owner now. */
  readonly owners: readonly StoredPerson[]
  /** Gives an owner a new PIN and leaves a mark that nobody can take away: an event, and something to look at. */
  setPin(owner: StoredPerson, pin: string, how: 'typed' | 'made_up'): Promise<Result<null, Refusal>>
  close(): void
}

export interface RecoveryOptions {
  readonly dataFolder: string
  readonly mode: Mode
  readonly clock: Clock
  readonly ids: Ids
  readonly pins: PinVault
}

/**
 * For an owner who forgot the PIN. Whoever can write the shop's files could change the books anyway, so being able to run
 * this is the proof; that it was done stands in the chain of events. Refused while a till has the folder open.
 */
export async function openRecovery(
  options: RecoveryOptions,
): Promise<Result<Recovery, Refusal | BackupRefusal>> {
  const { dataFolder, mode } = options
  const lock = lockDataFolder(dataFolder)
  if (!lock.ok) return lock
  const opened = await openStore(booksFile(dataFolder, mode), mode, {
    ...options,
    backupFolder: backupFolder(dataFolder),
  })
  if (!opened.ok) {
    lock.value.release()
    return opened
  }
  const store = opened.value
  return ok({
    owners: store.read.people().filter(({ active, role }) => active && role === 'owner'),
    setPin: async (owner, pin, how) => {
      const checked = checkPin(pin)
      return checked.ok ? await storePin(store, options, owner, checked.value, how) : checked
    },
    close: () => {
      store.close()
      lock.value.release()
    },
  })
}

const MADE_UP_DIGITS = 8

/** A PIN for somebody who cannot be asked for one; it opens the till once. */
export function makeUpPin(): string {
  for (;;) {
    const pin = Array.from({ length: MADE_UP_DIGITS }, () => randomInt(10)).join('')
    if (checkPin(pin).ok) return pin
  }
}

async function storePin(
  store: OpenBooks,
  { clock, pins }: RecoveryOptions,
  { id: person }: StoredPerson,
  pin: string,
  how: 'typed' | 'made_up',
): Promise<Result<null, Refusal>> {
  const pinHash = await pins.hash(pin)
  const at = clock.now()
  const stored = store.write((books) => {
    books.changePerson(person, { pinHash, pinUse: how === 'typed' ? 'always' : 'once' }, at)
    books.setPinFailures(person, null)
    const kind = 'owner_recovered'
    const facts = { person, how }
    books.appendEvent({ at, actor: null, kind, saleId: null, tenderId: null, facts })
    books.addAttention({ kind, saleId: null, tenderId: null, facts, dedupe: `${kind}:${at}` }, at)
  })
  return stored.ok ? ok(null) : err(stored.error)
}
