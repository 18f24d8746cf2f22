import pRetry from 'p-retry'
import type { Result } from '../../../core/domain/result.ts'
import type { GatewayFailure } from '../../../core/ports/gateway.ts'

const READ_RETRIES = 2

/** Repeats a read that may go better: no answer, an unreadable one, or a clock that has just been measured. */
export async function retryRead<T>(
  run: () => Promise<Result<T, GatewayFailure>>,
  signal: AbortSignal,
): Promise<Result<T, GatewayFailure>> {
  let last: Result<T, GatewayFailure> | null = null
  const once = async () => {
    last = await run()
    if (!last.ok && isWorthRepeating(last.error)) throw new Error(last.error.type)
    return last
  }
  try {
    return await pRetry(once, { retries: READ_RETRIES, minTimeout: 150, randomize: true, signal })
  } catch (error) {
    if (last === null) throw error
    return last
  }
}

const isWorthRepeating = (failure: GatewayFailure): boolean =>
  failure.type === 'unreachable' ||
  failure.type === 'unknown' ||
  (failure.type === 'unauthorized' && failure.reason === 'clock_off')
