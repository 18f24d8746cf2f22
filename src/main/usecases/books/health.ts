import type { BooksView } from '../../../core/contract/views/books.ts'

/** How the books and their disk are, as far as is known; a change rings the screens. */
export interface BooksHealth {
  current(): BooksView
  become(change: Partial<BooksView>): void
}

export function createBooksHealth(onChange: () => void): BooksHealth {
  let now: BooksView = { state: 'fine', newestBackup: null, diskLow: false }
  return {
    current: () => now,
    become: (change) => {
      const next = { ...now, ...change }
      if (JSON.stringify(next) === JSON.stringify(now)) return
      now = next
      onChange()
    },
  }
}
