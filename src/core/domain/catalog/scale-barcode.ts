import { err, ok, type Result } from '../result.ts'

/** What the five digits after the item number of a scale's label mean. */
export interface ScaleRule {
  /** The first two digits, `20` to `29`. */
  readonly prefix: string
  readonly holds: 'price' | 'weight'
  /**
   * What one counts for: of a weight, thousandths of the unit (1 is a gram of a kilogram); of a price, the smallest unit
   * (10 where a scale leaves the last zero away).
   */
  readonly step: 1 | 10 | 100
}

/** A label of a scale, read. */
export interface ScaleLabel {
  /** Five digits, zeros in front included. */
  readonly item: string
  readonly holds: 'price' | 'weight'
  readonly value: number
}

/**
 * Reads an EAN-13 that a scale printed: two digits of prefix, five of the item, five of price or weight, one to check.
 * Null when no rule is about it; `misread` when one is and the check digit or the value says that it cannot be right.
 */
export function readScaleBarcode(
  code: string,
  rules: readonly ScaleRule[],
): Result<ScaleLabel, 'misread'> | null {
  if (!/^2\d{12}$/.test(code)) return null
  const rule = rules.find(({ prefix }) => code.startsWith(prefix))
  if (rule === undefined) return null
  const value = Number(code.slice(7, 12)) * rule.step
  if (!hasCheckDigit(code) || value === 0) return err('misread')
  return ok({ item: code.slice(2, 7), holds: rule.holds, value })
}

/** Whether the last digit of an EAN or UPC follows from the others. */
export function hasCheckDigit(code: string): boolean {
  if (!/^(\d{8}|\d{12,14})$/.test(code)) return false
  const sum = [...code]
    .toReversed()
    .reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 1 : 3), 0)
  return sum % 10 === 0
}

/** A code and the ways the same article is written elsewhere: UPC-A is EAN-13 with a zero in front. */
export function spellingsOf(code: string): readonly string[] {
  if (/^\d{12}$/.test(code)) return [code, `0${code}`]
  return /^0\d{12}$/.test(code) ? [code, code.slice(1)] : [code]
}
