import type { BackupCopy } from '../core/domain/books/backup-rotation.ts'
import type { Mode } from '../core/domain/provider/session.ts'
import type { Duty } from '../core/ports/duty.ts'
import type { Clock, Ids, Log, Secrets } from '../core/ports/system.ts'
import type { ProviderProfile } from './usecases/provider/profile.ts'

/** The simulator that plays the provider in practice mode, as its host started it. */
export interface PracticeProvider {
  readonly url: string
  readonly keyId: string
  readonly secret: string
  /** The other provider it plays, for shops in a currency that the first one does not take. */
  readonly plexo?: { readonly clientId: string; readonly apiKey: string; readonly merchantId: number }
}

export interface CoreEnvironment {
  readonly dataFolder: string
  readonly mode: Mode
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  readonly secrets: Secrets
  readonly duty: Duty
  /** Needed for practice mode only. */
  readonly practice: PracticeProvider | null
  /** The open books' file was taken away: puts this copy of them in its place and starts again on it. */
  readonly putBack?: (copy: BackupCopy) => void
  /** A profile given by the environment; a stored one wins over it. */
  readonly environmentProfile: { readonly profile: ProviderProfile; readonly secret: string } | null
}

/** The environment at a start: the practice provider may be on its way, and books are opened meanwhile. */
export type StartEnvironment = Omit<CoreEnvironment, 'practice'> & {
  readonly practice: CoreEnvironment['practice'] | Promise<PracticeProvider>
}
