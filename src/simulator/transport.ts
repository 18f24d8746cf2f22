import type { ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Reply } from './envelope.ts'
import type { FaultAction } from './faults.ts'

const HTML_502: Reply = {
  status: 502,
  headers: { 'content-type': 'text/html' },
  body: Buffer.from(
    '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><h1>502 Bad Gateway</h1></body>\r\n</html>',
  ),
}

/** What a fault puts in place of the answer before the provider has acted; null lets the request through. */
export function replyInstead(fault: FaultAction | null): Reply | 'drop' | null {
  switch (fault?.type) {
    case 'dropBeforeCommit':
      return 'drop'
    case 'tooMany':
      return errorReply(429, 'rate_limited', { 'retry-after': String(fault.retryAfterSec) })
    case 'status':
      return fault.afterCommit ? null : errorReply(fault.status, 'internal_error')
    case 'html502':
      return fault.afterCommit ? null : HTML_502
    case 'portal':
      return portalPage(fault.status)
    default:
      return null
  }
}

/** What a fault makes of an answer after the provider has acted. */
export function distortReply(reply: Reply, fault: FaultAction | null): Reply | 'drop' {
  switch (fault?.type) {
    case 'dropAfterCommit':
      return 'drop'
    case 'status':
      return errorReply(fault.status, 'internal_error')
    case 'html502':
      return HTML_502
    case 'truncatedJson':
      return { ...reply, body: reply.body.subarray(0, Math.floor(reply.body.length / 2)) }
    case 'wrongContentType':
      return { ...reply, headers: { ...reply.headers, 'content-type': 'text/html' } }
    case 'statusFlap':
      return rewriteData(reply, () => ({ status: fault.status }))
    case 'wrongAmount':
      return rewriteData(reply, ({ amount }) => ({ amount: Math.round(Number(amount) * fault.factor) }))
    case 'wrongCurrency':
      return rewriteData(reply, () => ({ currency: fault.currency }))
    case 'rewrite':
      return rewriteData(reply, () => fault.set)
    default:
      return reply
  }
}

type Fields = Record<string, unknown>

/** Changes fields of the object in `data` (of each, in a list); answers that are no envelope stay as they are. */
function rewriteData(reply: Reply, change: (before: Fields) => Fields): Reply {
  if (reply.status >= 300 || !(reply.headers['content-type'] ?? '').includes('json')) return reply
  const envelope = JSON.parse(reply.body.toString('utf8')) as { data: Fields | Fields[] | null }
  const changed = (before: Fields): Fields => ({ ...before, ...change(before) })
  const { data } = envelope
  if (data === null) return reply
  const next = Array.isArray(data) ? data.map(changed) : changed(data)
  return { ...reply, body: Buffer.from(JSON.stringify({ ...envelope, data: next })) }
}

const portalPage = (status: number): Reply => ({
  status,
  headers: {
    'content-type': 'text/html',
    ...(status >= 300 && status < 400 ? { location: 'http://10.0.0.1/login' } : {}),
  },
  body: Buffer.from('<!doctype html><title>Masuk ke Wi-Fi</title>'),
})

function errorReply(status: number, code: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: Buffer.from(
      JSON.stringify({ data: null, error: { code, message: 'A fault of the plan.' }, meta: {} }),
    ),
  }
}

/** Puts an answer on the wire, whole or as badly as the fault asks. */
export async function sendReply(
  response: ServerResponse,
  reply: Reply,
  date: number,
  fault: FaultAction | null,
): Promise<void> {
  response.sendDate = false
  const isEmpty = reply.status === 204
  response.writeHead(reply.status, {
    date: new Date(date).toUTCString(),
    ...reply.headers,
    ...(isEmpty ? {} : { 'content-length': reply.body.length }),
  })
  if (isEmpty) {
    response.end()
    return
  }
  if (fault?.type === 'cutBody') {
    const half = reply.body.subarray(0, Math.floor(reply.body.length / 2))
    response.write(half, () => response.destroy())
    return
  }
  if (fault?.type === 'trickle') return trickle(response, reply.body, fault.bytes, fault.everyMs)
  response.end(reply.body)
}

async function trickle(
  response: ServerResponse,
  body: Buffer,
  bytes: number,
  everyMs: number,
): Promise<void> {
  for (let at = 0; at < body.length && !response.destroyed; at += bytes) {
    response.write(body.subarray(at, at + bytes))
    await wait(everyMs)
  }
  response.end()
}
