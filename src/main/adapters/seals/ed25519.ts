import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto'
import type { ReceiptSeals, SealKey } from '../../../core/ports/receipt-seals.ts'
import type { Secrets } from '../../../core/ports/system.ts'

interface Pair {
  readonly key: SealKey
  readonly secret: KeyObject
}

/** Ed25519 by Node's own crypto. The secret half lives in the secret store under this name, and nowhere else. */
export function createReceiptSeals(secrets: Secrets, secretName: string): ReceiptSeals {
  let pair: Pair | null = null
  return {
    key: () => pair?.key ?? null,
    prepare: async () => {
      pair ??= readPair(await secrets.read(secretName)) ?? (await makePair(secrets, secretName))
      return pair.key
    },
    sign: (text) => (pair === null ? null : sign(null, Buffer.from(text), pair.secret).toString('base64url')),
    verify: verifySeal,
  }
}

/** See `ReceiptSeals.verify`; needs no secret, so that a command line can check receipts as well. */
export function verifySeal(text: string, signature: string, publicKey: string): boolean {
  const key = publicKeyOf(publicKey)
  if (key === null) return false
  return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'))
}

/** The first eight characters of the key's hash: enough to tell keys apart, and too little to be mistaken for one. */
export const sealKeyId = (publicKey: string): string =>
  createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest('base64url').slice(0, 8)

function publicKeyOf(publicKey: string): KeyObject | null {
  if (!/^[\w-]{43}$/.test(publicKey)) return null
  try {
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
  } catch {
    // 32 bytes that are no point of the curve
    return null
  }
}

async function makePair(secrets: Secrets, secretName: string): Promise<Pair> {
  const { privateKey } = generateKeyPairSync('ed25519')
  const text = privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64url')
  await secrets.write(secretName, text)
  // what was kept is what is used: a store that loses it is found out now, not at the next start
  const kept = readPair(await secrets.read(secretName))
  if (kept === null) throw new Error('the secret store did not keep the receipt key')
  return kept
}

function readPair(text: string | null): Pair | null {
  if (text === null || text === '') return null
  try {
    const secret = createPrivateKey({ key: Buffer.from(text, 'base64url'), format: 'der', type: 'pkcs8' })
    const { x = '' } = createPublicKey(secret).export({ format: 'jwk' })
    return secret.asymmetricKeyType === 'ed25519' ? { key: { id: sealKeyId(x), publicKey: x }, secret } : null
  } catch {
    return null
  }
}
