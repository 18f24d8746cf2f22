import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Every optional dependency of every locked package must itself be locked, else `npm ci` fails on the platform that
 * needs it; and no address of a registry may be in the lock file, because it would be this machine's.
 */
const lock = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'package-lock.json'), 'utf8')) as {
  packages: Record<
    string,
    { version?: string; resolved?: string; optionalDependencies?: Record<string, string> }
  >
}

const entries = Object.entries(lock.packages)
const nameOf = (path: string): string =>
  path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
const names = new Set(entries.map(([path]) => nameOf(path)))
const exact = new Set(entries.map(([path, { version }]) => `${nameOf(path)}@${version}`))

const missing = entries.flatMap(([path, { optionalDependencies = {} }]) =>
  Object.entries(optionalDependencies)
    .filter(([name, range]) => (/^\d/.test(range) ? !exact.has(`${name}@${range}`) : !names.has(name)))
    .map(([name, range]) => `${path || '(root)'} needs ${name}@${range}`),
)
const addresses = entries.flatMap(([path, { resolved }]) =>
  resolved?.includes('://') ? [`${path} names ${resolved}`] : [],
)

for (const line of [...missing, ...addresses]) console.error(line)
process.exitCode = missing.length + addresses.length === 0 ? 0 : 1
