import type { Store } from '../../src/core/ports/store.ts'
import { coveredAmount, isCounted } from '../../src/core/domain/sale-tenders.ts'

export interface ProviderBooks {
  readonly sessions: readonly {
    readonly id: string
    readonly status: string
    readonly amount: number
    readonly metadata: Readonly<Record<string, string>> | null
  }[]
  readonly captures: readonly {
    readonly sessionId: string
    readonly amount: number
    readonly adapter: string
    readonly visible: boolean
  }[]
}

/**
 * Holds the till's books against the provider's, after everything has come to rest. Each sentence that comes back is a
 * broken promise; none is what a shop may expect.
 */
export function compareBooks(store: Store, provider: ProviderBooks): string[] {
  const broken: string[] = []
  const sales = allSales(store)
  const attention = store.read.attentions({ cursor: null, limit: 100_000 }).rows
  const tenders = sales.flatMap((record) => record.sale.tenders)
  const tenderOf = new Map(
    provider.sessions.map((session) => [session.id, session.metadata?.['tender_id'] ?? '']),
  )

  for (const capture of provider.captures) {
    const tender = tenders.find((each) => each.id === tenderOf.get(capture.sessionId))
    if (tender === undefined) {
      broken.push(`money of session ${capture.sessionId} belongs to no tender of this till`)
    } else if (tender.type === 'provider' && capture.visible) {
      const { name } = tender.state
      const noted = attention.some((item) => item.tenderId === tender.id)
      if (name !== 'settled' && name !== 'settled_late')
        broken.push(`captured, but tender ${tender.id} is ${name}`)
      if (name === 'settled_late' && !noted)
        broken.push(`late money of tender ${tender.id} is in nobody's inbox`)
    } else if (tender.type === 'manual' && tender.booking.name !== 'booked') {
      broken.push(`booked at the provider, but tender ${tender.id} says ${tender.booking.name}`)
    }
  }

  const captured = new Set(provider.captures.filter((each) => each.visible).map((each) => each.sessionId))
  for (const tender of tenders) {
    if (
      tender.type === 'provider' &&
      tender.state.name === 'settled' &&
      !captured.has(tender.state.sessionId)
    ) {
      broken.push(`tender ${tender.id} says settled without money`)
    }
    if (tender.type === 'manual' && store.read.evidence(tender.id) === null) {
      broken.push(`manual tender ${tender.id} has no evidence`)
    }
    if (
      tender.type === 'manual' &&
      tender.money.name === 'accepted' &&
      ['creating', 'charging', 'in_review', 'confirming'].includes(tender.booking.name)
    ) {
      broken.push(`accepted money of tender ${tender.id} was never booked: ${tender.booking.name}`)
    }
  }

  const attempts = provider.sessions.map((session) => session.metadata?.['attempt_id'] ?? session.id)
  for (const attempt of new Set(attempts.filter((each, index) => attempts.indexOf(each) !== index))) {
    broken.push(`attempt ${attempt} made more than one session`)
  }

  for (const record of sales) {
    const covered = coveredAmount(record.sale)
    const isPaid = record.sale.phase === 'paid'
    if (isPaid !== covered >= record.sale.total)
      broken.push(`sale ${record.number}: ${record.sale.phase}, covered ${covered}`)
    if (covered > record.sale.total) broken.push(`sale ${record.number} is covered twice`)
    const receipt = store.read.receiptOf(record.sale.id)
    if (isPaid !== (receipt !== null))
      broken.push(`sale ${record.number}: receipt ${receipt !== null}, ${record.sale.phase}`)
    if (receipt?.document.kind === 'receipt' && receipt.document.status !== 'paid') {
      broken.push(`sale ${record.number} has a receipt that says ${receipt.document.status}`)
    }
    if (receipt !== null && originals(store, receipt.id) > 1)
      broken.push(`sale ${record.number} printed twice`)
    const late = record.sale.tenders.filter(
      (each) => each.type === 'provider' && each.state.name === 'settled_late',
    )
    const paidBesides = late.length > 0 && record.sale.tenders.some(isCounted)
    if (paidBesides && !attention.some((item) => item.saleId === record.sale.id)) {
      broken.push(`sale ${record.number} was paid twice and nobody is told`)
    }
  }

  const numbers = sales.map((record) => Number(record.number.slice(-5))).toSorted((a, b) => a - b)
  numbers.forEach((number, index) => {
    if (number !== index + 1) broken.push(`sale numbers have a gap before ${number}`)
  })
  return broken
}

function allSales(store: Store) {
  const rows = store.read.sales({ cursor: null, limit: 100_000 }).rows
  return rows.flatMap((row) => store.read.sale(row.id) ?? [])
}

const originals = (store: Store, documentId: string): number =>
  store.read
    .lastPrintJobs(100_000)
    .filter((job) => job.documentId === documentId && job.copy === null && job.state !== 'failed').length
