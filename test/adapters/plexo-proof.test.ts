import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import { createPlexoGateway } from '../../src/main/adapters/plexo/gateway.ts'
import type { LookupProof } from '../../src/main/adapters/plexo/transport.ts'
import {
  API_KEY,
  CLIENT_ID,
  errorObject,
  linkAttempt,
  MERCHANT_ID,
  plexoProfile,
  replying,
  startPlexo,
  type PlexoProvider,
} from './plexo-provider.ts'
import { failure, keptLog, movedClock, must } from './plugipay-provider.ts'

/** Live use waits until reading a payment by its reference was seen to work. This is how it is seen. */
let plexo: PlexoProvider
let proofs: LookupProof[]
let log: ReturnType<typeof keptLog>

beforeEach(async () => {
  plexo = await startPlexo()
  proofs = []
  log = keptLog()
})
afterEach(() => plexo.close())

const till = () =>
  createPlexoGateway(plexoProfile(plexo.url), {
    clock: movedClock(),
    log,
    onLookupProved: (proof) => void proofs.push(proof),
  })
/** The proof takes one look more after the read has answered. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 50))
const open = async (gateway = till()) =>
  must(await gateway.create(gateway.prepareCreate(linkAttempt()))).facts.sessionId

describe('reading a payment by its reference', () => {
  it('is proved by a session that reads as paid, once, with what proved it', async () => {
    const gateway = till()
    const id = await open(gateway)
    must(await gateway.read(id))
    await settled()
    expect(proofs).toEqual([])
    const { id: paymentId } = plexo.pay(id, 'approved')
    await Promise.all([gateway.read(id), gateway.read(id)])
    must(await gateway.read(id))
    await settled()
    expect(proofs).toEqual([{ origin: plexo.url, merchantId: MERCHANT_ID, sessionId: id, paymentId }])
  })

  it('is not proved by a search that ignores what it is asked for, though the payment is found', async () => {
    plexo.ways.ignoresPaymentFilter = true
    const gateway = till()
    const id = await open(gateway)
    plexo.pay(id, 'approved')
    expect(must(await gateway.read(id)).facts.status).toBe('completed')
    await settled()
    expect(proofs).toEqual([])
    expect(JSON.stringify(log.lines)).toContain('gateway.lookup_not_proved')
    // once the service does look, the next read proves it
    plexo.ways.ignoresPaymentFilter = false
    must(await gateway.read(id))
    await settled()
    expect(proofs).toHaveLength(1)
  })

  it.each(['pending', 'authorized', 'denied', 'failed', 'refunded'])(
    'is not proved by a payment that is %s',
    async (status) => {
      const gateway = till()
      const id = await open(gateway)
      plexo.pay(id, status)
      await gateway.read(id)
      await settled()
      expect(proofs).toEqual([])
    },
  )

  it('is not proved by a payment of another amount', async () => {
    const gateway = till()
    const id = await open(gateway)
    plexo.pay(id, 'approved', 10.5)
    expect(must(await gateway.read(id)).facts).toMatchObject({ status: 'completed', amount: 1_050 })
    await settled()
    expect(proofs).toEqual([])
  })

  it('costs nothing where nobody waits for it', async () => {
    const gateway = createPlexoGateway(plexoProfile(plexo.url), { clock: movedClock(), log })
    const id = await open(gateway)
    plexo.pay(id, 'approved')
    must(await gateway.read(id))
    await settled()
    const searches = plexo.arrived.filter(({ path }) => path === '/v1/payments/query')
    expect(searches).toHaveLength(1)
  })
})

it('a refund asked for again under its key with another amount is not answered as done', async () => {
  const gateway = till()
  const id = await open(gateway)
  const { id: chargeId } = plexo.pay(id, 'approved')
  const { refunds } = gateway.desks
  const ask = (amount: number) =>
    refunds.prepare({
      idempotencyKey: 'till-1:refund',
      chargeId,
      amount: amountOf(amount),
      currency: 'UYU',
      reason: 'other',
      metadata: {},
    })
  must(await refunds.send(ask(500)))
  expect(failure(await refunds.send(ask(900)))).toMatchObject({ type: 'conflict', code: 'refund_key_reused' })
  expect(must(await refunds.ofCharge(chargeId))).toHaveLength(1)
})

it('neither key nor client id comes back out of an answer that repeats them', async () => {
  const gateway = till()
  const message = `unknown client ${CLIENT_ID} with key ${API_KEY}`
  plexo.next(replying(400, errorObject(400, 'invalid-client', { message })))
  const call = gateway.prepareCreate(linkAttempt())
  expect(JSON.stringify(failure(await gateway.create(call)))).not.toMatch(
    new RegExp(`${API_KEY}|${CLIENT_ID}`),
  )
  expect(JSON.stringify(log.lines)).not.toMatch(new RegExp(`${API_KEY}|${CLIENT_ID}`))
})
