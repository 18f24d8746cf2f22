import type { Amount } from '../money.ts'
import { checkQris, parseQris, writeAmountIntoStatic, type QrisCode } from '../provider/qris.ts'
import { err, ok, type Result } from '../result.ts'

/**
 * What the customer is shown before money comes that only a person can see: the shop's own QRIS code, or its bank
 * account. Nothing is collected by it. The payment starts when the cashier records what the notice says.
 */
export type InviteKind = 'static_qris' | 'transfer'

/** An account of the shop that customers may transfer to. */
export interface BankAccount {
  readonly bank: string
  readonly number: string
  readonly holder: string
}

export type InviteRefusal =
  | { readonly type: 'static_qris_not_set_up' }
  | { readonly type: 'bank_account_not_set_up' }
  /** What was pasted or photographed cannot be the shop's own printed code; `reason` is the codec's. */
  | { readonly type: 'static_qris_refused'; readonly reason: string; readonly position: number | null }

/** The shop's own code as the owner scanned it: a sound static QRIS without an amount. */
export function checkStaticQris(text: string): Result<QrisCode, InviteRefusal> {
  const parsed = parseQris(text)
  if (!parsed.ok) {
    const { type: reason } = parsed.error
    const position = 'position' in parsed.error ? parsed.error.position : null
    return err({ type: 'static_qris_refused', reason, position })
  }
  if (parsed.value.initiation !== 'static' || parsed.value.amount !== null)
    return err({ type: 'static_qris_refused', reason: 'qris_not_static', position: null })
  if (parsed.value.tip !== null)
    return err({ type: 'static_qris_refused', reason: 'qris_tip', position: null })
  return parsed
}

/**
 * The payload to show: the shop's code as it is, or with the amount written in. The latter is read again and compared,
 * because it is drawn from text that we changed.
 */
export function staticQrisPayload(
  shopCode: string,
  amount: Amount,
  withAmount: boolean,
): Result<QrisCode, InviteRefusal> {
  const code = checkStaticQris(shopCode)
  if (!code.ok || !withAmount) return code
  const written = writeAmountIntoStatic(code.value.payload, amount)
  const parsed = written.ok ? parseQris(written.value) : written
  if (!parsed.ok) return err({ type: 'static_qris_refused', reason: parsed.error.type, position: null })
  const [merchantPan = null] = code.value.merchantPans
  const checked = checkQris(parsed.value, { amount, nmid: code.value.nmid, merchantPan })
  return checked.ok
    ? ok(parsed.value)
    : err({ type: 'static_qris_refused', reason: checked.error.type, position: null })
}
