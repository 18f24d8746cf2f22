import type { ProofView } from '../../../core/contract/views/confirmation.ts'
import { claimedPixels, MAX_FILE_PIXELS } from '../../../core/domain/tenders/evidence-photo.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import { callProvider, toProviderRefusal } from '../provider/calls.ts'
import type { Till } from '../till.ts'

/**
 * The picture that a customer sent the provider. The core fetches it from the hosts of the profile only, looks at its
 * first bytes and how large it says it is, and hands it on as data: a page never opens an address that somebody else has chosen.
 */
export async function proofPicture(till: Till, sessionId: string): Promise<Result<ProofView, Refusal>> {
  const session = till.store.read.session(sessionId)
  if (session === null) return err({ type: 'review_unknown' })
  const { proofUrl } = till.gateway.desks.proofs.shown(session.raw)
  if (proofUrl === null) return err({ type: 'proof_missing' })
  const fetched = await callProvider(till, till.gateway.fetchImage(proofUrl))
  if (!fetched.ok) return err(toProviderRefusal(fetched.error))
  const contentType = pictureType(fetched.value)
  // anybody with the link may send one, and a few kilobytes can claim what takes the page's memory away
  const pixels = claimedPixels(fetched.value)
  if (contentType === null || pixels === null || pixels > MAX_FILE_PIXELS)
    return err({ type: 'proof_unreadable' })
  return ok({ contentType, base64: Buffer.from(fetched.value).toString('base64') })
}

/** By its first bytes: what a picture is called, and what its server calls it, says nothing. */
function pictureType(bytes: Uint8Array): ProofView['contentType'] | null {
  const start = String.fromCodePoint(...bytes.subarray(0, 12))
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  return start.startsWith('RIFF') && start.slice(8) === 'WEBP' ? 'image/webp' : null
}
