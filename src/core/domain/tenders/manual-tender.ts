import type { Amount, Currency } from '../money.ts'
import { err, ok, unreachable, type Result } from '../result.ts'
import type { SessionFacts } from '../provider/session.ts'

/**
 * Money that a person sees: cash in the hand, a card slip, a transfer notice. Two independent parts: the money itself,
 * and its booking with the provider. No outcome of the booking changes the money.
 */
export interface ManualTender {
  readonly type: 'manual'
  readonly id: string
  readonly saleId: string
  readonly kind: 'cash' | 'edc' | 'transfer' | 'static_qris'
  /** What was collected for this tender (for cash after rounding, without change). */
  readonly amount: Amount
  /** The part of the sale's total it covers; `amount - covers` is the cash rounding or the transfer's suffix. */
  readonly covers: Amount
  readonly currency: Currency
  readonly providerMode: 'test' | 'live'
  readonly money: MoneyState
  readonly booking: BookingState
}

export type MoneyState =
  /** Evidence is stored; nobody has accepted it yet. */
  | { readonly name: 'recorded' }
  /** Accepted by the shop's confirmation rule: it counts. */
  | { readonly name: 'accepted'; readonly by: string; readonly at: string }
  /** Refused by a person before acceptance: it does not count. */
  | { readonly name: 'rejected'; readonly by: string; readonly at: string; readonly reason: string }

export type BookingState = BookingStep & {
  /** Sessions of earlier attempts: what is read about them is no news about the present one. */
  readonly ended?: readonly string[]
}

type BookingStep =
  /** The provider is not told; reconciliation is local. */
  | { readonly name: 'none' }
  /** A create is stored in the outbox or was sent; the answer is unknown. `attempt` counts booking sessions from 1. */
  | { readonly name: 'creating'; readonly attempt: number }
  /** The session exists; the charge by the offline method is sent at most once. */
  | { readonly name: 'charging'; readonly attempt: number; readonly sessionId: string }
  /** The provider waits for the merchant's word. */
  | { readonly name: 'in_review'; readonly attempt: number; readonly sessionId: string }
  /** The confirm was sent; only a re-read tells. */
  | { readonly name: 'confirming'; readonly attempt: number; readonly sessionId: string }
  /** The provider says completed. */
  | { readonly name: 'booked'; readonly attempt: number; readonly sessionId: string }
  /** The provider will not book it; a person looks, the money stays what it is. */
  | {
      readonly name: 'refused'
      readonly attempt: number
      readonly sessionId: string | null
      readonly code: string
    }

export type ManualEvent =
  | { readonly type: 'accepted'; readonly by: string; readonly at: string }
  | { readonly type: 'rejected'; readonly by: string; readonly at: string; readonly reason: string }
  | { readonly type: 'booking_refused'; readonly code: string }
  /** Any answer that describes the booking's session. */
  | { readonly type: 'booking_read'; readonly facts: SessionFacts }
  /** The charge left the machine; it is not repeated, whatever came back. */
  | { readonly type: 'booking_charge_sent' }
  | { readonly type: 'booking_confirm_sent' }

export type ManualEffect =
  | { readonly type: 'send_booking_create'; readonly attempt: number }
  | { readonly type: 'send_booking_charge'; readonly sessionId: string }
  | { readonly type: 'send_booking_confirm'; readonly sessionId: string }
  | { readonly type: 'send_booking_cancel'; readonly sessionId: string }
  | { readonly type: 'money_accepted' }
  | { readonly type: 'attention'; readonly reason: ManualAttention }

export type ManualAttention =
  | { readonly type: 'booking_refused'; readonly code: string }
  | {
      readonly type: 'booking_amount_differs'
      readonly sessionId: string
      readonly got: Amount
      readonly expected: Amount
    }
  /** The provider's books say the opposite of the shop's (rejected money booked, booked money ended); nothing changes. */
  | { readonly type: 'booking_contradicted'; readonly sessionId: string; readonly status: string }
  /** A booking session was paid by a payment network: that is separate money. */
  | { readonly type: 'booking_paid_otherwise'; readonly sessionId: string; readonly captured: Amount }

export type ManualRefusal =
  | { readonly type: 'already_accepted' }
  | { readonly type: 'already_rejected' }
  | { readonly type: 'event_out_of_order'; readonly state: string; readonly event: string }

export interface ManualStep {
  readonly next: ManualTender
  readonly effects: readonly ManualEffect[]
}

type Stepped = Result<ManualStep, ManualRefusal>

/** A booking session that ran out is replaced at most this often before a person is asked. */
const MAX_BOOKING_ATTEMPTS = 3

/** One event on one manual tender: the next state and what must be done about it, or a named refusal. */
export function stepManualTender(tender: ManualTender, event: ManualEvent): Stepped {
  switch (event.type) {
    case 'accepted':
      return onAccepted(tender, event.by, event.at)
    case 'rejected':
      return onRejected(tender, event)
    case 'booking_refused':
      return onBookingRefused(tender, event.code)
    case 'booking_read':
      return ok(onBookingRead(tender, event.facts))
    case 'booking_charge_sent':
      return tender.booking.name === 'charging' ? ok(stay(tender)) : outOfOrder(tender, event)
    case 'booking_confirm_sent':
      return onConfirmSent(tender, event)
    default:
      return unreachable(event)
  }
}

const stay = (tender: ManualTender, ...effects: ManualEffect[]): ManualStep => ({ next: tender, effects })
const booked = (tender: ManualTender, booking: BookingState, ...effects: ManualEffect[]): ManualStep => {
  const ended = booking.ended ?? tender.booking.ended
  return { next: { ...tender, booking: ended === undefined ? booking : { ...booking, ended } }, effects }
}
const needsPerson = (reason: ManualAttention): ManualEffect => ({ type: 'attention', reason })
const outOfOrder = (tender: ManualTender, event: ManualEvent): Stepped =>
  err({ type: 'event_out_of_order', state: tender.booking.name, event: event.type })

function onAccepted(tender: ManualTender, by: string, at: string): Stepped {
  if (tender.money.name === 'accepted') return err({ type: 'already_accepted' })
  if (tender.money.name === 'rejected') return err({ type: 'already_rejected' })
  const next: ManualTender = { ...tender, money: { name: 'accepted', by, at } }
  const { booking } = tender
  // a session already waiting for the merchant's word gets it now
  return booking.name === 'in_review'
    ? ok({
        next,
        effects: [{ type: 'money_accepted' }, { type: 'send_booking_confirm', sessionId: booking.sessionId }],
      })
    : ok({ next, effects: [{ type: 'money_accepted' }] })
}

function onRejected(
  tender: ManualTender,
  { by, at, reason }: Extract<ManualEvent, { type: 'rejected' }>,
): Stepped {
  if (tender.money.name === 'accepted') return err({ type: 'already_accepted' })
  if (tender.money.name === 'rejected') return err({ type: 'already_rejected' })
  const next: ManualTender = { ...tender, money: { name: 'rejected', by, at, reason } }
  const { booking } = tender
  if (!('sessionId' in booking) || booking.sessionId === null) return ok({ next, effects: [] })
  const { sessionId } = booking
  return booking.name === 'booked'
    ? ok({ next, effects: [contradicted(sessionId, 'completed')] })
    : ok({ next, effects: [{ type: 'send_booking_cancel', sessionId }] })
}

function onBookingRefused(tender: ManualTender, code: string): Stepped {
  const { booking } = tender
  if (booking.name === 'none' || booking.name === 'booked') {
    return outOfOrder(tender, { type: 'booking_refused', code })
  }
  if (booking.name === 'refused') return ok(stay(tender))
  const sessionId = booking.name === 'creating' ? null : booking.sessionId
  return ok(
    booked(
      tender,
      { name: 'refused', attempt: booking.attempt, sessionId, code },
      {
        type: 'attention',
        reason: { type: 'booking_refused', code },
      },
    ),
  )
}

function onConfirmSent(tender: ManualTender, event: ManualEvent): Stepped {
  const { booking } = tender
  if (booking.name === 'confirming') return ok(stay(tender))
  if (booking.name !== 'in_review') return outOfOrder(tender, event)
  return ok(booked(tender, { ...booking, name: 'confirming' }))
}

function onBookingRead(tender: ManualTender, facts: SessionFacts): ManualStep {
  const { booking } = tender
  const { sessionId, status } = facts
  if (facts.tenderId !== null && facts.tenderId !== tender.id) return stay(tender)
  const standing = standingOf(booking, facts)
  const paid = status === 'completed' || status === 'refunded'
  if (paid && !facts.manual) return onPaidOtherwise(tender, facts, standing)
  if (standing !== 'present' || booking.name === 'none') return stay(tender)
  if (booking.name === 'booked') {
    // the money stays what it is, and so does what the provider once said; a person compares the books
    return isUndone(status) ? stay(tender, contradicted(sessionId, status)) : stay(tender)
  }
  const differs = bookingDiffers(tender, facts)
  const { attempt } = booking
  if (differs !== null) {
    if (booking.name === 'refused') return stay(tender)
    return booked(
      tender,
      { name: 'refused', attempt, sessionId, code: differs.code },
      needsPerson(differs.reason),
    )
  }
  switch (status) {
    case 'completed':
    case 'refunded': {
      const state: BookingState = { name: 'booked', attempt, sessionId }
      return tender.money.name === 'rejected' || status === 'refunded'
        ? booked(tender, state, contradicted(sessionId, status))
        : booked(tender, state)
    }
    case 'review':
      return onReview(tender, attempt, sessionId)
    case 'waiting':
      // the charge is never sent twice; the caller asks a person after a minute
      return booking.name === 'creating' ? onBookingCreated(tender, attempt, sessionId) : stay(tender)
    case 'expired':
    case 'canceled':
    case 'failed':
      return onBookingEnded(tender, attempt, sessionId, status)
    case 'paying':
    case 'unknown':
      return stay(tender)
    default:
      return unreachable(status)
  }
}

/** Is the answer about the present attempt's session, an earlier one of this tender, or nothing of ours? */
function standingOf(booking: BookingState, facts: SessionFacts): 'present' | 'earlier' | 'foreign' {
  if (booking.ended?.includes(facts.sessionId) === true) return 'earlier'
  if (booking.name === 'none') return facts.tenderId === null ? 'foreign' : 'earlier'
  const known = 'sessionId' in booking ? booking.sessionId : null
  if (known === null || known === facts.sessionId) return 'present'
  return facts.tenderId === null ? 'foreign' : 'earlier'
}

/** A payment network paid a booking session, the present one or one given up: money beside the one in the hand. */
function onPaidOtherwise(
  tender: ManualTender,
  { sessionId, amount: captured }: SessionFacts,
  standing: ReturnType<typeof standingOf>,
): ManualStep {
  const { booking } = tender
  if (standing === 'foreign') return stay(tender)
  const attention = needsPerson({ type: 'booking_paid_otherwise', sessionId, captured })
  if (standing === 'earlier' || booking.name === 'none' || booking.name === 'booked') {
    return stay(tender, attention)
  }
  const { attempt } = booking
  return booked(tender, { name: 'refused', attempt, sessionId, code: 'booking_paid_otherwise' }, attention)
}

/** Compares a booking's answer with what was asked, as for a code; a mode that differs books in the wrong world. */
function bookingDiffers(
  tender: ManualTender,
  { sessionId, amount: got, currency, mode }: SessionFacts,
): { readonly code: string; readonly reason: ManualAttention } | null {
  if (mode !== null && mode !== tender.providerMode) {
    const code = 'booking_mode_differs'
    return { code, reason: { type: 'booking_refused', code } }
  }
  if (currency !== tender.currency) {
    const code = 'booking_currency_differs'
    return { code, reason: { type: 'booking_refused', code } }
  }
  if (got === tender.amount) return null
  const code = 'booking_amount_differs'
  return { code, reason: { type: code, sessionId, got, expected: tender.amount } }
}

const isUndone = (status: SessionFacts['status']): boolean =>
  status === 'expired' || status === 'canceled' || status === 'failed' || status === 'refunded'

const contradicted = (sessionId: string, status: string): ManualEffect =>
  needsPerson({ type: 'booking_contradicted', sessionId, status })

function onBookingCreated(tender: ManualTender, attempt: number, sessionId: string): ManualStep {
  if (tender.money.name === 'rejected') {
    return booked(
      tender,
      { name: 'charging', attempt, sessionId },
      { type: 'send_booking_cancel', sessionId },
    )
  }
  return booked(tender, { name: 'charging', attempt, sessionId }, { type: 'send_booking_charge', sessionId })
}

function onReview(tender: ManualTender, attempt: number, sessionId: string): ManualStep {
  if (tender.booking.name === 'confirming' || tender.booking.name === 'refused') return stay(tender)
  const state: BookingState = { name: 'in_review', attempt, sessionId }
  switch (tender.money.name) {
    case 'accepted':
      return booked(tender, state, { type: 'send_booking_confirm', sessionId })
    case 'rejected':
      return booked(tender, state, { type: 'send_booking_cancel', sessionId })
    case 'recorded':
      return booked(tender, state)
    default:
      return unreachable(tender.money)
  }
}

/** An ended booking session is no news about the money: it gets a new session, or a person after a few tries. */
function onBookingEnded(
  tender: ManualTender,
  attempt: number,
  sessionId: string,
  status: string,
): ManualStep {
  if (tender.money.name === 'rejected') {
    return booked(tender, { name: 'refused', attempt, sessionId, code: status })
  }
  if (tender.booking.name === 'refused') return stay(tender)
  if (attempt >= MAX_BOOKING_ATTEMPTS) {
    const reason: ManualAttention = { type: 'booking_refused', code: status }
    return booked(
      tender,
      { name: 'refused', attempt, sessionId, code: status },
      { type: 'attention', reason },
    )
  }
  const ended = [...(tender.booking.ended ?? []), sessionId]
  return booked(
    tender,
    { name: 'creating', attempt: attempt + 1, ended },
    {
      type: 'send_booking_create',
      attempt: attempt + 1,
    },
  )
}

/** Recorded money that nobody has accepted or rejected yet: it holds its part of the sale. */
export const isManualInFlight = (tender: ManualTender): boolean => tender.money.name === 'recorded'
