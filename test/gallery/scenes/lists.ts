import type {
  ConfirmationsView,
  PageRow,
  ProviderWord,
  RecordedRow,
} from '../../../src/core/contract/views/confirmation.ts'
import type {
  AttentionDetail,
  AttentionRow,
  ProviderReceiptView,
} from '../../../src/core/contract/views/after-sale.ts'
import type { AuditRow, DayReportView } from '../../../src/core/contract/views/audit.ts'
import type { SaleSummary, SessionRow } from '../../../src/core/contract/views/sale.ts'
import { amountOf } from '../../../src/core/domain/money.ts'
import type { SavedFilter } from '../../../src/core/domain/saved-filters.ts'
import type { SessionStatus } from '../../../src/core/domain/provider/session.ts'
import { lists, says, type Answers } from './answers.ts'
import { matrixOf, NOW, SALES } from './sales.ts'

const at = (minutesAgo: number): string => new Date(Date.parse(NOW) - minutesAgo * 60_000).toISOString()
const numberOf = (place: number): string => `BDG1-260715-${String(42 - place).padStart(5, '0')}`

const STATUSES: readonly SaleSummary['status'][] = ['paid', 'paid', 'open', 'paid', 'partly_paid', 'paid']
const KINDS: readonly SaleSummary['kinds'][] = [['qris'], ['cash'], ['qris'], ['cash', 'edc'], ['transfer']]
const pick = <T>(list: readonly T[], place: number): T => {
  const found = list[place % list.length]
  if (found === undefined) throw new Error('an empty list has nothing to pick')
  return found
}

/** Twenty-four sales of the day, one of them as large as can be. */
const sales: readonly SaleSummary[] = Array.from({ length: 24 }, (_, place) => ({
  ...{ id: place === 0 ? 's1' : `s${place + 1}`, number: numberOf(place) },
  status: place === 6 ? 'unsure' : place === 9 ? 'canceled' : pick(STATUSES, place),
  currency: 'IDR',
  total: amountOf(place === 4 ? 999_999_999 : ((place * 7_919) % 240) * 500 + 80_000),
  kinds: pick(KINDS, place),
  createdAt: at(place * 9),
  back:
    place === 1
      ? { standing: 'refunded', amount: amountOf(44_500), numbers: ['BDG1-R-260715-0002'] }
      : place === 3
        ? { standing: 'part', amount: amountOf(12_500), numbers: ['BDG1-R-260715-0001'] }
        : null,
}))

const SESSION_STATUSES: readonly SessionStatus[] = [
  ...(['completed', 'waiting', 'completed', 'expired', 'review', 'canceled', 'refunded'] as const),
  ...(['failed', 'unknown', 'paying'] as const),
]
const sessions: readonly SessionRow[] = Array.from({ length: 20 }, (_, place) => {
  const isOurs = place % 6 !== 5
  return {
    ...{ sessionId: `cs_01J2R7M0000000${String(1_000 + place)}`, tenderId: isOurs ? `t${place}` : null },
    ...{ saleId: isOurs ? `s${place}` : null, saleNumber: isOurs ? numberOf(place) : null },
    ...{ status: pick(SESSION_STATUSES, place), kind: isOurs ? 'qris' : null, currency: 'IDR' },
    amount: amountOf(((place * 6_211) % 180) * 500 + 15_000),
    ...{ createdAt: at(place * 11), fetchedAt: at(place * 11 - 2) },
  }
})

const saved: readonly SavedFilter[] = [
  {
    ...{ id: 'f1', name: 'QRIS besar', by: 'p-owner', find: '', list: 'sales' },
    fields: {
      ...{ period: 'month', fromDay: '', toDay: '', least: '500.000', most: '', phase: 'paid', kind: 'qris' },
      ...{ cashier: '', attention: false, refunded: false, voided: false },
    },
  },
]

const attention = (
  place: number,
  kind: string,
  facts: AttentionRow['facts'],
  more: Partial<AttentionRow> = {},
): AttentionRow => ({
  ...{ id: `a${place}`, kind, saleId: 's1', saleNumber: numberOf(place), facts, createdAt: at(place * 23) },
  ...{ resolvedAt: null, resolvedBy: null, note: null, escalatedAt: null },
  ...more,
})
export const ATTENTION: readonly AttentionRow[] = [
  attention(1, 'money_late', { captured: 85_000, currency: 'IDR' }),
  attention(2, 'outcome_unknown', {}, { escalatedAt: at(12) }),
  attention(3, 'print_unknown', {}),
]
const attentionDetail: AttentionDetail = {
  ...{ id: 'a1', resolvedAt: null, escalatedAt: null },
  actions: ['attach', 'refund', 'check', 'escalate', 'note', 'resolve'],
  steps: [{ at: at(5), by: 'Dewi', kind: 'note', note: 'Pelanggan kembali besok pagi', facts: {} }],
  lateMoney: amountOf(85_000),
  targets: [
    {
      ...{ saleId: 's3', number: numberOf(2), remaining: amountOf(96_000), createdAt: at(18) },
    },
  ],
  cartTotal: amountOf(112_000),
  refundable: [{ saleId: 's1', tenderId: 't1', kind: 'qris', at: at(30), remaining: amountOf(85_000) }],
  refundId: null,
}

const provider: ProviderWord = {
  ...{ status: 'review', amount: amountOf(40_000), currency: 'IDR', method: 'transfer', readAt: at(2) },
}
const recorded: RecordedRow = {
  ...{ source: 'till', id: 't7', saleId: 's1', saleNumber: numberOf(3), kind: 'transfer', currency: 'IDR' },
  ...{ amount: amountOf(156_000), since: at(7), recordedBy: 'Budi', provider: null, right: 'confirm_money' },
  evidence: { kind: 'transfer', bank: 'BCA', reference: 'TRF-2607-11842' },
  takesSomebodyElse: false,
}
const page: PageRow = {
  ...{ source: 'page', id: 'cs_01J2R7M0000000901', owner: 'page', amount: amountOf(40_000), currency: 'IDR' },
  ...{ since: at(16), provider, payer: 'Bu Tuti', words: 'Sudah saya transfer ya', hasProof: false },
  ...{ decision: null, right: 'confirm_money' },
}
const cash: RecordedRow = {
  ...recorded,
  ...{ id: 't8', saleNumber: numberOf(5), kind: 'cash', amount: amountOf(64_000), right: 'confirm_by_rule' },
  evidence: { kind: 'cash', tendered: amountOf(100_000), change: amountOf(36_000) },
}
export const CONFIRMATIONS: ConfirmationsView = {
  rows: [recorded, page, cash],
  more: false,
  decided: [
    {
      ...{ decision: 'void', refundId: 'rf9', saleNumber: numberOf(6), amount: amountOf(88_000) },
      ...{ currency: 'IDR', by: 'Budi', approvedBy: 'Dewi', at: at(42), reason: 'requested_by_customer' },
      ...{ words: 'Salah ukuran', approvalCode: '004512' },
    },
    {
      ...{ sessionId: 'cs_01J2R7M0000000877', decision: 'reject', amount: amountOf(25_000), currency: 'IDR' },
      ...{ by: 'Dewi', at: at(50), reason: 'Uangnya tidak ada', state: 'done' },
    },
  ],
  ...{ askedAt: at(1), trouble: null },
}

/** The one whose photo looks like another's, and the one whose buyer sent a picture. */
export const WITH_PHOTO: ConfirmationsView = {
  ...CONFIRMATIONS,
  rows: [
    {
      ...recorded,
      photo: {
        ...{ kept: true, width: 540, height: 1_170 },
        similar: { tenderId: 't5', saleNumber: numberOf(9), kept: true },
      },
    },
  ],
}
export const WITH_PROOF: ConfirmationsView = { ...CONFIRMATIONS, rows: [{ ...page, hasProof: true }] }

const auditRow = (
  seq: number,
  kind: string,
  facts: AuditRow['facts'] = {},
  actor = 'Ibu Sari',
): AuditRow => ({
  ...{ seq, at: at((40 - seq) * 4), kind, actor, saleId: null, saleNumber: null, facts },
})
const audit: readonly AuditRow[] = [
  auditRow(40, 'settings_saved', { changed: 'theme' }),
  { ...auditRow(39, 'sale_paid', { total: 80_000, currency: 'IDR' }), saleId: 's1', saleNumber: numberOf(0) },
  { ...auditRow(38, 'refund_asked', { amount: 25_000, currency: 'IDR' }, 'Dewi'), saleNumber: numberOf(0) },
  auditRow(37, 'right_lent', { right: 'refund' }, 'Dewi'),
  auditRow(36, 'pin_wrong', {}, 'Budi'),
  auditRow(35, 'signed_in', {}, 'Budi'),
  auditRow(34, 'drawer_opened', { reason: 'Tukar uang kecil' }),
  auditRow(33, 'product_changed', { name: 'Es Teh Manis' }),
  auditRow(32, 'attention_resolved', { note: 'Sudah dikembalikan' }),
]

const dayReport: DayReportView = {
  ...{
    day: '2026-07-15',
    madeAt: NOW,
    read: { receipts: true, ledger: false },
    currency: 'IDR',
    matched: 37,
  },
  ours: { count: 38, amount: amountOf(5_735_000) },
  theirs: { count: 38, amount: amountOf(5_720_000) },
  elsewhere: { count: 2, amount: amountOf(110_000) },
  differences: [
    {
      ...{ type: 'amount_differs', sessionId: 'cs_01J2R7M0000000912', tenderId: 't9', currency: 'IDR' },
      ...{ saleNumber: numberOf(8), amount: amountOf(65_000), there: amountOf(50_000) },
    },
    {
      ...{ type: 'not_counted_here', sessionId: 'cs_01J2R7M0000000913', tenderId: null, currency: 'IDR' },
      ...{ saleNumber: null, amount: amountOf(32_000) },
    },
  ],
}

const receipt: ProviderReceiptView = {
  ...{
    tenderId: 't1',
    receiptId: 'rcpt_1',
    number: 'PLG-2607-0042',
    amount: amountOf(80_000),
    currency: 'IDR',
  },
  ...{ method: 'QRIS', issuedAt: NOW, url: 'https://pay.example.com/r/1', email: 'tuti@example.com' },
  matrix: matrixOf('https://pay.example.com/r/1'),
  whatsapp: 'https://wa.me/?text=1',
}

/** Lists and what hangs on them. */
export const listAnswers: Answers = {
  'sale.list': lists(...sales),
  'sale.get': says(SALES.refunded),
  'sessions.list': lists(...sessions),
  'savedFilters.list': says(saved),
  'attention.list': lists(...ATTENTION),
  'attention.get': says(attentionDetail),
  'confirmations.list': says(CONFIRMATIONS),
  'confirmations.refresh': says(CONFIRMATIONS),
  'audit.list': lists(...audit),
  'audit.verify': says({ intact: true, rows: 12_480, lastHash: '9f2c41d0a7be' }),
  'reconciliation.last': says(dayReport),
  'providerReceipts.get': says(receipt),
}
