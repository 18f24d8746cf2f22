import { createHash } from 'node:crypto'
import { refused, type Refused } from './answers.ts'
import type { IdempotencyRow } from './books.ts'
import type { Reply } from './envelope.ts'
import type { Call, World } from './world.ts'

const KEPT_MS = 24 * 3600 * 1000

export type Remembered =
  | { readonly kind: 'new' }
  | { readonly kind: 'replay'; readonly reply: Reply }
  | { readonly kind: 'mismatch'; readonly refusal: Refused }

/** A key means the same call for 24 hours: same method, path and body bytes get the stored answer again. */
export function recall(world: World, call: Call): Remembered {
  if (call.idempotencyKey === null || call.method === 'GET') return { kind: 'new' }
  const sql = 'SELECT * FROM idempotency WHERE mode = ? AND key = ?'
  const row = world.books.get<IdempotencyRow>(sql, call.mode, call.idempotencyKey)
  if (!row || row.at + KEPT_MS <= world.clock.now()) return { kind: 'new' }
  if (row.fingerprint !== fingerprint(call)) {
    const message = 'This Idempotency-Key was used with another request.'
    return { kind: 'mismatch', refusal: refused('key_reused', message) }
  }
  const headers = JSON.parse(row.headers) as Record<string, string>
  return { kind: 'replay', reply: { status: row.status, headers, body: row.body } }
}

/** Keeps an answer that the provider stands by; its own faults (5xx) may be tried again. */
export function remember(world: World, call: Call, reply: Reply): void {
  if (call.idempotencyKey === null || call.method === 'GET' || reply.status >= 500) return
  world.books.run('DELETE FROM idempotency WHERE mode = ? AND key = ?', call.mode, call.idempotencyKey)
  world.books.insert('idempotency', {
    mode: call.mode,
    key: call.idempotencyKey,
    fingerprint: fingerprint(call),
    status: reply.status,
    headers: JSON.stringify(reply.headers),
    body: reply.body,
    // not by the request's own time: one server with a wrong clock does not make the service forget
    at: world.clock.now(),
  })
}

const fingerprint = (call: Call): string =>
  createHash('sha256').update(`${call.method}\n${call.path}\n`).update(call.body).digest('hex')
