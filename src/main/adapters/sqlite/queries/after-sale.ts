import type {
  AfterSaleReader,
  AfterSaleWriter,
  AttentionStep,
  StoredCustomer,
  StoredRefund,
} from '../../../../core/ports/after-sale-books.ts'
import { NO_NOTE, type Refund, type RefundNote } from '../../../../core/domain/refunds/refund.ts'
import type { Ids } from '../../../../core/ports/system.ts'
import type { Handle } from '../open.ts'

interface RefundSqlRow extends Omit<Refund, 'state'> {
  state: string
  number: string | null
  lines: string
  voided: string | null
  askedBy: string | null
  createdAt: string
  updatedAt: string
}

interface StepSqlRow extends Omit<AttentionStep, 'facts'> {
  facts: string
}

const REFUND_COLUMNS = `id, sale_id AS saleId, tender_id AS tenderId, way, charge_id AS chargeId, amount, currency, reason,
  words, number, lines, voided, state, asked_by AS askedBy, created_at AS createdAt, updated_at AS updatedAt`
const CUSTOMER_COLUMNS = `customers.id, name_ref AS nameRef, phone_ref AS phoneRef, email_ref AS emailRef,
  provider_id AS providerId, created_at AS createdAt`
const REFS = '(SELECT value FROM json_each(@refs))'

/** Refunds, customers, what was done about inbox items, and slips that a provider made. */
export function afterSaleQueries(handle: Handle, ids: Ids): AfterSaleReader & AfterSaleWriter {
  const refund = handle.prepare<[string], RefundSqlRow>(`SELECT ${REFUND_COLUMNS} FROM refunds WHERE id = ?`)
  const ofSale = handle.prepare<[string], RefundSqlRow>(
    `SELECT ${REFUND_COLUMNS} FROM refunds WHERE sale_id = ? ORDER BY id`,
  )
  const ofPayment = handle.prepare<{ tenderId: string; chargeId: string | null }, RefundSqlRow>(
    `SELECT ${REFUND_COLUMNS} FROM refunds WHERE tender_id = @tenderId OR charge_id = @chargeId`,
  )
  const unknownSince = handle.prepare<[string], RefundSqlRow>(
    `SELECT ${REFUND_COLUMNS} FROM refunds WHERE state_name = 'requesting' AND updated_at < ?
     ORDER BY updated_at`,
  )
  // no index holds voids alone: so many of the newest are looked through, and a list of what was decided needs no more
  const newest = handle.prepare<[], RefundSqlRow>(
    `SELECT ${REFUND_COLUMNS} FROM refunds WHERE id < '~' ORDER BY id DESC LIMIT 500`,
  )
  const addRefund = handle.prepare(
    `INSERT INTO refunds (id, sale_id, tender_id, way, charge_id, amount, currency, reason, words, number, lines, voided,
       state_name, state, asked_by, created_at, updated_at)
     VALUES (@id, @saleId, @tenderId, @way, @chargeId, @amount, @currency, @reason, @words, @number, @lines, @voided,
       @stateName, @state, @by, @at, @at)`,
  )
  const saveRefund = handle.prepare(
    'UPDATE refunds SET state_name = @stateName, state = @state, updated_at = @at WHERE id = @id AND state <> @state',
  )
  const documents = handle
    .prepare<[string], string>('SELECT document_id FROM refund_documents WHERE refund_id = ? ORDER BY rowid')
    .pluck()
  const addRefundDocument = handle.prepare(
    'INSERT INTO refund_documents (document_id, refund_id) VALUES (?, ?)',
  )
  const cardSettled = handle
    .prepare<[string], number>('SELECT 1 FROM edc_settled WHERE tender_id = ?')
    .pluck()
  const dropBody = handle.prepare(
    `UPDATE outbox SET body = NULL WHERE id = ? AND call = 'refund' AND done_at IS NOT NULL`,
  )
  const customer = handle.prepare<[string], StoredCustomer>(
    `SELECT ${CUSTOMER_COLUMNS} FROM customers WHERE id = ?`,
  )
  const customerOfSale = handle.prepare<[string], StoredCustomer>(
    `SELECT ${CUSTOMER_COLUMNS} FROM customers JOIN sale_customers ON sale_customers.customer_id = customers.id
     WHERE sale_customers.sale_id = ?`,
  )
  const customerOfProvider = handle.prepare<[string], StoredCustomer>(
    `SELECT ${CUSTOMER_COLUMNS} FROM customers WHERE provider_id = ?`,
  )
  const byRefs = handle.prepare<{ refs: string }, StoredCustomer>(
    `SELECT ${CUSTOMER_COLUMNS} FROM customers
     WHERE name_ref IN ${REFS} OR phone_ref IN ${REFS} OR email_ref IN ${REFS}`,
  )
  const addCustomer = handle.prepare(
    `INSERT INTO customers (id, name_ref, phone_ref, email_ref, provider_id, created_at)
     VALUES (@id, @nameRef, @phoneRef, @emailRef, @providerId, @createdAt)`,
  )
  const setProvider = handle.prepare(
    `UPDATE customers SET provider_id = ? WHERE id = ? AND provider_id IS NULL
       AND NOT EXISTS (SELECT 1 FROM customers AS other WHERE other.provider_id = ?)`,
  )
  const setSaleCustomer = handle.prepare(
    `INSERT INTO sale_customers (sale_id, customer_id, at) VALUES (?, ?, ?)
     ON CONFLICT (sale_id) DO UPDATE SET customer_id = excluded.customer_id, at = excluded.at`,
  )
  const dropSaleCustomer = handle.prepare('DELETE FROM sale_customers WHERE sale_id = ?')
  const steps = handle.prepare<[string], StepSqlRow>(
    'SELECT at, actor, kind, facts FROM attention_steps WHERE attention_id = ? ORDER BY id',
  )
  const addStep = handle.prepare(
    'INSERT INTO attention_steps (id, attention_id, at, actor, kind, facts) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const escalate = handle.prepare(
    'UPDATE attention SET escalated_at = coalesce(escalated_at, ?) WHERE id = ? AND resolved_at IS NULL',
  )
  const slip = handle.prepare<[string], Buffer>('SELECT bytes FROM foreign_slips WHERE job_id = ?').pluck()
  const addSlip = handle.prepare('INSERT INTO foreign_slips (job_id, bytes) VALUES (?, ?)')

  return {
    refund: (id) => toRefund(refund.get(id)),
    refundsOfSale: (saleId) => ofSale.all(saleId).flatMap((row) => toRefund(row) ?? []),
    // a payment has a handful at most: put in order here, since no index holds both ways to them
    refundsOf: (payment) =>
      ofPayment
        .all(payment)
        .toSorted((a, b) => (a.createdAt + a.id < b.createdAt + b.id ? -1 : 1))
        .flatMap((row) => toRefund(row) ?? []),
    refundsUnknownSince: (time) => unknownSince.all(time).flatMap((row) => toRefund(row) ?? []),
    slipsVoided: (limit) =>
      newest
        .all()
        .filter(({ way }) => way === 'terminal')
        .slice(0, limit)
        .flatMap((row) => toRefund(row) ?? []),
    addRefund: ({ state, ...terms }, by, at, note = NO_NOTE) => {
      const { number, voided } = note
      const lines = JSON.stringify(note.lines)
      const slip = voided === null ? null : JSON.stringify(voided)
      const stored = { ...terms, number, lines, voided: slip, stateName: state.name }
      addRefund.run({ ...stored, state: JSON.stringify(state), by, at })
    },
    refundDocuments: (refundId) => documents.all(refundId),
    addRefundDocument: (refundId, documentId) => {
      addRefundDocument.run(documentId, refundId)
    },
    isCardSettled: (tenderId) => cardSettled.get(tenderId) !== undefined,
    saveRefund: ({ id, state }, at) => {
      saveRefund.run({ id, stateName: state.name, state: JSON.stringify(state), at })
    },
    dropRefundBody: (id) => {
      dropBody.run(id)
    },
    customer: (id) => customer.get(id) ?? null,
    customerOfSale: (saleId) => customerOfSale.get(saleId) ?? null,
    customerOfProvider: (providerId) => customerOfProvider.get(providerId) ?? null,
    customersByRefs: (refs) =>
      refs.length === 0
        ? []
        : byRefs.all({ refs: JSON.stringify(refs) }).toSorted((a, b) => (a.id < b.id ? 1 : -1)),
    addCustomer: (added) => {
      addCustomer.run(added)
    },
    setCustomerProvider: (id, providerId) => {
      setProvider.run(providerId, id, providerId)
    },
    setSaleCustomer: (saleId, customerId, at) => {
      if (customerId === null) dropSaleCustomer.run(saleId)
      else setSaleCustomer.run(saleId, customerId, at)
    },
    attentionSteps: (attentionId) =>
      steps
        .all(attentionId)
        .map((row) => ({ ...row, facts: JSON.parse(row.facts) as AttentionStep['facts'] })),
    addAttentionStep: (attentionId, { at, actor, kind, facts }) => {
      addStep.run(ids.next(), attentionId, at, actor, kind, JSON.stringify(facts))
    },
    escalateAttention: (id, at) => escalate.run(at, id).changes > 0,
    foreignSlip: (jobId) => slip.get(jobId) ?? null,
    addForeignSlip: (jobId, bytes) => {
      addSlip.run(jobId, bytes)
    },
  }
}

function toRefund(row: RefundSqlRow | undefined): StoredRefund | null {
  if (row === undefined) return null
  const { state, number, lines, voided, askedBy, createdAt, updatedAt, ...terms } = row
  return {
    refund: { ...terms, state: JSON.parse(state) as Refund['state'] },
    note: {
      number,
      lines: JSON.parse(lines) as RefundNote['lines'],
      voided: voided === null ? null : (JSON.parse(voided) as RefundNote['voided']),
    },
    askedBy,
    createdAt,
    updatedAt,
  }
}
