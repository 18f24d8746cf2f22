import type { Page } from '../../../core/ports/store.ts'

/** A page cursor is the last row's sort key, so a list stays steady while rows are added. */
export const cursorOf = (...keys: readonly string[]): string => keys.map(encodeURIComponent).join('~')

/** The keys of a cursor, or none when it is missing or was tampered with (then the list starts over). */
export function readCursor(cursor: string | null, keys: number): string[] {
  if (cursor === null) return []
  try {
    const parts = cursor.split('~').map(decodeURIComponent)
    return parts.length === keys ? parts : []
  } catch {
    return []
  }
}

/** Cuts the one row that was read too many, which tells whether there is more. */
export function pageOf<T>(rows: readonly T[], limit: number, cursor: (row: T) => string): Page<T> {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { rows: shown, nextCursor: rows.length > limit && last !== undefined ? cursor(last) : null }
}
