import { networkInterfaces } from 'node:os'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openServer, type RunningServer } from './running-server.ts'

let server: RunningServer
let port: number

beforeAll(async () => {
  server = await openServer()
  ;({ port } = server.host)
})
afterAll(async () => {
  await server.close()
})

const stillThere = async (): Promise<void> => {
  expect((await server.visit('/health')).body).toBe('{"ok":true}')
}

describe('who may come in', () => {
  it.each([
    ['a name that was rebound to this machine', 'shop.example.com'],
    ['a rebound name with our port', (): string => `shop.example.com:${port}`],
    ['another port of this machine', '127.0.0.1:1'],
    ['the bare address', '127.0.0.1'],
    ['all addresses', (): string => `0.0.0.0:${port}`],
    ['this machine with a dot behind', (): string => `localhost.:${port}`],
    ['this machine in short', (): string => `127.1:${port}`],
    ['this machine as a number', (): string => `2130706433:${port}`],
    ['this machine inside of IPv6', (): string => `[::ffff:127.0.0.1]:${port}`],
    ['ours with somebody before it', (): string => `evil.example.com@127.0.0.1:${port}`],
    ['ours and another', (): string => `127.0.0.1:${port}, evil.example.com`],
  ])('refuses a Host that is %s', async (_name, host) => {
    const headers = { host: typeof host === 'string' ? host : host() }
    for (const path of ['/', '/display', '/health', '/assets/app-1a2b.js', server.host.url])
      expect((await server.visit(path, { headers })).status).toBe(403)
  })

  it('takes this machine by each of its three names', async () => {
    for (const name of ['127.0.0.1', 'localhost', '[::1]'])
      expect((await server.visit('/health', { headers: { host: `${name}:${port}` } })).status).toBe(200)
  })

  it('refuses two Hosts at once, ours being the first', async () => {
    const own = `Host: 127.0.0.1:${port}\r\n`
    for (const second of ['Host: evil.example.com\r\n', own])
      expect(await server.knock(`GET /display HTTP/1.1\r\n${own}${second}Connection: close\r\n\r\n`)).toMatch(
        /^HTTP\/1\.1 403 /,
      )
  })

  it.each(['https://evil.example.com', 'null', 'http://127.0.0.1:1', 'https://127.0.0.1', 'file://'])(
    'refuses the origin %s',
    async (origin) => {
      expect((await server.visit('/display', { headers: { origin } })).status).toBe(403)
    },
  )

  it('is to be had from this machine only', async () => {
    const others = Object.values(networkInterfaces())
      .flatMap((each) => each ?? [])
      .filter((each) => !each.internal && each.family === 'IPv4')
    const reached = await Promise.all(
      ['127.0.0.2', ...others.map((each) => each.address)].map(
        (address) =>
          new Promise<boolean>((resolve) => {
            const line = connect(port, address, () => {
              line.destroy()
              resolve(true)
            })
            line.setTimeout(2_000, () => line.destroy())
            line.on('error', () => {})
            line.on('close', () => {
              resolve(false)
            })
          }),
      ),
    )
    expect(reached.includes(true)).toBe(false)
  })
})

describe('the token in the start address', () => {
  it('is exchanged for a cookie that scripts cannot read and other sites cannot send', async () => {
    const { status, headers } = await server.visit(server.host.url.slice(server.origin.length))
    expect(status).toBe(303)
    expect(headers.location).toBe('/')
    expect(headers['cache-control']).toBe('no-store')
    const attributes = (headers['set-cookie']?.[0] ?? '').split('; ').slice(1)
    expect(attributes.toSorted()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Strict'])
    const token = new URL(server.host.url).searchParams.get('t') ?? ''
    expect(headers['set-cookie']?.join()).not.toContain(token)
  })

  it('leads to the only page that may use the camera, and no page hears or finds anybody', async () => {
    const policyOf = async (path: string) =>
      (await server.visit(path, { headers: { cookie: await server.cookie() } })).headers['permissions-policy']
    expect(await policyOf('/')).toBe('camera=(self), microphone=(), geolocation=()')
    for (const path of ['/display', '/health', '/nowhere'])
      expect(await policyOf(path)).toBe('camera=(), microphone=(), geolocation=()')
  })

  it('is not needed again by whoever has the cookie', async () => {
    const { status, body } = await server.visit('/', { headers: { cookie: await server.cookie() } })
    expect([status, body]).toEqual([200, '<!doctype html><title>cashier</title>'])
  })

  it.each(['', '?t=', '?t=wrong', '?t=%00', `?t=${'a'.repeat(32)}`, '?T=x', '?t[]=x'])(
    'lets nobody in with "%s", and says in both languages what to do',
    async (query) => {
      const { status, body, headers } = await server.visit(`/${query}`)
      expect(status).toBe(401)
      expect(headers['set-cookie']).toBeUndefined()
      expect(body).toContain('Buka Gerai dari alamat yang tampil')
      expect(body).toContain('Open Gerai from the address shown')
    },
  )

  it('lets in whoever has the right cookie beside wrong ones that another server of this machine has set', async () => {
    const own = await server.cookie()
    const tossed = own.replace(/=.*/, '=tossed')
    expect((await server.visit('/', { headers: { cookie: `${tossed}; ${own}` } })).status).toBe(200)
    expect((await server.visit('/', { headers: { cookie: `${own}; ${tossed}` } })).status).toBe(200)
    expect((await server.visit('/', { headers: { cookie: `${tossed}; ${tossed}` } })).status).toBe(401)
  })

  it('leads nowhere but to this very till', async () => {
    const token = new URL(server.host.url).searchParams.get('t') ?? ''
    const paths = [
      `/?t=${token}&next=//evil.example.com`,
      `/?x&t=${token}`,
      `/?t=${token}#//evil.example.com`,
    ]
    for (const path of paths) expect((await server.visit(path)).headers.location).toBe('/')
    for (const path of [
      `//evil.example.com/?t=${token}`,
      `/\\evil.example.com/?t=${token}`,
      `/?t=${token}x`,
      `/?t=&t=${token}`,
    ])
      expect((await server.visit(path)).headers.location).toBeUndefined()
  })

  it.each([
    'gerai_counter=x',
    'gerai_counter_PORT=',
    'gerai_counter_PORT=wrong',
    '=;;=',
    'gerai_counter_PORT',
  ])('lets nobody in with the cookie "%s"', async (cookie) => {
    const headers = { cookie: cookie.replace('PORT', String(port)) }
    expect((await server.visit('/', { headers })).status).toBe(401)
  })
})

describe('what can be had', () => {
  const OUTSIDE = [
    '/..%2f..%2fpackage.json',
    '/../../package.json',
    '/%2e%2e/%2e%2e/package.json',
    '/..\\..\\package.json',
    '/..%5c..%5cpackage.json',
    '/%252e%252e%252fpackage.json',
    '//etc/passwd',
    '/etc/passwd',
    '/%2fetc%2fpasswd',
    '/assets/../../../package.json',
    '/assets/..%2f..%2f..%2fpackage.json',
    '/.hidden',
    '/%2ehidden',
    '/assets/',
    '/assets',
    '/display.html/',
    '/display.html%00.js',
    '/file:///etc/passwd',
    '/%',
    '/%zz',
    '/%c0%ae%c0%ae/package.json',
    '/display.htm',
  ]

  it.each(OUTSIDE)('answers %s with 404 and nothing else', async (path) => {
    const { status, body } = await server.visit(path)
    expect([status, body]).toEqual([404, '404\n'])
  })

  it.each([
    '/cashier.html',
    '/cashier',
    '/%63ashier.html',
    '/cashier.html?x',
    '//cashier.html',
    '/./cashier.html',
  ])('gives the cashier page to nobody without the cookie by way of %s', async (path) => {
    expect((await server.visit(path)).status).toBe(404)
  })

  it.each(['//', '///', '//[', '//:0', 'http://[', '*', '//%'])(
    'lives on after the address %s, which is none',
    async (target) => {
      const heard = await server.knock(
        `GET ${target} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`,
      )
      expect(heard).toMatch(/^HTTP\/1\.1 (?:40[04])/)
      await stillThere()
    },
  )

  it.each(['bytes=5-2', 'bytes=0-', 'bytes=-5', 'bytes=99999-', 'bytes=a-b', 'lines=1', 'bytes=0-0,2-2'])(
    'lives on after a range of %s',
    async (range) => {
      const { status, body } = await server.visit('/assets/app-1a2b.js', { headers: { range } })
      expect([status, body]).toEqual([200, 'export const app = 1\n'])
      await stillThere()
    },
  )

  it('says the type of a file and keeps what has a hash in its name', async () => {
    const { headers } = await server.visit('/assets/app-1a2b.js')
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8')
    expect(headers['cache-control']).toContain('immutable')
    const again = await server.visit('/assets/app-1a2b.js', {
      headers: { 'if-none-match': headers.etag ?? '' },
    })
    expect([again.status, again.body]).toEqual([304, ''])
    expect((await server.visit('/display')).headers['cache-control']).toBe('no-store')
  })

  it('puts the same guards on every answer, refusals included', async () => {
    const cookie = await server.cookie()
    const answers = await Promise.all([
      server.visit('/display'),
      server.visit('/', { headers: { cookie } }),
      server.visit('/'),
      server.visit('/health'),
      server.visit('/assets/app-1a2b.js'),
      server.visit('/nothing'),
      server.visit('/display', { method: 'POST' }),
      server.visit('/display', { headers: { host: 'evil.example.com' } }),
      server.visit(server.host.url.slice(server.origin.length)),
    ])
    expect(answers.map((each) => each.status)).toEqual([200, 200, 401, 200, 200, 404, 405, 403, 303])
    for (const { headers } of answers) {
      const policy = headers['content-security-policy'] ?? ''
      for (const rule of [
        "default-src 'none'",
        "script-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
      ])
        expect(policy).toContain(rule)
      expect(policy).not.toMatch(/unsafe|\*|https?:/)
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['x-frame-options']).toBe('DENY')
      expect(headers['cache-control']).toMatch(/^(?:no-store|public, max-age=31536000, immutable)$/)
      expect(headers['referrer-policy']).toBe('no-referrer')
      expect(headers['access-control-allow-origin']).toBeUndefined()
      expect(headers['x-powered-by']).toBeUndefined()
    }
  })

  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'])('refuses %s', async (method) => {
    expect((await server.visit('/display', { method })).status).toBe(405)
    expect((await server.visit('/rpc', { method })).status).toBe(405)
  })

  it('answers HEAD without a body', async () => {
    const { status, body, headers } = await server.visit('/display', { method: 'HEAD' })
    expect([status, body, headers['content-length']]).toEqual([200, '', '37'])
  })

  it.each([
    ['no HTTP', 'not http at all\r\n\r\n'],
    ['without a Host', 'GET / HTTP/1.1\r\n\r\n'],
    ['NUL bytes', '\0\0\0\r\n\r\n'],
    ['an endless address', `GET /${'a'.repeat(70_000)} HTTP/1.1\r\n`],
  ])('lives on after what is no request: %s', async (_name, bytes) => {
    await server.knock(bytes)
    await stillThere()
  })
})

describe('requests that hide another one', () => {
  const own = (): string => `Host: 127.0.0.1:${port}\r\n`
  it.each([
    ['two lengths', 'Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd'],
    ['a length and pieces', 'Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG'],
    ['pieces and a length', 'Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n'],
    ['pieces that are none in the end', 'Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n'],
    ['a space before the colon', 'Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n'],
    ['a signed length', 'Content-Length: +3\r\n\r\nabc'],
    ['a header over two lines', 'X: a\r\n b\r\n\r\n'],
  ])('%s: refused, and nothing behind it is read', async (_name, rest) => {
    const heard = await server.knock(
      `POST /webhooks/plugipay HTTP/1.1\r\n${own()}${rest}GET /health HTTP/1.1\r\n${own()}\r\n`,
    )
    expect(heard.match(/HTTP\/1\.1 \d{3}/g)).toEqual(['HTTP/1.1 400'])
    await stillThere()
  })

  it('many on one line are each answered, in order, and each is looked at', async () => {
    const good = `GET /health HTTP/1.1\r\n${own()}\r\n`
    const bad = `GET /health HTTP/1.1\r\nHost: evil.example.com\r\n\r\n`
    const last = `GET /health HTTP/1.1\r\n${own()}Connection: close\r\n\r\n`
    const heard = await server.knock(good.repeat(50) + bad + good.repeat(50) + last)
    const statuses = (heard.match(/HTTP\/1\.1 (\d{3})/g) ?? []).map((line) => line.slice(-3))
    expect(statuses).toEqual([...Array<string>(50).fill('200'), '403', ...Array<string>(51).fill('200')])
  })
})

describe('the doors for deliveries, which anybody may knock at', () => {
  const post = (path: string, body: string, headers = ''): Promise<string> =>
    server.knock(
      `POST ${path} HTTP/1.1\r\nHost: shop.example.com\r\nConnection: close\r\n${headers}` +
        `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    )

  it.each(['/webhooks/plugipay', '/callbacks/plexo'])(
    'take no news that is none at %s, and the till lives on',
    async (path) => {
      for (const body of ['', '{', 'null', '[]', '{"type":"x"}', '\u0000\u0001', '['.repeat(20_000)])
        expect(await post(path, body)).toMatch(/^HTTP\/1\.1 (?:204|400|401) /)
      expect(await post(path, 'x'.repeat(70_000))).not.toMatch(/^HTTP\/1\.1 2/)
      expect(await post(path, '{}', 'Origin: https://evil.example.com\r\n')).toMatch(/^HTTP\/1\.1 405 /)
      expect((await server.visit(path)).status).toBe(405)
      await stillThere()
    },
  )
})
