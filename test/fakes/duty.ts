import type { Actor } from '../../src/core/domain/people/people.ts'
import type { Duty } from '../../src/core/ports/duty.ts'
import type { Store } from '../../src/core/ports/store.ts'
import type { Clock } from '../../src/core/ports/system.ts'
import { createDuty } from '../../src/main/adapters/system/duty.ts'

export const THE_OWNER: Actor = { id: '01JQ0000000000000000000001', name: 'Ibu Rina', role: 'owner' }

/** A duty as after signing in: whoever tests what is behind the PIN starts with the owner at the counter. */
export function dutyOf(clock: Clock, actor: Actor = THE_OWNER): Duty {
  const duty = createDuty(clock, clock.epochMs)
  duty.begin(actor)
  return duty
}

/** The person on that duty stands in the books as well; nobody can sign in with that hash. */
export function registerOwner(store: Store, clock: Clock, actor: Actor = THE_OWNER): void {
  if (store.read.person(actor.id) !== null) return
  const written = store.write((books) => {
    books.addPerson({ ...actor, active: true, pinHash: '-', pinUse: 'always', createdAt: clock.now() })
  })
  if (!written.ok) throw new Error(JSON.stringify(written.error))
}
