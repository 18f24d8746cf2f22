import type { Refusal } from '../../domain/refusals.ts'

/** How the shop's own books are. Anything but `fine` needs the owner. */
export interface BooksView {
  /** `gone`, `replaced`: their file was taken away, or another put in its place, while they were open. */
  readonly state: 'fine' | 'damaged' | 'gone' | 'replaced'
  /** What can be restored, when something has to be. */
  readonly newestBackup: { readonly name: string; readonly at: string } | null
  readonly diskLow: boolean
}

/** The copies of this mode's books; each was read from end to end when it was made. */
export interface BackupsView {
  readonly folder: string
  readonly copies: readonly BackupRow[]
  /** Books that were replaced by a copy and are kept. */
  readonly setAside: readonly Omit<BackupRow, 'why'>[]
  readonly usedBytes: number
  readonly freeBytes: number | null
  readonly running: { readonly step: 'copying' | 'checking'; readonly percent: number } | null
  /** Why the last one could not be made. */
  readonly trouble: Refusal | null
}

export interface BackupRow {
  readonly name: string
  readonly at: string
  readonly bytes: number
  readonly why: 'daily' | 'by_hand' | 'update' | 'rescue'
}
