/** The key a till signs its receipts with. The secret half never leaves the secret store; the public half may be given to anybody. */
export interface SealKey {
  /** Eight characters that stand on each receipt. */
  readonly id: string
  /** 32 bytes in base64url. */
  readonly publicKey: string
}

/** Signs and checks what stands in the code of a receipt (Ed25519). */
export interface ReceiptSeals {
  /** The key in use; null while none was made, or while the secret store cannot be read. */
  key(): SealKey | null
  /** Takes up the stored key, or makes one when there is none. Throws when the secret store cannot keep it. */
  prepare(): Promise<SealKey>
  /** The signature of `text` in base64url; null without a key. */
  sign(text: string): string | null
  /** Did the holder of this public key sign exactly this text? False for anything that is no signature or no key. */
  verify(text: string, signature: string, publicKey: string): boolean
}
