import { z } from 'zod'
import { data, notFound, refused, type Answer, type Refused } from './answers.ts'
import type { CustomerRow } from './books.ts'
import { isoTime } from './clock.ts'
import { recordEvent } from './event-log.ts'
import { equalTo, listPage } from './lists.ts'
import { MERCHANT } from './options.ts'
import { jsonBody, type Call, type World } from './world.ts'

const customerSchema = z.object({
  email: z.string().max(320).nullish(),
  name: z.string().max(200).nullish(),
  phone: z.string().max(40).nullish(),
  externalId: z.string().max(200).nullish(),
  taxId: z.string().max(40).nullish(),
  defaultPaymentTokenId: z.string().max(64).nullish(),
  currency: z.enum(['IDR', 'USD']).nullish(),
  metadata: z
    .record(z.string(), z.string())
    .refine((pairs) => Object.keys(pairs).length <= 50)
    .nullish(),
})
type CustomerFields = z.infer<typeof customerSchema>

/** POST /customers */
export function createCustomer(world: World, call: Call): Answer {
  const parsed = readFields(world, call, null)
  if (!parsed.ok) return parsed.refusal
  const row: CustomerRow = {
    id: world.newId('cus'),
    mode: call.mode,
    email: null,
    name: null,
    phone: null,
    external_id: null,
    currency: null,
    metadata: null,
    tax_id: null,
    default_payment_token_id: null,
    created_at: call.now,
    updated_at: call.now,
    ...toColumns(parsed.fields),
  }
  world.books.insert('customers', row)
  emit(world, call, 'customer.created', row)
  return data(renderCustomer(row), 201)
}

/** PATCH /customers/{id}: one of the writes that are refused without an idempotency key. */
export function updateCustomer(world: World, call: Call): Answer {
  if (call.idempotencyKey === null) return refused('key_missing', 'This call needs an Idempotency-Key.')
  const before = ownCustomer(world, call)
  if (!before) return notFound('customer')
  const parsed = readFields(world, call, before.id)
  if (!parsed.ok) return parsed.refusal
  const change = { ...toColumns(parsed.fields), updated_at: call.now }
  world.books.update('customers', before.id, change)
  const row = { ...before, ...change }
  emit(world, call, 'customer.updated', row)
  return data(renderCustomer(row))
}

/** DELETE /customers/{id}: only one without sessions that were paid or still may be. */
export function deleteCustomer(world: World, call: Call): Answer {
  const row = ownCustomer(world, call)
  if (!row) return notFound('customer')
  const sql = `SELECT 1 FROM sessions WHERE customer_id = ?
               AND status IN ('open', 'pending', 'pending_review', 'completed') LIMIT 1`
  if (world.books.get(sql, row.id)) return refused('customer_busy', 'This customer has payments.')
  world.books.run('DELETE FROM customers WHERE id = ?', row.id)
  emit(world, call, 'customer.deleted', row)
  return { kind: 'empty' }
}

/** GET /customers/{id} */
export function getCustomer(world: World, call: Call): Answer {
  const row = ownCustomer(world, call)
  return row ? data(renderCustomer(row)) : notFound('customer')
}

/** GET /customers */
export function listCustomers(world: World, call: Call): Answer {
  const listed = listPage<CustomerRow>(world, call, {
    table: 'customers',
    timeColumn: 'created_at',
    after: 'createdAfter',
    before: 'createdBefore',
    defaultOrder: 'desc',
    where: equalTo(call, { email: 'email', externalId: 'external_id' }),
  })
  if (!listed.ok) return listed.refusal
  return { kind: 'list', rows: listed.rows.map(renderCustomer), page: listed.page }
}

function ownCustomer(world: World, call: Call): CustomerRow | undefined {
  const sql = 'SELECT * FROM customers WHERE id = ? AND mode = ?'
  return world.books.get<CustomerRow>(sql, call.params['id'] ?? '', call.mode)
}

type ReadFields =
  | { readonly ok: true; readonly fields: CustomerFields }
  | { readonly ok: false; readonly refusal: Refused }

/** An `externalId` is unique per workspace and mode. */
function readFields(world: World, call: Call, ownId: string | null): ReadFields {
  const no = (refusal: Refused): ReadFields => ({ ok: false, refusal })
  const parsed = customerSchema.safeParse(jsonBody(call))
  if (!parsed.success) {
    const field = String(parsed.error.issues[0]?.path[0] ?? '')
    return no(refused('bad_field', `${field}: invalid`, field))
  }
  const { externalId } = parsed.data
  const sql = 'SELECT id FROM customers WHERE mode = ? AND external_id = ?'
  const holder = externalId ? world.books.get<{ id: string }>(sql, call.mode, externalId) : undefined
  if (holder && holder.id !== ownId) {
    return no(refused('customer_busy', 'Another customer has this externalId.', 'externalId'))
  }
  return { ok: true, fields: parsed.data }
}

/** Only what was given. */
function toColumns(fields: CustomerFields): Partial<CustomerRow> {
  const { email, name, phone, externalId, taxId, defaultPaymentTokenId, currency, metadata } = fields
  return {
    ...(email === undefined ? {} : { email }),
    ...(name === undefined ? {} : { name }),
    ...(phone === undefined ? {} : { phone }),
    ...(externalId === undefined ? {} : { external_id: externalId }),
    ...(taxId === undefined ? {} : { tax_id: taxId }),
    ...(defaultPaymentTokenId === undefined ? {} : { default_payment_token_id: defaultPaymentTokenId }),
    ...(currency === undefined ? {} : { currency }),
    ...(metadata === undefined ? {} : { metadata: metadata === null ? null : JSON.stringify(metadata) }),
  }
}

function emit(world: World, call: Call, name: string, row: CustomerRow): void {
  recordEvent(world, {
    name,
    mode: row.mode,
    aggregateId: row.id,
    object: renderCustomer(row),
    occurredAt: call.now,
    idempotencyKey: call.idempotencyKey,
  })
}

const renderCustomer = (row: CustomerRow): Record<string, unknown> => ({
  id: row.id,
  arn: `arn:plugipay:billing:${MERCHANT.accountId}:customer/${row.id}`,
  accountId: MERCHANT.accountId,
  mode: row.mode,
  email: row.email,
  name: row.name,
  phone: row.phone,
  externalId: row.external_id,
  taxId: row.tax_id,
  defaultPaymentTokenId: row.default_payment_token_id,
  metadata: row.metadata === null ? null : JSON.parse(row.metadata),
  createdAt: isoTime(row.created_at),
  updatedAt: isoTime(row.updated_at),
})
