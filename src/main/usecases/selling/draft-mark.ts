import type { DraftMark } from '../../../core/contract/views/counter.ts'
import type { Ids } from '../../../core/ports/system.ts'

/** Which state of the cart something tells about. */
export interface DraftMarks {
  readonly current: () => DraftMark
  /** The cart was replaced; answers with its new mark. */
  readonly next: () => DraftMark
}

/**
 * Counts how often the cart was replaced since this core began. A view is made and travels by itself, so one of before a
 * change can arrive after the change was answered: by its mark a screen knows it for an older one.
 */
export function createDraftMarks(ids: Ids): DraftMarks {
  const core = ids.next()
  let changes = 0
  return {
    current: () => ({ core, changes }),
    next: () => {
      changes += 1
      return { core, changes }
    },
  }
}
