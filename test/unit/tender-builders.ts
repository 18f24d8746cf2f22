import type { ManualTender } from '../../src/core/domain/tenders/manual-tender.ts'
import { amountOf } from '../../src/core/domain/money.ts'
import type { ProviderState, ProviderTender } from '../../src/core/domain/tenders/provider-tender.ts'
import type { Result } from '../../src/core/domain/result.ts'
import type { Sale, Tender } from '../../src/core/domain/tenders/sale-tenders.ts'
import type { SessionFacts } from '../../src/core/domain/provider/session.ts'

export const AT = '2026-07-15T07:05:00.000Z'
export const LATER = '2026-07-15T07:20:00.000Z'
export const SHOWN = { sessionId: 's1', shownAt: AT, expiresAt: LATER } as const

export const aSale = (total: number, ...tenders: readonly Tender[]): Sale => ({
  id: 'sale1',
  currency: 'IDR',
  total: amountOf(total),
  tenders,
  phase: 'open',
})

/** A code for Rp 100.000 whose session, once known, is `s1`. */
export const aCode = (state: ProviderState, change: Partial<ProviderTender> = {}): ProviderTender => ({
  type: 'provider',
  id: 't1',
  saleId: 'sale1',
  kind: 'qris',
  amount: amountOf(100_000),
  covers: amountOf(100_000),
  currency: 'IDR',
  providerMode: 'test',
  state,
  ...change,
})

/** Rp 100.000 seen by a person and not accepted yet. */
export const byHand = (change: Partial<ManualTender> = {}): ManualTender => ({
  type: 'manual',
  id: 'm1',
  saleId: 'sale1',
  kind: 'edc',
  amount: amountOf(100_000),
  covers: amountOf(100_000),
  currency: 'IDR',
  providerMode: 'test',
  money: { name: 'recorded' },
  booking: { name: 'none' },
  ...change,
})

/** What the provider says about `s1`: made for tender `t1`, Rp 100.000, still waiting. */
export const theSession = (change: Partial<SessionFacts> = {}): SessionFacts => ({
  sessionId: 's1',
  status: 'waiting',
  amount: amountOf(100_000),
  currency: 'IDR',
  mode: 'test',
  expiresAt: LATER,
  completedAt: null,
  hostedUrl: null,
  paymentId: null,
  method: null,
  tenderId: 't1',
  terminalId: null,
  manual: false,
  ...change,
})

export function valueOf<T, E>(result: Result<T, E>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`)
  return result.value
}

export function refusalOf<T, E>(result: Result<T, E>): E {
  if (result.ok) throw new Error(`not refused: ${JSON.stringify(result.value)}`)
  return result.error
}
