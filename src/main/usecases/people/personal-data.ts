import type { PersonalRow } from '../../../core/contract/views/people.ts'
import { isPersonalRef } from '../../../core/domain/people/personal.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { PersonalDatum, PersonalReader } from '../../../core/ports/personal-books.ts'
import type { BooksWriter } from '../../../core/ports/store.ts'
import { peopleEvent } from './sign-in.ts'
import { actorId, settingsOf, timeIn, writeOrRefuse, type Till } from '../till.ts'

/** Free text somebody typed, on its way into something that never changes: it may hold a name, so only its ref goes there. */
export const keepNote = (till: Till, books: BooksWriter, text: string): string =>
  books.keepPersonal({ kind: 'note', value: text, at: till.clock.now() })

/** What a ref stands for, as a person reads it; null once it was erased. Any other text is itself. */
export function readNote(books: PersonalReader, text: string): string | null {
  if (!isPersonalRef(text)) return text
  const value = books.personal(text)?.value
  return typeof value === 'string' ? value : null
}

const FOUND_MOST = 50

/** What is kept about somebody, for an owner who is asked that by them. */
export function findPersonalData(till: Till, text: string): readonly PersonalRow[] {
  return till.store.read.findPersonal(text, FOUND_MOST).map(rowOf)
}

const rowOf = ({ ref, kind, value, at }: PersonalDatum): PersonalRow => ({
  ref,
  kind,
  text: typeof value === 'string' ? value : null,
  at,
})

/** Erases one datum. Everything that held its ref stays as it was, the chain of events included, and now leads nowhere. */
export function erasePersonalData(till: Till, ref: string): Result<null, Refusal> {
  const erased = writeOrRefuse(till, (books) => {
    const kind = books.personal(ref)?.kind
    if (kind === undefined || !books.erasePersonal(ref)) return err({ type: 'personal_data_gone' })
    books.appendEvent(peopleEvent(till, actorId(till), 'personal_erased', { ref, kind }))
    if (kind.startsWith('customer_')) erasePhotosOf(till, books, ref)
    return ok(null)
  })
  till.changed.ring()
  return erased
}

/** What a customer's phone or card slip showed goes with whoever they were. */
function erasePhotosOf(till: Till, books: BooksWriter, customerRef: string): void {
  for (const ref of books.photosOfCustomer(customerRef)) {
    if (books.erasePersonal(ref))
      books.appendEvent(peopleEvent(till, actorId(till), 'personal_erased', { ref, kind: 'photo' }))
  }
}

const DAY_MS = 24 * 60 * 60_000
/** So few in one transaction that a sale in between does not wait for it. */
const SWEPT_AT_ONCE = 200
/** By then the provider has mostly told the time. */
const FIRST_SWEEP_MS = 60_000

/**
 * Erases what was not needed for the set number of days, soon after the start and then daily. What is erased does not come
 * back: a machine that was started with a wrong year goes by the provider's time, where that is the earlier one.
 */
export function createPersonalSweep(till: Till): { start(): void; stop(): void } {
  let cancel = (): void => {}
  const sweep = (): void => {
    const { personalDataDays } = settingsOf(till)
    const ahead = Math.min(0, till.network.clockOffsetMs())
    const gone = eraseOlderThan(till, timeIn(till.clock, ahead - personalDataDays * DAY_MS))
    cancel = till.clock.after(gone < SWEPT_AT_ONCE ? DAY_MS : 1_000, sweep)
  }
  return {
    start: () => {
      cancel = till.clock.after(FIRST_SWEEP_MS, sweep)
    },
    stop: () => {
      cancel()
    },
  }
}

function eraseOlderThan(till: Till, at: string): number {
  const swept = writeOrRefuse(till, (books) => {
    const count = books.erasePersonalBefore(at, SWEPT_AT_ONCE)
    if (count > 0) books.appendEvent(peopleEvent(till, null, 'personal_expired', { count, before: at }))
    return ok(count)
  })
  return swept.ok ? swept.value : 0
}
