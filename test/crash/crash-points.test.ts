import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Store } from '../../src/core/ports/store.ts'
import type { LifePlan, Plan } from './plan.ts'
import { pointOf, type PointName } from './points.ts'
import { openStage, type Stage } from './stage.ts'

const CALM: Plan = {
  seed: 5,
  faults: { seed: 5, rules: [] },
  lives: [],
  brokenPrints: [],
  refunds: 'succeed',
  providerRestarts: false,
}

/** Nothing goes wrong in this life but its end. */
const untilDeath = (name: PointName): LifePlan => ({
  point: pointOf(name, 1),
  killAfterMs: 20_000,
  skewMs: 0,
  pauseBeforeSec: 0,
  jump: null,
  offline: null,
  printerIsOff: false,
  backup: null,
})

let stage: Stage
beforeEach(async () => {
  stage = await openStage(CALM)
})
afterEach(async () => {
  await stage.close(false)
})

async function dieAt(name: PointName): Promise<void> {
  expect(await stage.live(untilDeath(name), 0)).toEqual({ end: name, complaint: '' })
}

const tendersIn = (store: Store) =>
  store.read
    .sales({ cursor: null, limit: 1_000 })
    .rows.flatMap((row) => store.read.sale(row.id)?.sale.tenders ?? [])

/** Creates that the till has on its list as sent, without having heard of the session. */
const unanswered = async () =>
  await stage.look((store) =>
    tendersIn(store)
      .flatMap(({ id }) => store.read.outboxOf(id))
      .filter((entry) => entry.call === 'create' && !entry.done && entry.sends > 0),
  )

const sessionOf = async (tenderId: string | undefined) =>
  (await stage.street.books()).sessions.find((each) => each.metadata?.['tender_id'] === tenderId)

describe('a till that is killed', () => {
  it('before a create leaves, has written down that it may have left, and the provider knows nothing', async () => {
    await dieAt('before sending create')
    const [entry] = await unanswered()
    expect(entry?.sends).toBe(1)
    expect(await sessionOf(entry?.tenderId)).toBeUndefined()
  })

  it('when a create has left, has no answer, and the provider has the session', async () => {
    await dieAt('after sending create')
    const [entry] = await unanswered()
    await expect.poll(() => sessionOf(entry?.tenderId)).toMatchObject({ status: 'open' })
  })

  it('when the answer is there but not stored, knows as little', async () => {
    await dieAt('after the answer to create')
    const [entry] = await unanswered()
    const session = await sessionOf(entry?.tenderId)
    expect(session?.status).toBe('open')
    expect(await stage.look((store) => store.read.session(session?.id ?? ''))).toBeNull()
  })

  it.each(['inside a commit after addEvidence', 'at the end of a commit with addEvidence'] as const)(
    '%s, has written down nothing of it',
    async (name) => {
      await dieAt(name)
      const manual = await stage.look((store) => tendersIn(store).filter((each) => each.type === 'manual'))
      expect(manual).toEqual([])
    },
  )

  it('right after that commit, has all of it', async () => {
    await dieAt('after a commit with addEvidence')
    const kept = await stage.look((store) =>
      tendersIn(store)
        .filter((each) => each.type === 'manual')
        .map((each) => store.read.evidence(each.id)?.kind ?? 'none'),
    )
    expect(kept).toHaveLength(1)
    expect(kept).not.toContain('none')
  })

  it('in the middle of a print job, leaves half a slip and a job of which nobody knows', async () => {
    await dieAt('in the middle of a print job')
    await expect.poll(() => stage.papers).toHaveLength(1)
    const jobs = await stage.look((store) => store.read.printJobs(['sending', 'sent', 'confirmed']))
    expect(jobs.map((job) => job.state)).toEqual(['sending'])
  })

  it('is killed by a real signal, and the next one on its folder comes to rest', async () => {
    await dieAt('after sending charge')
    expect(await stage.settle()).toBeNull()
  })
})
