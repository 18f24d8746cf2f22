import type { Answer } from './answers.ts'
import type { Books } from './books.ts'
import type { SimulatedClock } from './clock.ts'
import type { FaultEngine } from './faults.ts'
import type { Mode, SimulatorKey, SimulatorOptions } from './options.ts'

/** Everything a handler may touch. `origin` is known once the server listens. */
export interface World {
  readonly options: SimulatorOptions
  readonly books: Books
  readonly clock: SimulatedClock
  readonly faults: FaultEngine
  readonly newId: (prefix: string) => string
  readonly origin: () => string
  /** What the provider behind the next refund says. */
  refundOutcome: RefundOutcome
}

export type RefundOutcome = 'succeed' | 'pending' | 'refuse'

/** One request on its way through a handler. */
export interface Call {
  readonly method: string
  /** Without prefix and query, still percent-encoded. */
  readonly path: string
  readonly query: URLSearchParams
  readonly body: Buffer
  readonly contentType: string
  readonly idempotencyKey: string | null
  /** Null on public routes. */
  readonly key: SimulatorKey | null
  readonly mode: Mode
  readonly now: number
  readonly params: Readonly<Record<string, string>>
}

/** Handlers run within one transaction, so they never wait. */
export type Handler = (world: World, call: Call) => Answer

/** Parses a JSON body; null when it is none. An empty body counts as an empty object, as the SDKs send either. */
export function jsonBody(call: Call): Record<string, unknown> | null {
  if (call.body.length === 0) return {}
  try {
    const value: unknown = JSON.parse(call.body.toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}
