import { subtractAmount, type Amount } from './money.ts'
import { err, ok, type Result } from './result.ts'

/** What the cashier saw when money was taken by hand. Stored with the tender and never changed or deleted. */
export type Evidence =
  | CashEvidence
  | EdcEvidence
  | { readonly kind: 'transfer'; readonly bank: string; readonly reference: string }
  | { readonly kind: 'static_qris'; readonly rrn: string }

export interface CashEvidence {
  readonly kind: 'cash'
  readonly tendered: Amount
  readonly change: Amount
}

/** A card terminal's slip, as far as the cashier typed it. Text throughout: leading zeros count. */
export interface EdcEvidence extends EdcSlip {
  readonly kind: 'edc'
}

export interface EdcSlip {
  readonly bank: string
  readonly tid: string
  readonly mid: string
  readonly batch: string
  readonly trace: string
  readonly rrn: string
  readonly approvalCode: string
  readonly lastFour: string
  readonly entryMode: EntryMode
}

export type EntryMode = 'chip' | 'tap' | 'swipe' | 'manual'
export const ENTRY_MODES = ['chip', 'tap', 'swipe', 'manual'] as const satisfies readonly EntryMode[]

export type EdcField = keyof EdcSlip

export type EdcRefusal =
  /** Card data must never be stored: the field is cleared and nothing of it is kept, not even in the refusal. */
  | { readonly type: 'card_number_typed'; readonly field: EdcField }
  | { readonly type: 'edc_field_missing'; readonly field: EdcField }
  | { readonly type: 'edc_field_invalid'; readonly field: EdcField }

/** Customary ISO 8583 widths; terminals differ, so these are upper bounds and only four fields have to be there. */
const EDC_FORMAT: Readonly<Record<Exclude<EdcField, 'entryMode'>, RegExp>> = {
  bank: /^[\p{L}\p{N} .&/-]{1,30}$/u,
  tid: /^[A-Za-z0-9]{1,16}$/,
  mid: /^[A-Za-z0-9]{1,20}$/,
  batch: /^\d{1,8}$/,
  trace: /^\d{1,12}$/,
  rrn: /^[A-Za-z0-9]{1,20}$/,
  approvalCode: /^[A-Za-z0-9]{1,12}$/,
  lastFour: /^\d{4}$/,
}

export const EDC_REQUIRED = ['bank', 'tid', 'trace', 'approvalCode'] as const satisfies readonly EdcField[]

/**
 * Checks a typed card slip. Fields left empty are kept empty (what is unknown is never invented), except those a
 * settlement cannot be matched without. A card number in any field is refused: Bank Indonesia's rules keep card data
 * off the till (PBI 18/40/PBI/2016), so a run of 13 to 19 digits that passes the mod-10 check is never stored.
 */
export function checkEdcSlip(slip: EdcSlip): Result<EdcSlip, EdcRefusal> {
  const fields = Object.keys(EDC_FORMAT) as (keyof typeof EDC_FORMAT)[]
  const checked: Record<string, string> = {}
  for (const field of fields) {
    const value = slip[field].trim()
    if (looksLikeCardNumber(value)) return err({ type: 'card_number_typed', field })
    if (value === '') {
      if ((EDC_REQUIRED as readonly string[]).includes(field))
        return err({ type: 'edc_field_missing', field })
    } else if (!EDC_FORMAT[field].test(value)) {
      return err({ type: 'edc_field_invalid', field })
    }
    checked[field] = value
  }
  return ok({ ...slip, ...checked })
}

/** 13 to 19 digits, however they are grouped, whose Luhn sum is a multiple of ten. */
export function looksLikeCardNumber(text: string): boolean {
  const runs = text.replace(/(?<=\d)[ .\-/]+(?=\d)/g, '').match(/\d+/g) ?? []
  return runs.some((digits) => digits.length >= 13 && digits.length <= 19 && passesLuhn(digits))
}

function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place])
    const doubled = place % 2 === 0 ? digit : digit * 2
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

export type CashRefusal = {
  readonly type: 'cash_too_little'
  readonly due: Amount
  readonly tendered: Amount
}

/** Cash in the hand against what is due (after cash rounding). */
export function checkCash(due: Amount, tendered: Amount): Result<CashEvidence, CashRefusal> {
  if (tendered < due) return err({ type: 'cash_too_little', due, tendered })
  return ok({ kind: 'cash', tendered, change: subtractAmount(tendered, due) })
}
