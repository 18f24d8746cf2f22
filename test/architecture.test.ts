import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..')
const BIN = join(ROOT, 'node_modules')

interface CruiserConfig {
  readonly forbidden: readonly { readonly name: string }[]
  readonly options: Readonly<Record<string, unknown>>
}
const rulesFile = join(ROOT, '.dependency-cruiser.mjs')
const { default: config } = (await import(rulesFile)) as { default: CruiserConfig }

interface Ran {
  readonly code: number
  readonly out: string
}

/** Runs a tool under this Node and answers with whatever it said, also when it ends with an error. */
function run(cwd: string, script: string, ...args: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const options = { cwd, maxBuffer: 64 * 1024 * 1024 }
    execFile(process.execPath, [join(BIN, script), ...args], options, (fault, stdout, stderr) => {
      const code = fault === null ? 0 : typeof fault.code === 'number' ? fault.code : 1
      resolve({ code, out: stdout === '' ? stderr : stdout })
    })
  })
}

interface Cruised {
  readonly modules: readonly { readonly source: string }[]
  readonly summary: {
    readonly violations: readonly {
      readonly rule: { readonly name: string }
      readonly from: string
      readonly to: string
    }[]
  }
}

const cruise = async (cwd: string, ...paths: readonly string[]): Promise<Cruised> => {
  const cruiser = 'dependency-cruiser/bin/dependency-cruiser.mjs'
  const { out } = await run(
    cwd,
    cruiser,
    '--config',
    '.dependency-cruiser.mjs',
    '--output-type',
    'json',
    ...paths,
  )
  return JSON.parse(out) as Cruised
}

const isSource = (path: string): boolean => /^src\/.*\.tsx?$/.test(path)

function listSources(): Promise<readonly string[]> {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', 'src']
  return new Promise((resolve, reject) => {
    execFile('git', args, { cwd: ROOT }, (fault, stdout) => {
      if (fault === null) resolve(stdout.split('\n').filter(isSource))
      else reject(fault)
    })
  })
}

describe('who may import whom', () => {
  let cruised: Cruised
  beforeAll(async () => {
    cruised = await cruise(ROOT, 'src')
  })

  it('is kept by every file', () => {
    expect(cruised.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual(
      [],
    )
  })

  // without its parser the cruiser reads nothing and finds nothing wrong with it
  it('was looked at in every file there is', async () => {
    const seen = cruised.modules.map((each) => each.source).filter(isSource)
    expect(seen.toSorted()).toEqual((await listSources()).toSorted())
    expect(seen.length).toBeGreaterThan(100)
  })
})

/** One planted file for each rule; the same file without its import breaks none. */
const PLANTS: Readonly<Record<string, { readonly path: string; readonly text: string }>> = {
  'no-cycles': {
    path: 'src/core/domain/planted-a.ts',
    text: `import { b } from './planted-b.ts'\nexport const a = (): unknown => b`,
  },
  'domain-stands-alone': {
    path: 'src/core/domain/planted.ts',
    text: `import { readFileSync } from 'node:fs'\nexport const read = readFileSync`,
  },
  'layout-and-ports-know-the-domain': {
    path: 'src/core/ports/planted.ts',
    text: `import type { CounterContract } from '../contract/contract.ts'\nexport type Planted = CounterContract`,
  },
  'contract-knows-the-domain': {
    path: 'src/core/contract/planted.ts',
    text: `import type { Till } from '../../main/usecases/till.ts'\nexport type Planted = Till`,
  },
  'use-cases-know-the-core': {
    path: 'src/main/usecases/planted.ts',
    text: `import { openStore } from '../adapters/sqlite/store.ts'\nexport const open = openStore`,
  },
  'an-adapter-knows-its-own-library': {
    path: 'src/main/adapters/sqlite/planted.ts',
    text: `import { createNoGateway } from '../none/gateway.ts'\nexport const none = createNoGateway`,
  },
  'electron-stays-in-its-host': {
    path: 'src/main/planted.ts',
    text: `import { app } from 'electron'\nexport const planted = app`,
  },
  'preload-hands-over-a-port': {
    path: 'src/preload/planted.ts',
    text: `import { ZERO } from '../core/domain/money.ts'\nexport const planted = ZERO`,
  },
  'screens-know-the-contract': {
    path: 'src/renderer/planted.ts',
    text: `import type { Till } from '../main/usecases/till.ts'\nexport type Planted = Till`,
  },
  'screens-load-no-contract-at-run-time': {
    path: 'src/renderer/planted-too.ts',
    text: `import { charge } from '../core/contract/inputs/sale.ts'\nexport const planted = charge`,
  },
  'simulator-is-a-stranger': {
    path: 'src/simulator/planted.ts',
    text: `import type { Till } from '../main/usecases/till.ts'\nexport type Planted = Till`,
  },
  'nothing-imports-tests': {
    path: 'src/cli/planted.ts',
    text: `import { openTestTill } from '../../test/till/bench.ts'\nexport const planted = openTestTill`,
  },
  'no-missing-modules': {
    path: 'src/core/domain/planted-nowhere.ts',
    text: `import { x } from './no-such-file.ts'\nexport const planted = x`,
  },
}

describe('a file that imports what it must not', () => {
  // a copy outside the tree: other tests read the tree while this one plants in it
  let copy: string
  let found: Cruised
  beforeAll(async () => {
    copy = mkdtempSync(join(tmpdir(), 'gerai-architecture-'))
    for (const each of ['src', 'tsconfig.base.json', 'package.json', 'resources'])
      cpSync(join(ROOT, each), join(copy, each), { recursive: true })
    mkdirSync(join(copy, 'test/till'), { recursive: true })
    writeFileSync(join(copy, 'test/till/bench.ts'), 'export const openTestTill = 1\n')
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
    // the same rules; only the packages stay where the link shows them
    const kept = { ...config, options: { ...config.options, preserveSymlinks: true } }
    writeFileSync(join(copy, '.dependency-cruiser.mjs'), `export default ${JSON.stringify(kept)}\n`)
    for (const { path, text } of Object.values(PLANTS)) writeFileSync(join(copy, path), `${text}\n`)
    writeFileSync(
      join(copy, 'src/core/domain/planted-b.ts'),
      `import { a } from './planted-a.ts'\nexport const b = (): unknown => a\n`,
    )
    found = await cruise(copy, ...Object.values(PLANTS).map(({ path }) => path))
  })
  afterAll(() => {
    rmSync(copy, { recursive: true, force: true })
  })

  it('is planted for every rule there is', () => {
    expect(Object.keys(PLANTS).toSorted()).toEqual(config.forbidden.map(({ name }) => name).toSorted())
  })

  it.each(Object.keys(PLANTS))('is caught by the rule %s', (rule) => {
    const planted = PLANTS[rule]?.path ?? ''
    const caught = found.summary.violations
      .filter((each) => each.from === planted)
      .map((each) => each.rule.name)
    expect(caught).toContain(rule)
  })
})

describe('the core runs in any JavaScript engine', () => {
  let copy: string
  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'gerai-core-'))
    for (const each of ['tsconfig.base.json', 'tsconfig.core.json', '.oxlintrc.json', 'scripts/lint'])
      cpSync(join(ROOT, each), join(copy, each), { recursive: true })
    mkdirSync(join(copy, 'src/core/domain'), { recursive: true })
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
  })
  afterAll(() => {
    rmSync(copy, { recursive: true, force: true })
  })
  const plant = (text: string): string => {
    const path = join(copy, 'src/core/domain/planted.ts')
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
    return path
  }
  const compile = (): Promise<Ran> =>
    run(copy, 'typescript/bin/tsc', '-p', 'tsconfig.core.json', '--incremental', 'false', '--pretty', 'false')
  const lint = (): Promise<Ran> => run(copy, 'oxlint/bin/oxlint', '--deny-warnings', 'src')

  const GLOBALS = [
    'process.env',
    `fetch('https://example.com')`,
    `console.log('x')`,
    'window.location',
    'document.title',
    `Buffer.from('x')`,
    'setTimeout(() => {}, 1)',
    'crypto.randomUUID()',
    'new TextEncoder()',
    'navigator.userAgent',
    'localStorage.length',
    '__dirname',
    `new URL('https://example.com')`,
    `import('node:fs')`,
  ]

  it('so nothing of a host compiles in it', async () => {
    plant(GLOBALS.map((code, at) => `export const planted${at}: unknown = ${code}\n`).join(''))
    const { code, out } = await compile()
    expect(code).not.toBe(0)
    const lines = new Set([...out.matchAll(/planted\.ts\((\d+),/g)].map(([, line]) => Number(line)))
    expect(GLOBALS.filter((_, at) => !lines.has(at + 1))).toEqual([])
  })

  it('and arithmetic on times that it was given does', async () => {
    plant(`export const later = (at: string): string => new Date(Date.parse(at) + 1000).toISOString()\n`)
    expect(await compile()).toEqual({ code: 0, out: '' })
    expect((await lint()).code).toBe(0)
  })

  it.each([
    ['Date.now()', 'the core has no clock'],
    ['new Date()', 'the core has no clock'],
    ['Math.random()', 'the core has no chance'],
  ])('and the linter refuses %s in it', async (code, why) => {
    plant(`export const planted = (): unknown => ${code}\n`)
    const { code: exit, out } = await lint()
    expect(exit).not.toBe(0)
    expect(out).toContain(why)
  })
})
