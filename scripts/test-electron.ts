import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findElectron } from '../src/cli/electron-binary.ts'

/**
 * Drives the real Electron where its binary and a desktop are. Where one of them is missing every test is skipped, and
 * that is said: what only this can show is in docs/electron.md.
 */
const ROOT = join(import.meta.dirname, '..')
const FOLDER = join(ROOT, 'test', 'electron')

const missing = whatIsMissing()
if (missing === null) run()
else skipAll(missing)
// a machine that is there for these tests has not passed them by skipping them
if (missing !== null && process.argv.includes('--must-run')) process.exitCode = 1

function whatIsMissing(): string | null {
  if (findElectron(join(ROOT, 'node_modules', 'electron'), process.env) === null) {
    return 'the Electron binary is not on this machine (npx install-electron fetches it where there is a network)'
  }
  const hasDesktop =
    process.platform !== 'linux' || (process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'] ?? '') !== ''
  return hasDesktop ? null : 'there is no desktop here (DISPLAY and WAYLAND_DISPLAY are empty)'
}

function skipAll(what: string): void {
  const names = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.test.ts'))
    .flatMap((name) => [...readFileSync(join(FOLDER, name), 'utf8').matchAll(/^test\('(.+?)',/gm)])
    .map(([, name = '']) => name)
  console.log(`SKIPPED: ${what}.\nNot tried on the real Electron:`)
  for (const name of names) console.log(`  ${name}`)
  console.log(`\n0 passed, 0 failed, ${names.length} skipped`)
}

function run(): void {
  const folder = mkdtempSync(join(tmpdir(), 'gerai-report-'))
  const report = join(folder, 'report.json')
  const config = join(FOLDER, 'vitest.config.ts')
  const done = spawnSync(
    process.execPath,
    [
      join(ROOT, 'node_modules', 'vitest', 'vitest.mjs'),
      ...['run', '--config', config, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    ],
    { cwd: ROOT, stdio: 'inherit' },
  )
  const sums = readReport(report)
  rmSync(folder, { recursive: true, force: true })
  // a runner that died, or could not load its file, has counted nothing
  const failed = sums.failed === 0 && done.status !== 0 ? 1 : sums.failed
  console.log(`\n${sums.passed} passed, ${failed} failed, ${sums.skipped} skipped`)
  process.exitCode = failed === 0 ? 0 : 1
}

function readReport(file: string): { passed: number; failed: number; skipped: number } {
  try {
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(file, 'utf8')) as {
      numPassedTests: number
      numFailedTests: number
      numPendingTests: number
    }
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}
