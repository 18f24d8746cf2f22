import { runSchedule, type Outcome, type ScheduleOptions } from './schedule.ts'

export interface CampaignOptions extends ScheduleOptions {
  readonly seeds: Iterable<number>
  /** Schedules at a time. They wait as much as they compute, so a little more than the cores is right. */
  readonly parallel: number
  /** Ends the campaign after the schedules that are under way: time is up, or enough is known. */
  readonly isEnough?: (outcome: Outcome | null) => boolean
  readonly onOutcome?: (outcome: Outcome) => void
}

/** Runs schedules until the seeds are used up or it is enough. A schedule that cannot be run at all is a broken one. */
export async function runCampaign(options: CampaignOptions): Promise<readonly Outcome[]> {
  const { seeds, parallel, isEnough = () => false, onOutcome = () => {}, ...schedule } = options
  const outcomes: Outcome[] = []
  const left = seeds[Symbol.iterator]()
  let enough = false
  const worker = async (): Promise<void> => {
    for (let next = left.next(); next.done !== true && !enough; next = left.next()) {
      if (isEnough(null)) return
      const outcome = await runSchedule(next.value, schedule).catch((fault: unknown) =>
        notRun(next.value, fault),
      )
      outcomes.push(outcome)
      onOutcome(outcome)
      enough ||= isEnough(outcome)
    }
  }
  await Promise.all(Array.from({ length: parallel }, worker))
  return outcomes
}

const notRun = (seed: number, fault: unknown): Outcome => ({
  seed,
  broken: [
    `the schedule could not be run: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}`,
  ],
  ends: [],
  faults: [],
  sales: 0,
  captures: 0,
  papers: 0,
  seconds: 0,
})

/** How often each of the words came, most often first. */
export function tally(words: readonly string[]): readonly (readonly [word: string, count: number])[] {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
}

export const sum = (outcomes: readonly Outcome[], of: 'sales' | 'captures' | 'papers'): number =>
  outcomes.reduce((total, outcome) => total + outcome[of], 0)
