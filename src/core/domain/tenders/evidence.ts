import { subtractAmount, type Amount } from '../money.ts'
import { err, ok, unreachable, type Result } from '../result.ts'

/** What the cashier saw when money was taken by hand. Stored with the tender and never changed or deleted. */
export type Evidence = CashEvidence | EdcEvidence | TransferEvidence | StaticQrisEvidence

/** What the bank's notice of an incoming transfer says. */
export interface TransferEvidence {
  readonly kind: 'transfer'
  readonly bank: string
  readonly reference: string
}

/** What the merchant app's notice of a payment to the shop's own printed code says. */
export interface StaticQrisEvidence {
  readonly kind: 'static_qris'
  /** Retrieval reference number of the payment. */
  readonly rrn: string
}

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

export type NoticeRefusal = {
  readonly type: 'notice_field_missing' | 'notice_field_invalid'
  readonly field: 'bank' | 'reference' | 'rrn'
}

/** Bank and reference as the notice prints them; the reference is what the account statement is searched by. */
export function checkTransfer(notice: {
  readonly bank: string
  readonly reference: string
}): Result<TransferEvidence, NoticeRefusal> {
  const bank = notice.bank.trim()
  const reference = notice.reference.trim()
  if (bank === '') return err({ type: 'notice_field_missing', field: 'bank' })
  if (!EDC_FORMAT.bank.test(bank)) return err({ type: 'notice_field_invalid', field: 'bank' })
  if (reference === '') return err({ type: 'notice_field_missing', field: 'reference' })
  return /^[A-Za-z0-9][A-Za-z0-9 ./-]{2,39}$/.test(reference)
    ? ok({ kind: 'transfer', bank, reference })
    : err({ type: 'notice_field_invalid', field: 'reference' })
}

/** The RRN of the notice: 12 characters by ISO 8583, but merchant apps print between 6 and 20. */
export function checkStaticQrisNotice(notice: {
  readonly rrn: string
}): Result<StaticQrisEvidence, NoticeRefusal> {
  const rrn = notice.rrn.trim()
  if (rrn === '') return err({ type: 'notice_field_missing', field: 'rrn' })
  return /^[A-Za-z0-9]{6,20}$/.test(rrn)
    ? ok({ kind: 'static_qris', rrn })
    : err({ type: 'notice_field_invalid', field: 'rrn' })
}

/**
 * What makes two pieces of evidence the same payment: the RRN, or a terminal's trace within its batch, or a bank's
 * reference, however its letters, zeros and marks were typed. Each is kept as it was always kept first, so that slips
 * of earlier versions are still known.
 */
export function evidenceKeys(evidence: Evidence): readonly string[] {
  switch (evidence.kind) {
    case 'cash':
      return []
    case 'edc': {
      const { batch, rrn } = evidence
      const slips = batch === '' ? approvalKeys(evidence, 'approval') : batchKeys(evidence)
      const across = batch === '' ? [] : approvalKeys(evidence, BATCHED)
      return [...new Set([...slips.slice(0, 1), ...rrnKeys(rrn), ...slips.slice(1), ...across])]
    }
    case 'static_qris':
      return rrnKeys(evidence.rrn)
    case 'transfer':
      return transferKeys(evidence)
    default:
      return unreachable(evidence)
  }
}

/**
 * The keys by which the same payment may stand in the books already. A slip without its batch may be one that was typed
 * with it, and the other way round; two slips of different batches are never the same by their approval code alone,
 * since terminals that approve by themselves repeat it with every trace.
 */
export function evidenceSoughtBy(evidence: Evidence): readonly string[] {
  if (evidence.kind !== 'edc') return evidenceKeys(evidence)
  const other = approvalKeys(evidence, evidence.batch === '' ? BATCHED : 'approval')
  const own = evidenceKeys(evidence).filter((key) => !key.includes(` ${BATCHED} `))
  return [...new Set([...own, ...other])]
}

/** The approval code of a slip whose batch is known. */
const BATCHED = 'batched-approval'

const same = (text: string): string => text.toUpperCase().replace(/\s+/g, '')
/** Without leading zeros and the marks that notices group their numbers by. */
const bare = (text: string): string =>
  same(text)
    .replace(/[./-]/g, '')
    .replace(/^0+(?=.)/, '')

const rrnKeys = (rrn: string): readonly string[] =>
  rrn === '' ? [] : [...new Set([`rrn ${same(rrn)}`, `rrn ${bare(rrn)}`])]

const batchKeys = ({ tid, batch, trace }: EdcSlip): readonly string[] =>
  [same(tid), bare(tid)].map((each) => `edc ${each} batch ${Number(batch)} trace ${Number(trace)}`)

const approvalKeys = ({ tid, approvalCode, trace }: EdcSlip, word: string): readonly string[] => [
  `edc ${same(tid)} ${word} ${same(approvalCode)} trace ${Number(trace)}`,
  `edc ${bare(tid)} ${word} ${bare(approvalCode)} trace ${Number(trace)}`,
]

/** From so many characters on a reference is no other bank's by chance, whatever the bank is called this time. */
const TELLING_REFERENCE = 8

function transferKeys({ bank, reference }: TransferEvidence): readonly string[] {
  const plain = bare(reference)
  const keys = [`transfer ${same(bank)} ${same(reference)}`, `transfer ${same(bank)} ${plain}`]
  return [...new Set(plain.length < TELLING_REFERENCE ? keys : [...keys, `transfer any ${plain}`])]
}

/** The same slip or notice stands on another sale already. */
export interface EvidenceUsed {
  readonly type: 'evidence_used'
  readonly saleNumber: string
  readonly kind: Evidence['kind']
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
