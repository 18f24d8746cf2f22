import type { Role } from '../../domain/people/people.ts'
import type { PersonalKind } from '../../domain/people/personal.ts'

export interface PersonView {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly active: boolean
  readonly createdAt: string
}

/** A datum about a customer; `text` is null for a photo. */
export interface PersonalRow {
  readonly ref: string
  readonly kind: PersonalKind
  readonly text: string | null
  /** When it was last needed. */
  readonly at: string
}
