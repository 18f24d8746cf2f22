import { waysToCollect } from '../../src/core/domain/tenders/collecting.ts'
import { amountOf, type Currency } from '../../src/core/domain/money.ts'
import type { Result } from '../../src/core/domain/result.ts'
import type {
  CreateAttempt,
  GatewayFailure,
  GatewayTraits,
  PaymentGateway,
} from '../../src/core/ports/gateway.ts'
import type { GatewayDesks } from '../../src/core/ports/gateway-desks.ts'

/**
 * What a gateway says of itself. Everything the port promises is asked of every gateway; where the terms differ the
 * promise does, and what a provider does not do must be answered as `unsupported`.
 */
export interface ContractTerms {
  readonly name: PaymentGateway['name']
  readonly traits: Omit<GatewayTraits, 'minimumPollMs'>
  /** What the suite's sessions ask for. */
  readonly currency: Currency
  /** Does a session name its tender from the start, or only once there is a payment? */
  readonly tellsTender: 'at_once' | 'once_paid'
  /** Does a session tell the account's mode, or the host that the profile names? */
  readonly modeIsToldBy: 'session' | 'host'
  /** Is a found session compared with the tender too, or is the attempt's reference all there is? */
  readonly findsBy: 'tender' | 'attempt'
  readonly amountUnit: 'whole' | 'hundredths' | 'decimal'
  readonly desks: Readonly<Record<keyof GatewayDesks, boolean>>
}

const ALL_DESKS = {
  changes: true,
  receipts: true,
  refunds: true,
  customers: true,
  proofs: true,
  shop: true,
  ledger: true,
} as const

/** Plugipay, and the fake that keeps its rules. */
export const PLUGIPAY_TERMS: ContractTerms = {
  name: 'plugipay',
  traits: {
    collects: ['qris', 'link'],
    currencies: ['IDR', 'USD'],
    resend: 'same_key',
    canCancel: true,
    booksManualMoney: true,
    reviewsPages: true,
  },
  currency: 'IDR',
  tellsTender: 'at_once',
  modeIsToldBy: 'session',
  findsBy: 'tender',
  amountUnit: 'whole',
  desks: ALL_DESKS,
}

export const PLEXO_TERMS: ContractTerms = {
  name: 'plexo',
  traits: {
    collects: ['link'],
    currencies: ['UYU', 'USD'],
    resend: 'find',
    canCancel: false,
    booksManualMoney: false,
    reviewsPages: false,
  },
  currency: 'UYU',
  tellsTender: 'once_paid',
  modeIsToldBy: 'host',
  findsBy: 'attempt',
  amountUnit: 'decimal',
  desks: {
    changes: false,
    receipts: false,
    refunds: true,
    customers: false,
    proofs: false,
    shop: false,
    ledger: false,
  },
}

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

export function attempt(
  { traits, currency }: Pick<ContractTerms, 'traits' | 'currency'>,
  changes: Partial<CreateAttempt> = {},
): CreateAttempt {
  attempts += 1
  const attemptId = `attempt-${attempts}`
  return {
    attemptId,
    idempotencyKey: `till-1:sale-1:${attemptId}:create`,
    amount: amountOf(150_000),
    currency,
    purpose: waysToCollect(traits, currency)[0] ?? 'link',
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
