import { describe, expect, it } from 'vitest'
import type { ManualTender } from '../../src/core/domain/tenders/manual-tender.ts'
import { amountOf } from '../../src/core/domain/money.ts'
import type { ProviderState, ProviderTender } from '../../src/core/domain/tenders/provider-tender.ts'
import {
  coveredAmount,
  inFlightAmount,
  remainingAmount,
  stepSale,
  type ProviderTenderEvent,
  type Sale,
  type SaleEffect,
  type SaleEvent,
  type SaleStep,
  type Tender,
} from '../../src/core/domain/tenders/sale-tenders.ts'
import type { SessionFacts } from '../../src/core/domain/provider/session.ts'
import { aCode, aSale, AT, byHand, LATER, refusalOf, theSession, valueOf } from './tender-builders.ts'

const rupiah = (value: number) => ({ amount: amountOf(value), covers: amountOf(value) })
const code = (
  id: string,
  value: number,
  name: 'presented' | 'expired' | 'canceling' | 'superseded',
): ProviderTender => {
  const shown = { sessionId: `s-${id}`, shownAt: AT, expiresAt: LATER }
  const states: Readonly<Record<typeof name, ProviderState>> = {
    presented: { name: 'presented', paying: false, ...shown },
    canceling: { name: 'canceling', ...shown },
    superseded: { name: 'superseded', reason: 'no network', by: 'Wayan', ...shown },
    expired: { name: 'expired', sessionId: shown.sessionId, shownAt: AT },
  }
  return aCode(states[name], { id, ...rupiah(value) })
}
const recorded = (id: string, value: number): ManualTender => byHand({ id, ...rupiah(value) })
const cash = (id: string, value: number): ManualTender =>
  byHand({ id, kind: 'cash', ...rupiah(value), money: { name: 'accepted', by: 'Sari', at: AT } })

const start = (tender: Tender): SaleEvent => ({ type: 'tender_started', tender })
const on = (tenderId: string, event: ProviderTenderEvent): SaleEvent => ({
  type: 'provider',
  tenderId,
  event,
})
const reads = (id: string, value: number, change: Partial<SessionFacts>): SaleEvent =>
  on(id, {
    type: 'session_read',
    at: LATER,
    facts: theSession({ sessionId: `s-${id}`, tenderId: id, amount: amountOf(value), ...change }),
  })
const paid = (id: string, value: number): SaleEvent => reads(id, value, { status: 'completed' })
const accept = (tenderId: string): SaleEvent => ({
  type: 'manual',
  tenderId,
  event: { type: 'accepted', by: 'Wayan', at: LATER },
})

/** All events must be taken; gives the last step. */
const play = (sale: Sale, ...events: readonly SaleEvent[]): SaleStep =>
  events.reduce<SaleStep>((step, event) => valueOf(stepSale(step.next, event)), { next: sale, effects: [] })
const refused = (sale: Sale, event: SaleEvent) => refusalOf(stepSale(sale, event))
const stateOf = (sale: Sale, id: string) => {
  const tender = sale.tenders.find((each) => each.id === id)
  return tender?.type === 'provider' ? tender.state.name : tender?.money.name
}
const coveredTwice = (tenderId: string, ...otherTenderIds: readonly string[]): SaleEffect => ({
  type: 'attention',
  reason: { type: 'covered_twice', tenderId, otherTenderIds },
})
const late = (tenderId: string, value: number): SaleEffect => ({
  type: 'provider',
  tenderId,
  effect: {
    type: 'attention',
    reason: { type: 'money_late', sessionId: `s-${tenderId}`, captured: amountOf(value) },
  },
})
const SALE_PAID: SaleEffect = { type: 'sale_paid' }

describe('a sale is paid', () => {
  it('exactly when settled and accepted money covers it, and LUNAS is said once', () => {
    const half = play(aSale(100, code('a', 40, 'presented'), code('b', 60, 'presented')), paid('a', 40))
    expect(half.next.phase).toBe('open')
    expect(half.effects).not.toContainEqual(SALE_PAID)
    const whole = play(half.next, paid('b', 60))
    expect(whole.next.phase).toBe('paid')
    expect(whole.effects).toContainEqual(SALE_PAID)
    expect(play(whole.next, paid('b', 60), paid('a', 40))).toEqual({ next: whole.next, effects: [] })
  })

  it('by cash at once, because cash is born accepted', () => {
    expect(play(aSale(100), start(cash('c', 100)))).toEqual({
      next: { ...aSale(100, cash('c', 100)), phase: 'paid' },
      effects: [SALE_PAID],
    })
  })

  it('by its covered part, whatever rounding or suffix the tender itself carries', () => {
    const rounded = { ...cash('c', 149_900), covers: amountOf(149_850) }
    expect(play(aSale(149_850), start(rounded)).next.phase).toBe('paid')
  })

  it('not by money that is only recorded, and by it once a person accepts', () => {
    const waiting = play(aSale(100), start(recorded('m', 100)))
    expect(waiting.next.phase).toBe('open')
    expect(play(waiting.next, accept('m'))).toMatchObject({
      next: { phase: 'paid' },
      effects: [{ type: 'manual', tenderId: 'm', effect: { type: 'money_accepted' } }, SALE_PAID],
    })
  })

  it('not by money that was refunded before we looked', () => {
    const { next, effects } = play(
      aSale(100, code('a', 100, 'presented')),
      reads('a', 100, { status: 'refunded' }),
    )
    expect(next.phase).toBe('open')
    expect(stateOf(next, 'a')).toBe('settled_late')
    expect(effects).not.toContainEqual(SALE_PAID)
  })
})

describe('a tender starts', () => {
  it('only for what is neither covered nor being collected', () => {
    const sale = aSale(100, cash('c', 30), code('a', 50, 'presented'))
    expect([coveredAmount(sale), inFlightAmount(sale), remainingAmount(sale)]).toEqual([30, 50, 20])
    expect(refused(sale, start(recorded('m', 21)))).toEqual({
      type: 'tender_exceeds_remaining',
      remaining: amountOf(20),
      asked: amountOf(21),
    })
    expect(remainingAmount(play(sale, start(recorded('m', 20))).next)).toBe(0)
  })

  it('not beside a code that may still be paid, and says which one', () => {
    expect(refused(aSale(100, code('a', 100, 'presented')), start(cash('c', 100)))).toEqual({
      type: 'sale_has_open_tender',
      tenderId: 'a',
      kind: 'qris',
    })
  })

  it('once for one key press, also when the first press has paid the sale', () => {
    const { next } = play(aSale(100), start(cash('c', 100)))
    expect(play(next, start(cash('c', 100)))).toEqual({ next, effects: [] })
  })

  it('not in a sale that is paid or canceled', () => {
    expect(refused({ ...aSale(100), phase: 'canceled' }, start(cash('c', 1)))).toEqual({
      type: 'sale_canceled',
    })
    expect(refused(play(aSale(100), start(cash('c', 100))).next, start(cash('d', 1)))).toEqual({
      type: 'sale_already_paid',
    })
  })

  it.each([
    ['nothing', recorded('m', 0)],
    ['less than nothing', recorded('m', -5)],
    ['an amount that covers nothing', { ...recorded('m', 5), covers: amountOf(0) }],
    ['another currency', { ...recorded('m', 5), currency: 'USD' as const }],
  ])('not for %s', (_what, tender) => {
    expect(refused(aSale(100), start(tender))).toEqual({ type: 'tender_amount_invalid' })
  })

  it('again when the earlier code is over, superseded or was never shown', () => {
    for (const name of ['expired', 'superseded'] as const) {
      expect(
        play(aSale(100, code('a', 100, name)), start(code('b', 100, 'presented'))).next.tenders,
      ).toHaveLength(2)
    }
    const unanswered = aCode({ name: 'requesting', sessionId: null }, { id: 'a', ...rupiah(100) })
    const given = play(aSale(100, unanswered), on('a', { type: 'cancel_pressed' }))
    expect(given.effects).toEqual([{ type: 'provider', tenderId: 'a', effect: { type: 'find_and_cancel' } }])
    expect(play(given.next, start(cash('c', 100))).next.phase).toBe('paid')
  })
})

describe('a superseded code', () => {
  const replaced = play(aSale(100, code('a', 100, 'superseded')), start(cash('c', 100))).next

  it('whose money comes after cash replaced it is late money, and both payments are named', () => {
    const { next, effects } = play(replaced, paid('a', 100))
    expect([stateOf(next, 'a'), stateOf(next, 'c'), next.phase]).toEqual(['settled_late', 'accepted', 'paid'])
    expect(effects).toEqual([late('a', 100), coveredTwice('a', 'c')])
  })

  it('whose money comes while its successor is shown pays the sale and takes the successor down', () => {
    const { next, effects } = play(
      aSale(100, code('a', 100, 'superseded'), code('b', 100, 'presented')),
      paid('a', 100),
    )
    expect([stateOf(next, 'a'), stateOf(next, 'b'), next.phase]).toEqual(['settled', 'canceling', 'paid'])
    expect(effects).toEqual([
      { type: 'provider', tenderId: 'a', effect: { type: 'money_settled' } },
      SALE_PAID,
      { type: 'provider', tenderId: 'b', effect: { type: 'send_cancel', sessionId: 's-b' } },
    ])
  })

  it('whose money comes beside a slip already in the drawer pays the sale, and a person hears of both', () => {
    const step = play(aSale(100, code('a', 100, 'superseded'), recorded('m', 100)), paid('a', 100))
    expect(step.effects).toContainEqual(coveredTwice('a', 'm'))
    expect(refused(step.next, accept('m'))).toEqual({
      type: 'money_no_longer_needed',
      remaining: amountOf(0),
    })
  })

  it('that expires in the end leaves no trace but its record', () => {
    expect(play(replaced, reads('a', 100, { status: 'expired' })).effects).toEqual([])
  })
})

describe('two codes of one sale', () => {
  const both = aSale(100, code('a', 40, 'presented'), code('b', 60, 'presented'))

  it('are two parts: cancelling one leaves the other', () => {
    const { next } = play(both, on('a', { type: 'cancel_pressed' }), reads('a', 40, { status: 'canceled' }))
    expect([stateOf(next, 'a'), stateOf(next, 'b'), remainingAmount(next)]).toEqual([
      'canceled',
      'presented',
      40,
    ])
  })

  it('are two parts: paying one leaves the other on the screen', () => {
    const { next, effects } = play(both, paid('a', 40))
    expect([stateOf(next, 'b'), effects.length]).toEqual(['presented', 1])
  })

  it('and late money for one of them takes down its successor only, not the part beside it', () => {
    const sale = aSale(
      100,
      code('old', 60, 'expired'),
      code('b', 40, 'presented'),
      code('new', 60, 'presented'),
    )
    const { next } = play(sale, paid('old', 60))
    expect([stateOf(next, 'old'), stateOf(next, 'b'), stateOf(next, 'new')]).toEqual([
      'settled',
      'presented',
      'canceling',
    ])
    expect(play(next, paid('b', 40)).next.phase).toBe('paid')
  })

  it('and a code already being taken down does not push out the one that is shown', () => {
    const sale = aSale(
      100,
      code('dying', 40, 'canceling'),
      code('old', 60, 'expired'),
      code('b', 40, 'presented'),
    )
    expect(stateOf(play(sale, paid('old', 60)).next, 'b')).toBe('presented')
  })

  it('that both complete although one was being taken down: the second is late, and both are named', () => {
    const sale = aSale(100, code('old', 100, 'expired'), code('new', 100, 'presented'))
    const { next, effects } = play(sale, paid('old', 100), paid('new', 100))
    expect([stateOf(next, 'old'), stateOf(next, 'new')]).toEqual(['settled', 'settled_late'])
    expect(effects).toEqual([late('new', 100), coveredTwice('new', 'old')])
  })
})

describe('a code the provider will not take down', () => {
  it('stays canceling while a read says it is open, and is shown again when the cancel is declined', () => {
    const { next } = play(
      aSale(100, code('a', 100, 'presented')),
      on('a', { type: 'cancel_pressed' }),
      reads('a', 100, { status: 'waiting' }),
    )
    expect(stateOf(next, 'a')).toBe('canceling')
    const declined = play(next, on('a', { type: 'cancel_declined' }))
    expect([stateOf(declined.next, 'a'), declined.effects]).toEqual(['presented', []])
    expect(play(declined.next, paid('a', 100)).next.phase).toBe('paid')
  })

  it('though its part is covered by now is told to a person before anybody pays it', () => {
    const sale = aSale(100, code('old', 100, 'expired'), code('new', 100, 'presented'))
    const { effects } = play(sale, paid('old', 100), on('new', { type: 'cancel_declined' }))
    expect(effects).toEqual([coveredTwice('new', 'old')])
  })

  it('though another code took its place is told too', () => {
    const sale = aSale(100, cash('c', 60), code('a', 40, 'canceling'), code('b', 40, 'presented'))
    expect(play(sale, on('a', { type: 'cancel_declined' })).effects).toEqual([coveredTwice('a', 'c', 'b')])
  })
})

describe('money the sale cannot take', () => {
  it('for less than was asked does not pay it; cash that then does is named with it', () => {
    const wrong = play(aSale(100, code('a', 100, 'presented')), paid('a', 90))
    expect([stateOf(wrong.next, 'a'), wrong.next.phase]).toEqual(['settled_late', 'open'])
    const { next, effects } = play(wrong.next, start(cash('c', 100)))
    expect(next.phase).toBe('paid')
    expect(effects).toEqual([SALE_PAID, coveredTwice('c', 'a')])
  })

  it('is no second payment as long as there is room for all of it', () => {
    const { effects } = play(aSale(100, cash('c', 40), code('a', 60, 'presented')), paid('a', 50))
    expect(effects).toHaveLength(1)
    expect(effects[0]).toMatchObject({ effect: { reason: { type: 'money_amount_differs' } } })
  })

  it('because only a smaller part is still short is late money, and the other payment is named', () => {
    const { next, effects } = play(aSale(100, cash('c', 60), code('a', 100, 'superseded')), paid('a', 100))
    expect([stateOf(next, 'a'), next.phase, remainingAmount(next)]).toEqual(['settled_late', 'open', 40])
    expect(effects).toEqual([late('a', 100), coveredTwice('a', 'c')])
  })
})

describe('cancelling a sale', () => {
  it('needs every attempt to be over, and no money in it', () => {
    expect(refused(aSale(100, code('a', 50, 'presented')), { type: 'sale_canceled' })).toEqual({
      type: 'sale_has_open_tender',
      tenderId: 'a',
      kind: 'qris',
    })
    expect(refused(aSale(100, cash('c', 50)), { type: 'sale_canceled' })).toEqual({
      type: 'sale_has_money',
      covered: amountOf(50),
    })
    const paidSale = play(aSale(100), start(cash('c', 100))).next
    expect(refused(paidSale, { type: 'sale_canceled' })).toEqual({ type: 'sale_already_paid' })
  })

  it('is done once', () => {
    const { next } = play(aSale(100, code('a', 100, 'expired')), { type: 'sale_canceled' })
    expect(next.phase).toBe('canceled')
    expect(play(next, { type: 'sale_canceled' })).toEqual({ next, effects: [] })
  })

  it.each(['expired', 'superseded'] as const)('does not make later money of a code %s disappear', (name) => {
    const { next, effects } = play(
      aSale(100, code('a', 100, name)),
      { type: 'sale_canceled' },
      paid('a', 100),
    )
    expect([stateOf(next, 'a'), next.phase]).toEqual(['settled_late', 'canceled'])
    expect(effects).toEqual([late('a', 100)])
  })
})

describe('an event on a tender', () => {
  it('that is not there, or is of the other sort, is refused', () => {
    const sale = aSale(100, code('a', 40, 'presented'), recorded('m', 60))
    expect(refused(sale, paid('gone', 40))).toEqual({ type: 'tender_unknown', tenderId: 'gone' })
    expect(refused(sale, accept('gone'))).toEqual({ type: 'tender_unknown', tenderId: 'gone' })
    expect(refused(sale, paid('m', 60))).toEqual({ type: 'tender_unknown', tenderId: 'm' })
    expect(refused(sale, accept('a'))).toEqual({ type: 'tender_unknown', tenderId: 'a' })
  })

  it('passes on what the tender itself refuses', () => {
    const sale = aSale(100, code('a', 100, 'expired'))
    expect(refused(sale, on('a', { type: 'cancel_pressed' }))).toEqual({
      type: 'tender_is_over',
      state: 'expired',
    })
    expect(refused(aSale(100, cash('c', 100)), accept('c'))).toEqual({ type: 'already_accepted' })
  })
})
