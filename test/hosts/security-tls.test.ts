import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:https'
import type { IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect as connectTls } from 'node:tls'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { readLanOptions } from '../../src/cli/lan-options.ts'
import type { DisplayContract } from '../../src/core/contract/contract.ts'
import { certificateTroubles, readCertificate } from '../../src/main/hosts/server/certificate.ts'
import { authority } from '../../src/main/hosts/server/guards.ts'
import { startLanScreens, type LanScreens } from '../../src/main/hosts/server/lan-screens.ts'
import { makeCertificate } from '../fakes/certificate.ts'
import { openTestTill, type TestTill } from '../till/bench.ts'

const LAN = '127.0.0.2'
const NAME = 'kasir.local'

let till: TestTill
let folder: string
let lan: LanScreens
let certFile: string
let keyFile: string
const first = makeCertificate({ names: [NAME] })

const lay = (certificate: { readonly cert?: string; readonly key?: string }): void => {
  if (certificate.cert !== undefined) writeFileSync(certFile, certificate.cert)
  if (certificate.key !== undefined) writeFileSync(keyFile, certificate.key)
}

beforeAll(async () => {
  till = await openTestTill()
  folder = mkdtempSync(join(tmpdir(), 'gerai-tls-'))
  certFile = join(folder, 'kasir.pem')
  keyFile = join(folder, 'kasir.key')
  lay(first)
  const pagesFolder = join(folder, 'pages')
  mkdirSync(pagesFolder)
  writeFileSync(join(pagesFolder, 'display.html'), '<!doctype html><title>display</title>')
  const options = readLanOptions({
    ...{ lan: true, 'lan-address': LAN, 'lan-port': '0', 'lan-name': [NAME], cert: certFile, key: keyFile },
  })
  if (options === undefined) throw new Error('the door stays shut')
  lan = await startLanScreens({ gerai: { core: () => till.core }, pagesFolder }, options)
})
afterAll(async () => {
  await lan.close()
  await till.close()
  rmSync(folder, { recursive: true, force: true })
})

const port = (): number => Number(new URL(lan.origin).port)

/** As a tablet that trusts this one certificate, and finds the name at the till's address. */
const visit = (
  path: string,
  headers: Record<string, string> = {},
  { post, ca = first.cert }: { readonly post?: string; readonly ca?: string } = {},
): Promise<{ status: number; headers: IncomingHttpHeaders; body: string }> =>
  new Promise((resolve, reject) => {
    const sent = request(
      {
        ...{ host: LAN, port: port(), path, ca, servername: NAME, agent: false },
        method: post === undefined ? 'GET' : 'POST',
        headers: { host: `${NAME}:${port()}`, ...headers },
      },
      (answer) => {
        let body = ''
        answer.setEncoding('utf8')
        answer.on('data', (part: string) => {
          body += part
        })
        answer.on('end', () => {
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body })
        })
      },
    )
    sent.on('error', reject)
    sent.end(post)
  })

describe('a shop with a certificate of its own', () => {
  it('is opened by the name the certificate is for', () => {
    expect(lan.origin).toBe(`https://${NAME}:${port()}`)
  })

  it('is known by its name as a browser writes it: without the port that https has anyway', () => {
    expect(authority('https', NAME, 443)).toBe(NAME)
    expect(authority('http', NAME, 443)).toBe(`${NAME}:443`)
    expect(authority('https', '[FD00:0::1]', 8640)).toBe('[fd00::1]:8640')
  })

  it('pairs by https, gives a cookie that never goes out in the clear, and shows the order by wss', async () => {
    const begun = till.core.screens.begin(lan.origin)
    if (!begun.ok) throw new Error(begun.error.type)
    expect(begun.value.link).toMatch(/^https:\/\/kasir\.local:\d+\/pair\?k=/)
    const form = { 'content-type': 'application/x-www-form-urlencoded', origin: lan.origin }
    const paired = await visit('/pair', form, { post: `code=${begun.value.code}` })
    expect(paired.status).toBe(303)
    const [cookie = '', ...attributes] = (paired.headers['set-cookie']?.[0] ?? '').split('; ')
    expect(attributes).toContain('Secure')
    expect(attributes).toContain('HttpOnly')
    expect((await visit('/', { cookie })).body).toContain('<title>display</title>')

    const socket = new WebSocket(`wss://${LAN}:${port()}/rpc/display`, {
      headers: { host: `${NAME}:${port()}`, origin: lan.origin, cookie },
      agent: new Agent({ ca: first.cert, servername: NAME }),
    })
    await new Promise((resolve, reject) => {
      socket.on('open', resolve)
      socket.on('error', reject)
    })
    const client: ContractRouterClient<DisplayContract> = createORPCClient(
      new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }),
    )
    const stream = await client.display.watch()
    expect((await stream.next()).value).toMatchObject({ type: 'view', view: { screen: 'idle' } })
    socket.terminate()
  })

  it('takes no page that came in the clear for its own', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const origin = lan.origin.replace('https', 'http')
    expect((await visit('/pair', { ...form, origin }, { post: 'code=000000' })).status).toBe(403)
  })

  it('answers nothing to whoever speaks no TLS, an old one, or nonsense, and lives on', async () => {
    const heard = await new Promise<string>((resolve) => {
      let all = ''
      const line = connect(port(), LAN, () => {
        line.write(`GET / HTTP/1.1\r\nHost: ${NAME}:${port()}\r\n\r\n`)
      })
      line.on('data', (part) => {
        all += part.toString('latin1')
      })
      line.on('error', () => {})
      line.on('close', () => {
        resolve(all)
      })
    })
    expect(heard).not.toContain('HTTP/1.1 2')
    expect(heard).not.toContain('Pasangkan')
    const old = await new Promise<string>((resolve) => {
      const line = connectTls(
        {
          ...{ host: LAN, port: port(), servername: NAME, ca: first.cert },
          maxVersion: 'TLSv1.1',
          minVersion: 'TLSv1',
        },
        () => {
          resolve('open')
        },
      )
      line.on('error', () => {
        resolve('refused')
      })
    })
    expect(old).toBe('refused')
    expect((await visit('/')).status).toBe(401)
  })

  it('is given a new certificate while it runs, and keeps the old one while the files are no pair', async () => {
    const next = makeCertificate({ names: [NAME] })
    for (const broken of [{ cert: next.cert }, { cert: 'half a fi' }, { cert: '' }]) {
      lay(broken)
      lan.renewCertificate()
      expect((await visit('/')).status).toBe(401)
    }
    lay(next)
    lan.renewCertificate()
    await expect(visit('/')).rejects.toThrow(/self-signed|certificate/)
    expect((await visit('/', {}, { ca: next.cert })).status).toBe(401)
    lay(first)
    lan.renewCertificate()
    expect((await visit('/')).status).toBe(401)
  })
})

describe('certificate files that cannot be used', () => {
  const other = makeCertificate({ names: [NAME] })
  const file = (name: string, text: string): string => {
    const path = join(folder, name)
    writeFileSync(path, text)
    return path
  }

  it('are refused at the start, in words that hold nothing of a key', () => {
    const good = file('good.pem', first.cert)
    const goodKey = file('good.key', first.key)
    const cases: readonly (readonly [cert: string, key: string, words: RegExp])[] = [
      [join(folder, 'nowhere.pem'), goodKey, /--cert .*nowhere\.pem: ENOENT/],
      [good, join(folder, 'nowhere.key'), /--key .*nowhere\.key: ENOENT/],
      [folder, goodKey, /--cert .*: EISDIR/],
      [file('empty.pem', ''), goodKey, /no certificate in PEM form/],
      [goodKey, goodKey, /no certificate in PEM form/],
      [good, good, /no private key in PEM form/],
      [
        good,
        file(
          'locked.key',
          '-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n',
        ),
        /passphrase/,
      ],
      [good, file('other.key', other.key), /this key does not belong to the certificate/],
    ]
    for (const [cert, key, words] of cases) {
      const flags = { lan: true, 'lan-port': '0', 'lan-name': [], 'lan-address': LAN, cert, key }
      expect(() => readLanOptions(flags)).toThrow(words)
      expect(() => readLanOptions(flags)).not.toThrow(/BEGIN|[\w+/]{60}/)
    }
    expect(readCertificate(good, goodKey)).toEqual(first)
  })

  it('are told when a tablet would not take them: over, not begun, for another name', () => {
    const nowMs = Date.parse('2026-06-01T00:00:00Z')
    const troubles = (given: Parameters<typeof makeCertificate>[0], name = NAME) =>
      certificateTroubles(makeCertificate(given), { names: [name], nowMs })
    expect(troubles({ names: [NAME] })).toEqual([])
    expect(troubles({ names: ['192.168.1.20'] }, '192.168.1.20')).toEqual([])
    expect(troubles({ names: [NAME], to: '2026-05-31T00:00:00Z' })).toEqual([
      expect.stringContaining('it was valid until'),
    ])
    expect(troubles({ names: [NAME], from: '2026-06-02T00:00:00Z' })).toEqual([
      expect.stringContaining('it is valid only from'),
    ])
    expect(troubles({ names: ['other.local'] })).toEqual([`it is not for ${NAME}`])
    expect(troubles({ names: [NAME] }, '192.168.1.20')).toEqual(['it is not for 192.168.1.20'])
  })
})
