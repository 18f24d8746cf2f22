import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { catchBug } from './catch-bug.ts'
import { PLANTED_BUGS } from './planted-bugs.ts'

/** The ones that show at once; the long tests plant all of them. */
const QUICK = ['a timeout is a failure', 'a resend has a new key', 'the evidence follows after the commit']

describe('a till with a bug planted in its rules is caught', () => {
  it.each(QUICK)('%s', { timeout: 180_000 }, async (name) => {
    expect((await catchBug(name, 12)).caughtBy).not.toBeNull()
  })
})

describe('every bug has a place to be planted in', () => {
  it.each(PLANTED_BUGS.map(({ name, file, original }) => [name, file, original] as const))(
    '%s',
    (_name, file, original) => {
      const text = readFileSync(join(import.meta.dirname, '..', '..', file), 'utf8')
      expect(text.split(original)).toHaveLength(2)
    },
  )
})
