import type { ChainHead, ChainRow } from '../domain/books/event-chain.ts'

/** Which events of the log are asked for; null does not narrow. */
export interface AuditQuery {
  /** Where the page before ended; null is the newest. */
  readonly cursor: string | null
  readonly limit: number
  readonly kinds: { readonly only: readonly string[] } | { readonly not: readonly string[] } | null
  /** A person's id. */
  readonly actor: string | null
  readonly saleId: string | null
  /** UTC times; `from` counts, `to` does not. */
  readonly from: string | null
  readonly to: string | null
}

/** An event with its place in the chain; the rest is as in `EventRow`. */
export interface AuditEvent {
  readonly seq: number
  readonly id: string
  readonly at: string
  readonly actor: string | null
  readonly kind: string
  readonly saleId: string | null
  readonly tenderId: string | null
  readonly facts: Readonly<Record<string, string | number | boolean | null>>
}

/** The whole log, for reading and for checking. */
export interface AuditReader {
  /** Newest first. */
  auditEvents(query: AuditQuery): { readonly rows: readonly AuditEvent[]; readonly nextCursor: string | null }
  /** As they stand, in order; for checking, some at a time. */
  chainRows(afterSeq: number, limit: number): readonly ChainRow[]
  /** The end of the chain as it is kept outside of the events; null when it is missing. */
  chainHead(): ChainHead | null
  /** Is there an event with this hash? Reads all of them, so it is asked only when something is wrong already. */
  isChained(hash: string): boolean
  saleIdOf(saleNumber: string): string | null
}
