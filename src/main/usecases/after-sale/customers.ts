import type { CustomerChoice, CustomerRow, CustomerView } from '../../../core/contract/views/after-sale.ts'
import { checkCustomer, phoneDigits } from '../../../core/domain/customer.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { StoredCustomer } from '../../../core/ports/after-sale-books.ts'
import type { CustomerFacts } from '../../../core/ports/gateway-desks.ts'
import type { BooksReader, BooksWriter } from '../../../core/ports/store.ts'
import { callProvider, toProviderRefusal } from '../provider/calls.ts'
import { actorId, saleOnCounter, writeOrRefuse, type Till } from '../till.ts'

const MOST_FOUND = 20
/** The provider looks through pages of customers: too short a text would bring all of them. */
const LEAST_ASKED = 3

/** Customers this till knows, by part of the name, number or address; without a network, in no time. */
export function searchCustomers(till: Till, text: string): readonly CustomerRow[] {
  const wanted = text.trim()
  if (wanted === '') return []
  const { read } = till.store
  const texts = new Set([wanted, ...numberIn(wanted)])
  const refs = [...texts].flatMap((each) => read.findCustomerTexts(each, MOST_FOUND * 3))
  return read
    .customersByRefs(refs)
    .slice(0, MOST_FOUND)
    .flatMap((stored) => rowOf(customerOf(till, stored)) ?? [])
}

/** `0812 34` is kept as `62812…34…`; part of a number is looked for by its digits. */
function numberIn(text: string): readonly string[] {
  if (!/^\+?[\d\s().-]{4,}$/.test(text)) return []
  return [text.replace(/\D/g, '').replace(/^0/, '62')]
}

function rowOf(customer: CustomerView | null): CustomerRow | null {
  if (customer === null || customer.name === null) return null
  const { id: customerId, name, phone, email } = customer
  return { choice: { kind: 'own', customerId }, name, phone, email }
}

/** Customers the provider knows and this till does not. */
export async function askForCustomers(
  till: Till,
  text: string,
): Promise<Result<readonly CustomerRow[], Refusal>> {
  if (text.trim().length < LEAST_ASKED || till.gateway.name === 'none') return ok([])
  const found = await callProvider(till, till.gateway.desks.customers.search(text))
  if (!found.ok) return found.error.type === 'unsupported' ? ok([]) : err(toProviderRefusal(found.error))
  const strangers = found.value.filter(
    ({ customerId }) => till.store.read.customerOfProvider(customerId) === null,
  )
  return ok(strangers.map(providerRow))
}

const providerRow = ({ customerId: providerId, name, phone, email }: CustomerFacts): CustomerRow => ({
  choice: { kind: 'provider', providerId, name, phone, email },
  name,
  phone,
  email,
})

/** Keeps a new customer here at once, and tells the provider when it can be told. */
export function createCustomer(
  till: Till,
  input: {
    readonly attemptId: string
    readonly name: string
    readonly phone: string
    readonly email: string
  },
): Result<CustomerView, Refusal> {
  const known = customerOf(till, till.store.read.customer(input.attemptId))
  if (known !== null) return ok(known) // the same key press, sent twice
  const details = checkCustomer(input)
  if (!details.ok) return details
  const stored = writeOrRefuse(till, (books) =>
    ok(keepCustomer(till, books, { id: input.attemptId, providerId: null, ...details.value })),
  )
  if (!stored.ok) return stored
  void introduce(till, stored.value)
  const customer = customerOf(till, stored.value)
  return customer === null ? err({ type: 'customer_unknown' }) : ok(customer)
}

function keepCustomer(
  till: Till,
  books: BooksWriter,
  {
    id,
    providerId,
    name,
    phone,
    email,
  }: Omit<CustomerFacts, 'customerId'> & {
    readonly id: string
    readonly providerId: string | null
  },
): StoredCustomer {
  const at = till.clock.now()
  const keep = (kind: 'customer_phone' | 'customer_email', value: string | null): string | null =>
    value === null ? null : books.keepPersonal({ kind, value, at })
  const customer: StoredCustomer = {
    id,
    nameRef: books.keepPersonal({ kind: 'customer_name', value: name, at }),
    // by its digits, so that it is found however it is typed
    phoneRef: keep('customer_phone', phone === null ? null : (phoneDigits(phone) ?? phone)),
    emailRef: keep('customer_email', email),
    providerId,
    createdAt: at,
  }
  books.addCustomer(customer)
  return customer
}

/**
 * Makes the customer known to the provider. A name alone stays here: the provider could do nothing with it. The key is
 * the customer's own, so that trying again makes no second one.
 */
async function introduce(till: Till, stored: StoredCustomer): Promise<void> {
  const customer = customerOf(till, stored)
  if (till.gateway.name === 'none' || stored.providerId !== null || customer?.name == null) return
  if (customer.phone === null && customer.email === null) return
  const { name, phone, email } = customer
  const idempotencyKey = `${till.store.terminalId}:${stored.id}:customer`
  const made = await callProvider(
    till,
    till.background.desks.customers.create({ name, phone, email, idempotencyKey }),
  )
  if (!made.ok) return till.log.info('customer_not_introduced', { failure: made.error.type })
  till.store.write((books) => {
    books.setCustomerProvider(stored.id, made.value.customerId)
  })
  till.changed.ring()
}

/** Puts a customer on a sale, or on what stands on the counter (`saleId` null); a null choice takes them off. */
export function attachCustomer(
  till: Till,
  { saleId, choice }: { readonly saleId: string | null; readonly choice: CustomerChoice | null },
): Result<null, Refusal> {
  const stored = writeOrRefuse(till, (books) => {
    const customer = choice === null ? null : chosen(till, books, choice)
    if (choice !== null && customer === null) return err({ type: 'customer_unknown' })
    const target = saleId ?? saleOnCounter(till)?.sale.id ?? null
    if (target === null) {
      books.setValue(DRAFT_CUSTOMER, customer?.id ?? null)
      return ok(customer)
    }
    if (books.sale(target) === null) return err({ type: 'sale_unknown' })
    putOnSale(till, books, target, customer)
    return ok(customer)
  })
  till.changed.ring()
  if (!stored.ok) return stored
  // one that could not be told about then may be told about now
  if (stored.value !== null) void introduce(till, stored.value)
  return ok(null)
}

function chosen(till: Till, books: BooksWriter, choice: CustomerChoice): StoredCustomer | null {
  const at = till.clock.now()
  if (choice.kind === 'provider') {
    const { providerId, name, phone, email } = choice
    return (
      books.customerOfProvider(providerId) ??
      keepCustomer(till, books, { id: till.ids.next(), providerId, name, phone, email })
    )
  }
  const customer = books.customer(choice.customerId)
  if (customer === null || books.personal(customer.nameRef) === null) return null
  for (const ref of [customer.nameRef, customer.phoneRef, customer.emailRef])
    if (ref !== null) books.touchPersonal(ref, at)
  return customer
}

function putOnSale(till: Till, books: BooksWriter, saleId: string, customer: StoredCustomer | null): void {
  if ((books.customerOfSale(saleId)?.id ?? null) === (customer?.id ?? null)) return
  const at = till.clock.now()
  const actor = actorId(till)
  const kind = customer === null ? 'customer_detached' : 'customer_attached'
  const facts = { by: actor, ...(customer === null ? {} : { customerId: customer.id }) }
  books.setSaleCustomer(saleId, customer?.id ?? null, at)
  books.appendEvent({ at, actor, kind, saleId, tenderId: null, facts })
}

const DRAFT_CUSTOMER = 'draft_customer'

/** Whom the order in the cart is for. */
export const draftCustomer = (books: BooksReader): StoredCustomer | null => {
  const id = books.value(DRAFT_CUSTOMER)
  return id === null ? null : books.customer(id)
}

/** The cart became a sale: its customer goes along, and the next order starts without one. */
export function takeCustomerAlong(till: Till, books: BooksWriter, saleId: string): void {
  const customer = draftCustomer(books)
  if (customer !== null) putOnSale(till, books, saleId, customer)
  forgetDraftCustomer(books)
}

/** A given-up sale goes back into the cart, and its customer with it. */
export function bringCustomerBack(books: BooksWriter, saleId: string): void {
  putOnDraft(books, books.customerOfSale(saleId)?.id ?? null)
}

export const putOnDraft = (books: BooksWriter, customerId: string | null): void => {
  books.setValue(DRAFT_CUSTOMER, customerId)
}

export const forgetDraftCustomer = (books: BooksWriter): void => putOnDraft(books, null)

/** A customer as a person sees them. */
export function customerOf(till: Till, stored: StoredCustomer | null): CustomerView | null {
  if (stored === null) return null
  const text = (ref: string | null): string | null => {
    const value = ref === null ? null : (till.store.read.personal(ref)?.value ?? null)
    return typeof value === 'string' ? value : null
  }
  return {
    id: stored.id,
    name: text(stored.nameRef),
    phone: text(stored.phoneRef),
    email: text(stored.emailRef),
    known: stored.providerId !== null,
  }
}
