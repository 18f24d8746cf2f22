import type { PersonalKind } from '../domain/people/personal.ts'

/**
 * Personal data in the books. Events, evidence and documents hold a `ref` only: a hash of the value and of a salt that
 * stands beside the value. Erasing removes both, and then nobody can find out any more what the ref stood for, not even
 * by trying every phone number; the chain of events stays valid.
 */
export interface PersonalDatum {
  /** `pd_` and 64 hexadecimal digits; the same value kept twice has two refs that nobody can connect. */
  readonly ref: string
  readonly kind: PersonalKind
  /** Text, or the bytes of a photo. */
  readonly value: string | Uint8Array
  /** When it was last needed; the time until it is erased by itself counts from here. UTC. */
  readonly at: string
}

export interface PersonalReader {
  /** Null when it never was, or was erased. */
  personal(ref: string): PersonalDatum | null
  /** Texts that contain the given one, whatever their case, newest first. For answering "what do you keep of me?". */
  findPersonal(text: string, limit: number): readonly PersonalDatum[]
  /** Refs of customers' names, numbers and addresses that contain the given text, whatever their case, newest first. */
  findCustomerTexts(text: string, limit: number): readonly string[]
}

export interface PersonalWriter extends PersonalReader {
  /** Keeps a value and answers with its ref, which may be written anywhere. */
  keepPersonal(datum: Pick<PersonalDatum, 'kind' | 'value' | 'at'>): string
  /** It was needed again: the time until it is erased starts anew. */
  touchPersonal(ref: string, at: string): void
  /** Erases value and salt; false when there was nothing any more. */
  erasePersonal(ref: string): boolean
  /** Erases what was last needed before this time, at most `limit` of it; answers with how many went. */
  erasePersonalBefore(at: string, limit: number): number
}
