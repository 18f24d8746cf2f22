import { connect, type Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { WebSocket } from 'ws'
import type { ContractRouterClient } from '@orpc/contract'
import type { CounterContract, DisplayContract } from '../../src/core/contract/contract.ts'
import type { CounterMessage } from '../../src/core/contract/views/counter.ts'
import { cartOf, eventually } from '../till/bench.ts'
import { openServer, type RunningServer } from './running-server.ts'

type Counter = ContractRouterClient<CounterContract>
type Display = ContractRouterClient<DisplayContract>

let server: RunningServer
beforeAll(async () => {
  server = await openServer()
})
afterAll(async () => {
  await server.close()
})

const stillThere = async (): Promise<void> => {
  expect((await server.visit('/health')).status).toBe(200)
}

describe('who gets a socket', () => {
  it('refuses the counter without its cookie, and gives it with it', async () => {
    const { origin } = server
    expect(await server.socket('/rpc', { origin })).toBe(403)
    expect(await server.socket('/rpc', { origin, cookie: 'gerai_counter=x' })).toBe(403)
    expect(await server.socket('/rpc', { origin, cookie: await server.cookie() })).toBeTypeOf('object')
  })

  it('refuses a page of another site, cookie or not', async () => {
    const cookie = await server.cookie()
    for (const origin of [
      'https://evil.example.com',
      'null',
      'http://127.0.0.1:1',
      server.origin.replace('http', 'https'),
    ])
      for (const path of ['/rpc', '/rpc/display'])
        expect(await server.socket(path, { origin, cookie })).toBe(403)
  })

  it('refuses whoever names no origin: every browser names one for a socket', async () => {
    const cookie = await server.cookie()
    for (const path of ['/rpc', '/rpc/display']) expect(await server.socket(path, { cookie })).toBe(403)
  })

  it('refuses a name that was rebound to this machine', async () => {
    const headers = { origin: server.origin, host: 'evil.example.com', cookie: await server.cookie() }
    for (const path of ['/rpc', '/rpc/display']) expect(await server.socket(path, headers)).toBe(403)
  })

  it('has no other sockets', async () => {
    const headers = { origin: server.origin, cookie: await server.cookie() }
    for (const path of ['/', '/rpc/', '/rpc/counter', '/display', '/RPC', '//rpc', '//', '//['])
      expect(await server.socket(path, headers)).toBe(403)
    await stillThere()
  })

  it('lets the customer screen look without a cookie', async () => {
    expect(await server.socket('/rpc/display', { origin: server.origin })).toBeTypeOf('object')
  })

  it('lives on when a refused visitor hangs up in the middle', async () => {
    for (const host of ['evil', `127.0.0.1:${server.host.port}`]) {
      await new Promise<void>((resolve) => {
        const line = connect(server.host.port, '127.0.0.1', () => {
          line.write(
            `GET /rpc HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
              'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
            () => line.resetAndDestroy(),
          )
        })
        line.on('error', () => {})
        line.on('close', () => {
          resolve()
        })
      })
      await stillThere()
    }
  })
})

describe('what the customer screen can do', () => {
  it('looks, and has none of the procedures of the counter', async () => {
    const display = await server.client<Display & Counter>('/rpc/display')
    const tries = [
      () => display.sale.charge({ attemptId: server.till.ids.next(), kind: 'qris', amount: null }),
      () => display.sale.list({ cursor: null, limit: 10, find: '' }),
      () => display.counter.next(),
      () => display.settings.provider(),
      () => display.settings.save({ shopName: 'x' }),
      () => display.attention.list({ cursor: null, limit: 10 }),
      () => display.counter.watch(),
    ]
    for (const attempt of tries) await expect(attempt()).rejects.toThrow('Not Found')
    for await (const message of await display.display.watch()) {
      expect(message).toMatchObject({ type: 'view', view: { screen: 'idle' } })
      break
    }
  })

  it('is told nothing but what a customer may see', async () => {
    const display = await server.client<Display>('/rpc/display')
    for await (const message of await display.display.watch()) {
      const text = JSON.stringify(message)
      for (const inside of [
        'cashier":',
        'settings',
        'keyId',
        'printer',
        'attention',
        'parked',
        server.till.folder,
      ])
        expect(text).not.toContain(inside)
      break
    }
  })
})

describe('messages that are not what was agreed', () => {
  const closed = (socket: WebSocket): Promise<number> =>
    new Promise((resolve) => {
      socket.on('close', resolve)
    })
  const rawSocket = async (): Promise<WebSocket> => {
    const opened = await server.socket('/rpc', { origin: server.origin, cookie: await server.cookie() })
    if (typeof opened === 'number') throw new Error(`refused: ${opened}`)
    return opened
  }

  it('closes the socket of a message that is too large, and no other', async () => {
    const counter = await server.client<Counter>('/rpc')
    const large = await rawSocket()
    large.send('x'.repeat(1024 * 1024 + 1))
    expect(await closed(large)).toBe(1009)
    expect((await counter.sale.list({ cursor: null, limit: 1, find: '' })).ok).toBe(true)
  })

  it.each([
    ['text', 'hello'],
    ['broken JSON', '{"id":'],
    ['JSON of something else', '[]'],
    ['null', 'null'],
    ['bytes', Buffer.from([0, 255, 1, 254])],
    ['nothing', ''],
    ['a deep nest', `{"i":${'['.repeat(20_000)}${']'.repeat(20_000)}}`],
    ['a prototype', '{"__proto__":{"i":1},"i":"1","p":{"u":"/__proto__/constructor","b":{"json":1}}}'],
  ])('lives on after %s', async (_name, message) => {
    const counter = await server.client<Counter>('/rpc')
    const odd = await rawSocket()
    odd.send(message)
    expect((await counter.sale.list({ cursor: null, limit: 1, find: '' })).ok).toBe(true)
    odd.terminate()
    await stillThere()
  })

  it('breaks off a frame that is no WebSocket frame, and lives on', async () => {
    const headers = { origin: server.origin, cookie: await server.cookie() }
    const heard = await server.knock(
      `GET /rpc HTTP/1.1\r\nHost: 127.0.0.1:${server.host.port}\r\nOrigin: ${headers.origin}\r\nCookie: ${headers.cookie}\r\n` +
        'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
        'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n\u007f\u007f\u007f\u007f not a frame',
    )
    expect(heard).toContain('101 Switching Protocols')
    await stillThere()
  })
})

describe('a visitor who takes and does not give', () => {
  const ask = async (path: string, procedure: string, calls: number): Promise<number> => {
    const cookie = path === '/rpc' ? { cookie: await server.cookie() } : {}
    const opened = await server.socket(path, { origin: server.origin, ...cookie })
    if (typeof opened === 'number') throw new Error(`refused: ${opened}`)
    const { read } = server.till.core.till.store
    const kept = read.shopPictureBytes
    let asked = 0
    const bytes = Buffer.alloc(600_000)
    Object.assign(read, {
      shopPictureBytes: () => {
        asked += 1
        return { kind: 'jpeg', bytes }
      },
    })
    try {
      opened.pause()
      const call = { u: procedure, b: { json: { id: 'a'.repeat(64) } } }
      for (let i = 0; i < calls; i += 1) opened.send(JSON.stringify({ i: `${i}`, p: call }))
      let before = -1
      // until nothing more of it is answered: all of it, or what there was before the cut
      await eventually(
        () => (asked > 0 && asked === before) || ((before = asked), false),
        () => asked,
      )
      let answers = 0
      opened.on('message', () => {
        answers += 1
      })
      const gone = closed(opened)
      opened.resume()
      await gone
      return answers
    } finally {
      Object.assign(read, { shopPictureBytes: kept })
    }
  }
  const closed = (socket: WebSocket): Promise<void> =>
    new Promise((resolve) => {
      socket.on('close', () => {
        resolve()
      })
    })

  it('asks for much and never reads: the customer’s screen is cut off, and so is the cashier’s', async () => {
    expect(await ask('/rpc/display', '/display/picture', 60)).toBeLessThan(60)
    expect(await ask('/rpc', '/slides/picture', 120)).toBeLessThan(120)
    await stillThere()
  })

  it('opens sockets without end: strangers get sixteen, and the cashier’s own browser still gets one', async () => {
    const { origin } = server
    const opened: WebSocket[] = []
    try {
      let refused: number | null = null
      while (refused === null) {
        const one = await server.socket('/rpc/display', { origin })
        if (typeof one === 'number') refused = one
        else opened.push(one)
      }
      expect(refused).toBe(403)
      expect(opened.length).toBeLessThanOrEqual(16)
      const own = await server.socket('/rpc/display', { origin, cookie: await server.cookie() })
      expect(own).toBeTypeOf('object')
    } finally {
      for (const each of opened) each.terminate()
    }
  })

  it('streams into a call that takes no stream: closed before anything of it is kept', async () => {
    const opened = await server.socket('/rpc/display', { origin: server.origin })
    if (typeof opened === 'number') throw new Error(`refused: ${opened}`)
    const gone = closed(opened)
    const headers = { 'content-type': 'text/event-stream' }
    opened.send(JSON.stringify({ i: 'a', p: { u: '/display/watch', h: headers } }))
    await gone
    await stillThere()
  })

  it('is not given compression: a small message cannot become a large one', async () => {
    const heard = await server.knock(
      `GET /rpc/display HTTP/1.1\r\nHost: 127.0.0.1:${server.host.port}\r\nOrigin: ${server.origin}\r\n` +
        'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
        'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n' +
        'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n',
      500,
    )
    expect(heard).toContain('101 Switching Protocols')
    expect(heard.toLowerCase()).not.toContain('sec-websocket-extensions')
  })

  it.each([
    ['without a mask', Buffer.from([0x81, 0x01, 0x78])],
    ['said to be packed', Buffer.from([0xc1, 0x81, 1, 2, 3, 4, 0])],
    ['of 2^63 bytes', Buffer.from([0x81, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 2, 3, 4])],
    [
      'in a hundred thousand parts',
      Buffer.concat([
        Buffer.from([0x01, 0x80, 0, 0, 0, 0]),
        ...Array<Buffer>(100_000).fill(Buffer.from([0x00, 0x80, 0, 0, 0, 0])),
      ]),
    ],
  ])('sends a frame %s: its socket is closed', async (_name, frame) => {
    const opened = await server.socket('/rpc/display', { origin: server.origin })
    if (typeof opened === 'number') throw new Error(`refused: ${opened}`)
    const gone = closed(opened)
    // beneath what the client library would let out
    const { _socket: line } = opened as unknown as { _socket: Socket }
    line.write(frame)
    await gone
    await stillThere()
  })
})

describe('the counter over a real socket', () => {
  let counter: Counter
  beforeEach(async () => {
    counter = await server.client<Counter>('/rpc')
  })
  afterEach(async () => {
    await counter.counter.setDraft({ lines: [], discount: null })
  })

  it('gives the whole view first, a beat soon after, and a new view after every change', async () => {
    const stream = await counter.counter.watch()
    const next = async (): Promise<CounterMessage> => {
      const { value, done } = await stream.next()
      if (done === true) throw new Error('the stream ended')
      return value
    }
    const first = await next()
    expect(first).toMatchObject({
      type: 'view',
      view: { mode: 'practice', sale: null, draft: { lines: [] } },
    })
    const since = Date.now()
    const until = async (type: CounterMessage['type']): Promise<CounterMessage> => {
      for (let message = await next(); ; message = await next()) if (message.type === type) return message
    }
    await until('beat')
    // a screen that hears nothing for two seconds covers its code
    expect(Date.now() - since).toBeLessThan(2_000)
    await counter.counter.setDraft({ lines: [...cartOf(18_000, 'Kopi').lines], discount: null })
    const changed = await until('view')
    expect(changed).toMatchObject({ view: { draft: { lines: [{ name: 'Kopi', unitPrice: 18_000 }] } } })
    const revision = (message: CounterMessage): number =>
      message.type === 'view' ? message.view.revision : 0
    expect(revision(changed)).toBeGreaterThan(revision(first))
    await stream.return?.()
  })

  it('ends its streams when the screen goes, and takes it back when it comes again', async () => {
    const gone = await server.client<Counter>('/rpc')
    await (await gone.counter.watch()).next()
    const again = await server.client<Counter>('/rpc')
    expect((await (await again.counter.watch()).next()).value).toMatchObject({ type: 'view' })
  })

  it('refuses input that does not fit before anything is done with it', async () => {
    const before = await counter.sale.list({ cursor: null, limit: 10, find: '' })
    const broken: unknown = { attemptId: 'not-a-ulid', kind: 'qris', amount: -5 }
    // in the same words as every other refusal, with the field that does not fit
    expect(await counter.sale.charge(broken as Parameters<Counter['sale']['charge']>[0])).toEqual({
      ok: false,
      error: { type: 'input_invalid', field: 'attemptId', detail: expect.any(String) },
    })
    expect(await counter.sale.list({ cursor: null, limit: 10, find: '' })).toEqual(before)
  })
})

describe('a fault inside', () => {
  it('is told as a sentence with a reference; nothing of the inside leaves the till', async () => {
    const broken = await openServer()
    try {
      const counter = await broken.client<Counter>('/rpc')
      const boom = (): never => {
        throw new Error(`SQLITE_IOERR in ${import.meta.filename}`)
      }
      Object.assign(broken.till.core.till.store.read, { sales: boom, draft: boom })
      const answer = await counter.sale.list({ cursor: null, limit: 10, find: '' })
      expect(answer).toEqual({
        ok: false,
        error: { type: 'internal', reference: expect.stringMatching(/^[0-9a-f]{8}$/) },
      })
      const watched = await counter.counter
        .watch()
        .then((stream) => stream.next())
        .catch((fault: unknown) => fault)
      expect(watched).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', message: 'Internal server error' })
      const told = JSON.stringify(
        watched,
        Object.getOwnPropertyNames(watched).filter((name) => name !== 'stack'),
      )
      for (const inside of ['sqlite', 'database', 'src/', '.ts', '/'])
        expect(told.toLowerCase()).not.toContain(inside)
    } finally {
      await broken.close().catch(() => {})
    }
  })
})
