import { describe, expect, it } from 'vitest'
import {
  createCallBudget,
  pacedGateway,
  WORKSPACE_LIMITS,
} from '../../src/main/usecases/provider/call-budget.ts'
import type { PaymentGateway } from '../../src/core/ports/gateway.ts'
import { err, ok } from '../../src/core/domain/result.ts'
import type { Clock } from '../../src/core/ports/system.ts'

/** Time that stands still until it is moved; whatever waits runs when its moment comes. */
function standingClock(): Clock & { advance(ms: number): Promise<void>; setBack(ms: number): void } {
  let at = 1_000_000
  let waiting: { at: number; run: () => void }[] = []
  return {
    epochMs: () => at,
    now: () => new Date(at).toISOString(),
    after: (ms, run) => {
      const entry = { at: at + ms, run }
      waiting.push(entry)
      return () => {
        waiting = waiting.filter((each) => each !== entry)
      }
    },
    advance: async (ms) => {
      const until = at + ms
      for (;;) {
        const [next] = waiting.filter((each) => each.at <= until).toSorted((a, b) => a.at - b.at)
        if (next === undefined) break
        at = Math.max(at, next.at)
        waiting = waiting.filter((each) => each !== next)
        next.run()
        await Promise.resolve()
      }
      at = until
      await Promise.resolve()
    },
    setBack: (ms) => {
      at -= ms
    },
  }
}

function counted(budget: ReturnType<typeof createCallBudget>) {
  const went = { live: 0, background: 0 }
  const ask = (urgency: 'live' | 'background', times: number) => {
    for (let n = 0; n < times; n += 1)
      void budget.take('write', urgency).then((turn) => {
        if (turn === true) went[urgency] += 1
      })
  }
  return { went, ask }
}

describe("a till's part of the provider's limit", () => {
  it('is never exceeded, however much waits: half of 20 writes a second is 10', async () => {
    const clock = standingClock()
    const { went, ask } = counted(createCallBudget(clock, () => 0.5))
    ask('live', 100)
    await clock.advance(0)
    expect(went.live).toBe(10)
    await clock.advance(3_000)
    expect(went.live).toBeGreaterThanOrEqual(39)
    expect(went.live).toBeLessThanOrEqual(40)
  })

  it('goes to waiting customers first, and bookings leave room for the next one', async () => {
    const clock = standingClock()
    const { went, ask } = counted(createCallBudget(clock, () => 0.5))
    ask('background', 1_000)
    await clock.advance(0)
    expect(went.background).toBe(6)
    // a customer comes while hundreds of bookings wait: no waiting for any of them
    ask('live', 4)
    await clock.advance(0)
    expect(went.live).toBe(4)
    await clock.advance(10_000)
    expect(went.background).toBeGreaterThan(80)
  })

  it('is the whole limit for a till that has it all', async () => {
    const clock = standingClock()
    const { went, ask } = counted(createCallBudget(clock, () => 1))
    ask('live', 1_000)
    await clock.advance(0)
    expect(went.live).toBe(WORKSPACE_LIMITS.write)
  })

  it('keeps a promised pause, tells how long it is, and goes on after it', async () => {
    const clock = standingClock()
    const budget = createCallBudget(clock, () => 0.5)
    budget.hold(5_000)
    expect(await budget.take('read', 'live')).toEqual({ retryAfterMs: 5_000 })
    await clock.advance(4_000)
    const turn = budget.take('read', 'live')
    await clock.advance(1_100)
    expect(await turn).toBe(true)
  })

  it('does not wait for a day because the clock was set back a day', async () => {
    const clock = standingClock()
    const budget = createCallBudget(clock, () => 0.5)
    budget.hold(1_000)
    clock.setBack(86_400_000)
    const turn = budget.take('read', 'live')
    await clock.advance(1_100)
    expect(await turn).toBe(true)
  })
})

describe('a gateway on such a budget', () => {
  it('sends nothing while the provider has asked for a pause, and says so', async () => {
    const clock = standingClock()
    let sent = 0
    const gateway = {
      read: () => {
        sent += 1
        return Promise.resolve(sent === 1 ? err({ type: 'rate_limited', retryAfterMs: 9_000 }) : ok(null))
      },
    } as unknown as PaymentGateway
    const budget = createCallBudget(clock, () => 0.5)
    const live = pacedGateway({ ...gateway, desks: {} as PaymentGateway['desks'] }, budget, 'live')
    expect(await live.read('s1')).toMatchObject({ error: { type: 'rate_limited', retryAfterMs: 9_000 } })
    expect(await live.read('s1')).toMatchObject({ error: { type: 'rate_limited' } })
    expect(sent).toBe(1)
    await clock.advance(9_000)
    expect(await live.read('s1')).toEqual(ok(null))
  })

  it('keeps that pause at every desk of the provider too, and learns of it there', async () => {
    const clock = standingClock()
    let sent = 0
    const busy = () => {
      sent += 1
      return Promise.resolve(err({ type: 'rate_limited', retryAfterMs: 9_000 }))
    }
    const desks = {
      receipts: { issued: busy, read: busy },
      refunds: { send: busy, ofCharge: busy },
      ledger: { postings: busy },
    } as unknown as PaymentGateway['desks']
    const gateway = { desks } as unknown as PaymentGateway
    const budget = createCallBudget(clock, () => 0.5)
    const background = pacedGateway(gateway, budget, 'background')
    const page = { issuedAfter: '', postedAfter: '', cursor: null }
    await background.desks.receipts.issued(page)
    expect(sent).toBe(1)
    const live = pacedGateway(gateway, budget, 'live')
    const answers = [
      await background.desks.ledger.postings(page),
      await live.desks.refunds.send({ idempotencyKey: 'k', body: '{}' }),
      await live.desks.refunds.ofCharge('ch_1'),
    ]
    expect(answers.map((each) => each.ok || each.error.type)).toEqual(Array(3).fill('rate_limited'))
    expect(sent).toBe(1)
    await clock.advance(9_000)
    await live.desks.refunds.ofCharge('ch_1')
    expect(sent).toBe(2)
  })
})
