import type { Actor } from '../../../core/domain/people/people.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import { cleanText } from '../../../core/domain/shown-text.ts'
import type { Mode } from '../../../core/domain/provider/session.ts'
import type { EventRow } from '../../../core/ports/store.ts'
import type { PinDesk } from './pin-desk.ts'
import { settingsOf, writeOrRefuse, type Till } from '../till.ts'

/** Of a person's name, in characters; it has to fit on a slip and a button. */
export const NAME_LIMIT = 40

/** Why somebody is no longer on duty. */
type Reason = 'lock' | 'auto' | 'switch' | 'removed' | 'mode'

/**
 * Who may act now: the person on duty, as the books know them at this moment. A removed person is nobody at once, and a
 * changed role counts from the next press on.
 */
export function actorNow(till: Till): Actor | null {
  const held = till.duty.onDuty()
  const person = held === null ? null : till.store.read.person(held.id)
  return person?.active === true ? { id: person.id, name: person.name, role: person.role } : null
}

/** An event about people: of no sale, done by `actor`. */
export const peopleEvent = (
  till: Till,
  actor: string | null,
  kind: string,
  facts: EventRow['facts'],
): Omit<EventRow, 'id'> => ({ at: till.clock.now(), actor, kind, saleId: null, tenderId: null, facts })

/** Puts a person on duty once the PIN fits. The counter stays as it is: the sale is the shop's, not the person's. */
export async function signIn(
  till: Till,
  desk: PinDesk,
  { personId, pin }: { readonly personId: string; readonly pin: string },
): Promise<Result<null, Refusal>> {
  const done = await desk.check({
    personId,
    pin,
    purpose: 'sign_in',
    store: (books, person) => {
      const before = till.duty.onDuty()
      if (before !== null && before.id !== person.id)
        books.appendEvent(peopleEvent(till, before.id, 'signed_out', { reason: 'switch' satisfies Reason }))
      books.appendEvent(peopleEvent(till, person.id, 'signed_in', { role: person.role }))
      if (person.pinUse === 'once') books.changePerson(person.id, { pinUse: 'spent' }, till.clock.now())
      return ok(null)
    },
    done: ({ id, name, role }) => {
      till.duty.begin({ id, name, role })
    },
  })
  till.changed.ring()
  return done
}

/** The first person of the shop is its owner. Of two calls at once, one makes the owner and the other is refused. */
export async function createOwner(
  till: Till,
  desk: PinDesk,
  { name: typed, pin }: { readonly name: string; readonly pin: string },
): Promise<Result<null, Refusal>> {
  if (till.store.read.people().length > 0) return err({ type: 'owner_exists' })
  const name = cleanText(typed, NAME_LIMIT)
  if (name === '') return err({ type: 'input_invalid', field: 'name', detail: 'empty' })
  const owner: Actor = { id: till.ids.next(), name, role: 'owner' }
  const made = await desk.make(pin, (pinHash) => {
    const stored = writeOrRefuse(till, (books) => {
      if (books.people().length > 0) return err({ type: 'owner_exists' })
      const createdAt = till.clock.now()
      books.addPerson({ ...owner, active: true, pinHash, pinUse: 'always', createdAt })
      const facts = { person: owner.id, role: owner.role }
      books.appendEvent(peopleEvent(till, owner.id, 'person_added', facts))
      books.appendEvent(peopleEvent(till, owner.id, 'signed_in', { role: owner.role }))
      return ok(null)
    })
    if (stored.ok) till.duty.begin(owner)
    return stored
  })
  till.changed.ring()
  return made
}

/** Takes whoever is on duty off it; the sale on the counter stays. Where nothing can be written, it locks all the same. */
export function signOut(till: Till, reason: Reason): Result<null, Refusal> {
  const actor = till.duty.onDuty()
  if (actor === null) return ok(null)
  till.duty.end()
  till.changed.ring()
  return till.store.write((books) => {
    books.appendEvent(peopleEvent(till, actor.id, 'signed_out', { reason }))
    return null
  })
}

/** Each mode has books of its own, and each says where the till went or came from. */
export function noteModeSwitch(till: Till, by: string | null, from: Mode, to: Mode): void {
  till.store.write((books) => {
    books.appendEvent(peopleEvent(till, by, 'mode_switched', { from, to }))
  })
}

/** Locks a till that nobody has pressed anything on for the set time. True when it did. */
export function lockWhenIdle(till: Till): boolean {
  const { autoLockMinutes } = settingsOf(till)
  if (till.duty.onDuty() === null || autoLockMinutes <= 0) return false
  if (till.duty.idleMs() < autoLockMinutes * 60_000) return false
  signOut(till, 'auto')
  return true
}

/** How late the lock may come. A press in between is refused by the guard, which looks at the time as well. */
const LOOK_EVERY_MS = 2_000

/** Looks at the idle time as long as the core runs, also while a code is on the counter: its customer sees it all the same. */
export function createAutoLock(till: Till): { start(): void; stop(): void } {
  let cancel = (): void => {}
  const look = (): void => {
    lockWhenIdle(till)
    cancel = till.clock.after(LOOK_EVERY_MS, look)
  }
  return {
    start: look,
    stop: () => {
      cancel()
    },
  }
}
