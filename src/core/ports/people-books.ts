import type { PinFailures } from '../domain/people/lock-out.ts'
import type { Person } from '../domain/people/people.ts'

/** What the books hold of a person besides name and role. */
export interface StoredPerson extends Person {
  /** Made by the `PinVault`; never leaves the core. */
  readonly pinHash: string
  /** A PIN that the machine made up opens the till once; then its owner has to choose one. */
  readonly pinUse: 'always' | 'once' | 'spent'
  readonly createdAt: string
}

export interface PeopleReader {
  person(id: string): StoredPerson | null
  /** Everybody, also who was removed, by name. */
  people(): readonly StoredPerson[]
  /** Kept in the books so that a restart does not forget them. */
  pinFailures(personId: string): PinFailures | null
}

export interface PeopleWriter extends PeopleReader {
  addPerson(person: StoredPerson): void
  changePerson(
    id: string,
    change: Partial<Pick<StoredPerson, 'name' | 'role' | 'active' | 'pinHash' | 'pinUse'>>,
    at: string,
  ): void
  setPinFailures(personId: string, failures: PinFailures | null): void
}
