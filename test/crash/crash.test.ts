import { describe, expect, it } from 'vitest'
import { runCampaign, sum } from './campaign.ts'
import { familyOf, FAMILIES } from './points.ts'
import { planOf } from './plan.ts'

const SCHEDULES = 40
const seeds = Array.from({ length: SCHEDULES }, (_, index) => 1 + index)

describe('a till that is killed again and again while its network and its provider fail', () => {
  it(
    `loses nothing, charges nothing twice and says LUNAS only for what is paid, in ${SCHEDULES} schedules`,
    { timeout: 420_000 },
    async () => {
      const outcomes = await runCampaign({ seeds, parallel: 2 })
      expect(outcomes.filter(({ broken }) => broken.length > 0)).toEqual([])
      // a test in which nothing happens proves nothing
      expect(outcomes).toHaveLength(SCHEDULES)
      expect(sum(outcomes, 'sales')).toBeGreaterThan(4 * SCHEDULES)
      expect(sum(outcomes, 'captures')).toBeGreaterThan(2 * SCHEDULES)
      expect(sum(outcomes, 'papers')).toBeGreaterThan(2 * SCHEDULES)
      const died = new Set(outcomes.flatMap(({ ends }) => ends.map(familyOf)))
      expect([...died].toSorted()).toEqual([...FAMILIES].toSorted())
      expect(new Set(outcomes.flatMap(({ faults }) => faults)).size).toBeGreaterThan(8)
    },
  )

  it('has the same plan for the same seed, and another for another', () => {
    expect(planOf(7)).toEqual(planOf(7))
    expect(new Set(seeds.map((seed) => JSON.stringify({ ...planOf(seed), seed: 0 }))).size).toBe(SCHEDULES)
  })
})
