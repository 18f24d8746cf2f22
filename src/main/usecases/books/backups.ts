import type { BackupsView } from '../../../core/contract/views/books.ts'
import {
  copiesToDrop,
  isBackupDue,
  SHARE_OF_DISK,
  type BackupCopy,
  type BackupReason,
} from '../../../core/domain/books/backup-rotation.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { err, type Result } from '../../../core/domain/result.ts'
import type { BackupProgress, BackupShelf } from '../../../core/ports/backups.ts'
import { businessDateOf, saleOnCounter, settingsOf, type Till } from '../till.ts'

/** Makes the copies of the books, keeps the right ones, and tells a person when none could be made. */
export interface Backups {
  /** Makes one when none was made in the last day; otherwise nothing. */
  makeIfDue(): Promise<void>
  /** Makes one now. One at a time; what is kept is decided afterwards, and never when it failed. */
  make(why: BackupReason): Promise<Result<BackupCopy, Refusal>>
  /** The newest copy that still passes its checks. */
  newestGood(): Promise<BackupCopy | null>
  view(): BackupsView
  /** Gives up the copy that is being made; nothing of it is left. Without one: nothing. */
  giveUp(): Promise<void>
  stop(): Promise<void>
}

/** After one that failed or was given up the next is not tried before this many rounds: the disk does not empty itself in a minute. */
const REST_ROUNDS = 60
/** A sale that stands on the counter for this many rounds puts the copy off no longer. */
const PATIENT_ROUNDS = 30

export function createBackups(till: Till, shelf: BackupShelf): Backups {
  let running: Promise<unknown> | null = null
  let progress: BackupProgress | null = null
  let trouble: Refusal | null = null
  let restRounds = 0
  let waitedRounds = 0

  const make: Backups['make'] = async (why) => {
    if (running !== null) return err({ type: 'backup_running' })
    const made = shelf.make(why, (now) => {
      progress = now
    })
    running = made.catch(() => null)
    progress = { step: 'copying', percent: 0 }
    const copied = await made.finally(() => {
      running = null
      progress = null
    })
    trouble = copied.ok || copied.error.type === 'backup_stopped' ? null : copied.error
    if (copied.ok) dropOld()
    till.log.info(
      'backup',
      copied.ok ? { name: copied.value.name, bytes: copied.value.bytes } : { why, trouble },
    )
    return copied
  }

  const dropOld = (): void => {
    const room = shelf.room()
    const total = room === null ? Number.POSITIVE_INFINITY : room.totalBytes * SHARE_OF_DISK
    const { utcOffsetMinutes } = settingsOf(till)
    shelf.remove(
      copiesToDrop(shelf.copies(), { budgetBytes: total - shelf.otherModesBytes(), utcOffsetMinutes }),
    )
  }

  const tellFailure = (refusal: Refusal): void => {
    const { utcOffsetMinutes } = settingsOf(till)
    const dedupe = `backup_failed:${businessDateOf(till.clock.epochMs(), utcOffsetMinutes)}`
    const facts = { reason: refusal.type }
    till.store.write((books) => {
      books.addAttention(
        { kind: 'backup_failed', saleId: null, tenderId: null, facts, dedupe },
        till.clock.now(),
      )
    })
    till.changed.ring()
  }

  return {
    makeIfDue: async () => {
      if (restRounds > 0) {
        restRounds -= 1
        return
      }
      if (running !== null || !isBackupDue(shelf.copies(), till.clock.epochMs())) return
      // on a slow disk the last flush of a copy is felt, and a customer who is paying must not wait for it
      const isBusy = saleOnCounter(till)?.sale.phase === 'open'
      waitedRounds = isBusy ? waitedRounds + 1 : 0
      if (isBusy && waitedRounds <= PATIENT_ROUNDS) return
      const made = await make('daily')
      if (made.ok || made.error.type === 'backup_stopped') return
      restRounds = REST_ROUNDS
      tellFailure(made.error)
    },
    make,
    newestGood: async () => {
      for (const { name } of shelf.copies()) {
        const verified = await shelf.verify(name)
        if (verified.ok) return verified.value
      }
      return null
    },
    view: () => {
      const copies = shelf.copies()
      const room = shelf.room()
      return {
        folder: shelf.folder,
        copies: copies.map(({ name, at, bytes, why }) => ({ name, at, bytes, why })),
        setAside: shelf.setAside(),
        usedBytes: copies.reduce((sum, { bytes }) => sum + bytes, 0),
        freeBytes: room?.freeBytes ?? null,
        running: progress,
        trouble,
      }
    },
    giveUp: async () => {
      if (running === null) return
      // the till would begin again by itself within a minute
      restRounds = REST_ROUNDS
      shelf.giveUp()
      await running
    },
    stop: async () => {
      shelf.stop()
      await running
    },
  }
}
