import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compareBooks } from './compare-books.ts'
import { checkFile, compareWitness } from './compare-witness.ts'
import { planOf } from './plan.ts'
import { openStage, type Stage } from './stage.ts'

export interface Outcome {
  readonly seed: number
  /** Sentences, each a broken promise. */
  readonly broken: readonly string[]
  /** How each life of the till ended: the name of a crash point, or `at a random moment`. */
  readonly ends: readonly string[]
  /** What the provider's faults struck, by their names. */
  readonly faults: readonly string[]
  readonly sales: number
  readonly captures: number
  readonly papers: number
  readonly seconds: number
}

export interface ScheduleOptions {
  /** The name of a bug that is written into the till first. */
  readonly planted?: string | null
  /** Leaves the books of a broken schedule where they are, and says where. */
  readonly keep?: boolean
}

/**
 * One schedule: a till sells while its network and its provider fail and is killed again and again where the seed says;
 * then the faults stop, the queues drain, and the till's books, its screens and its paper are compared with the
 * provider's books.
 */
export async function runSchedule(
  seed: number,
  { planted = null, keep = false }: ScheduleOptions = {},
): Promise<Outcome> {
  const started = performance.now()
  const plan = planOf(seed)
  const stage = await openStage(plan, planted)
  let keepsFolder = false
  try {
    const ends: string[] = []
    const broken: string[] = []
    for (const [index, life] of plan.lives.entries()) {
      const { end, complaint } = await stage.live(life, index)
      ends.push(end)
      // only a kill may end a till that sells
      if (complaint !== '') broken.push(`the till ended by itself: ${complaint}`)
    }
    const unrest = await stage.settle()
    if (unrest !== null) broken.push(`the till did not come to rest: ${unrest}`)
    const compared = await compare(stage)
    broken.push(...compared.broken)
    keepsFolder = keep && broken.length > 0
    if (keepsFolder) broken.push(await keepBooks(stage))
    const seconds = (performance.now() - started) / 1_000
    return { seed, ...compared, broken, ends, papers: stage.papers.length, seconds }
  } finally {
    await stage.close(keepsFolder)
  }
}

async function compare(stage: Stage): Promise<Pick<Outcome, 'broken' | 'faults' | 'sales' | 'captures'>> {
  const books = await stage.street.books()
  const calls = await stage.street.calls()
  const { words, papers, lost } = stage
  return await stage.look((store) => ({
    broken: [
      ...compareBooks(store, books, { calls, isRestored: lost !== null }),
      ...compareWitness(store, { words, papers, lost }),
      ...checkFile(stage.folder),
    ],
    faults: calls.flatMap(({ fault }) => fault ?? []),
    sales: store.read.sales({ cursor: null, limit: 100_000 }).rows.length,
    captures: books.captures.length,
  }))
}

async function keepBooks(stage: Stage): Promise<string> {
  writeFileSync(join(stage.folder, 'provider.json'), JSON.stringify(await stage.street.all(), null, 1))
  return `the books are in ${stage.folder}`
}
