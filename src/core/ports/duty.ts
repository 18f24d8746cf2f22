import type { Actor } from '../domain/people/people.ts'

/**
 * Who is on duty at this till: one counter, one person. In memory only, so a restart asks for a PIN; it outlives a core
 * that starts again on the same books. What the person may do is read from the books at every call, not from here.
 */
export interface Duty {
  /** Who acts: inside a call the one who made it, also when somebody else has signed in meanwhile. */
  actor(): Actor | null
  /** Who is signed in, whoever made the running call. */
  onDuty(): Actor | null
  begin(actor: Actor): void
  end(): void
  /**
   * Runs one call as this person; null is the till by itself, for what goes on behind the counter. `lender` is who lent a
   * right for it.
   */
  runAs<T>(actor: Actor | null, call: () => T, lender?: Actor | null): T
  /** Who lent a right for the running call; null when whoever made it may by themselves. */
  lender(): Actor | null
  /** Somebody pressed something: the idle time starts again. */
  touch(): void
  /** Milliseconds since the last press. Setting the clock back does not shorten it, and sleeping counts. */
  idleMs(): number
  /** Milliseconds by a clock that only goes forward, whatever is done to the machine's. */
  upMs(): number
  /** Keeps a right that somebody lent for one call with exactly this input. */
  lend(loan: Loan): void
  /** Takes a lent right for this call, if there is one that still holds; it is gone afterwards, unless it lasts. */
  takeLoan(call: string): Loan | null
}

export interface Loan {
  /** The procedure, its input and what it demanded when the right was lent, as one canonical text. */
  readonly call: string
  readonly lenderId: string
  /** By `upMs`. */
  readonly expiresAtUpMs: number
  /** It stays until its time is over: what it is for takes several presses and succeeds only once. */
  readonly lasts?: boolean
  /** It was taken before. */
  readonly used?: boolean
}
