import Database from 'better-sqlite3'
import type { StoreRefusal } from '../../../core/domain/refusals.ts'
import type { Mode } from '../../../core/domain/provider/session.ts'
import type { Ids } from '../../../core/ports/system.ts'
import { flushFile } from './files.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { lookAt, toStoreRefusal } from './open.ts'
import { markAsCopy } from './place.ts'
import { storeOn } from './store-on.ts'

/** A reading of whole books: seconds of work, so a thread of its own does it. */
export type CheckTask =
  /** Books that are being sold with: structure only, which is enough to find what a power cut can break. */
  { readonly type: 'quick'; readonly file: string } | CopyTask

interface CopyTask {
  /** `finish_copy`: a copy that was just written is first made one single file, and flushed at the end. */
  readonly type: 'finish_copy' | 'verify'
  readonly file: string
  readonly mode: Mode
  /** The newest shape that is no stranger. */
  readonly known: number
}

export type CheckAnswer =
  | { readonly type: 'sound'; readonly version: number }
  | { readonly type: 'damaged'; readonly problems: readonly string[] }
  /** Not books, or not these: newer, of another mode. */
  | { readonly type: 'refused'; readonly refusal: StoreRefusal }

/** More lines than this tell a person nothing. */
const MOST_PROBLEMS = 10

export function runCheck(task: CheckTask): CheckAnswer {
  try {
    switch (task.type) {
      case 'finish_copy':
        makeOneFile(task.file)
        return checkCopy(task, () => {
          flushFile(task.file)
        })
      case 'verify':
        return checkCopy(task)
      case 'quick':
        return withReader(task.file, (handle) => answerOf(handle, 'quick_check'))
    }
  } catch (fault) {
    const refusal = toStoreRefusal(fault)
    if (refusal === null) throw fault
    // a disk that could not be read this once says nothing about what is on it
    const isCertain = refusal.type === 'store_damaged' && !refusal.detail.startsWith('SQLITE_IOERR')
    return isCertain ? { type: 'damaged', problems: [refusal.detail] } : { type: 'refused', refusal }
  }
}

/** A copy of books that write a log says that it has one; a file that is carried about must not need a second one. */
function makeOneFile(file: string): void {
  const handle = new Database(file)
  try {
    handle.pragma('journal_mode = DELETE')
    markAsCopy(handle)
  } finally {
    handle.close()
  }
}

function checkCopy(task: CopyTask, finish: () => void = () => {}): CheckAnswer {
  const { file, mode, known } = task
  const refusal = lookAt(file, mode, known)
  if (refusal?.type === 'store_damaged') return { type: 'damaged', problems: [refusal.detail] }
  if (refusal !== null) return { type: 'refused', refusal }
  return withReader(file, (handle) => {
    const answer = answerOf(handle, 'integrity_check')
    if (answer.type !== 'sound') return answer
    if (answer.version === 0) return { type: 'damaged', problems: ['no_books'] }
    // older books are brought up to date when they are opened; these must open as they are
    if (answer.version === MIGRATIONS.length) storeOn(handle, NO_IDS)
    finish()
    return answer
  })
}

function withReader(file: string, work: (handle: Database.Database) => CheckAnswer): CheckAnswer {
  const handle = new Database(file, { readonly: true, fileMustExist: true, timeout: 5_000 })
  try {
    return work(handle)
  } finally {
    handle.close()
  }
}

function answerOf(handle: Database.Database, check: 'integrity_check' | 'quick_check'): CheckAnswer {
  const lines = handle.prepare<[], string>(`PRAGMA ${check}(${MOST_PROBLEMS})`).pluck().all()
  if (lines.length !== 1 || lines[0] !== 'ok') return { type: 'damaged', problems: lines }
  return { type: 'sound', version: Number(handle.pragma('user_version', { simple: true })) }
}

/** Opening needs none; a check that made ids would be writing. */
const none = (): never => {
  throw new Error('a check writes nothing')
}
const NO_IDS: Ids = { next: none, token: none, sha256: none }
