import { amountOf, negate, subtractAmount, ZERO } from '../../../core/domain/money.ts'
import type { Refund } from '../../../core/domain/refunds/refund.ts'
import { isCounted, type Sale, type Tender } from '../../../core/domain/tenders/sale-tenders.ts'
import type { Taking } from '../../../core/domain/shifts/shift.ts'
import type { BooksReader, BooksWriter } from '../../../core/ports/store.ts'
import { businessDayNow, type Till } from '../till.ts'

/** This till has one drawer. */
export const DRAWER = 'main'

type Movement = Pick<Taking, 'source' | 'what' | 'method' | 'amount' | 'currency'> &
  Partial<Pick<Taking, 'rounding' | 'saleId' | 'tenderId' | 'completes' | 'actor'>>

/** Writes money into the ledger, under the shift that is open now. The same source twice stays one row. */
export function addTaking(till: Till, books: BooksWriter, movement: Movement, at: string): boolean {
  return books.addTaking({
    ...{
      rounding: ZERO,
      saleId: null,
      tenderId: null,
      completes: false,
      actor: till.duty.actor()?.id ?? null,
    },
    ...movement,
    shiftId: books.openShift(DRAWER)?.id ?? null,
    businessDate: businessDayNow(till),
    at,
    terminal: till.store.terminalId,
  })
}

/** Every tender that counts now and did not before, in the transaction of the step that made it count. */
export function recordTakings(till: Till, books: BooksWriter, before: Sale, after: Sale, at: string): void {
  for (const tender of after.tenders) {
    const was = before.tenders.find(({ id }) => id === tender.id)
    if (!isCounted(tender) || (was !== undefined && isCounted(was))) continue
    addTaking(till, books, movementOf(tender, before.phase !== 'paid' && after.phase === 'paid'), at)
  }
}

function movementOf(tender: Tender, completes: boolean): Movement {
  const { id, kind, amount, covers, currency, saleId } = tender
  const isAccepted = tender.type === 'manual' && tender.money.name === 'accepted'
  return {
    ...{
      source: sourceOf(id),
      what: 'sale',
      method: kind,
      amount,
      currency,
      saleId,
      tenderId: id,
      completes,
    },
    rounding: subtractAmount(amount, covers),
    actor: isAccepted ? tender.money.by : null,
  }
}

const sourceOf = (tenderId: string): string => `tender:${tenderId}`

/**
 * Money that went back, once it is certain. Money that no sale ever counted (late money nobody put to a sale) never was
 * in the ledger, so giving it back through its provider takes nothing out of it. Cash leaves the drawer whatever it is for.
 */
export function recordRefund(till: Till, books: BooksWriter, refund: Refund, at: string): void {
  const { id, saleId, tenderId, state, currency, way } = refund
  const taken = books.taking(sourceOf(tenderId))
  if (state.name !== 'succeeded' || state.given <= 0) return
  const method = way === 'cash' ? 'cash' : (taken?.method ?? null)
  if (method === null) return
  const actor = books.refund(id)?.askedBy ?? null
  const amount = negate(amountOf(state.given))
  addTaking(
    till,
    books,
    {
      source: `${way === 'terminal' ? 'void' : 'refund'}:${id}`,
      what: 'refund',
      method,
      amount,
      currency,
      saleId,
      tenderId,
      actor,
    },
    at,
  )
}

/** Money that came in while no shift was open, for the next one: at these places of the ledger. */
export function outsideNow(books: BooksReader): { readonly after: number; readonly until: number } {
  return { after: books.outsideSince(DRAWER), until: books.lastTakingSeq() }
}
