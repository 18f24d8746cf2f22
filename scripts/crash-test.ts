import '../src/cli/node-version.ts'
import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { refuse, runCommand } from '../src/cli/command.ts'
import { runCampaign, sum, tally } from '../test/crash/campaign.ts'
import { PLANTED_BUGS } from '../test/crash/planted-bugs.ts'
import { ALL_POINTS } from '../test/crash/points.ts'
import type { Outcome } from '../test/crash/schedule.ts'

const HELP = `Kills a till again and again while its network and its provider fail, and compares both books. docs/crash-test.md
says what a schedule does and what the report means.

  npm run crash-test -- [options]

  --schedules N   how many, each with its own seed (default 40)
  --seed S        the first seed; the next schedules take the numbers after it (default 1)
  --minutes M     begins no further schedule after so many minutes
  --parallel P    schedules at a time (default: the number of cores)
  --plant NAME    writes a bug into the till first, to see it caught; one of the names below
  --keep          leaves the books of broken schedules where they are and says where
  --help          this text

Ends with code 1 when a promise was broken. The seed of a broken schedule repeats its plan: --schedules 1 --seed S.

Planted bugs:
${PLANTED_BUGS.map(({ name }) => `  ${name}`).join('\n')}
`

await runCommand(HELP, async () => {
  const { values } = parseArgs({
    options: {
      schedules: { type: 'string', default: '40' },
      seed: { type: 'string', default: '1' },
      minutes: { type: 'string' },
      parallel: { type: 'string', default: String(availableParallelism()) },
      plant: { type: 'string' },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return 'help'
  const schedules = wholeNumber('--schedules', values.schedules, 1)
  const first = wholeNumber('--seed', values.seed, 0)
  const parallel = wholeNumber('--parallel', values.parallel, 1)
  const minutes = values.minutes === undefined ? Infinity : wholeNumber('--minutes', values.minutes, 1)
  const planted = values.plant ?? null
  if (planted !== null && !PLANTED_BUGS.some(({ name }) => name === planted))
    return refuse(`Tidak ada kesalahan tanaman ${planted}.`, `There is no planted bug called ${planted}.`)

  const started = performance.now()
  const isTimeUp = (): boolean => performance.now() - started > minutes * 60_000
  const loadBefore = loadavg()[0] ?? 0
  const outcomes = await runCampaign({
    seeds: Array.from({ length: schedules }, (_, index) => first + index),
    parallel,
    planted,
    keep: values.keep,
    isEnough: isTimeUp,
    onOutcome: (outcome) => {
      tellBroken(outcome)
    },
  })
  const seconds = (performance.now() - started) / 1_000
  report(outcomes, { seconds, parallel, loadBefore })
  return outcomes.every(({ broken }) => broken.length === 0) ? 'done' : 'failed'
})

function wholeNumber(option: string, text: string, least: number): number {
  const number = Number(text)
  if (Number.isSafeInteger(number) && number >= least) return number
  return refuse(
    `${option} harus bilangan bulat, paling kecil ${least}.`,
    `${option} must be a whole number, ${least} at least.`,
  )
}

function tellBroken({ seed, broken, ends }: Outcome): void {
  if (broken.length === 0) return
  process.stdout.write(`\nseed ${seed} (${ends.join('; ')})\n`)
  for (const sentence of broken) process.stdout.write(`  ${sentence}\n`)
}

function report(
  outcomes: readonly Outcome[],
  { seconds, parallel, loadBefore }: { seconds: number; parallel: number; loadBefore: number },
): void {
  const ends = tally(outcomes.flatMap((outcome) => outcome.ends))
  const faults = tally(outcomes.flatMap((outcome) => outcome.faults))
  const died = new Set(ends.map(([name]) => name))
  const broken = outcomes.filter((outcome) => outcome.broken.length > 0)
  const line = (text: string): void => {
    process.stdout.write(`${text}\n`)
  }
  const list = (title: string, rows: readonly (readonly [string, number])[]): void => {
    line(`\n${title}`)
    for (const [name, count] of rows) line(`${String(count).padStart(7)}  ${name}`)
  }
  list('Where the till died', ends)
  const missed = ALL_POINTS.filter((name) => !died.has(name))
  line(`\nNever died at: ${missed.length === 0 ? 'none, every named point was' : missed.join('; ')}`)
  list('Faults that struck', faults)
  const kills = ends.reduce((total, [, count]) => total + count, 0)
  line(
    `\n${outcomes.length} schedules, ${kills} kills, ${sum(outcomes, 'sales')} sales, ` +
      `${sum(outcomes, 'captures')} payments at the provider, ${sum(outcomes, 'papers')} slips and drawer pulses`,
  )
  line(
    `${Math.round(seconds)} s, ${parallel} at a time, load ${loadBefore.toFixed(1)} before and ` +
      `${(loadavg()[0] ?? 0).toFixed(1)} after`,
  )
  line(
    broken.length === 0
      ? 'Both books agree everywhere.'
      : `BROKEN: ${broken.length} (seeds ${broken.map(({ seed }) => seed).join(', ')})`,
  )
}
