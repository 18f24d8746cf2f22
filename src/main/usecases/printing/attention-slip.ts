import { attentionSentence } from '../../../core/domain/sentences/attention.ts'
import { CURRENCIES, isAmount } from '../../../core/domain/money.ts'
import type { AttentionSlip } from '../../../core/domain/receipts/receipt.ts'
import { momentText } from '../../../core/escpos-layout/index.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { AttentionRecord, BooksReader } from '../../../core/ports/store.ts'
import { queueDocument } from './queue-prints.ts'
import { slipFrame } from './receipts.ts'
import { settingsOf, writeOrRefuse, type Till } from '../till.ts'

/** Prints an item of the inbox for whoever takes over: what happened, what is safe, what to do. */
export function printAttention(till: Till, attentionId: string): Result<null, Refusal> {
  const stored = writeOrRefuse(till, (books) => {
    const item = books.attention(attentionId)
    if (item === null) return err({ type: 'attention_unknown' })
    queueDocument(till, books, slipOf(till, books, item), { saleId: item.saleId, reason: 'attention' })
    return ok(null)
  })
  till.changed.ring()
  return stored
}

/** What people typed stays off it: a stored slip can never be erased. */
const TYPED: readonly string[] = ['reason', 'note', 'words', 'by']
/** Numbers that somebody at the provider will ask for. */
const REFERENCES = ['sessionId', 'refundId', 'chargeId', 'otherSale'] as const

function slipOf(till: Till, books: BooksReader, item: AttentionRecord): AttentionSlip {
  const settings = settingsOf(till)
  const frame = slipFrame(till, settings, till.clock.now())
  const facts = Object.fromEntries(Object.entries(item.facts).filter(([name]) => !TYPED.includes(name)))
  const { what, safe, next } = attentionSentence(item.kind, facts, frame.language)
  const amount = [facts['captured'], facts['amount'], facts['got'], facts['asked']].find(isAmount) ?? null
  return {
    ...frame,
    currency: CURRENCIES.find((each) => each === facts['currency']) ?? frame.currency,
    kind: 'attention',
    title: what,
    sentences: item.resolvedAt === null ? [safe, next] : [safe],
    facts: [
      {
        label: frame.language === 'en' ? 'Came up' : 'Muncul',
        value: momentText(item.createdAt, frame),
      },
      ...REFERENCES.flatMap((label) => {
        const value = facts[label]
        return typeof value === 'string' && value !== ''
          ? [{ label: LABELS[frame.language][label], value }]
          : []
      }),
    ],
    saleNumber: item.saleId === null ? null : (books.sale(item.saleId)?.number ?? null),
    amount,
  }
}

const LABELS = {
  id: { sessionId: 'Sesi', refundId: 'Pengembalian', chargeId: 'Pembayaran', otherSale: 'Penjualan lain' },
  en: { sessionId: 'Session', refundId: 'Refund', chargeId: 'Payment', otherSale: 'Other sale' },
} as const
