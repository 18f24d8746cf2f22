import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Runs every check and every test, goes on after a failure so that all of them are seen, and ends with one plain line.
 * `npm test` is what a developer runs; `npm run test:long` adds what takes minutes.
 */
interface Count {
  passed: number
  failed: number
  skipped: string[]
}

const ROOT = join(import.meta.dirname, '..')
const bin = (name: string): string => join(ROOT, 'node_modules', '.bin', name)
const total: Count = { passed: 0, failed: 0, skipped: [] }

function check(name: string, command: string, args: readonly string[]): void {
  const started = Date.now()
  const done = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  const ok = done.status === 0
  total[ok ? 'passed' : 'failed'] += 1
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`)
  if (!ok) console.log(`${done.stdout ?? ''}${done.stderr ?? ''}${done.error?.message ?? ''}`)
}

interface VitestReport {
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly message: string
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
  }[]
}

/** Runs a part of the tests; `quietly` keeps what it prints until it has ended, for one that runs beside another. */
async function tests(name: string, args: readonly string[], quietly = false): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gerai-report-'))
  const report = join(folder, 'report.json')
  const started = Date.now()
  const child = spawn(
    bin('vitest'),
    ['run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    {
      cwd: ROOT,
      stdio: ['ignore', quietly ? 'pipe' : 'inherit', quietly ? 'pipe' : 'inherit'],
      env: { ...process.env, NO_COLOR: '1' },
    },
  )
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (printed += text))
  }
  const [status] = (await once(child, 'close')) as [number | null]
  if (printed !== '') console.log(printed)
  const { testResults } = readReport(report)
  rmSync(folder, { recursive: true, force: true })
  let failedHere = 0
  for (const file of testResults) {
    for (const { status, fullName } of file.assertionResults) {
      if (status === 'passed') total.passed += 1
      else if (status === 'failed') failedHere += 1
      else total.skipped.push(fullName)
    }
    // a file that could not even be loaded has no tests to fail
    if (file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed'))
      failedHere += 1
  }
  // a runner that died, or ran nothing, is a failure of its own
  if (failedHere === 0 && (status !== 0 || testResults.length === 0)) failedHere = 1
  total.failed += failedHere
  console.log(
    `${failedHere === 0 ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`,
  )
}

function readReport(file: string): VitestReport {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as VitestReport
  } catch {
    return { testResults: [] }
  }
}

async function runShort(): Promise<void> {
  check('format', bin('oxfmt'), ['--check', '.'])
  check('lint', bin('oxlint'), ['--type-aware', '--deny-warnings'])
  for (const part of ['core', 'node', 'web'])
    check(`types: ${part}`, bin('tsc'), ['-p', `tsconfig.${part}.json`])
  check('lock file', process.execPath, [join(ROOT, 'scripts', 'checks', 'lock.ts')])
  check('build', process.execPath, [join(ROOT, 'scripts', 'build.ts')])
  await Promise.all([tests('units, till, adapters, screens', ['--project', 'unit']), besideUnits()])
}

/** What waits most of the time runs beside the others: the browser first, and then what would be left over at the end. */
async function besideUnits(): Promise<void> {
  await tests('end to end, in a real browser', ['--project', 'e2e'], true)
  await tests('hosts, commands, providers, upgrades, packages', ['--project', 'around'], true)
}

async function runLong(): Promise<void> {
  check('build', process.execPath, [join(ROOT, 'scripts', 'build.ts')])
  await tests('long tests', ['--project', 'long'])
}

if (process.argv.includes('--long')) await runLong()
else await runShort()

if (total.skipped.length > 0) {
  console.log('\nSkipped, each for a named thing that is not on this machine:')
  for (const name of total.skipped) console.log(`  ${name}`)
}
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped.length} skipped`)
process.exitCode = total.failed === 0 ? 0 : 1
