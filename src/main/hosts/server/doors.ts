import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { authority, hostOf } from './guards.ts'

/**
 * Who may come in. The cashier's pages are for this machine's user alone: a random token in the start address is
 * exchanged for a cookie that scripts cannot read and other sites cannot send. Host and Origin are checked on every
 * request, so that neither DNS rebinding nor a page in the same browser gets at the till.
 */
export interface Doors {
  /** The token for the start address; works until the server stops. */
  readonly token: string
  isOwnHost(request: IncomingMessage): boolean
  isOwnOrigin(request: IncomingMessage): boolean
  hasCookie(request: IncomingMessage): boolean
  tokenFits(candidate: string | null): boolean
  readonly setCookie: string
}

const COOKIE = 'gerai_counter'

export function createDoors(port: () => number): Doors {
  const token = randomBytes(24).toString('base64url')
  const session = randomBytes(24).toString('base64url')
  const ownHosts = (): string[] =>
    ['127.0.0.1', 'localhost', '[::1]'].map((name) => authority('http', name, port()))
  return {
    token,
    // the port is in the name: browsers share cookies between ports of one host, and two tills may run side by side
    get setCookie() {
      return `${COOKIE}_${port()}=${session}; HttpOnly; SameSite=Strict; Path=/`
    },
    isOwnHost: (request) => ownHosts().includes(hostOf(request) ?? ''),
    isOwnOrigin: (request) => {
      const { origin } = request.headers
      return origin === undefined || ownHosts().some((host) => origin === `http://${host}`)
    },
    hasCookie: (request) =>
      cookiesOf(request, `${COOKIE}_${port()}`).some((candidate) => same(candidate, session)),
    tokenFits: (candidate) => same(candidate ?? '', token),
  }
}

/**
 * Every value under a name. Another server on this machine can set a cookie of the same name that is sent first, since
 * browsers do not tell ports apart: it must not shut out whoever has the right one.
 */
export function cookiesOf(request: IncomingMessage, name: string): readonly string[] {
  return (request.headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))
}

function same(candidate: string, secret: string): boolean {
  const given = Buffer.from(candidate)
  const wanted = Buffer.from(secret)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
