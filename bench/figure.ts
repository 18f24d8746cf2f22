import { execFileSync } from 'node:child_process'
import { cpus, loadavg, platform, release, totalmem } from 'node:os'

/** One measured figure. `p95` is null where there is nothing to spread: a size, or a ratio of medians. */
export interface Figure {
  readonly name: string
  readonly unit: 'ms' | 's' | 'kB' | 'MB' | 'x' | '%' | 'count'
  readonly median: number
  readonly p95: number | null
  /** How many samples it is made of, after warm-up. */
  readonly samples: number
  readonly budget: Budget | null
  /** What has to be known to read the figure rightly. */
  readonly note: string
  /** How it grew, where that was watched: sales on the left, the figure's unit on the right. */
  readonly points?: readonly (readonly [x: number, y: number])[]
}

export interface Budget {
  readonly atMost: number
  readonly of: 'median' | 'p95'
}

/** What a benchmark is told: how much to do, and where to put its files. */
export interface BenchOptions {
  readonly scale: number
  /** Made for this run and removed after it. */
  readonly folder: string
}

export type Benchmark = (options: BenchOptions) => Promise<readonly Figure[]>

interface Told {
  readonly name: string
  readonly unit: Figure['unit']
  readonly budget?: Budget
  readonly note?: string
  readonly points?: Figure['points']
}

/** A figure out of samples; at least one sample, or it is a bug of the benchmark. */
export function figureOf({ name, unit, budget, note, points }: Told, samples: readonly number[]): Figure {
  if (samples.length === 0 || !samples.every(Number.isFinite))
    throw new Error(`${name}: nothing was measured`)
  const sorted = samples.toSorted((a, b) => a - b)
  return {
    name,
    unit,
    median: rankOf(sorted, 0.5),
    p95: sorted.length === 1 ? null : rankOf(sorted, 0.95),
    samples: sorted.length,
    budget: budget ?? null,
    note: note ?? '',
    ...(points === undefined ? {} : { points }),
  }
}

const left: { readonly what: string; readonly why: string }[] = []

/** Says loudly that something could not be measured here; it stands in the report as well. */
export function notMeasured(what: string, why: string): void {
  left.push({ what, why })
  process.stderr.write(`\n!! NOT MEASURED: ${what}: ${why}\n\n`)
}

export const leftOut = (): readonly { readonly what: string; readonly why: string }[] => left

/** What a run leaves behind as JSON. */
export interface BenchReport {
  readonly scale: number
  readonly only: string | null
  readonly machine: MachineFacts
  readonly figures: readonly Figure[]
  readonly notMeasured: ReturnType<typeof leftOut>
}

export const medianOf = (samples: readonly number[]): number =>
  rankOf(
    samples.toSorted((a, b) => a - b),
    0.5,
  )

/** The smallest sample that at least this part of all samples does not exceed; nothing is interpolated. */
const rankOf = (sorted: readonly number[], part: number): number =>
  sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN

/** Within its budget, beyond it, or without one. */
export function verdictOf(figure: Figure): 'ok' | 'MISS' | '-' {
  if (figure.budget === null) return '-'
  const measured = figure.budget.of === 'p95' ? (figure.p95 ?? figure.median) : figure.median
  return measured <= figure.budget.atMost ? 'ok' : 'MISS'
}

export interface MachineFacts {
  readonly cpu: string
  readonly cores: number
  readonly memoryGB: number
  readonly system: string
  readonly node: string
  readonly commit: string
  readonly uncommittedChanges: boolean
  readonly measuredAt: string
  /** How busy the machine was before and after, over one minute: above the number of cores nothing here is fair. */
  readonly loadBefore: number
  readonly loadAfter: number
}

/** Starts the facts about this machine; the returned function completes them when the run is over. */
export function machineFacts(): () => MachineFacts {
  const loadBefore = loadNow()
  const [cpu] = cpus()
  const facts = {
    cpu: cpu?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGB: round(totalmem() / 2 ** 30, 1),
    system: `${platform()} ${release()}`,
    node: process.version,
    commit: git('rev-parse', '--short', 'HEAD'),
    uncommittedChanges: git('status', '--porcelain') !== '',
    measuredAt: new Date().toISOString(),
  }
  return () => ({ ...facts, loadBefore, loadAfter: loadNow() })
}

const loadNow = (): number => round(loadavg()[0] ?? 0, 2)

/** A tree without git, or a machine without it, is measured all the same. */
function git(...args: string[]): string {
  try {
    return execFileSync('git', args, { cwd: import.meta.dirname, encoding: 'utf8', stdio: 'pipe' }).trim()
  } catch {
    return ''
  }
}

export const round = (value: number, digits: number): number => Number(value.toFixed(digits))
