import { addAmounts, amountOf, type Amount, type Currency } from '../money.ts'
import { err, ok, type Result } from '../result.ts'

/**
 * A few rupiah on top of a transfer, so that no two transfers that a till waits for have the same amount: the line on the
 * bank's statement then says by itself which sale it is for. The rupiah belong to the tender, not to the sale.
 */
export const LARGEST_SUFFIX = 999

/** An amount that was asked for stays taken for this long: a transfer may be made at home in the evening. */
export const SUFFIX_WINDOW_MS = 48 * 60 * 60_000

export type TransferRefusal =
  | { readonly type: 'transfer_suffixes_used_up'; readonly covers: Amount; readonly currency: Currency }
  | {
      readonly type: 'transfer_amount_differs'
      readonly sent: Amount
      /** With the suffix; the same as `covers` where none was asked for. */
      readonly asked: Amount
      readonly covers: Amount
      readonly currency: Currency
    }

/** Amounts of other transfers, suffix included. */
export interface AskedAmounts {
  /** Somebody may still send them. */
  readonly held: ReadonlySet<number>
  /** Asked for within the window, though nothing is awaited any more: a customer who went away may send them all the same. */
  readonly recent: ReadonlySet<number>
}

/**
 * The suffix to ask for: the smallest that nobody was asked for lately, so that it costs the customer little; when all of
 * those are gone, the smallest that nobody is awaited with. Never one that is held.
 */
export function chooseSuffix(
  covers: Amount,
  currency: Currency,
  { held, recent }: AskedAmounts,
): Result<number, TransferRefusal> {
  let second: number | null = null
  for (let suffix = 1; suffix <= LARGEST_SUFFIX; suffix += 1) {
    const amount = covers + suffix
    if (held.has(amount)) continue
    if (!recent.has(amount)) return ok(suffix)
    second ??= suffix
  }
  return second === null ? err({ type: 'transfer_suffixes_used_up', covers, currency }) : ok(second)
}

/** A suffix is rupiah on a statement in rupiah: cents of another currency would be money. */
export const takesSuffix = (currency: Currency): boolean => currency === 'IDR'

/**
 * What the notice says was sent, against what was asked for. Customers round, so the bare amount is taken as well; another
 * amount pays for something else or is a typing mistake. Null stands for the amount that was asked for.
 */
export function checkSent(
  sent: Amount | null,
  {
    covers,
    suffix,
    currency,
  }: { readonly covers: Amount; readonly suffix: number; readonly currency: Currency },
): Result<Amount, TransferRefusal> {
  const asked = addAmounts(covers, amountOf(suffix))
  if (sent === null || sent === asked) return ok(asked)
  return sent === covers ? ok(sent) : err({ type: 'transfer_amount_differs', sent, asked, covers, currency })
}
