import { createRequire } from 'node:module'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What an installer is for; the words are Node's. */
export interface Target {
  readonly platform: 'linux' | 'win32' | 'darwin'
  readonly arch: 'x64' | 'arm64'
}

/** What stands before the fuses in every Electron program. */
export const FUSE_MARK = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
export const FUSES = 8

const LANGUAGES = ['id', 'en', 'en-US', 'fr']

/** The least that electron-builder takes for Electron: files by their names, and a program with a wire of eight fuses. */
export function standIn(folder: string, { platform }: Target): string {
  mkdirSync(folder, { recursive: true })
  for (const name of ['LICENSE', 'LICENSES.chromium.html']) writeFileSync(join(folder, name), 'stand-in\n')
  if (platform === 'darwin') layMac(join(folder, 'Electron.app', 'Contents'))
  else {
    mkdirSync(join(folder, 'locales'))
    mkdirSync(join(folder, 'resources'))
    for (const name of LANGUAGES) writeFileSync(join(folder, 'locales', `${name}.pak`), 'stand-in\n')
    if (platform === 'win32')
      writeFileSync(join(folder, 'electron.exe'), Buffer.concat([windowsProgram(), wire()]))
    else layLinux(folder)
  }
  return folder
}

const wire = (): Buffer =>
  Buffer.concat([Buffer.from(FUSE_MARK), Buffer.from([1, FUSES]), Buffer.alloc(FUSES, '0')])

function layLinux(folder: string): void {
  for (const name of ['chrome-sandbox', 'chrome_crashpad_handler'])
    writeFileSync(join(folder, name), 'stand-in\n')
  writeFileSync(join(folder, 'electron'), wire(), { mode: 0o755 })
}

function layMac(contents: string): void {
  const framework = join(contents, 'Frameworks', 'Electron Framework.framework')
  for (const language of LANGUAGES.map((each) => `${each.replace('-', '_')}.lproj`))
    for (const below of [contents, framework, join(framework, 'Versions', 'A')]) {
      mkdirSync(join(below, 'Resources', language), { recursive: true })
      // a folder with nothing in it is not copied
      writeFileSync(join(below, 'Resources', language, 'locale.pak'), 'stand-in\n')
    }
  writeFileSync(join(framework, 'Electron Framework'), wire())
  layBundle(contents, 'Electron')
  for (const kind of ['', ' (Renderer)', ' (GPU)', ' (Plugin)'])
    layBundle(
      join(contents, 'Frameworks', `Electron Helper${kind}.app`, 'Contents'),
      `Electron Helper${kind}`,
    )
}

function layBundle(contents: string, name: string): void {
  mkdirSync(join(contents, 'MacOS'), { recursive: true })
  writeFileSync(join(contents, 'MacOS', name), 'stand-in\n', { mode: 0o755 })
  writeFileSync(
    join(contents, 'Info.plist'),
    `<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0"><dict><key>CFBundleExecutable</key><string>${name}</string></dict></plist>\n`,
  )
}

interface Resedit {
  readonly NtExecutable: { createEmpty(is32: boolean, isDll: boolean): { generate(): ArrayBuffer } }
  readonly NtExecutableResource: {
    from(program: unknown): { outputResource(program: unknown): void; entries: unknown[] }
  }
  readonly Resource: {
    readonly VersionInfo: {
      createEmpty(): {
        setStringValues(language: { lang: number; codepage: number }, values: object): void
        outputToResourceEntries(entries: unknown[]): void
      }
    }
  }
}

/** An empty program with a table of versions, where electron-builder writes the archive's hash beside it. */
function windowsProgram(): Buffer {
  const builderRequire = createRequire(createRequire(import.meta.url).resolve('app-builder-lib'))
  const { NtExecutable, NtExecutableResource, Resource } = builderRequire('resedit') as Resedit
  const program = NtExecutable.createEmpty(false, false)
  const resources = NtExecutableResource.from(program)
  const version = Resource.VersionInfo.createEmpty()
  version.setStringValues({ lang: 1033, codepage: 1200 }, { ProductName: 'stand-in' })
  version.outputToResourceEntries(resources.entries)
  resources.outputResource(program)
  return Buffer.from(program.generate())
}
