import '../src/cli/node-version.ts'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { refuse, runCommand } from '../src/cli/command.ts'
import { benchBackup } from './backup.ts'
import { benchBooks } from './books.ts'
import { benchBundle } from './bundle.ts'
import { benchCatalog } from './catalog.ts'
import { benchCommit } from './commit.ts'
import { benchFinding } from './finding.ts'
import {
  leftOut,
  machineFacts,
  verdictOf,
  type Benchmark,
  type BenchReport,
  type Figure,
  type MachineFacts,
} from './figure.ts'
import { cellsOf, HEADINGS, machineLine } from './figure-text.ts'
import { benchMemory } from './memory.ts'
import { benchOffline } from './offline.ts'
import { benchPages } from './pages.ts'
import { benchPackage } from './package.ts'
import { benchRivals } from './rivals-run.ts'
import { benchScreens } from './screens.ts'
import { benchSlip } from './slip.ts'
import { benchStart } from './start.ts'
import { benchWatching } from './watching.ts'

const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  commit: benchCommit,
  rivals: benchRivals,
  slip: benchSlip,
  bundle: benchBundle,
  package: benchPackage,
  memory: benchMemory,
  pages: benchPages,
  start: benchStart,
  books: benchBooks,
  screens: benchScreens,
  watching: benchWatching,
  backup: benchBackup,
  offline: benchOffline,
  finding: benchFinding,
  catalog: benchCatalog,
}

const HELP = `Measures what people wait for, and compares it with the budgets. bench/README.md says what each figure means.

  npm run bench -- [options]

  --only NAMES   some of ${Object.keys(BENCHMARKS).join(', ')}, with commas between
  --scale N      N times as many samples, 0.1 to 100 (default 1, about ten minutes)
  --json FILE    also write figures and machine facts to this file
  --help         this text

The books are written under the system's folder for temporary files; TMPDIR=DIR measures another disk. Prints a table.
With --json the last line of standard output is one line of JSON as well. A missed budget is no failure of the command.
`

await runCommand(HELP, async () => {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      scale: { type: 'string', default: '1' },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return 'help'
  const names = values.only === undefined ? Object.keys(BENCHMARKS) : values.only.split(',')
  const unknown = names.find((name) => !(name in BENCHMARKS))
  if (unknown !== undefined)
    return refuse(`Tidak ada pengukuran ${unknown}.`, `There is no benchmark ${unknown}.`)
  const scale = Number(values.scale)
  if (!(scale >= 0.1 && scale <= 100))
    return refuse('--scale harus 0.1 sampai 100.', '--scale must be 0.1 to 100.')
  const { figures, machine } = await measure(names, scale)
  printTable(figures, machine)
  for (const { what, why } of leftOut()) console.log(`NOT MEASURED: ${what}: ${why}`)
  if (values.json !== undefined) {
    const told: BenchReport = {
      ...{ scale, only: values.only ?? null, machine, notMeasured: leftOut() },
      figures: figures.map((each) => ({ ...each, verdict: verdictOf(each) })),
    }
    const report = JSON.stringify(told)
    writeFileSync(values.json, `${report}\n`)
    process.stdout.write(`${report}\n`)
  }
  return 'done'
})

async function measure(
  names: readonly string[],
  scale: number,
): Promise<{ figures: readonly Figure[]; machine: MachineFacts }> {
  const folder = mkdtempSync(join(tmpdir(), 'gerai-bench-'))
  const finishFacts = machineFacts()
  const figures: Figure[] = []
  try {
    for (const name of names) {
      process.stderr.write(`${name} ...\n`)
      figures.push(...((await BENCHMARKS[name]?.({ scale, folder })) ?? []))
    }
    return { figures, machine: finishFacts() }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function printTable(figures: readonly Figure[], machine: MachineFacts): void {
  const rows = [HEADINGS, ...figures.map(cellsOf)]
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  for (const row of rows)
    console.log(
      row
        .map((cell, column) => pad(cell, widths[column] ?? 0, column))
        .join('  ')
        .trimEnd(),
    )
  console.log(`\n${machineLine(machine)}`)
}

/** Names and notes to the left, numbers to the right. */
function pad(cell: string, width: number, column: number): string {
  return column >= 1 && column <= 3 ? cell.padStart(width) : cell.padEnd(width)
}
