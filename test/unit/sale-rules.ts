import type { ManualTender } from '../../src/core/domain/tenders/manual-tender.ts'
import type { ProviderState, ProviderTender } from '../../src/core/domain/tenders/provider-tender.ts'
import type { Result } from '../../src/core/domain/result.ts'
import type {
  Sale,
  SaleEffect,
  SaleEvent,
  SaleRefusal,
  SaleStep,
  Tender,
} from '../../src/core/domain/tenders/sale-tenders.ts'
import type { SessionFacts } from '../../src/core/domain/provider/session.ts'

/**
 * The shop's rules about money as a judge of any `stepSale`: it sees each event with the sale before and after and the
 * effects, keeps the attention items raised so far, and throws `RuleBroken` with the rule's name. It shares no helper
 * with the code it judges.
 */
export type StepSale = (sale: Sale, event: SaleEvent) => Result<SaleStep, SaleRefusal>

export class RuleBroken extends Error {}

export class SaleJudge {
  sale: Sale
  readonly events: SaleEvent[] = []
  /** Everything that happened, by name, for the proof that deep states were reached. */
  readonly seen: string[] = []
  readonly #step: StepSale
  readonly #first: Sale
  readonly #clashes: (readonly string[])[] = []
  readonly #charged = new Set<string>()

  constructor(step: StepSale, first: Sale) {
    this.#step = step
    this.#first = deepFreeze(first)
    this.sale = first
  }

  /** Lets the event happen and holds every rule against what came of it. */
  feed(event: SaleEvent): void {
    this.events.push(event)
    const result = this.#step(this.sale, deepFreeze(event))
    if (!result.ok) {
      this.seen.push(`refusal ${result.error.type}`)
      refusalRules(this.sale, event)
      return
    }
    const seen: Seen = {
      before: this.sale,
      event,
      after: deepFreeze(result.value.next),
      effects: result.value.effects,
    }
    this.sale = seen.after
    this.#remember(seen)
    phaseRules(seen)
    recordsRules(seen)
    startRules(seen)
    for (const after of seen.after.tenders) {
      const before = seen.before.tenders.find((tender) => tender.id === after.id)
      if (before?.type === 'provider' && after.type === 'provider') codeRules(seen, before, after)
      if (before?.type === 'manual' && after.type === 'manual') manualRules(seen, before, after)
    }
    readRules(seen)
    this.#chargeOnce(seen)
    this.#coveredOnce()
  }

  /** The same events from the start lead to the same sale: nothing was decided by a clock, a die or a memory. */
  replay(): void {
    let sale = this.#first
    for (const event of this.events) {
      const result = this.#step(sale, event)
      if (result.ok) sale = result.value.next
    }
    hold('deterministic', same(sale, this.sale), sale)
  }

  #remember({ after, effects }: Seen): void {
    for (const effect of effects) {
      if (effect.type === 'attention') {
        this.#clashes.push([effect.reason.tenderId, ...effect.reason.otherTenderIds])
        this.seen.push('attention covered_twice')
      } else if (effect.type !== 'sale_paid' && effect.effect.type === 'attention') {
        this.seen.push(`attention ${effect.effect.reason.type}`)
      }
    }
    this.seen.push(`phase ${after.phase}`)
    for (const tender of after.tenders) {
      if (tender.type === 'provider') this.seen.push(tender.state.name)
      else this.seen.push(tender.money.name, `booking ${tender.booking.name}`)
    }
  }

  #chargeOnce({ effects }: Seen): void {
    for (const effect of effects) {
      if (effect.type !== 'manual' || effect.effect.type !== 'send_booking_charge') continue
      const { sessionId } = effect.effect
      hold('a charge is sent at most once', !this.#charged.has(sessionId), sessionId)
      this.#charged.add(sessionId)
    }
  }

  /** Rule 1. What overlaps is either being taken down, or a person knows both payments by name. */
  #coveredOnce(): void {
    const { tenders, total } = this.sale
    const counted = tenders.filter(isMoney)
    const live = tenders.filter((tender) => isLive(tender) && stateName(tender) !== 'canceling')
    hold('1 counted money never exceeds the total', sumOf(counted) <= total, tenders)
    const excess = sumOf(counted) + sumOf(live) - total
    const told = live.filter((tender) => [...counted, ...live].some((other) => this.#named(tender, other)))
    hold('1 live attempts fit beside the money, or are named', excess <= sumOf(told), tenders)
    for (const late of tenders.filter((tender) => stateName(tender) === 'settled_late')) {
      const unnamed = counted.filter((tender) => !this.#named(late, tender))
      const fits = unnamed.length === 0 || sumOf(unnamed) + late.covers <= total
      hold('1 money beside money is named with it', fits, { late: late.id, tenders, clashes: this.#clashes })
    }
  }

  #named(a: Tender, b: Tender): boolean {
    return a.id !== b.id && this.#clashes.some((names) => names.includes(a.id) && names.includes(b.id))
  }
}

interface Seen {
  readonly before: Sale
  readonly event: SaleEvent
  readonly after: Sale
  readonly effects: readonly SaleEffect[]
}

function hold(rule: string, truth: boolean, facts: unknown): void {
  if (!truth) throw new RuleBroken(`${rule}: ${JSON.stringify(facts)}`)
}

/** A provider's word and the tidying-up after a payment are never refused: only a person can be out of order. */
function refusalRules(sale: Sale, event: SaleEvent): void {
  const known = 'tenderId' in event && sale.tenders.find((tender) => tender.id === event.tenderId)
  if (known && event.type === known.type) {
    const isNews = event.event.type === 'session_read' || event.event.type === 'booking_read'
    hold('3 news of the provider is never refused', !isNews, event)
  }
}

function phaseRules({ before, event, after, effects }: Seen): void {
  const covered = sumOf(after.tenders.filter(isMoney))
  hold('paid exactly when covered', (after.phase === 'paid') === covered >= after.total, after)
  hold('paid is never left', before.phase !== 'paid' || after.phase === 'paid', after)
  hold('canceled is never left', before.phase !== 'canceled' || after.phase === 'canceled', after)
  const announced = effects.filter((effect) => effect.type === 'sale_paid').length
  const turned = before.phase !== 'paid' && after.phase === 'paid'
  hold('LUNAS is said once, when the sale turns paid', announced === (turned ? 1 : 0), effects)
  if (after.phase !== 'canceled') return
  hold('only a person cancels a sale', before.phase === 'canceled' || event.type === 'sale_canceled', event)
  hold('a canceled sale holds nothing', !after.tenders.some((each) => isMoney(each) || isLive(each)), after)
}

/** Rule 5. Tenders and their terms are records: none is lost, changed or put elsewhere. */
function recordsRules({ before, event, after }: Seen): void {
  hold('5 the total is frozen', before.total === after.total && before.id === after.id, after)
  const kept = before.tenders.every((tender, index) => same(termsOf(tender), termsOf(after.tenders[index])))
  hold('5 terms of a tender never change', kept, after.tenders)
  const grown = after.tenders.length - before.tenders.length
  hold('5 only a start adds a tender', grown === 0 || (grown === 1 && event.type === 'tender_started'), event)
  if (!('tenderId' in event)) return
  const exists = before.tenders.some((each) => each.id === event.tenderId && each.type === event.type)
  hold('an event on a tender that is not there is refused', exists, event)
}

function startRules({ before, event, after }: Seen): void {
  if (event.type !== 'tender_started' || after.tenders.length === before.tenders.length) return
  const taken = sumOf(before.tenders.filter((tender) => isMoney(tender) || isLive(tender)))
  hold('6 a tender starts only in an open sale', before.phase === 'open', before.phase)
  hold('6 a tender starts only where room is left', taken + event.tender.covers <= before.total, before)
}

function codeRules({ event, effects }: Seen, before: ProviderTender, after: ProviderTender): void {
  const [from, to] = [before.state.name, after.state.name]
  if (from === 'settled' || from === 'settled_late') {
    hold('2 settled money is never left', same(before, after), after)
    return
  }
  if (from === to) return
  const mine =
    'tenderId' in event && event.type === 'provider' && event.tenderId === after.id ? event.event : null
  const read = mine?.type === 'session_read' ? mine.facts.status : null
  const wasShown = from === 'presented' || from === 'canceling'
  const causes: Readonly<Record<ProviderState['name'], boolean>> = {
    intended: false,
    requesting: mine?.type === 'create_sent' || (from === 'intended' && read !== null),
    presented: mine?.type === 'presentation_checked' || mine?.type === 'cancel_declined',
    canceling: from === 'presented' && sends(effects, after.id, 'send_cancel'),
    settled: read === 'completed',
    settled_late: read === 'completed' || read === 'refunded',
    refused: mine?.type === 'create_refused' && from === 'requesting',
    expired: read === 'expired',
    canceled: read === 'canceled',
    failed: read === 'failed',
    abandoned: from === 'intended' || from === 'requesting',
    quarantined: (read !== null || mine?.type === 'presentation_refused') && raises(effects, after.id),
    superseded: wasShown && mine?.type === 'superseded' && raises(effects, after.id),
  }
  const rule = to === 'refused' ? '4 only a certain refusal refuses' : '6 every way has its cause'
  hold(rule, causes[to], { from, to, event })
  const tidied = sends(effects, after.id, 'send_cancel') || sends(effects, after.id, 'find_and_cancel')
  hold(
    '6 what was sent and given up is taken down',
    to !== 'abandoned' || from === 'intended' || tidied,
    effects,
  )
  const shown = 'shownAt' in after.state ? after.state.shownAt : null
  if (to === 'presented' && mine?.type === 'presentation_checked') {
    hold('6 showing is stored', shown === mine.at, after)
  } else if (wasShown && 'shownAt' in after.state) {
    hold('6 what was shown stays known as shown', shown !== null, after)
  }
}

function manualRules(
  { before: sale, event, effects }: Seen,
  before: ManualTender,
  after: ManualTender,
): void {
  const mine = event.type === 'manual' && event.tenderId === after.id ? event.event : null
  if (!same(before.money, after.money)) {
    hold('2 accepted or rejected money is never left', before.money.name === 'recorded', after)
    hold('8 only a person moves money', mine?.type === after.money.name, event)
    const room = sale.total - sumOf(sale.tenders.filter(isMoney))
    hold('1 accepted only where needed', after.money.name !== 'accepted' || after.covers <= room, sale)
  }
  const confirms = sends(effects, after.id, 'send_booking_confirm')
  const asked = mine?.type === 'accepted' || (mine?.type === 'booking_read' && mine.facts.status === 'review')
  hold(
    'only accepted money in review is confirmed',
    !confirms || (asked && after.money.name === 'accepted'),
    event,
  )
  if (before.booking.name === after.booking.name) return
  const byRead = mine?.type === 'booking_read'
  const said = byRead && (mine.facts.status === 'completed' || mine.facts.status === 'refunded')
  hold(
    '3 booked only by a manual completion',
    after.booking.name !== 'booked' || (said && mine.facts.manual),
    event,
  )
  hold('8 what is booked stays booked', before.booking.name !== 'booked', after)
}

/** Rules 3, 7 and 8: what a single word of the provider may and must do. */
function readRules(seen: Seen): void {
  const { event, before, after, effects } = seen
  if (event.type === 'provider' && event.event.type === 'session_read') {
    const [was, is] = [before, after].map((sale) => sale.tenders.find((each) => each.id === event.tenderId))
    if (was?.type === 'provider' && is?.type === 'provider') codeRead(seen, event.event.facts, was, is)
  }
  if (event.type !== 'manual' || event.event.type !== 'booking_read') return
  const { facts } = event.event
  const was = before.tenders.find((each) => each.id === event.tenderId)
  const is = after.tenders.find((each) => each.id === event.tenderId)
  if (was?.type !== 'manual' || is?.type !== 'manual') return
  const told = raises(effects, is.id)
  if (facts.tenderId === is.id && facts.status === 'completed' && !facts.manual) {
    hold('3 a booking session paid otherwise is told', told, event)
  }
  if (facts.status === 'unknown' && is.booking.name !== 'refused') {
    hold('7 an unknown word moves no booking', same(was, is), event)
  }
  if (was.booking.name === 'booked' && was.booking.sessionId === facts.sessionId && ENDED.has(facts.status)) {
    const ours = facts.tenderId === null || facts.tenderId === is.id
    hold('8 a contradicted booking is told', told || !ours, event)
  }
}

const ENDED: ReadonlySet<string> = new Set(['expired', 'canceled', 'failed'])

function codeRead(
  { before, effects }: Seen,
  facts: SessionFacts,
  was: ProviderTender,
  is: ProviderTender,
): void {
  const known = 'sessionId' in was.state ? was.state.sessionId : null
  const sameSession = known === null || known === facts.sessionId
  const matches = sameSession && (facts.tenderId === null || facts.tenderId === was.id)
  const told = raises(effects, is.id)
  const wasMoney = was.state.name === 'settled' || was.state.name === 'settled_late'
  const isMoneyNow = is.state.name === 'settled' || is.state.name === 'settled_late'
  if (!matches) {
    hold('3 a stranger settles nothing', wasMoney || !isMoneyNow, facts)
    const second = !sameSession && facts.tenderId === was.id && facts.status === 'completed'
    hold('3 a second paid session of a tender is told', !second || told, facts)
    return
  }
  if (facts.status === 'completed') {
    hold('3 completed money is kept', isMoneyNow, is)
    const exact = facts.amount === was.amount && facts.currency === was.currency
    const right = exact && (facts.mode === null || facts.mode === was.providerMode)
    const short = before.total - sumOf(before.tenders.filter(isMoney))
    const needed = before.phase === 'open' && was.covers <= short
    if (!wasMoney) {
      hold(
        '3 needed and right money settles, and no other',
        (is.state.name === 'settled') === (right && needed),
        is,
      )
      hold('3 late money is told', is.state.name === 'settled' || told, effects)
    }
    if (was.state.name === 'settled') hold('8 a different second completion is told', right || told, effects)
  }
  if (facts.status === 'unknown' && !wasMoney) {
    const moved = is.state.name !== was.state.name && is.state.name !== 'requesting'
    hold('7 an unknown word is no news', !moved || is.state.name === 'quarantined', is)
  }
  if (wasMoney && ENDED.has(facts.status)) hold('8 a contradiction is told', told, effects)
}

const isMoney = (tender: Tender): boolean =>
  tender.type === 'provider' ? tender.state.name === 'settled' : tender.money.name === 'accepted'

const LIVE: ReadonlySet<string> = new Set(['intended', 'requesting', 'presented', 'canceling', 'recorded'])

const stateName = (tender: Tender): string =>
  tender.type === 'provider' ? tender.state.name : tender.money.name

const isLive = (tender: Tender): boolean => LIVE.has(stateName(tender))

const sumOf = (tenders: readonly Tender[]): number => tenders.reduce((sum, tender) => sum + tender.covers, 0)

function termsOf(tender: Tender | undefined): unknown {
  if (tender === undefined) return null
  const { id, type, kind, saleId, amount, covers, currency, providerMode } = tender
  return { id, type, kind, saleId, amount, covers, currency, providerMode }
}

const sends = (effects: readonly SaleEffect[], tenderId: string, type: string): boolean =>
  effects.some((each) => 'tenderId' in each && each.tenderId === tenderId && each.effect.type === type)

const raises = (effects: readonly SaleEffect[], tenderId: string): boolean =>
  sends(effects, tenderId, 'attention')

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  for (const each of Object.values(value)) deepFreeze(each)
  return value
}
