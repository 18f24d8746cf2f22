import { openBatches } from '../../../core/domain/shifts/edc-match.ts'
import { headText, EMPTY_CHAIN } from '../../../core/domain/books/event-chain.ts'
import { addAmounts, amountOf, negate, ZERO, type Amount } from '../../../core/domain/money.ts'
import type {
  CashCount,
  CountedAmount,
  ReportClosing,
  ReportPerson,
  ReportSales,
  TillReport,
} from '../../../core/domain/receipts/receipt.ts'
import type { TaxTotal } from '../../../core/domain/sale.ts'
import {
  expectedCash,
  sumOf,
  sumTakings,
  type Shift,
  type TakingMethod,
} from '../../../core/domain/shifts/shift.ts'
import type { SoldSums, TakingRow } from '../../../core/ports/shift-books.ts'
import type { BooksReader, EventRow } from '../../../core/ports/store.ts'
import { slipFrame } from '../printing/receipts.ts'
import { settingsOf, type Till } from '../till.ts'

/** The order in which ways of paying stand on a report. */
const METHODS: readonly TakingMethod[] = ['cash', 'qris', 'static_qris', 'edc', 'transfer', 'link']
/** Undecided payments that stand on paper by name; all of them are counted. */
const CARRIED_SHOWN = 40
const CARRIED_COUNTED = 10_000
const SLIPS_SHOWN = 2_000

/** What a person at the end of a shift has given: how much was counted, and why it differs. */
export interface CountGiven {
  readonly counts: readonly CashCount[]
  readonly counted: Amount
  readonly variance: Amount
  readonly reason: string | null
}

/** The report of a shift as the books stand now. X without a count, Z with one; every sum is a sum of ledger rows. */
export function reportOf(
  till: Till,
  books: BooksReader,
  shift: Shift,
  { number, at, given }: { readonly number: string; readonly at: string; readonly given: CountGiven | null },
): TillReport {
  const { currency } = shift
  const rows = books.takingsOf(shift.id)
  const sums = sumTakings(rows)
  const sold = books.soldIn(shift.id)
  const events = eventsOf(books, shift)
  const carried = books.undecidedTenders(CARRIED_COUNTED)
  const cash = (what: Parameters<typeof sumOf>[1]): Amount => sumOf(sums, what, currency, 'cash').amount
  const refunds = sumOf(sumTakings(rows.filter((row) => !isVoid(row))), 'refund', currency)
  return {
    ...slipFrame(till, settingsOf(till), at),
    currency,
    kind: given === null ? 'x_report' : 'z_report',
    number,
    shiftNumber: shift.number,
    from: shift.openedAt,
    until: at,
    numbers: numbersOf(sold),
    sales: salesOf(
      sold,
      addAmounts(ZERO, ...sums.filter(({ what }) => what === 'sale').map((s) => s.rounding)),
    ),
    taxes: taxesOf(sold),
    tenders: METHODS.map((tender) => ({ tender, ...sumOf(sums, 'sale', currency, tender) })).filter(
      ({ count }) => count > 0,
    ),
    voids: voidsOf(events, rows, currency),
    refunds: { count: refunds.count, amount: negate(refunds.amount) },
    unsure: {
      count: carried.filter((each) => each.currency === currency).length,
      amount: addAmounts(ZERO, ...carried.filter((each) => each.currency === currency).map((c) => c.amount)),
    },
    cash: {
      float: cash('float'),
      sales: cash('sale'),
      in: cash('cash_in'),
      out: negate(cash('cash_out')),
      refunds: negate(cash('refund')),
      expected: expectedCash(rows),
      counted: given?.counted ?? null,
      variance: given?.variance ?? null,
    },
    counted: given?.counts ?? [],
    reprints: events.filter(({ kind }) => kind === 'reprint_asked').length,
    drawerOpenings: events.filter(isDrawerAlone).length,
    closing: closingOf(till, books, shift, { rows, events, carried, given }),
  }
}

const WATCHED = [
  ...['reprint_asked', 'drawer_opened', 'drawer_tested', 'sale_canceled', 'cancel_pressed', 'right_lent'],
  ...['evidence_used_twice', 'tender_superseded', 'books_restored', 'books_cloned'],
] as const

const eventsOf = (books: BooksReader, shift: Shift): readonly EventRow[] =>
  books.eventsSince(shift.eventsAfter, WATCHED)

/** Cash that is put in or taken out says why by itself; everything else that opens a drawer without a sale counts. */
const isDrawerAlone = ({ kind, saleId, facts }: EventRow): boolean =>
  kind === 'drawer_tested' ||
  (kind === 'drawer_opened' &&
    saleId === null &&
    facts['reason'] !== 'cash_in' &&
    facts['reason'] !== 'cash_out')

function numbersOf(sold: readonly SoldSums[]): TillReport['numbers'] {
  const [first] = sold
  const last = sold.at(-1)
  return first === undefined || last === undefined ? null : { first: first.number, last: last.number }
}

function salesOf(sold: readonly SoldSums[], rounding: Amount): ReportSales {
  const sum = (of: (sale: SoldSums) => number): Amount =>
    amountOf(sold.reduce((total, sale) => total + of(sale), 0))
  return {
    count: sold.length,
    gross: sum(({ gross }) => gross),
    discounts: sum(({ lineDiscounts, orderDiscount }) => lineDiscounts + orderDiscount),
    addedTaxes: sum(({ taxes }) => taxes.reduce((all, tax) => all + (tax.included ? 0 : tax.amount), 0)),
    rounding,
    total: addAmounts(
      sum(({ total }) => total),
      rounding,
    ),
  }
}

function taxesOf(sold: readonly SoldSums[]): readonly TaxTotal[] {
  const byLabel = new Map<string, TaxTotal>()
  for (const tax of sold.flatMap(({ taxes }) => taxes)) {
    const key = `${tax.label}:${tax.included}`
    const before = byLabel.get(key)
    byLabel.set(
      key,
      before === undefined
        ? tax
        : {
            ...before,
            base: addAmounts(before.base, tax.base),
            amount: addAmounts(before.amount, tax.amount),
          },
    )
  }
  return [...byLabel.values()]
}

/** Sales given up before they had money, and card slips taken back before their batch was settled. */
function voidsOf(
  events: readonly EventRow[],
  rows: readonly TakingRow[],
  currency: Shift['currency'],
): CountedAmount {
  const canceled = events.filter(({ kind }) => kind === 'sale_canceled')
  const voided = rows.filter((row) => isVoid(row) && row.currency === currency)
  const total = canceled.reduce((sum, { facts }) => sum + Number(facts['total'] ?? 0), 0)
  const back = voided.reduce((sum, { amount }) => sum - amount, 0)
  return { count: canceled.length + voided.length, amount: amountOf(total + back) }
}

const isVoid = ({ source }: TakingRow): boolean => source.startsWith('void:')

function closingOf(
  till: Till,
  books: BooksReader,
  shift: Shift,
  found: {
    readonly rows: readonly TakingRow[]
    readonly events: readonly EventRow[]
    readonly carried: ReturnType<BooksReader['undecidedTenders']>
    readonly given: CountGiven | null
  },
): ReportClosing {
  const { rows, events, carried, given } = found
  const name = (id: string): string => books.person(id)?.name ?? id
  return {
    businessDate: shift.businessDate,
    openedBy: name(shift.openedBy),
    varianceReason: given?.reason ?? null,
    counts: books.shiftCounts(shift.id).length,
    outside: sumTakings(books.takingsOutside(shift.outside.after, shift.outside.until)).map(
      ({ method: tender, currency, count, amount }) => ({ tender, currency, count, amount }),
    ),
    carried: carried.slice(0, CARRIED_SHOWN).map(({ saleNumber, kind: tender, state, amount, currency }) => ({
      ...{ saleNumber, tender, state, amount, currency },
    })),
    unsettled: openBatches(books.unsettledSlips(null, SLIPS_SHOWN)).map(({ tid, batch, count, amount }) => ({
      ...{ tid, batch, count, amount },
    })),
    people: peopleOf(books, rows, events, name),
    restored: events.some(({ kind }) => kind === 'books_restored' || kind === 'books_cloned'),
    logEnd: headText(till.store.read.chainHead() ?? EMPTY_CHAIN),
  }
}

const NOTHING = {
  ...{ reprints: 0, drawerOpenings: 0, canceledSales: 0, cashAfterCode: 0, afterExpiry: 0, overrides: 0 },
}
/** Money of these ways has only a person's word for it. */
const BY_WORD: ReadonlySet<TakingMethod> = new Set(['transfer', 'static_qris'])

function peopleOf(
  books: BooksReader,
  rows: readonly TakingRow[],
  events: readonly EventRow[],
  name: (id: string) => string,
): readonly ReportPerson[] {
  const people = new Map<string, Omit<ReportPerson, 'name'>>()
  const count = (actor: string | null, what: keyof typeof NOTHING): void => {
    if (actor === null) return
    const before = people.get(actor) ?? NOTHING
    people.set(actor, { ...before, [what]: (before[what] ?? 0) + 1 })
  }
  for (const event of events) {
    if (event.kind === 'reprint_asked') count(event.actor, 'reprints')
    else if (isDrawerAlone(event)) count(event.actor, 'drawerOpenings')
    else if (event.kind === 'sale_canceled') count(event.actor, 'canceledSales')
    else if (['right_lent', 'evidence_used_twice', 'tender_superseded'].includes(event.kind))
      count(event.actor, 'overrides')
  }
  const takenDown = new Set(
    events
      .filter(({ kind, actor }) => kind === 'cancel_pressed' && actor !== null)
      .map(({ saleId }) => saleId),
  )
  const cashSales = new Map(
    rows.flatMap(({ what, method, saleId, actor }) =>
      what === 'sale' && method === 'cash' && saleId !== null ? [[saleId, actor] as const] : [],
    ),
  )
  for (const [saleId, actor] of cashSales) if (takenDown.has(saleId)) count(actor, 'cashAfterCode')
  for (const { what, method, saleId, actor } of rows)
    if (what === 'sale' && BY_WORD.has(method) && saleId !== null && hasExpiredCode(books, saleId))
      count(actor, 'afterExpiry')
  return [...people].map(([id, counted]) => ({ name: name(id), ...counted }))
}

const hasExpiredCode = (books: BooksReader, saleId: string): boolean =>
  books
    .sale(saleId)
    ?.sale.tenders.some((each) => each.type === 'provider' && each.state.name === 'expired') ?? false
