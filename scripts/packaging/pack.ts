import { spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { buildIfStale } from '../../src/cli/build-if-stale.ts'
import { feedArguments } from './feed.ts'
import { standIn, type Target } from './stand-in.ts'

const ROOT = join(import.meta.dirname, '..', '..')

/** What electron-builder made, in a folder of its own. */
export interface Packed {
  readonly target: Target
  /** The folder that holds app.asar. */
  readonly resources: string
  /** The program whose fuses were set. */
  readonly program: string
  readonly remove: () => void
}

const SYSTEMS = { linux: '--linux', win32: '--win', darwin: '--mac' } as const

/** This machine's own system and processor. */
export function ownTarget(): Target {
  const { platform, arch } = process
  if (platform !== 'linux' && platform !== 'win32' && platform !== 'darwin')
    throw new Error(`there is no installer for ${platform}`)
  return { platform, arch: arch === 'arm64' ? 'arm64' : 'x64' }
}

/**
 * Packs for a system and processor into a folder for the time of a look. Where it is not this machine's own a stand-in takes
 * Electron's place, and on Linux always; of natives there are those that npm has brought. Throws with what electron-builder said.
 */
export function packForCheck(
  target: Target = ownTarget(),
  environment: NodeJS.ProcessEnv = process.env,
): Packed {
  buildIfStale()
  const folder = mkdtempSync(join(tmpdir(), 'gerai-package-'))
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  try {
    const given = [`-c.directories.output=${join(folder, 'dist')}`, ...feedArguments(environment)]
    given.push(SYSTEMS[target.platform], `--${target.arch}`)
    if (target.platform === 'linux' || target.platform !== process.platform)
      given.push(
        `-c.electronDist=${standIn(join(folder, 'electron'), target)}`,
        ...ELSEWHERE[target.platform],
      )
    const builder = join(ROOT, 'node_modules', 'electron-builder', 'cli.js')
    const done = spawnSync(process.execPath, [builder, '--dir', '--publish', 'never', ...given], {
      cwd: ROOT,
      encoding: 'utf8',
      // no certificate is looked for: nothing is given away
      env: { ...process.env, CSC_IDENTITY_AUTO_DISCOVERY: 'false' },
    })
    const archive = globSync('dist/**/app.asar', { cwd: folder })[0]
    if (done.status !== 0 || archive === undefined)
      throw new Error(`electron-builder failed\n${done.stdout}${done.stderr}`)
    const resources = dirname(join(folder, archive))
    return { target, resources, program: programBeside(resources), remove }
  } catch (fault) {
    remove()
    throw fault
  }
}

/** What only works on the system itself: its tools for icons and signatures. */
const ELSEWHERE: Readonly<Record<Target['platform'], readonly string[]>> = {
  linux: [],
  win32: ['-c.win.signAndEditExecutable=false'],
  darwin: ['-c.electronFuses.resetAdHocDarwinSignature=false', '-c.mac.identity=null'],
}

function programBeside(resources: string): string {
  const names = ['../gerai', '../Gerai.exe', '../Frameworks/Electron Framework.framework/Electron Framework']
  const found = names.map((name) => join(resources, name)).find((path) => existsSync(path))
  if (found === undefined) throw new Error(`no program beside ${resources}`)
  return found
}
