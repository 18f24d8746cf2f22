import { BlockList, isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
import { readCertificate } from '../main/hosts/server/certificate.ts'
import type { LanOptions } from '../main/hosts/server/lan-screens.ts'

const DEFAULT_PORT = 8640

/** What of the command line is about the door to the shop's network. */
export const LAN_FLAGS = {
  lan: { type: 'boolean', default: false },
  'lan-address': { type: 'string' },
  'lan-port': { type: 'string', default: String(DEFAULT_PORT) },
  'lan-name': { type: 'string', multiple: true, default: [] as string[] },
  cert: { type: 'string' },
  key: { type: 'string' },
} as const

export interface LanFlags {
  readonly lan: boolean
  readonly 'lan-address'?: string | undefined
  readonly 'lan-port': string
  readonly 'lan-name': readonly string[]
  readonly cert?: string | undefined
  readonly key?: string | undefined
}

/** Checks the flags; undefined without `--lan`. Throws what is wrong with them, in words for the terminal. */
export function readLanOptions(flags: LanFlags): LanOptions | undefined {
  const { lan, cert, key } = flags
  const port = flags['lan-port']
  if (!lan) {
    if (
      cert !== undefined ||
      key !== undefined ||
      flags['lan-address'] !== undefined ||
      flags['lan-name'].length > 0
    )
      throw new Error('--lan-address, --lan-name, --cert and --key belong to --lan')
    return undefined
  }
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new Error(`--lan-port ${port}: 0 to 65535`)
  if ((cert === undefined) !== (key === undefined)) throw new Error('--cert and --key come together')
  const names = flags['lan-name']
  const oddName = names.find(
    (name) => !/^[a-z\d](?:[a-z\d.-]{0,251}[a-z\d])?$/i.test(name) || !URL.canParse(`http://${name}:${port}`),
  )
  if (oddName !== undefined) throw new Error(`--lan-name ${oddName}: a host name, such as kasir.local`)
  const address = flags['lan-address'] ?? findLanAddress()
  if (address === null)
    throw new Error('--lan: this machine has no address in a local network; give --lan-address')
  if (!isLanAddress(address))
    throw new Error(
      `--lan-address ${address}: one address of this machine in the shop's own network, never a public one or all`,
    )
  const options = { address, port: Number(port), names }
  if (cert === undefined || key === undefined) return options
  const reread = () => readCertificate(cert, key)
  return { ...options, tls: { certificate: reread(), reread } }
}

const LOCAL = new BlockList()
for (const [network, bits] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
  ['127.0.0.0', 8],
] as const)
  LOCAL.addSubnet(network, bits, 'ipv4')
LOCAL.addSubnet('fc00::', 7, 'ipv6')

/** An address that is not to be had from the internet. */
export const isLanAddress = (address: string): boolean => {
  const family = isIP(address)
  return family !== 0 && LOCAL.check(address, family === 6 ? 'ipv6' : 'ipv4')
}

const findLanAddress = (): string | null =>
  Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .find((each) => !each.internal && each.family === 'IPv4' && isLanAddress(each.address))?.address ?? null
