import type { Handle } from '../open.ts'

const LAST_LETTER = '\u{10FFFF}'
/** A start that fits every refund of a till is cut to the newest. */
const MOST_NUMBERS = 200
/** Days with refunds that the last digits are looked for in: some years of a busy shop, a few milliseconds. */
const MOST_DAYS = 2_000
/** `R-261121-0042`, `261121-0042`, `R-42` and `42`, as a cashier reads them off a slip. */
const TAIL = /^(?:R-)?(?:(\d{6})-)?(\d{1,4})$/

/**
 * Ids of the sales that a refund's own number leads to, by its start or its last digits; the text is in capitals. Numbers
 * of one day stand side by side in their index, so the last digits cost two look-ups a day and need no index of their own.
 */
export function refundFinder(handle: Handle): (typed: string) => readonly string[] {
  const byStart = handle
    .prepare<[string, string], string>(
      `SELECT sale_id FROM refunds WHERE number >= ? AND number < ? ORDER BY number DESC LIMIT ${MOST_NUMBERS}`,
    )
    .pluck()
  const below = handle
    .prepare<[string], string>('SELECT number FROM refunds WHERE number < ? ORDER BY number DESC LIMIT 1')
    .pluck()
  const byNumber = handle.prepare<[string], string>('SELECT sale_id FROM refunds WHERE number = ?').pluck()
  const byTail = (day: string | undefined, digits: string): string[] => {
    const found: string[] = []
    let number = below.get(LAST_LETTER)
    for (let days = 0; number !== undefined && days < MOST_DAYS; days += 1) {
      const ofDay = number.slice(0, number.lastIndexOf('-') + 1)
      const saleId =
        day === undefined || ofDay.endsWith(`-${day}-`) ? byNumber.get(ofDay + digits) : undefined
      if (saleId !== undefined) found.push(saleId)
      number = below.get(ofDay)
    }
    return found
  }
  return (typed) => {
    const tail = TAIL.exec(typed)
    return [
      ...byStart.all(typed, `${typed}${LAST_LETTER}`),
      ...(tail?.[2] === undefined ? [] : byTail(tail[1], tail[2].padStart(4, '0'))),
    ]
  }
}
