import type {
  AttentionRow,
  CodeView,
  CounterView,
  DisplayOrder,
  DisplayView,
  PrinterView,
  SaleStatus,
  SaleSummary,
  SaleView,
  SessionRow,
  LockedView,
  SlipView,
  TenderView,
  TimelineEntry,
} from '../../core/contract/views.ts'
import { wantedBy, type SaleFilter, type SessionFilter } from '../../core/domain/finding.ts'
import { addAmounts, amountOf, CURRENCY_EXPONENT, ZERO, type Amount } from '../../core/domain/money.ts'
import type { ProviderTender } from '../../core/domain/provider-tender.ts'
import type { Actor } from '../../core/domain/people.ts'
import { rightsOf } from '../../core/domain/permissions.ts'
import { SCREEN_PRINTER, type Printer } from '../../core/domain/printers.ts'
import { priceCart } from '../../core/domain/sale.ts'
import { markReprint } from '../../core/domain/receipt.ts'
import { rightToRead } from '../../core/domain/slip-rights.ts'
import type { Refusal } from '../../core/domain/refusals.ts'
import {
  coveredAmount,
  isCounted,
  isTenderInFlight,
  remainingAmount,
  type Sale,
  type Tender,
} from '../../core/domain/sale-tenders.ts'
import type {
  AttentionFilter,
  AttentionRecord,
  EventRow,
  Page,
  PageQuery,
  PrintJob,
  SaleRecord,
  TenderRecord,
} from '../../core/ports/store.ts'
import { readableFacts } from './audit.ts'
import { currentInvite } from './invite.ts'
import { offeredWays } from './collecting.ts'
import { customerOf, draftCustomer } from './customers.ts'
import { photoOf } from './evidence-photos.ts'
import { emptyCart } from './open-sale.ts'
import { collectedOf } from './refund-notes.ts'
import { moneyBackOf, refundableOf, refundsSeen } from './refund-views.ts'
import { brandIn } from './shop-brand.ts'
import { readNote } from './personal-data.ts'
import { failureOf } from './print-job.ts'
import { receiptPrinter } from './printers.ts'
import { onOwnClock } from './provider-time.ts'
import { ownTerminals } from './restored-books.ts'
import { openBadge } from './shift-views.ts'
import { thanksCode } from './thanks-code.ts'
import { saleOnCounter, settingsOf, timeIn, type Till } from './till.ts'
import { withTypedWords } from './typed-words.ts'

const TIMELINE_LENGTH = 60
const PARKED_SHOWN = 100
/** A parked sale that was paid in the background stays in sight for this long: it is news. */
const PAID_ASIDE_MS = 10 * 60_000
const PAID_ASIDE_SHOWN = 5
const SLIPS_SHOWN = 5

/** Everything the cashier's screen shows. Read from the books each time: what is not stored is not shown. */
export function counterView(till: Till, actor: Actor, revision: number): CounterView {
  const settings = settingsOf(till)
  const onCounter = saleOnCounter(till)
  return {
    revision,
    now: till.clock.now(),
    mode: till.mode,
    settings,
    cashier: actor.name,
    actor,
    rights: rightsOf(actor.role),
    mustChangePin: till.store.read.person(actor.id)?.pinUse === 'spent',
    team: teamOf(till),
    collects: offeredWays(till, (onCounter?.sale ?? settings).currency),
    network: till.network.current(),
    printer: printerView(till, receiptPrinter(till)),
    printers: till.store.read.printers().map((printer) => printerView(till, printer)),
    books: till.health.current(),
    attentionCount: till.store.read.attentionOpenCount(),
    confirmationCount: till.store.read.confirmationCount([...ownTerminals(till.store)]),
    draft: till.store.read.draft() ?? emptyCart(till),
    draftMark: till.draftMarks.current(),
    customer: onCounter === null ? customerOf(till, draftCustomer(till.store.read)) : null,
    sale: onCounter === null ? null : saleView(till, onCounter),
    invite: currentInvite(till),
    parked: [...paidAside(till), ...parkedSales(till)].filter((row) => row.id !== onCounter?.sale.id),
    heldCount: till.store.read.heldCount(),
    lastPaid: lastPaid(till),
    slips: slipViews(till, actor),
    shift: openBadge(till),
    shiftRequired: settings.shiftRequired,
  }
}

function lastPaid(till: Till): CounterView['lastPaid'] {
  const [row] = till.store.read.paidSince('', 1)
  return row === undefined ? null : { saleId: row.id, number: row.number }
}

const parkedSales = (till: Till): SaleSummary[] =>
  till.store.read.openSales(PARKED_SHOWN).flatMap((row) => summaryOf(till, row.id))

/** Paid while another customer was served; a sale that was paid on the counter is no news there. */
function paidAside(till: Till): SaleSummary[] {
  return till.store.read
    .paidAsideSince(timeIn(till.clock, -PAID_ASIDE_MS), PAID_ASIDE_SHOWN)
    .flatMap((row) => summaryOf(till, row.id))
}

function summaryOf(till: Till, saleId: string): SaleSummary[] {
  const record = till.store.read.sale(saleId)
  return record === null ? [] : [saleSummary(till, record)]
}

/** What stands on a till that nobody has signed in to. */
export function lockedView(till: Till, revision: number): LockedView {
  const { shopName, language, theme, accent } = settingsOf(till)
  const onCounter = saleOnCounter(till)
  const team = teamOf(till)
  const sale = onCounter === null ? null : saleView(till, onCounter)
  return {
    revision,
    now: till.clock.now(),
    mode: till.mode,
    shopName,
    language,
    theme,
    accent,
    firstStart: till.store.read.people().length === 0,
    team,
    sale:
      sale === null
        ? null
        : { number: sale.number, status: sale.status, total: sale.total, currency: sale.currency },
  }
}

const teamOf = (till: Till): readonly Actor[] =>
  till.store.read
    .people()
    .filter((person) => person.active)
    .map(({ id, name, role }) => ({ id, name, role }))

function printerView(till: Till, printer: Printer): PrinterView {
  const { id, uri, name, roles, standing } = printer
  const last = till.store.read.lastSlipAt(uri)
  return {
    ...{ id, uri, name, roles, ...lastSlip(last) },
    condition: standing?.condition ?? 'unknown',
    checkedAt: standing?.at ?? null,
  }
}

function lastSlip(last: PrintJob | null): Pick<PrinterView, 'state' | 'reason'> {
  switch (last?.state) {
    case 'queued':
    case 'sending':
      return { state: 'printing', reason: null }
    case 'sent':
      return { state: 'printed', reason: null }
    case 'confirmed':
      return { state: 'confirmed', reason: null }
    case 'failed':
    case 'unknown':
      return { state: 'failed', reason: failureOf(last) }
    case undefined:
      return { state: 'unknown', reason: null }
  }
}

function slipViews(till: Till, { role }: Actor): SlipView[] {
  const rights = rightsOf(role)
  const { columns } = till.printers.profile(SCREEN_PRINTER.profile)
  return till.store.read
    .lastPrintJobs(SLIPS_SHOWN)
    .filter((job) => job.printerUri === SCREEN_PRINTER.uri && job.state === 'sent')
    .flatMap((job) => {
      const document = job.documentId === null ? null : till.store.read.document(job.documentId)
      if (document === null) return []
      // what was sold is not for whoever counts the drawer next
      if (document.kind === 'x_report' || document.kind === 'z_report') return []
      if (!rights.includes(rightToRead(document.kind))) return []
      const readable = withTypedWords(till.store.read, document)
      const shown = job.copy === null ? readable : markReprint(readable, job.copy)
      return [{ jobId: job.id, at: job.updatedAt, document: shown, columns }]
    })
}

export function saleView(till: Till, record: SaleRecord): SaleView {
  const { sale, totals } = record
  const tenders = record.tenders.map((each) => tenderView(till, sale, each))
  return {
    id: sale.id,
    number: record.number,
    status: statusOf(record),
    currency: sale.currency,
    lines: totals.lines,
    subtotal: totals.subtotal,
    orderDiscount: totals.orderDiscount,
    taxes: totals.taxes,
    total: sale.total,
    covered: coveredAmount(sale),
    remaining: remainingAmount(sale),
    tenders,
    timeline: till.store.read.events(sale.id, TIMELINE_LENGTH).map((event) => named(till, event)),
    cashier: record.cashier,
    createdAt: record.createdAt,
    paidAt: record.paidAt,
    changeOwed: changeOwed(tenders),
    documentId: till.store.read.receiptOf(sale.id)?.id ?? null,
    customer: customerOf(till, till.store.read.customerOfSale(sale.id)),
    collected: collectedOf(record),
    ...refundsSeen(till, record),
  }
}

/** Facts name people by their id and typed text by its ref, so that both can be erased; a person reads the rest. */
export const named = (till: Till, { at, kind, facts }: EventRow): TimelineEntry => ({
  at,
  kind,
  facts: readableFacts(till.store.read, facts),
})

/** The name behind an id. Books from before there were people hold the name itself. */
export const personName = (till: Till, id: string): string => till.store.read.person(id)?.name ?? id

function tenderView(till: Till, sale: Sale, { tender, updatedAt }: TenderRecord): TenderView {
  const provider = tender.type === 'provider'
  const sessionId = provider
    ? 'sessionId' in tender.state
      ? tender.state.sessionId
      : null
    : 'sessionId' in tender.booking
      ? tender.booking.sessionId
      : null
  return {
    id: tender.id,
    kind: tender.kind,
    amount: tender.amount,
    covers: tender.covers,
    state: stateWord(tender),
    paying: provider && tender.state.name === 'presented' && tender.state.paying,
    inFlight: isTenderInFlight(tender),
    counted: isCounted(tender),
    booking: provider ? null : tender.booking.name,
    sessionId,
    code: provider ? codeView(till, tender) : null,
    evidence: provider ? null : till.store.read.evidence(tender.id),
    ...(provider || tender.kind === 'cash' ? {} : photoOf(till, tender.id)),
    at: updatedAt,
    refundable: refundableOf(till, sale, tender),
    trouble: troubleOf(till, tender),
  }
}

/** The machine's own word; late money that pays another sale is no longer late money here. */
function stateWord(tender: Tender): string {
  if (tender.type === 'manual') return tender.money.name
  const { state } = tender
  return state.name === 'settled_late' && state.attachedTo !== undefined ? 'attached' : state.name
}

/** Only a presented tender has a code to show; in every other state it is taken off the screens. */
function codeView(till: Till, tender: ProviderTender): CodeView | null {
  if (tender.state.name !== 'presented') return null
  const code = till.store.read.code(tender.id)
  if (code === null) return null
  const { kind, matrix, merchantName, nmid, payload } = code
  const { shownAt } = tender.state
  const expiresAt = onOwnClock(till, tender.state.expiresAt)
  return { kind, matrix, merchantName, nmid, url: kind === 'page' ? payload : null, shownAt, expiresAt }
}

function troubleOf(till: Till, tender: Tender): Refusal | null {
  if (tender.type === 'provider') {
    const { state } = tender
    if (state.name === 'quarantined') return { type: 'provider_answer_differs', mismatch: state.mismatch }
    if (state.name === 'settled' || state.name === 'presented') return null
  } else if (tender.booking.name === 'booked' || tender.booking.name === 'none') return null
  const last = till.store.read
    .outboxOf(tender.id)
    .findLast((entry) => entry.trouble !== null && entry.call !== 'refund')
  return last?.trouble == null ? null : (JSON.parse(last.trouble) as Refusal)
}

function statusOf(record: SaleRecord): SaleStatus {
  const { sale } = record
  if (sale.phase !== 'open') return sale.phase
  const unsure = sale.tenders.some(
    (tender) =>
      tender.type === 'provider' && (tender.state.name === 'canceling' || tender.state.name === 'superseded'),
  )
  if (unsure) return 'unsure'
  return coveredAmount(sale) > 0 ? 'partly_paid' : 'open'
}

const changeOwed = (tenders: readonly TenderView[]): Amount =>
  addAmounts(
    ZERO,
    ...tenders.map((tender) =>
      tender.counted && tender.evidence?.kind === 'cash' ? tender.evidence.change : ZERO,
    ),
  )

export function saleSummary(till: Till, record: SaleRecord): SaleSummary {
  return {
    id: record.sale.id,
    number: record.number,
    status: statusOf(record),
    currency: record.sale.currency,
    total: record.sale.total,
    kinds: [...new Set(record.sale.tenders.map((tender) => tender.kind))],
    createdAt: record.createdAt,
    back: moneyBackOf(till, record),
  }
}

export function saleRows(
  till: Till,
  { find, filter, ...query }: FindQuery & { readonly filter?: SaleFilter | undefined },
): Page<SaleSummary> {
  const { rows, nextCursor } = till.store.read.sales(query, wanted(till, find), filter)
  const summaries = rows.flatMap((row) => {
    const record = till.store.read.sale(row.id)
    return record === null ? [] : [saleSummary(till, record)]
  })
  return { rows: summaries, nextCursor }
}

/** What a list is asked for: a page, and what was typed to find something. */
export type FindQuery = PageQuery & { readonly find: string }

const wanted = (till: Till, find: string) => wantedBy(find, CURRENCY_EXPONENT[settingsOf(till).currency])

export function sessionRows(
  till: Till,
  { find, filter, ...query }: FindQuery & { readonly filter?: SessionFilter | undefined },
): Page<SessionRow> {
  const { rows, nextCursor } = till.store.read.sessions(query, wanted(till, find), filter)
  return {
    nextCursor,
    rows: rows.map(({ facts, tenderId, saleId, createdAt, fetchedAt }) => {
      const sale = saleId === null ? null : till.store.read.sale(saleId)
      return {
        sessionId: facts.sessionId,
        tenderId,
        saleId,
        saleNumber: sale?.number ?? null,
        status: facts.status,
        kind: sale?.sale.tenders.find((tender) => tender.id === tenderId)?.kind ?? null,
        amount: facts.amount,
        currency: facts.currency,
        createdAt,
        fetchedAt,
      }
    }),
  }
}

export function attentionRows(
  till: Till,
  query: PageQuery & { readonly which?: AttentionFilter },
): Page<AttentionRow> {
  const { rows, nextCursor } = till.store.read.attentions(query)
  return { rows: rows.map((row) => attentionRow(till, row)), nextCursor }
}

function attentionRow(till: Till, { tenderId: _tenderId, ...row }: AttentionRecord): AttentionRow {
  const sale = row.saleId === null ? null : till.store.read.sale(row.saleId)
  const resolvedBy = row.resolvedBy === null ? null : personName(till, row.resolvedBy)
  const note = row.note === null ? null : readNote(till.store.read, row.note)
  const facts = readableFacts(till.store.read, row.facts)
  return { ...row, resolvedBy, note, facts, saleNumber: sale?.number ?? null }
}

/** What the customer sees. The same books, far less of them. */
export function displayView(till: Till): DisplayView {
  const settings = settingsOf(till)
  const { shopName: name, language, zoneLabel, utcOffsetMinutes, taxRules, customerVoice: voice } = settings
  const spoken = voice === 'off' ? {} : { voice }
  const { accent, theme } = settings
  const look = {
    ...(accent === 'nila' ? {} : { accent }),
    ...(theme === 'contrast' ? ({ contrast: true } as const) : {}),
  }
  const shop = { name, language, mode: till.mode, zoneLabel, utcOffsetMinutes, ...spoken, ...look }
  const record = saleOnCounter(till)
  if (record === null) {
    const draft = till.store.read.draft() ?? emptyCart(till)
    const totals = draft.lines.length === 0 ? null : priceCart(draft, taxRules)
    if (totals === null || !totals.ok)
      return {
        ...{ screen: 'idle', shop, brand: till.gateway.name === 'none' ? null : brandIn(till.store.read) },
        ...ownPictures(till),
      }
    const { lines, orderDiscount, total } = totals.value
    const { currency } = draft
    const invited = currentInvite(till)
    if (invited !== null) {
      const order = {
        ...{ saleNumber: '', lines: lines.map(displayLine), orderDiscount, total, currency },
        due: invited.due,
      }
      return { screen: 'invite', shop, order, invite: invited }
    }
    return { screen: 'cart', shop, lines: lines.map(displayLine), orderDiscount, total, currency }
  }
  const view = saleView(till, record)
  const order = (due: Amount): DisplayOrder => ({
    saleNumber: record.number,
    lines: view.lines.map(displayLine),
    orderDiscount: view.orderDiscount,
    total: view.total,
    due,
    currency: view.currency,
  })
  if (view.status === 'paid') {
    const counted = view.tenders.filter((tender) => tender.counted)
    const paid = addAmounts(ZERO, ...counted.map((tender) => tender.amount))
    const kinds = counted.map((tender) => tender.kind)
    const paidAt = view.paidAt ?? till.clock.now()
    const change = view.changeOwed
    return {
      screen: 'paid',
      shop,
      order: order(paid),
      paidAt,
      kinds,
      change,
      ...thanksCode(till, record.sale.id),
    }
  }
  const invited = currentInvite(till)
  if (invited !== null) return { screen: 'invite', shop, order: order(invited.due), invite: invited }
  const live = view.tenders.findLast(
    (tender) => tender.inFlight && (tender.kind === 'qris' || tender.kind === 'link'),
  )
  if (live !== undefined && live.code !== null) {
    return { screen: 'code', shop, order: order(live.amount), code: live.code, paying: live.paying }
  }
  if (live?.state === 'intended' || live?.state === 'requesting') {
    return { screen: 'asking', shop, order: order(live.amount) }
  }
  const last = view.tenders.at(-1)
  const reason = last === undefined ? 'cashier' : waitingReason(last)
  const due = amountOf(view.total - view.covered)
  return { screen: 'waiting', shop, order: order(due), reason }
}

function waitingReason(last: TenderView): 'cashier' | 'ended' | 'slip' {
  if (last.state === 'recorded') return 'slip'
  return ['expired', 'canceled', 'failed'].includes(last.state) ? 'ended' : 'cashier'
}

/** The shop's own pictures for the idle screen, by id: a view is sent often, and its pictures once. */
function ownPictures({ store }: Till): { readonly slides?: readonly string[]; readonly logo?: string } {
  const slides = store.read.shopPictures('slide').map(({ id }) => id)
  const [logo] = store.read.shopPictures('logo')
  return { ...(slides.length === 0 ? {} : { slides }), ...(logo === undefined ? {} : { logo: logo.id }) }
}

const displayLine = ({ name, quantity, net }: { name: string; quantity: number; net: Amount }) => ({
  name,
  quantity,
  net,
})
