import type { z } from 'zod'

/** The tester's hand: what a buyer, a bank or bad luck would do. Plain JSON, no envelope, no key. */
export interface HandReply {
  readonly status: number
  readonly body: unknown
}

export const done = (): HandReply => ({ status: 200, body: { ok: true } })

export function withInput<T>(schema: z.ZodType<T>, input: unknown, act: (value: T) => HandReply): HandReply {
  const parsed = schema.safeParse(input)
  return parsed.success
    ? act(parsed.data)
    : { status: 400, body: { error: 'the body does not fit', issues: parsed.error.issues } }
}

/** `undefined` for text that is no JSON; an empty body is an empty object. */
export function parseBody(body: Buffer): unknown {
  if (body.length === 0) return {}
  try {
    return JSON.parse(body.toString('utf8')) as unknown
  } catch {
    return undefined
  }
}
