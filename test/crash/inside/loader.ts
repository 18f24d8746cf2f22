import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { readLife } from '../life.ts'
import { plantedBug } from '../planted-bugs.ts'

/**
 * Loaded before the till in its process. The product has no door for tests: three of its modules are answered for by
 * their mortal doubles here, which hand everything on to them, and a planted bug is written into the source of a rule
 * while it is loaded. Everything else is the program that ships.
 */
const ROOT = join(import.meta.dirname, '..', '..', '..')
const urlOf = (path: string): string => pathToFileURL(join(ROOT, path)).href

const DOUBLES: ReadonlyMap<string, string> = new Map([
  [urlOf('src/main/gateways.ts'), urlOf('test/crash/inside/gateways.ts')],
  [urlOf('src/main/adapters/sqlite/store.ts'), urlOf('test/crash/inside/store.ts')],
  [urlOf('src/main/adapters/transports/index.ts'), urlOf('test/crash/inside/transports.ts')],
])

const { planted } = readLife()
const bug = planted === null ? null : plantedBug(planted)
/** What still has to be met; the till refuses to sell before all of it was. */
export const unmet = new Set([...DOUBLES.keys(), ...(bug === null ? [] : [urlOf(bug.file)])])

registerHooks({
  resolve: (specifier, context, next) => {
    const resolved = next(specifier, context)
    const double = DOUBLES.get(resolved.url)
    // the double itself gets the real one
    if (double === undefined || context.parentURL === double) return resolved
    unmet.delete(resolved.url)
    return { ...resolved, url: double }
  },
  load: (url, context, next) => {
    const loaded = next(url, context)
    if (bug === null || url !== urlOf(bug.file)) return loaded
    unmet.delete(url)
    const { source } = loaded
    if (source === undefined) throw new Error(`${fileURLToPath(url)} has no source`)
    const text = typeof source === 'string' ? source : new TextDecoder().decode(source)
    const pieces = text.split(bug.original)
    if (pieces.length !== 2) throw new Error(`${bug.name}: ${fileURLToPath(url)} is not as it was`)
    return { ...loaded, source: pieces.join(bug.planted) }
  },
})
