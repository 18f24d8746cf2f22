import { isIP } from 'node:net'
import type { Mode } from '../options.ts'

/**
 * Where a webhook may go. The real service sends to public addresses and refuses this machine; a simulator must do the
 * opposite: `here` is delivered to, `elsewhere` is accepted so that a client's own code runs unchanged, but nothing is
 * ever sent there.
 */
export type Destination = 'here' | 'elsewhere'

export type JudgedAddress =
  | { readonly ok: true; readonly url: string; readonly destination: Destination }
  | { readonly ok: false; readonly why: string }

export function judgeAddress(text: unknown, mode: Mode): JudgedAddress {
  const no = (why: string): JudgedAddress => ({ ok: false, why })
  if (typeof text !== 'string' || text.length > 2048) return no('url: must be text')
  if (!URL.canParse(text)) return no('url: must be an absolute address')
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return no('url: must be https')
  if (url.username !== '' || url.password !== '') return no('url: must not hold a password')
  if (url.protocol === 'http:' && mode === 'live') return no('url: must be https in live mode')
  if (isThisMachine(url.hostname)) return { ok: true, url: url.href, destination: 'here' }
  return isPublicName(url.hostname)
    ? { ok: true, url: url.href, destination: 'elsewhere' }
    : no('url: private addresses are not reached; only this machine is, because this is a simulator')
}

/** `URL` has already written every spelling of an IPv4 address (hex, short, decimal) as four numbers. */
export const isThisMachine = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)

/** A bare number is never public here: nobody registers one, and private ranges need no list then. */
const isPublicName = (hostname: string): boolean =>
  isIP(hostname.replace(/^\[|\]$/g, '')) === 0 &&
  hostname.includes('.') &&
  !/\.(?:local|localhost|internal|lan|home|test|invalid)$/.test(hostname)
