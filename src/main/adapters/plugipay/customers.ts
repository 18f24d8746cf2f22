import { z } from 'zod'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { GatewayFailure } from '../../../core/ports/gateway.ts'
import type { CustomerDesk, CustomerFacts } from '../../../core/ports/gateway-desks.ts'
import { read, rowsOf, sendableKey, unreadable, write } from './calls.ts'
import { createLoopGuard } from './pages.ts'
import { SESSION_ID } from './sessions.ts'
import { lineOrNull } from './text.ts'
import type { Transport } from './transport.ts'

const MAX_FOUND = 20
const MAX_PAGES = 5

/** The workspace's customers. What is asked for and what comes back is personal and reaches no log. */
export function createCustomerDesk(transport: Transport): CustomerDesk {
  return {
    search: searchCustomers,

    create: async ({ name, email, phone, idempotencyKey }) => {
      const body = JSON.stringify({
        name,
        ...(email === null ? {} : { email }),
        ...(phone === null ? {} : { phone }),
      })
      const personal = [name, email, phone].flatMap((each) => each ?? [])
      const key = sendableKey(idempotencyKey)
      const sent = await transport.call({ ...write('/customers', body), idempotencyKey: key, personal })
      if (!sent.ok) return sent
      const customer = readCustomer(sent.value.data)
      return customer === null ? err(unreadable(sent.value)) : ok(customer)
    },
  }

  /** The provider finds a whole e-mail address only; for the rest its newest customers are looked through here. */
  async function searchCustomers(text: string): Promise<Result<readonly CustomerFacts[], GatewayFailure>> {
    const wanted = text.trim().toLowerCase()
    if (wanted === '') return ok([])
    const isAddress = /^[^\s@]+@[^\s@]+$/.test(wanted)
    const filters = { limit: '100', order: 'desc', ...(isAddress ? { email: text.trim() } : {}) }
    const guard = createLoopGuard()
    const found = new Map<string, CustomerFacts>()
    let cursor: string | null = null
    for (let count = 0; count < MAX_PAGES; count += 1) {
      const query = cursor === null ? filters : { ...filters, cursor }
      const page = rowsOf(await transport.call({ ...read('/customers', query), personal: [text.trim()] }))
      if (!page.ok) return err(page.error)
      const customers = page.value.rows.flatMap((row) => readCustomer(row) ?? [])
      for (const each of customers) if (isMatch(each, wanted)) found.set(each.customerId, each)
      cursor = guard(cursor, page.value.answer.nextCursor)
      if (cursor === null || found.size >= MAX_FOUND) break
    }
    return ok([...found.values()].slice(0, MAX_FOUND))
  }
}

const customerSchema = z.object({
  id: z.string().regex(SESSION_ID),
  name: z.unknown().optional(),
  email: z.unknown().optional(),
  phone: z.unknown().optional(),
})

function readCustomer(data: unknown): CustomerFacts | null {
  const parsed = customerSchema.safeParse(data)
  if (!parsed.success) return null
  const { id } = parsed.data
  const email = lineOrNull(parsed.data.email, 320)
  const phone = lineOrNull(parsed.data.phone, 40)
  return { customerId: id, name: lineOrNull(parsed.data.name) ?? email ?? phone ?? id, email, phone }
}

function isMatch({ name, email, phone }: CustomerFacts, wanted: string): boolean {
  const number = digitsOf(wanted)
  const isNumber = number.length >= 4 && /^[\d\s+().-]+$/.test(wanted)
  return (
    name.toLowerCase().includes(wanted) ||
    (email ?? '').toLowerCase().includes(wanted) ||
    (isNumber && digitsOf(phone ?? '').includes(number))
  )
}

/** `+62 812-3456` and `0812 3456` are the same number. */
const digitsOf = (text: string): string => text.replace(/\D/g, '').replace(/^62/, '0')
