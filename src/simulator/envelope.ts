import type { Answer } from './answers.ts'
import { isoTime } from './clock.ts'
import { errorCode } from './error-codes.ts'
import type { Dialect } from './options.ts'

/** The bytes that go back. `headers` are lower case. */
export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

interface Stamp {
  readonly requestId: string
  readonly at: number
}

/** Wraps an answer as the dialect's documents show it: envelope, list shape, error code and letter case. */
export function renderAnswer(answer: Answer, dialect: Dialect, stamp: Stamp): Reply {
  const meta = { requestId: stamp.requestId, timestamp: isoTime(stamp.at) }
  switch (answer.kind) {
    case 'data':
      return json(answer.status, { data: answer.data, error: null, meta })
    case 'list':
      return json(200, {
        data: answer.rows,
        error: null,
        meta: { ...meta, ...pageMeta(answer.page, dialect) },
      })
    case 'empty':
      // The API pages promise an envelope for every answer; the SDK change logs say that a DELETE gives 204.
      return dialect === 'api'
        ? json(200, { data: null, error: null, meta })
        : { status: 204, headers: {}, body: Buffer.alloc(0) }
    case 'raw':
      return {
        status: answer.status,
        headers: { 'content-type': answer.contentType, ...answer.headers },
        body: Buffer.from(answer.body),
      }
    case 'refused':
      return renderRefusal(answer, dialect, meta)
  }
}

function renderRefusal(
  answer: Extract<Answer, { kind: 'refused' }>,
  dialect: Dialect,
  meta: Record<string, unknown>,
): Reply {
  const { status, code } = errorCode(answer.situation, dialect)
  const error = {
    code,
    message: answer.message,
    ...(answer.field === undefined ? {} : { field: answer.field }),
    ...(answer.details === undefined ? {} : { details: answer.details }),
  }
  const reply = json(status, { data: null, error, meta })
  if (answer.retryAfterSec === undefined) return reply
  return { ...reply, headers: { ...reply.headers, 'retry-after': String(answer.retryAfterSec) } }
}

function pageMeta(page: { limit: number; nextCursor: string | null }, dialect: Dialect): object {
  const hasMore = page.nextCursor !== null
  if (dialect === 'api') return { page: { limit: page.limit, nextCursor: page.nextCursor, hasMore } }
  return { cursor: page.nextCursor, hasMore }
}

const json = (status: number, value: unknown): Reply => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: Buffer.from(JSON.stringify(value)),
})
