import { saleOnCounter, type Till } from '../till.ts'
import { currentInvite } from './invite.ts'
import { DRAWER } from './takings.ts'

/** Is there a code on the screens that somebody may be paying right now? */
export function isCodeShown(till: Till): boolean {
  if (currentInvite(till) !== null) return true
  const tenders = saleOnCounter(till)?.sale.tenders ?? []
  return tenders.some((each) => each.type === 'provider' && each.state.name === 'presented')
}

/**
 * What forbids replacing the program now: money that is under way anywhere, an order on the counter, or a shift that was
 * counted and is not closed yet; null when nothing does.
 */
export function busyWith(till: Till): 'payment' | 'order' | 'shift' | null {
  // live ones only: '~' is after every time there is
  if (till.store.read.watched('~').length > 0 || isCodeShown(till)) return 'payment'
  const onCounter = saleOnCounter(till)
  if (onCounter !== null && onCounter.paidAt === null) return 'order'
  if ((till.store.read.draft()?.lines.length ?? 0) > 0) return 'order'
  const shift = till.store.read.openShift(DRAWER)
  return shift !== null && till.store.read.shiftCounts(shift.id).length > 0 ? 'shift' : null
}

/**
 * Reads the codes that are live on the counter again, at once: the machine has slept, and what was paid meanwhile is not
 * known. True when each of them was heard of, or there is none.
 */
export async function readLiveCodes(
  till: Till,
  read: (tenderId: string) => Promise<{ readonly ok: boolean }>,
): Promise<boolean> {
  const tenders = saleOnCounter(till)?.sale.tenders ?? []
  const live = tenders.filter((each) => each.type === 'provider' && each.state.name === 'presented')
  const heard = await Promise.all(live.map(async ({ id }) => (await read(id)).ok))
  // each screen gets a newer view, which is what uncovers a code
  till.changed.ring()
  return heard.every(Boolean)
}
