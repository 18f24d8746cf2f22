import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import { isThisMachine } from './address.ts'

export interface PostOutcome {
  /** Null when no answer came. */
  readonly responseCode: number | null
  /** Null for a 2xx answer. */
  readonly error: string | null
  readonly durationMs: number
}

export interface Post {
  readonly url: string
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
  readonly answerLimitMs: number
  readonly signal: AbortSignal
}

/** Posts to this machine and never to another one: names are not looked up, redirects are not followed. */
export function post({ url: text, body, headers, answerLimitMs, signal }: Post): Promise<PostOutcome> {
  const url = new URL(text)
  if (!isThisMachine(url.hostname)) {
    const error = 'not sent: a simulator delivers to this machine only'
    return Promise.resolve({ responseCode: null, error, durationMs: 0 })
  }
  const started = performance.now()
  const send = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve) => {
    const done = (responseCode: number | null, error: string | null): void => {
      clearTimeout(limit)
      resolve({ responseCode, error, durationMs: Math.round(performance.now() - started) })
    }
    const outgoing = send(
      url,
      {
        method: 'POST',
        agent: false,
        lookup: onlyLoopback,
        signal,
        headers: {
          ...headers,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        },
      },
      (incoming) => {
        const { statusCode = 0 } = incoming
        done(statusCode, statusCode >= 200 && statusCode < 300 ? null : `HTTP ${statusCode}`)
        incoming.on('error', () => undefined).resume()
        setTimeout(() => incoming.destroy(), answerLimitMs).unref()
      },
    )
    const limit = setTimeout(() => {
      done(null, `timed out after ${answerLimitMs}ms`)
      outgoing.destroy()
    }, answerLimitMs)
    outgoing.on('error', ({ message }) => done(null, message))
    outgoing.end(body)
  })
}

const onlyLoopback: LookupFunction = (_hostname, options, callback) => {
  if (options.all) {
    callback(null, [
      { address: '127.0.0.1', family: 4 },
      { address: '::1', family: 6 },
    ])
  } else {
    callback(null, '127.0.0.1', 4)
  }
}
