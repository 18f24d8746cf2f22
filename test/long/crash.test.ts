import { expect, it } from 'vitest'
import { runSchedule, type Outcome } from '../crash/schedule.ts'

const SCHEDULES = Number(process.env['SCHEDULES'] ?? 40)
const FIRST_SEED = Number(process.env['SEED'] ?? 1000)

it(`loses nothing and charges nothing twice in ${SCHEDULES} schedules of kills and faults`, async () => {
  const seeds = Array.from({ length: SCHEDULES }, (_, index) => FIRST_SEED + index)
  const outcomes: Outcome[] = []
  // two at a time: one per core
  const worker = async (): Promise<void> => {
    for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift())
      outcomes.push(await runSchedule(seed))
  }
  await Promise.all([worker(), worker()])
  expect(outcomes.filter((outcome) => outcome.broken.length > 0)).toEqual([])
  const sales = outcomes.reduce((sum, outcome) => sum + outcome.sales, 0)
  const captures = outcomes.reduce((sum, outcome) => sum + outcome.captures, 0)
  console.log(`${outcomes.length} schedules, ${sales} sales, ${captures} captures, both books agree`)
  expect(captures).toBeGreaterThan(SCHEDULES)
}, 900_000)
