import { vi } from 'vitest'

/**
 * The real services' addresses, answered by the simulator: every request to one of them goes there, and what comes back
 * names the service's own page hosts, as it would. Call before the till starts; `vi.unstubAllGlobals` undoes it.
 */
export function answerFor(services: Readonly<Record<string, string>>, simulatorUrl: () => string): string[] {
  const asked: string[] = []
  const real = globalThis.fetch
  vi.stubGlobal('fetch', async (target: string | URL | Request, init?: RequestInit) => {
    const url = new URL(target instanceof Request ? target.url : target)
    const pages = services[url.origin]
    if (pages === undefined) {
      if (url.hostname !== '127.0.0.1') throw new Error(`a test speaks to ${url.origin}`)
      return await real(target, init)
    }
    asked.push(`${init?.method ?? 'GET'} ${url.origin}${url.pathname}`)
    const answer = await real(`${simulatorUrl()}${url.pathname}${url.search}`, init)
    const text = (await answer.text()).replaceAll(simulatorUrl(), pages)
    const headers = new Headers(answer.headers)
    headers.delete('content-length')
    return new Response([204, 304].includes(answer.status) ? null : text, { status: answer.status, headers })
  })
  return asked
}

export const PLEXO_TESTING = {
  'https://api.testing.plexo.com.uy': 'https://checkout.testing.plexo.com.uy',
} as const
export const PLUGIPAY = { 'https://plugipay.com': 'https://plugipay.com' } as const
