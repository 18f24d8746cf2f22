import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** One file of an archive; an unpacked one lies in the folder beside it. */
export interface ArchivedFile {
  readonly path: string
  readonly size: number
  readonly isUnpacked: boolean
}

interface Entry {
  readonly files?: Readonly<Record<string, Entry>>
  readonly size?: number
  readonly offset?: string
  readonly unpacked?: boolean
  readonly link?: string
}

/** The length of the header's own table stands before it, wrapped in two more lengths that are not needed here. */
const LENGTHS = 16

/** Lists the files of an app.asar with `/` between folders. */
export function listArchive(archive: string): readonly ArchivedFile[] {
  return walk(readHeader(archive).root).map(({ path, entry }) => ({
    path,
    size: entry.size ?? 0,
    isUnpacked: entry.unpacked === true,
  }))
}

/** Lays the whole archive out as files, so that plain Node can load what Electron would. */
export function extractArchive(archive: string, folder: string): void {
  const { root, content, bytes } = readHeader(archive)
  for (const { path, entry } of walk(root)) {
    const to = join(folder, path)
    mkdirSync(dirname(to), { recursive: true })
    if (entry.unpacked === true) cpSync(join(`${archive}.unpacked`, path), to)
    else {
      const start = content + Number(entry.offset)
      writeFileSync(to, bytes.subarray(start, start + (entry.size ?? 0)))
      chmodSync(to, 0o644)
    }
  }
}

function readHeader(archive: string): {
  readonly root: Entry
  readonly content: number
  readonly bytes: Buffer
} {
  const bytes = readFileSync(archive)
  const length = bytes.readUInt32LE(12)
  const root = JSON.parse(bytes.toString('utf8', LENGTHS, LENGTHS + length)) as Entry
  return { root, content: 8 + bytes.readUInt32LE(4), bytes }
}

function walk(entry: Entry, at = ''): readonly { readonly path: string; readonly entry: Entry }[] {
  if (entry.files === undefined) return entry.link === undefined ? [{ path: at, entry }] : []
  return Object.entries(entry.files).flatMap(([name, each]) => walk(each, at === '' ? name : `${at}/${name}`))
}
