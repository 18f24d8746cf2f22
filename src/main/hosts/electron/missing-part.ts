import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PAGES } from './pages.ts'

/** What the app loads only when it needs it, beside its pages: missing, it would be missed in the middle of a sale. */
const PARTS = [
  'preload/index.cjs',
  'main/simulator.js',
  'main/check-worker.js',
  'main/report-worker.js',
  'main/tables-worker.js',
  'main/zxing_reader.wasm',
]

/** The first file of the built app that is not there, or null. A page without its script would be a blank window. */
export function missingPart(builtFolder: string): string | null {
  const pages = Object.values(PAGES).map((page) => `renderer${page}`)
  const isMissing = (path: string): boolean => !existsSync(join(builtFolder, path))
  const missing = [...PARTS, ...pages].find(isMissing)
  return missing ?? pages.flatMap((page) => namedIn(builtFolder, page)).find(isMissing) ?? null
}

/** The scripts and styles that a page of ours names. */
function namedIn(builtFolder: string, page: string): readonly string[] {
  const html = readFileSync(join(builtFolder, page), 'utf8')
  return [...html.matchAll(/(?:src|href)="\.?\/([^"]+)"/g)].map(([, path]) => `renderer/${path ?? ''}`)
}

/** A binary that a virus scanner took away, or one for another machine, as the loader says it; null for everything else. */
export function unloadedBinary(fault: unknown): string | null {
  if (!(fault instanceof Error)) return null
  const code = 'code' in fault ? String(fault.code) : ''
  const isOurs =
    code === 'ERR_DLOPEN_FAILED' || code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND'
  return isOurs ? (fault.message.split('\n')[0] ?? code) : null
}
