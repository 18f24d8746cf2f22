import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, globSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { extractArchive, listArchive, type ArchivedFile } from './asar.ts'
import { loadPacked } from './load.ts'
import { ownTarget, type Packed } from './pack.ts'
import { FUSE_MARK, FUSES, type Target } from './stand-in.ts'

export interface Verdict {
  readonly files: readonly ArchivedFile[]
  /** Bytes of each top folder or package, largest first. */
  readonly sizes: readonly (readonly [name: string, bytes: number])[]
  readonly total: number
  /** What is wrong, one sentence each; none is well. */
  readonly faults: readonly string[]
}

const ENTRIES = [
  'package.json',
  'out/main/index.js',
  'out/main/simulator.js',
  'out/main/check-worker.js',
  'out/main/report-worker.js',
  'out/main/tables-worker.js',
]
const SCREENS = ['out/preload/index.cjs', 'out/renderer/cashier.html', 'out/renderer/display.html']
const BESIDE = ['gerai/THIRD-PARTY.txt', 'gerai/LICENSE.txt', 'gerai/printers/60-gerai-printers.rules']
const STRAY: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a source', /\.(?:ts|tsx|mts|cts|c|cc|cpp|h|hpp|rs|gyp|map)$/],
  ['a test', /(?:^|\/)(?:test|tests|__tests__|bench)\//],
  [
    'a Node program',
    /(?:^|\/)node_modules\/(?:node|node-bin-[^/]*|node-(?:linux|win|darwin)[^/]*|@local)\/|\/bin\/node(?:\.exe)?$/,
  ],
  ['notes', /\.(?:md|markdown)$/i],
]
/** The natives and what they load at run time, by name: a package that is not here has no place in an installer. */
const SHIPPED =
  /^(?:better-sqlite3|serialport|usb|node-gyp-build|debug|ms|@serialport\/[^/]+|@node-usb\/usb-[^/]+)$/
const SPOOLER = /^(?:koffi|@koromix\/koffi-win32-[^/]+)$/
/** 0 is off and 1 is on, in the order in which Electron keeps them. */
const WANTED_FUSES = '01001100'

/** Says what is in a packed app and what is wrong with it. Its code is loaded only on the system it was packed for. */
export function judgePackage({ target, resources, program }: Packed): Verdict {
  const archive = join(resources, 'app.asar')
  const files = listArchive(archive)
  const faults = [
    ...missing(files, resources),
    ...strays(files, target),
    ...natives(files, target),
    ...fuses(program),
    ...(isOwn(target) ? loads(archive) : []),
  ]
  const beside = globSync('gerai/**/*', { cwd: resources }).map((path) => statSync(join(resources, path)))
  const extra = beside.reduce(
    (sum, { size }, index) => (beside[index]?.isFile() === true ? sum + size : sum),
    0,
  )
  const sizes = new Map<string, number>([['resources/gerai', extra]])
  for (const { path, size } of files) sizes.set(groupOf(path), (sizes.get(groupOf(path)) ?? 0) + size)
  return {
    files,
    faults,
    sizes: [...sizes].toSorted((a, b) => b[1] - a[1]),
    total: [...sizes.values()].reduce((sum, size) => sum + size, 0),
  }
}

function missing(files: readonly ArchivedFile[], resources: string): readonly string[] {
  const held = new Set(files.map(({ path }) => path))
  return [
    ...[...ENTRIES, ...SCREENS].filter((path) => !held.has(path)).map((path) => `${path} is missing`),
    ...BESIDE.filter((path) => !existsSync(join(resources, path))).map((path) => `${path} is missing`),
  ]
}

/** What must not be shipped, by its path alone. */
export function strays(
  files: readonly Pick<ArchivedFile, 'path'>[],
  { platform }: Target = ownTarget(),
): readonly string[] {
  return files.flatMap(({ path }) => {
    const named = STRAY.filter(([, pattern]) => pattern.test(path)).map(([what]) => `${path} is ${what}`)
    if (!/^(?:out\/(?:main|preload|renderer)|node_modules)\/|^package\.json$/.test(path))
      named.push(`${path} is no part of the app`)
    const name = packageOf(path)
    const isKnown = name === null || SHIPPED.test(name) || (platform === 'win32' && SPOOLER.test(name))
    return isKnown ? named : [...named, `${path} belongs to a package that is not shipped`]
  })
}

const isOwn = ({ platform, arch }: Target): boolean => {
  const own = ownTarget()
  return own.platform === platform && own.arch === arch
}

function natives(files: readonly ArchivedFile[], to: Target): readonly string[] {
  const binaries = files.filter(({ path }) => path.endsWith('.node'))
  const target = `${to.platform}-${to.arch}`
  const wrong = binaries.flatMap(({ path, isUnpacked }) => [
    ...(isUnpacked ? [] : [`${path} cannot be loaded from inside the archive`]),
    ...(path.includes(target) || (to.platform === 'darwin' && path.includes('darwin-x64+arm64'))
      ? []
      : [`${path} is not for ${target}`]),
    ...(path.includes('musl') ? [`${path} is for another C library`] : []),
  ])
  // npm brings the USB library only for the machine it runs on
  const owners = ['better-sqlite3', '@serialport/bindings-cpp', ...(isOwn(to) ? ['@node-usb/'] : [])]
  const absent = owners.filter((owner) => !binaries.some(({ path }) => path.includes(`/${owner}`)))
  return [...wrong, ...absent.map((owner) => `no binary of ${owner} for ${target}`)]
}

function fuses(program: string): readonly string[] {
  const bytes = readFileSync(program)
  const at = bytes.indexOf(FUSE_MARK) + FUSE_MARK.length + 2
  const wire = bytes.toString('latin1', at, at + FUSES)
  return wire === WANTED_FUSES ? [] : [`the fuses are ${wire}, not ${WANTED_FUSES}`]
}

function loads(archive: string): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'gerai-packed-'))
  try {
    extractArchive(archive, folder)
    return loadPacked(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function packageOf(path: string): string | null {
  return /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? null
}

function groupOf(path: string): string {
  return packageOf(path) ?? (path.startsWith('out/') ? path.split('/').slice(0, 2).join('/') : path)
}
