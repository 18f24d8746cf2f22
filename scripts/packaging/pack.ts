import { spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { buildIfStale } from '../../src/cli/build-if-stale.ts'

const ROOT = join(import.meta.dirname, '..', '..')

/** What electron-builder made, in a folder of its own. */
export interface Packed {
  /** The folder that holds app.asar. */
  readonly resources: string
  /** The program whose fuses were set. */
  readonly program: string
  readonly remove: () => void
}

/** Packs for this machine's system and processor into a folder for the time of a look. Throws with what electron-builder said. */
export function packForCheck(): Packed {
  buildIfStale()
  const folder = mkdtempSync(join(tmpdir(), 'gerai-package-'))
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  try {
    const given = [`-c.directories.output=${join(folder, 'dist')}`]
    if (process.platform === 'linux') given.push(`-c.electronDist=${standIn(join(folder, 'electron'))}`)
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
    return { resources, program: programBeside(resources), remove }
  } catch (fault) {
    remove()
    throw fault
  }
}

function programBeside(resources: string): string {
  const names = ['../gerai', '../Gerai.exe', '../Frameworks/Electron Framework.framework/Electron Framework']
  const found = names.map((name) => join(resources, name)).find((path) => existsSync(path))
  if (found === undefined) throw new Error(`no program beside ${resources}`)
  return found
}

/** The least that electron-builder takes for Electron on Linux: files by name, and a program with a wire of eight fuses. */
function standIn(folder: string): string {
  mkdirSync(join(folder, 'locales'), { recursive: true })
  mkdirSync(join(folder, 'resources'))
  for (const name of ['chrome-sandbox', 'chrome_crashpad_handler', 'LICENSE', 'LICENSES.chromium.html'])
    writeFileSync(join(folder, name), 'stand-in\n')
  for (const name of ['id', 'en-US', 'fr'])
    writeFileSync(join(folder, 'locales', `${name}.pak`), 'stand-in\n')
  const wire = Buffer.concat([Buffer.from([1, FUSES]), Buffer.alloc(FUSES, '0')])
  writeFileSync(join(folder, 'electron'), Buffer.concat([Buffer.from(FUSE_MARK), wire]), { mode: 0o755 })
  return folder
}

/** What stands before the fuses in every Electron program. */
export const FUSE_MARK = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
export const FUSES = 8
