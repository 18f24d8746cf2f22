import { triesLeft, waitAfter, waitLeft, type PinFailures } from '../../../core/domain/people/lock-out.ts'
import { checkPin } from '../../../core/domain/people/people.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { StoredPerson } from '../../../core/ports/people-books.ts'
import type { BooksWriter } from '../../../core/ports/store.ts'
import { writeOrRefuse, type Till } from '../till.ts'

/** What a PIN was typed for; stands in the log when it was wrong. */
export type PinPurpose = 'sign_in' | 'lend' | 'change_pin'

export interface PinCheck {
  readonly personId: string
  readonly pin: string
  readonly purpose: PinPurpose
  /** Written together with forgetting the wrong tries; may still refuse. */
  store(books: BooksWriter, person: StoredPerson): Result<null, Refusal>
  /** After it was written, and before the next PIN is looked at. */
  done?(person: StoredPerson): void
}

/** The one place where PINs are checked and made, one at a time. */
export interface PinDesk {
  /** Is this the PIN of that person? A wrong one is counted, and from the fourth in a row on it costs waiting. */
  check(check: PinCheck): Promise<Result<null, Refusal>>
  /** Makes a hash of a new PIN, and passes it on while it is still this call's turn. */
  make(pin: string, store: (pinHash: string) => Result<null, Refusal>): Promise<Result<null, Refusal>>
}

/**
 * Calls that may wait for their turn. A person sends one; hundreds are a flood, and each would take a tenth of a second
 * of a processor and 32 MiB.
 */
const TURNS_MOST = 5

/** All who are nobody share one count: trying out ids is as slow as trying out PINs. */
const NOBODY = ''

export function createPinDesk(till: Till): PinDesk {
  const startedAtMs = till.clock.epochMs()
  const startedUpMs = till.duty.upMs()
  const failedAtUpMs = new Map<string, number>()
  let nobodysFailures: PinFailures | null = null
  let turns = 0
  let last: Promise<unknown> = Promise.resolve()

  const inTurn = async (work: () => Promise<Result<null, Refusal>>): Promise<Result<null, Refusal>> => {
    if (turns >= TURNS_MOST) return err({ type: 'pin_busy' })
    turns += 1
    const turn = last.then(work)
    last = turn.catch(() => {})
    try {
      return await turn
    } finally {
      turns -= 1
    }
  }

  // on a full disk too somebody has to come in and see how the payments under way end
  const write = <T>(work: (books: BooksWriter) => Result<T, Refusal>): Result<T, Refusal> =>
    writeOrRefuse(till, work, 'outcome')
  const upMs = (): number => till.duty.upMs() - startedUpMs
  const failuresOf = (key: string): PinFailures | null =>
    key === NOBODY ? nobodysFailures : till.store.read.pinFailures(key)

  const waiting = (key: string): Refusal | null => {
    const time = { startedAtMs, upMs: upMs(), failedAtUpMs: failedAtUpMs.get(key) ?? null }
    const ms = waitLeft(failuresOf(key), time)
    return ms > 0 ? { type: 'pin_locked_out', waitSeconds: Math.ceil(ms / 1_000) } : null
  }

  /** Counted before the PIN is looked at, so that ending the process in between gives no free try. */
  const count = (key: string): Result<number, Refusal> => {
    const failures = { count: (failuresOf(key)?.count ?? 0) + 1, lastAt: till.clock.now() }
    failedAtUpMs.set(key, upMs())
    if (key === NOBODY) {
      nobodysFailures = failures
      return ok(failures.count)
    }
    return write((books) => {
      books.setPinFailures(key, failures)
      return ok(failures.count)
    })
  }

  const refuse = (key: string, tries: number, purpose: PinPurpose): Refusal => {
    // the wait begins when the answer is known, not when the tenth of a second before it began
    failedAtUpMs.set(key, upMs())
    const seconds = waitAfter(tries) / 1_000
    const person = key === NOBODY ? null : key
    const noted = write((books) => {
      const event = { at: till.clock.now(), actor: null, saleId: null, tenderId: null }
      books.appendEvent({ ...event, kind: 'pin_wrong', facts: { person, purpose, tries } })
      if (seconds > 0) books.appendEvent({ ...event, kind: 'locked_out', facts: { person, tries, seconds } })
      return ok(null)
    })
    if (!noted.ok) return noted.error
    return seconds > 0
      ? { type: 'pin_locked_out', waitSeconds: seconds }
      : { type: 'pin_wrong', triesLeft: triesLeft(tries) }
  }

  const find = (personId: string): StoredPerson | null => {
    const person = till.store.read.person(personId)
    return person?.active === true ? person : null
  }

  const look = async ({ personId, pin, purpose, store, done }: PinCheck): Promise<Result<null, Refusal>> => {
    const person = find(personId)
    const key = person?.id ?? NOBODY
    const wait = waiting(key)
    if (wait !== null) return err(wait)
    const tries = count(key)
    if (!tries.ok) return tries
    const isRight = await till.pins.verify(pin, person?.pinHash ?? null)
    // read again: while the PIN was looked at, the owner may have removed the person or changed the PIN
    const now = find(personId)
    const isSpent = now?.pinUse === 'spent' && purpose !== 'change_pin'
    if (!isRight || now === null || now.pinHash !== person?.pinHash || isSpent)
      return err(refuse(key, tries.value, purpose))
    failedAtUpMs.delete(now.id)
    const forget = (books: BooksWriter): void => {
      books.setPinFailures(now.id, null)
    }
    const stored = write((books) => {
      forget(books)
      return store(books, now)
    })
    if (stored.ok) done?.(now)
    // the PIN was right, whatever else was wrong
    else till.store.write(forget)
    return stored
  }

  return {
    check: async (check) => {
      // whoever has to wait takes nobody's turn
      const wait = waiting(find(check.personId)?.id ?? NOBODY)
      return wait === null ? await inTurn(() => look(check)) : err(wait)
    },
    make: async (pin, store) => {
      const checked = checkPin(pin)
      return checked.ok ? await inTurn(async () => store(await till.pins.hash(checked.value))) : checked
    },
  }
}
