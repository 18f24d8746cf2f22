import { spawnSync } from 'node:child_process'
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Answers any use of Electron, and says that another till is open already, so that the entry ends at once. It is not packed,
 * because to a packed one it would say that every switch there is was given.
 */
const DOUBLE = `const any = new Proxy(function () {}, {
  get: (_, key) => key === 'isPackaged' ? false : key === 'requestSingleInstanceLock' ? () => false
    : key === Symbol.toPrimitive ? () => '' : any,
  apply: () => any,
  construct: () => any,
})`
const NATIVES = `const Database = require('better-sqlite3')
if (new Database(':memory:').prepare('select 7 as n').get().n !== 7) throw new Error('SQLite does not count')
if (typeof require('serialport').SerialPort !== 'function') throw new Error('no serial ports')
if (typeof require('usb') !== 'object') throw new Error('no USB')`

/** Loads the entry and the natives from a laid-out package that has nothing else around it; answers with what failed. */
export function loadPacked(folder: string): readonly string[] {
  layDouble(folder)
  const data = join(folder, 'data')
  return [
    ...run(folder, 'the entry', ['out/main/index.js'], data),
    ...run(folder, 'the natives', ['--input-type=commonjs', '--eval', NATIVES], data),
    ...globSync('out/{main,preload}/**/*.{js,cjs}', { cwd: folder }).flatMap((path) =>
      run(folder, path, ['--check', path], data),
    ),
  ]
}

function layDouble(folder: string): void {
  const names = new Set<string>()
  for (const path of globSync('out/main/**/*.js', { cwd: folder }))
    for (const found of readFileSync(join(folder, path), 'utf8').matchAll(
      /import\s*\{([^}]*)\}\s*from\s*["']electron["']/g,
    ))
      for (const each of (found[1] ?? '').split(',')) names.add(each.trim().split(/\s+as\s+/)[0] ?? '')
  names.delete('')
  const at = join(folder, 'node_modules', 'electron')
  mkdirSync(at, { recursive: true })
  writeFileSync(join(at, 'package.json'), '{"name":"electron","type":"module","exports":"./index.js"}')
  const lines = [...names].map((name) => `export const ${name} = any`)
  writeFileSync(join(at, 'index.js'), [DOUBLE, ...lines, 'export default any', ''].join('\n'))
}

function run(folder: string, what: string, args: readonly string[], data: string): readonly string[] {
  const env = { ...process.env, GERAI_DATA: data, NODE_PATH: '' }
  const done = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', env, timeout: 30_000 })
  return done.status === 0
    ? []
    : [`${what} does not load: ${done.stderr || done.error?.message || done.stdout}`]
}
