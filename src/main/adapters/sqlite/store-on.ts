import type { StoreRefusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { Whereabouts } from '../../../core/ports/backups.ts'
import type { BooksWriter, Store } from '../../../core/ports/store.ts'
import type { Ids } from '../../../core/ports/system.ts'
import { toStoreRefusal, type Handle } from './open.ts'
import { afterSaleQueries } from './queries/after-sale.ts'
import { auditQueries } from './queries/audit.ts'
import { catalogQueries } from './queries/catalog.ts'
import { confirmationQueries } from './queries/confirmations.ts'
import { eventQueries } from './queries/events.ts'
import { heldQueries } from './queries/held.ts'
import { logQueries } from './queries/log.ts'
import { peopleQueries } from './queries/people.ts'
import { printerQueries } from './queries/printers.ts'
import { receiptQueries } from './queries/receipts.ts'
import { personalQueries } from './queries/personal.ts'
import { saleQueries } from './queries/sales.ts'
import { screenQueries } from './queries/screens.ts'
import { sessionQueries } from './queries/sessions.ts'
import { shiftQueries } from './queries/shifts.ts'
import { shopQueries } from './queries/shop.ts'
import { slideQueries } from './queries/slides.ts'
import { transferQueries } from './queries/transfers.ts'
import type { Reserve } from './reserve.ts'

/** What stands between a write and the disk; without it (in tests, for a copy) nothing does. */
export interface StoreGuards {
  readonly reserve: Pick<Reserve, 'isReady' | 'give'>
  readonly whereabouts: () => Whereabouts
}

const NO_GUARDS: StoreGuards = {
  reserve: { isReady: () => true, give: () => false },
  whereabouts: () => 'in_place',
}

/** The store over an open handle; tests give handles that are full, read-only or of another version. */
export function storeOn(handle: Handle, ids: Ids, { reserve, whereabouts }: StoreGuards = NO_GUARDS): Store {
  const terminalId = String(
    handle.prepare('SELECT value FROM meta WHERE name = ?').pluck().get('terminal_id'),
  )
  const books: BooksWriter = {
    ...saleQueries(handle),
    ...sessionQueries(handle),
    ...eventQueries(handle, ids, terminalId),
    ...auditQueries(handle),
    ...logQueries(handle, ids),
    ...shopQueries(handle),
    ...catalogQueries(handle),
    ...peopleQueries(handle),
    ...receiptQueries(handle),
    ...printerQueries(handle),
    ...personalQueries(handle, ids),
    ...afterSaleQueries(handle, ids),
    ...shiftQueries(handle),
    ...screenQueries(handle, terminalId),
    ...slideQueries(handle),
    ...heldQueries(handle),
    ...confirmationQueries(handle),
    ...transferQueries(handle),
  }
  const begin = handle.prepare('BEGIN IMMEDIATE')
  const commit = handle.prepare('COMMIT')
  const transact = <T>(work: (books: BooksWriter) => T): Result<T, StoreRefusal> => {
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
  }
  return {
    read: books,
    terminalId,
    write: (work, purpose = 'outcome') => {
      const place = whereabouts()
      if (place !== 'in_place') return err({ type: 'store_gone', replaced: place === 'replaced' })
      if (purpose === 'request' && !reserve.isReady()) return err({ type: 'disk_full' })
      const written = transact(work)
      const isFull = !written.ok && written.error.type === 'disk_full'
      return isFull && purpose === 'outcome' && reserve.give() ? transact(work) : written
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
