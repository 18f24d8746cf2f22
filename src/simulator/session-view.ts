import type { CustomerRow, SessionRow } from './books.ts'
import { isoTime } from './clock.ts'
import { MERCHANT, type Dialect } from './options.ts'
import type { World } from './world.ts'

/** The session object of the API. Its `hostedUrl` is on this simulator's own origin. */
export function renderSession(world: World, row: SessionRow): Record<string, unknown> {
  return {
    id: row.id,
    arn: `arn:plugipay:checkout:${MERCHANT.accountId}:session/${row.id}`,
    accountId: MERCHANT.accountId,
    workspaceName: MERCHANT.workspaceName,
    mode: row.mode,
    status: statusWord(row.status, world.options.dialect),
    amount: row.amount,
    currency: row.currency,
    methods: JSON.parse(row.methods),
    paymentMethod: row.payment_method,
    adapter: row.adapter,
    customerId: row.customer_id,
    customer: renderCustomerRef(world, row.customer_id),
    lineItems: JSON.parse(row.line_items),
    successUrl: row.success_url,
    cancelUrl: row.cancel_url,
    hostedUrl: `${world.origin()}/c/${row.id}`,
    templateId: row.template_id,
    paymentId: row.payment_id,
    metadata: row.metadata === null ? null : JSON.parse(row.metadata),
    ...buyerClaimOf(world, row),
    expiresAt: isoTime(row.expires_at),
    completedAt: row.completed_at === null ? null : isoTime(row.completed_at),
    createdAt: isoTime(row.created_at),
    updatedAt: isoTime(row.updated_at),
  }
}

/** No document says where a session shows the buyer's photo; here it stands where a till looks for it, so that it can be practised. */
function buyerClaimOf(world: World, { id, adapter }: SessionRow): object {
  if (adapter !== 'manual') return {}
  const proof = world.books.get<{ readonly id: string }>(
    'SELECT id FROM proofs WHERE session_id = ? ORDER BY rowid DESC LIMIT 1',
    id,
  )
  return proof ? { buyerClaim: { proofUrl: `${world.origin()}/proofs/${proof.id}` } } : {}
}

/** The Python page writes `cancelled`, all others `canceled`. */
export const statusWord = (status: string, dialect: Dialect): string =>
  status === 'canceled' && dialect === 'python' ? 'cancelled' : status

function renderCustomerRef(world: World, id: string | null): object | null {
  if (id === null) return null
  const row = world.books.get<CustomerRow>('SELECT * FROM customers WHERE id = ?', id)
  if (!row) return null
  return { id: row.id, name: row.name, email: row.email, phone: row.phone, externalId: row.external_id }
}
