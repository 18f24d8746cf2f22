import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { bundledList } from './bundled-packages.ts'

/** One package that is shipped, with the text its licence asks us to pass on. */
export interface Notice {
  readonly name: string
  readonly version: string
  readonly licence: string
  /** The package's own licence file; null when it carries none. */
  readonly text: string | null
}

interface Manifest {
  readonly name: string
  readonly version: string
  readonly license?: string
  readonly author?: string | { readonly name?: string }
  readonly dependencies?: Readonly<Record<string, string>>
}

const ROOT = join(import.meta.dirname, '..')
/** Shipped as style and fonts, which a bundle's list of modules does not name. */
const IN_THE_STYLES = [
  'tailwindcss',
  '@fontsource-variable/jetbrains-mono',
  '@fontsource-variable/plus-jakarta-sans',
]
/** Needed to compile the natives, which is done by those who publish them. */
const NOT_SHIPPED = new Set(['node-addon-api', '@types/w3c-web-usb'])

/** Every package whose code is in an installer: bundled by the last build, native, or in the styles. Sorted by name. */
export function listNotices(): readonly Notice[] {
  const folders = new Set(IN_THE_STYLES.map((name) => `node_modules/${name}`))
  for (const part of ['main', 'preload', 'renderer'])
    for (const folder of JSON.parse(readFileSync(bundledList(ROOT, part), 'utf8')) as string[])
      folders.add(folder)
  for (const name of Object.keys(readManifest('').dependencies ?? {}))
    addNative(`node_modules/${name}`, folders)
  const notices = new Map<string, Notice>()
  for (const folder of folders) {
    const notice = readNotice(folder)
    notices.set(`${notice.name}@${notice.version}`, notice)
  }
  return [...notices.values()].toSorted((a, b) =>
    `${a.name}@${a.version}` < `${b.name}@${b.version}` ? -1 : 1,
  )
}

/** The notices as one text, for the file beside the program. */
export function writeNotices(notices: readonly Notice[]): string {
  const head = [
    'Gerai contains the work of others. These are their names, their licences and what they ask to be passed on.',
    'Electron and Chromium bring theirs in LICENSE.electron.txt and LICENSES.chromium.html beside the program.',
    'Platform builds of a package (such as @node-usb/usb-*) stand under the licence of the package they belong to.',
  ].join('\n')
  const parts = notices.map(
    ({ name, version, licence, text }) => `${name} ${version}\n${licence}\n\n${text ?? ''}`,
  )
  return `${[head, ...parts].join(`\n\n${'-'.repeat(78)}\n\n`)}\n`
}

function addNative(folder: string, folders: Set<string>): void {
  if (folders.has(folder)) return
  folders.add(folder)
  for (const name of Object.keys(readManifest(folder).dependencies ?? {})) {
    if (NOT_SHIPPED.has(name)) continue
    const nested = `${folder}/node_modules/${name}`
    addNative(existsSync(join(ROOT, nested)) ? nested : `node_modules/${name}`, folders)
  }
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as Manifest
}

function readNotice(folder: string): Notice {
  const manifest = readManifest(folder)
  const file = readdirSync(join(ROOT, folder)).find((each) => /^(licen[cs]e|copying)/i.test(each))
  const text = file === undefined ? standardText(manifest) : readFileSync(join(ROOT, folder, file), 'utf8')
  return {
    name: manifest.name,
    version: manifest.version,
    licence: manifest.license ?? 'see below',
    text:
      text === null
        ? null
        : text
            .replaceAll('\r\n', '\n')
            .replaceAll(/[ \t]+$/gm, '')
            .trim(),
  }
}

/** MIT packages that forgot to pack their licence: the text is always the same, with who wrote it. */
function standardText({ license, author, name }: Manifest): string | null {
  if (license !== 'MIT') return null
  const who = (typeof author === 'string' ? author : author?.name) ?? `the authors of ${name}`
  const ours = readFileSync(join(ROOT, 'LICENSE'), 'utf8')
  return ours.replace(/^Copyright .*$/m, `Copyright (c) ${who}`)
}
