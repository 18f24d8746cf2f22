import { generateKeyPairSync, sign } from 'node:crypto'
import { isIP } from 'node:net'

/** A certificate that signed itself and its key, as PEM, for https on this machine. Times are ISO 8601. */
export function makeCertificate({
  names,
  from = '2020-01-01T00:00:00Z',
  to = '2049-12-31T23:59:59Z',
}: {
  readonly names: readonly string[]
  readonly from?: string
  readonly to?: string
}): { readonly cert: string; readonly key: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const subject = sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from('Gerai test')))))
  const others = names.map((name) =>
    isIP(name) === 4 ? der(0x87, Buffer.from(name.split('.').map(Number))) : der(0x82, Buffer.from(name)),
  )
  const facts = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    ECDSA_WITH_SHA256,
    subject,
    sequence(utcTime(from), utcTime(to)),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(sequence(oid('551d11'), der(0x04, sequence(...others))))),
  )
  const signature = sign('sha256', facts, privateKey)
  const whole = sequence(facts, ECDSA_WITH_SHA256, der(0x03, Buffer.from([0]), signature))
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? []
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}
const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts)
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'))
const utcTime = (iso: string): Buffer => der(0x17, Buffer.from(`${iso.replaceAll(/\D/g, '').slice(2, 14)}Z`))
const ECDSA_WITH_SHA256 = sequence(oid('2a8648ce3d040302'))
