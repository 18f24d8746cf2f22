import { amountOf, ZERO, type Amount } from '../../src/core/domain/money.ts'
import type { Evidence } from '../../src/core/domain/tenders/evidence.ts'
import type { ManualTender } from '../../src/core/domain/tenders/manual-tender.ts'
import type { ProviderState, ProviderTender } from '../../src/core/domain/tenders/provider-tender.ts'
import {
  DEFAULT_TAX_RULES,
  formatSaleNumber,
  priceCart,
  QUANTITY_UNIT,
  type SaleLine,
} from '../../src/core/domain/sale.ts'
import { isCounted, type Sale, type Tender } from '../../src/core/domain/tenders/sale-tenders.ts'
import type { SessionFacts, SessionStatus } from '../../src/core/domain/provider/session.ts'
import type { BooksWriter, SaleRecord } from '../../src/core/ports/store.ts'
import type { Ids } from '../../src/core/ports/system.ts'
import type { Chance } from './chance.ts'
import { BANKS, CASHIERS, GOODS, NOTES, WALLETS } from './shop-words.ts'

/** What each sale is made with. The customers are in the books already. */
export interface SeedWorld {
  readonly chance: Chance
  readonly ids: Ids
  readonly customers: readonly string[]
  readonly terminalId: string
}

type End = 'paid' | 'canceled' | 'expired' | 'late'
type Way = 'qris' | 'cash' | 'edc' | 'transfer' | 'split'

interface Made {
  readonly tender: Tender
  readonly evidence: Evidence | null
  readonly session: { readonly facts: SessionFacts; readonly raw: string } | null
}

/** Puts one sale with everything about it into the books; `at` is when it happened, in UTC. */
export function seedSale(world: SeedWorld, books: BooksWriter, at: string): void {
  const { chance, ids } = world
  const end = chance.weighted<End>([
    ['paid', 93],
    ['canceled', 3],
    ['expired', 3],
    ['late', 1],
  ])
  const way = chance.weighted<Way>([
    ['qris', 55],
    ['cash', 31],
    ['edc', 7],
    ['transfer', 4],
    ['split', 3],
  ])
  const totals = priceCart({ currency: 'IDR', lines: linesOf(world), discount: null }, DEFAULT_TAX_RULES)
  if (!totals.ok) throw new Error(totals.error.type)
  const { total } = totals.value
  const businessDate = new Date(Date.parse(at) + WIB_MS).toISOString().slice(0, 10)
  const id = ids.next()
  const cashier = chance.pick(CASHIERS)
  const phase = end === 'paid' ? 'paid' : 'canceled'
  const number = formatSaleNumber('BDG1', businessDate, books.nextCounter(`sale:BDG1:${businessDate}`))
  const record: Omit<SaleRecord, 'tenders'> = {
    sale: { id, currency: 'IDR', total, phase, tenders: [] },
    ...{ number, totals: totals.value, cashier, businessDate, createdAt: at },
    paidAt: phase === 'paid' ? at : null,
  }
  books.insertSale(record)
  const made = tendersOf(world, { id, total, at, cashier, way, end })
  const tenders: Tender[] = []
  const say = (kind: string, tenderId: string | null, facts: Record<string, string | number>): void =>
    books.appendEvent({ at, actor: null, kind, saleId: id, tenderId, facts })
  say('sale_opened', null, { number, total })
  for (const { tender, evidence, session } of made) {
    tenders.push(tender)
    const sale: Sale = { ...record.sale, tenders }
    books.saveSale(sale, at, { tenderId: tender.id, attemptId: tender.id })
    if (evidence !== null) books.addEvidence(tender.id, evidence, cashier, at)
    if (session !== null) {
      const { facts, raw } = session
      books.saveSession({ facts, raw, tenderId: tender.id, saleId: id, createdAt: at, fetchedAt: at })
    }
    if (tender.type === 'provider' && tender.state.name === 'settled_late') {
      books.addAttention(
        {
          ...{ kind: 'money_late', saleId: id, tenderId: tender.id },
          facts: { captured: tender.state.captured },
          dedupe: `money_late:${tender.id}`,
        },
        at,
      )
    }
  }
  tenders.filter(isCounted).forEach(({ id: tenderId, kind, amount, currency, type }, place, all) =>
    books.addTaking({
      ...{ source: `tender:${tenderId}`, shiftId: null, businessDate, what: 'sale', method: kind },
      ...{ amount, rounding: ZERO, currency, saleId: id, tenderId, completes: place === all.length - 1 },
      ...{ actor: type === 'manual' ? cashier : null, at, terminal: world.terminalId },
    }),
  )
  say(`sale_${phase}`, null, { total })
  if (world.customers.length > 0 && chance.real() < 0.12)
    books.setSaleCustomer(id, chance.pick(world.customers), at)
}

const WIB_MS = 7 * 60 * 60_000

function linesOf({ chance }: SeedWorld): SaleLine[] {
  const count = chance.weighted([1, 2, 3, 4, 6, 8].map((lines, place) => [lines, 8 - place] as const))
  return Array.from({ length: count }, (_, place) => {
    const [name, price] = chance.weighted(GOODS.map((goods) => [goods, goods[2]] as const))
    return {
      id: `line-${place}`,
      productId: null,
      name,
      quantity: QUANTITY_UNIT * (chance.real() < 0.8 ? 1 : chance.whole(2, 4)),
      unitPrice: amountOf(price),
      tax: 'pbjt_included',
      discount: null,
      note: chance.real() < 0.08 ? chance.pick(NOTES) : null,
    }
  })
}

interface Order {
  readonly id: string
  readonly total: Amount
  readonly at: string
  readonly cashier: string
  readonly way: Way
  readonly end: End
}

function tendersOf(world: SeedWorld, order: Order): Made[] {
  const { total, way, end } = order
  // only a code can end without money, or be paid too late
  if (end !== 'paid') return [byCode(world, order, total)]
  if (way === 'qris') return [byCode(world, order, total)]
  if (way !== 'split' || total < 2) return [byHand(world, order, total, way === 'split' ? 'cash' : way)]
  const first = amountOf(Math.ceil(total / 2))
  return [byHand(world, order, first, 'cash'), byCode(world, order, amountOf(total - first))]
}

function byCode({ chance, ids }: SeedWorld, { id: saleId, at, end }: Order, amount: Amount): Made {
  const tenderId = ids.next()
  const sessionId = `cs_${chance.hex(20)}`
  const moneyCame = end === 'paid' || end === 'late'
  const tender: ProviderTender = {
    ...{ type: 'provider', id: tenderId, saleId, kind: 'qris', amount, covers: amount, currency: 'IDR' },
    providerMode: 'test',
    state: endState(end, sessionId, at, amount),
  }
  const status: SessionStatus = moneyCame ? 'completed' : end === 'expired' ? 'expired' : 'canceled'
  const facts: SessionFacts = {
    ...{ sessionId, status, amount, currency: 'IDR', mode: 'test' },
    expiresAt: new Date(Date.parse(at) + 900_000).toISOString(),
    completedAt: moneyCame ? at : null,
    hostedUrl: null,
    paymentId: moneyCame ? `pay_${chance.hex(16)}` : null,
    method: moneyCame ? chance.pick(WALLETS) : null,
    ...{ tenderId, terminalId: null, manual: false },
  }
  return { tender, evidence: null, session: { facts, raw: JSON.stringify({ id: sessionId, status }) } }
}

function endState(end: End, sessionId: string, at: string, amount: Amount): ProviderState {
  if (end === 'paid') return { name: 'settled', sessionId, settledAt: at }
  if (end === 'late') return { name: 'settled_late', sessionId, settledAt: at, captured: amount }
  return { name: end, sessionId, shownAt: at }
}

function byHand(
  { chance, ids }: SeedWorld,
  { id: saleId, at, cashier }: Order,
  amount: Amount,
  kind: 'cash' | 'edc' | 'transfer',
): Made {
  const tender: ManualTender = {
    ...{ type: 'manual', id: ids.next(), saleId, kind, amount, covers: amount, currency: 'IDR' },
    providerMode: 'test',
    money: { name: 'accepted', by: cashier, at },
    booking: { name: 'none' },
  }
  return { tender, evidence: evidenceOf(chance, amount, kind), session: null }
}

function evidenceOf(chance: Chance, amount: Amount, kind: 'cash' | 'edc' | 'transfer'): Evidence {
  if (kind === 'cash') {
    const tendered = amountOf(Math.ceil(amount / 50_000) * 50_000)
    return { kind, tendered, change: amountOf(tendered - amount) }
  }
  if (kind === 'transfer') return { kind, bank: chance.pick(BANKS), reference: `TRF${chance.digits(12)}` }
  return {
    ...{ kind, bank: chance.pick(BANKS), tid: chance.digits(8), mid: chance.digits(12) },
    ...{ batch: chance.digits(6), trace: chance.digits(6), rrn: chance.digits(12) },
    ...{ approvalCode: chance.digits(6), lastFour: chance.digits(4), entryMode: 'chip' },
  }
}
