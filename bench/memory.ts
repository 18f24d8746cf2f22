import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { figureOf, round, type BenchOptions, type Figure } from './figure.ts'
import { growthPer1000 } from './growth.ts'

const SALES = 10_000

interface Told {
  readonly atStart: number
  readonly atEnd: number
  readonly peak: number
  readonly resident: readonly (readonly [sales: number, bytes: number])[]
  /** After collecting, at the end and while a few thousand more are sold. */
  readonly live: readonly (readonly [sales: number, bytes: number])[]
}

/** What the core holds in memory after a long day: a process of its own that sells, and says how large it is. */
export async function benchMemory({ scale, folder }: BenchOptions): Promise<readonly Figure[]> {
  const sales = Math.round(SALES * Math.min(1, scale))
  const child = join(import.meta.dirname, 'memory-child.ts')
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--expose-gc',
    child,
    join(folder, 'memory'),
    String(sales),
  ])
  const { atStart, atEnd, peak, resident, live } = JSON.parse(stdout) as Told
  const inMB = (bytes: number): number => bytes / 2 ** 20
  const points = resident.map(([at, bytes]) => [at, inMB(bytes)] as const)
  return [
    figureOf(
      {
        name: `memory: core after ${sales} sales`,
        unit: 'MB',
        budget: { atMost: 150, of: 'median' },
        note: `resident; ${round(inMB(atStart), 0)} MB at start, ${round(inMB(peak), 0)} MB at most`,
        points,
      },
      [inMB(atEnd)],
    ),
    figureOf(
      {
        name: 'memory: what is really in use then',
        unit: 'MB',
        note: "live JavaScript after collecting; the rest is the engine's own reserve and native libraries",
      },
      [inMB(live[0]?.[1] ?? Number.NaN)],
    ),
    figureOf(
      {
        name: 'memory: core, growth per 1000 sales',
        unit: 'kB',
        budget: { atMost: 100, of: 'median' },
        note: 'live JavaScript after collecting, by the line through its points: a leak would show here',
      },
      [growthPer1000(live) / 1_000],
    ),
  ]
}
