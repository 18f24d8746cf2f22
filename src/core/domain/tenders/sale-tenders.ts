import {
  isManualInFlight,
  stepManualTender,
  type ManualEffect,
  type ManualEvent,
  type ManualRefusal,
  type ManualTender,
} from './manual-tender.ts'
import { addAmounts, amountOf, subtractAmount, ZERO, type Amount, type Currency } from '../money.ts'
import {
  isInFlight,
  type ProviderEffect,
  type ProviderEvent,
  type ProviderTender,
  type TenderRefusal,
} from './provider-tender.ts'
import { stepProviderTender } from './step-provider-tender.ts'
import { err, ok, unreachable, type Result } from '../result.ts'
import type { SessionFacts } from '../provider/session.ts'

/**
 * A sale and the tenders that pay for it. The sale owns the tenders: only here is it decided whether money still counts
 * for it, so that no sequence of events covers the same part twice without a person being told.
 */
export interface Sale {
  readonly id: string
  readonly currency: Currency
  readonly total: Amount
  readonly tenders: readonly Tender[]
  readonly phase: SalePhase
  /** What went back while the sale was not paid yet. What goes back of a paid sale changes nothing about its being paid. */
  readonly back?: GivenBack
}

export interface GivenBack {
  /** By tender: so much of it went back, or may have, and covers nothing any more. */
  readonly amounts: Readonly<Record<string, Amount>>
  /** The provider has not said of each whether it went. Until then nobody knows what is still to be paid. */
  readonly undecided: boolean
}

export type Tender = ProviderTender | ManualTender

export type SalePhase =
  /** Being paid; some of the total may already be covered. */
  | 'open'
  /** Settled and accepted money covers the total. Never left again. */
  | 'paid'
  /** Given up with nothing collected. Money that still arrives is late money. */
  | 'canceled'

export type SaleEvent =
  | { readonly type: 'tender_started'; readonly tender: Tender }
  | { readonly type: 'provider'; readonly tenderId: string; readonly event: ProviderTenderEvent }
  | { readonly type: 'manual'; readonly tenderId: string; readonly event: ManualEvent }
  | { readonly type: 'sale_canceled' }
  /** A refund that was begun before the sale was paid has ended: what it held may count again. */
  | { readonly type: 'refund_decided' }

/** A provider event as it comes from outside: whether the sale needs the money is the sale's own knowledge. */
export type ProviderTenderEvent =
  | Exclude<ProviderEvent, { type: 'session_read' }>
  | { readonly type: 'session_read'; readonly facts: SessionFacts; readonly at: string }

export type SaleEffect =
  | { readonly type: 'provider'; readonly tenderId: string; readonly effect: ProviderEffect }
  | { readonly type: 'manual'; readonly tenderId: string; readonly effect: ManualEffect }
  | { readonly type: 'sale_paid' }
  /** Two payments may cover the same part: both are named, and a person decides. */
  | { readonly type: 'attention'; readonly reason: SaleAttention }

export interface SaleAttention {
  readonly type: 'covered_twice'
  readonly tenderId: string
  readonly otherTenderIds: readonly string[]
}

export type SaleRefusal =
  | TenderRefusal
  | ManualRefusal
  | { readonly type: 'sale_already_paid' }
  | { readonly type: 'sale_canceled' }
  | { readonly type: 'sale_has_money'; readonly covered: Amount }
  | { readonly type: 'sale_has_open_tender'; readonly tenderId: string; readonly kind: Tender['kind'] }
  | { readonly type: 'tender_exceeds_remaining'; readonly remaining: Amount; readonly asked: Amount }
  /** A refund of one of its payments is on its way: the rest can be neither collected nor given up before that is decided. */
  | { readonly type: 'refund_undecided' }
  | { readonly type: 'tender_amount_invalid' }
  | { readonly type: 'tender_unknown'; readonly tenderId: string }
  | { readonly type: 'money_no_longer_needed'; readonly remaining: Amount }

export interface SaleStep {
  readonly next: Sale
  readonly effects: readonly SaleEffect[]
}

type Stepped = Result<SaleStep, SaleRefusal>

/** What of its part of the sale this payment covers: nothing before it counts, and nothing of what went back too early. */
export function coveredBy(sale: Pick<Sale, 'back'>, tender: Tender): Amount {
  const back = sale.back?.amounts[tender.id] ?? ZERO
  // cash is rounded, so that all of the payment may be less than its part
  return !isCounted(tender) || back >= tender.amount ? ZERO : amountOf(Math.max(0, tender.covers - back))
}

/** Settled by the provider or accepted by the shop's rule, and not given back before: what LUNAS is made of. */
export const coveredAmount = (sale: Sale): Amount =>
  addAmounts(ZERO, ...sale.tenders.map((tender) => coveredBy(sale, tender)))

/** What live attempts may still bring in. */
export const inFlightAmount = (sale: Sale): Amount =>
  addAmounts(ZERO, ...sale.tenders.filter(isTenderInFlight).map((tender) => tender.covers))

/** What is neither covered nor being collected: the most a new tender may cover. */
export const remainingAmount = (sale: Sale): Amount =>
  amountOf(Math.max(0, sale.total - coveredAmount(sale) - inFlightAmount(sale)))

export const shortAmount = (sale: Sale): Amount => subtractAmount(sale.total, coveredAmount(sale))

export const isCounted = (tender: Tender): boolean =>
  tender.type === 'provider' ? tender.state.name === 'settled' : tender.money.name === 'accepted'

export const isTenderInFlight = (tender: Tender): boolean =>
  tender.type === 'provider' ? isInFlight(tender.state) : isManualInFlight(tender)

/** One event on a sale: the next sale with all its tenders, and what must be done about it, or a named refusal. */
export function stepSale(sale: Sale, event: SaleEvent): Stepped {
  switch (event.type) {
    case 'tender_started':
      return startTender(sale, event.tender)
    case 'provider':
      return stepProvider(sale, event.tenderId, event.event)
    case 'manual':
      return stepManual(sale, event.tenderId, event.event)
    case 'sale_canceled':
      return cancelSale(sale)
    case 'refund_decided':
      return ok(countAgain(sale))
    default:
      return unreachable(event)
  }
}

function startTender(sale: Sale, tender: Tender): Stepped {
  // the same key press again, even when the first one has paid the sale
  if (sale.tenders.some((each) => each.id === tender.id)) return ok({ next: sale, effects: [] })
  if (sale.phase === 'paid') return err({ type: 'sale_already_paid' })
  if (sale.phase === 'canceled') return err({ type: 'sale_canceled' })
  if (sale.back?.undecided) return err({ type: 'refund_undecided' })
  if (tender.amount <= 0 || tender.covers <= 0 || tender.currency !== sale.currency) {
    return err({ type: 'tender_amount_invalid' })
  }
  const remaining = remainingAmount(sale)
  if (tender.covers > remaining) {
    const open = sale.tenders.find(isTenderInFlight)
    return open !== undefined && remaining === 0
      ? err({ type: 'sale_has_open_tender', tenderId: open.id, kind: open.kind })
      : err({ type: 'tender_exceeds_remaining', remaining, asked: tender.covers })
  }
  const next = { ...sale, tenders: [...sale.tenders, tender] }
  // a manual tender may be born accepted (cash at once); then it may also complete the sale
  return ok(isCounted(tender) ? settleIfCovered(next, tender, []) : { next, effects: [] })
}

function stepProvider(sale: Sale, tenderId: string, event: ProviderTenderEvent): Stepped {
  const tender = sale.tenders.find((each) => each.id === tenderId)
  if (tender?.type !== 'provider') return err({ type: 'tender_unknown', tenderId })
  const saleNeedsIt =
    sale.phase === 'open' && sale.back?.undecided !== true && shortAmount(sale) >= tender.covers
  const stepped = stepProviderTender(
    tender,
    event.type === 'session_read' ? { ...event, saleNeedsIt } : event,
  )
  if (!stepped.ok) return stepped
  const next = replaceTender(sale, stepped.value.next)
  const effects: SaleEffect[] = stepped.value.effects.map((effect) => ({
    type: 'provider',
    tenderId,
    effect,
  }))
  const becameMoney = !holdsMoney(tender) && holdsMoney(stepped.value.next)
  if (becameMoney) return ok(settleIfCovered(next, stepped.value.next, effects))
  return ok({ next, effects: [...effects, ...codeStaysOpen(next, tenderId, event)] })
}

function stepManual(sale: Sale, tenderId: string, event: ManualEvent): Stepped {
  const tender = sale.tenders.find((each) => each.id === tenderId)
  if (tender?.type !== 'manual') return err({ type: 'tender_unknown', tenderId })
  if (event.type === 'accepted' && tender.money.name === 'recorded') {
    // another payment came first: accepting this one too would cover the same part twice
    const short = shortAmount(sale)
    if (sale.phase !== 'open' || short < tender.covers) {
      return err({ type: 'money_no_longer_needed', remaining: amountOf(Math.max(0, short)) })
    }
  }
  const stepped = stepManualTender(tender, event)
  if (!stepped.ok) return stepped
  const next = replaceTender(sale, stepped.value.next)
  const effects: SaleEffect[] = stepped.value.effects.map((effect) => ({ type: 'manual', tenderId, effect }))
  const becameMoney = tender.money.name !== 'accepted' && stepped.value.next.money.name === 'accepted'
  return ok(becameMoney ? settleIfCovered(next, stepped.value.next, effects) : { next, effects })
}

function cancelSale(sale: Sale): Stepped {
  if (sale.phase === 'canceled') return ok({ next: sale, effects: [] })
  if (sale.phase === 'paid') return err({ type: 'sale_already_paid' })
  if (sale.back?.undecided) return err({ type: 'refund_undecided' })
  const covered = coveredAmount(sale)
  if (covered > 0) return err({ type: 'sale_has_money', covered })
  const open = sale.tenders.find(isTenderInFlight)
  if (open !== undefined) return err({ type: 'sale_has_open_tender', tenderId: open.id, kind: open.kind })
  return ok({ next: { ...sale, phase: 'canceled' }, effects: [] })
}

/** Other money may have come while nobody knew whether this one goes: then together they cover the sale now. */
function countAgain(sale: Sale): SaleStep {
  const last = sale.tenders.findLast(isCounted)
  const isCovered = sale.phase === 'open' && !sale.back?.undecided && coveredAmount(sale) >= sale.total
  return isCovered && last !== undefined ? settleIfCovered(sale, last, []) : { next: sale, effects: [] }
}

/**
 * Money arrived. When it covers the sale, the sale is paid and every other live code is taken down; when money of two
 * tenders may now meet on the same part, both are named to a person.
 */
function settleIfCovered(sale: Sale, arrived: Tender, effects: readonly SaleEffect[]): SaleStep {
  const paidNow = sale.phase === 'open' && coveredAmount(sale) >= sale.total
  const next: Sale = paidNow ? { ...sale, phase: 'paid' } : sale
  const clash = isCounted(arrived) ? clashWithCounted(next) : clashWithLate(next, arrived)
  let result: SaleStep = { next, effects: paidNow ? [...effects, { type: 'sale_paid' }] : effects }
  if (clash.length === 0) return result
  // A code that can still be taken down needs no person yet: if its money comes all the same, that is late money and
  // names both. Late money, and cash and slips already in the drawer, do need one.
  const needsPerson =
    !isCounted(arrived) || clash.some((tender) => tender.type === 'manual' || holdsMoney(tender))
  if (needsPerson) result = { next, effects: [...result.effects, coveredTwice(arrived.id, clash)] }
  return isCounted(arrived) ? takeDownCodes(result, clash) : result
}

/** What meets counted money on the same part: attempts that no longer fit beside it, and earlier late money. */
function clashWithCounted(sale: Sale): readonly Tender[] {
  const covered = coveredAmount(sale)
  const late = sale.tenders.filter((tender) => isLate(tender) && covered + tender.covers > sale.total)
  return [...late, ...noLongerFitting(sale)]
}

/** Late money clashes with every payment there is or may be, unless there is room for all of them. */
function clashWithLate(sale: Sale, arrived: Tender): readonly Tender[] {
  if (coveredAmount(sale) + inFlightAmount(sale) + arrived.covers <= sale.total) return []
  return sale.tenders.filter(
    (tender) => tender.id !== arrived.id && (holdsMoney(tender) || isTenderInFlight(tender)),
  )
}

/** Live attempts beyond what is still short. Recorded cash keeps its place before codes, open codes before dying ones. */
function noLongerFitting(sale: Sale): readonly Tender[] {
  const inFlight = sale.tenders.filter(isTenderInFlight)
  const rank = (tender: Tender): number => (tender.type === 'manual' ? 0 : isCanceling(tender) ? 2 : 1)
  let room = sale.total - coveredAmount(sale)
  return inFlight
    .toSorted((a, b) => rank(a) - rank(b))
    .filter((tender) => {
      if (tender.covers > room) return true
      room -= tender.covers
      return false
    })
}

/** The provider would not take down a code whose part is covered by now: somebody may pay it, so a person is told. */
function codeStaysOpen(sale: Sale, tenderId: string, event: ProviderTenderEvent): readonly SaleEffect[] {
  const tender = sale.tenders.find((each) => each.id === tenderId)
  if (event.type !== 'cancel_declined' || tender === undefined || !isTenderInFlight(tender)) return []
  const rivals = sale.tenders.filter(
    (each) => each.id !== tenderId && (isCounted(each) || (isTenderInFlight(each) && !isCanceling(each))),
  )
  const taken = addAmounts(tender.covers, ...rivals.map((each) => each.covers))
  return taken > sale.total ? [coveredTwice(tenderId, rivals)] : []
}

const coveredTwice = (tenderId: string, others: readonly Tender[]): SaleEffect => ({
  type: 'attention',
  reason: { type: 'covered_twice', tenderId, otherTenderIds: others.map((tender) => tender.id) },
})

function takeDownCodes(step: SaleStep, tenders: readonly Tender[]): SaleStep {
  let { next } = step
  const effects = [...step.effects]
  for (const tender of tenders) {
    if (tender.type !== 'provider') continue
    const canceled = stepProviderTender(tender, { type: 'cancel_pressed' })
    if (!canceled.ok) continue
    next = replaceTender(next, canceled.value.next)
    for (const effect of canceled.value.effects)
      effects.push({ type: 'provider', tenderId: tender.id, effect })
  }
  return { next, effects }
}

const holdsMoney = (tender: Tender): boolean =>
  tender.type === 'provider'
    ? tender.state.name === 'settled' || isLate(tender)
    : tender.money.name === 'accepted'

/** Late money that nobody has put to a sale: once it is, the tender there stands for it. */
const isLate = (tender: Tender): boolean =>
  tender.type === 'provider' && tender.state.name === 'settled_late' && tender.state.attachedTo === undefined

const isCanceling = (tender: Tender): boolean =>
  tender.type === 'provider' && tender.state.name === 'canceling'

const replaceTender = (sale: Sale, tender: Tender): Sale => ({
  ...sale,
  tenders: sale.tenders.map((each) => (each.id === tender.id ? tender : each)),
})
