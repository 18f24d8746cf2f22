import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PaymentGateway } from '../../src/core/ports/gateway.ts'
import { createPlugipayGateway } from '../../src/main/adapters/plugipay/gateway.ts'
import {
  keptLog,
  movedClock,
  practiceProfile,
  startOddProvider,
  type OddProvider,
} from './plugipay-provider.ts'

/** A service in the shop's own network, which a provider that was taken over would like us to call. */
let inside: Server
let insidePort: number
let called: string[]
let provider: OddProvider
let gateway: PaymentGateway

beforeAll(async () => {
  called = []
  inside = createServer((request, response) => {
    called.push(request.url ?? '')
    response.writeHead(200, { 'content-type': 'image/png' }).end('x')
  })
  await new Promise<void>((resolve) => {
    inside.listen(0, resolve)
  })
  insidePort = (inside.address() as AddressInfo).port
  provider = await startOddProvider()
  gateway = createPlugipayGateway(practiceProfile(provider.url), {
    clock: movedClock(),
    log: keptLog(),
    timeoutMs: 2_000,
  })
})
afterAll(async () => {
  await provider.close()
  inside.close()
})

describe('a picture that the provider says is somewhere else', () => {
  // each of them leads to this machine, as a browser or a resolver understands it
  it.each([
    'http://127.0.0.1:INSIDE/',
    'http://localhost:INSIDE/',
    'http://localhost.:INSIDE/',
    'http://[::1]:INSIDE/',
    'http://[::ffff:127.0.0.1]:INSIDE/',
    'http://[::ffff:7f00:1]:INSIDE/',
    'http://2130706433:INSIDE/',
    'http://0x7f.0.0.1:INSIDE/',
    'http://0177.0.0.1:INSIDE/',
    'http://127.1:INSIDE/',
    'http://0:INSIDE/',
    'http://127.0.0.1.nip.io:INSIDE/',
    'https://127.0.0.1:INSIDE/',
    'http://PROVIDER@127.0.0.1:INSIDE/',
    'http://PROVIDER:x@127.0.0.1:INSIDE/',
    'http://127.0.0.1:INSIDE/#@PROVIDER/',
    'http://127.0.0.1:INSIDE/?PROVIDER',
    'http:\\\\127.0.0.1:INSIDE/',
    '//127.0.0.1:INSIDE/',
    'file:///etc/hostname',
    'data:image/png;base64,iVBORw0KGgo=',
    'ftp://127.0.0.1:INSIDE/',
    'http://169.254.169.254/latest/meta-data/',
  ])('is not fetched: %s', async (text) => {
    const address = text
      .replaceAll('INSIDE', `${insidePort}`)
      .replaceAll('PROVIDER', new URL(provider.url).host)
    expect((await gateway.fetchImage(address)).ok).toBe(false)
    expect(called).toEqual([])
    expect(provider.arrived).toEqual([])
  })

  it.each([301, 302, 303, 307, 308])('is not followed there by a redirect with %i', async (status) => {
    const location = `http://127.0.0.1:${insidePort}/`
    provider.answer((response) => void response.writeHead(status, { location }).end())
    expect((await gateway.fetchImage(`${provider.url}/qr.png`)).ok).toBe(false)
    expect(provider.arrived).not.toEqual([])
    expect(called).toEqual([])
  })
})
