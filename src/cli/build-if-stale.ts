import { spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const ROOT = join(import.meta.dirname, '..', '..')
const STAMP = join(ROOT, 'out', '.built')
const SOURCES = ['src/**/*', 'resources/**/*', 'electron.vite.config.ts', 'package-lock.json']

export const PAGES_FOLDER = join(ROOT, 'out', 'renderer')

/** Builds `out/` when a source is newer than the last build, so that `start` and `serve` never show old screens. */
export function buildIfStale(): void {
  // a packaged or deployed tree has no sources to be newer than
  if (!existsSync(join(ROOT, 'electron.vite.config.ts'))) return
  const builtAt = existsSync(STAMP) ? statSync(STAMP).mtimeMs : 0
  const newest = globSync(SOURCES, { cwd: ROOT }).reduce(
    (latest, path) => Math.max(latest, statSync(join(ROOT, path)).mtimeMs),
    0,
  )
  if (newest <= builtAt) return
  const startedAt = new Date()
  const built = spawnSync(
    process.execPath,
    [join(ROOT, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build'],
    {
      cwd: ROOT,
      encoding: 'utf8',
    },
  )
  if (built.status !== 0) throw new Error(`the build failed\n${built.stdout}${built.stderr}`)
  mkdirSync(dirname(STAMP), { recursive: true })
  writeFileSync(STAMP, `${startedAt.toISOString()}\n`)
}
