import { describe, expect, it } from 'vitest'
import { catchBug } from './catch-bug.ts'

/** The ones that show at once; the long tests plant all of them. */
const QUICK = ['a timeout is a failure', 'a resend has a new key', 'the evidence follows after the commit']

describe('a till with a bug planted in its rules is caught', () => {
  it.each(QUICK)('%s', { timeout: 180_000 }, async (name) => {
    expect((await catchBug(name, 12)).caughtBy).not.toBeNull()
  })
})
