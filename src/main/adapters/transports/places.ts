import { constants } from 'node:fs'
import { mkdir, open, realpath, type FileHandle } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path'

/**
 * Where `file:` and `device:` may lead. An address is data that whoever sets up printers can write, and the till writes
 * what is sold to it: without this, a printer could be somebody's start-up script, or a disk.
 */
export interface Places {
  /** Folders that `file:` writes in, the first one for a bare name; named pipes may be there too. */
  readonly folders: readonly string[]
  /** Devices by their real names, after links. */
  readonly devices: readonly RegExp[]
}

/** Printers and serial lines as the systems name them. */
const PRINTER_DEVICES: readonly RegExp[] = [
  /^\/dev\/usb\/lp\d+$/,
  /^\/dev\/(?:lp|usblp|unlpt|ulpt|ttyUSB|ttyACM|ttyS|ttyAMA|rfcomm)\d+$/,
]

/** Printers of this machine, and files in these folders. */
export const placesFor = (...folders: readonly string[]): Places => ({ folders, devices: PRINTER_DEVICES })

/** For a person at a command line, who may write wherever the system lets them. */
export const ANYWHERE: Places = { folders: ['/'], devices: [/^/] }

/** A place an address may not lead to; the text says where it may. */
export class ForbiddenPlace extends Error {}

/** The path a `file:` or `device:` address means, without looking at the disk; null when it is no allowed place. */
export function placeOf(kind: 'file' | 'device', path: string, { folders, devices }: Places): string | null {
  const [home] = folders
  if (kind === 'file' && !isAbsolute(path))
    return home === undefined ? null : inFolder(join(home, path), folders)
  const plain = resolve(path)
  if (inFolder(plain, folders) !== null) return plain
  if (kind === 'file') return null
  // a link that the system made, such as /dev/receipt-printer, is followed and judged when it is opened
  return plain.startsWith('/dev/') || devices.some((name) => name.test(plain)) ? plain : null
}

/** Opens a file of its own folder and nothing else: no link, and no device that only looks like one. */
export async function openPlainFile(path: string, places: Places): Promise<FileHandle> {
  const [home] = places.folders
  if (home !== undefined && dirname(path) === resolve(home)) await mkdir(home, { recursive: true })
  const real = join(await realpath(dirname(path)), basename(path))
  if (inFolder(real, await realFolders(places)) === null) {
    throw new ForbiddenPlace(`files may only be in ${places.folders.join(', ')}`)
  }
  // never waits for the other end of a named pipe: that would hold a thread for ever
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | LOOK_BEFORE
  const file = await open(real, flags, 0o600)
  if ((await file.stat()).isFile() || places.devices.some((name) => name.test(real))) return file
  await file.close()
  throw new ForbiddenPlace('this is no file: write device: in front')
}

/** Not followed through a last link, and not waited for. Windows has neither flag. */
const LOOK_BEFORE = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

/** The device behind a path once links are followed. */
export async function realDevice(path: string, places: Places): Promise<string> {
  const real = await realpath(path)
  if (places.devices.some((name) => name.test(real))) return real
  if (inFolder(real, await realFolders(places)) !== null) return real
  throw new ForbiddenPlace(`${real} is no printer's device`)
}

async function realFolders({ folders }: Places): Promise<readonly string[]> {
  return await Promise.all(folders.map((folder) => realpath(folder).catch(() => folder)))
}

/** The path itself when it lies inside one of the folders, and is none of them. */
function inFolder(path: string, folders: readonly string[]): string | null {
  const isInside = folders.some((folder) => {
    const way = relative(resolve(folder), path)
    return way !== '' && !way.startsWith('..') && !isAbsolute(way)
  })
  return isInside ? path : null
}
