import { LANGUAGES } from '../core/domain/language.ts'
import { sentenceFor } from '../core/domain/sentences/sentence-for.ts'
import type { Refusal } from '../core/domain/refusals.ts'

/** Says a refusal on standard error in both languages: a command line does not know who reads it. */
export function sayRefusal(refusal: Refusal): void {
  for (const language of LANGUAGES) {
    const { what, safe, next, detail } = sentenceFor(refusal, language)
    process.stderr.write(`${[what, safe, next].filter((part) => part !== '').join(' ')}\n`)
    if (detail !== null && language === 'en') process.stderr.write(`(${detail})\n`)
  }
}

/** One line of JSON on standard output, for programs that started this one. */
export function sayJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}
