import type { BackupCopy, BackupReason } from '../domain/books/backup-rotation.ts'
import type { BackupRefusal, StoreRefusal } from '../domain/refusals.ts'
import type { Result } from '../domain/result.ts'

/** The copies of one mode's books, and how the books and their disk are. */
export interface BackupShelf {
  /** Where the copies are, for a person who looks for them. */
  readonly folder: string
  /** Every copy of this mode that passed its checks when it was made, newest first. */
  copies(): readonly BackupCopy[]
  /** What the copies of the other modes take, in bytes. */
  otherModesBytes(): number
  /** Books that were replaced: kept until a person throws them away. */
  setAside(): readonly SetAside[]
  /**
   * Copies the running books page by page between other work, checks the copy in another thread, and only then gives it
   * its name. Nothing is left of one that failed.
   */
  make(
    why: BackupReason,
    progress: (now: BackupProgress) => void,
  ): Promise<Result<BackupCopy, BackupRefusal | StoreRefusal>>
  remove(copies: readonly BackupCopy[]): void
  /** Reads a copy from end to end. A bad one is taken off the list (its file stays, under another name). */
  verify(name: string): Promise<Result<BackupCopy, BackupRefusal | StoreRefusal>>
  /** Null where the system does not say. */
  room(): DiskRoom | null
  /** Reads the running books from end to end in another thread. */
  checkBooks(): Promise<BooksCheck>
  /** Is the file that is being written still the one at its place? */
  whereabouts(): Whereabouts
  /** Puts aside some room again that outcomes may need when the disk is full. */
  refillReserve(): void
  /** Gives the copy up that is being made; the next one may be made at once. */
  giveUp(): void
  /** A copy that is under way is given up, and none is made any more. */
  stop(): void
}

/** `replaced`: something else stands where the books were. */
export type Whereabouts = 'in_place' | 'gone' | 'replaced'

export interface BackupProgress {
  readonly step: 'copying' | 'checking'
  /** 0 to 100 */
  readonly percent: number
}

export interface SetAside {
  readonly name: string
  readonly at: string
  readonly bytes: number
}

export interface DiskRoom {
  readonly totalBytes: number
  readonly freeBytes: number
}

export type BooksCheck =
  | { readonly type: 'sound' }
  | { readonly type: 'damaged'; readonly problems: readonly string[] }
  /** Nobody knows: the check itself could not be made. */
  | { readonly type: 'unchecked'; readonly refusal: StoreRefusal | BackupRefusal }

/** Stands in books that begin a new life, until the till has taken it up: before that nothing may be sent. */
export const RENEWAL = 'renewal'
/** The terminal ids these books had in earlier lives, as a JSON list: sessions made by them are this till's own. */
export const FORMER_TERMINALS = 'former_terminals'
/**
 * When each of those lives was over here, as a JSON object of id and UTC time by the provider's clock: the first moment at
 * which the till talked to the provider in its new life. Whatever carries such an id and was made later was made by another
 * machine, which sells on with the books that these were copied from.
 */
export const FORMER_UNTIL = 'former_terminals_until'

/** Why books begin a new life, and what is known of the time they do not know. */
export interface Renewal {
  readonly reason: 'restored' | 'cloned'
  /** What was restored, by its name. */
  readonly from: string
  /** What happened after this time is not in these books. */
  readonly madeAt: string
  readonly at: string
  readonly terminalBefore: string
  /** The id of the person who chose it; null where nobody was signed in (a command, a damaged start). */
  readonly by: string | null
  /** Sale numbers go on above this one, so that no number is on two slips. */
  readonly numbersAbove: number
}
