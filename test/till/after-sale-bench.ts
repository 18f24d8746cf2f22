import type { Result } from '../../src/core/domain/result.ts'
import type { Refusal } from '../../src/core/domain/refusals.ts'
import { amountOf } from '../../src/core/domain/money.ts'
import { saleView } from '../../src/main/usecases/views/sale.ts'
import { saleOnCounter } from '../../src/main/usecases/till.ts'
import { nextCustomer } from '../../src/main/usecases/selling/counter.ts'
import { eventually, fillCart, type TestTill } from './bench.ts'

/** What tests of the time after a sale do again and again. */

export const must = <T>(answer: Result<T, Refusal>): T => {
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.error)}`)
  return answer.value
}

export const refusal = (answer: Result<unknown, Refusal>): Refusal => {
  if (answer.ok) throw new Error(`not refused: ${JSON.stringify(answer.value)}`)
  return answer.error
}

export const viewOf = (till: TestTill, saleId: string) => {
  const record = till.core.till.store.read.sale(saleId)
  if (record === null) throw new Error(`no sale ${saleId}`)
  return saleView(till.core.till, record)
}

export const onCounter = (till: TestTill) => {
  const record = saleOnCounter(till.core.till)
  return record === null ? null : saleView(till.core.till, record)
}

/** A code on the counter; the sale's and the tender's ids, and the session behind it. */
export async function showQris(
  till: TestTill,
  price: number,
): Promise<{ readonly saleId: string; readonly tenderId: string; readonly sessionId: string }> {
  fillCart(till, price)
  must(await till.core.payments.charge({ attemptId: till.ids.next(), kind: 'qris', amount: null }))
  const tender = await eventually(
    () => onCounter(till)?.tenders.find((each) => each.state === 'presented'),
    () => onCounter(till),
  )
  return { saleId: onCounter(till)?.id ?? '', tenderId: tender.id, sessionId: tender.sessionId ?? '' }
}

export async function paidByQris(till: TestTill, price: number): ReturnType<typeof showQris> {
  const shown = await showQris(till, price)
  await till.hand(`sessions/${shown.sessionId}/pay`)
  await till.core.payments.checkNow(shown.tenderId)
  await eventually(
    () => viewOf(till, shown.saleId).status === 'paid',
    () => viewOf(till, shown.saleId),
  )
  nextCustomer(till.core.till)
  return shown
}

/** Money that came after the customer had paid in cash instead. */
export async function lateMoney(till: TestTill, price: number): ReturnType<typeof showQris> {
  const shown = await showQris(till, price)
  await till.hand(`sessions/${shown.sessionId}/expire`)
  await till.core.payments.checkNow(shown.tenderId)
  must(
    await till.core.manual.payCash({
      attemptId: till.ids.next(),
      amount: null,
      tendered: amountOf(price),
    }),
  )
  nextCustomer(till.core.till)
  await till.hand(`sessions/${shown.sessionId}/late-pay`)
  await till.core.payments.checkNow(shown.tenderId)
  return shown
}

export const items = (till: TestTill, which: 'open' | 'resolved' | 'all' = 'open') =>
  till.core.till.store.read.attentions({ cursor: null, limit: 50, which }).rows

export const itemOf = (till: TestTill, kind: string) => {
  const item = items(till, 'all').find((each) => each.kind === kind)
  if (item === undefined) {
    const kinds = items(till, 'all').map((each) => each.kind)
    throw new Error(`no ${kind} among ${kinds.join(', ')}`)
  }
  return item
}

export interface ProviderRefund {
  readonly id: string
  readonly chargeId: string
  readonly amount: number
  readonly status: string
}

export const refundsAtProvider = async (till: TestTill): Promise<readonly ProviderRefund[]> =>
  (await till.books())['refunds'] as ProviderRefund[]
