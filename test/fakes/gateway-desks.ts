import { amountOf, formatMoney, subtractAmount, ZERO, type Amount } from '../../src/core/domain/money.ts'
import { err, ok, type Result } from '../../src/core/domain/result.ts'
import type { SessionFacts } from '../../src/core/domain/provider/session.ts'
import type { CreateAttempt, GatewayFailure, PreparedCall } from '../../src/core/ports/gateway.ts'
import type {
  Change,
  CustomerFacts,
  GatewayDesks,
  ReceiptFacts,
  ReceiptFormat,
  RefundAttempt,
  RefundFacts,
  ShopBrand,
} from '../../src/core/ports/gateway-desks.ts'

export type DeskCall =
  | 'changes'
  | 'receipt'
  | 'receipts'
  | 'ledger'
  | 'receiptFile'
  | 'receiptLink'
  | 'emailReceipt'
  | 'refund'
  | 'refundsOf'
  | 'searchCustomers'
  | 'createCustomer'
  | 'claim'
  | 'uploadProof'
  | 'brand'

/** What a provider that says no to a refund's bank does to it. */
export type RefundOutcome = 'succeed' | 'pending' | 'refuse'

/** What the tester sees and does at the desks. */
export interface DesksHand {
  readonly emails: readonly { readonly sessionId: string; readonly to: string }[]
  readonly proofs: readonly {
    readonly sessionId: string
    readonly bytes: number
    readonly proofUrl: string
  }[]
  readonly claims: readonly { readonly sessionId: string; readonly proofUrl: string | null }[]
  refunds(): readonly RefundFacts[]
  /** How refunds end from now on. */
  endRefundsWith(outcome: RefundOutcome): void
  finishRefund(refundId: string, outcome: 'succeed' | 'refuse'): void
  setBrand(brand: Partial<ShopBrand>): void
  /** Puts a change into the feed that nothing else tells about. */
  announce(change: Omit<Change, 'id'>): void
}

/** The part of the fake provider's world that its desks work in. */
export interface DesksWorld {
  serve<T>(
    call: DeskCall,
    of: string | null,
    act: () => Result<T, GatewayFailure>,
  ): Promise<Result<T, GatewayFailure>>
  now(): string
  session(id: string): { readonly facts: SessionFacts; readonly attempt: CreateAttempt } | undefined
  sessions(): readonly { readonly facts: SessionFacts; readonly attempt: CreateAttempt }[]
  /** The buyer says that they paid. */
  review(id: string): void
  refused(code: string, field: string | null, status?: number): GatewayFailure
  readonly conflict: GatewayFailure
  readonly notFound: GatewayFailure
  readonly pageOrigin: string
}

export interface FakeDesks {
  readonly desks: GatewayDesks
  readonly hand: DesksHand
  /** Told by the sessions when one is completed or expires. */
  noteSession(facts: SessionFacts): void
}

const PAGE = 100

/** The desks of the fake provider, with the rules of the contract suite. */
export function createFakeDesks(world: DesksWorld): FakeDesks {
  const { serve, refused, conflict, notFound } = world
  const changes: Change[] = []
  const refunds: RefundFacts[] = []
  const customers: CustomerFacts[] = []
  const emails: { sessionId: string; to: string }[] = []
  const proofs: { sessionId: string; bytes: number; proofUrl: string }[] = []
  const claims: { sessionId: string; proofUrl: string | null }[] = []
  /** By idempotency key: what was sent and how it was answered then. */
  const answers = new Map<
    string,
    { readonly body: string; readonly answer: Result<unknown, GatewayFailure> }
  >()
  let outcome: RefundOutcome = 'succeed'
  let brand: ShopBrand = {
    name: 'Warung Contoh',
    logoUrl: null,
    accent: '#3b3fd8',
    tagline: null,
    methods: ['qris', 'cash', 'edc', 'transfer'],
  }

  const desks: GatewayDesks = {
    changes: {
      since: ({ occurredAfter, cursor }) =>
        serve('changes', null, () => {
          const page = pageOf(
            changes.filter((change) => change.occurredAt >= occurredAfter),
            ({ id }) => id,
            cursor,
          )
          return ok({ changes: page.rows, nextCursor: page.nextCursor })
        }),
    },
    ledger: {
      postings: ({ postedAfter, cursor }) =>
        serve('ledger', null, () => {
          const all = world.sessions().flatMap(({ facts }) => readReceipt(facts) ?? [])
          const page = pageOf(
            all
              .filter(({ issuedAt }) => issuedAt !== null && issuedAt >= postedAfter)
              .map(({ receiptId, sessionId, amount, currency, issuedAt }) => ({
                ...{ postingId: `post_${receiptId}`, direction: 'debit' as const, sessionId },
                ...{ amount, currency, postedAt: issuedAt },
              })),
            ({ postingId }) => postingId,
            cursor,
          )
          return ok({ postings: page.rows, nextCursor: page.nextCursor })
        }),
    },
    receipts: {
      read: (id) => serve('receipt', id, () => receiptOf(id)),
      issued: ({ issuedAfter, cursor }) =>
        serve('receipts', null, () => {
          const all = world.sessions().flatMap(({ facts }) => readReceipt(facts) ?? [])
          const page = pageOf(
            all.filter(({ issuedAt }) => issuedAt !== null && issuedAt >= issuedAfter),
            ({ receiptId }) => receiptId,
            cursor,
          )
          return ok({ receipts: page.rows, nextCursor: page.nextCursor })
        }),
      fetch: (id, format) =>
        serve('receiptFile', id, () => {
          const receipt = receiptOf(id)
          return receipt.ok ? ok(receiptFile(receipt.value, format)) : receipt
        }),
      link: (id) =>
        serve('receiptLink', id, () => {
          const receipt = receiptOf(id)
          return receipt.ok ? ok(`${world.pageOrigin}/r/${receipt.value.receiptId}`) : receipt
        }),
      email: (id, to, key) => serve('emailReceipt', id, () => once(key, `${id} ${to}`, () => email(id, to))),
    },
    refunds: {
      prepare: (attempt) => ({ idempotencyKey: attempt.idempotencyKey, body: JSON.stringify(attempt) }),
      send: (call) =>
        serve('refund', call.idempotencyKey, () => once(call.idempotencyKey, call.body, () => refund(call))),
      ofCharge: (chargeId) =>
        serve('refundsOf', chargeId, () => ok(refunds.filter((each) => each.chargeId === chargeId))),
    },
    customers: {
      search: (text) =>
        serve('searchCustomers', null, () => {
          const wanted = text.trim().toLowerCase()
          const isMatch = (each: CustomerFacts) =>
            [each.name, each.email, each.phone].some((part) => (part ?? '').toLowerCase().includes(wanted))
          return ok(wanted === '' ? [] : customers.filter(isMatch).slice(0, 20))
        }),
      create: ({ idempotencyKey, ...input }) =>
        serve('createCustomer', idempotencyKey, () =>
          once(idempotencyKey, JSON.stringify(input), () => {
            const customer = { customerId: `cus_fake${customers.length + 1}`, ...input }
            customers.push(customer)
            return ok(customer)
          }),
        ),
    },
    proofs: {
      shown: () => ({ payer: null, words: null, proofUrl: null }),
      claim: (id, proofUrl) =>
        serve('claim', id, () => {
          const session = world.session(id)
          if (!session) return err(notFound)
          const { status, manual } = session.facts
          const isManual = manual || session.attempt.purpose === 'booking'
          if (!isManual || !['waiting', 'paying', 'review'].includes(status)) return err(conflict)
          world.review(id)
          claims.push({ sessionId: id, proofUrl })
          return ok(null)
        }),
      upload: (id, { bytes }) =>
        serve('uploadProof', id, () => {
          if (!world.session(id)) return err(notFound)
          const proofUrl = `${world.pageOrigin}/proofs/proof_fake${proofs.length + 1}`
          proofs.push({ sessionId: id, bytes: bytes.byteLength, proofUrl })
          return ok({ proofUrl })
        }),
    },
    shop: { brand: () => serve('brand', null, () => ok(brand)) },
  }

  return {
    desks,
    hand: {
      emails,
      proofs,
      claims,
      refunds: () => [...refunds],
      endRefundsWith: (next) => {
        outcome = next
      },
      finishRefund: (refundId, how) => {
        const at = refunds.findIndex((each) => each.refundId === refundId && each.status === 'pending')
        const pending = refunds[at]
        if (!pending) throw new Error(`${refundId} is not pending`)
        refunds[at] = ended(pending, how)
      },
      setBrand: (changed) => {
        brand = { ...brand, ...changed }
      },
      announce: addChange,
    },
    noteSession(facts) {
      const what = facts.status
      if (what !== 'completed' && what !== 'expired') return
      const type = `plugipay.checkout_session.${what}.v1`
      addChange({ type, occurredAt: world.now(), sessionId: facts.sessionId })
    },
  }

  function addChange(change: Omit<Change, 'id'>): void {
    changes.push({ id: `evt_fake${String(changes.length + 1).padStart(6, '0')}`, ...change })
  }

  /** The same key and body get the first answer again; another body under it is a conflict. */
  function once<T>(
    key: string,
    body: string,
    act: () => Result<T, GatewayFailure>,
  ): Result<T, GatewayFailure> {
    const earlier = answers.get(key)
    if (earlier && earlier.body !== body) return err(conflict)
    if (earlier) return earlier.answer as Result<T, GatewayFailure>
    const answer = act()
    answers.set(key, { body, answer })
    return answer
  }

  function receiptOf(id: string): Result<ReceiptFacts, GatewayFailure> {
    const session = world.session(id)
    const receipt = session ? readReceipt(session.facts) : null
    return receipt === null ? err(notFound) : ok(receipt)
  }

  function email(id: string, to: string | null): Result<{ readonly to: string }, GatewayFailure> {
    const receipt = receiptOf(id)
    if (!receipt.ok) return receipt
    const customerId = world.session(id)?.attempt.customerId
    const address = to ?? customers.find((each) => each.customerId === customerId)?.email ?? null
    if (address === null || !/^[^\s@]+@[^\s@]+$/.test(address)) return err(refused('validation_error', 'to'))
    emails.push({ sessionId: id, to: address })
    return ok({ to: address })
  }

  function refund({ body }: PreparedCall): Result<RefundFacts, GatewayFailure> {
    const attempt = JSON.parse(body) as RefundAttempt
    const charged = world.sessions().find(({ facts }) => chargeIdOf(facts) === attempt.chargeId)
    if (!charged) return err(notFound)
    if (charged.facts.status !== 'completed') return err(conflict)
    const remaining = remainingOf(charged.facts)
    const amount = attempt.amount ?? remaining
    if (amount > remaining || amount <= 0) return err(refused('validation_error', 'amount', 400))
    const pending: RefundFacts = {
      refundId: `rfnd_fake${refunds.length + 1}`,
      chargeId: attempt.chargeId,
      status: 'pending',
      amount,
      currency: charged.facts.currency,
      failure: null,
      createdAt: world.now(),
      ...(attempt.metadata['refund_id'] === undefined ? {} : { ownId: attempt.metadata['refund_id'] }),
    }
    const row = outcome === 'pending' ? pending : ended(pending, outcome)
    refunds.push(row)
    return row.status === 'failed' ? err(refused('refund_failed', null)) : ok(row)
  }

  /** What a pending refund holds is taken too; a failed one gives it back. */
  function remainingOf(facts: SessionFacts): Amount {
    return refunds
      .filter(({ chargeId, status }) => chargeId === chargeIdOf(facts) && status !== 'failed')
      .reduce((left, { amount }) => subtractAmount(left, amount), facts.amount)
  }
}

const chargeIdOf = ({ paymentId, sessionId }: SessionFacts): string => paymentId ?? sessionId

const ended = (refund: RefundFacts, how: 'succeed' | 'refuse'): RefundFacts =>
  how === 'succeed'
    ? { ...refund, status: 'succeeded' }
    : { ...refund, status: 'failed', failure: 'The bank does not take refunds.' }

function readReceipt(facts: SessionFacts): ReceiptFacts | null {
  if (facts.completedAt === null || facts.amount <= ZERO) return null
  return {
    receiptId: `rcpt_${facts.sessionId}`,
    number: `R-${facts.sessionId.slice(-6)}`,
    sessionId: facts.sessionId,
    amount: amountOf(facts.amount),
    currency: facts.currency,
    method: facts.method,
    issuedAt: facts.completedAt,
  }
}

function receiptFile(
  receipt: ReceiptFacts,
  format: ReceiptFormat,
): { readonly contentType: string; readonly bytes: Uint8Array } {
  const line = `${receipt.number} ${formatMoney(receipt.amount, receipt.currency)}`
  const file = (contentType: string, text: string) => ({
    contentType,
    bytes: new Uint8Array(Buffer.from(text, 'latin1')),
  })
  switch (format) {
    case 'json':
      return file('application/json', JSON.stringify({ data: receipt, error: null, meta: {} }))
    case 'html':
      return file('text/html', `<!doctype html><pre>${line}</pre>`)
    case 'pdf':
      return file('application/pdf', `%PDF-1.4\n% ${line}\n%%EOF\n`)
    case 'escpos-58':
    case 'escpos-80': {
      const columns = format === 'escpos-58' ? 32 : 48
      return file('application/octet-stream', `\x1b@${line.padStart(columns)}\n\x1dVB\x00`)
    }
  }
}

function pageOf<T>(
  rows: readonly T[],
  idOf: (row: T) => string,
  cursor: string | null,
): { readonly rows: readonly T[]; readonly nextCursor: string | null } {
  const start = cursor === null ? 0 : rows.findIndex((row) => idOf(row) === cursor) + 1
  const page = rows.slice(start, start + PAGE)
  const last = page.at(-1)
  return { rows: page, nextCursor: last && start + PAGE < rows.length ? idOf(last) : null }
}
