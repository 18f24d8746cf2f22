import {
  stepManualTender,
  type BookingState,
  type ManualEvent,
  type MoneyState,
} from '../../src/core/domain/tenders/manual-tender.ts'
import { amountOf } from '../../src/core/domain/money.ts'
import type { ProviderEvent, ProviderState } from '../../src/core/domain/tenders/provider-tender.ts'
import { stepProviderTender } from '../../src/core/domain/tenders/step-provider-tender.ts'
import type { Result } from '../../src/core/domain/result.ts'
import { stepSale, type Sale, type SaleEvent } from '../../src/core/domain/tenders/sale-tenders.ts'
import type { SessionStatus } from '../../src/core/domain/provider/session.ts'
import { aCode, aSale, AT, byHand, LATER, SHOWN, theSession } from './tender-builders.ts'

/** A table of the decision: its rows are states, its columns events, and every cell says what happens. */
export interface StateTable {
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly [state: string, ...cells: string[]])[]
}

const MISMATCH = { type: 'wrong_presentation', reason: 'qris_crc_mismatch' } as const

const PROVIDER_STATES: readonly (readonly [string, ProviderState])[] = [
  ['intended', { name: 'intended' }],
  ['requesting, no session yet', { name: 'requesting', sessionId: null }],
  ['requesting, session known', { name: 'requesting', sessionId: 's1' }],
  ['presented', { name: 'presented', paying: false, ...SHOWN }],
  ['canceling', { name: 'canceling', ...SHOWN }],
  ['settled', { name: 'settled', sessionId: 's1', settledAt: AT }],
  ['settled_late', { name: 'settled_late', sessionId: 's1', settledAt: AT, captured: amountOf(100_000) }],
  [
    'settled_late, attached',
    {
      ...{ name: 'settled_late', sessionId: 's1', settledAt: AT, captured: amountOf(100_000) },
      attachedTo: { saleId: 'sale3', tenderId: 't3' },
    },
  ],
  ['refused', { name: 'refused', code: 'E', message: 'no' }],
  ['expired', { name: 'expired', sessionId: 's1', shownAt: AT }],
  ['canceled', { name: 'canceled', sessionId: 's1', shownAt: AT }],
  ['failed', { name: 'failed', sessionId: 's1', shownAt: AT }],
  ['abandoned, no session yet', { name: 'abandoned', sessionId: null }],
  ['abandoned, session known', { name: 'abandoned', sessionId: 's1' }],
  ['quarantined', { name: 'quarantined', sessionId: 's1', mismatch: MISMATCH }],
  ['superseded', { name: 'superseded', ...SHOWN, reason: 'no network', by: 'p1' }],
]

const read = (
  status: SessionStatus,
  change: Parameters<typeof theSession>[0] = {},
  saleNeedsIt = true,
): ProviderEvent => ({
  type: 'session_read',
  facts: theSession({ status, ...change }),
  at: LATER,
  saleNeedsIt,
})

const PROVIDER_PRESSES: readonly (readonly [string, ProviderEvent])[] = [
  ['create_sent', { type: 'create_sent' }],
  ['create_refused', { type: 'create_refused', code: 'E', message: 'no' }],
  ['presentation_checked', { type: 'presentation_checked', sessionId: 's1', expiresAt: LATER, at: AT }],
  ['presentation_refused', { type: 'presentation_refused', mismatch: MISMATCH }],
  ['cancel_pressed', { type: 'cancel_pressed' }],
  ['cancel_declined', { type: 'cancel_declined' }],
  ['superseded', { type: 'superseded', reason: 'no network', by: 'p1' }],
  [
    'late_attached',
    {
      type: 'late_attached',
      facts: theSession({ status: 'completed' }),
      to: { saleId: 'sale2', tenderId: 't2' },
    },
  ],
]

const PROVIDER_READS: readonly (readonly [string, ProviderEvent])[] = [
  ['waiting', read('waiting')],
  ['paying', read('paying')],
  ['review', read('review')],
  ['unknown', read('unknown')],
  ['completed, needed', read('completed')],
  ['completed, not needed', read('completed', {}, false)],
  ['refunded', read('refunded')],
  ['expired', read('expired')],
  ['canceled', read('canceled')],
  ['failed', read('failed')],
]

const PROVIDER_STRANGE: readonly (readonly [string, ProviderEvent])[] = [
  ['waiting, other amount', read('waiting', { amount: amountOf(1) })],
  ['waiting, other mode', read('waiting', { mode: 'live' })],
  ['waiting, other currency', read('waiting', { currency: 'USD' })],
  ['completed, other amount', read('completed', { amount: amountOf(1) })],
  ['completed, other mode', read('completed', { mode: 'live' })],
  ['waiting, other session', read('waiting', { sessionId: 's9' })],
  ['completed, other session', read('completed', { sessionId: 's9' })],
  ['completed, other tender', read('completed', { tenderId: 't9' })],
]

const BOOKINGS: readonly (readonly [string, BookingState])[] = [
  ['none', { name: 'none' }],
  ['creating', { name: 'creating', attempt: 1 }],
  ['charging', { name: 'charging', attempt: 1, sessionId: 's1' }],
  ['in_review', { name: 'in_review', attempt: 1, sessionId: 's1' }],
  ['confirming', { name: 'confirming', attempt: 1, sessionId: 's1' }],
  ['booked', { name: 'booked', attempt: 1, sessionId: 's1' }],
  ['refused', { name: 'refused', attempt: 1, sessionId: 's1', code: 'E' }],
]
const MONEY: readonly MoneyState[] = [
  { name: 'recorded' },
  { name: 'accepted', by: 'p1', at: AT },
  { name: 'rejected', by: 'p1', at: AT, reason: 'wrong' },
]

const bookingRead = (status: SessionStatus, change: Parameters<typeof theSession>[0] = {}): ManualEvent => ({
  type: 'booking_read',
  facts: theSession({ status, tenderId: 'm1', manual: true, ...change }),
})

const MANUAL_EVENTS: readonly (readonly [string, ManualEvent])[] = [
  ['accepted', { type: 'accepted', by: 'p2', at: LATER }],
  ['rejected', { type: 'rejected', by: 'p2', at: LATER, reason: 'wrong' }],
  ['booking_refused', { type: 'booking_refused', code: 'E' }],
  ['booking_charge_sent', { type: 'booking_charge_sent' }],
  ['booking_confirm_sent', { type: 'booking_confirm_sent' }],
]
const MANUAL_READS: readonly (readonly [string, ManualEvent])[] = [
  ['waiting', bookingRead('waiting')],
  ['paying', bookingRead('paying')],
  ['review', bookingRead('review')],
  ['unknown', bookingRead('unknown')],
  ['completed', bookingRead('completed')],
  ['refunded', bookingRead('refunded')],
  ['expired', bookingRead('expired')],
  ['canceled', bookingRead('canceled')],
  ['failed', bookingRead('failed')],
  ['completed by a network', bookingRead('completed', { manual: false })],
  ['other amount', bookingRead('review', { amount: amountOf(1) })],
]

const SUPERSEDED = { name: 'superseded', ...SHOWN, reason: 'no network', by: 'p1' } as const
const EXPIRED = { name: 'expired', sessionId: 's1', shownAt: AT } as const
const ACCEPTED = byHand({ kind: 'cash', money: { name: 'accepted', by: 'p1', at: AT } })
const paidCode = aCode({ name: 'settled', sessionId: 's1', settledAt: AT })
const half = { amount: amountOf(50_000), covers: amountOf(50_000) }
const presented = { name: 'presented', paying: false, ...SHOWN } as const
const paidHalf = aCode({ name: 'settled', sessionId: 's0', settledAt: AT }, { id: 't0', ...half })
const backOf = (undecided: boolean): Sale => ({
  ...aSale(100_000, paidHalf, aCode(EXPIRED, half)),
  back: { amounts: { t0: amountOf(50_000) }, undecided },
})
const t0Back = { t0: amountOf(50_000) }
const bothHalves = aSale(100_000, paidHalf, aCode({ name: 'settled', sessionId: 's1', settledAt: AT }, half))
const SALES: readonly (readonly [string, Sale])[] = [
  ['open, nothing on it', aSale(100_000)],
  ['open, code presented', aSale(100_000, aCode(presented))],
  ['open, slip recorded', aSale(100_000, byHand())],
  ['open, half paid', aSale(100_000, paidHalf)],
  ['open, half paid and given back', backOf(false)],
  ['open, half paid, its refund undecided', backOf(true)],
  ['open, both halves paid, one given back', { ...bothHalves, back: { amounts: t0Back, undecided: false } }],
  [
    'open, both halves paid, a refund undecided',
    { ...bothHalves, back: { amounts: t0Back, undecided: true } },
  ],
  ['open, both halves paid, its refund failed', bothHalves],
  ['open, half paid, code for the rest', aSale(100_000, paidHalf, aCode(presented, half))],
  ['open, code superseded, slip recorded', aSale(100_000, aCode(SUPERSEDED), byHand())],
  ['paid by t1', { ...aSale(100_000, paidCode), phase: 'paid' }],
  ['paid by cash, t1 superseded', { ...aSale(100_000, aCode(SUPERSEDED), ACCEPTED), phase: 'paid' }],
  ['canceled, t1 expired', { ...aSale(100_000, aCode(EXPIRED)), phase: 'canceled' }],
]
const start = (change: Parameters<typeof aCode>[1]): SaleEvent => ({
  type: 'tender_started',
  tender: aCode({ name: 'intended' }, { id: 'new', ...change }),
})
const SALE_EVENTS: readonly (readonly [string, (sale: Sale) => SaleEvent])[] = [
  ['tender_started, all', () => start({})],
  ['tender_started, half', () => start(half)],
  [
    't1 completed',
    (sale) => {
      const amount = sale.tenders.find((tender) => tender.id === 't1')?.amount ?? amountOf(100_000)
      const facts = theSession({ status: 'completed', amount })
      return { type: 'provider', tenderId: 't1', event: { type: 'session_read', facts, at: LATER } }
    },
  ],
  [
    'm1 accepted',
    () => ({ type: 'manual', tenderId: 'm1', event: { type: 'accepted', by: 'p2', at: LATER } }),
  ],
  ['sale_canceled', () => ({ type: 'sale_canceled' })],
  ['refund_decided', () => ({ type: 'refund_decided' })],
]

/** What really happens in every cell, worked out by running the machines. */
export function workedOutTables(): readonly StateTable[] {
  return [
    providerTable('What is pressed and sent', PROVIDER_PRESSES),
    providerTable('What the provider says', PROVIDER_READS),
    providerTable('Answers that are not about what was asked', PROVIDER_STRANGE),
    manualTable('A person, and the calls of the booking', MANUAL_EVENTS),
    manualTable('What the provider says about the booking', MANUAL_READS),
    {
      name: 'The sale',
      columns: SALE_EVENTS.map(([name]) => name),
      rows: SALES.map(([name, sale]) => [
        name,
        ...SALE_EVENTS.map(([, event]) => saleCell(sale, event(sale))),
      ]),
    },
  ]
}

function providerTable(name: string, events: readonly (readonly [string, ProviderEvent])[]): StateTable {
  return {
    name,
    columns: events.map(([column]) => column),
    rows: PROVIDER_STATES.map(([row, state]) => [
      row,
      ...events.map(([, event]) =>
        cell(stepProviderTender(aCode(state), event), ({ next, effects }) => [
          same(next.state, state) ? '=' : describe(next.state),
          ...effects.map(effectText),
        ]),
      ),
    ]),
  }
}

function manualTable(name: string, events: readonly (readonly [string, ManualEvent])[]): StateTable {
  return {
    name,
    columns: events.map(([column]) => column),
    rows: MONEY.flatMap((money) =>
      BOOKINGS.map(([booking, state]): readonly [string, ...string[]] => {
        const tender = byHand({ money, booking: state })
        return [
          `${money.name} · ${booking}`,
          ...events.map(([, event]) =>
            cell(stepManualTender(tender, event), ({ next, effects }) => [
              [
                next.money.name === money.name ? null : next.money.name,
                same(next.booking, state) ? null : next.booking.name,
              ]
                .filter((part) => part !== null)
                .join(' · ') || '=',
              ...effects.map(effectText),
            ]),
          ),
        ]
      }),
    ),
  }
}

function saleCell(sale: Sale, event: SaleEvent): string {
  return cell(stepSale(sale, event), ({ next, effects }) => [
    same(next, sale)
      ? '='
      : [
          next.phase === sale.phase ? null : next.phase,
          next.tenders.length === sale.tenders.length ? null : 'tender added',
          ...next.tenders.flatMap((tender, index) => {
            const before = sale.tenders[index]
            if (before === undefined || same(before, tender)) return []
            return [tender.type === 'provider' ? tender.state.name : tender.money.name]
          }),
        ]
          .filter((part) => part !== null)
          .join(' · '),
    ...effects.flatMap((effect) =>
      effect.type === 'provider' || effect.type === 'manual'
        ? [effectText(effect.effect)]
        : [effectText(effect)],
    ),
  ])
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

const describe = (state: ProviderState): string => {
  if (state.name === 'presented' && state.paying) return 'presented, paying'
  if (state.name === 'settled_late' && state.attachedTo !== undefined) return 'settled_late, attached'
  return state.name
}

const effectText = (effect: { readonly type: string; readonly reason?: { readonly type: string } }): string =>
  effect.type === 'attention' ? `ask: ${effect.reason?.type ?? ''}` : effect.type

function cell<T>(stepped: Result<T, { readonly type: string }>, say: (step: T) => readonly string[]): string {
  return stepped.ok ? say(stepped.value).join(' + ') : `refused: ${stepped.error.type}`
}

/** As the decision writes it. Cells that say the same in a whole row or column are written all the same. */
export function markdownOf({ name, columns, rows }: StateTable): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    `### ${name}`,
    '',
    line(['state', ...columns]),
    line(['---', ...columns.map(() => '---')]),
    ...rows.map((row) => line(row)),
  ].join('\n')
}

/** The tables of a decision's text, by their headings. */
export function tablesIn(markdown: string): readonly StateTable[] {
  return [...markdown.matchAll(/^### (.+)\n+((?:\|.*\|\n?)+)/gm)].map(([, name = '', body = '']) => {
    const [head = [], , ...rows] = body
      .trim()
      .split('\n')
      .map((line) =>
        line
          .slice(1, -1)
          .split('|')
          .map((text) => text.trim()),
      )
    return { name, columns: head.slice(1), rows: rows as unknown as StateTable['rows'] }
  })
}
