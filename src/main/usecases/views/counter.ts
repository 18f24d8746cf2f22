import type { CounterView, LockedView } from '../../../core/contract/views/counter.ts'
import type { SaleSummary } from '../../../core/contract/views/sale.ts'
import type { Actor } from '../../../core/domain/people/people.ts'
import { rightsOf } from '../../../core/domain/people/permissions.ts'
import { offeredWays } from '../selling/collecting.ts'
import { customerOf, draftCustomer } from '../after-sale/customers.ts'
import { currentInvite } from '../selling/invite.ts'
import { emptyCart } from '../selling/open-sale.ts'
import { receiptPrinter } from '../printing/printers.ts'
import { ownTerminals } from '../books/restored.ts'
import { saleOnCounter, settingsOf, timeIn, type Till } from '../till.ts'
import { printerView, slipViews } from './printing.ts'
import { saleSummary, saleView } from './sale.ts'
import { openBadge } from './shift.ts'

const PARKED_SHOWN = 100
/** A parked sale that was paid in the background stays in sight for this long: it is news. */
const PAID_ASIDE_MS = 10 * 60_000
const PAID_ASIDE_SHOWN = 5

/** Everything the cashier's screen shows. Read from the books each time: what is not stored is not shown. */
export function counterView(till: Till, actor: Actor, revision: number): CounterView {
  const settings = settingsOf(till)
  const onCounter = saleOnCounter(till)
  return {
    revision,
    now: till.clock.now(),
    mode: till.mode,
    settings,
    cashier: actor.name,
    actor,
    rights: rightsOf(actor.role),
    mustChangePin: till.store.read.person(actor.id)?.pinUse === 'spent',
    team: teamOf(till),
    collects: offeredWays(till, (onCounter?.sale ?? settings).currency),
    network: till.network.current(),
    printer: printerView(till, receiptPrinter(till)),
    printers: till.store.read.printers().map((printer) => printerView(till, printer)),
    books: till.health.current(),
    attentionCount: till.store.read.attentionOpenCount(),
    confirmationCount: till.store.read.confirmationCount(ownTerminals(till.store)),
    draft: till.store.read.draft() ?? emptyCart(till),
    draftMark: till.draftMarks.current(),
    customer: onCounter === null ? customerOf(till, draftCustomer(till.store.read)) : null,
    sale: onCounter === null ? null : saleView(till, onCounter),
    invite: currentInvite(till),
    parked: [...paidAside(till), ...parkedSales(till)].filter((row) => row.id !== onCounter?.sale.id),
    heldCount: till.store.read.heldCount(),
    lastPaid: lastPaid(till),
    slips: slipViews(till, actor),
    shift: openBadge(till),
    shiftRequired: settings.shiftRequired,
  }
}

function lastPaid(till: Till): CounterView['lastPaid'] {
  const [row] = till.store.read.paidSince('', 1)
  return row === undefined ? null : { saleId: row.id, number: row.number }
}

const parkedSales = (till: Till): SaleSummary[] =>
  till.store.read.openSales(PARKED_SHOWN).flatMap((row) => summaryOf(till, row.id))

/** Paid while another customer was served; a sale that was paid on the counter is no news there. */
function paidAside(till: Till): SaleSummary[] {
  return till.store.read
    .paidAsideSince(timeIn(till.clock, -PAID_ASIDE_MS), PAID_ASIDE_SHOWN)
    .flatMap((row) => summaryOf(till, row.id))
}

function summaryOf(till: Till, saleId: string): SaleSummary[] {
  const record = till.store.read.sale(saleId)
  return record === null ? [] : [saleSummary(till, record)]
}

/** What stands on a till that nobody has signed in to. */
export function lockedView(till: Till, revision: number): LockedView {
  const { shopName, language, theme, accent } = settingsOf(till)
  const onCounter = saleOnCounter(till)
  const team = teamOf(till)
  const sale = onCounter === null ? null : saleView(till, onCounter)
  return {
    revision,
    now: till.clock.now(),
    mode: till.mode,
    shopName,
    language,
    theme,
    accent,
    firstStart: till.store.read.people().length === 0,
    team,
    sale:
      sale === null
        ? null
        : { number: sale.number, status: sale.status, total: sale.total, currency: sale.currency },
  }
}

const teamOf = (till: Till): readonly Actor[] =>
  till.store.read
    .people()
    .filter((person) => person.active)
    .map(({ id, name, role }) => ({ id, name, role }))
