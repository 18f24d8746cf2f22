import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import { ok } from '../../src/core/domain/result.ts'
import {
  stepSale,
  type Sale,
  type SaleEvent,
  type SaleStep,
  type Tender,
} from '../../src/core/domain/tenders/sale-tenders.ts'
import type { SessionStatus } from '../../src/core/domain/provider/session.ts'
import { eventOf, someCommands, type Command } from './sale-commands.ts'
import { RuleBroken, SaleJudge, type StepSale } from './sale-rules.ts'
import { aSale, LATER } from './tender-builders.ts'

const aLife = fc.tuple(fc.constantFrom(100_000, 149_850, 7), someCommands)
type Life = readonly [total: number, commands: readonly Command[]]

/** Plays a life of a sale under the judge's eyes; throws at the first broken rule. */
function play(step: StepSale, [total, commands]: Life): SaleJudge {
  const judge = new SaleJudge(step, aSale(total))
  for (const command of commands) {
    for (let left = command.do === 'advance' ? command.steps : 1; left > 0; left -= 1) {
      const event = eventOf(judge.sale, judge.events, command)
      if (event !== null) judge.feed(event)
    }
  }
  judge.replay()
  return judge
}

const prefixed = (prefix: string, names: string): readonly string[] =>
  names.split(' ').map((name) => `${prefix}${name}`)

/** What random lives must have met often, or the property below would prove little. */
const DEEP_ENDS = [
  prefixed('', 'intended requesting presented canceling settled refused expired canceled failed'),
  prefixed('', 'abandoned quarantined superseded settled_late recorded accepted rejected'),
  prefixed('booking ', 'creating charging in_review confirming booked refused none'),
  prefixed('phase ', 'open paid canceled'),
  prefixed('attention ', 'covered_twice money_late money_amount_differs money_refunded_elsewhere'),
  prefixed('attention ', 'settled_contradicted tender_quarantined tender_superseded session_in_review'),
  prefixed(
    'attention ',
    'booking_refused booking_amount_differs booking_paid_otherwise booking_contradicted',
  ),
  prefixed('refusal ', 'sale_already_paid sale_canceled sale_has_money sale_has_open_tender tender_unknown'),
  prefixed('refusal ', 'tender_exceeds_remaining money_no_longer_needed tender_is_over event_out_of_order'),
  prefixed('refusal ', 'already_accepted already_rejected'),
].flat()

describe('whatever happens at the counter', () => {
  it('every rule about money holds, and the deep ends were reached', { timeout: 60_000 }, () => {
    const reached = new Map<string, number>()
    fc.assert(
      fc.property(aLife, (life) => {
        for (const name of new Set(play(stepSale, life).seen)) reached.set(name, (reached.get(name) ?? 0) + 1)
      }),
      { numRuns: 12_000 },
    )
    const seldom = DEEP_ENDS.filter((name) => (reached.get(name) ?? 0) < 40)
    expect(seldom).toEqual([])
  })
})

/** The real step, with what it answers spoilt in one way. */
const spoilt =
  (spoil: (before: Sale, event: SaleEvent, step: SaleStep) => SaleStep): StepSale =>
  (sale, event) => {
    const result = stepSale(sale, event)
    return result.ok ? ok(spoil(sale, event, result.value)) : result
  }

/** Spoils only reads of the provider with this word, for tenders for which `when` holds before. */
const misread = (
  word: SessionStatus,
  when: (before: Tender) => boolean,
  spoil: (before: Tender, step: SaleStep, sale: Sale) => SaleStep,
): StepSale =>
  spoilt((sale, event, step) => {
    if (event.type !== 'provider' && event.type !== 'manual') return step
    if (event.event.type !== 'session_read' && event.event.type !== 'booking_read') return step
    const before = sale.tenders.find((tender) => tender.id === event.tenderId)
    const hit = event.event.facts.status === word && before !== undefined && when(before)
    return hit ? spoil(before, step, sale) : step
  })

const isIn = (name: string) => (tender: Tender) => tender.type === 'provider' && tender.state.name === name
const withTender = (sale: Sale, tender: Tender): Sale => ({
  ...sale,
  tenders: sale.tenders.map((each) => (each.id === tender.id ? tender : each)),
})
const forget = (_before: Tender, _step: SaleStep, sale: Sale): SaleStep => ({ next: sale, effects: [] })
const withoutEffect = (step: SaleStep, type: string): SaleStep => ({
  ...step,
  effects: step.effects.filter((effect) =>
    'effect' in effect
      ? effect.effect.type !== type
      : effect.type !== 'attention' || effect.reason.type !== type,
  ),
})
const moved = (before: Tender, step: SaleStep, state: object): SaleStep => ({
  ...step,
  next: withTender(step.next, { ...before, state } as Tender),
})

let calls = 0

/** Plausible mistakes of a payment program, each with the rule that must catch it. */
const MISTAKES: readonly (readonly [mistake: string, step: StepSale, rule: RegExp])[] = [
  [
    'forgets money that arrives after expiry',
    misread('completed', isIn('expired'), forget),
    /^3 (completed money|a second paid)/,
  ],
  [
    'stops watching a superseded code',
    misread('completed', isIn('superseded'), forget),
    /^3 (completed money|a second paid)/,
  ],
  [
    'counts the money of a superseded code beside the money that replaced it',
    misread('completed', isIn('superseded'), (before, step, sale) => {
      const state = { name: 'settled', sessionId: `session-${before.id}`, settledAt: LATER }
      return sale.phase === 'paid' ? moved(before, step, state) : step
    }),
    /^3 (needed and right money settles|a stranger)/,
  ],
  [
    'keeps it to itself that two payments met',
    spoilt((_before, _event, step) => withoutEffect(step, 'covered_twice')),
    /^1 /,
  ],
  [
    'takes an unknown word for the end',
    misread('unknown', isIn('presented'), (before, step) =>
      moved(before, step, { name: 'failed', sessionId: `session-${before.id}`, shownAt: null }),
    ),
    /^(6 every way|7 )/,
  ],
  [
    'takes an unclear answer for a refusal',
    misread('unknown', isIn('requesting'), (before, step) =>
      moved(before, step, { name: 'refused', code: 'timeout', message: '' }),
    ),
    /^4 /,
  ],
  [
    'lets settled money go when the provider later says canceled',
    misread('canceled', isIn('settled'), (before, step) =>
      moved(before, step, { name: 'canceled', sessionId: `session-${before.id}`, shownAt: null }),
    ),
    /^(2 settled money|paid exactly)/,
  ],
  ['is silent about a contradiction', misread('expired', isIn('settled'), forget), /^8 a contradiction/],
  [
    'rejects cash because its booking expired',
    misread(
      'expired',
      (tender) => tender.type === 'manual' && tender.money.name === 'recorded',
      (before, step) => ({
        ...step,
        next: withTender(step.next, {
          ...before,
          money: { name: 'rejected', by: 'provider', at: LATER, reason: 'expired' },
        } as Tender),
      }),
    ),
    /^8 only a person/,
  ],
  [
    'says nothing of a booking session that a customer paid',
    spoilt((_before, event, step) =>
      event.type === 'manual' && event.event.type === 'booking_read'
        ? withoutEffect(step, 'attention')
        : step,
    ),
    /^(3 a booking|8 a contradicted)/,
  ],
  [
    'accepts cash that another payment made needless',
    (sale, event) => {
      const result = stepSale(sale, event)
      if (result.ok || result.error.type !== 'money_no_longer_needed') return result
      if (event.type !== 'manual' || event.event.type !== 'accepted') return result
      const { by, at } = event.event
      const tender = sale.tenders.find((each) => each.id === event.tenderId)
      const accepted = { ...tender, money: { name: 'accepted', by, at } } as Tender
      return ok({ next: withTender(sale, accepted), effects: [] })
    },
    /^(1 |paid exactly)/,
  ],
  [
    'lets a new code start beside one that may still be paid',
    (sale, event) => {
      if (event.type !== 'tender_started' || event.tender.type !== 'provider') return stepSale(sale, event)
      const isNew = !sale.tenders.some((each) => each.id === event.tender.id)
      const next = { ...sale, tenders: [...sale.tenders, event.tender] }
      return isNew ? ok({ next, effects: [] }) : stepSale(sale, event)
    },
    /^(6 a tender starts|a canceled sale)/,
  ],
  ['gives a code up without a cancel', spoilt((_b, _e, step) => withoutEffect(step, 'send_cancel')), /^6 /],
  [
    'says LUNAS while a code is merely shown',
    spoilt((_before, _event, step) => {
      const shown = step.next.tenders.some(
        (each) => each.type === 'provider' && each.state.name === 'presented',
      )
      return shown ? { ...step, next: { ...step.next, phase: 'paid' } } : step
    }),
    /^paid /,
  ],
  [
    'says LUNAS again at every later word',
    spoilt((_before, _event, step) =>
      step.next.phase === 'paid' ? { ...step, effects: [...step.effects, { type: 'sale_paid' }] } : step,
    ),
    /^LUNAS /,
  ],
  [
    'changes what was asked for to what came',
    misread(
      'completed',
      (tender) => tender.type === 'provider',
      (_before, step) => ({
        ...step,
        next: {
          ...step.next,
          tenders: step.next.tenders.map((each) => ({ ...each, amount: amountOf(each.amount + 1) })),
        },
      }),
    ),
    /^5 /,
  ],
  [
    'drops a tender that is over',
    spoilt((_before, _event, step) => ({
      ...step,
      next: {
        ...step.next,
        tenders: step.next.tenders.filter(
          (each) => each.type === 'manual' || each.state.name !== 'abandoned',
        ),
      },
    })),
    /^5 /,
  ],
  [
    'sends a charge again when the session still waits',
    spoilt((_before, event, step) => {
      if (event.type !== 'manual' || event.event.type !== 'booking_read') return step
      const { sessionId } = event.event.facts
      return event.event.facts.status === 'waiting'
        ? { ...step, effects: [...step.effects, chargeOf(event.tenderId, sessionId)] }
        : step
    }),
    /^a charge is sent at most once/,
  ],
  [
    'takes money that went back for money',
    (sale, event) =>
      event.type === 'provider' &&
      event.event.type === 'session_read' &&
      event.event.facts.status === 'refunded'
        ? stepSale(sale, {
            ...event,
            event: { ...event.event, facts: { ...event.event.facts, status: 'completed' } },
          })
        : stepSale(sale, event),
    /^6 every way/,
  ],
  [
    'decides by something that is in no event',
    spoilt((before, event, step) => {
      calls += 1
      return event.type === 'sale_canceled' && calls % 2 === 0 ? { next: before, effects: [] } : step
    }),
    /^deterministic/,
  ],
]

const chargeOf = (tenderId: string, sessionId: string) =>
  ({ type: 'manual', tenderId, effect: { type: 'send_booking_charge', sessionId } }) as const

describe('the judge of these rules can say no', () => {
  it.each(MISTAKES)('to a till that %s', (_mistake, step, rule) => {
    const verdict = fc.check(
      fc.property(aLife, (life) => {
        play(step, life)
      }),
      { numRuns: 10_000, endOnFailure: true, seed: 20_260_715 },
    )
    expect(verdict.failed).toBe(true)
    expect(verdict.errorInstance).toBeInstanceOf(RuleBroken)
    expect(String((verdict.errorInstance as Error).message)).toMatch(rule)
  })
})
