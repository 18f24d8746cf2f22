import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Log } from '../core/ports/system.ts'

/**
 * What was seen to work on the real service in test mode, and what live use therefore may do. It stands beside the books
 * and not in them: test and live have books of their own, and neither reads the other's.
 */
export interface ProviderProofs {
  all(): Proofs
  /** A proof once noted stays; noting it again changes nothing. */
  note<Name extends keyof Proofs>(name: Name, proof: NonNullable<Proofs[Name]>): void
}

const proofsSchema = z.object({
  /** A paid Plexo session was read as paid by its payment's reference, on the testing host. */
  plexoLookup: z
    .object({ at: z.string(), merchantId: z.number(), sessionId: z.string(), paymentId: z.string() })
    .nullable()
    .catch(null),
  /** Money that a person took was booked in Plugipay's test books: made, charged, reviewed, confirmed, completed. */
  plugipayBooking: z
    .object({ at: z.string(), origin: z.string(), sessionId: z.string() })
    .nullable()
    .catch(null),
})
export type Proofs = z.infer<typeof proofsSchema>

const NOTHING: Proofs = { plexoLookup: null, plugipayBooking: null }

/** The proofs of a data folder. A damaged or missing file proves nothing, which costs a rehearsal and no money. */
export function openProofs(dataFolder: string, log: Log): ProviderProofs {
  const file = join(dataFolder, 'provider-proofs.json')
  const all = (): Proofs => {
    if (!existsSync(file)) return NOTHING
    try {
      return proofsSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    } catch {
      return NOTHING
    }
  }
  return {
    all,
    note: (name, proof) => {
      const known = all()
      if (known[name] !== null) return
      try {
        mkdirSync(dataFolder, { recursive: true })
        writeFileSync(`${file}.new`, `${JSON.stringify({ ...known, [name]: proof }, null, 2)}\n`)
        renameSync(`${file}.new`, file)
        log.info('provider_proved', { name })
      } catch (fault) {
        // the next paid session proves it again
        log.error('provider_proof_unwritten', { name, fault: String(fault) })
      }
    },
  }
}
