/** One request as the tester sees it afterwards. The Authorization header is not kept. */
export interface LoggedRequest {
  readonly seq: number
  /** Simulated time of arrival, ISO 8601. */
  readonly at: string
  readonly method: string
  readonly target: string
  readonly keyId: string | null
  readonly idempotencyKey: string | null
  readonly body: string
  /** Null when the connection was dropped without an answer. */
  status: number | null
  ms: number
  fault: string | null
  /** False when a fault answered or dropped the request before the service looked at it. */
  isActedOn: boolean
  isReplay: boolean
}

const KEPT = 20_000
const BODY_KEPT = 65_536

/** The last requests, oldest first; older ones make room. */
export function requestLog() {
  let entries: LoggedRequest[] = []
  let count = 0
  return {
    open(
      entry: Omit<LoggedRequest, 'seq' | 'status' | 'ms' | 'fault' | 'isActedOn' | 'isReplay'>,
    ): LoggedRequest {
      count += 1
      const logged = {
        ...entry,
        body: entry.body.slice(0, BODY_KEPT),
        seq: count,
        status: null,
        ms: 0,
        fault: null,
        isActedOn: false,
        isReplay: false,
      }
      entries.push(logged)
      if (entries.length > KEPT * 1.5) entries = entries.slice(-KEPT)
      return logged
    },
    since: (seq: number): LoggedRequest[] => entries.filter((entry) => entry.seq > seq),
    last: (): number => count,
  }
}

export type RequestLog = ReturnType<typeof requestLog>
