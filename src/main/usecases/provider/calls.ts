import { isSomebodyElse } from '../../../core/domain/provider/codes.ts'
import { unreachable, type Result } from '../../../core/domain/result.ts'
import type { ProviderRefusal } from '../../../core/domain/refusals.ts'
import type { GatewayFailure } from '../../../core/ports/gateway.ts'
import type { Till } from '../till.ts'

/** Makes one provider call and lets the network indicator learn from its outcome. */
export async function callProvider<T>(
  till: Till,
  call: Promise<Result<T, GatewayFailure>>,
): Promise<Result<T, GatewayFailure>> {
  const answer = await call
  if (answer.ok) till.network.succeeded(till.gateway.clockOffsetMs())
  else if (isAnAnswer(answer.error)) till.network.succeeded()
  else till.network.failed(toProviderRefusal(answer.error), isSilence(answer.error))
  return answer
}

/** These failures prove that the provider is there and knows us. */
const isAnAnswer = (failure: GatewayFailure): boolean =>
  failure.type === 'refused' ||
  failure.type === 'not_found' ||
  failure.type === 'conflict' ||
  failure.type === 'unsupported'

/** No word of the provider came back: nothing could be sent, the line broke, the time ran out, or somebody else spoke. */
export const isSilence = (failure: GatewayFailure): boolean =>
  failure.type === 'unreachable' ||
  (failure.type === 'unknown' && (failure.status === null || isSomebodyElse(failure.detail)))

export function toProviderRefusal(failure: GatewayFailure): ProviderRefusal {
  switch (failure.type) {
    case 'unreachable':
      return { type: 'provider_unreachable', detail: failure.detail }
    case 'unknown':
      return { type: 'provider_unknown', detail: failure.detail, requestId: failure.requestId }
    case 'refused': {
      const { code, message, requestId } = failure
      return { type: 'provider_refused', code, message, requestId }
    }
    case 'not_found':
      return { type: 'provider_not_found', requestId: failure.requestId }
    case 'conflict':
      return {
        type: 'provider_refused',
        code: failure.code,
        message: '',
        requestId: failure.requestId,
      }
    case 'unauthorized':
      return unauthorizedRefusal(failure)
    case 'rate_limited':
      return { type: 'provider_busy', retryAfterMs: failure.retryAfterMs }
    case 'unsupported':
      return { type: 'provider_unsupported', what: failure.what }
    default:
      return unreachable(failure)
  }
}

function unauthorizedRefusal(failure: Extract<GatewayFailure, { type: 'unauthorized' }>): ProviderRefusal {
  const { code, requestId, scopes } = failure
  switch (failure.reason) {
    case 'key_missing':
      return { type: 'provider_key_missing' }
    case 'key_wrong':
      return { type: 'provider_key_wrong', code, requestId }
    case 'clock_off':
      return {
        type: 'provider_clock_off',
        offsetSeconds: failure.clockOffsetMs === null ? null : Math.round(failure.clockOffsetMs / 1000),
      }
    case 'forbidden':
      return { type: 'provider_forbidden', code, requestId, ...(scopes === undefined ? {} : { scopes }) }
    default:
      return unreachable(failure.reason)
  }
}
