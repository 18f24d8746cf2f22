import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { BackupCopy, BackupReason } from '../../../core/domain/books/backup-rotation.ts'
import type { Mode } from '../../../core/domain/provider/session.ts'

/**
 * A copy says in its name what it is, so that a person with nothing but a file manager can tell:
 * `live-00012-20260715T070500Z-daily-v4.sqlite`. Only a copy that passed its checks has such a name.
 */
const NAME =
  /^(practice|test|live)-(\d{5,})-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z-(daily|by-hand|update|rescue)-v(\d+)\.sqlite$/

const REASONS: Readonly<Record<string, BackupReason>> = {
  daily: 'daily',
  'by-hand': 'by_hand',
  update: 'update',
  rescue: 'rescue',
}

/** The folder of all copies of a data folder. */
export const backupFolder = (dataFolder: string): string => join(dataFolder, 'backups')

/** Under this ending a copy is still being made; left behind, it is rubbish. */
export const UNFINISHED = '.part'
const LEFT_BEHIND_MS = 3_600_000
/** Under this ending lies a copy that was found damaged. */
export const FOUND_BAD = '.bad'

export function copyName(
  mode: Mode,
  { number, at, why, version }: Omit<BackupCopy, 'name' | 'bytes'>,
): string {
  const time = `${at.slice(0, 19).replaceAll(/[-:]/g, '')}Z`
  return `${mode}-${String(number).padStart(5, '0')}-${time}-${why.replace('_', '-')}-v${version}.sqlite`
}

/** All copies in the folder that have a copy's name, with their mode; none when there is no folder. */
export function copiesIn(folder: string): readonly (BackupCopy & { readonly mode: Mode })[] {
  return namesIn(folder).flatMap((name) => {
    const parsed = parseName(name)
    const found = statSync(join(folder, name), { throwIfNoEntry: false })
    return parsed === null || found === undefined || !found.isFile() ? [] : [{ ...parsed, bytes: found.size }]
  })
}

/** The next number of a mode: above every one in the folder, the damaged ones too. */
export function nextNumber(folder: string, mode: Mode): number {
  const numbers = namesIn(folder).flatMap((name) => {
    const parsed = parseName(name.replace(FOUND_BAD, ''))
    return parsed?.mode === mode ? [parsed.number] : []
  })
  return Math.max(0, ...numbers) + 1
}

/** What was left of copies that a power cut ended; one that another process is writing now is not touched. */
export function leftBehindIn(folder: string, now: string): readonly string[] {
  return namesIn(folder).filter((name) => {
    if (!name.endsWith(UNFINISHED) && !name.endsWith(`${UNFINISHED}-journal`)) return false
    const found = statSync(join(folder, name), { throwIfNoEntry: false })
    return found !== undefined && Date.parse(now) - found.mtimeMs > LEFT_BEHIND_MS
  })
}

function parseName(name: string): (Omit<BackupCopy, 'bytes'> & { readonly mode: Mode }) | null {
  const [, mode, number, year, month, day, hour, minute, second, reason = '', version] = NAME.exec(name) ?? []
  const why = REASONS[reason]
  const at = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`
  if (why === undefined || Number.isNaN(Date.parse(at))) return null
  if (mode !== 'practice' && mode !== 'test' && mode !== 'live') return null
  return { name, mode, number: Number(number), at, why, version: Number(version) }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch (fault) {
    const code = fault instanceof Error && 'code' in fault ? fault.code : ''
    if (code === 'ENOENT' || code === 'ENOTDIR') return []
    throw fault
  }
}
