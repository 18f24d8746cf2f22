import { amountOf, type Amount } from '../../../core/domain/money.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { ok, type Result } from '../../../core/domain/result.ts'
import {
  chooseSuffix,
  LARGEST_SUFFIX,
  SUFFIX_WINDOW_MS,
  takesSuffix,
} from '../../../core/domain/tenders/transfer-suffix.ts'
import type { BooksReader, BooksWriter, SaleRecord } from '../../../core/ports/store.ts'
import type { TransferAsk } from '../../../core/ports/transfer-books.ts'
import { settingsOf, timeIn, type Till } from '../till.ts'

/** What stays the same while a cart becomes a sale, is held, or comes back from a sale that was given up. */
export const orderKeyOf = (lines: readonly { readonly id: string }[]): string => lines[0]?.id ?? ''

export const orderKeyOfSale = ({ totals }: Pick<SaleRecord, 'totals'>): string => orderKeyOf(totals.lines)

/**
 * The suffix for this part of an order, kept in the running transaction; 0 where the shop asks for none. Asking again says
 * the same: the customer may be typing it already.
 */
export function reserveSuffix(
  till: Till,
  books: BooksWriter,
  orderKey: string,
  covers: Amount,
): Result<number, Refusal> {
  const { transferSuffix, currency } = settingsOf(till)
  if (!transferSuffix || !takesSuffix(currency)) return ok(0)
  const before = openAsk(till, books, orderKey, covers)
  if (before !== null) return ok(before.suffix)
  const asked = books.askedAmounts(covers + 1, covers + LARGEST_SUFFIX, windowStart(till))
  const chosen = chooseSuffix(amountOf(covers), currency, asked)
  if (chosen.ok) books.addTransferAsk({ orderKey, covers, suffix: chosen.value, at: till.clock.now() })
  return chosen
}

/** What this order was told to send, while it may still be sent. */
export const openAsk = (
  till: Till,
  books: BooksReader,
  orderKey: string,
  covers: Amount,
): TransferAsk | null => books.openTransferAsk(orderKey, covers, windowStart(till))

const windowStart = (till: Till): string => timeIn(till.clock, -SUFFIX_WINDOW_MS)
