import fc from 'fast-check'
import type { ManualEvent, ManualTender } from '../../src/core/domain/tenders/manual-tender.ts'
import { amountOf } from '../../src/core/domain/money.ts'
import type { ProviderTender } from '../../src/core/domain/tenders/provider-tender.ts'
import type {
  ProviderTenderEvent,
  Sale,
  SaleEvent,
  Tender,
} from '../../src/core/domain/tenders/sale-tenders.ts'
import type { SessionFacts, SessionStatus } from '../../src/core/domain/provider/session.ts'
import { AT, LATER, theSession } from './tender-builders.ts'

/**
 * What can happen at a counter, as plain data that fast-check can draw and shrink. A command becomes events only when
 * the sale is known, so that a random sequence reaches deep states instead of being refused at the door.
 */
export type Command =
  | {
      readonly do: 'start'
      readonly kind: Tender['kind']
      readonly share: 'all' | 'half' | 'third' | 'too_much'
      readonly accepted: boolean
      readonly booking: boolean
    }
  /** The next event of an untroubled life. */
  | { readonly do: 'advance'; readonly which: number; readonly steps: number }
  | { readonly do: 'read'; readonly which: number; readonly read: Read }
  | { readonly do: 'press'; readonly which: number; readonly code: CodeButton; readonly hand: HandButton }
  | { readonly do: 'again'; readonly back: number }
  | { readonly do: 'stranger'; readonly which: number }
  | { readonly do: 'cancel_sale' }

export interface Read {
  readonly status: SessionStatus
  readonly odd: Oddity
  readonly manual: boolean
}

type Oddity = 'none' | 'amount' | 'currency' | 'mode' | 'session' | 'tender' | 'untold'
type CodeButton = Exclude<ProviderTenderEvent['type'], 'session_read' | 'late_attached'>
type HandButton = Exclude<ManualEvent['type'], 'booking_read'>

const which = fc.nat({ max: 5 })
const often = <T>(weight: number, value: T) => ({ weight, arbitrary: fc.constant(value) })

const status = fc.oneof(
  often<SessionStatus>(6, 'completed'),
  often<SessionStatus>(3, 'expired'),
  often<SessionStatus>(2, 'waiting'),
  often<SessionStatus>(2, 'review'),
  ...(['paying', 'refunded', 'canceled', 'failed', 'unknown'] as const).map((each) =>
    often<SessionStatus>(1, each),
  ),
)

const odd = fc.oneof(
  often<Oddity>(14, 'none'),
  often<Oddity>(3, 'untold'),
  ...(['amount', 'currency', 'mode', 'session', 'tender'] as const).map((each) => often<Oddity>(1, each)),
)

const codeButton = fc.constantFrom<CodeButton>(
  'cancel_pressed',
  'cancel_pressed',
  'cancel_declined',
  'cancel_declined',
  'superseded',
  'superseded',
  'create_sent',
  'create_refused',
  'create_refused',
  'create_refused',
  'presentation_checked',
  'presentation_refused',
)

const handButton = fc.constantFrom<HandButton>(
  'accepted',
  'accepted',
  'rejected',
  'booking_refused',
  'booking_charge_sent',
  'booking_confirm_sent',
)

const aCommand: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 18,
    arbitrary: fc.record({
      do: fc.constant('start' as const),
      kind: fc.constantFrom<Tender['kind']>('qris', 'qris', 'link', 'cash', 'edc', 'transfer', 'static_qris'),
      share: fc.constantFrom(
        'all' as const,
        'all' as const,
        'half' as const,
        'third' as const,
        'too_much' as const,
      ),
      accepted: fc.oneof(often(1, true), often(3, false)),
      booking: fc.boolean(),
    }),
  },
  {
    weight: 26,
    arbitrary: fc.record({
      do: fc.constant('advance' as const),
      which,
      steps: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 26,
    arbitrary: fc.record({
      do: fc.constant('read' as const),
      which,
      read: fc.record({ status, odd, manual: fc.boolean() }),
    }),
  },
  {
    weight: 22,
    arbitrary: fc.record({ do: fc.constant('press' as const), which, code: codeButton, hand: handButton }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('again' as const), back: fc.nat({ max: 9 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('stranger' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel_sale' as const) }) },
)

const start = (kind: Tender['kind'], share: 'all' | 'half', accepted: boolean): Command => ({
  do: 'start',
  kind,
  share,
  accepted,
  booking: true,
})
const show = (which: number): Command => ({ do: 'advance', which, steps: 3 })
const readAs = (which: number, status: SessionStatus): Command => ({
  do: 'read',
  which,
  read: { status, odd: 'none', manual: false },
})
const press = (which: number, code: CodeButton): Command => ({ do: 'press', which, code, hand: 'accepted' })

/** How troubled lives begin; chance alone seldom gets this far, and from here it goes anywhere. */
const OPENINGS: readonly (readonly Command[])[] = [
  [],
  [start('qris', 'all', false), show(0)],
  [start('qris', 'all', false), show(0), readAs(0, 'expired'), start('qris', 'all', false), show(1)],
  [start('link', 'all', false), show(0), readAs(0, 'canceled'), start('edc', 'all', false)],
  [start('qris', 'all', false), show(0), press(0, 'superseded'), start('cash', 'all', true)],
  [start('qris', 'all', false), show(0), press(0, 'superseded'), start('qris', 'half', false), show(1)],
  [start('qris', 'half', false), show(0), start('qris', 'all', false), show(1), press(0, 'cancel_pressed')],
  [start('qris', 'all', false), { do: 'advance', which: 0, steps: 1 }],
  [
    start('transfer', 'half', false),
    { do: 'advance', which: 0, steps: 2 },
    start('qris', 'all', false),
    show(1),
  ],
  [start('qris', 'all', false), show(0), press(0, 'superseded'), { do: 'cancel_sale' }],
]

/** An opening, and then whatever comes. */
export const someCommands: fc.Arbitrary<readonly Command[]> = fc
  .tuple(fc.constantFrom(...OPENINGS), fc.array(aCommand, { minLength: 4, maxLength: 28, size: 'max' }))
  .map(([opening, rest]) => [...opening, ...rest])

/** The command as an event on this sale, or null when there is nothing it could be about. */
export function eventOf(sale: Sale, past: readonly SaleEvent[], command: Command): SaleEvent | null {
  const tender =
    'which' in command ? sale.tenders[command.which % Math.max(1, sale.tenders.length)] : undefined
  switch (command.do) {
    case 'start':
      return { type: 'tender_started', tender: startOf(sale, command) }
    case 'again':
      return past[past.length - 1 - command.back] ?? null
    case 'cancel_sale':
      return { type: 'sale_canceled' }
    case 'stranger':
      return strangerEvent(sale, tender)
    case 'advance':
      return tender === undefined ? null : naturalEvent(tender)
    case 'read':
      return tender === undefined ? null : readEvent(tender, command.read)
    case 'press':
      if (tender === undefined) return null
      return tender.type === 'provider'
        ? { type: 'provider', tenderId: tender.id, event: codePress(tender, command.code) }
        : { type: 'manual', tenderId: tender.id, event: handPress(command.hand) }
  }
}

function startOf(sale: Sale, command: Extract<Command, { do: 'start' }>): Tender {
  const left = Math.max(1, sale.total - takenOf(sale))
  const covers = { all: left, half: Math.ceil(left / 2), third: Math.ceil(left / 3), too_much: left + 1 }[
    command.share
  ]
  const isCode = command.kind === 'qris' || command.kind === 'link'
  const common = {
    id: `t${sale.tenders.length + 1}`,
    saleId: sale.id,
    // what is taken by hand differs from the part it covers by a rounding or a transfer's suffix
    amount: amountOf(isCode ? covers : covers + 50),
    covers: amountOf(covers),
    currency: sale.currency,
    providerMode: 'test' as const,
  }
  if (command.kind === 'qris' || command.kind === 'link') {
    return { type: 'provider', kind: command.kind, ...common, state: { name: 'intended' } }
  }
  return {
    type: 'manual',
    kind: command.kind,
    ...common,
    money: command.accepted ? { name: 'accepted', by: 'Sari', at: AT } : { name: 'recorded' },
    booking: command.booking ? { name: 'creating', attempt: 1 } : { name: 'none' },
  }
}

const TAKING: ReadonlySet<string> = new Set(['intended', 'requesting', 'presented', 'canceling', 'settled'])

const takenOf = (sale: Sale): number =>
  sale.tenders
    .filter((each) =>
      each.type === 'provider' ? TAKING.has(each.state.name) : each.money.name !== 'rejected',
    )
    .reduce((sum, each) => sum + each.covers, 0)

function naturalEvent(tender: Tender): SaleEvent {
  if (tender.type === 'manual') return naturalHandEvent(tender)
  const { id: tenderId, state } = tender
  if (state.name === 'intended') return { type: 'provider', tenderId, event: { type: 'create_sent' } }
  if (state.name !== 'requesting') return readEvent(tender, { status: 'paying', odd: 'none', manual: false })
  return state.sessionId === null
    ? readEvent(tender, { status: 'waiting', odd: 'none', manual: false })
    : { type: 'provider', tenderId, event: codePress(tender, 'presentation_checked') }
}

function naturalHandEvent(tender: ManualTender): SaleEvent {
  const read = (status: SessionStatus): SaleEvent => readEvent(tender, { status, odd: 'none', manual: true })
  switch (tender.booking.name) {
    case 'creating':
      return read('waiting')
    case 'charging':
      return read('review')
    case 'in_review':
      return { type: 'manual', tenderId: tender.id, event: handPress('booking_confirm_sent') }
    case 'confirming':
      return read('completed')
    case 'none':
    case 'booked':
    case 'refused':
      return { type: 'manual', tenderId: tender.id, event: handPress('accepted') }
  }
}

function readEvent(tender: Tender, read: Read): SaleEvent {
  const facts = factsOf(tender, read)
  return tender.type === 'provider'
    ? { type: 'provider', tenderId: tender.id, event: { type: 'session_read', facts, at: LATER } }
    : { type: 'manual', tenderId: tender.id, event: { type: 'booking_read', facts } }
}

function factsOf(tender: Tender, { status, odd, manual }: Read): SessionFacts {
  const right = theSession({
    sessionId: sessionOf(tender),
    status,
    amount: tender.amount,
    tenderId: tender.id,
    // a booking is mostly completed by a person and a code never is
    manual: tender.type === 'manual' && manual,
  })
  const odds: Readonly<Record<Oddity, Partial<SessionFacts>>> = {
    none: {},
    amount: { amount: amountOf(tender.amount + 1) },
    currency: { currency: 'USD' },
    mode: { mode: 'live' },
    session: { sessionId: `${sessionOf(tender)}-other` },
    tender: { tenderId: 'somebody-else' },
    untold: { tenderId: null, mode: null },
  }
  return { ...right, ...odds[odd] }
}

function sessionOf(tender: Tender): string {
  if (tender.type === 'provider') return `session-${tender.id}`
  const { booking } = tender
  return booking.name === 'none' ? `session-${tender.id}` : `session-${tender.id}-${booking.attempt}`
}

function codePress(tender: ProviderTender, type: CodeButton): ProviderTenderEvent {
  const sessionId = sessionOf(tender)
  switch (type) {
    case 'create_sent':
    case 'cancel_pressed':
    case 'cancel_declined':
      return { type }
    case 'create_refused':
      return { type, code: 'amount_too_small', message: 'the amount is too small' }
    case 'presentation_checked':
      return { type, sessionId, expiresAt: LATER, at: AT }
    case 'presentation_refused':
      return { type, mismatch: { type: 'wrong_presentation', reason: 'crc' } }
    case 'superseded':
      return { type, reason: 'no network', by: 'Wayan' }
  }
}

function handPress(type: HandButton): ManualEvent {
  switch (type) {
    case 'accepted':
      return { type, by: 'Wayan', at: LATER }
    case 'rejected':
      return { type, by: 'Wayan', at: LATER, reason: 'no money came' }
    case 'booking_refused':
      return { type, code: 'adapter_unknown' }
    case 'booking_charge_sent':
    case 'booking_confirm_sent':
      return { type }
  }
}

/** An event for a tender the sale does not have, or of the other sort of tender. */
function strangerEvent(sale: Sale, tender: Tender | undefined): SaleEvent {
  return tender?.type === 'provider'
    ? { type: 'manual', tenderId: tender.id, event: handPress('accepted') }
    : { type: 'provider', tenderId: `gone-from-${sale.id}`, event: { type: 'create_sent' } }
}
