import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'

/** A certificate (with its chain, the own one first) and its key, as PEM texts that belong together. */
export interface Certificate {
  readonly cert: string
  readonly key: string
}

/** Reads both files; throws what is wrong with them, in words for the terminal. Nothing of a key is in the words. */
export function readCertificate(certFile: string, keyFile: string): Certificate {
  const cert = readText(certFile, '--cert')
  const key = readText(keyFile, '--key')
  const parsed = parseCertificate(cert)
  if (parsed === null) throw new Error(`--cert ${certFile}: no certificate in PEM form`)
  const privateKey = parseKey(key)
  if (privateKey === null)
    throw new Error(`--key ${keyFile}: no private key in PEM form, or one with a passphrase; give it without`)
  if (!parsed.checkPrivateKey(privateKey))
    throw new Error(`--key ${keyFile}: this key does not belong to the certificate ${certFile}`)
  return { cert, key }
}

/** What a tablet would complain about: the certificate's days, and the names it is opened by. */
export function certificateTroubles(
  { cert }: Certificate,
  { names, nowMs }: { readonly names: readonly string[]; readonly nowMs: number },
): readonly string[] {
  const parsed = parseCertificate(cert)
  if (parsed === null) return []
  const troubles = names
    .filter((name) => (isIP(name) === 0 ? parsed.checkHost(name) : parsed.checkIP(name)) === undefined)
    .map((name) => `it is not for ${name}`)
  if (nowMs < Date.parse(parsed.validFrom)) troubles.push(`it is valid only from ${parsed.validFrom}`)
  if (nowMs > Date.parse(parsed.validTo)) troubles.push(`it was valid until ${parsed.validTo}`)
  return troubles
}

function readText(file: string, flag: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (fault) {
    const why = fault instanceof Error && 'code' in fault ? String(fault.code) : 'cannot be read'
    throw new Error(`${flag} ${file}: ${why}`, { cause: fault })
  }
}

function parseCertificate(text: string): X509Certificate | null {
  try {
    return new X509Certificate(text)
  } catch {
    return null
  }
}

function parseKey(text: string): KeyObject | null {
  try {
    return createPrivateKey(text)
  } catch {
    return null
  }
}
