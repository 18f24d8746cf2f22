import type { Page } from '../../../core/ports/store.ts'

/** A page cursor is the last row's sort key, so a list stays steady while rows are added. */
export const cursorOf = (...keys: readonly string[]): string => keys.map(encodeURIComponent).join('~')

export const ULID = /^[0-9A-HJKMNP-TV-Z]{26}$/
export const UTC_TIME = /^\d{4}-\d\d-\d\dT[\d:.]{8,12}Z$/
export const OPAQUE_ID = /^[\w-]{1,100}$/

/** The keys of a cursor, or none when it is missing or was tampered with (then the list starts over). */
export function readCursor(cursor: string | null, ...keys: readonly RegExp[]): string[] {
  if (cursor === null) return []
  try {
    const parts = cursor.split('~').map(decodeURIComponent)
    const fits = parts.length === keys.length && keys.every((key, place) => key.test(parts[place] ?? ''))
    return fits ? parts : []
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

const BASE32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** The time that a ULID begins with: below every id that is made from this moment on. Milliseconds since 1970. */
export function ulidTime(moment: number): string {
  let time = Math.max(0, moment)
  let text = ''
  for (let place = 0; place < 10; place += 1) {
    text = `${BASE32[time % 32]}${text}`
    time = Math.floor(time / 32)
  }
  return text
}
