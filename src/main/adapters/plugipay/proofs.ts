import { z } from 'zod'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { GatewayFailure } from '../../../core/ports/gateway.ts'
import { NO_PROOF, type ProofDesk, type ShownProof } from '../../../core/ports/gateway-desks.ts'
import {
  NO_SUCH_SESSION,
  ownRefusal,
  unreadable,
  urlRefusal,
  write,
  type ApiAnswer,
  type FormBody,
} from './calls.ts'
import { publicUrl } from './links.ts'
import type { CheckedProfile } from './profile.ts'
import { SESSION_ID } from './sessions.ts'
import type { Transport } from './transport.ts'

/** The public doors of a manual payment: the buyer's "I have paid", and the picture of the transfer. */
export function createProofDesk(transport: Transport, profile: CheckedProfile): ProofDesk {
  const door = (sessionId: string, name: string) => `/public/checkout/sessions/${sessionId}/${name}`
  return {
    shown: shownIn,

    claim: async (sessionId, proofUrl) => {
      if (!SESSION_ID.test(sessionId)) return err(NO_SUCH_SESSION)
      if (proofUrl !== null && publicUrl(proofUrl, profile) === null) {
        return err(urlRefusal(proofUrl, 'proofUrl', 0, null))
      }
      const body = JSON.stringify(proofUrl === null ? {} : { proofUrl })
      const sent = await transport.call({ ...write(door(sessionId, 'buyer-claim'), body), isPublic: true })
      return sent.ok ? ok(null) : sent
    },

    upload: async (sessionId, { bytes, contentType }) => {
      if (!SESSION_ID.test(sessionId)) return err(NO_SUCH_SESSION)
      if (!isPicture(bytes, contentType)) return err(ownRefusal('picture_type_not_allowed', 0, contentType))
      const form = await encodeForm(bytes, contentType)
      const sent = await transport.call({ ...write(door(sessionId, 'proof-image'), form), isPublic: true })
      return sent.ok ? readUpload(sent.value, profile) : sent
    },
  }
}

const anyText = z.string().trim().min(1).max(2048).nullish().catch(null)
const claimSchema = z.object({ proofUrl: anyText, note: anyText, payerName: anyText }).nullish().catch(null)
const shownSchema = z.object({
  proofUrl: anyText,
  buyerClaim: claimSchema,
  customer: z.object({ name: anyText }).nullish().catch(null),
})

/** No document says where a session shows its claim; what is not in one of these places is not shown. */
function shownIn(raw: string): ShownProof {
  try {
    const parsed = shownSchema.safeParse(JSON.parse(raw))
    if (!parsed.success) return NO_PROOF
    const { proofUrl, buyerClaim, customer } = parsed.data
    return {
      payer: buyerClaim?.payerName ?? customer?.name ?? null,
      words: buyerClaim?.note ?? null,
      proofUrl: proofUrl ?? buyerClaim?.proofUrl ?? null,
    }
  } catch {
    return NO_PROOF
  }
}

/** By its first bytes: a file of the customer's phone may be called anything. */
function isPicture(bytes: Uint8Array, contentType: 'image/png' | 'image/jpeg'): boolean {
  const start = Buffer.from(bytes.subarray(0, 8)).toString('latin1')
  return start.startsWith(contentType === 'image/png' ? '\x89PNG\r\n\x1a\n' : '\xff\xd8\xff')
}

/** No document names the field; `file` is what forms call it. The file's own name stays here. */
async function encodeForm(bytes: Uint8Array, contentType: string): Promise<FormBody> {
  const form = new FormData()
  const picture = new Blob([new Uint8Array(bytes)], { type: contentType })
  form.set('file', picture, contentType === 'image/png' ? 'proof.png' : 'proof.jpg')
  const encoded = new Response(form)
  return {
    contentType: encoded.headers.get('content-type') ?? '',
    bytes: new Uint8Array(await encoded.arrayBuffer()),
  }
}

const uploadSchema = z.object({ proofUrl: z.string().nullish(), url: z.string().nullish() })

function readUpload(
  answer: ApiAnswer,
  profile: CheckedProfile,
): Result<{ readonly proofUrl: string }, GatewayFailure> {
  const parsed = uploadSchema.safeParse(answer.data)
  const proofUrl = parsed.success ? (parsed.data.proofUrl ?? parsed.data.url) : null
  if (!proofUrl) return err(unreadable(answer))
  return publicUrl(proofUrl, profile) === null
    ? err(urlRefusal(proofUrl, 'proofUrl', answer.status, answer.requestId))
    : ok({ proofUrl })
}
