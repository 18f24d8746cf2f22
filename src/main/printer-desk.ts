import type { BackupRefusal, Refusal } from '../core/domain/refusals.ts'
import { ok, type Result } from '../core/domain/result.ts'
import type { Mode } from '../core/domain/provider/session.ts'
import type { Clock, Ids, Log } from '../core/ports/system.ts'
import { backupFolder } from './adapters/sqlite/backup-names.ts'
import { booksFile } from './adapters/sqlite/backup-restore.ts'
import { lockDataFolder } from './adapters/sqlite/open.ts'
import { openStore } from './adapters/sqlite/store.ts'
import { createDuty } from './adapters/system/duty.ts'
import { createReceiptPrinters } from './receipt-printers.ts'
import type { PrinterDesk } from './usecases/printing/printers.ts'
import { createSignal } from './usecases/signal.ts'

export interface PrinterDeskOptions {
  readonly dataFolder: string
  readonly mode: Mode
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
}

/**
 * The printers of books that no till has open, for setting them up without screens. Refused while a till runs on the
 * folder: its own settings are the place then.
 */
export async function openPrinterDesk(
  options: PrinterDeskOptions,
): Promise<Result<PrinterDesk & { close(): void }, Refusal | BackupRefusal>> {
  const { dataFolder, mode, clock, ids, log } = options
  const lock = lockDataFolder(dataFolder)
  if (!lock.ok) return lock
  const opened = await openStore(booksFile(dataFolder, mode), mode, {
    ...options,
    backupFolder: backupFolder(dataFolder),
  })
  if (!opened.ok) {
    lock.value.release()
    return opened
  }
  return ok({
    store: opened.value,
    printers: createReceiptPrinters(dataFolder),
    ...{ clock, ids, log },
    changed: createSignal(() => {}),
    // nobody is signed in at a command line: the log says that the till did it
    duty: createDuty(clock),
    close: () => {
      opened.value.close()
      lock.value.release()
    },
  })
}
