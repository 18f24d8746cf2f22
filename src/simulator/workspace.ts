import { data, notFound, refused, type Answer } from './answers.ts'
import type { CustomerRow, LedgerRow } from './books.ts'
import { z } from 'zod'
import { isoTime } from './clock.ts'
import { equalTo, listPage } from './lists.ts'
import { CATALOGUE } from './methods.ts'
import { MERCHANT } from './options.ts'
import { jsonBody, type Call, type World } from './world.ts'

/** GET /checkout/settings */
export function getCheckoutSettings(world: World): Answer {
  const enabled = CATALOGUE.filter(
    ({ family }) => family !== 'offline' || world.options.dialect !== 'portal',
  ).map(({ id }) => id)
  return data({
    accountId: MERCHANT.accountId,
    enabledMethods: enabled,
    methodOrder: enabled,
    brandName: MERCHANT.brandName,
    brandLogoUrl: null,
    brandAccentColor: MERCHANT.accentColor,
    businessAddress: MERCHANT.city,
    receiptTemplate: { showTax: true, taxLabel: 'PPN', taxRate: 0.11 },
    updatedAt: isoTime(world.clock.now()),
  })
}

/** GET /config: public. */
export const getConfig = (world: World): Answer => data({ hostedBaseUrl: world.origin() })

/** GET /workspaces: a key sees its own. */
export const listWorkspaces = (): Answer =>
  data([{ accountId: MERCHANT.accountId, name: MERCHANT.workspaceName, brandName: MERCHANT.brandName }])

/** Keys, account and changes of a workspace are for people: any key gets this. */
export const personOnly = (): Answer => refused('person_only', 'Only a signed-in person may do this.')

const customerSchema = z.object({
  email: z.string().max(320).nullish(),
  name: z.string().max(200).nullish(),
  phone: z.string().max(40).nullish(),
  externalId: z.string().max(200).nullish(),
  currency: z.enum(['IDR', 'USD']).nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
})

/** POST /customers */
export function createCustomer(world: World, call: Call): Answer {
  const parsed = customerSchema.safeParse(jsonBody(call))
  if (!parsed.success) {
    const field = String(parsed.error.issues[0]?.path[0] ?? '')
    return refused('bad_field', `${field}: invalid`, field)
  }
  const asked = parsed.data
  const row: CustomerRow = {
    id: world.newId('cus'),
    mode: call.mode,
    email: asked.email ?? null,
    name: asked.name ?? null,
    phone: asked.phone ?? null,
    external_id: asked.externalId ?? null,
    currency: asked.currency ?? null,
    metadata: asked.metadata ? JSON.stringify(asked.metadata) : null,
    created_at: call.now,
    updated_at: call.now,
  }
  world.books.insert('customers', row)
  return data(renderCustomer(row), 201)
}

/** PATCH /customers/{id}: one of the writes that are refused without an idempotency key. */
export function updateCustomer(world: World, call: Call): Answer {
  if (call.idempotencyKey === null) return refused('key_missing', 'This call needs an Idempotency-Key.')
  const answer = getCustomer(world, call)
  if (answer.kind !== 'data') return answer
  const parsed = customerSchema.safeParse(jsonBody(call))
  if (!parsed.success) {
    const field = String(parsed.error.issues[0]?.path[0] ?? '')
    return refused('bad_field', `${field}: invalid`, field)
  }
  const { email, name, phone, externalId, metadata } = parsed.data
  world.books.update('customers', call.params['id'] ?? '', {
    ...(email === undefined ? {} : { email }),
    ...(name === undefined ? {} : { name }),
    ...(phone === undefined ? {} : { phone }),
    ...(externalId === undefined ? {} : { external_id: externalId }),
    ...(metadata === undefined ? {} : { metadata: metadata === null ? null : JSON.stringify(metadata) }),
    updated_at: call.now,
  })
  return getCustomer(world, call)
}

/** GET /customers/{id} */
export function getCustomer(world: World, call: Call): Answer {
  const sql = 'SELECT * FROM customers WHERE id = ? AND mode = ?'
  const row = world.books.get<CustomerRow>(sql, call.params['id'] ?? '', call.mode)
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

const renderCustomer = (row: CustomerRow): Record<string, unknown> => ({
  id: row.id,
  accountId: MERCHANT.accountId,
  mode: row.mode,
  email: row.email,
  name: row.name,
  phone: row.phone,
  externalId: row.external_id,
  metadata: row.metadata === null ? null : JSON.parse(row.metadata),
  createdAt: isoTime(row.created_at),
  updatedAt: isoTime(row.updated_at),
})

/** GET /ledger */
export function listLedger(world: World, call: Call): Answer {
  const listed = listPage<LedgerRow>(world, call, {
    table: 'ledger',
    timeColumn: 'posted_at',
    after: 'createdAfter',
    before: 'createdBefore',
    defaultOrder: 'desc',
    where: equalTo(call, {
      code: 'code',
      txId: 'tx_id',
      sourceType: 'source_type',
      sourceId: 'source_id',
    }),
  })
  if (!listed.ok) return listed.refusal
  const rows = listed.rows.map((row) => ({
    id: row.id,
    accountId: MERCHANT.accountId,
    txId: row.tx_id,
    code: row.code,
    direction: row.direction,
    amount: row.amount,
    currency: row.currency,
    sourceType: row.source_type,
    sourceId: row.source_id,
    memo: null,
    postedAt: isoTime(row.posted_at),
  }))
  return { kind: 'list', rows, page: listed.page }
}

/** GET /ledger/balances */
export function ledgerBalances(world: World, call: Call): Answer {
  const sums = world.books.all<{ code: string; debits: number; credits: number }>(
    `SELECT code, sum(CASE direction WHEN 'debit' THEN amount ELSE 0 END) AS debits,
            sum(CASE direction WHEN 'credit' THEN amount ELSE 0 END) AS credits
     FROM ledger WHERE mode = ? GROUP BY code ORDER BY code`,
    call.mode,
  )
  return data(sums.map((sum) => ({ ...sum, balance: sum.debits - sum.credits })))
}
