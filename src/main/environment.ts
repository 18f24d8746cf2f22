import type { Mode } from '../core/domain/session.ts'
import type { Clock, Ids, Log, Secrets } from '../core/ports/system.ts'
import type { ProviderProfile } from './usecases/provider-profile.ts'

/** The simulator that plays the provider in practice mode, as its host started it. */
export interface PracticeProvider {
  readonly url: string
  readonly keyId: string
  readonly secret: string
}

export interface CoreEnvironment {
  readonly dataFolder: string
  readonly mode: Mode
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  readonly secrets: Secrets
  /** Needed for practice mode only. */
  readonly practice: PracticeProvider | null
  /** A profile given by the environment; a stored one wins over it. */
  readonly environmentProfile: { readonly profile: ProviderProfile; readonly secret: string } | null
}
