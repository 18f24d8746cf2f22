import type { ManualTender } from '../../src/core/domain/tenders/manual-tender.ts'
import type { ProviderTender } from '../../src/core/domain/tenders/provider-tender.ts'
import { coveredAmount, isCounted, type Tender } from '../../src/core/domain/tenders/sale-tenders.ts'
import type { AttentionRecord, SaleRecord, Store } from '../../src/core/ports/store.ts'
import type { LoggedCall, ProviderBooks } from './provider-books.ts'

/**
 * Holds the till's books against the provider's, after everything has come to rest. Each sentence that comes back is a
 * broken promise; none is what a shop may expect.
 */
export function compareBooks(
  store: Store,
  provider: ProviderBooks,
  { calls = [], isRestored = false }: ComparedWith = {},
): string[] {
  const till = readTill(store, isRestored)
  return [
    ...capturesAreKnown(till, provider),
    ...settledIsPaid(till, provider),
    ...sessionsAreKnown(till, provider),
    ...attemptsAreOne(till, provider),
    ...callsAreOne(till, calls),
    ...manualMoneyIsWhole(till, provider),
    ...nobodyPaysTwiceUntold(till, provider),
    ...salesAddUp(till),
    ...ledgerIsWhole(till),
    ...refundsAreOurs(till, provider),
    ...nobodyCriesWolf(till, provider),
  ]
}

export interface ComparedWith {
  /** The requests that reached the provider. */
  readonly calls?: readonly LoggedCall[]
  /** An older copy was put back: what it does not know has to be in the inbox instead. */
  readonly isRestored?: boolean
}

interface TillBooks {
  readonly isRestored: boolean
  readonly store: Store
  readonly sales: readonly SaleRecord[]
  readonly tenders: ReadonlyMap<string, Tender>
  readonly attention: readonly AttentionRecord[]
}

function readTill(store: Store, isRestored: boolean): TillBooks {
  const rows = store.read.sales({ cursor: null, limit: 100_000 }).rows
  const sales = rows.flatMap((row) => store.read.sale(row.id) ?? [])
  const tenders = sales.flatMap((record) => record.sale.tenders)
  return {
    isRestored,
    store,
    sales,
    tenders: new Map(tenders.map((tender) => [tender.id, tender])),
    attention: store.read.attentions({ cursor: null, limit: 100_000 }).rows,
  }
}

const tenderIdOf = (session: ProviderBooks['sessions'][number] | undefined): string =>
  session?.metadata?.['tender_id'] ?? ''

/** Every capture is settled, settled late and in somebody's inbox, or the booking of money that was accepted here. */
function capturesAreKnown(till: TillBooks, { captures, sessions }: ProviderBooks): string[] {
  return captures.flatMap((capture) => {
    const tender = till.tenders.get(tenderIdOf(sessions.find(({ id }) => id === capture.sessionId)))
    const isTold = till.attention.some((item) => item.facts['sessionId'] === capture.sessionId)
    if (tender === undefined)
      return till.isRestored && isTold ? [] : [`money of session ${capture.sessionId} belongs to no tender`]
    if (tender.type === 'manual') return bookingIsRight(till, tender, capture)
    if (capture.visible) return captureIsKnown(till, tender, capture)
    return isTold ? [] : [`money that the session ${capture.sessionId} does not show is in nobody's inbox`]
  })
}

type Capture = ProviderBooks['captures'][number]

function captureIsKnown(till: TillBooks, tender: ProviderTender, { sessionId, amount }: Capture): string[] {
  const { state } = tender
  const noted = till.attention.some((item) => item.tenderId === tender.id)
  switch (state.name) {
    case 'settled':
      if (state.sessionId !== sessionId)
        return noted ? [] : [`a second session of tender ${tender.id} was paid and nobody is told`]
      return amount === tender.amount
        ? []
        : [`tender ${tender.id} settled ${tender.amount}, paid was ${amount}`]
    case 'settled_late':
      return noted ? [] : [`late money of tender ${tender.id} is in nobody's inbox`]
    default:
      return [`captured, but tender ${tender.id} is ${state.name}`]
  }
}

function bookingIsRight(
  till: TillBooks,
  tender: ManualTender,
  { sessionId, amount, adapter }: Capture,
): string[] {
  const noted = till.attention.some((item) => item.tenderId === tender.id)
  if (adapter !== 'manual') {
    return noted ? [] : [`a customer paid the booking ${sessionId} and nobody is told`]
  }
  const { booking, money } = tender
  if (money.name !== 'accepted') return [`tender ${tender.id} is ${money.name}, but was booked as received`]
  if (booking.name !== 'booked')
    return [`booked at the provider, but tender ${tender.id} says ${booking.name}`]
  if (booking.sessionId !== sessionId) return [`tender ${tender.id} is booked more than once`]
  return amount === tender.amount ? [] : [`tender ${tender.id} of ${tender.amount} is booked as ${amount}`]
}

/** LUNAS by the provider needs money at the provider. */
function settledIsPaid(till: TillBooks, { captures }: ProviderBooks): string[] {
  const paid = new Set(captures.filter((each) => each.visible).map((each) => each.sessionId))
  return [...till.tenders.values()].flatMap((tender) => {
    if (tender.type === 'manual') {
      const { booking } = tender
      return booking.name === 'booked' && !paid.has(booking.sessionId)
        ? [`tender ${tender.id} says booked, the provider knows nothing of it`]
        : []
    }
    const { state } = tender
    return (state.name === 'settled' || state.name === 'settled_late') && !paid.has(state.sessionId)
      ? [`tender ${tender.id} says ${state.name} without money`]
      : []
  })
}

const IS_LIVE = ['open', 'pending', 'pending_review']

/** No session is left out of sight, and none can still be paid that the till has done with. */
function sessionsAreKnown(till: TillBooks, { sessions }: ProviderBooks): string[] {
  return sessions.flatMap((session) => {
    const tender = till.tenders.get(tenderIdOf(session))
    if (tender === undefined) return till.isRestored ? [] : [`session ${session.id} belongs to no tender`]
    const told = till.attention.filter((item) => item.tenderId === tender.id).map((item) => item.kind)
    if (told.includes('outcome_unknown') || (till.isRestored && tender.type === 'manual')) return []
    if (till.store.read.session(session.id) === null)
      return [`the till has lost sight of session ${session.id} (${session.status})`]
    // a person's word is missing, or the provider would not take it and a person was told
    const awaitsPerson =
      tender.type === 'manual' && (tender.money.name === 'recorded' || told.includes('booking_refused'))
    return IS_LIVE.includes(session.status) && !awaitsPerson
      ? [`session ${session.id} is still ${session.status}, but its tender is over`]
      : []
  })
}

/**
 * One attempt is one session: a resend never makes a second one. Books that were put back do not know that a booking ran
 * out and was made anew in the lost time, and may make it again; `manualMoneyIsWhole` says whether money was booked twice.
 */
function attemptsAreOne(till: TillBooks, { sessions }: ProviderBooks): string[] {
  const attempts = sessions.flatMap((session) => {
    const isBooking = till.tenders.get(tenderIdOf(session))?.type === 'manual'
    return till.isRestored && isBooking ? [] : [session.metadata?.['attempt_id'] ?? session.id]
  })
  const repeated = new Set(attempts.filter((each, index) => attempts.indexOf(each) !== index))
  return [...repeated].map((attempt) => `attempt ${attempt} made more than one session`)
}

/**
 * A key always carries the same bytes, and a charge, which has no key, leaves at most once. Books that were put back may
 * not know that one left in the lost time: they read first, so theirs may follow one that the provider never acted on.
 */
function callsAreOne({ isRestored }: TillBooks, calls: readonly LoggedCall[]): string[] {
  const broken: string[] = []
  const bodies = new Map<string, string>()
  const charged = new Set<string>()
  for (const { method, target, idempotencyKey, body, status, isActedOn } of calls) {
    if (method !== 'POST') continue
    if (idempotencyKey !== null) {
      const before = bodies.get(idempotencyKey)
      if (before !== undefined && before !== body)
        broken.push(`key ${idempotencyKey} was sent with other bytes`)
      bodies.set(idempotencyKey, body)
    }
    const session = /\/sessions\/([^/]+)\/charge$/.exec(target)?.[1]
    // turned away: the provider did nothing, and says so
    if (session === undefined || (status !== null && status >= 400 && status < 500)) continue
    if (isRestored && !isActedOn) continue
    if (charged.has(session)) broken.push(`session ${session} was charged twice`)
    charged.add(session)
  }
  return broken
}

/** What a person took has its evidence, and once accepted it is booked or somebody is told why not. */
function manualMoneyIsWhole(till: TillBooks, { sessions }: ProviderBooks): string[] {
  return [...till.tenders.values()].flatMap((tender) => {
    if (tender.type !== 'manual') return []
    const broken: string[] = []
    if (till.store.read.evidence(tender.id) === null)
      broken.push(`manual tender ${tender.id} has no evidence`)
    const { money, booking } = tender
    const noted = till.attention.some((item) => item.tenderId === tender.id)
    if (money.name === 'accepted' && booking.name !== 'booked' && booking.name !== 'none' && !noted)
      broken.push(`accepted money of tender ${tender.id} was never booked: ${booking.name}`)
    const booked = sessions.filter(
      (session) => tenderIdOf(session) === tender.id && session.status === 'completed',
    )
    if (booked.length > 1 && !noted) broken.push(`tender ${tender.id} is booked ${booked.length} times`)
    return broken
  })
}

/** Counted from the provider's books and the drawer, not from what the till believes. */
function nobodyPaysTwiceUntold(till: TillBooks, { captures, sessions }: ProviderBooks): string[] {
  const tenderOf = new Map(sessions.map((session) => [session.id, tenderIdOf(session)]))
  return till.sales.flatMap((record) => {
    const { sale, number } = record
    const ids = new Set(sale.tenders.flatMap(({ id, type }) => (type === 'provider' ? [id] : [])))
    const byPhone = captures
      .filter((each) => each.visible && ids.has(tenderOf.get(each.sessionId) ?? ''))
      .reduce((sum, each) => sum + each.amount, 0)
    const byHand = sale.tenders
      .filter((tender) => tender.type === 'manual' && tender.money.name === 'accepted')
      .reduce((sum, tender) => sum + tender.covers, 0)
    const told = till.attention.some((item) => item.saleId === sale.id)
    return byPhone + byHand > sale.total && !told
      ? [`sale ${number} of ${sale.total} was paid ${byPhone + byHand} and nobody is told`]
      : []
  })
}

/** Paid is what is covered, neither more nor less; a receipt is for what is paid; numbers have no gaps. */
function salesAddUp(till: TillBooks): string[] {
  const broken: string[] = []
  const days = new Map<string, number[]>()
  for (const { sale, number } of till.sales) {
    const covered = coveredAmount(sale)
    const isPaid = sale.phase === 'paid'
    if (isPaid !== covered >= sale.total) broken.push(`sale ${number}: ${sale.phase}, covered ${covered}`)
    if (covered > sale.total) broken.push(`sale ${number} is covered twice`)
    const receipt = till.store.read.receiptOf(sale.id)
    if (isPaid !== (receipt !== null))
      broken.push(`sale ${number}: ${sale.phase}, ${receipt === null ? 'no receipt' : 'a receipt'}`)
    if (receipt?.document.kind === 'receipt' && receipt.document.status !== 'paid')
      broken.push(`sale ${number} has a receipt that says ${receipt.document.status}`)
    const [, day = '', count = ''] = /^(.*)-(\d+)$/.exec(number) ?? []
    days.set(day, [...(days.get(day) ?? []), Number(count)])
  }
  for (const [day, numbers] of days) {
    numbers
      .toSorted((a, b) => a - b)
      .forEach((number, index, all) => {
        // books that were put back go on with a block of numbers that nobody has used
        const follows = till.isRestored ? number !== all[index - 1] : number === index + 1
        if (!follows) broken.push(`sale numbers of ${day} have a gap or a double before ${number}`)
      })
  }
  return broken
}

/** What counts stands in the ledger of money once, to the rupiah, and what does not count is not in it. */
function ledgerIsWhole({ store, sales }: TillBooks): string[] {
  return sales.flatMap(({ sale }) =>
    sale.tenders.flatMap((tender) => {
      const row = store.read.taking(`tender:${tender.id}`)
      const there = row?.amount ?? 0
      const here = isCounted(tender) ? tender.amount : 0
      const given = store.read.refundsOf({ tenderId: tender.id, chargeId: null }).flatMap(({ refund }) => {
        const { state } = refund
        // cash leaves the drawer whatever it is for; other late money that goes back was never in the ledger
        const isBooked = row !== null || refund.way === 'cash'
        const back: number = isBooked && state.name === 'succeeded' ? state.given : 0
        const source = `${refund.way === 'terminal' ? 'void' : 'refund'}:${refund.id}`
        const booked = store.read.taking(source)?.amount ?? 0
        return booked === -back ? [] : [`refund ${refund.id} of ${back} stands in the ledger as ${booked}`]
      })
      return there === here
        ? given
        : [`tender ${tender.id} of ${here} stands in the ledger as ${there}`, ...given]
    }),
  )
}

/** No payment goes back twice, and what went back is in the till's books to the rupiah. */
function refundsAreOurs(till: TillBooks, { sessions, captures, refunds, journal }: ProviderBooks): string[] {
  const broken: string[] = []
  const tenderOf = new Map(sessions.map((session) => [session.id, tenderIdOf(session)]))
  for (const { sessionId, amount } of captures) {
    const there = sumOf(
      refunds
        .filter((each) => each.sessionId === sessionId && each.status !== 'failed')
        .map((each) => each.amount),
    )
    if (there > amount) broken.push(`${there} went back of the ${amount} of session ${sessionId}`)
    const tenderId = tenderOf.get(sessionId) ?? ''
    const ours = till.store.read.refundsOf({ tenderId, chargeId: null }).map(({ refund }) => refund)
    const cash = sumOf(
      ours.flatMap(({ way, state }) => (way === 'cash' && 'given' in state ? state.given : [])),
    )
    const here = sumOf(
      ours.flatMap(({ way, state }) =>
        way !== 'cash' && (state.name === 'succeeded' || state.name === 'pending') ? state.given : [],
      ),
    )
    // restored books do not know what was given back in the lost time
    if (there + cash > amount && !till.isRestored)
      broken.push(`${there} and ${cash} in cash went back of the ${amount} of session ${sessionId}`)
    // books that were put back do not know what was given back in the lost time, and reserve nothing for it
    if (here !== there && !till.isRestored)
      broken.push(`${there} went back of tender ${tenderId}, the books know of ${here}`)
    for (const { id, state } of ours) {
      const told = till.attention.some((item) => item.facts['refundId'] === id)
      if (state.name === 'intended' || (state.name === 'requesting' && !told))
        broken.push(`refund ${id} is ${state.name}`)
      const sent = journal.filter(
        (each) => each.kind === 'refund' && each.idempotencyKey?.includes(id) === true,
      )
      if (sent.length > 1) broken.push(`refund ${id} was made ${sent.length} times`)
    }
  }
  return broken
}

const sumOf = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0)

/** The nightly comparison finds money that nobody counted, and nothing else: an inbox of false alarms is not read. */
function nobodyCriesWolf(till: TillBooks, { captures }: ProviderBooks): string[] {
  if (till.isRestored) return []
  const unseen = new Set(captures.filter((each) => !each.visible).map((each) => each.sessionId))
  return till.attention.flatMap(({ kind, facts }) =>
    kind.startsWith('reconciliation_') && !unseen.has(String(facts['sessionId']))
      ? [`a false alarm: ${kind} ${JSON.stringify(facts)}`]
      : [],
  )
}
