import { z } from 'zod'
import type { Refusal } from '../domain/refusals.ts'
import type { Result } from '../domain/result.ts'

/** What a procedure answers: the value, or a refusal out of one closed union, which the screen turns into a sentence. */
export const answer = <T>() => z.custom<Result<T, Refusal>>()
