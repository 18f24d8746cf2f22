import Database from 'better-sqlite3'
import type { StoreRefusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { Mode } from '../../../core/domain/provider/session.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { lookAt, toStoreRefusal, type Handle } from './open.ts'

const BUSY_MS = 2_000

/** Opens books for reading only, whatever their shape up to ours; a till may have them open for writing meanwhile. */
export function openForReading(file: string, mode: Mode): Result<Handle, StoreRefusal> {
  try {
    const refusal = lookAt(file, mode, MIGRATIONS.length)
    return refusal === null ? ok(new Database(file, { readonly: true, timeout: BUSY_MS })) : err(refusal)
  } catch (fault) {
    const refusal = toStoreRefusal(fault)
    if (refusal === null) throw fault
    return err(refusal)
  }
}
