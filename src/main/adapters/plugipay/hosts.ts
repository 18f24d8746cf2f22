import { BlockList, isIP } from 'node:net'

/** Addresses that never belong to a provider on the internet (RFC 1918, 3927, 4193, 6598 and their kin). */
const PRIVATE = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  PRIVATE.addSubnet(net, bits, 'ipv4')
}
PRIVATE.addAddress('::', 'ipv6')
PRIVATE.addAddress('::1', 'ipv6')
PRIVATE.addSubnet('fc00::', 7, 'ipv6')
PRIVATE.addSubnet('fe80::', 10, 'ipv6')

const LOOPBACK = new BlockList()
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4')
LOOPBACK.addAddress('::1', 'ipv6')

const PRIVATE_NAME = /(?:^|\.)(?:localhost|local|internal|lan|home|intranet|home\.arpa)$/

/** True for an address or name that only means something inside a house. `hostname` as the URL class writes it. */
export function isPrivateHost(hostname: string): boolean {
  const host = bare(hostname)
  const family = isIP(host)
  if (family !== 0) return PRIVATE.check(host, family === 4 ? 'ipv4' : 'ipv6')
  return PRIVATE_NAME.test(host) || !host.includes('.')
}

export function isLoopbackHost(hostname: string): boolean {
  const host = bare(hostname)
  const family = isIP(host)
  if (family !== 0) return LOOPBACK.check(host, family === 4 ? 'ipv4' : 'ipv6')
  return host === 'localhost'
}

const bare = (hostname: string): string => hostname.toLowerCase().replace(/^\[|\]$|\.$/g, '')
