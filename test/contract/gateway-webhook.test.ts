import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it, vi } from 'vitest'
import { changeName } from '../../src/core/ports/gateway-desks.ts'
import { createPlugipayGateway } from '../../src/main/adapters/plugipay/gateway.ts'
import { checkProfile } from '../../src/main/adapters/plugipay/profile.ts'
import { createTransport } from '../../src/main/adapters/plugipay/transport.ts'
import { verifyWebhook } from '../../src/main/adapters/plugipay/webhook.ts'
import { DIALECTS, type Dialect } from '../../src/simulator/options.ts'
import { startSimulator } from '../../src/simulator/server.ts'
import { keptLog, movedClock, must, practiceProfile } from '../adapters/plugipay-provider.ts'
import { attempt, PLUGIPAY_TERMS } from './gateway-harness.ts'

interface Delivered {
  readonly headers: IncomingHttpHeaders
  readonly rawBody: Buffer
}

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** A shop's server that is reachable from outside, and keeps what is delivered. */
async function startShopServer(): Promise<{ url: string; delivered: Delivered[] }> {
  const delivered: Delivered[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      delivered.push({ headers: request.headers, rawBody: Buffer.concat(chunks) })
      response.writeHead(200).end()
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  closing.push(
    () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(resolve)
      }),
  )
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, delivered }
}

async function startShop(dialect: Dialect) {
  const simulator = await startSimulator({ dialect, rate: { reads: 1000, writes: 1000 } })
  closing.push(() => simulator.close())
  const profile = practiceProfile(simulator.url, {
    auth: { scheme: 'hmac', keyId: 'ak_test_simulator', secret: 'sk_test_simulator' },
  })
  const deps = { clock: movedClock(), log: keptLog() }
  const pay = async (id: string) => {
    const answer = await fetch(`${simulator.url}/_sim/sessions/${id}/pay`, { method: 'POST', body: '{}' })
    if (!answer.ok) throw new Error(await answer.text())
  }
  return {
    gateway: createPlugipayGateway(profile, deps),
    transport: createTransport(must(checkProfile(profile)), deps),
    pay,
  }
}

it.each(DIALECTS)(
  'a delivery (%s) is believed with its secret only, and names what the feed names',
  async (dialect) => {
    const server = await startShopServer()
    const { gateway, transport, pay } = await startShop(dialect)
    const body = JSON.stringify({ url: server.url, events: ['checkout_session.completed'] })
    const registered = must(
      await transport.call({ effect: 'write', method: 'POST', path: '/webhooks', body }),
    )
    const { secret } = registered.data as { secret: string }
    const { facts } = must(await gateway.create(gateway.prepareCreate(attempt(PLUGIPAY_TERMS))))
    await pay(facts.sessionId)
    const [delivered] = await vi.waitUntil(
      () => (server.delivered.length > 0 ? server.delivered : null),
      10_000,
    )

    const hint = must(verifyWebhook({ ...(delivered as Delivered), secret, nowMs: Date.now() }))
    expect(hint.sessionId).toBe(facts.sessionId)
    expect(changeName(hint.type)).toBe('checkout_session.completed')
    const occurredAfter = new Date(Date.now() - 60_000).toISOString()
    const { changes } = must(await gateway.desks.changes.since({ occurredAfter, cursor: null }))
    expect(changes.map(({ id }) => id)).toContain(hint.eventId)
    const forged = verifyWebhook({ ...(delivered as Delivered), secret: 'whsec_lain', nowMs: Date.now() })
    expect(forged).toEqual({ ok: false, error: { type: 'webhook_signature_invalid' } })
  },
)
