import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Clock } from '../../src/core/ports/system.ts'
import { systemClock } from '../../src/main/adapters/system/system.ts'
import { nextCustomer } from '../../src/main/usecases/selling/counter.ts'
import { sweepOutcomes } from '../../src/main/usecases/provider/known-outcomes.ts'
import { settingsOf } from '../../src/main/usecases/till.ts'
import { displayView } from '../../src/main/usecases/views/display.ts'
import { eventually, fillCart, openTestTill, type TestTill } from './bench.ts'
import {
  CHARGE,
  CREATE,
  CREATED,
  expectRefused,
  expectSentence,
  READ,
  watchTill,
  type SeenRequest,
} from './bad-input-bench.ts'
import { quickClock } from '../fakes/quick-clock.ts'
import { wallClock } from '../fakes/wall-clock.ts'

let till: TestTill
const at = watchTill(() => till)

afterEach(async () => {
  await till.close()
})

async function open(options: Parameters<typeof openTestTill>[0] = {}): Promise<void> {
  till = await openTestTill({ clock: quickClock(), ...options })
}
/** The till has heard from its provider once, so that what follows is not its first word. */
async function online(options: Parameters<typeof open>[0] = {}): Promise<void> {
  await open(options)
  await eventually(() => at.network().state === 'online', at.network)
}
const payCash = () =>
  till.core.manual.payCash({ attemptId: till.ids.next(), amount: null, tendered: 1_000_000 as never })

describe('an answer that did not come or cannot be read', () => {
  const DISTORTIONS = [
    ['it was lost after the provider acted', { type: 'dropAfterCommit' }, 1],
    ['the question was lost', { type: 'dropBeforeCommit' }, 1],
    ['it was cut in the middle', { type: 'truncatedJson' }, 1],
    ['the line broke in the middle', { type: 'cutBody' }, 1],
    ['a gateway answered instead, before', { type: 'html502', afterCommit: false }, 1],
    ['a gateway answered instead, after', { type: 'html502', afterCommit: true }, 1],
    ['the provider broke, before', { type: 'status', status: 500, afterCommit: false }, 1],
    ['the provider broke, after', { type: 'status', status: 503, afterCommit: true }, 1],
    ['it was lost twice', { type: 'dropAfterCommit' }, 2],
  ] as const

  it.each(DISTORTIONS)(
    'is unknown, and asked for again with the same key and bytes: %s',
    async (_name, action, times) => {
      await online()
      await at.faults({ match: CREATE, times, action })
      fillCart(till, 45_000)
      expect((await at.charge()).ok).toBe(true)
      await at.seen('POST', CREATED, 1)
      // nothing is said about it: not failed, not paid, and the screen goes on asking
      await eventually(() => at.tender()?.trouble !== null, at.sale)
      expect(at.tender()).toMatchObject({ state: 'requesting', inFlight: true, sessionId: null })
      expectSentence(at.tender()?.trouble, 'provider_unknown')
      expect(at.screen()).toBe('asking')
      await at.becomes('presented')
      const creates = (await at.seen('POST', CREATED, times + 1)).slice(0, times + 1)
      expect(creates).toHaveLength(times + 1)
      expect(new Set(creates.map((each) => each.idempotencyKey)).size).toBe(1)
      expect(creates[0]?.idempotencyKey).toMatch(/:create$/)
      expect(new Set(creates.map((each) => each.body)).size).toBe(1)
      expect(creates[0]?.body).toContain('45000')
      expect(await at.sessions()).toHaveLength(1)
      expect(at.tender()?.trouble).toBeNull()
    },
  )

  it('says the same after a restart in the middle, and finds its one session', async () => {
    await online()
    await at.faults({ match: CREATE, times: 2, action: { type: 'dropAfterCommit' } })
    fillCart(till, 45_000)
    await at.charge()
    await at.seen('POST', CREATED, 1)
    await till.restart()
    await at.becomes('presented')
    const creates = await at.seen('POST', CREATED, 2)
    expect(new Set(creates.map((each) => `${each.idempotencyKey} ${each.body}`)).size).toBe(1)
    expect(await at.sessions()).toHaveLength(1)
  })

  it('to a charge gives the attempt up, takes its session down, and the cashier may press again', async () => {
    await online()
    await at.faults({ match: CHARGE, times: 1, action: { type: 'dropAfterCommit' } })
    fillCart(till, 45_000)
    await at.charge()
    await at.becomes('canceled')
    expect(at.sale()?.timeline.map((each) => each.kind)).not.toContain('code_shown')
    expect((await at.sessions()).map((each) => each.status)).toEqual(['canceled'])
    // a charge has no key at the provider, so it was sent once only
    expect(await at.seen('POST', /\/charge$/, 1)).toHaveLength(1)
    expect((await at.charge()).ok).toBe(true)
    await at.becomes('presented')
    expect((await at.sessions()).map((each) => each.status)).toEqual(['canceled', 'open'])
  })
})

describe('a key that does not fit', () => {
  it.each([
    ['a wrong secret', { keyId: 'ak_test_simulator', secret: 'sk_test_wrong' }],
    ['an unknown key', { keyId: 'ak_test_nobody', secret: 'sk_test_simulator' }],
  ])('is told in words, and cash still sells: %s', async (_name, key) => {
    await open({ key })
    await eventually(() => at.network().reason !== null, at.network)
    expectSentence(at.network().reason, 'provider_key_wrong')
    expect(at.network().state).toBe('degraded')
    fillCart(till, 45_000)
    await at.charge()
    await at.becomes('refused')
    expectSentence(at.tender()?.trouble, 'provider_key_wrong')
    expect(at.screen()).toBe('waiting')
    expect(await at.sessions()).toEqual([])
    expect((await payCash()).ok).toBe(true)
    expect(at.sale()?.status).toBe('paid')
  })

  it.each([
    ['no key', { keyId: '', secret: 'sk_test_simulator' }],
    ['no secret', { keyId: 'ak_test_simulator', secret: '' }],
  ])('that is not there is told in words, and nothing is sent: %s', async (_name, key) => {
    await open({ key })
    fillCart(till, 45_000)
    await at.charge()
    await at.becomes('refused')
    expectSentence(at.tender()?.trouble, 'provider_key_missing')
    await eventually(() => at.network().reason?.type === 'provider_key_missing', at.network)
    const { requests } = (await till.hand('requests', undefined, 'GET')) as { requests: SeenRequest[] }
    expect(requests).toEqual([])
    expect((await payCash()).ok).toBe(true)
  })

  it('is never repeated to anybody: the secret is in no refusal and no book', async () => {
    const secret = 'sk_test_wrong_4711'
    await open({ key: { keyId: 'ak_test_simulator', secret } })
    fillCart(till, 45_000)
    await at.charge()
    await at.becomes('refused')
    expect(JSON.stringify([at.sale(), at.network()])).not.toContain(secret)
  })
})

describe('a clock that is off by an hour', () => {
  it('is told, and the payment goes through by the corrected time', async () => {
    await online()
    expect(at.network().reason).toBeNull()
    await till.hand('clock', { advanceSec: 3_600 })
    fillCart(till, 45_000)
    await at.charge()
    await at.becomes('presented')
    expect(await at.sessions()).toHaveLength(1)
    const creates = await at.seen('POST', CREATED, 2)
    expect(new Set(creates.map((each) => `${each.idempotencyKey} ${each.body}`)).size).toBe(1)
    expect(at.network().state).toBe('online')
    expectSentence(at.network().reason, 'provider_clock_off')
    const { reason } = at.network()
    const offset = reason?.type === 'provider_clock_off' ? (reason.offsetSeconds ?? 0) : 0
    expect(Math.abs(offset - 3_600)).toBeLessThan(30)
    await till.hand(`sessions/${at.sessionId()}/pay`)
    await eventually(() => at.sale()?.status === 'paid', at.sale)
  })

  it.each([-3_600, 3_600, 90])('is told before the first customer has to find out: %i s', async (seconds) => {
    const clock: Clock = {
      ...systemClock,
      epochMs: () => systemClock.epochMs() + seconds * 1000,
      now: () => new Date(systemClock.epochMs() + seconds * 1000).toISOString(),
    }
    await open({ clock })
    await eventually(() => at.network().reason?.type === 'provider_clock_off', at.network)
    fillCart(till, 45_000)
    await at.charge()
    await at.becomes('presented')
    expect(at.network().reason?.type).toBe('provider_clock_off')
    // both screens count down by this machine's clock, and take a code away whose time is over by it
    const display = displayView(till.core.till)
    const end = display.screen === 'code' ? Date.parse(display.code.expiresAt ?? '') : Number.NaN
    const left = (end - clock.epochMs()) / 1_000
    const { codeLifetimeSec } = settingsOf(till.core.till)
    expect(left).toBeGreaterThan(codeLifetimeSec - 60)
    expect(left).toBeLessThan(codeLifetimeSec + 60)
    sweepOutcomes(till.core.till)
    expect(at.attention()).toEqual([])
  })

  it('set while a code is shown moves its end with it: at the next answer, and without one when it was set back', async () => {
    const clock = wallClock(4)
    await open({ clock })
    fillCart(till, 45_000)
    await at.charge()
    await at.becomes('presented')
    const { codeLifetimeSec } = settingsOf(till.core.till)
    const secondsLeft = (): number => {
      const display = displayView(till.core.till)
      const end = display.screen === 'code' ? Date.parse(display.code.expiresAt ?? '') : Number.NaN
      return (end - clock.epochMs()) / 1_000
    }
    const isRight = () => Math.abs(secondsLeft() - codeLifetimeSec) < 60
    const rings: string[] = []
    till.core.till.changed.listen(() => rings.push(at.network().reason?.type ?? 'none'))
    clock.set(3_600_000)
    // nothing is created meanwhile: the read of the code that is shown tells the time
    await eventually(isRight, secondsLeft)
    expect(rings).toContain('provider_clock_off')
    // put right where nobody answers: the code must not stay an hour longer than it lives
    await till.hand('outage', { on: true })
    rings.length = 0
    clock.set(-3_600_000)
    await eventually(isRight, secondsLeft)
    expect(rings.length).toBeGreaterThan(0)
    await till.hand('outage', { on: false })
    await eventually(() => at.network().state === 'online' && at.network().reason === null, at.network)
    expect(isRight()).toBe(true)
  })

  it('is no longer told once the clock was put right', async () => {
    // only the waiting passes faster
    const clock = wallClock(20)
    clock.set(3_600_000)
    await open({ clock })
    await eventually(() => at.network().reason?.type === 'provider_clock_off', at.network)
    clock.set(Date.now() - clock.epochMs())
    await eventually(() => at.network().reason === null, at.network)
  })

  it('is not told for a few seconds', async () => {
    await online()
    await till.hand('clock', { advanceSec: 30 })
    fillCart(till, 45_000)
    await at.charge()
    await at.becomes('presented')
    expect(at.network()).toMatchObject({ state: 'online', reason: null })
  })
})

describe('an outage', () => {
  it('is one only when it lasts: a single lost call is not', async () => {
    await online()
    const states: string[] = []
    till.core.till.changed.listen(() => states.push(at.network().state))
    await at.faults({ match: CREATE, times: 1, action: { type: 'dropBeforeCommit' } })
    fillCart(till, 45_000)
    await at.charge()
    await at.becomes('presented')
    expect(states).toContain('degraded')
    expect(states).not.toContain('offline')
    expect(at.network().state).toBe('online')
  })

  it.each([200, 302, 401, 403, 404])(
    'made by a page of the network (%i) is told as that; nothing is given up, and nothing made twice',
    async (status) => {
      await online()
      await at.faults({ match: {}, action: { type: 'portal', status } })
      fillCart(till, 45_000)
      await at.charge()
      await eventually(() => at.network().state === 'offline', at.network)
      expectSentence(at.network().reason, 'provider_unknown')
      expect(at.network().reason).toMatchObject({ detail: status === 302 ? 'redirect' : 'not_the_provider' })
      expect(at.tender()).toMatchObject({ state: 'requesting', trouble: { type: 'provider_unknown' } })
      await at.noFaults()
      await at.becomes('presented')
      expect(await at.sessions()).toHaveLength(1)
      await eventually(() => at.network().state === 'online', at.network)
    },
  )

  it('is told with its reason; cash sells on, and its booking arrives afterwards, once', async () => {
    await online()
    await till.hand('outage', { on: true })
    fillCart(till, 45_000)
    await at.charge()
    await eventually(() => at.network().state === 'offline', at.network)
    expectSentence(at.network().reason, 'provider_unknown')
    expect(at.screen()).toBe('asking')
    // nothing was shown, so nothing is in the way of cash
    expect((await payCash()).ok).toBe(true)
    expect(at.sale()?.status).toBe('paid')
    const first = at.sale()?.id ?? ''
    expect(nextCustomer(till.core.till).ok).toBe(true)
    fillCart(till, 12_000)
    expect((await payCash()).ok).toBe(true)
    expect(at.tender()?.booking).toBe('creating')
    await till.hand('outage', { on: false })
    for (const each of [
      at.tender()?.id ?? '',
      till.core.till.store.read.sale(first)?.sale.tenders.at(-1)?.id ?? '',
    ])
      await till.core.payments.checkNow(each)
    await eventually(() => at.network().state === 'online', at.network)
    await eventually(() => at.tender()?.booking === 'booked', at.sale)
    await eventually(
      () => {
        const paid = till.core.till.store.read.sale(first)?.sale.tenders.at(-1)
        return paid?.type === 'manual' && paid.booking.name === 'booked'
      },
      () => till.core.till.store.read.sale(first),
    )
    const completed = (await at.sessions()).filter((each) => each.status === 'completed')
    expect(completed).toHaveLength(2)
    expect(at.attention()).toEqual([])
  })

  it('is told soon to whoever presses for a code again, also by a line that swallows everything', async () => {
    await online()
    await till.hand('outage', { on: true })
    fillCart(till, 45_000)
    await at.charge()
    await eventually(() => at.network().state === 'offline', at.network)
    expect((await payCash()).ok).toBe(true)
    nextCustomer(till.core.till)
    await at.faults({ match: {}, action: { type: 'delay', ms: 60_000 } })
    await till.hand('outage', { on: false })
    await eventually(() => at.network().state === 'offline', at.network)
    fillCart(till, 12_000)
    const callEnded = vi.spyOn(till.core.till.network, 'failed')
    expectRefused(await at.charge(), 'provider_unknown')
    // the answer did not wait for the end of the call
    expect(callEnded).not.toHaveBeenCalled()
    callEnded.mockRestore()
    expect((await payCash()).ok).toBe(true)
    await at.noFaults()
    await eventually(() => at.network().state === 'online', at.network)
  })

  it('while a code is shown covers nothing up: the money is there when the line is', async () => {
    await online()
    fillCart(till, 45_000)
    await at.charge()
    await at.becomes('presented')
    await till.hand('outage', { on: true })
    await eventually(() => at.network().state === 'offline', at.network)
    expect(at.tender()?.state).toBe('presented')
    expectRefused(await till.core.payments.checkNow(at.tender()?.id ?? ''), 'provider_unknown')
    await till.hand(`sessions/${at.sessionId()}/pay`)
    expect(at.sale()?.status).toBe('open')
    await till.hand('outage', { on: false })
    await eventually(() => at.sale()?.status === 'paid', at.sale)
    await eventually(() => at.network().state === 'online', at.network)
  })
})

describe('a provider that asks to wait', () => {
  const gapMs = (seen: readonly SeenRequest[], fault: string): number => {
    const refused = seen.findIndex((each) => each.fault === fault)
    return Date.parse(seen[refused + 1]?.at ?? '') - Date.parse(seen[refused]?.at ?? '')
  }

  it('is obeyed before a create is sent again', async () => {
    await online({ clock: systemClock })
    await at.faults({ match: CREATE, times: 1, action: { type: 'tooMany', retryAfterSec: 3 } })
    fillCart(till, 45_000)
    await at.charge()
    await eventually(() => at.tender()?.trouble?.type === 'provider_busy', at.sale)
    expectSentence(at.tender()?.trouble, 'provider_busy')
    await at.becomes('presented')
    expect(gapMs(await at.seen('POST', CREATED, 2), 'tooMany')).toBeGreaterThanOrEqual(3_000)
  })

  it('is obeyed before a session is read again', async () => {
    await online({ clock: systemClock })
    fillCart(till, 45_000)
    await at.charge()
    await at.becomes('presented')
    await at.faults({ match: READ, times: 1, action: { type: 'tooMany', retryAfterSec: 3 } })
    await eventually(() => at.network().reason?.type === 'provider_busy', at.network)
    await eventually(() => at.network().state === 'online', at.network)
    const reads = await at.seen('GET', /checkout-sessions\/\w+$/, 2)
    expect(gapMs(reads, 'tooMany')).toBeGreaterThanOrEqual(3_000)
  })
})
