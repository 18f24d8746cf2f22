import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import type { Log } from '../../src/core/ports/system.ts'
import { startLanScreens, type LanScreens } from '../../src/main/hosts/server/lan-screens.ts'
import { eventually, openTestTill } from '../till/bench.ts'
import { openServer, type RunningServer } from './running-server.ts'

/**
 * Visitors who bring more than anybody needs. The till answers all in one thread: what counts is how much of it is looked
 * at before the cashier's next call is.
 */
const LAN = '127.0.0.2'
const logged: string[] = []
const log: Log = {
  info: () => {},
  warn: (event) => {
    logged.push(event)
  },
  error: () => {},
}

let server: RunningServer
let lan: LanScreens
let pagesFolder: string

beforeAll(async () => {
  const till = await openTestTill({ log })
  server = await openServer(till)
  pagesFolder = mkdtempSync(join(tmpdir(), 'gerai-pages-'))
  writeFileSync(join(pagesFolder, 'display.html'), '<!doctype html>')
  lan = await startLanScreens({ gerai: { core: () => till.core }, pagesFolder }, { address: LAN, port: 0 })
})
afterAll(async () => {
  await lan.close()
  await server.close()
  rmSync(pagesFolder, { recursive: true, force: true })
})

const lanPort = (): number => Number(new URL(lan.origin).port)
const stillThere = async (): Promise<void> => {
  expect((await server.visit('/health')).body).toBe('{"ok":true}')
}

/** The statuses that come back on one line until it is closed, or until nothing has come for half a second. */
function knock(host: string, port: number, bytes: string): Promise<readonly string[]> {
  return new Promise((resolve) => {
    let heard = ''
    const line = connect(port, host, () => line.write(bytes))
    line.setEncoding('latin1')
    line.setTimeout(500, () => line.destroy())
    line.on('data', (part: string) => {
      heard += part
    })
    line.on('error', () => {})
    line.on('close', () => {
      resolve((heard.match(/HTTP\/1\.1 \d{3}/g) ?? []).map((each) => each.slice(-3)))
    })
  })
}

describe('a device in the network that is not paired', () => {
  it('sends five hundred requests in one packet: its line ends, and they are not answered', async () => {
    const one = `GET / HTTP/1.1\r\nHost: ${LAN}:${lanPort()}\r\n\r\n`
    expect(await knock(LAN, lanPort(), one.repeat(3))).toEqual(['401', '401', '401'])
    expect((await knock(LAN, lanPort(), one.repeat(500))).length).toBeLessThanOrEqual(8)
  })

  it('comes again without end: after three hundred times in a minute nobody listens to it, but to others', async () => {
    const one = `GET / HTTP/1.1\r\nHost: ${LAN}:${lanPort()}\r\nConnection: close\r\n\r\n`
    const answered = (localAddress: string): Promise<boolean> =>
      new Promise((resolve) => {
        const line = connect({ port: lanPort(), host: LAN, localAddress }, () => line.write(one))
        let heard = false
        line.on('data', () => {
          heard = true
        })
        line.on('error', () => {})
        line.on('close', () => {
          resolve(heard)
        })
      })
    let times = 0
    // twice as many: the minute may turn meanwhile
    while (times <= 600 && (await answered('127.0.0.30'))) times += 1
    expect(times).toBeLessThanOrEqual(600)
    expect(await answered('127.0.0.31')).toBe(true)
  })
})

async function openScreen(): Promise<WebSocket> {
  const begun = server.till.core.screens.begin(lan.origin)
  if (!begun.ok) throw new Error(begun.error.type)
  const paired = server.till.core.screens.pair({ code: begun.value.code }, 'Tablet')
  if (!paired.ok) throw new Error(paired.error.type)
  const cookie = `gerai_screen_${lanPort()}=${paired.value.token}`
  const socket = new WebSocket(`ws://${LAN}:${lanPort()}/rpc/display`, {
    headers: { origin: lan.origin, cookie },
  })
  await new Promise((resolve) => {
    socket.on('open', resolve)
  })
  return socket
}

describe('a paired screen', () => {
  it.each([
    ['pings', 0x89],
    ['pongs', 0x8a],
  ])('sends %s without end: its socket is closed', async (_name, first) => {
    const socket = await openScreen()
    const gone = new Promise((resolve) => {
      socket.on('close', resolve)
    })
    socket.on('error', () => {})
    // beneath what the client library would let out; reading what comes back, so that it is not the unread that ends it
    const { _socket: line } = socket as unknown as { _socket: Socket }
    const frames = Buffer.concat(Array<Buffer>(25).fill(Buffer.from([first, 0x80, 0, 0, 0, 0])))
    let sent = 0
    const more = setInterval(() => {
      if (sent < 2_000) line.write(frames)
      sent += 25
    }, 1)
    await gone
    clearInterval(more)
    expect(sent).toBeLessThanOrEqual(2_000)
  })

  it('asks sixty times in one packet: the cashier’s calls come between, turn by turn', async () => {
    const { read } = server.till.core.till.store
    const kept = read.shopPictureBytes
    let turn = 0
    let goesOn = true
    const count = (): void => {
      turn += 1
      if (goesOn) setImmediate(count)
    }
    const turns: number[] = []
    Object.assign(read, {
      shopPictureBytes: () => {
        turns.push(turn)
        return null
      },
    })
    const socket = await openScreen()
    try {
      count()
      const { _socket: line } = socket as unknown as { _socket: Socket }
      line.cork()
      const p = { u: '/display/picture', b: { json: { id: 'a'.repeat(64) } } }
      for (let call = 0; call < 60; call += 1) socket.send(JSON.stringify({ i: `${call}`, p }))
      line.uncork()
      await eventually(
        () => turns.length === 60,
        () => turns.length,
      )
      expect(new Set(turns).size).toBe(60)
    } finally {
      goesOn = false
      socket.terminate()
      Object.assign(read, { shopPictureBytes: kept })
    }
  })
})

describe('the doors for deliveries', () => {
  const post = (path: string, body: string): string =>
    `POST ${path} HTTP/1.1\r\nHost: shop.example.com\r\nContent-Length: ${body.length}\r\n\r\n${body}`

  it.each(['/webhooks/plugipay', '/callbacks/plexo'])(
    'hear five hundred in one packet at %s: the line ends, and they are not looked at',
    async (path) => {
      expect(
        (await knock('127.0.0.1', server.host.port, post(path, '{}').repeat(500))).length,
      ).toBeLessThanOrEqual(8)
      await stillThere()
    },
  )

  it('are not told of in the log without end: what proves nothing must not push out what happened', async () => {
    const rawBody = new TextEncoder().encode('{}')
    for (let time = 0; time < 100; time += 1)
      await server.till.core.deliveries.webhook({ headers: {}, rawBody })
    expect(logged).toContain('webhook_refused')
    // the minute may turn meanwhile
    expect(logged.length).toBeLessThanOrEqual(12)
  })

  it('read no callback that is one too many this minute', async () => {
    const unfinished = 'POST /callbacks/plexo HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n'
    let heard: readonly string[] = []
    for (let time = 0; time < 300 && !heard.includes('429'); time += 1)
      heard = await knock('127.0.0.1', server.host.port, post('/callbacks/plexo', '{}'))
    expect(await knock('127.0.0.1', server.host.port, unfinished)).toEqual(['429'])
  })

  it('keep no place for those whose line went before they were answered', async () => {
    const { deliveries } = server.till.core
    const kept = deliveries.webhook
    let waiting = 0
    let answerAll = (): void => {}
    const gate = new Promise<void>((resolve) => {
      answerAll = resolve
    })
    Object.assign(deliveries, {
      webhook: async (delivery: Parameters<typeof kept>[0]) => {
        waiting += 1
        await gate
        return await kept(delivery)
      },
    })
    try {
      const lines = Array.from({ length: 8 }, () => connect(server.host.port, '127.0.0.1'))
      for (const line of lines) line.write(post('/webhooks/plugipay', '{}').repeat(8))
      await eventually(
        () => waiting === 64,
        () => waiting,
      )
      const gone = lines.map((line) => new Promise((resolve) => line.on('close', resolve)))
      for (const line of lines) line.destroy()
      await Promise.all(gone)
    } finally {
      answerAll()
      Object.assign(deliveries, { webhook: kept })
    }
    expect(await knock('127.0.0.1', server.host.port, post('/webhooks/plugipay', '{}'))).toEqual(['401'])
  })

  it('keep sixty-four that come slowly waiting, and leave the places of the cashier alone', async () => {
    const slow = 'POST /webhooks/plugipay HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n{'
    const lines: Socket[] = []
    try {
      let heard = ''
      await new Promise<void>((resolve) => {
        for (let line = 0; line < 70; line += 1) {
          const opened = connect(server.host.port, '127.0.0.1', () => opened.write(slow))
          opened.on('error', () => {})
          opened.on('data', (part) => {
            heard += part.toString('latin1')
            if (heard.split(' 503 ').length === 7) resolve()
          })
          lines.push(opened)
        }
      })
      await stillThere()
    } finally {
      for (const line of lines) line.destroy()
    }
  })
})

describe('while the books are exchanged for others', () => {
  const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n'
  it('whoever comes with a cookie, true or made up, is asked to come again, and the till lives on', async () => {
    const till = await openTestTill()
    const door = await startLanScreens(
      { gerai: { core: () => till.core }, pagesFolder },
      { address: LAN, port: 0 },
    )
    try {
      const port = Number(new URL(door.origin).port)
      await till.core.stop()
      const cookie = `Host: ${LAN}:${port}\r\nCookie: gerai_screen_${port}=${'a'.repeat(64)}\r\n`
      expect(await knock(LAN, port, `GET / HTTP/1.1\r\n${cookie}\r\n`)).toEqual(['503'])
      const key = `Origin: ${door.origin}\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n`
      expect(await knock(LAN, port, `GET /rpc/display HTTP/1.1\r\n${cookie}${key}${upgrade}\r\n`)).toEqual([
        '403',
      ])
      const form = 'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 11\r\n\r\ncode=000000'
      expect(
        await knock(LAN, port, `POST /pair HTTP/1.1\r\n${cookie}Origin: ${door.origin}\r\n${form}`),
      ).toEqual(['403'])
    } finally {
      await door.close()
      await till.close()
    }
  })
})
