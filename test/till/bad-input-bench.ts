import { expect } from 'vitest'
import type { Refusal } from '../../src/core/domain/refusals.ts'
import type { Result } from '../../src/core/domain/result.ts'
import { sentenceFor } from '../../src/core/domain/sentences/sentence-for.ts'
import { saleOnCounter } from '../../src/main/usecases/till.ts'
import { displayView } from '../../src/main/usecases/views/display.ts'
import { saleView } from '../../src/main/usecases/views/sale.ts'
import { eventually, type TestTill } from './bench.ts'

/** One request as the simulated provider saw it. */
export interface SeenRequest {
  readonly at: string
  readonly method: string
  readonly target: string
  readonly idempotencyKey: string | null
  readonly body: string
  readonly fault: string | null
}

interface ProviderSession {
  readonly id: string
  readonly status: string
}

/** Short words for the tests about what goes wrong between a till and its provider. */
export function watchTill(till: () => TestTill) {
  const sale = () => {
    const record = saleOnCounter(till().core.till)
    return record === null ? null : saleView(till().core.till, record)
  }
  const tender = () => sale()?.tenders.at(-1)
  return {
    sale,
    tender,
    sessionId: (): string => tender()?.sessionId ?? '',
    screen: (): string => displayView(till().core.till).screen,
    charge: (kind: 'qris' | 'link' = 'qris') =>
      till().core.payments.charge({ attemptId: till().ids.next(), kind, amount: null }),
    attention: (): string[] =>
      till()
        .core.till.store.read.attentions({ cursor: null, limit: 50 })
        .rows.map((row) => row.kind),
    faults: async (...rules: readonly object[]): Promise<void> => {
      await till().hand('faults', { rules }, 'PUT')
    },
    noFaults: async (): Promise<void> => {
      await till().hand('faults', undefined, 'DELETE')
    },
    network: () => till().core.till.network.current(),
    becomes: async (state: string): Promise<void> => {
      await eventually(() => tender()?.state === state, sale)
    },
    /** Until the provider has seen so many requests like this; reads go on for ever, so more is fine. */
    seen: async (method: string, target: RegExp, count: number): Promise<readonly SeenRequest[]> => {
      for (let tries = 0; tries < 400; tries += 1) {
        const { requests } = (await till().hand('requests', undefined, 'GET')) as { requests: SeenRequest[] }
        const like = requests.filter((each) => each.method === method && target.test(each.target))
        if (like.length >= count) return like
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      throw new Error(`the provider never saw ${count} ${method} ${target.source}`)
    },
    sessions: async (): Promise<readonly ProviderSession[]> =>
      (await till().books())['sessions'] as readonly ProviderSession[],
  }
}

export const CREATE = { method: 'POST', path: '/checkout-sessions' }
export const READ = { method: 'GET', path: '/checkout-sessions/*' }
export const CANCEL = { method: 'POST', path: '/checkout-sessions/*/cancel' }
export const CHARGE = { method: 'POST', path: '/public/checkout/sessions/*/charge' }
export const CREATED = /\/checkout-sessions$/

/** Every refusal says what happened, what is safe and what to do, in both languages and never the same words. */
export function expectSentence(refusal: Refusal | null | undefined, type: Refusal['type']): void {
  expect(refusal?.type).toBe(type)
  if (refusal == null) return
  const [indonesian, english] = (['id', 'en'] as const).map((language) => sentenceFor(refusal, language))
  for (const sentence of [indonesian, english]) {
    for (const part of [sentence?.what, sentence?.next]) expect(part?.length).toBeGreaterThan(10)
    expect(JSON.stringify(sentence)).not.toMatch(/undefined|\[object|NaN/)
  }
  expect(indonesian?.what).not.toBe(english?.what)
}

export function expectRefused(answer: Result<unknown, Refusal>, type: Refusal['type']): void {
  expect(answer.ok).toBe(false)
  if (!answer.ok) expectSentence(answer.error, type)
}
