import type { PinFailures } from '../../../../core/domain/people/lock-out.ts'
import type { PeopleReader, PeopleWriter, StoredPerson } from '../../../../core/ports/people-books.ts'
import type { Handle } from '../open.ts'

interface PersonSqlRow extends Omit<StoredPerson, 'active'> {
  active: number
}

const COLUMNS = 'id, name, role, active, pin_hash AS pinHash, pin_use AS pinUse, created_at AS createdAt'

/** Who works here. */
export function peopleQueries(handle: Handle): PeopleReader & PeopleWriter {
  const one = handle.prepare<[string], PersonSqlRow>(`SELECT ${COLUMNS} FROM people WHERE id = ?`)
  const all = handle.prepare<[], PersonSqlRow>(`SELECT ${COLUMNS} FROM people ORDER BY lower(name), id`)
  const add = handle.prepare(
    `INSERT INTO people (id, name, role, active, pin_hash, pin_use, created_at, updated_at)
     VALUES (@id, @name, @role, @active, @pinHash, @pinUse, @createdAt, @createdAt)`,
  )
  const change = handle.prepare(
    `UPDATE people SET name = coalesce(@name, name), role = coalesce(@role, role), active = coalesce(@active, active),
       pin_hash = coalesce(@pinHash, pin_hash), pin_use = coalesce(@pinUse, pin_use), updated_at = @at WHERE id = @id`,
  )
  const failures = handle.prepare<[string], PinFailures>(
    'SELECT count, last_at AS lastAt FROM pin_failures WHERE person_id = ?',
  )
  const fail = handle.prepare(
    `INSERT INTO pin_failures (person_id, count, last_at) VALUES (?, ?, ?)
     ON CONFLICT (person_id) DO UPDATE SET count = excluded.count, last_at = excluded.last_at`,
  )
  const forgive = handle.prepare('DELETE FROM pin_failures WHERE person_id = ?')

  return {
    person: (id) => {
      const row = one.get(id)
      return row === undefined ? null : toPerson(row)
    },
    people: () => all.all().map(toPerson),
    pinFailures: (personId) => failures.get(personId) ?? null,
    addPerson: (person) => {
      add.run({ ...person, active: person.active ? 1 : 0 })
    },
    changePerson: (id, { active, ...changed }, at) => {
      const flag = active === undefined ? null : active ? 1 : 0
      change.run({
        ...{ name: null, role: null, pinHash: null, pinUse: null },
        ...changed,
        active: flag,
        id,
        at,
      })
    },
    setPinFailures: (personId, given) => {
      if (given === null) forgive.run(personId)
      else fail.run(personId, given.count, given.lastAt)
    },
  }
}

const toPerson = (row: PersonSqlRow): StoredPerson => ({ ...row, active: row.active === 1 })
