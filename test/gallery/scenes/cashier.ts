import type { ConfirmationsView } from '../../../src/core/contract/views/confirmation.ts'
import type { CounterView, LockedView } from '../../../src/core/contract/views/counter.ts'
import type { SaleView } from '../../../src/core/contract/views/sale.ts'
import type { Amount } from '../../../src/core/domain/money.ts'
import { rightsOf } from '../../../src/core/domain/people/permissions.ts'
import type { Cart } from '../../../src/core/domain/sale.ts'
import { useCounter } from '../../../src/renderer/cashier/state/counter.ts'
import { useOverlay } from '../../../src/renderer/cashier/state/overlay.ts'
import { usePage, type Page, type Sheet } from '../../../src/renderer/cashier/state/page.ts'
import { useScanned } from '../../../src/renderer/cashier/state/scans.ts'
import { cashier, owner, supervisor } from '../../ui/fixtures.tsx'
import type { CashierScene } from '../scene-list.ts'
import { lists, refuses, says, waits, type Answers } from './answers.ts'
import { deskAnswers, DESKTOP } from './desk.ts'
import { CART, HUGE_CART, LONG_CART } from './goods.ts'
import { ATTENTION, CONFIRMATIONS, listAnswers, WITH_PHOTO, WITH_PROOF } from './lists.ts'
import { CURRENT, moneyAnswers } from './money.ts'
import { paintedPhone } from './pictures.ts'
import { emvCode, SALES, totalsOf } from './sales.ts'

/** What the core says and answers on a page of the gallery, and where the cashier has gone on it. */
export interface CashierState {
  readonly view?: Partial<CounterView>
  /** Nobody is signed in. */
  readonly locked?: Partial<LockedView>
  readonly answers?: Answers
  readonly page?: Page
  readonly section?: string
  readonly sheet?: Sheet
  /** Nothing more is heard after the first view, or not even that. */
  readonly hearing?: 'silent' | 'never'
  /** What happens once the view is there. */
  readonly later?: () => void
}

const order = (cart: Cart, more: Omit<CashierState, 'answers'> = {}): CashierState => ({
  ...more,
  view: { draft: cart, ...more.view },
})
const sheet = (name: 'amount' | 'discount' | 'customer' | 'parked' | 'more' | 'split' | 'shortcuts') =>
  order(CART, { sheet: { name } })
const due: Amount | null = null
const of = (sale: SaleView, view: Partial<CounterView> = {}): CashierState => ({ view: { sale, ...view } })
const on = (page: Page, answers: Answers = {}, view: Partial<CounterView> = {}): CashierState => ({
  ...{ page, answers, view },
})
const settings = (section: string, answers: Answers = {}): CashierState => ({
  ...{ page: 'settings', section, answers },
})
const ACCOUNTS = [
  { bank: 'BCA', number: '0123456789', holder: 'Ibu Sari' },
  { bank: 'Bank Mandiri', number: '9876543210', holder: 'Ibu Sari' },
]
const shown = { due: totalsOf(CART).total } as const
const offline: Pick<CounterView, 'network'> = {
  network: {
    ...{ state: 'offline', since: '2026-07-15T07:01:00.000Z' },
    reason: { type: 'provider_unreachable', detail: 'ENETUNREACH' },
  },
}
const confirming = (view: ConfirmationsView): Answers => ({
  'confirmations.list': says(view),
  'confirmations.refresh': says(view),
})
const cashierOnDuty = { actor: cashier, cashier: cashier.name, rights: rightsOf('cashier') } as const
const missing = { type: 'permission_needed', right: 'see_reports', role: 'supervisor' } as const

export const CASHIER_STATES: Readonly<Record<CashierScene, CashierState>> = {
  'sale-empty': { view: { lastPaid: { saleId: 's1', number: 'BDG1-260715-00041' } } },
  'sale-cart': order(CART, {
    view: { customer: { id: 'c1', name: 'Bu Tuti', phone: '0812-0000-1111', email: null, known: true } },
  }),
  'sale-300-lines': order(LONG_CART),
  'sale-huge': order(HUGE_CART),
  'sale-offline': order(CART, { view: offline }),
  'sale-practice': order(CART, {
    view: {
      mode: 'practice',
      network: { ...offline.network, state: 'degraded' },
    },
  }),
  'sale-missed': order(CART, {
    later: () =>
      useScanned.setState({
        missed: [
          { code: '8991002101999', trouble: { type: 'product_code_unknown', code: '8991002101999' } },
          { code: '8991002101104', trouble: { type: 'product_not_sold', name: 'Es Teh Manis' } },
        ],
      }),
  }),
  'sale-no-goods': { answers: { 'catalog.find': lists(), 'catalog.categories': says([]) } },
  'sale-search': order(CART),
  'sheet-amount': sheet('amount'),
  'sheet-line': order(CART, { sheet: { name: 'line', lineId: 'line-p1' } }),
  'sheet-discount': sheet('discount'),
  'sheet-customer': sheet('customer'),
  'sheet-customer-new': sheet('customer'),
  'sheet-parked': order(CART, { ...sheet('parked'), view: { heldCount: 3 } }),
  'sheet-more': sheet('more'),
  'sheet-cash': order(CART, { sheet: { name: 'cash', amount: due } }),
  'sheet-edc': order(CART, { sheet: { name: 'edc', amount: due } }),
  'sheet-transfer': order(CART, {
    sheet: { name: 'notice', kind: 'transfer', amount: due },
    view: { invite: { ...shown, kind: 'transfer', accounts: ACCOUNTS } },
  }),
  'sheet-transfer-none': {
    ...order(CART, { sheet: { name: 'notice', kind: 'transfer', amount: due } }),
    answers: { 'sale.invite': refuses({ type: 'bank_account_not_set_up' }) },
  },
  'sheet-static-qris': order(CART, {
    sheet: { name: 'notice', kind: 'static_qris', amount: due },
    view: {
      invite: {
        ...{ ...shown, kind: 'static_qris', matrix: emvCode.matrix, merchantName: 'WARUNG CONTOH SATU' },
        ...{ nmid: 'ID9990000000011', withAmount: false },
      },
    },
  }),
  'sheet-split': sheet('split'),
  shortcuts: sheet('shortcuts'),

  'payment-asking': of(SALES.asking),
  'payment-slow': of(SALES.slow),
  payment: of(SALES.waiting),
  'payment-paying': of(SALES.paying),
  'payment-link': of(SALES.link, { collects: ['link'] }),
  'payment-offline': of(SALES.waiting, offline),
  'payment-expired': of(SALES.expired),
  'payment-unknown': of(SALES.unknown),
  'payment-refused': of(SALES.refused),
  'payment-partly': of(SALES.partly),
  'payment-review': of(SALES.review),
  'payment-card': of(SALES.card),
  'payment-photo': { ...of(SALES.photo), answers: { 'sale.photo': paintedPhone } },
  'payment-takedown': of(SALES.waiting),
  'payment-proof': of(SALES.expired),
  'payment-reject': of(SALES.review),
  paid: of(SALES.paid),
  'paid-change': of(SALES.paidCash),
  'paid-send': of(SALES.paid),

  sales: on('sales'),
  'sales-loading': on('sales', { 'sale.list': waits }),
  'sales-empty': on('sales', { 'sale.list': lists(), 'savedFilters.list': says([]) }),
  'sales-error': on('sales', { 'sale.list': refuses({ type: 'store_busy' }) }),
  'sales-filter': on('sales'),
  'sale-detail': on('sales'),
  'sale-voided': on('sales', { 'sale.get': says(SALES.voided) }),
  refund: on('sales'),
  'provider-receipt': on('sales'),
  sessions: on('sessions'),
  'session-detail': on('sessions'),
  reconcile: on('sessions'),
  'attention-empty': on('attention', { 'attention.list': lists() }),
  attention: on('attention', {}, { attentionCount: ATTENTION.length }),
  'attention-attach': on('attention', {}, { attentionCount: ATTENTION.length }),
  'confirmations-empty': on('confirmations', {
    'confirmations.list': says({ ...CONFIRMATIONS, rows: [], decided: [] }),
    'confirmations.refresh': says({ ...CONFIRMATIONS, rows: [], decided: [] }),
  }),
  confirmations: on('confirmations', {}, { confirmationCount: CONFIRMATIONS.rows.length }),
  'confirmations-photo': on('confirmations', { ...confirming(WITH_PHOTO), 'sale.photo': paintedPhone }),
  'confirmations-proof': on('confirmations', {
    ...confirming(WITH_PROOF),
    'confirmations.proof': paintedPhone,
  }),
  audit: on('audit'),
  'audit-calendar': on('audit'),
  'audit-verify': on('audit'),

  'shift-open': on(
    'shift',
    { 'shift.current': says({ ...CURRENT, shift: null, movements: [], sums: null }) },
    { shift: null, shiftRequired: true },
  ),
  shift: on('shift'),
  'shift-cash-out': on('shift'),
  'shift-count': on('shift'),
  'shift-variance': on('shift'),
  'shift-closed': on('shift'),
  'shift-terminal': on('shift'),
  reports: on('reports'),
  'reports-loading': on('reports', { 'reports.summary': waits }),
  'reports-export': on('reports'),

  catalog: on('catalog'),
  'catalog-product': on('catalog'),
  'catalog-import': on('catalog'),

  'settings-shop': settings('shop'),
  'settings-look': settings('look'),
  'settings-people': settings('people'),
  'settings-person': settings('people'),
  'settings-till': settings('till'),
  'settings-money': settings('money'),
  'settings-scale': settings('scale'),
  'settings-notices': settings('notices'),
  'settings-receipt': settings('receipt'),
  'settings-printer': settings('printer'),
  'settings-printer-new': settings('printer'),
  'settings-screens': settings('screens'),
  'settings-provider': settings('provider'),
  'settings-backups': settings('backups'),
  'settings-mode': settings('mode'),
  'settings-help': settings('help'),
  'settings-desktop': settings('desktop', { 'desktop.view': says(DESKTOP) }),

  lock: { locked: { team: [owner, supervisor, cashier] } },
  'first-start': { locked: { firstStart: true, team: [] } },
  switch: order(CART),
  'ask-right': order(CART, {
    view: cashierOnDuty,
    later: () =>
      useOverlay.setState({
        overlay: {
          name: 'ask',
          question: { refusal: missing, procedure: 'reports.summary', lend: waits },
          answer: () => {},
        },
      }),
  }),
  denied: on('reports', { 'reports.summary': refuses(missing) }, cashierOnDuty),

  // a view that no core would send: drawing it fails
  broken: {
    later: () => useCounter.setState(({ view }) => ({ view: view && { ...view, printers: null as never } })),
  },
  cover: order(CART, { hearing: 'silent' }),
  connecting: { hearing: 'never' },
  damaged: {
    view: {
      books: {
        ...{ state: 'damaged', diskLow: true },
        newestBackup: { name: 'live-00002', at: '2026-07-15T01:05:00.000Z' },
      },
    },
  },
}

/** What the core answers unless a scene says otherwise. In a browser there is no desktop to set up. */
export const ANSWERS: Answers = {
  ...listAnswers,
  ...moneyAnswers,
  ...deskAnswers,
  'desktop.view': refuses({ type: 'desktop_only' }),
}

/** Goes where the scene is, before anything is drawn. */
export function goThere({ page, section, sheet: open }: CashierState): void {
  usePage.setState({ page: page ?? 'sale', section: section ?? null, sheet: open ?? null })
}
