import type { Refusal } from '../../../src/core/domain/refusals.ts'
import { err, ok } from '../../../src/core/domain/result.ts'

/** What the gallery's core answers, by procedure. */
export type Answers = Readonly<Record<string, (input: never) => unknown>>

export const says =
  <T>(value: T) =>
  () =>
    Promise.resolve(ok(value))

/** Rows that are all of them on one page. */
export const lists = <T>(...rows: readonly T[]) => says({ rows, nextCursor: null })

export const refuses = (refusal: Refusal) => () => Promise.resolve(err(refusal))

/** Still on its way. */
export const waits = () => new Promise<never>(() => {})
