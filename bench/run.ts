import '../src/cli/node-version.ts'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { refuse, runCommand } from '../src/cli/command.ts'
import { benchBackup } from './backup.ts'
import { benchBundle } from './bundle.ts'
import { benchCatalog } from './catalog.ts'
import { benchCommit } from './commit.ts'
import { benchFinding } from './finding.ts'
import { machineFacts, verdictOf, type Benchmark, type Figure, type MachineFacts } from './figure.ts'
import { benchMemory } from './memory.ts'
import { benchOffline } from './offline.ts'
import { benchScreens } from './screens.ts'
import { benchSlip } from './slip.ts'
import { benchStart } from './start.ts'

const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  commit: benchCommit,
  slip: benchSlip,
  bundle: benchBundle,
  memory: benchMemory,
  start: benchStart,
  screens: benchScreens,
  backup: benchBackup,
  offline: benchOffline,
  finding: benchFinding,
  catalog: benchCatalog,
}

const HELP = `Measures what people wait for, and compares it with the budgets. bench/README.md says what each figure means.

  npm run bench -- [options]

  --only NAME    one of ${Object.keys(BENCHMARKS).join(', ')}
  --scale N      N times as many samples, 0.1 to 100 (default 1, about five minutes)
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
  const names = values.only === undefined ? Object.keys(BENCHMARKS) : [values.only]
  const unknown = names.find((name) => !(name in BENCHMARKS))
  if (unknown !== undefined)
    return refuse(`Tidak ada pengukuran ${unknown}.`, `There is no benchmark ${unknown}.`)
  const scale = Number(values.scale)
  if (!(scale >= 0.1 && scale <= 100))
    return refuse('--scale harus 0.1 sampai 100.', '--scale must be 0.1 to 100.')
  const { figures, machine } = await measure(names, scale)
  printTable(figures, machine)
  if (values.json !== undefined) {
    const report = JSON.stringify({
      scale,
      machine,
      figures: figures.map((each) => ({ ...each, verdict: verdictOf(each) })),
    })
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
  const rows = [
    ['figure', 'median', 'p95', 'n', 'budget', '', 'note'],
    ...figures.map((figure) => [
      figure.name,
      amount(figure.median, figure.unit),
      figure.p95 === null ? '' : amount(figure.p95, figure.unit),
      String(figure.samples),
      figure.budget === null ? '' : `${figure.budget.of} <= ${figure.budget.atMost} ${figure.unit}`,
      verdictOf(figure),
      figure.note,
    ]),
  ]
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  for (const row of rows)
    console.log(
      row
        .map((cell, column) => pad(cell, widths[column] ?? 0, column))
        .join('  ')
        .trimEnd(),
    )
  const { cpu, cores, memoryGB, system, node, commit, uncommittedChanges, loadBefore, loadAfter } = machine
  console.log(
    `\n${cpu}, ${cores} cores, ${memoryGB} GB, ${system}, Node ${node}; commit ${commit}` +
      `${uncommittedChanges ? ' with changes' : ''}; load ${loadBefore} before, ${loadAfter} after`,
  )
}

/** Names and notes to the left, numbers to the right. */
function pad(cell: string, width: number, column: number): string {
  return column >= 1 && column <= 3 ? cell.padStart(width) : cell.padEnd(width)
}

function amount(value: number, unit: Figure['unit']): string {
  return `${value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} ${unit}`
}
