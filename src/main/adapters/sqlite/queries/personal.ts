import type { PersonalDatum, PersonalReader, PersonalWriter } from '../../../../core/ports/personal-books.ts'
import type { Ids } from '../../../../core/ports/system.ts'
import type { Handle } from '../open.ts'

const COLUMNS = 'ref, kind, value, at'
const OF_CUSTOMERS = `kind IN ('customer_name', 'customer_phone', 'customer_email', 'customer_address')`
/** The index of pieces knows three letters and more; for fewer all of them are read. */
const LEAST_INDEXED = 3
const SALT_BYTES = 16

/** What tells who somebody is, for reading only. */
export function readPersonal(handle: Handle): PersonalReader {
  const one = handle.prepare<[string], PersonalDatum>(`SELECT ${COLUMNS} FROM personal WHERE ref = ?`)
  return {
    personal: (ref) => one.get(ref) ?? null,
    // reads through them all, at an owner's press, newest first
    findPersonal: (text, limit) =>
      handle
        .prepare<[string, number], PersonalDatum>(
          `SELECT ${COLUMNS} FROM personal WHERE typeof(value) = 'text' AND instr(lower(value), lower(?)) > 0
           ORDER BY at DESC LIMIT ?`,
        )
        .all(text, limit),
    // remarks that have the same piece of text are many more than customers, and must not crowd one of them out
    findCustomerTexts: (text, limit) => {
      const phrase = text.replaceAll('\0', '')
      const isShort = [...phrase.replaceAll(/\p{M}/gu, '')].length < LEAST_INDEXED
      const sql = isShort
        ? `SELECT ref FROM personal WHERE ${OF_CUSTOMERS} AND instr(lower(value), lower(?)) > 0
           ORDER BY at DESC LIMIT ?`
        : `SELECT ref FROM personal_words CROSS JOIN personal_texts ON doc = personal_words.rowid
             CROSS JOIN personal USING (ref)
           WHERE personal_words MATCH ? AND ${OF_CUSTOMERS} ORDER BY personal_words.rowid DESC LIMIT ?`
      return handle
        .prepare<[string, number], string>(sql)
        .pluck()
        .all(isShort ? phrase : `"${phrase.replaceAll('"', '""')}"`, limit)
    },
  }
}

/** What tells who somebody is, beside the salt that makes its ref. */
export function personalQueries(handle: Handle, ids: Ids): PersonalReader & PersonalWriter {
  const keep = handle.prepare('INSERT INTO personal (ref, kind, value, salt, at) VALUES (?, ?, ?, ?, ?)')
  const touch = handle.prepare('UPDATE personal SET at = max(at, ?) WHERE ref = ?')
  const erase = handle.prepare('DELETE FROM personal WHERE ref = ?')
  const eraseBefore = handle.prepare(
    'DELETE FROM personal WHERE ref IN (SELECT ref FROM personal WHERE at < ? ORDER BY at LIMIT ?)',
  )
  return {
    ...readPersonal(handle),
    keepPersonal: ({ kind, value, at }) => {
      const salt = ids.token(SALT_BYTES)
      const hash =
        typeof value === 'string' ? ids.sha256(`${salt}\n${value}`) : ids.sha256(salted(salt, value))
      const ref = `pd_${hash}`
      keep.run(ref, kind, typeof value === 'string' ? value : Buffer.from(value), salt, at)
      return ref
    },
    touchPersonal: (ref, at) => {
      touch.run(at, ref)
    },
    erasePersonal: (ref) => erase.run(ref).changes > 0,
    erasePersonalBefore: (at, limit) => eraseBefore.run(at, limit).changes,
  }
}

const salted = (salt: string, value: Uint8Array): Uint8Array =>
  Buffer.concat([Buffer.from(`${salt}\n`), value])
