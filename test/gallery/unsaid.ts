/** What stands on a page in letters, sorted by who said it. */
export interface Unsaid {
  /** Words of the other language's catalog. */
  readonly foreign: readonly string[]
  /** Words that no catalog said: a sentence of the core, or forgotten. What reads alike in both languages was forgotten. */
  readonly unmarked: readonly string[]
}
