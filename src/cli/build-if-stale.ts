import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..', '..')
const OUT = join(ROOT, 'out')
const STAMP = join(OUT, '.built')
const LOCK = join(OUT, '.building')
const FOLDERS = ['src', 'resources']
const FILES = ['electron.vite.config.ts', 'package-lock.json']

export const PAGES_FOLDER = join(OUT, 'renderer')

/** Builds `out/` when a source is newer than the last build, so that `start` and `serve` never show old screens. */
export function buildIfStale(): void {
  // a packaged or deployed tree has no sources to be newer than
  if (!existsSync(join(ROOT, 'electron.vite.config.ts')) || !isStale()) return
  mkdirSync(OUT, { recursive: true })
  while (!takeLock()) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100)
  try {
    // whoever had the lock may have built just this
    if (isStale()) build()
  } finally {
    rmSync(LOCK, { force: true })
  }
}

function isStale(): boolean {
  const builtAt = existsSync(STAMP) ? statSync(STAMP).mtimeMs : 0
  const isNewer = (path: string): boolean => {
    // a file may go between the listing and the look
    const facts = statSync(join(ROOT, path), { throwIfNoEntry: false })
    return facts !== undefined && facts.mtimeMs > builtAt
  }
  const pathsIn = (folder: string): string[] =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path))
  // each start of `serve` looks at a thousand files here: a pattern to match them by costs more than the looking
  return FILES.some(isNewer) || FOLDERS.some((folder) => pathsIn(folder).some(isNewer))
}

function build(): void {
  const startedAt = new Date(Date.now())
  const command = join(ROOT, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const built = spawnSync(process.execPath, [command, 'build'], { cwd: ROOT, encoding: 'utf8' })
  if (built.status !== 0) throw new Error(`the build failed\n${built.stdout}${built.stderr}`)
  writeFileSync(STAMP, `${startedAt.toISOString()}\n`)
  // a source saved while the build ran is newer than it
  utimesSync(STAMP, startedAt, startedAt)
}

/** Two commands started at once would empty the folder under each other; a lock whose holder is gone is taken over. */
function takeLock(): boolean {
  try {
    writeFileSync(LOCK, `${process.pid}`, { flag: 'wx' })
    return true
  } catch (fault) {
    if (!(fault instanceof Error && 'code' in fault && fault.code === 'EEXIST')) throw fault
  }
  if (!isAlive(existsSync(LOCK) ? Number(readFileSync(LOCK, 'utf8')) : 0)) rmSync(LOCK, { force: true })
  return false
}

function isAlive(pid: number): boolean {
  // being written just now, or just gone: look again
  if (pid === 0) return true
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
