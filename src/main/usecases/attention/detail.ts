import type { AttentionDetail } from '../../../core/contract/views/after-sale.ts'
import { attentionActions } from '../../../core/domain/books/attention-actions.ts'
import { lateMoneyOf } from '../../../core/domain/tenders/late-money.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import { priceCart } from '../../../core/domain/sale.ts'
import { remainingAmount, type Tender } from '../../../core/domain/tenders/sale-tenders.ts'
import type { AttentionRecord, PrintJob } from '../../../core/ports/store.ts'
import { readNote } from '../people/personal-data.ts'
import { refundableOf } from '../views/refunds.ts'
import { saleOnCounter, settingsOf, type Till } from '../till.ts'
import { personName } from '../people/people.ts'

const SALES_LOOKED_THROUGH = 200
const TARGETS_SHOWN = 8

/** Everything about one item of the inbox: what was done, and what can be done, decided here and not by the screen. */
export function attentionDetail(till: Till, attentionId: string): Result<AttentionDetail, Refusal> {
  const item = till.store.read.attention(attentionId)
  if (item === null) return err({ type: 'attention_unknown' })
  const tenders = tendersOf(till, item)
  const lateMoney = lateMoneyIn(tenders)
  const refundable = tenders.flatMap((tender) => refundableIn(till, tender) ?? [])
  const refundId = textFact(item, 'refundId')
  const job = printJobOf(till, item)
  return ok({
    id: item.id,
    resolvedAt: item.resolvedAt,
    escalatedAt: item.escalatedAt,
    actions: attentionActions(item.kind, {
      resolved: item.resolvedAt !== null,
      escalated: item.escalatedAt !== null,
      hasLateMoney: lateMoney !== null,
      hasRefundable: refundable.length > 0,
      canAsk: till.gateway.name !== 'none' && (tenders.length > 0 || refundId !== null),
      printed: job?.state !== 'unknown' ? null : job.what === 'drawer' ? 'unknown_drawer' : 'unknown_slip',
      refundIsUnknown:
        refundId !== null && till.store.read.refund(refundId)?.refund.state.name === 'requesting',
    }),
    steps: till.store.read.attentionSteps(item.id).map(({ at, actor, kind, facts }) => ({
      at,
      by: actor === null ? null : personName(till, actor),
      kind,
      note: typeof facts['note'] === 'string' ? readNote(till.store.read, facts['note']) : null,
      facts,
    })),
    lateMoney,
    targets: lateMoney === null ? [] : targetsFor(till, lateMoney),
    cartTotal: lateMoney === null ? null : cartTakes(till, lateMoney),
    refundable,
    refundId,
  })
}

/** The payments an item is about: its own, and those it names beside it. */
export function tendersOf(till: Till, { saleId, tenderId, facts }: AttentionRecord): readonly Tender[] {
  const sale = saleId === null ? null : (till.store.read.sale(saleId)?.sale ?? null)
  const others = Array.isArray(facts['otherTenderIds']) ? (facts['otherTenderIds'] as unknown[]) : []
  return sale?.tenders.filter((each) => each.id === tenderId || others.includes(each.id)) ?? []
}

function lateMoneyIn(tenders: readonly Tender[]): AttentionDetail['lateMoney'] {
  for (const tender of tenders) {
    const late = tender.type === 'provider' ? lateMoneyOf(tender) : null
    if (late !== null) return late
  }
  return null
}

/** The tender whose late money an item asks about. */
export const lateTenderOf = (till: Till, item: AttentionRecord): Tender | null =>
  tendersOf(till, item).find((each) => each.type === 'provider' && lateMoneyOf(each) !== null) ?? null

function refundableIn(till: Till, tender: Tender): AttentionDetail['refundable'][number] | null {
  const record = till.store.read.sale(tender.saleId)
  if (record === null) return null
  const { remaining } = refundableOf(till, record.sale, tender)
  if (remaining <= 0 || tender.type !== 'provider') return null
  const { id: tenderId, saleId, kind, state } = tender
  return { saleId, tenderId, kind, at: 'settledAt' in state ? state.settledAt : '', remaining }
}

function targetsFor(till: Till, late: NonNullable<AttentionDetail['lateMoney']>): AttentionDetail['targets'] {
  return till.store.read
    .openSales(SALES_LOOKED_THROUGH)
    .flatMap(({ id: saleId, number, createdAt }) => {
      const record = till.store.read.sale(saleId)
      const remaining = record === null ? 0 : remainingAmount(record.sale)
      return record !== null && remaining >= late
        ? [{ saleId, number, remaining: remainingAmount(record.sale), createdAt }]
        : []
    })
    .slice(0, TARGETS_SHOWN)
}

function cartTakes(
  till: Till,
  late: NonNullable<AttentionDetail['lateMoney']>,
): AttentionDetail['cartTotal'] {
  const draft = till.store.read.draft()
  if (saleOnCounter(till) !== null || draft === null || draft.lines.length === 0) return null
  const priced = priceCart(draft, settingsOf(till).taxRules)
  return priced.ok && priced.value.total >= late ? priced.value.total : null
}

/** The print job an item asks about; null for other items. */
export function printJobOf(till: Till, item: AttentionRecord): PrintJob | null {
  const jobId = textFact(item, 'jobId')
  return jobId === null ? null : till.store.read.printJob(jobId)
}

export function textFact({ facts }: AttentionRecord, name: string): string | null {
  const value = facts[name]
  return typeof value === 'string' ? value : null
}
