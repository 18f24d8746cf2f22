import { describe, expect, it } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import {
  isInFlight,
  type ProviderEffect,
  type ProviderEvent,
  type ProviderState,
} from '../../src/core/domain/tenders/provider-tender.ts'
import { stepProviderTender } from '../../src/core/domain/tenders/step-provider-tender.ts'
import type { SessionFacts, SessionMismatch, SessionStatus } from '../../src/core/domain/provider/session.ts'
import { aCode, AT, LATER, refusalOf, SHOWN, theSession, valueOf } from './tender-builders.ts'

const mismatch: SessionMismatch = { type: 'wrong_presentation', reason: 'crc' }

/** One of each state, with the session known where it can be. */
const STATES: Readonly<Record<ProviderState['name'], ProviderState>> = {
  intended: { name: 'intended' },
  requesting: { name: 'requesting', sessionId: 's1' },
  presented: { name: 'presented', paying: false, ...SHOWN },
  canceling: { name: 'canceling', ...SHOWN },
  settled: { name: 'settled', sessionId: 's1', settledAt: AT },
  refused: { name: 'refused', code: 'amount_too_small', message: 'too small' },
  expired: { name: 'expired', sessionId: 's1', shownAt: AT },
  canceled: { name: 'canceled', sessionId: 's1', shownAt: AT },
  failed: { name: 'failed', sessionId: 's1', shownAt: AT },
  abandoned: { name: 'abandoned', sessionId: 's1' },
  quarantined: { name: 'quarantined', sessionId: 's1', mismatch },
  superseded: { name: 'superseded', reason: 'no network', by: 'Wayan', ...SHOWN },
  settled_late: { name: 'settled_late', sessionId: 's1', settledAt: AT, captured: amountOf(100_000) },
}
const ALL = Object.values(STATES)
const UNANSWERED: ProviderState = { name: 'requesting', sessionId: null }
const statesBut = (...names: readonly ProviderState['name'][]) =>
  ALL.filter((state) => !names.includes(state.name))

const read = (change: Partial<SessionFacts>, saleNeedsIt = true): ProviderEvent => ({
  type: 'session_read',
  facts: theSession(change),
  at: LATER,
  saleNeedsIt,
})
const after = (state: ProviderState, event: ProviderEvent) => {
  const { next, effects } = valueOf(stepProviderTender(aCode(state), event))
  return { state: next.state, effects }
}
const refused = (state: ProviderState, event: ProviderEvent) =>
  refusalOf(stepProviderTender(aCode(state), event))
const unchanged = (state: ProviderState, ...effects: readonly ProviderEffect[]) => ({ state, effects })

const createRefused: ProviderEvent = {
  type: 'create_refused',
  code: 'amount_too_small',
  message: 'too small',
}
const checked: ProviderEvent = { type: 'presentation_checked', sessionId: 's1', expiresAt: LATER, at: AT }
const presentationRefused: ProviderEvent = { type: 'presentation_refused', mismatch }
const cancelPressed: ProviderEvent = { type: 'cancel_pressed' }
const cancelDeclined: ProviderEvent = { type: 'cancel_declined' }
const superseded: ProviderEvent = { type: 'superseded', reason: 'no network', by: 'Wayan' }
const sendCancel: ProviderEffect = { type: 'send_cancel', sessionId: 's1' }
const quarantineNews = (reason: SessionMismatch): ProviderEffect => ({
  type: 'attention',
  reason: { type: 'tender_quarantined', mismatch: reason },
})

describe('asking for a code', () => {
  it('is unknown from the moment it is sent, and may be sent again unchanged', () => {
    expect(after(STATES.intended, { type: 'create_sent' })).toEqual(unchanged(UNANSWERED))
    expect(after(UNANSWERED, { type: 'create_sent' })).toEqual(unchanged(UNANSWERED))
  })

  it.each(statesBut('intended', 'requesting'))(
    'is over once answered: not sent again when $name',
    (state) => {
      expect(refused(state, { type: 'create_sent' })).toEqual({
        type: 'event_out_of_order',
        state: state.name,
        event: 'create_sent',
      })
    },
  )

  it('ends for good only by a certain refusal', () => {
    expect(after(UNANSWERED, createRefused)).toEqual(
      unchanged({ name: 'refused', code: 'amount_too_small', message: 'too small' }),
    )
  })

  it('that was given up before the refusal came stays given up', () => {
    const given: ProviderState = { name: 'abandoned', sessionId: null }
    expect(after(given, createRefused)).toEqual(unchanged(given))
  })

  it.each(ALL)('cannot be refused any more when a session is known or nothing was sent: $name', (state) => {
    expect(refused(state, createRefused)).toMatchObject({
      type: 'event_out_of_order',
      event: 'create_refused',
    })
  })
})

describe('a code is shown', () => {
  it('only after its session is known and what it shows was fetched and checked', () => {
    expect(after(UNANSWERED, read({}))).toEqual(
      unchanged(STATES.requesting, { type: 'prepare_presentation', sessionId: 's1' }),
    )
    expect(after(STATES.requesting, checked)).toEqual(unchanged(STATES.presented))
  })

  it('also when the answer to a create comes by a read before the send was noted', () => {
    expect(after(STATES.intended, read({}))).toEqual(
      unchanged(STATES.requesting, { type: 'prepare_presentation', sessionId: 's1' }),
    )
  })

  it('and prepared once, however often the session is read', () => {
    expect(after(STATES.requesting, read({}))).toEqual(unchanged(STATES.requesting))
  })

  it.each([UNANSWERED, ...statesBut('requesting')])('never from $name', (state) => {
    expect(refused(state, checked)).toMatchObject({
      type: 'event_out_of_order',
      event: 'presentation_checked',
    })
  })

  it('never when the check was about another session', () => {
    expect(refused(STATES.requesting, { ...checked, sessionId: 's2' })).toMatchObject({
      type: 'event_out_of_order',
    })
  })

  it('never when its check fails: it is quarantined and taken down', () => {
    expect(after(STATES.requesting, presentationRefused)).toEqual(
      unchanged(STATES.quarantined, quarantineNews(mismatch), sendCancel),
    )
  })

  it.each([UNANSWERED, ...statesBut('requesting')])('a failed check is out of order when $name', (state) => {
    expect(refused(state, presentationRefused)).toMatchObject({ type: 'event_out_of_order' })
  })
})

describe('an answer about something else', () => {
  const differences: readonly (readonly [string, Partial<SessionFacts>, SessionMismatch])[] = [
    [
      'amount',
      { amount: amountOf(1_000) },
      { type: 'wrong_amount', expected: amountOf(100_000), got: amountOf(1_000) },
    ],
    ['currency', { currency: 'USD' }, { type: 'wrong_currency', expected: 'IDR', got: 'USD' }],
    ['mode', { mode: 'live' }, { type: 'wrong_mode', expected: 'test', got: 'live' }],
  ]
  describe.each(differences)('(%s)', (_what, change, reason) => {
    it.each(['requesting', 'presented', 'canceling'] as const)(
      'quarantines and takes down a code that is %s',
      (name) => {
        const state = { name: 'quarantined', sessionId: 's1', mismatch: reason } as const
        expect(after(STATES[name], read(change))).toEqual(
          unchanged(state, quarantineNews(reason), sendCancel),
        )
      },
    )

    it('that is paid is kept as money, told to a person, and does not pay the sale', () => {
      const { state, effects } = after(STATES.presented, read({ ...change, status: 'completed' }))
      const captured = change.amount ?? amountOf(100_000)
      expect(state).toEqual({ name: 'settled_late', sessionId: 's1', settledAt: LATER, captured })
      expect(effects).toEqual([
        change.amount === undefined
          ? quarantineNews(reason)
          : {
              type: 'attention',
              reason: { type: 'money_amount_differs', sessionId: 's1', captured, asked: amountOf(100_000) },
            },
      ])
    })

    it('changes nothing when the tender is over', () => {
      for (const name of [
        'expired',
        'canceled',
        'failed',
        'abandoned',
        'quarantined',
        'superseded',
      ] as const) {
        expect(after(STATES[name], read(change))).toEqual(unchanged(STATES[name]))
      }
    })
  })

  it("about another session quarantines; our own session, perhaps shown, is taken down and the stranger's left alone", () => {
    const reason: SessionMismatch = { type: 'wrong_session', expected: 's1', got: 's2' }
    expect(after(STATES.presented, read({ sessionId: 's2', tenderId: null, status: 'completed' }))).toEqual(
      unchanged(
        { name: 'quarantined', sessionId: 's1', mismatch: reason },
        quarantineNews(reason),
        sendCancel,
      ),
    )
  })

  it('about another tender quarantines and cancels nothing, for that session is not ours', () => {
    const reason: SessionMismatch = { type: 'wrong_tender', expected: 't1', got: 't9' }
    expect(after(UNANSWERED, read({ tenderId: 't9', status: 'completed' }))).toEqual(
      unchanged({ name: 'quarantined', sessionId: null, mismatch: reason }, quarantineNews(reason)),
    )
  })

  it('about a stranger says nothing about a tender that is over', () => {
    for (const state of statesBut('intended', 'requesting', 'presented', 'canceling')) {
      expect(after(state, read({ tenderId: 't9', status: 'completed' }))).toEqual(unchanged(state))
    }
  })

  it.each(statesBut('intended', 'requesting', 'presented', 'canceling', 'refused'))(
    'a second session of this tender that is paid is told, also when $name',
    (state) => {
      expect(after(state, read({ sessionId: 's2', status: 'completed' }))).toEqual(
        unchanged(state, {
          type: 'attention',
          reason: { type: 'money_late', sessionId: 's2', captured: amountOf(100_000) },
        }),
      )
    },
  )

  it('a second session that was paid and refunded is told as such', () => {
    expect(after(STATES.settled, read({ sessionId: 's2', status: 'refunded' })).effects).toEqual([
      { type: 'attention', reason: { type: 'money_refunded_elsewhere', sessionId: 's2' } },
    ])
  })

  it('is not suspected where the provider leaves mode and tender out', () => {
    expect(after(STATES.presented, read({ mode: null, tenderId: null }))).toEqual(unchanged(STATES.presented))
  })
})

describe('while a code is shown', () => {
  it('tells that the customer is paying, until the provider says waiting again', () => {
    const paying: ProviderState = { ...STATES.presented, name: 'presented', paying: true, ...SHOWN }
    expect(after(STATES.presented, read({ status: 'paying' }))).toEqual(unchanged(paying))
    expect(after(paying, read({ status: 'waiting' }))).toEqual(unchanged(STATES.presented))
  })

  it('an unknown word is no news: never paid, never void, the display keeps what it knew', () => {
    const paying: ProviderState = { name: 'presented', paying: true, ...SHOWN }
    expect(after(paying, read({ status: 'unknown' }))).toEqual(unchanged(paying))
    for (const state of statesBut('intended')) {
      const moved = state.name === 'refused' ? state : after(state, read({ status: 'unknown' })).state
      expect(moved).toEqual(state)
    }
  })

  it('a word that waits for the merchant is told to a person', () => {
    expect(after(STATES.presented, read({ status: 'review' }))).toEqual({
      state: { name: 'presented', paying: true, ...SHOWN },
      effects: [{ type: 'attention', reason: { type: 'session_in_review', sessionId: 's1' } }],
    })
  })

  it("counts down to the provider's own end, when that moves", () => {
    const { state } = after(STATES.presented, read({ expiresAt: '2026-07-15T08:00:00.000Z' }))
    expect(state).toMatchObject({ expiresAt: '2026-07-15T08:00:00.000Z' })
    expect(after(STATES.presented, read({ expiresAt: null })).state).toMatchObject({ expiresAt: LATER })
  })
})

describe('money', () => {
  it.each(statesBut('settled', 'settled_late'))(
    'that arrives when $name is kept, and settles where the sale needs it',
    (state) => {
      expect(after(state, read({ status: 'completed', completedAt: AT }))).toEqual(
        unchanged({ name: 'settled', sessionId: 's1', settledAt: AT }, { type: 'money_settled' }),
      )
    },
  )

  it.each(statesBut('settled', 'settled_late'))(
    'that arrives when $name and nobody needs it is late money for a person',
    (state) => {
      expect(after(state, read({ status: 'completed' }, false))).toEqual(
        unchanged(
          { name: 'settled_late', sessionId: 's1', settledAt: LATER, captured: amountOf(100_000) },
          { type: 'attention', reason: { type: 'money_late', sessionId: 's1', captured: amountOf(100_000) } },
        ),
      )
    },
  )

  it('that is said twice is there once', () => {
    for (const state of [STATES.settled, STATES.settled_late]) {
      for (const needed of [true, false]) {
        expect(after(state, read({ status: 'completed' }, needed))).toEqual(unchanged(state))
      }
    }
  })

  it('that a second word gives another amount stays, and a person hears of it', () => {
    expect(after(STATES.settled, read({ status: 'completed', amount: amountOf(1) }))).toEqual(
      unchanged(STATES.settled, {
        type: 'attention',
        reason: {
          type: 'money_amount_differs',
          sessionId: 's1',
          captured: amountOf(1),
          asked: amountOf(100_000),
        },
      }),
    )
  })

  it.each(['expired', 'canceled', 'failed'] as const)(
    'is not undone by a later "%s": a contradiction for a person',
    (status) => {
      for (const state of [STATES.settled, STATES.settled_late]) {
        expect(after(state, read({ status }))).toEqual(
          unchanged(state, {
            type: 'attention',
            reason: { type: 'settled_contradicted', sessionId: 's1', status },
          }),
        )
      }
    },
  )

  it('that went back stays in the books, and a person hears of it', () => {
    const news: ProviderEffect = {
      type: 'attention',
      reason: { type: 'money_refunded_elsewhere', sessionId: 's1' },
    }
    expect(after(STATES.settled, read({ status: 'refunded' }))).toEqual(unchanged(STATES.settled, news))
    expect(after(STATES.settled_late, read({ status: 'refunded' }))).toEqual(
      unchanged(STATES.settled_late, news),
    )
  })

  it('that came and went back before we looked pays nothing, though the sale would need it', () => {
    expect(after(STATES.presented, read({ status: 'refunded' }, true))).toEqual(
      unchanged(
        { name: 'settled_late', sessionId: 's1', settledAt: LATER, captured: amountOf(100_000) },
        { type: 'attention', reason: { type: 'money_refunded_elsewhere', sessionId: 's1' } },
      ),
    )
  })
})

describe("the provider's end", () => {
  const ended: readonly SessionStatus[] = ['expired', 'canceled', 'failed']
  it.each(ended)('"%s" ends a live code, and remembers whether it was shown', (status) => {
    for (const name of ['presented', 'canceling', 'superseded'] as const) {
      expect(after(STATES[name], read({ status }))).toEqual({
        state: { name: status, sessionId: 's1', shownAt: AT },
        effects: [],
      })
    }
    for (const name of ['intended', 'requesting', 'abandoned'] as const) {
      expect(after(STATES[name], read({ status })).state).toEqual({
        name: status,
        sessionId: 's1',
        shownAt: null,
      })
    }
  })

  it.each(ended)('"%s" said again, or of what is over otherwise, is no news', (status) => {
    for (const name of ['expired', 'canceled', 'failed', 'refused', 'quarantined'] as const) {
      expect(after(STATES[name], read({ status }))).toEqual(unchanged(STATES[name]))
    }
  })

  it('an open word about what is over brings nothing back to life', () => {
    for (const name of [
      'expired',
      'canceled',
      'failed',
      'refused',
      'quarantined',
      'superseded',
      'settled',
    ] as const) {
      for (const status of ['waiting', 'paying'] as const) {
        expect(after(STATES[name], read({ status }))).toEqual(unchanged(STATES[name]))
      }
    }
  })
})

describe('taking a code down', () => {
  it('that was never sent just forgets it', () => {
    expect(after(STATES.intended, cancelPressed)).toEqual(unchanged({ name: 'abandoned', sessionId: null }))
  })

  it('that was never shown frees the counter at once; the background finds and cancels it', () => {
    expect(after(UNANSWERED, cancelPressed)).toEqual(
      unchanged({ name: 'abandoned', sessionId: null }, { type: 'find_and_cancel' }),
    )
    expect(after(STATES.requesting, cancelPressed)).toEqual(unchanged(STATES.abandoned, sendCancel))
  })

  it('that was given up before its session was known is cancelled when it is found, once', () => {
    const { state, effects } = after({ name: 'abandoned', sessionId: null }, read({}))
    expect({ state, effects }).toEqual(unchanged(STATES.abandoned, sendCancel))
    expect(after(state, read({}))).toEqual(unchanged(STATES.abandoned))
  })

  it('that is shown asks the provider, and the same button twice is one cancel', () => {
    expect(after(STATES.presented, cancelPressed)).toEqual(unchanged(STATES.canceling, sendCancel))
    expect(after(STATES.canceling, cancelPressed)).toEqual(unchanged(STATES.canceling))
  })

  it.each(['waiting', 'paying', 'unknown'] as const)(
    'is not undone by a read that says "%s": it may be older',
    (status) => {
      expect(after(STATES.canceling, read({ status }))).toEqual(unchanged(STATES.canceling))
    },
  )

  it('that the provider declines shows it again: the customer may go on paying', () => {
    expect(after(STATES.canceling, cancelDeclined)).toEqual(unchanged(STATES.presented))
  })

  it('that is declined late changes nothing about what is over', () => {
    for (const state of statesBut('intended', 'requesting', 'presented', 'canceling')) {
      expect(after(state, cancelDeclined)).toEqual(unchanged(state))
    }
  })

  it.each(['intended', 'requesting', 'presented'] as const)(
    'cannot be declined when nobody asked: %s',
    (name) => {
      expect(refused(STATES[name], cancelDeclined)).toEqual({
        type: 'event_out_of_order',
        state: name,
        event: 'cancel_declined',
      })
    },
  )

  it.each(statesBut('intended', 'requesting', 'presented', 'canceling'))(
    'is refused when it is over: $name',
    (state) => {
      expect(refused(state, cancelPressed)).toEqual({ type: 'tender_is_over', state: state.name })
    },
  )
})

describe('superseding', () => {
  it.each(['presented', 'canceling'] as const)(
    'a code that is %s needs a name and a reason, and a person is told',
    (name) => {
      expect(after(STATES[name], superseded)).toEqual(
        unchanged(STATES.superseded, {
          type: 'attention',
          reason: { type: 'tender_superseded', sessionId: 's1', reason: 'no network' },
        }),
      )
    },
  )

  it.each([UNANSWERED, ...statesBut('presented', 'canceling')])(
    'is not for what nobody can see: $name',
    (state) => {
      expect(refused(state, superseded)).toEqual({
        type: 'event_out_of_order',
        state: state.name,
        event: 'superseded',
      })
    },
  )
})

describe('a part of the sale is held', () => {
  it('by every attempt that may still be paid on purpose, and by no other', () => {
    expect(ALL.filter(isInFlight).map((state) => state.name)).toEqual([
      'intended',
      'requesting',
      'presented',
      'canceling',
    ])
  })
})
