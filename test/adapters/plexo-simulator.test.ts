import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import { isRetryable, type PaymentGateway, type SessionPage } from '../../src/core/ports/gateway.ts'
import { createPlexoGateway } from '../../src/main/adapters/plexo/gateway.ts'
import { DEFAULT_OPTIONS } from '../../src/simulator/options.ts'
import { startSimulator } from '../../src/simulator/server.ts'
import { linkAttempt } from './plexo-provider.ts'
import { failure, keptLog, movedClock, must } from './plugipay-provider.ts'

/** The adapter and the simulator know nothing of each other but Plexo's documents. */
let simulator: Awaited<ReturnType<typeof startSimulator>>
let gateway: PaymentGateway

beforeEach(async () => {
  simulator = await startSimulator({ rate: { reads: 1_000, writes: 1_000 } })
  gateway = till()
})
afterEach(() => simulator.close())

const till = () =>
  createPlexoGateway(
    {
      ...DEFAULT_OPTIONS.plexo,
      origin: simulator.url,
      mode: 'practice',
      currency: 'UYU',
      returnUrl: 'https://shop.example/thanks',
      cancelUrl: 'https://shop.example/canceled',
    },
    { clock: movedClock(), log: keptLog() },
  )

async function act(path: string, body: object = {}, method: 'POST' | 'PUT' = 'POST'): Promise<void> {
  const answer = await fetch(`${simulator.url}/_sim${path}`, { method, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`the simulator refuses ${path}: ${await answer.text()}`)
}
const play = (sessionId: string, move: string, body = {}) => act(`/plexo/sessions/${sessionId}/${move}`, body)
const dropNextAnswer = (path: string) =>
  act(
    '/faults',
    { rules: [{ match: { method: 'POST', path }, times: 1, action: { type: 'dropAfterCommit' } }] },
    'PUT',
  )
const open = async (attempt = linkAttempt()) =>
  must(await gateway.create(gateway.prepareCreate(attempt))).facts.sessionId
const statusOf = async (id: string) => must(await gateway.read(id)).facts.status
const findQuery = (attemptId: string) => ({
  tenderId: `tender-of-${attemptId}`,
  attemptId,
  createdAfter: new Date(Date.now() - 60_000).toISOString(),
})

describe('the adapter against the simulated Plexo', () => {
  it('a new session waits, with its amount, its end and a page on a known host', async () => {
    const { facts } = must(await gateway.create(gateway.prepareCreate(linkAttempt())))
    expect(facts).toMatchObject({ status: 'waiting', amount: 1_999, currency: 'UYU', mode: 'test' })
    expect(Date.parse(facts.expiresAt ?? '')).toBeGreaterThan(Date.now())
    const page = await fetch(facts.hostedUrl ?? '')
    expect(page.status).toBe(200)
  })

  it('a denied card, then a good one: paid, with time, payment and tender', async () => {
    const attempt = linkAttempt()
    const id = await open(attempt)
    await play(id, 'decline')
    expect(await statusOf(id)).toBe('waiting')
    await play(id, 'start')
    expect(await statusOf(id)).toBe('paying')
    await play(id, 'pay')
    const { facts } = must(await gateway.read(id))
    expect(facts).toMatchObject({
      status: 'completed',
      amount: 1_999,
      tenderId: attempt.metadata['tender_id'],
      terminalId: 'till-1',
    })
    expect(facts.completedAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
    expect(facts.paymentId).not.toBeNull()
  })

  it('authorized money calls for a person, failed is over, another amount is told', async () => {
    const [reserved, failed, short] = [await open(), await open(), await open()]
    await play(reserved, 'authorize')
    await play(failed, 'fail')
    await play(short, 'pay', { amount: 10.5 })
    expect(await statusOf(reserved)).toBe('review')
    expect(await statusOf(failed)).toBe('failed')
    expect(must(await gateway.read(short)).facts).toMatchObject({ status: 'completed', amount: 1_050 })
  })

  it('the end comes by the provider’s clock', async () => {
    const id = await open()
    await act('/clock', { advanceSec: 3_600 })
    expect(await statusOf(id)).toBe('expired')
  })

  it('a create whose answer was lost exists once: unknown, then a conflict, then found', async () => {
    const attempt = linkAttempt()
    const call = gateway.prepareCreate(attempt)
    await dropNextAnswer('/sessions')
    const lost = failure(await gateway.create(call))
    expect(lost.type).toBe('unknown')
    expect(isRetryable(lost)).toBe(true)
    expect(failure(await gateway.create(call)).type).toBe('conflict')
    const found = must(await gateway.find(findQuery(attempt.attemptId)))
    const listed = must(await gateway.list({})).sessions.map(({ facts }) => facts.sessionId)
    expect(listed).toEqual([found?.facts.sessionId])
  })

  it('a restarted till reads and finds what it has forgotten', async () => {
    const attempt = linkAttempt()
    const id = await open(attempt)
    await play(id, 'pay')
    for (let count = 0; count < 3; count += 1) await open()
    gateway = till()
    expect(must(await gateway.find(findQuery(attempt.attemptId)))?.facts.status).toBe('completed')
    gateway = till()
    expect(must(await gateway.read(id)).facts).toMatchObject({ status: 'completed', amount: 1_999 })
    expect(failure(await gateway.read('0'.repeat(32))).type).toBe('unknown')
  })

  it('pages of a list hold every session once', async () => {
    const made: string[] = []
    for (let count = 0; count < 5; count += 1) made.push(await open())
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: SessionPage = must(
        await gateway.list(cursor === null ? { limit: 2 } : { limit: 2, cursor }),
      )
      seen.push(...page.sessions.map(({ facts }) => facts.sessionId))
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(seen.toSorted()).toEqual(made.toSorted())
  })

  it('an amount the provider does not take is refused for good', async () => {
    const call = gateway.prepareCreate(linkAttempt({ amount: amountOf(0) }))
    expect(failure(await gateway.create(call))).toMatchObject({ type: 'refused', status: 400 })
  })

  it('refunds go back in parts, each once, and a void is whole', async () => {
    const id = await open()
    await play(id, 'pay')
    const chargeId = must(await gateway.read(id)).facts.paymentId ?? ''
    const { refunds } = gateway.desks
    const part = (amount: number, idempotencyKey: string) =>
      refunds.prepare({
        idempotencyKey,
        chargeId,
        amount: amountOf(amount),
        currency: 'UYU',
        reason: 'other',
        metadata: {},
      })
    await dropNextAnswer('/payments/*/refunds')
    expect(failure(await refunds.send(part(999, 'r1'))).type).toBe('unknown')
    const first = must(await refunds.send(part(999, 'r1')))
    const second = must(await refunds.send(part(1_000, 'r2')))
    expect(must(await refunds.ofCharge(chargeId))).toEqual([first, second])
    expect([first, second]).toMatchObject([
      { status: 'succeeded', amount: 999 },
      { status: 'succeeded', amount: 1_000 },
    ])
    expect(failure(await refunds.send(part(1, 'r3')))).toMatchObject({ type: 'conflict' })
    expect(await statusOf(id)).toBe('refunded')
  })

  it('money that is only reserved is let go', async () => {
    const id = await open()
    await play(id, 'authorize')
    const chargeId = must(await gateway.read(id)).facts.paymentId ?? ''
    const { refunds } = gateway.desks
    const all = {
      idempotencyKey: 'v1',
      chargeId,
      amount: null,
      currency: 'UYU',
      reason: 'other',
      metadata: {},
    } as const
    expect(must(await refunds.send(refunds.prepare(all)))).toMatchObject({
      status: 'succeeded',
      amount: 1_999,
    })
    expect(await statusOf(id)).toBe('canceled')
  })

  it('the check tells mode and clock', async () => {
    expect(must(await gateway.check())).toMatchObject({ mode: 'test' })
  })
})
