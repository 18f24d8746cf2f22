import { addAmounts, ZERO, type Amount, type Currency } from '../money.ts'
import type { SessionStatus } from '../provider/session.ts'

/** One payment as this till's books have it. */
export interface OurPayment {
  readonly tenderId: string
  readonly saleId: string
  readonly saleNumber: string
  readonly sessionId: string | null
  readonly amount: Amount
  readonly currency: Currency
  /** Does the shop hold this money by its own books (settled, late, or booked), or not (yet)? */
  readonly counted: boolean
  /** The shop has told the provider that it holds this money, and only the answer is still on its way. */
  readonly confirming?: boolean
}

/** One session as the provider has it. */
export interface TheirSession {
  readonly sessionId: string
  readonly tenderId: string | null
  /** `ours` was made by this till, also before its books were restored; `none` on the provider's own page. */
  readonly terminal: 'ours' | 'other' | 'none'
  readonly status: SessionStatus
  readonly amount: Amount
  readonly currency: Currency
}

/** Money as another of the provider's books has it: a receipt, or a posting of its ledger. */
export interface TheirRecord {
  readonly id: string
  readonly sessionId: string
  readonly amount: Amount
  readonly currency: Currency
}

export type Difference = { readonly amount: Amount; readonly currency: Currency } & (
  | {
      /** Paid there; this till's books do not count it. */
      readonly type: 'not_counted_here'
      readonly sessionId: string
      readonly tenderId: string | null
      readonly saleNumber: string | null
    }
  | {
      /** Counted here; the provider does not show it as paid. */
      readonly type: 'not_paid_there'
      readonly sessionId: string | null
      readonly tenderId: string
      readonly saleNumber: string
      readonly status: SessionStatus | 'missing'
    }
  | {
      readonly type: 'amount_differs'
      readonly sessionId: string
      readonly tenderId: string
      readonly saleNumber: string
      readonly there: Amount
    }
  | {
      /** A receipt or a posting speaks of money that no session shows as paid. */
      readonly type: 'money_without_session'
      readonly source: 'receipt' | 'ledger'
      readonly recordId: string
      readonly sessionId: string
      readonly tenderId: string | null
      readonly saleNumber: string | null
    }
  | {
      readonly type: 'record_amount_differs'
      readonly source: 'receipt' | 'ledger'
      readonly recordId: string
      readonly sessionId: string
      readonly there: Amount
    }
)

export interface Side {
  readonly count: number
  readonly amount: Amount
}

/** A day's books of both sides beside each other. */
export interface Reconciliation {
  readonly currency: Currency
  /** What this till counts as collected through the provider. */
  readonly ours: Side
  /** What the provider shows as paid for this till. */
  readonly theirs: Side
  /** Paid at the provider for other tills or on its own page: told, not compared. */
  readonly elsewhere: Side
  readonly matched: number
  readonly differences: readonly Difference[]
}

/**
 * Compares both sides of a day, payment by payment. Sums alone would hide two faults that cancel out. `records` are what
 * the provider's receipts and ledger say; a session that ran out may still have been paid, and is seen only there. `earlier`
 * are our payments of other days that those records speak of.
 */
export function reconcile(
  currency: Currency,
  ours: readonly OurPayment[],
  theirs: readonly TheirSession[],
  records: {
    readonly receipt: readonly TheirRecord[]
    readonly ledger: readonly TheirRecord[]
    readonly earlier?: readonly OurPayment[]
  },
): Reconciliation {
  const bySession = new Map(ours.flatMap((each) => (each.sessionId === null ? [] : [[each.sessionId, each]])))
  const byTender = new Map(ours.map((each) => [each.tenderId, each]))
  const ourOf = (session: Pick<TheirSession, 'sessionId' | 'tenderId'>): OurPayment | null =>
    bySession.get(session.sessionId) ??
    (session.tenderId === null ? null : (byTender.get(session.tenderId) ?? null))

  const paid = theirs.filter((each) => each.status === 'completed')
  const mine = paid.filter((each) => ourOf(each) !== null || each.terminal === 'ours')
  const elsewhere = paid.filter((each) => !mine.includes(each))
  const differences: Difference[] = []
  const settled = new Set<string>()

  for (const session of mine) {
    const { sessionId, tenderId, amount } = session
    const our = ourOf(session)
    // counted by another of its sessions: this one is money beside it
    const isBeside = our !== null && our.sessionId !== null && our.sessionId !== sessionId
    if (our === null || !our.counted || isBeside || settled.has(our.tenderId)) {
      const saleNumber = our?.saleNumber ?? null
      differences.push({ type: 'not_counted_here', sessionId, tenderId, saleNumber, amount, currency })
      continue
    }
    settled.add(our.tenderId)
    if (our.amount !== amount) {
      const { saleNumber } = our
      differences.push({
        ...{ type: 'amount_differs', sessionId, tenderId: our.tenderId, saleNumber, there: amount },
        ...{ amount: our.amount, currency },
      })
    }
  }

  const theirsById = new Map(theirs.map((each) => [each.sessionId, each]))
  for (const our of ours) {
    if (!our.counted || settled.has(our.tenderId)) continue
    const status = our.sessionId === null ? 'missing' : (theirsById.get(our.sessionId)?.status ?? 'missing')
    if (status === 'refunded') continue // it was there, and went back by a refund that both sides know
    const { tenderId, saleNumber, sessionId, amount } = our
    differences.push({ type: 'not_paid_there', sessionId, tenderId, saleNumber, status, amount, currency })
  }

  const earlier = new Map((records.earlier ?? []).map((each) => [each.sessionId, each]))
  const ourOfRecord: typeof ourOf = (session) => ourOf(session) ?? earlier.get(session.sessionId) ?? null
  const told = new Set<string>()
  for (const source of ['receipt', 'ledger'] as const) {
    for (const record of records[source]) {
      const difference = differenceOfRecord(
        source,
        record,
        theirsById.get(record.sessionId) ?? null,
        ourOfRecord,
      )
      // the same money in both books is one difference
      if (difference === null || told.has(record.sessionId)) continue
      told.add(record.sessionId)
      differences.push(difference)
    }
  }

  return {
    currency,
    ours: sideOf(ours.filter((each) => each.counted)),
    theirs: sideOf(mine),
    elsewhere: sideOf(elsewhere),
    matched: settled.size - differences.filter((each) => each.type === 'amount_differs').length,
    differences,
  }
}

function differenceOfRecord(
  source: 'receipt' | 'ledger',
  { id: recordId, sessionId, amount, currency }: TheirRecord,
  session: TheirSession | null,
  ourOf: (session: Pick<TheirSession, 'sessionId' | 'tenderId'>) => OurPayment | null,
): Difference | null {
  const our = ourOf({ sessionId, tenderId: session?.tenderId ?? null })
  // of another till, or of another day's session that is not looked at here
  if (our === null && session?.terminal !== 'ours') return null
  const isShown = session?.status === 'completed' || session?.status === 'refunded'
  // a session that is not over is behind its own record, and those who watch it will count the money
  const isOpen = session !== null && !['expired', 'canceled', 'failed'].includes(session.status)
  // nor is one behind that does not show our own confirm yet; the record is the very money that was confirmed
  if (!isShown && !isOpen && our?.counted !== true && our?.confirming !== true) {
    const tenderId = our?.tenderId ?? session?.tenderId ?? null
    const saleNumber = our?.saleNumber ?? null
    const type = 'money_without_session'
    return { type, source, recordId, sessionId, tenderId, saleNumber, amount, currency }
  }
  const expected = session?.amount ?? our?.amount ?? amount
  return expected === amount
    ? null
    : {
        ...{ type: 'record_amount_differs', source, recordId, sessionId, there: amount },
        ...{ amount: expected, currency },
      }
}

const sideOf = (each: readonly { readonly amount: Amount }[]): Side => ({
  count: each.length,
  amount: addAmounts(ZERO, ...each.map(({ amount }) => amount)),
})
