import type { PersonView } from '../../../core/contract/views/people.ts'
import type { Role } from '../../../core/domain/people/people.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import { cleanText } from '../../../core/domain/shown-text.ts'
import type { PeopleReader, StoredPerson } from '../../../core/ports/people-books.ts'
import type { PinDesk } from './pin-desk.ts'
import { NAME_LIMIT, peopleEvent, signOut } from './sign-in.ts'
import { actorId, writeOrRefuse, type Till } from '../till.ts'

interface NewPerson {
  readonly name: string
  readonly role: Role
  readonly pin: string
}

/** What stands in the place of an erased name. */
const ERASED_NAME = 'Mantan kasir'

export const listPeople = (till: Till): readonly PersonView[] => till.store.read.people().map(viewOf)

const viewOf = ({ id, name, role, active, createdAt }: StoredPerson): PersonView => ({
  id,
  name,
  role,
  active,
  createdAt,
})

export async function addPerson(
  till: Till,
  desk: PinDesk,
  { name: typed, role, pin }: NewPerson,
): Promise<Result<PersonView, Refusal>> {
  const name = cleanText(typed, NAME_LIMIT)
  const person = { id: till.ids.next(), name, role, active: true, createdAt: till.clock.now() }
  const taken = nameRefusal(till.store.read, name, null)
  if (taken !== null) return err(taken)
  const made = await desk.make(pin, (pinHash) =>
    writeOrRefuse(till, (books) => {
      const takenSince = nameRefusal(books, name, null)
      if (takenSince !== null) return err(takenSince)
      books.addPerson({ ...person, pinHash, pinUse: 'always' })
      books.appendEvent(peopleEvent(till, actorId(till), 'person_added', { person: person.id, role }))
      return ok(null)
    }),
  )
  till.changed.ring()
  return made.ok ? ok(person) : made
}

/** A changed role counts from that person's next press on. */
export function changePerson(
  till: Till,
  { personId, name: typed, role }: { readonly personId: string; readonly name: string; readonly role: Role },
): Result<PersonView, Refusal> {
  const name = cleanText(typed, NAME_LIMIT)
  const changed = writeOrRefuse(till, (books) => {
    const person = activePerson(books, personId)
    if (!person.ok) return person
    const before = person.value
    const taken = nameRefusal(books, name, personId)
    if (taken !== null) return err(taken)
    if (role !== 'owner' && isLastOwner(books, before)) return err({ type: 'last_owner' })
    books.changePerson(personId, { name, role }, till.clock.now())
    const facts = {
      person: personId,
      role_from: before.role,
      role_to: role,
      renamed: name !== before.name,
    }
    books.appendEvent(peopleEvent(till, actorId(till), 'person_changed', facts))
    return ok(viewOf({ ...before, name, role }))
  })
  till.changed.ring()
  return changed
}

/** Gives somebody a new PIN; their wrong tries are forgotten with the old one. */
export async function setPin(
  till: Till,
  desk: PinDesk,
  { personId, pin }: { readonly personId: string; readonly pin: string },
): Promise<Result<null, Refusal>> {
  const known = activePerson(till.store.read, personId)
  if (!known.ok) return known
  return await desk.make(pin, (pinHash) =>
    writeOrRefuse(till, (books) => {
      const person = activePerson(books, personId)
      if (!person.ok) return person
      books.changePerson(personId, { pinHash, pinUse: 'always' }, till.clock.now())
      books.setPinFailures(personId, null)
      books.appendEvent(peopleEvent(till, actorId(till), 'pin_changed', { person: personId }))
      return ok(null)
    }),
  )
}

/** Whoever is at the till proves the old PIN first: it may have been left unlocked. */
export async function changeOwnPin(
  till: Till,
  desk: PinDesk,
  { oldPin, newPin }: { readonly oldPin: string; readonly newPin: string },
): Promise<Result<null, Refusal>> {
  const personId = actorId(till)
  // a PIN that the machine made up was seen by others: it cannot be the next one
  const madeUp = (till.store.read.person(personId)?.pinUse ?? 'always') !== 'always'
  if (madeUp && oldPin === newPin) return err({ type: 'pin_weak', reason: 'too_simple' })
  const proved = await desk.check({ personId, pin: oldPin, purpose: 'change_pin', store: () => ok(null) })
  return proved.ok ? await setPin(till, desk, { personId, pin: newPin }) : proved
}

/** Whoever is removed stays in the books by id and name, and can do nothing from this moment on. */
export function removePerson(till: Till, personId: string): Result<null, Refusal> {
  const removed = writeOrRefuse(till, (books) => {
    const person = activePerson(books, personId)
    if (!person.ok) return person
    if (isLastOwner(books, person.value)) return err({ type: 'last_owner' })
    books.changePerson(personId, { active: false }, till.clock.now())
    books.setPinFailures(personId, null)
    const facts = { person: personId, role: person.value.role }
    books.appendEvent(peopleEvent(till, actorId(till), 'person_removed', facts))
    return ok(null)
  })
  if (removed.ok && till.duty.onDuty()?.id === personId) signOut(till, 'removed')
  till.changed.ring()
  return removed
}

/** Replaces a removed person's name. The log names the id, so it stays whole; slips keep what was printed on them. */
export function erasePersonName(till: Till, personId: string): Result<null, Refusal> {
  const erased = writeOrRefuse(till, (books) => {
    const person = books.person(personId)
    if (person === null || person.active) return err({ type: 'person_unknown' })
    books.changePerson(personId, { name: ERASED_NAME }, till.clock.now())
    books.appendEvent(peopleEvent(till, actorId(till), 'person_name_erased', { person: personId }))
    return ok(null)
  })
  till.changed.ring()
  return erased
}

function activePerson(books: PeopleReader, personId: string): Result<StoredPerson, Refusal> {
  const person = books.person(personId)
  return person?.active === true ? ok(person) : err({ type: 'person_unknown' })
}

/** Two people of one name could not be told apart in the log. */
function nameRefusal(books: PeopleReader, name: string, except: string | null): Refusal | null {
  if (name === '') return { type: 'input_invalid', field: 'name', detail: 'empty' }
  const same = (other: string): boolean => other.toLocaleLowerCase('id') === name.toLocaleLowerCase('id')
  const isTaken = books.people().some(({ id, active, name: other }) => active && id !== except && same(other))
  return isTaken ? { type: 'person_name_taken', name } : null
}

const isLastOwner = (books: PeopleReader, { id, role }: StoredPerson): boolean =>
  role === 'owner' && !books.people().some((each) => each.active && each.role === 'owner' && each.id !== id)

/** The name behind an id. Books from before there were people hold the name itself. */
export const personName = (till: Till, id: string): string => till.store.read.person(id)?.name ?? id
