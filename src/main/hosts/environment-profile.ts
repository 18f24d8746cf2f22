import type { CoreEnvironment } from '../environment.ts'
import { DEFAULT_PROFILE } from '../usecases/provider/profile.ts'

/** An account from the environment, by the names the provider's own SDKs use; null unless key and secret are both there. */
export function profileFromEnvironment(
  environment: NodeJS.ProcessEnv,
): CoreEnvironment['environmentProfile'] {
  const keyId = environment['PLUGIPAY_KEY_ID'] ?? ''
  const secret = environment['PLUGIPAY_SECRET'] ?? ''
  if (keyId === '' || secret === '') return null
  const origin = environment['PLUGIPAY_BASE_URL'] || DEFAULT_PROFILE.origin
  return {
    profile: { ...DEFAULT_PROFILE, provider: 'plugipay', keyId, origin: origin.replace(/\/$/, '') },
    secret,
  }
}
