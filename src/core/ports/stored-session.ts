import type { SessionFacts } from '../domain/provider/session.ts'

/** A provider's session as it was last read, with the words it came in. */
export interface StoredSession {
  readonly facts: SessionFacts
  readonly tenderId: string | null
  readonly saleId: string | null
  readonly raw: string
  readonly createdAt: string
  readonly fetchedAt: string
}
