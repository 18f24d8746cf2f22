import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { CONTENT_SECURITY_POLICY } from '../content-security-policy.ts'

export const SCHEME = 'gerai'
const HOST = 'app'

/** The two pages there are, by the window they belong to. */
export const PAGES = { cashier: '/cashier.html', customer: '/display.html' } as const
export type Seat = keyof typeof PAGES

export const pageUrl = (seat: Seat): string => `${SCHEME}://${HOST}${PAGES[seat]}`

/** Which window's page an address is; null for everything else, whatever follows `?` or `#`. */
export function seatOfUrl(address: string): Seat | null {
  const url = URL.parse(address)
  if (url === null || url.protocol !== `${SCHEME}:` || url.host !== HOST) return null
  if (url.pathname === PAGES.cashier) return 'cashier'
  return url.pathname === PAGES.customer ? 'customer' : null
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
  '.ogg': 'audio/ogg',
}

/** The parts of a request that decide what is answered. */
export interface PageRequest {
  readonly url: string
  readonly method: string
}

/**
 * Answers for `gerai://app/`. What can be had is listed once, when the app starts; an address is only ever looked up in
 * that list and never becomes a path, so there is nothing to climb out of.
 */
export function createPages(folder: string): (request: PageRequest) => Promise<Response> {
  const files = new Map(listFiles(folder, '').map((path) => [path, join(folder, path)]))
  return async ({ url, method }) => {
    if (method !== 'GET' && method !== 'HEAD') return refuse(405)
    const address = URL.parse(url)
    if (address === null || address.protocol !== `${SCHEME}:` || address.host !== HOST) return refuse(404)
    const file = files.get(address.pathname)
    const type = file === undefined ? undefined : CONTENT_TYPES[extname(file)]
    if (file === undefined || type === undefined) return refuse(404)
    const body = method === 'HEAD' ? null : new Uint8Array(await readFile(file))
    return new Response(body, { headers: { ...SECURITY_HEADERS, 'content-type': type } })
  }
}

const SECURITY_HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  // an update brings new pages under the same names
  'cache-control': 'no-store',
}

const refuse = (status: 404 | 405): Response =>
  new Response(`${status}\n`, {
    status,
    headers: { ...SECURITY_HEADERS, 'content-type': 'text/plain; charset=utf-8' },
  })

/** By hand, because an app packed into an archive does not promise recursive listing. */
function listFiles(folder: string, below: string): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = `${below}/${entry.name}`
    if (entry.isDirectory()) return listFiles(folder, path)
    return entry.isFile() ? [path] : []
  })
}
