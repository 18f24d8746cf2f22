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
  SlipView,
  TenderView,
} from '../../core/contract/views.ts'
import { addAmounts, amountOf, ZERO, type Amount } from '../../core/domain/money.ts'
import type { ProviderTender } from '../../core/domain/provider-tender.ts'
import { priceCart } from '../../core/domain/sale.ts'
import { markReprint } from '../../core/domain/receipt.ts'
import type { Refusal } from '../../core/domain/refusals.ts'
import {
  coveredAmount,
  isCounted,
  isTenderInFlight,
  remainingAmount,
  type Tender,
} from '../../core/domain/sale-tenders.ts'
import type { AttentionRecord, Page, PageQuery, SaleRecord, TenderRecord } from '../../core/ports/store.ts'
import { emptyCart } from './open-sale.ts'
import { failureOf } from './print.ts'
import { saleOnCounter, settingsOf, type Till } from './till.ts'

const TIMELINE_LENGTH = 60
const PARKED_SHOWN = 30
const SLIPS_SHOWN = 5

/** Everything the cashier's screen shows. Read from the books each time: what is not stored is not shown. */
export function counterView(till: Till, revision: number): CounterView {
  const settings = settingsOf(till)
  const onCounter = saleOnCounter(till)
  return {
    revision,
    now: till.clock.now(),
    mode: till.mode,
    settings,
    cashier: settings.cashier,
    network: till.network.current(),
    printer: printerView(till),
    attentionCount: till.store.read.attentionOpenCount(),
    draft: till.store.read.draft() ?? emptyCart(till),
    sale: onCounter === null ? null : saleView(till, onCounter),
    parked: till.store.read
      .openSales(PARKED_SHOWN)
      .filter((row) => row.id !== onCounter?.sale.id)
      .flatMap((row) => {
        const record = till.store.read.sale(row.id)
        return record === null ? [] : [saleSummary(record)]
      }),
    slips: slipViews(till),
  }
}

function printerView(till: Till): PrinterView {
  const { printerUri: uri, printerProfile } = settingsOf(till)
  const name = till.printers.profiles().find((each) => each.id === printerProfile)?.name ?? printerProfile
  const last = till.store.read.lastPrintJobs(1).find((job) => job.printerUri === uri)
  switch (last?.state) {
    case 'queued':
    case 'sending':
      return { uri, name, state: 'printing', reason: null }
    case 'sent':
      return { uri, name, state: 'printed', reason: null }
    case 'failed':
    case 'unknown':
      return { uri, name, state: 'failed', reason: failureOf(last) }
    default:
      return { uri, name, state: 'unknown', reason: null }
  }
}

function slipViews(till: Till): SlipView[] {
  const columns = till.printers.columnsOf(settingsOf(till).printerProfile)
  return till.store.read
    .lastPrintJobs(SLIPS_SHOWN)
    .filter((job) => job.printerUri === 'screen:' && job.state === 'sent')
    .flatMap((job) => {
      const document = job.documentId === null ? null : till.store.read.document(job.documentId)
      if (document === null) return []
      const shown = job.copy === null ? document : markReprint(document, job.copy)
      return [{ jobId: job.id, at: job.updatedAt, document: shown, columns }]
    })
}

export function saleView(till: Till, record: SaleRecord): SaleView {
  const { sale, totals } = record
  const tenders = record.tenders.map((each) => tenderView(till, each))
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
    timeline: till.store.read.events(sale.id, TIMELINE_LENGTH),
    createdAt: record.createdAt,
    paidAt: record.paidAt,
    changeOwed: changeOwed(tenders),
    documentId: till.store.read.receiptOf(sale.id)?.id ?? null,
  }
}

function tenderView(till: Till, { tender, updatedAt }: TenderRecord): TenderView {
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
    state: provider ? tender.state.name : tender.money.name,
    paying: provider && tender.state.name === 'presented' && tender.state.paying,
    inFlight: isTenderInFlight(tender),
    counted: isCounted(tender),
    booking: provider ? null : tender.booking.name,
    sessionId,
    code: provider ? codeView(till, tender) : null,
    evidence: provider ? null : till.store.read.evidence(tender.id),
    at: updatedAt,
    trouble: troubleOf(till, tender),
  }
}

/** Only a presented tender has a code to show; in every other state it is taken off the screens. */
function codeView(till: Till, tender: ProviderTender): CodeView | null {
  if (tender.state.name !== 'presented') return null
  const code = till.store.read.code(tender.id)
  if (code === null) return null
  const { kind, matrix, merchantName, nmid, payload } = code
  const { shownAt, expiresAt } = tender.state
  return { kind, matrix, merchantName, nmid, url: kind === 'page' ? payload : null, shownAt, expiresAt }
}

function troubleOf(till: Till, tender: Tender): Refusal | null {
  if (tender.type === 'provider') {
    const { state } = tender
    if (state.name === 'quarantined') return { type: 'provider_answer_differs', mismatch: state.mismatch }
    if (state.name === 'settled' || state.name === 'presented') return null
  } else if (tender.booking.name === 'booked' || tender.booking.name === 'none') return null
  const last = till.store.read.outboxOf(tender.id).findLast((entry) => entry.trouble !== null)
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

export function saleSummary(record: SaleRecord): SaleSummary {
  return {
    id: record.sale.id,
    number: record.number,
    status: statusOf(record),
    currency: record.sale.currency,
    total: record.sale.total,
    kinds: [...new Set(record.sale.tenders.map((tender) => tender.kind))],
    createdAt: record.createdAt,
  }
}

export function saleRows(till: Till, query: PageQuery): Page<SaleSummary> {
  const { rows, nextCursor } = till.store.read.sales(query)
  const summaries = rows.flatMap((row) => {
    const record = till.store.read.sale(row.id)
    return record === null ? [] : [saleSummary(record)]
  })
  return { rows: summaries, nextCursor }
}

export function sessionRows(till: Till, query: PageQuery): Page<SessionRow> {
  const { rows, nextCursor } = till.store.read.sessions(query)
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

export function attentionRows(till: Till, query: PageQuery): Page<AttentionRow> {
  const { rows, nextCursor } = till.store.read.attentions(query)
  return { rows: rows.map((row) => attentionRow(till, row)), nextCursor }
}

function attentionRow(till: Till, { tenderId: _tenderId, ...row }: AttentionRecord): AttentionRow {
  const sale = row.saleId === null ? null : till.store.read.sale(row.saleId)
  return { ...row, saleNumber: sale?.number ?? null }
}

/** What the customer sees. The same books, far less of them. */
export function displayView(till: Till): DisplayView {
  const { shopName: name, language, zoneLabel, utcOffsetMinutes, taxRules } = settingsOf(till)
  const shop = { name, language, mode: till.mode, zoneLabel, utcOffsetMinutes }
  const record = saleOnCounter(till)
  if (record === null) {
    const draft = till.store.read.draft() ?? emptyCart(till)
    const totals = draft.lines.length === 0 ? null : priceCart(draft, taxRules)
    if (totals === null || !totals.ok) return { screen: 'idle', shop }
    const { lines, orderDiscount, total } = totals.value
    const { currency } = draft
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
    return { screen: 'paid', shop, order: order(paid), paidAt, kinds, change: view.changeOwed }
  }
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

const displayLine = ({ name, quantity, net }: { name: string; quantity: number; net: Amount }) => ({
  name,
  quantity,
  net,
})
