import type { InviteView } from '../../../core/contract/views/sale.ts'
import { checkStaticQris, staticQrisPayload, type InviteKind } from '../../../core/domain/tenders/invite.ts'
import { addAmounts, amountOf, type Amount } from '../../../core/domain/money.ts'
import { priceCart } from '../../../core/domain/sale.ts'
import { isTenderInFlight, remainingAmount } from '../../../core/domain/tenders/sale-tenders.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { QrMatrix } from '../../../core/ports/system.ts'
import { actorId, saleOnCounter, settingsOf, writeOrRefuse, type Till } from '../till.ts'
import { orderKeyOf, orderKeyOfSale, reserveSuffix } from './transfer-asks.ts'

const INVITE = 'counter_invite'

/** What the customer's screen invites to, as stored: it holds only for the sale and the amount it was made for. */
interface StoredInvite {
  readonly saleId: string | null
  /** What was due at the press; when it changes, the invitation is over. */
  readonly remaining: number
  readonly amount: number
  readonly shows:
    | {
        readonly kind: 'static_qris'
        readonly matrix: QrMatrix
        readonly merchantName: string
        readonly nmid: string | null
        readonly withAmount: boolean
      }
    | {
        readonly kind: 'transfer'
        /** On top of `amount`; missing in invitations of an earlier version. */
        readonly suffix?: number
      }
}

/**
 * Shows the customer the shop's own code or bank account. Nothing is charged and no tender starts: the money is a person's
 * to see. What is drawn is checked and read back before it is shown, like a provider's code.
 */
export async function invite(
  till: Till,
  { kind, amount }: { readonly kind: InviteKind; readonly amount: number | null },
): Promise<Result<null, Refusal>> {
  const due = dueNow(till)
  if (!due.ok) return due
  const { saleId, remaining, orderKey } = due.value
  const asked = amount === null ? remaining : amountOf(amount)
  if (asked > remaining) return err({ type: 'tender_exceeds_remaining', remaining, asked })
  const shows = await whatToShow(till, kind, asked)
  if (!shows.ok) return shows
  const stored = writeOrRefuse(till, (books) => {
    const suffix = kind === 'transfer' ? reserveSuffix(till, books, orderKey, asked) : ok(0)
    if (!suffix.ok) return suffix
    const shown = shows.value.kind === 'transfer' ? { ...shows.value, suffix: suffix.value } : shows.value
    const invited: StoredInvite = { saleId, remaining, amount: asked, shows: shown }
    books.setValue(INVITE, JSON.stringify(invited))
    books.appendEvent({
      at: till.clock.now(),
      actor: actorId(till),
      kind: 'invite_shown',
      saleId,
      tenderId: null,
      facts: { kind, amount: asked + suffix.value },
    })
    return ok(null)
  })
  till.changed.ring()
  return stored
}

export function endInvite(till: Till): Result<null, Refusal> {
  if (till.store.read.value(INVITE) === null) return ok(null)
  const stored = writeOrRefuse(till, (books) => {
    books.setValue(INVITE, null)
    return ok(null)
  })
  till.changed.ring()
  return stored
}

/** The invitation while it still fits: another sale, another amount or a payment under way ends it without a press. */
export function currentInvite(till: Till): InviteView | null {
  const text = till.store.read.value(INVITE)
  if (text === null) return null
  const { saleId, remaining, amount, shows } = JSON.parse(text) as StoredInvite
  const due = dueNow(till)
  if (!due.ok || due.value.saleId !== saleId || due.value.remaining !== remaining) return null
  return shows.kind === 'transfer'
    ? transferView(till, amountOf(amount), shows.suffix ?? 0)
    : { ...shows, due: amountOf(amount) }
}

const transferView = (till: Till, amount: Amount, suffix: number): InviteView => ({
  kind: 'transfer',
  due: addAmounts(amount, amountOf(suffix)),
  ...(suffix === 0 ? {} : { suffix: amountOf(suffix) }),
  accounts: settingsOf(till).bankAccounts,
})

/** What is neither covered nor being collected on the counter, whether its sale has a number already or not. */
function dueNow(till: Till): Result<{ saleId: string | null; remaining: Amount; orderKey: string }, Refusal> {
  const record = saleOnCounter(till)
  if (record !== null) {
    if (record.sale.phase !== 'open')
      return err({ type: record.sale.phase === 'paid' ? 'sale_already_paid' : 'sale_canceled' })
    const remaining = remainingAmount(record.sale)
    const open = record.sale.tenders.find(isTenderInFlight)
    if (remaining <= 0 && open !== undefined)
      return err({ type: 'sale_has_open_tender', tenderId: open.id, kind: open.kind })
    return ok({ saleId: record.sale.id, remaining, orderKey: orderKeyOfSale(record) })
  }
  const draft = till.store.read.draft()
  if (draft === null) return err({ type: 'cart_empty' })
  const priced = priceCart(draft, settingsOf(till).taxRules)
  return priced.ok
    ? ok({ saleId: null, remaining: priced.value.total, orderKey: orderKeyOf(draft.lines) })
    : priced
}

async function whatToShow(
  till: Till,
  kind: InviteKind,
  amount: Amount,
): Promise<Result<StoredInvite['shows'], Refusal>> {
  const { currency, staticQris, staticQrisWithAmount: withAmount, bankAccounts } = settingsOf(till)
  if (kind === 'transfer')
    return bankAccounts.length === 0 ? err({ type: 'bank_account_not_set_up' }) : ok({ kind })
  // an amount in pesos written into a code is rupiah to whoever scans it
  if (currency !== 'IDR') return err({ type: 'qris_not_offered', currency })
  if (staticQris === null) return err({ type: 'static_qris_not_set_up' })
  const code = staticQrisPayload(staticQris, amount, withAmount)
  if (!code.ok) return code
  const { payload, merchantName, nmid } = code.value
  const matrix = till.qr.draw(payload)
  if ((await till.qr.readMatrix(matrix)) !== payload)
    return err({ type: 'static_qris_refused', reason: 'drawn_code_differs', position: null })
  return ok({ kind, matrix, merchantName, nmid, withAmount })
}

/** The shop's printed code, from text or from a picture of it, for the owner to compare before it is stored. */
export async function readStaticQris(
  till: Till,
  input: { readonly text: string } | { readonly picture: Uint8Array },
): Promise<Result<ReturnType<typeof staticQrisView>, Refusal>> {
  const text = 'text' in input ? input.text : await till.qr.readImage(input.picture)
  if (text === null) return err({ type: 'static_qris_refused', reason: 'qris_unreadable', position: null })
  const code = checkStaticQris(text)
  return code.ok ? ok(staticQrisView(code.value)) : code
}

const staticQrisView = ({
  payload,
  merchantName,
  city,
  nmid,
}: {
  readonly payload: string
  readonly merchantName: string
  readonly city: string
  readonly nmid: string | null
}) => ({ payload, merchantName, city, nmid })
