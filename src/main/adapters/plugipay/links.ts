import { isLoopbackHost, isPrivateHost } from './hosts.ts'
import type { CheckedProfile } from './profile.ts'

/** https on a host of the profile's list, without credentials; plain http only to this machine, only in practice. */
export function allowedUrl(text: string, profile: CheckedProfile): URL | null {
  const url = text.length <= 2048 ? URL.parse(text) : null
  if (url === null || url.username !== '' || url.password !== '') return null
  const isPracticeHere =
    profile.mode === 'practice' && url.protocol === 'http:' && isLoopbackHost(url.hostname)
  if (url.protocol !== 'https:' && !isPracticeHere) return null
  return profile.hosts.has(url.host) ? url : null
}

/**
 * A page for a customer must also name this session, as a whole path segment or query value: `cs_12` is not `cs_1`.
 */
export function isPageOf(text: string, sessionId: string, profile: CheckedProfile): boolean {
  const url = allowedUrl(text, profile)
  if (url === null) return false
  return url.pathname.split('/').includes(sessionId) || [...url.searchParams.values()].includes(sessionId)
}

/** https on a public host, for a link that is only shown or passed on; plain http to this machine in practice only. */
export function publicUrl(text: string, profile: CheckedProfile): URL | null {
  const url = text.length <= 2048 ? URL.parse(text) : null
  if (url === null || url.username !== '' || url.password !== '') return null
  if (profile.mode === 'practice' && url.protocol === 'http:' && isLoopbackHost(url.hostname)) return url
  return url.protocol === 'https:' && !isPrivateHost(url.hostname) ? url : null
}
