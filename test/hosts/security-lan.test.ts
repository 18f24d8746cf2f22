import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request, type IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import WebSocket from 'ws'
import type { CounterContract, DisplayContract } from '../../src/core/contract/contract.ts'
import type { PairingView } from '../../src/core/contract/screens-contract.ts'
import { startLanScreens, type LanScreens } from '../../src/main/hosts/server/lan-screens.ts'
import type { Clock } from '../../src/core/ports/system.ts'
import { systemClock } from '../../src/main/adapters/system/system.ts'
import { eventually, openTestTill, type TestTill } from '../till/bench.ts'

/** The shop's network is 127.0.0.2 here: a door of its own, on an address that the cashier's pages do not listen on. */
const LAN = '127.0.0.2'
const DISPLAY = '<!doctype html><title>display</title><script src="/assets/display-1a.js"></script>'

let till: TestTill
let pagesFolder: string
let lan: LanScreens
let aheadMs = 0
/** Where a visitor calls from, when it matters. */
let localAddress = ''
const clock: Clock = {
  ...systemClock,
  now: () => new Date(Date.now() + aheadMs).toISOString(),
  epochMs: () => Date.now() + aheadMs,
}

beforeAll(async () => {
  till = await openTestTill({ clock })
  pagesFolder = mkdtempSync(join(tmpdir(), 'gerai-pages-'))
  mkdirSync(join(pagesFolder, 'assets'))
  writeFileSync(join(pagesFolder, 'display.html'), DISPLAY)
  writeFileSync(join(pagesFolder, 'cashier.html'), '<script src="/assets/cashier-9z.js"></script>')
  writeFileSync(join(pagesFolder, 'assets', 'display-1a.js'), 'import "./shared-2b.js"')
  writeFileSync(join(pagesFolder, 'assets', 'shared-2b.js'), 'export {}')
  writeFileSync(join(pagesFolder, 'assets', 'cashier-9z.js'), 'export {}')
})
afterAll(async () => {
  await till.close()
  rmSync(pagesFolder, { recursive: true, force: true })
})
beforeEach(async () => {
  lan = await startLanScreens(
    { gerai: { core: () => till.core }, pagesFolder },
    { address: LAN, port: 0, names: ['kasir.local'] },
  )
})
afterEach(async () => {
  localAddress = ''
  for (const { id } of till.core.screens.view(null).screens) till.core.screens.remove(id)
  await lan.close()
})

const port = (): number => Number(new URL(lan.origin).port)

interface Visited {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

const visit = (path: string, headers: Record<string, string> = {}, post?: string): Promise<Visited> =>
  new Promise((resolve, reject) => {
    const method = post === undefined ? 'GET' : 'POST'
    const options = { host: LAN, port: port(), path, headers, method, ...(localAddress && { localAddress }) }
    const sent = request(options, (answer) => {
      let body = ''
      answer.setEncoding('utf8')
      answer.on('data', (part: string) => {
        body += part
      })
      answer.on('end', () => {
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body })
      })
    })
    sent.on('error', reject)
    sent.end(post)
  })

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const pairWith = (form: string, headers: Record<string, string> = {}): Promise<Visited> =>
  visit('/pair', { ...FORM, origin: lan.origin, ...headers }, form)

const begin = (): PairingView => {
  const begun = till.core.screens.begin(lan.origin)
  if (!begun.ok) throw new Error(begun.error.type)
  return begun.value
}

async function pairedCookie(name = 'Tablet depan'): Promise<string> {
  const { headers } = await pairWith(`code=${begin().code}&name=${encodeURIComponent(name)}`)
  return (headers['set-cookie']?.[0] ?? '').split(';')[0] ?? ''
}

const socketTo = (headers: Record<string, string>, path = '/rpc/display'): Promise<WebSocket | number> =>
  new Promise((resolve, reject) => {
    const tried = new WebSocket(`ws://${LAN}:${port()}${path}`, { headers })
    tried.on('open', () => {
      resolve(tried)
    })
    tried.on('unexpected-response', (_request, answer) => {
      resolve(answer.statusCode ?? 0)
    })
    tried.on('error', reject)
  })

async function openSocket(cookie: string): Promise<WebSocket> {
  const opened = await socketTo({ origin: lan.origin, cookie })
  if (typeof opened === 'number') throw new Error(`refused: ${opened}`)
  return opened
}

const clientOver = <Client>(socket: WebSocket): Client =>
  createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket })) as Client

const closed = (socket: WebSocket): Promise<void> =>
  new Promise((resolve) => {
    if (socket.readyState === WebSocket.CLOSED) resolve()
    else
      socket.on('close', () => {
        resolve()
      })
  })

const wrongFor = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

describe('a device that is not paired', () => {
  it('sees the pairing page and nothing else', async () => {
    for (const path of ['/', '/display']) {
      const { status, body } = await visit(path)
      expect(status).toBe(401)
      expect(body).toContain('Pasangkan layar pelanggan')
      expect(body).not.toContain('<script')
    }
    for (const path of [
      '/display.html',
      '/cashier.html',
      '/assets/display-1a.js',
      '/assets/cashier-9z.js',
      '/health',
      '/rpc',
      '/webhooks/plugipay',
      '/callbacks/plexo',
      '/?t=x',
      '//cashier.html',
      '/..%2fpackage.json',
    ])
      expect((await visit(path)).body).not.toMatch(/export|display-1a|"ok"/)
    expect((await visit('/assets/display-1a.js')).status).toBe(404)
  })

  it('gets no socket, whatever cookie it makes up', async () => {
    const name = `gerai_screen_${port()}`
    for (const cookie of [
      '',
      `${name}=`,
      `${name}=${'0'.repeat(64)}`,
      `${name}=' OR 1=1`,
      `gerai_counter_${port()}=x`,
    ])
      expect(await socketTo({ origin: lan.origin, cookie })).toBe(403)
  })
})

describe('pairing', () => {
  it('takes the code on the cashier’s screen once, and gives a cookie that scripts cannot read', async () => {
    const { code } = begin()
    const { status, headers } = await pairWith(`code=${code}&name=Tablet`)
    expect([status, headers.location]).toEqual([303, '/'])
    const [cookie = '', ...attributes] = (headers['set-cookie']?.[0] ?? '').split('; ')
    expect(attributes.toSorted()).toEqual(['HttpOnly', 'Max-Age=34560000', 'Path=/', 'SameSite=Strict'])
    expect((await visit('/', { cookie })).body).toBe(DISPLAY)
    expect((await pairWith(`code=${code}`)).status).toBe(403)
    expect(till.core.screens.view(null).screens).toMatchObject([{ name: 'Tablet' }])
  })

  it('stores a hash of the token and not the token', async () => {
    const token = (await pairedCookie()).split('=')[1] ?? ''
    expect(token).toHaveLength(64)
    const [screen] = till.core.till.store.read.pairedScreens()
    expect(JSON.stringify(screen)).not.toContain(token)
    expect(till.core.till.store.read.pairedScreenWith(token)).toBeNull()
    expect(till.core.till.store.read.pairedScreenWith(till.ids.sha256(token))).toEqual(screen)
  })

  it('takes a link once, and not by looking at it: a preview of the link does not use it up', async () => {
    const link = new URL(begin().link)
    for (let look = 0; look < 3; look += 1)
      expect((await visit(`${link.pathname}${link.search}`)).status).toBe(200)
    const key = link.searchParams.get('k') ?? ''
    expect((await pairWith(`key=${key}&name=x`)).status).toBe(303)
    expect((await pairWith(`key=${key}&name=x`)).status).toBe(403)
  })

  it('is over after two minutes', async () => {
    const { code } = begin()
    aheadMs += 120_000
    expect((await pairWith(`code=${code}`)).body).toContain('sudah tidak berlaku')
  })

  it('burns the code after five wrong ones, for whoever has the right one too, and writes that down', async () => {
    const { code, link } = begin()
    for (let tries = 4; tries >= 1; tries -= 1)
      expect((await pairWith(`code=${wrongFor(code)}`)).body).toContain(`Sisa ${tries} kali`)
    expect((await pairWith(`code=${wrongFor(code)}`)).body).toContain('sudah tidak berlaku')
    expect((await pairWith(`code=${code}`)).status).toBe(403)
    // the link beside it cannot be guessed: a tablet's camera still pairs
    expect((await pairWith(`key=${new URL(link).searchParams.get('k')}`)).status).toBe(303)
    const query = {
      cursor: null,
      limit: 5,
      kinds: { only: ['screen_pairing_locked'] },
      actor: null,
      saleId: null,
      from: null,
      to: null,
    } as const
    expect(till.core.till.store.read.auditEvents(query).rows).toHaveLength(1)
  })

  it('answers each address only so often, and keeps nobody else from pairing by it', async () => {
    const statuses: number[] = []
    for (let tries = 0; tries < 25; tries += 1) statuses.push((await pairWith('code=000000')).status)
    expect(statuses).toContain(429)
    expect(statuses.filter((status) => status === 403).length).toBeLessThanOrEqual(20)
    localAddress = '127.0.0.3'
    expect((await pairWith(`code=${begin().code}`)).status).toBe(303)
  })

  it('answers all addresses together only so often', async () => {
    const statuses: number[] = []
    for (let device = 10; device < 18; device += 1) {
      localAddress = `127.0.0.${device}`
      for (let tries = 0; tries < 20; tries += 1) statuses.push((await pairWith('code=000000')).status)
    }
    expect(statuses.filter((status) => status === 403)).toHaveLength(120)
    expect(statuses.filter((status) => status === 429)).toHaveLength(40)
  })

  it('cannot be posted by a page of another site, or under another name', async () => {
    const { code } = begin()
    for (const origin of [
      'https://evil.example.com',
      'null',
      `http://127.0.0.1:${port()}`,
      lan.origin.replace('http', 'https'),
    ])
      expect((await pairWith(`code=${code}`, { origin })).status).toBe(403)
    expect(
      (
        await pairWith(`code=${code}`, {
          host: `evil.example.com:${port()}`,
          origin: `http://evil.example.com:${port()}`,
        })
      ).status,
    ).toBe(403)
    expect((await visit('/pair', FORM, `code=${code}`)).status).toBe(403)
    expect((await pairWith(`code=${code}`)).status).toBe(303)
  })

  it('takes no form larger than ours and none of another kind', async () => {
    const { code } = begin()
    await pairWith(`code=${code}&name=${'x'.repeat(100_000)}`).catch(() => {})
    expect((await pairWith(`{"code":"${code}"}`, { 'content-type': 'application/json' })).status).toBe(413)
    expect(till.core.screens.view(null).screens).toEqual([])
  })

  it('cleans the name a device gives itself, and writes nothing of it as HTML', async () => {
    await pairedCookie('\u202e<script>alert(1)</script>\n')
    const [screen] = till.core.screens.view(null).screens
    expect(screen?.name).toBe('<script>alert(1)</script>')
    const { body } = await visit('/pair?k=%22%3E%3Cscript%3Ealert(1)%3C/script%3E')
    expect(body).not.toContain('<script')
  })

  it('pairs no more screens than a shop has', async () => {
    for (let screen = 0; screen < 8; screen += 1) await pairedCookie()
    expect(till.core.screens.begin(lan.origin)).toEqual({
      ok: false,
      error: { type: 'screens_full', most: 8 },
    })
  })

  it('is off while the till has no door to the network', () => {
    expect(till.core.screens.begin(null)).toEqual({ ok: false, error: { type: 'screens_off' } })
  })
})

describe('a paired screen', () => {
  it('looks, and has none of the procedures of the counter', async () => {
    const socket = await openSocket(await pairedCookie())
    const display = clientOver<ContractRouterClient<DisplayContract & CounterContract>>(socket)
    const { value } = await (await display.display.watch()).next()
    expect(value).toMatchObject({ type: 'view', view: { screen: 'idle' } })
    for (const attempt of [
      () => display.counter.next(),
      () => display.counter.watch(),
      () => display.screens.list(),
      () => display.help.logs(),
    ])
      await expect(attempt()).rejects.toThrow('Not Found')
    socket.terminate()
  })

  it('gets the pages of the customer’s screen and nothing of the cashier’s', async () => {
    const cookie = await pairedCookie()
    const status = async (path: string): Promise<number> => (await visit(path, { cookie })).status
    expect(await status('/assets/display-1a.js')).toBe(200)
    expect(await status('/assets/shared-2b.js')).toBe(200)
    for (const path of ['/cashier.html', '/assets/cashier-9z.js', '/health', '/..%2f..%2fpackage.json'])
      expect(await status(path)).toBe(404)
    for (const path of ['/rpc', '/rpc/', '/', '/rpc/display/x'])
      expect(await socketTo({ origin: lan.origin, cookie }, path)).toBe(403)
  })

  it('is refused under a name that was rebound to this machine, and for a page of another site', async () => {
    const cookie = await pairedCookie()
    for (const host of ['evil.example.com', `evil.example.com:${port()}`, LAN, `127.0.0.1:${port()}`]) {
      expect((await visit('/', { cookie, host })).status).toBe(403)
      expect(await socketTo({ origin: `http://${host}`, cookie, host })).toBe(403)
    }
    for (const origin of ['https://evil.example.com', 'null', `http://127.0.0.1:${port()}`])
      expect(await socketTo({ origin, cookie })).toBe(403)
    expect(await socketTo({ cookie })).toBe(403)
    const named = { host: `kasir.local:${port()}`, cookie }
    expect((await visit('/', named)).status).toBe(200)
    const taken = await socketTo({ ...named, origin: `http://kasir.local:${port()}` })
    expect(taken).toBeTypeOf('object')
    if (typeof taken !== 'number') taken.terminate()
  })

  it('is known by its own cookie, whatever other cookies somebody set for this machine', async () => {
    const cookie = await pairedCookie()
    const tossed = `gerai_screen_${port()}=${'0'.repeat(64)}; ${cookie}`
    expect((await visit('/', { cookie: tossed })).body).toBe(DISPLAY)
  })

  it('is shut out at once when it is removed, and its cookie opens nothing any more', async () => {
    const cookie = await pairedCookie()
    const socket = await openSocket(cookie)
    const stream = await clientOver<ContractRouterClient<DisplayContract>>(socket).display.watch()
    await stream.next()
    const gone = closed(socket)
    const [screen] = till.core.screens.view(null).screens
    expect(till.core.screens.remove(screen?.id ?? '').ok).toBe(true)
    await gone
    expect(await socketTo({ origin: lan.origin, cookie })).toBe(403)
    expect((await visit('/', { cookie })).status).toBe(401)
    expect(till.core.screens.remove(screen?.id ?? '')).toEqual({
      ok: false,
      error: { type: 'screen_unknown' },
    })
  })

  it('is not known to books of another terminal: restored books bring no removed screen back', async () => {
    const cookie = await pairedCookie()
    const file = join(till.folder, 'practice', 'gerai.sqlite')
    const { default: Database } = await import('better-sqlite3')
    const other = new Database(file)
    other.prepare("UPDATE paired_devices SET terminal_id = 'another'").run()
    other.close()
    expect((await visit('/', { cookie })).status).toBe(401)
    expect(till.core.screens.view(null).screens).toEqual([])
  })
})

describe('a device that behaves badly', () => {
  it('closes its own socket with a message that is too large, and no other', async () => {
    const cookie = await pairedCookie()
    const [good, bad] = [await openSocket(cookie), await openSocket(cookie)]
    const gone = closed(bad)
    bad.send('x'.repeat(20_000))
    await gone
    const { value } = await (
      await clientOver<ContractRouterClient<DisplayContract>>(good).display.watch()
    ).next()
    expect(value).toMatchObject({ type: 'view' })
    good.terminate()
  })

  it('cannot begin to watch without end on one socket', async () => {
    const socket = await openSocket(await pairedCookie())
    const gone = closed(socket)
    const display = clientOver<ContractRouterClient<DisplayContract>>(socket)
    for (let call = 0; call < 70; call += 1) display.display.watch().catch(() => {})
    await gone
    expect((await visit('/')).status).toBe(401)
  })

  it('is cut off when it asks for much and never reads, and the till does not keep it all for it', async () => {
    const cookie = await pairedCookie()
    let asked = 0
    const { read } = till.core.till.store
    const kept = read.shopPictureBytes
    Object.assign(read, {
      shopPictureBytes: () => {
        asked += 1
        return { kind: 'jpeg', bytes: Buffer.alloc(300_000) }
      },
    })
    try {
      const socket = await openSocket(cookie)
      socket.pause()
      for (let call = 0; call < 60; call += 1)
        socket.send(
          JSON.stringify({ i: `${call}`, p: { u: '/display/picture', b: { json: { id: 'a'.repeat(64) } } } }),
        )
      let before = -1
      // until nothing more of it is answered: all of it, or what there was before the cut
      await eventually(
        () => (asked > 0 && asked === before) || ((before = asked), false),
        () => asked,
      )
      const gone = closed(socket)
      let answers = 0
      socket.on('message', () => {
        answers += 1
      })
      socket.resume()
      await gone
      expect(answers).toBeLessThan(60)
    } finally {
      Object.assign(read, { shopPictureBytes: kept })
    }
    expect((await visit('/', { cookie })).status).toBe(200)
  })

  it('keeps no place with a socket that was refused', async () => {
    // it never hangs up by itself; what it says to a line that is closed for good comes back as an error
    const line = connect({ port: port(), host: LAN, allowHalfOpen: true })
    const gone = new Promise<unknown>((resolve) => {
      line.on('error', resolve)
    })
    const talking = setInterval(() => line.readableEnded && line.write('and another thing'), 10)
    line.on('close', () => {
      clearInterval(talking)
    })
    line.resume()
    line.write(
      `GET /rpc/display HTTP/1.1\r\nHost: ${LAN}:${port()}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
    )
    expect(await gone).toMatchObject({ code: expect.stringMatching(/^(?:ECONNRESET|EPIPE)$/) })
  })

  it.each([
    ['something that is no JSON', 'hello'],
    ['a procedure of another place', JSON.stringify({ i: '1', p: { u: 'https://evil.example.com/x' } })],
    ['a part of a stream', JSON.stringify({ i: '1', t: 3, p: { e: 'message', d: 'x' } })],
    [
      'headers',
      JSON.stringify({ i: '1', p: { u: '/display/watch', h: { 'content-type': 'text/event-stream' } } }),
    ],
    ['bytes', Buffer.from([123, 125, 255])],
  ])('closes its own socket with %s, and nothing is printed of it', async (_name, message) => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {})
    try {
      const socket = await openSocket(await pairedCookie())
      const gone = closed(socket)
      socket.send(message)
      await gone
      expect(said).not.toHaveBeenCalled()
    } finally {
      said.mockRestore()
    }
  })

  it('has three sockets and no more', async () => {
    const cookie = await pairedCookie()
    const open = await Promise.all([openSocket(cookie), openSocket(cookie), openSocket(cookie)])
    expect(await socketTo({ origin: lan.origin, cookie })).toBe(403)
    for (const each of open) each.terminate()
  })

  it('cannot take the places of the others with idle connections', async () => {
    const lines: ReturnType<typeof connect>[] = []
    await new Promise<void>((resolve) => {
      let refused = 0
      for (let line = 0; line < 40; line += 1) {
        const opened = connect(port(), LAN)
        opened.on('error', () => {})
        opened.on('close', () => {
          refused += 1
          if (refused === 28) resolve()
        })
        lines.push(opened)
      }
    })
    expect(lines.filter((line) => !line.destroyed)).toHaveLength(12)
    for (const line of lines) line.destroy()
  })
})
