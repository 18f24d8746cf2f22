import { describe, expect, it } from 'vitest'
import {
  isManualInFlight,
  stepManualTender,
  type BookingState,
  type ManualEffect,
  type ManualEvent,
  type ManualTender,
  type MoneyState,
} from '../../src/core/domain/tenders/manual-tender.ts'
import { amountOf } from '../../src/core/domain/money.ts'
import type { SessionFacts } from '../../src/core/domain/provider/session.ts'
import { AT, byHand, LATER, refusalOf, theSession, valueOf } from './tender-builders.ts'

const RECORDED: MoneyState = { name: 'recorded' }
const ACCEPTED: MoneyState = { name: 'accepted', by: 'Wayan', at: LATER }
const REJECTED: MoneyState = { name: 'rejected', by: 'Wayan', at: LATER, reason: 'no slip' }

const BOOKINGS: Readonly<Record<BookingState['name'], BookingState>> = {
  none: { name: 'none' },
  creating: { name: 'creating', attempt: 1 },
  charging: { name: 'charging', attempt: 1, sessionId: 's1' },
  in_review: { name: 'in_review', attempt: 1, sessionId: 's1' },
  confirming: { name: 'confirming', attempt: 1, sessionId: 's1' },
  booked: { name: 'booked', attempt: 1, sessionId: 's1' },
  refused: { name: 'refused', attempt: 1, sessionId: 's1', code: 'adapter_unknown' },
}
const bookingsBut = (...names: readonly BookingState['name'][]) =>
  Object.values(BOOKINGS).filter((state) => !names.includes(state.name))

const tender = (money: MoneyState, booking: BookingState): ManualTender => byHand({ money, booking })
const read = (change: Partial<SessionFacts>): ManualEvent => ({
  type: 'booking_read',
  facts: theSession({ tenderId: 'm1', manual: true, ...change }),
})
const after = (before: ManualTender, event: ManualEvent) => valueOf(stepManualTender(before, event))
const refused = (before: ManualTender, event: ManualEvent) => refusalOf(stepManualTender(before, event))
const unchanged = (next: ManualTender, ...effects: readonly ManualEffect[]) => ({ next, effects })

const accept: ManualEvent = { type: 'accepted', by: 'Wayan', at: LATER }
const reject: ManualEvent = { type: 'rejected', by: 'Wayan', at: LATER, reason: 'no slip' }
const bookingRefused: ManualEvent = { type: 'booking_refused', code: 'adapter_unknown' }
const charge: ManualEffect = { type: 'send_booking_charge', sessionId: 's1' }
const confirm: ManualEffect = { type: 'send_booking_confirm', sessionId: 's1' }
const cancel: ManualEffect = { type: 'send_booking_cancel', sessionId: 's1' }
const attention = (reason: Extract<ManualEffect, { type: 'attention' }>['reason']): ManualEffect => ({
  type: 'attention',
  reason,
})
const contradicted = (status: string) => attention({ type: 'booking_contradicted', sessionId: 's1', status })

describe('money seen by a person', () => {
  it('counts once it is accepted, whatever its booking does', () => {
    for (const booking of bookingsBut('in_review')) {
      expect(after(tender(RECORDED, booking), accept)).toEqual(
        unchanged(tender(ACCEPTED, booking), { type: 'money_accepted' }),
      )
    }
  })

  it('whose booking waits for the merchant gives it the word on acceptance', () => {
    expect(after(tender(RECORDED, BOOKINGS.in_review), accept)).toEqual(
      unchanged(tender(ACCEPTED, BOOKINGS.in_review), { type: 'money_accepted' }, confirm),
    )
  })

  it('is accepted or rejected once, and neither is taken back', () => {
    for (const event of [accept, reject]) {
      expect(refused(tender(ACCEPTED, BOOKINGS.none), event)).toEqual({ type: 'already_accepted' })
      expect(refused(tender(REJECTED, BOOKINGS.none), event)).toEqual({ type: 'already_rejected' })
    }
  })

  it('can be rejected before that, and its booking is cancelled', () => {
    for (const name of ['charging', 'in_review', 'confirming', 'refused'] as const) {
      expect(after(tender(RECORDED, BOOKINGS[name]), reject)).toEqual(
        unchanged(tender(REJECTED, BOOKINGS[name]), cancel),
      )
    }
  })

  it('that is rejected before a session is known has nothing to cancel yet', () => {
    const nowhere: BookingState = { name: 'refused', attempt: 1, sessionId: null, code: 'x' }
    for (const booking of [BOOKINGS.none, BOOKINGS.creating, nowhere]) {
      expect(after(tender(RECORDED, booking), reject)).toEqual(unchanged(tender(REJECTED, booking)))
    }
  })

  it('that is rejected though the provider has booked it is a contradiction for a person', () => {
    expect(after(tender(RECORDED, BOOKINGS.booked), reject)).toEqual(
      unchanged(tender(REJECTED, BOOKINGS.booked), contradicted('completed')),
    )
  })

  it('holds its part of the sale until it is decided', () => {
    expect(
      [RECORDED, ACCEPTED, REJECTED].map((money) => isManualInFlight(tender(money, BOOKINGS.none))),
    ).toEqual([true, false, false])
  })
})

describe('telling the provider about it', () => {
  it('goes create, charge, review, confirm, booked', () => {
    const states: BookingState['name'][] = []
    const sent: ManualEffect[] = []
    let now = tender(ACCEPTED, BOOKINGS.creating)
    const life: readonly ManualEvent[] = [
      read({ status: 'waiting' }),
      { type: 'booking_charge_sent' },
      read({ status: 'review' }),
      { type: 'booking_confirm_sent' },
      read({ status: 'completed' }),
    ]
    for (const event of life) {
      const { next, effects } = after(now, event)
      now = next
      states.push(next.booking.name)
      sent.push(...effects)
    }
    expect(states).toEqual(['charging', 'charging', 'in_review', 'confirming', 'booked'])
    expect(sent).toEqual([charge, confirm])
    expect(now.money).toEqual(ACCEPTED)
  })

  it('sends a charge at most once: a session that still waits is only watched', () => {
    for (const name of ['charging', 'in_review', 'confirming', 'refused'] as const) {
      const before = tender(ACCEPTED, BOOKINGS[name])
      expect(after(before, read({ status: 'waiting' }))).toEqual(unchanged(before))
    }
  })

  it.each(bookingsBut('charging'))('has no charge to note when $name', (booking) => {
    expect(refused(tender(ACCEPTED, booking), { type: 'booking_charge_sent' })).toEqual({
      type: 'event_out_of_order',
      state: booking.name,
      event: 'booking_charge_sent',
    })
  })

  it.each(bookingsBut('in_review', 'confirming'))('has no confirm to note when $name', (booking) => {
    expect(refused(tender(ACCEPTED, booking), { type: 'booking_confirm_sent' })).toEqual({
      type: 'event_out_of_order',
      state: booking.name,
      event: 'booking_confirm_sent',
    })
  })

  it('confirms only accepted money in review, and a confirm under way only once', () => {
    expect(after(tender(RECORDED, BOOKINGS.charging), read({ status: 'review' }))).toEqual(
      unchanged(tender(RECORDED, BOOKINGS.in_review)),
    )
    expect(after(tender(ACCEPTED, BOOKINGS.charging), read({ status: 'review' }))).toEqual(
      unchanged(tender(ACCEPTED, BOOKINGS.in_review), confirm),
    )
    const sent = tender(ACCEPTED, BOOKINGS.confirming)
    expect(after(sent, read({ status: 'review' }))).toEqual(unchanged(sent))
    expect(after(sent, { type: 'booking_confirm_sent' })).toEqual(unchanged(sent))
  })

  it('of money that was rejected meanwhile only cancels', () => {
    expect(after(tender(REJECTED, BOOKINGS.creating), read({ status: 'waiting' }))).toEqual(
      unchanged(tender(REJECTED, BOOKINGS.charging), cancel),
    )
    expect(after(tender(REJECTED, BOOKINGS.charging), read({ status: 'review' }))).toEqual(
      unchanged(tender(REJECTED, BOOKINGS.in_review), cancel),
    )
    expect(after(tender(REJECTED, BOOKINGS.charging), read({ status: 'canceled' }))).toEqual(
      unchanged(tender(REJECTED, { name: 'refused', attempt: 1, sessionId: 's1', code: 'canceled' })),
    )
  })

  it('that ends as booked although the money was rejected is a contradiction for a person', () => {
    expect(after(tender(REJECTED, BOOKINGS.charging), read({ status: 'completed' }))).toEqual(
      unchanged(tender(REJECTED, BOOKINGS.booked), contradicted('completed')),
    )
  })

  it.each(['paying', 'unknown'] as const)('waits on when the provider says "%s"', (status) => {
    for (const booking of Object.values(BOOKINGS)) {
      const before = tender(ACCEPTED, booking)
      expect(after(before, read({ status }))).toEqual(unchanged(before))
    }
  })

  it('that was refused is told to a person once, and the money stays what it is', () => {
    const { next, effects } = after(tender(ACCEPTED, BOOKINGS.charging), bookingRefused)
    expect(next).toEqual(tender(ACCEPTED, BOOKINGS.refused))
    expect(effects).toEqual([attention({ type: 'booking_refused', code: 'adapter_unknown' })])
    expect(after(next, bookingRefused)).toEqual(unchanged(next))
    expect(after(tender(ACCEPTED, BOOKINGS.creating), bookingRefused).next.booking).toEqual({
      name: 'refused',
      attempt: 1,
      sessionId: null,
      code: 'adapter_unknown',
    })
  })

  it('that was refused and is completed by hand at the provider is booked after all', () => {
    expect(after(tender(ACCEPTED, BOOKINGS.refused), read({ status: 'completed' }))).toEqual(
      unchanged(tender(ACCEPTED, BOOKINGS.booked)),
    )
    const before = tender(ACCEPTED, BOOKINGS.refused)
    for (const status of ['review', 'expired', 'canceled', 'failed'] as const) {
      expect(after(before, read({ status }))).toEqual(unchanged(before))
    }
  })

  it.each(['none', 'booked'] as const)('cannot be refused when %s', (name) => {
    expect(refused(tender(ACCEPTED, BOOKINGS[name]), bookingRefused)).toEqual({
      type: 'event_out_of_order',
      state: name,
      event: 'booking_refused',
    })
  })
})

describe('a booking session that ran out', () => {
  it.each(['creating', 'charging', 'in_review', 'confirming'] as const)('while %s gets a new one', (name) => {
    expect(after(tender(ACCEPTED, BOOKINGS[name]), read({ status: 'expired' }))).toEqual(
      unchanged(tender(ACCEPTED, { name: 'creating', attempt: 2, ended: ['s1'] }), {
        type: 'send_booking_create',
        attempt: 2,
      }),
    )
  })

  it('is told to a person after three', () => {
    expect(
      after(tender(ACCEPTED, { name: 'charging', attempt: 3, sessionId: 's1' }), read({ status: 'failed' })),
    ).toEqual(
      unchanged(
        tender(ACCEPTED, { name: 'refused', attempt: 3, sessionId: 's1', code: 'failed' }),
        attention({ type: 'booking_refused', code: 'failed' }),
      ),
    )
  })

  it('is not taken for the new one when it is read again', () => {
    const before = tender(ACCEPTED, { name: 'creating', attempt: 2, ended: ['s1'] })
    for (const status of ['expired', 'waiting', 'review', 'completed'] as const) {
      expect(after(before, read({ status }))).toEqual(unchanged(before))
      expect(after(before, read({ status, tenderId: null }))).toEqual(unchanged(before))
    }
  })

  it('is remembered through the life of the next one', () => {
    const ended = ['s1']
    const second = after(tender(ACCEPTED, { name: 'creating', attempt: 2, ended }), read({ sessionId: 's2' }))
    expect(second.next.booking).toEqual({ name: 'charging', attempt: 2, sessionId: 's2', ended })
    const third = after(second.next, read({ sessionId: 's2', status: 'expired' }))
    expect(third.next.booking).toEqual({ name: 'creating', attempt: 3, ended: ['s1', 's2'] })
  })
})

describe('a booking session paid by a payment network', () => {
  const paid = (change: Partial<SessionFacts> = {}) => read({ status: 'completed', manual: false, ...change })
  const told = (sessionId: string, captured = 100_000) =>
    attention({ type: 'booking_paid_otherwise', sessionId, captured: amountOf(captured) })

  it.each(bookingsBut('none', 'booked'))('is separate money for a person when $name', (booking) => {
    expect(after(tender(ACCEPTED, booking), paid())).toEqual(
      unchanged(
        tender(ACCEPTED, { name: 'refused', attempt: 1, sessionId: 's1', code: 'booking_paid_otherwise' }),
        told('s1'),
      ),
    )
  })

  it('is told also when its amount is another, and when it was refused before', () => {
    expect(after(tender(ACCEPTED, BOOKINGS.refused), paid({ amount: amountOf(5) })).effects).toEqual([
      told('s1', 5),
    ])
  })

  it('is told also of a session given up long ago, and the booking under way goes on', () => {
    const before = tender(ACCEPTED, { name: 'charging', attempt: 2, sessionId: 's2', ended: ['s1'] })
    expect(after(before, paid({ tenderId: null }))).toEqual(unchanged(before, told('s1')))
    const done = tender(ACCEPTED, { ...BOOKINGS.booked, attempt: 2, sessionId: 's2' } as BookingState)
    expect(after(done, paid())).toEqual(unchanged(done, told('s1')))
  })

  it('is told of a tender that was never to be booked, if the session names it', () => {
    const before = tender(ACCEPTED, BOOKINGS.none)
    expect(after(before, paid())).toEqual(unchanged(before, told('s1')))
    expect(after(before, paid({ tenderId: null }))).toEqual(unchanged(before))
  })
})

describe("the provider's answer about a booking", () => {
  it('is not ours when it names another tender or is a session nobody here made', () => {
    for (const booking of bookingsBut('none', 'creating')) {
      const before = tender(ACCEPTED, booking)
      expect(after(before, read({ tenderId: 't9', status: 'completed', manual: false }))).toEqual(
        unchanged(before),
      )
      const stranger = read({ sessionId: 's9', tenderId: null, status: 'completed', manual: false })
      expect(after(before, stranger)).toEqual(unchanged(before))
    }
  })

  const wrong: readonly (readonly [string, Partial<SessionFacts>, ManualEffect])[] = [
    [
      'booking_amount_differs',
      { amount: amountOf(1) },
      attention({
        type: 'booking_amount_differs',
        sessionId: 's1',
        got: amountOf(1),
        expected: amountOf(100_000),
      }),
    ],
    [
      'booking_currency_differs',
      { currency: 'USD' },
      attention({ type: 'booking_refused', code: 'booking_currency_differs' }),
    ],
    [
      'booking_mode_differs',
      { mode: 'live' },
      attention({ type: 'booking_refused', code: 'booking_mode_differs' }),
    ],
  ]
  it.each(wrong)('with %s is not gone on with; a person is told once', (code, change, news) => {
    for (const name of ['creating', 'charging', 'in_review', 'confirming'] as const) {
      const { next, effects } = after(
        tender(ACCEPTED, BOOKINGS[name]),
        read({ ...change, status: 'completed' }),
      )
      expect({ next, effects }).toEqual(
        unchanged(tender(ACCEPTED, { name: 'refused', attempt: 1, sessionId: 's1', code }), news),
      )
      expect(after(next, read(change))).toEqual(unchanged(next))
    }
  })

  it.each(['expired', 'canceled', 'failed', 'refunded'] as const)(
    'that something booked is "%s" changes neither booking nor money; a person compares the books',
    (status) => {
      const before = tender(ACCEPTED, BOOKINGS.booked)
      expect(after(before, read({ status }))).toEqual(unchanged(before, contradicted(status)))
    },
  )

  it('that it was booked and refunded at once is both noted and told', () => {
    expect(after(tender(ACCEPTED, BOOKINGS.confirming), read({ status: 'refunded' }))).toEqual(
      unchanged(tender(ACCEPTED, BOOKINGS.booked), contradicted('refunded')),
    )
  })

  it('said again changes nothing', () => {
    const before = tender({ name: 'accepted', by: 'Sari', at: AT }, BOOKINGS.booked)
    for (const status of ['completed', 'review', 'waiting'] as const) {
      expect(after(before, read({ status }))).toEqual(unchanged(before))
    }
  })
})
