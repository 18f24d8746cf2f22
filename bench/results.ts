import '../src/cli/node-version.ts'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { refuse, runCommand } from '../src/cli/command.ts'
import { cellsOf, HEADINGS, machineLine } from './figure-text.ts'
import { verdictOf, type BenchReport, type Figure } from './figure.ts'
import { plotsOf } from './plots.ts'

const HELP = `Writes bench/RESULTS.md and its pictures from figures that npm run bench -- --json FILE left.

  npm run bench:results -- FILE [FILE ...]

Of a figure that is in several files the last one counts. What bench/NOTES.md says by hand is taken over as it is; a figure
that misses its budget and is not spoken of there is named on standard error.
`

const HERE = import.meta.dirname
const NOTES = join(HERE, 'NOTES.md')

await runCommand(HELP, async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { help: { type: 'boolean', default: false } },
  })
  if (values.help) return 'help'
  if (positionals.length === 0)
    return refuse('Sebutkan file hasil pengukuran.', 'Name the files that hold the figures.')
  const reports = positionals.map(readReport)
  const figures = merge(reports)
  const notes = existsSync(NOTES) ? readFileSync(NOTES, 'utf8') : ''
  mkdirSync(join(HERE, 'plots'), { recursive: true })
  const plots = plotsOf(figures)
  for (const { file, svg } of plots) writeFileSync(join(HERE, 'plots', file), svg)
  writeFileSync(join(HERE, 'RESULTS.md'), resultsText(reports, figures, notes))
  const silent = figures.filter((figure) => verdictOf(figure) === 'MISS' && !notes.includes(figure.name))
  for (const { name } of silent) process.stderr.write(`bench/NOTES.md says nothing about: ${name}\n`)
  process.stderr.write(`${figures.length} figures, ${plots.length} pictures\n`)
  return 'done'
})

function readReport(file: string): BenchReport {
  const report = JSON.parse(readFileSync(file, 'utf8')) as Partial<BenchReport>
  if (!Array.isArray(report.figures) || report.machine === undefined)
    return refuse(`${file} bukan hasil pengukuran.`, `${file} holds no figures.`)
  return report as BenchReport
}

/** Where a figure was measured first stays its place in the table. */
function merge(reports: readonly BenchReport[]): readonly Figure[] {
  const byName = new Map<string, Figure>()
  for (const { figures } of reports) for (const figure of figures) byName.set(figure.name, figure)
  return [...byName.values()]
}

function resultsText(reports: readonly BenchReport[], figures: readonly Figure[], notes: string): string {
  const counted = (verdict: string): number => figures.filter((each) => verdictOf(each) === verdict).length
  const left = [
    ...new Map(reports.flatMap((each) => each.notMeasured).map((each) => [each.what, each])).values(),
  ]
  return [
    '# Results',
    '',
    '<!-- Written by `npm run bench:results`. What is said by hand stands in bench/NOTES.md. -->',
    '',
    `${figures.length} figures; ${counted('ok')} keep their budget, ${counted('MISS')} miss it, the others have none. What each means and how it`,
    'was made honest is in [README.md](README.md).',
    '',
    ...reports.map(
      ({ machine, scale, only }) =>
        `- ${only ?? 'all'} at scale ${scale}, ${machine.measuredAt.slice(0, 16).replace('T', ' ')} UTC: ${machineLine(machine)}`,
    ),
    '',
    ...plotsOf(figures).flatMap(({ file, alt }) => [`![${alt}](plots/${file})`, '']),
    ...(notes === '' ? [] : [notes.trim(), '']),
    ...(left.length === 0
      ? []
      : ['## Not measured here', '', ...left.map(({ what, why }) => `- ${what}: ${why}`), '']),
    '## All figures',
    '',
    `| ${HEADINGS.join(' | ')} |`,
    `| --- | ---: | ---: | ---: | --- | --- | --- |`,
    ...figures.map((figure) => `| ${cellsOf(figure).map(cell).join(' | ')} |`),
    '',
  ].join('\n')
}

function cell(text: string): string {
  return text === 'MISS' ? '**MISS**' : text.replaceAll('|', '\\|')
}
