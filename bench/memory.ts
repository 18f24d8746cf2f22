import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { figureOf, round, type BenchOptions, type Figure } from './figure.ts'

const SALES = 10_000

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
  const { atStart, atEnd, peak, heap } = JSON.parse(stdout) as Record<
    'atStart' | 'atEnd' | 'peak' | 'heap',
    number
  >
  const inMB = (bytes: number): number => bytes / 2 ** 20
  return [
    figureOf(
      {
        name: `memory: core after ${sales} sales`,
        unit: 'MB',
        budget: { atMost: 150, of: 'median' },
        note: `resident; ${round(inMB(atStart), 0)} MB at start, ${round(inMB(peak), 0)} MB at most`,
      },
      [inMB(atEnd)],
    ),
    figureOf(
      {
        name: 'memory: what is really in use then',
        unit: 'MB',
        note: "live JavaScript after collecting; the rest is the engine's own reserve and native libraries",
      },
      [inMB(heap)],
    ),
  ]
}
