import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { gzipSync } from 'node:zlib'
import { buildIfStale, PAGES_FOLDER } from '../src/cli/build-if-stale.ts'
import { figureOf, type BenchOptions, type Figure } from './figure.ts'

/** What each screen loads before it can show anything: its script, all that it imports statically, gzip at its best. */
export async function benchBundle(_options: BenchOptions): Promise<readonly Figure[]> {
  buildIfStale()
  return [pageFigure('cashier', 230), pageFigure('display', 100)]
}

function pageFigure(page: 'cashier' | 'display', atMost: number): Figure {
  const files = initialScripts(join(PAGES_FOLDER, `${page}.html`))
  const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0)
  return figureOf(
    {
      name: `JavaScript: ${page === 'cashier' ? 'cashier' : 'customer screen'}, gzip`,
      unit: 'kB',
      budget: { atMost, of: 'median' },
      note: `${files.length} files`,
    },
    [bytes / 1000],
  )
}

/** The scripts a page names, and the static import graph behind them. What is fetched on demand does not count. */
export function initialScripts(htmlFile: string): string[] {
  const html = readFileSync(htmlFile, 'utf8')
  const named = [...html.matchAll(/<(?:script|link)\b[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => /\btype="module"/.test(tag) || /\brel="modulepreload"/.test(tag))
    .flatMap((tag) => /\b(?:src|href)="([^"]+)"/.exec(tag)?.[1] ?? [])
    .map((path) => join(dirname(htmlFile), path))
  if (named.length === 0) throw new Error(`${relative(process.cwd(), htmlFile)} names no script`)
  const seen = new Set<string>()
  const queue = [...named]
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (seen.has(file)) continue
    seen.add(file)
    for (const path of staticImports(readFileSync(file, 'utf8'))) queue.push(join(dirname(file), path))
  }
  return [...seen]
}

/** `import "./a.js"`, `import {b} from "./b.js"`, `export * from "./c.js"`; never `import("./d.js")`. */
const staticImports = (source: string): string[] =>
  [
    ...source.matchAll(/(?:^|[;}\n\s])(?:import|export)\s*(?:[\w$*{}\s,]+?from\s*)?["'`](\.[^"'`]+)["'`]/g),
  ].flatMap(([, path]) => path ?? [])
