import { ORPCError } from '@orpc/server'
import { z } from 'zod'
import type { Refusal } from '../core/domain/refusals.ts'
import { err, type Result } from '../core/domain/result.ts'

const invalidInput = z.object({
  issues: z.array(z.object({ message: z.string(), path: z.array(z.unknown()).optional() })).min(1),
})

/**
 * What both hosts give their RPC handlers: an input that the contract does not accept comes back as a refusal like any
 * other, naming the field, so that a screen says a sentence and keeps what was typed.
 */
export const RPC_OPTIONS = {
  clientInterceptors: [
    async ({ next }: { next: () => Promise<unknown> }): Promise<unknown> => {
      try {
        return await next()
      } catch (fault) {
        const refused = toInputRefusal(fault)
        if (refused === null) throw fault
        return refused
      }
    },
  ],
}

function toInputRefusal(fault: unknown): Result<never, Refusal> | null {
  if (!(fault instanceof ORPCError) || fault.code !== 'BAD_REQUEST') return null
  const parsed = invalidInput.safeParse(fault.data)
  const issue = parsed.success ? parsed.data.issues[0] : undefined
  if (issue === undefined) return null
  const field = (issue.path ?? [])
    .filter((part) => typeof part === 'string' || typeof part === 'number')
    .join('.')
  return err({ type: 'input_invalid', field, detail: issue.message })
}
