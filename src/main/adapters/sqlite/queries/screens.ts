import type { PairedScreen, ScreenReader, ScreenWriter } from '../../../../core/ports/screen-books.ts'
import type { Handle } from '../open.ts'

const COLUMNS = 'id, name, paired_at AS pairedAt, last_seen_at AS lastSeenAt'

/** Customer screens in the shop's network that this terminal has paired. */
export function screenQueries(handle: Handle, terminalId: string): ScreenReader & ScreenWriter {
  const all = handle.prepare<[string], PairedScreen>(
    `SELECT ${COLUMNS} FROM paired_devices WHERE terminal_id = ? ORDER BY paired_at, id`,
  )
  const one = handle.prepare<[string, string], PairedScreen>(
    `SELECT ${COLUMNS} FROM paired_devices WHERE token_hash = ? AND terminal_id = ?`,
  )
  const add = handle.prepare(
    `INSERT INTO paired_devices (id, terminal_id, name, token_hash, paired_at, last_seen_at)
     VALUES (@id, @terminalId, @name, @tokenHash, @pairedAt, @lastSeenAt)`,
  )
  const remove = handle.prepare('DELETE FROM paired_devices WHERE id = ?')
  const seen = handle.prepare('UPDATE paired_devices SET last_seen_at = ? WHERE id = ?')
  return {
    pairedScreens: () => all.all(terminalId),
    pairedScreenWith: (tokenHash) => one.get(tokenHash, terminalId) ?? null,
    addPairedScreen: (screen) => {
      add.run({ ...screen, terminalId })
    },
    removePairedScreen: (id) => {
      remove.run(id)
    },
    notePairedScreenSeen: (id, at) => {
      seen.run(at, id)
    },
  }
}
