import type { StoreRefusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { Mode } from '../../../core/domain/session.ts'
import type { BooksWriter, Store } from '../../../core/ports/store.ts'
import type { Clock, Ids } from '../../../core/ports/system.ts'
import { openBooks, toStoreRefusal, type Handle } from './open.ts'
import { logQueries } from './queries/log.ts'
import { saleQueries } from './queries/sales.ts'
import { sessionQueries } from './queries/sessions.ts'
import { shopQueries } from './queries/shop.ts'

/** Opens (or makes) one mode's books as a `Store`. */
export function openStore(
  file: string,
  mode: Mode,
  { clock, ids }: { readonly clock: Clock; readonly ids: Ids },
): Result<Store, StoreRefusal> {
  const opened = openBooks(file, { mode, terminalId: ids.next(), now: clock.now() })
  return opened.ok ? ok(storeOn(opened.value, ids)) : opened
}

/** The store over an open handle; tests give handles that are full, read-only or of another version. */
export function storeOn(handle: Handle, ids: Ids): Store {
  const terminalId = String(
    handle.prepare('SELECT value FROM meta WHERE name = ?').pluck().get('terminal_id'),
  )
  const books: BooksWriter = {
    ...saleQueries(handle),
    ...sessionQueries(handle),
    ...logQueries(handle, ids, terminalId),
    ...shopQueries(handle),
  }
  const begin = handle.prepare('BEGIN IMMEDIATE')
  const commit = handle.prepare('COMMIT')
  return {
    read: books,
    terminalId,
    write: (work) => {
      try {
        begin.run()
        const value = work(books)
        commit.run()
        return ok(value)
      } catch (fault) {
        if (handle.inTransaction) handle.exec('ROLLBACK')
        const refusal = toStoreRefusal(fault)
        if (refusal === null) throw fault
        return err(refusal)
      }
    },
    close: () => {
      if (!handle.open) return
      try {
        handle.pragma('wal_checkpoint(TRUNCATE)')
      } catch {
        // a full or failing disk keeps the log beside the books; nothing in it is lost, and closing must go on
      }
      handle.close()
    },
  }
}
