import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EdcSlip } from '../../src/core/domain/tenders/evidence.ts'
import { amountOf } from '../../src/core/domain/money.ts'
import { createMemorySecrets } from '../fakes/memory-secrets.ts'
import { createIds, silentLog } from '../../src/main/adapters/system/system.ts'
import { startCore, type Core } from '../../src/main/core.ts'
import { ownTerminals } from '../../src/main/usecases/books/restored.ts'
import { confirmationCount, confirmationsView } from '../../src/main/usecases/confirmations/confirmations.ts'
import { nextCustomer, setDraft } from '../../src/main/usecases/selling/counter.ts'
import { businessDateOf, saleOnCounter, settingsOf } from '../../src/main/usecases/till.ts'
import { DEFAULT_OPTIONS } from '../../src/simulator/options.ts'
import { startSimulator } from '../../src/simulator/server.ts'
import { dutyOf, registerOwner } from '../fakes/duty.ts'
import { wallClock } from '../fakes/wall-clock.ts'
import { must } from './after-sale-bench.ts'
import { cartOf, eventually, type SimulatorBooks } from './bench.ts'

// what is between two tries passes faster; what the clocks say is what the provider's says
const clock = wallClock(8)
const ids = createIds(clock)

let home: string
let provider: Awaited<ReturnType<typeof startSimulator>>
let running: Core[]
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'gerai-two-tills-'))
  provider = await startSimulator(DEFAULT_OPTIONS)
  running = []
})
afterEach(async () => {
  for (const core of running) await core.stop()
  await provider.close()
  rmSync(home, { recursive: true, force: true })
})

/** One more till of the same workspace; its books are in a folder of their own. */
async function tillIn(folder: string): Promise<Core> {
  const core = must(
    await startCore({
      ...{ dataFolder: join(home, folder), mode: 'practice', clock, ids, log: silentLog },
      ...{ secrets: createMemorySecrets(), duty: dutyOf(clock), environmentProfile: null },
      practice: {
        ...{ url: provider.url, keyId: 'ak_test_simulator', secret: 'sk_test_simulator' },
        plexo: DEFAULT_OPTIONS.plexo,
      },
    }),
  )
  running.push(core)
  if (core.till.store.read.people().length === 0) registerOwner(core.till.store, clock)
  return core
}

const hand = async (path: string, method = 'POST'): Promise<unknown> => {
  const init = method === 'GET' ? { method } : { method, body: '{}' }
  const answer = await fetch(`${provider.url}/_sim/${path}`, init)
  if (!answer.ok) throw new Error(`_sim/${path}: ${answer.status}`)
  return await answer.json()
}
const captures = async () => ((await hand('books', 'GET')) as SimulatorBooks).captures

const saleAt = ({ till }: Core) => saleOnCounter(till)
const tenderAt = (core: Core) => saleAt(core)?.sale.tenders.at(-1)
const itemsOf = ({ till }: Core): readonly string[] =>
  till.store.read.attentions({ cursor: null, limit: 50 }).rows.map(({ kind }) => kind)
const dayOf = ({ till }: Core): string => businessDateOf(clock.epochMs(), settingsOf(till).utcOffsetMinutes)

async function takeQris(core: Core, price: number): Promise<string> {
  must(setDraft(core.till, cartOf(price)))
  must(await core.payments.charge({ attemptId: ids.next(), kind: 'qris', amount: null }))
  const shown = await eventually(
    () => {
      const tender = tenderAt(core)
      return tender?.type === 'provider' && tender.state.name === 'presented' && tender.state
    },
    () => saleAt(core),
  )
  await hand(`sessions/${shown.sessionId}/pay`)
  await eventually(
    () => saleAt(core)?.sale.phase === 'paid',
    () => saleAt(core),
  )
  nextCustomer(core.till)
  return shown.sessionId
}

const SLIP: EdcSlip = {
  ...{ bank: 'BCA', tid: '12345678', mid: '000000012345678', batch: '000012', trace: '000345' },
  ...{ rrn: '000012345678', approvalCode: 'A1B2C3', lastFour: '1234', entryMode: 'chip' },
}

/** A card slip that waits for a person; the tender and the session of its booking. */
async function recordSlip(core: Core, price: number): Promise<{ tenderId: string; sessionId: string }> {
  must(setDraft(core.till, cartOf(price)))
  must(await core.manual.recordEdc({ attemptId: ids.next(), amount: null, slip: SLIP }))
  return await eventually(
    () => {
      const tender = tenderAt(core)
      return (
        tender?.type === 'manual' &&
        tender.booking.name === 'in_review' && { tenderId: tender.id, sessionId: tender.booking.sessionId }
      )
    },
    () => saleAt(core),
  )
}

/** Money that a buyer says they paid on the provider's page: no till has made it. */
async function claimedOnPage(core: Core, amount: number): Promise<string> {
  const { gateway } = core.till
  const key = ids.next()
  const prepared = gateway.prepareCreate({
    ...{ attemptId: key, idempotencyKey: `page:${key}:create`, amount: amountOf(amount), currency: 'IDR' },
    ...{ purpose: 'booking', expiresInSec: 3_600, lines: [], metadata: { order: key } },
  })
  const made = await gateway.create(prepared)
  if (!made.ok) throw new Error(JSON.stringify(made.error))
  const { sessionId } = made.value.facts
  await gateway.desks.proofs.claim(sessionId, null)
  return sessionId
}

const inboxOf = async (core: Core) => {
  must(await core.reviews.refresh())
  return confirmationsView(core.till, core.reviews).rows
}
const press = (decision: 'confirm' | 'reject', sessionId: string, amount: number) => ({
  ...{ decision, sessionId, amount: amountOf(amount), reason: decision === 'reject' ? 'tidak ada' : null },
})
const decidedAt = (core: Core, sessionId: string) => core.till.store.read.review(sessionId)?.state

describe('two tills of one workspace', () => {
  it('keep their own sales: what the other one takes is told as elsewhere, and is no difference', async () => {
    const [a, b] = [await tillIn('a'), await tillIn('b')]
    await takeQris(a, 20_000)
    const ofB = await takeQris(b, 30_000)
    expect(a.till.store.read.session(ofB)).toBeNull()
    for (const [core, own, other] of [
      [a, 20_000, 30_000],
      [b, 30_000, 20_000],
    ] as const) {
      expect(await core.reconciler.run(dayOf(core))).toMatchObject({
        value: {
          ...{ matched: 1, differences: [], ours: { count: 1, amount: own } },
          elsewhere: { count: 1, amount: other },
        },
      })
      expect(itemsOf(core)).toEqual([])
    }
  })

  it('show a slip that waits at the other one, and decide nothing about it', async () => {
    const [a, b] = [await tillIn('a'), await tillIn('b')]
    const { tenderId, sessionId } = await recordSlip(a, 90_000)
    expect(await inboxOf(b)).toMatchObject([{ source: 'page', id: sessionId, owner: 'other' }])
    expect(confirmationCount(b.till)).toBe(0)
    for (const decision of ['confirm', 'reject'] as const)
      expect(await b.reviews.decide(press(decision, sessionId, 90_000))).toMatchObject({
        error: { type: 'review_of_other_till' },
      })
    must(a.manual.accept(tenderId))
    await eventually(
      async () => (await captures()).length === 1,
      () => tenderAt(a),
    )
    await eventually(
      async () => (await inboxOf(b)).length === 0,
      () => confirmationsView(b.till, b.reviews).rows,
    )
    expect(await b.reconciler.run(dayOf(b))).toMatchObject({
      value: { matched: 0, differences: [], elsewhere: { count: 1, amount: 90_000 } },
    })
  })

  it('both see a payment of the page; confirmed at both at once it is confirmed once, and both know it', async () => {
    const [a, b] = [await tillIn('a'), await tillIn('b')]
    const sessionId = await claimedOnPage(a, 40_000)
    for (const core of [a, b])
      expect(await inboxOf(core)).toMatchObject([{ id: sessionId, owner: 'page', amount: 40_000 }])
    await Promise.all([a, b].map((core) => core.reviews.decide(press('confirm', sessionId, 40_000))))
    await eventually(
      () => [a, b].every((core) => decidedAt(core, sessionId) !== 'sent'),
      () => [a, b].map((core) => core.till.store.read.review(sessionId)),
    )
    expect(await captures()).toHaveLength(1)
    expect([a, b].map((core) => decidedAt(core, sessionId))).toContain('done')
    for (const core of [a, b]) {
      expect(await inboxOf(core)).toEqual([])
      expect(itemsOf(core)).toEqual([])
      expect(await core.reconciler.run(dayOf(core))).toMatchObject({
        value: { differences: [], elsewhere: { count: 1 } },
      })
    }
  })

  it('confirmed at one while it is turned down at the other: one of them holds, and the other is told', async () => {
    const [a, b] = [await tillIn('a'), await tillIn('b')]
    const sessionId = await claimedOnPage(a, 41_000)
    await inboxOf(a)
    await inboxOf(b)
    const answers = await Promise.all([
      a.reviews.decide(press('confirm', sessionId, 41_000)),
      b.reviews.decide(press('reject', sessionId, 41_000)),
    ])
    await eventually(
      () =>
        [a, b].every((core) =>
          ['done', 'differs', 'refused', undefined].includes(decidedAt(core, sessionId)),
        ),
      () => [a, b].map((core) => core.till.store.read.review(sessionId)),
    )
    const isPaid = (await captures()).length === 1
    const [held, told] = isPaid ? [a, b] : [b, a]
    expect(decidedAt(held, sessionId)).toBe('done')
    expect(itemsOf(held)).toEqual([])
    // who came second was refused before anything was stored, or is told that it went the other way
    const wasRefused = !answers[isPaid ? 1 : 0].ok
    expect(wasRefused || itemsOf(told).includes('review_not_taken')).toBe(true)
  })
})

describe('books that were copied to a second machine while the first one sells on', () => {
  it('know what was made before they were copied as their own, and nothing that the first one makes after', async () => {
    const a = await tillIn('a')
    const before = await takeQris(a, 20_000)
    await a.stop()
    cpSync(join(home, 'a'), join(home, 'b'), { recursive: true })
    const [first, copy] = [await tillIn('a'), await tillIn('b')]
    expect(copy.till.store.terminalId).not.toBe(first.till.store.terminalId)
    // from the moment at which the copy has talked to the provider itself
    const own = () => ownTerminals(copy.till.store)
    await eventually(() => own().filter(({ until }) => until !== null).length === 1, own)
    const after = await takeQris(first, 35_000)
    const { tenderId, sessionId } = await recordSlip(first, 90_000)
    expect(await inboxOf(copy)).toMatchObject([{ id: sessionId, owner: 'other' }])
    expect(confirmationCount(copy.till)).toBe(0)
    expect(await copy.reviews.decide(press('confirm', sessionId, 90_000))).toMatchObject({
      error: { type: 'review_of_other_till' },
    })
    must(first.manual.accept(tenderId))
    await eventually(
      async () => (await captures()).length === 3,
      () => tenderAt(first),
    )
    expect(copy.till.store.read.session(before)).not.toBeNull()
    expect(copy.till.store.read.session(after)).toBeNull()
    expect(await copy.reconciler.run(dayOf(copy))).toMatchObject({
      value: { matched: 1, differences: [], elsewhere: { count: 2, amount: 125_000 } },
    })
    expect(itemsOf(copy)).toEqual(['books_cloned'])
  })
})
