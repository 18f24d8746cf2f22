import { amountOf } from '../../src/core/domain/money.ts'
import type { Result } from '../../src/core/domain/result.ts'
import type { CreateAttempt, GatewayFailure, PaymentGateway } from '../../src/core/ports/gateway.ts'

/** A gateway and the hand of the world behind it. */
export interface GatewayHarness {
  readonly gateway: PaymentGateway
  pay(sessionId: string): Promise<void>
  payLate(sessionId: string): Promise<void>
  expire(sessionId: string): Promise<void>
  /** How refunds end from now on. */
  endRefundsWith(outcome: 'succeed' | 'pending' | 'refuse'): Promise<void>
  /** The provider does what the next such call asks, and the answer is lost. */
  dropAnswerOf(call: 'create' | 'confirm' | 'refund'): Promise<void>
  refuseForPace(call: 'read'): Promise<void>
  setOnline(isOnline: boolean): Promise<void>
  close(): Promise<void>
}

let attempts = 0

export function attempt(changes: Partial<CreateAttempt> = {}): CreateAttempt {
  attempts += 1
  const attemptId = `attempt-${attempts}`
  return {
    attemptId,
    idempotencyKey: `till-1:sale-1:${attemptId}:create`,
    amount: amountOf(150_000),
    currency: 'IDR',
    purpose: 'qris',
    expiresInSec: 900,
    lines: [{ name: 'Kopi susu', quantity: 2, unitPrice: amountOf(75_000) }],
    metadata: {
      order_id: 'sale-1',
      sale_number: 'A1-261101-00001',
      tender_id: `tender-of-${attemptId}`,
      attempt_id: attemptId,
      terminal_id: 'till-1',
      app: 'gerai',
    },
    ...changes,
  }
}

export const isoAgo = (ms: number): string => new Date(Date.now() - ms).toISOString()

export function must<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`expected an answer, got ${JSON.stringify(result.error)}`)
  return result.value
}

export function failure(result: Result<unknown, GatewayFailure>): GatewayFailure {
  if (result.ok) throw new Error(`expected a failure, got ${JSON.stringify(result.value)}`)
  return result.error
}

/** Begins as a PNG does; nobody looks further. */
export const PICTURE = {
  bytes: new Uint8Array(Buffer.from('89504e470d0a1a0a00', 'hex')),
  contentType: 'image/png',
} as const
