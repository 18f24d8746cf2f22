import { describe, expect, it } from 'vitest'
import { runCampaign, sum, tally } from '../crash/campaign.ts'
import { catchBug } from '../crash/catch-bug.ts'
import { PLANTED_BUGS } from '../crash/planted-bugs.ts'

const SCHEDULES = Number(process.env['SCHEDULES'] ?? 200)
const FIRST_SEED = Number(process.env['SEED'] ?? 1_000)
/** By chance a schedule may not come to the place where a bug shows; this many in a row do not all miss it. */
const SEEDS_AT_MOST = 60

it(
  `loses nothing and charges nothing twice in ${SCHEDULES} schedules of kills and faults`,
  { timeout: 1_800_000 },
  async () => {
    const seeds = Array.from({ length: SCHEDULES }, (_, index) => FIRST_SEED + index)
    const outcomes = await runCampaign({ seeds, parallel: 2 })
    expect(outcomes.filter((outcome) => outcome.broken.length > 0)).toEqual([])
    expect(outcomes).toHaveLength(SCHEDULES)
    const faults = tally(outcomes.flatMap((outcome) => outcome.faults))
    console.log(
      `${outcomes.length} schedules, ${sum(outcomes, 'sales')} sales, ${sum(outcomes, 'captures')} captures, ` +
        `${faults.reduce((total, [, count]) => total + count, 0)} faults; both books agree`,
    )
    expect(sum(outcomes, 'captures')).toBeGreaterThan(2 * SCHEDULES)
  },
)

describe('a bug that is planted in the till is caught', () => {
  it.each(PLANTED_BUGS.map(({ name }) => name))('%s', { timeout: 900_000 }, async (name) => {
    const { caughtBy, tried } = await catchBug(name, SEEDS_AT_MOST)
    console.log(`${name}: caught by seed ${caughtBy} after ${tried} schedules`)
    expect(caughtBy).not.toBeNull()
  })
})
