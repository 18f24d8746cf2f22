/** What somebody typed to find a sale or a session again, as the keys it may be found by. */
export interface Wanted {
  /** As typed: a session's id is looked for as it is. Null when nothing was typed. */
  readonly typed: string | null
  /** How a number starts, in capitals. */
  readonly start: string | null
  /** The last five digits of a sale number, as a cashier reads them out. */
  readonly tail: string | null
  /** A total or a part, in the smallest unit that the shop counts. */
  readonly amount: number | null
}

/**
 * Takes `BDG1-20260715-00042`, `42`, `Rp 27.500` or `27500` as they are typed. A few digits may be a number or an amount:
 * both are looked for. `decimals` is how many places the shop's currency has after its comma.
 */
export function wantedBy(text: string, decimals = 0): Wanted {
  const typed = text.trim()
  if (typed === '') return { typed: null, start: null, tail: null, amount: null }
  const plain = typed.replace(/^(Rp|US\$|\$U?)\s*/i, '')
  const digits = plain.replace(/[.,\s]/g, '')
  const isNumber = /^\d{1,15}$/.test(digits) && /^[\d.,\s]+$/.test(plain)
  return {
    typed,
    start: typed.toUpperCase(),
    tail: isNumber && /^\d{1,5}$/.test(plain) ? plain.padStart(5, '0') : null,
    amount: isNumber ? amountIn(plain, digits, decimals) : null,
  }
}

/** With decimals, a comma or point before the last one or two digits is the decimal one; else all of it is whole units. */
function amountIn(plain: string, digits: string, decimals: number): number {
  if (decimals === 0) return Number(digits)
  const fraction = /[.,](\d{1,2})$/.exec(plain.trim())?.[1] ?? ''
  const whole = digits.slice(0, digits.length - fraction.length)
  return Number(whole + fraction.padEnd(decimals, '0'))
}
