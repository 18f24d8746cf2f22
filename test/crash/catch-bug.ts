import { runCampaign } from './campaign.ts'
import { plantedBug } from './planted-bugs.ts'

/** Runs schedules with the bug planted, seed by seed, until the promise that it breaks is seen to be broken. */
export async function catchBug(
  name: string,
  seedsAtMost: number,
): Promise<{ readonly caughtBy: number | null; readonly tried: number }> {
  const { breaks } = plantedBug(name)
  const outcomes = await runCampaign({
    seeds: Array.from({ length: seedsAtMost }, (_, index) => 1 + index),
    parallel: 2,
    planted: name,
    isEnough: (outcome) => outcome?.broken.some((sentence) => breaks.test(sentence)) ?? false,
  })
  const caught = outcomes.find(({ broken }) => broken.some((sentence) => breaks.test(sentence)))
  return { caughtBy: caught?.seed ?? null, tried: outcomes.length }
}
