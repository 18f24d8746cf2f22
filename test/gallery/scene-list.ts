/** One thing the camera does on a page before it is as it shall be seen. */
export type Step =
  | { readonly press: string }
  | { readonly key: string }
  | { readonly type: string; readonly into: string }
  | { readonly see: string }

const press = (testId: string): Step => ({ press: testId })
const key = (name: string): Step => ({ key: name })
const type = (into: string, text: string): Step => ({ type: text, into })
const see = (selector: string): Step => ({ see: selector })

/** Words where a list has nothing to show. */
const EMPTY = see('main div:has(> svg.lucide) + p')

export interface Scene {
  /** What stands on the page once it is whole, as a selector; a bare word is a test id. */
  readonly ready: string
  readonly steps?: readonly Step[]
  /** Size, theme, language and colour of its picture; what has none is looked at by the tests alone. */
  readonly look?: string
}

const sale = (look: string | null, ...steps: Step[]): Scene => ({
  ...{ ready: 'product', steps },
  ...(look === null ? {} : { look }),
})

/**
 * Every page and sheet of the cashier in the states it can be in. Each has one picture; sizes, themes, languages and
 * colours are spread over them so that every two of them meet somewhere (`looks.test.ts` counts).
 */
export const CASHIER_SCENES = {
  // the order
  'sale-empty': sale('small light id nila'),
  'sale-cart': sale('middle light id nila'),
  'sale-300-lines': sale('small dark en laut'),
  'sale-huge': sale('middle contrast en nila'),
  'sale-offline': sale('touch light en nila'),
  'sale-practice': sale('small contrast id nila'),
  'sale-missed': sale('touch dark id langit', see('[data-testid="scan-missed"]')),
  'sale-no-goods': { ready: 'main h2, main p' },
  'sale-search': sale(null, type('search', 'goreng'), see('[data-testid="hits"]')),
  'sheet-amount': { ready: 'amount-pad', look: 'touch contrast en nila' },
  'sheet-line': { ready: 'line-quantity-input', look: 'middle light en rosela' },
  'sheet-discount': { ready: 'discount-input' },
  'sheet-customer': {
    ...{ ready: 'customer-sheet', look: 'touch light id nila' },
    steps: [type('customer-search', 'tuti'), see('[data-testid="customer-row"]')],
  },
  'sheet-customer-new': {
    ready: 'customer-sheet',
    steps: [press('customer-new'), see('[data-testid="customer-save"]')],
  },
  'sheet-parked': { ready: 'held-row', look: 'middle dark id manggis' },
  'sheet-more': { ready: 'more-ways' },
  'sheet-cash': { ready: 'cash-sheet', look: 'touch dark en nila', steps: [type('cash-input', '150000')] },
  'sheet-edc': { ready: 'edc-sheet', look: 'small light en langit' },
  'sheet-transfer': { ready: 'notice-transfer', look: 'middle contrast id nila' },
  'sheet-transfer-none': { ready: 'notice-transfer', steps: [see('[data-testid="not-set-up"]')] },
  'sheet-static-qris': { ready: 'notice-static_qris' },
  'sheet-split': { ready: 'split-sheet', look: 'small contrast en laut' },
  shortcuts: { ready: '[role="dialog"]', look: 'middle light id arang' },
  // its money
  'payment-asking': { ready: 'state-word', look: 'touch light en laut' },
  'payment-slow': { ready: '[role="alert"]' },
  payment: { ready: 'qr', look: 'small light id nila' },
  'payment-paying': { ready: 'qr' },
  'payment-link': { ready: 'qr', look: 'middle light en nila' },
  'payment-offline': { ready: 'state-word' },
  'payment-expired': { ready: 'state-word', look: 'touch contrast id nila' },
  'payment-unknown': { ready: 'state-word', look: 'middle dark id nila' },
  'payment-refused': { ready: '[role="alert"]', look: 'small light en arang' },
  'payment-partly': { ready: 'state-word', look: 'touch dark id nila' },
  'payment-review': { ready: 'confirm-tender', look: 'wide contrast id laut' },
  'payment-card': { ready: 'confirm-tender' },
  'payment-photo': { ready: 'confirm-tender', steps: [see('[data-testid="photo-open"] img')] },
  'payment-takedown': {
    ready: 'qr',
    steps: [key('F2'), see('[data-testid="takedown-go"]')],
  },
  'payment-proof': { ready: 'state-word', steps: [key('F9'), see('[role="dialog"]')] },
  'payment-reject': { ready: 'reject-tender', steps: [press('reject-tender'), see('[role="dialog"]')] },
  paid: { ready: '[data-testid="slip"]', look: 'middle dark en rosela' },
  'paid-change': { ready: '[data-testid="slip"]', look: 'small contrast id nila' },
  'paid-send': {
    ready: 'paid-word',
    steps: [press('send-receipt'), see('[data-testid="receipt-link"], [data-testid="receipt-email"]')],
  },
  // what was sold
  sales: { ready: 'sale-row', look: 'small light id laut' },
  'sales-loading': {
    ...{ ready: 'find', look: 'middle dark en langit' },
    steps: [see('main [role="status"] .animate-wait')],
  },
  'sales-empty': {
    ready: 'main h1',
    look: 'touch contrast en nila',
    steps: [EMPTY],
  },
  'sales-error': { ready: '[role="alert"]', look: 'small dark id nila' },
  'sales-filter': {
    ready: 'sale-row',
    look: 'middle light en nila',
    steps: [press('filters-open'), see('[data-testid="filters"]')],
  },
  'sale-detail': {
    ready: 'sale-row',
    look: 'wide light en nila',
    steps: [press('sale-row'), see('[data-testid="sale-detail"]')],
  },
  'sale-voided': {
    ready: 'sale-row',
    steps: [press('sale-row'), see('[data-testid="tender-back"]')],
  },
  refund: {
    ready: 'sale-row',
    look: 'small contrast id rosela',
    steps: [press('sale-row'), press('refund-open'), see('[data-testid="refund-go"]')],
  },
  'provider-receipt': {
    ready: 'sale-row',
    steps: [press('sale-row'), press('provider-receipt'), see('[data-testid="provider-receipt-sheet"]')],
  },
  sessions: { ready: 'session-row', look: 'touch dark en manggis' },
  'session-detail': {
    ready: 'session-row',
    steps: [press('session-row'), see('[data-testid="session-detail"]')],
  },
  reconcile: {
    ready: 'session-row',
    steps: [press('reconcile-open'), see('[data-testid="reconcile-report"]')],
  },
  'attention-empty': {
    ready: 'main h1',
    look: 'small light en rosela',
    steps: [EMPTY],
  },
  attention: {
    ready: 'attention-row',
    look: 'middle contrast en arang',
    steps: [press('attention-row'), see('[data-testid="attention-steps"]')],
  },
  'attention-attach': {
    ready: 'attention-row',
    steps: [press('attention-row'), press('attention-do-attach'), see('[data-testid="attach-sheet"]')],
  },
  'confirmations-empty': {
    ready: 'main h1',
    look: 'wide dark en langit',
    steps: [EMPTY],
  },
  confirmations: { ready: 'confirm-row', look: 'small dark id manggis' },
  'confirmations-photo': {
    ready: 'confirm-row',
    steps: [see('[data-testid="photo-open"] img'), press('photo-open'), see('[data-testid="photo-large"]')],
  },
  'confirmations-proof': {
    ready: 'confirm-row',
    steps: [press('confirm-show-proof'), press('confirm-proof'), see('[data-testid="photo-large"]')],
  },
  audit: { ready: 'audit-row', look: 'touch contrast id langit' },
  'audit-calendar': {
    ready: 'audit-row',
    steps: [press('audit-from-calendar'), see('[data-testid="calendar"]')],
  },
  'audit-verify': { ready: 'audit-row', steps: [press('audit-verify'), see('[data-testid="audit-intact"]')] },
  // the drawer and the sums
  'shift-open': { ready: 'open-shift-form', look: 'small light en nila' },
  shift: { ready: 'shift-desk', look: 'middle dark id laut' },
  'shift-cash-out': {
    ready: 'shift-desk',
    steps: [press('cash-out'), see('[data-testid="cash-move"]')],
  },
  'shift-count': { ready: 'shift-desk', steps: [press('count-open'), see('[data-testid="count-form"]')] },
  'shift-variance': {
    ready: 'shift-desk',
    look: 'small contrast id arang',
    steps: [
      press('count-open'),
      type('count-100000', '22'),
      type('count-50000', '1'),
      press('count-go'),
      see('[data-testid="variance"]'),
    ],
  },
  'shift-closed': {
    ready: 'main h1',
    look: 'wide light id manggis',
    steps: [press('shift-past'), press('shift-row'), see('[data-testid="slip"]')],
  },
  'shift-terminal': {
    ready: 'shift-desk',
    look: 'middle light en laut',
    steps: [press('edc-match-open'), see('[data-testid="edc-match-sheet"]')],
  },
  reports: { ready: '[data-testid="report-chart"] canvas', look: 'wide contrast en rosela' },
  'reports-loading': { ready: 'reports-stop' },
  'reports-export': {
    ready: 'reports-glance',
    steps: [press('reports-file'), see('[data-testid="export-make"]')],
  },
  // what is sold
  catalog: { ready: 'catalog-row', look: 'middle dark en arang' },
  'catalog-product': {
    ready: 'catalog-row',
    look: 'touch contrast en manggis',
    steps: [press('catalog-row'), press('price-history'), see('[data-testid="price-change"]')],
  },
  'catalog-import': {
    ready: 'catalog-row',
    look: 'small light id rosela',
    steps: [
      press('catalog-import'),
      type('import-paste', 'nama,harga'),
      press('import-preview'),
      see('[data-testid="import-complaint"]'),
    ],
  },
  // the settings
  'settings-shop': { ready: 'setting-shopName', look: 'small dark en manggis' },
  'settings-look': { ready: 'slide', look: 'touch light id laut' },
  'settings-people': { ready: 'person-row', look: 'middle contrast id manggis' },
  'settings-person': {
    ready: 'person-row',
    steps: [press('person-change'), see('[data-testid="person-sheet"]')],
  },
  'settings-till': { ready: 'setting-theme' },
  'settings-money': { ready: 'setting-rounding' },
  'settings-scale': { ready: 'scale-add' },
  'settings-notices': { ready: 'static-read', look: 'touch dark id arang' },
  'settings-receipt': { ready: '[data-testid="slip"]', look: 'wide dark id nila' },
  'settings-printer': { ready: 'printer-card', look: 'middle light id nila' },
  'settings-printer-new': {
    ready: 'printer-add',
    look: 'small contrast en langit',
    steps: [press('printer-add'), see('[data-testid="printer-wizard"]')],
  },
  'settings-screens': {
    ready: 'screen-pair',
    steps: [press('screen-pair'), see('[data-testid="screen-code"]')],
  },
  'settings-provider': { ready: 'provider-choice', look: 'touch light en rosela' },
  'settings-backups': { ready: 'backup-row', look: 'small dark id langit' },
  'settings-mode': { ready: 'mode-practice' },
  'settings-help': { ready: 'help-logs' },
  'settings-desktop': {
    ready: 'settings-desktop',
    steps: [press('settings-desktop'), see('[data-testid="update-state"]')],
  },
  // who is there
  lock: { ready: 'lock', look: 'middle light id nila' },
  'first-start': { ready: 'owner-name', look: 'small light id nila' },
  switch: {
    ready: 'product',
    steps: [key('F12'), see('[data-testid="switch-sheet"]')],
  },
  'ask-right': { ready: 'ask-sheet', look: 'small light id manggis' },
  denied: { ready: '[role="alert"]', look: 'middle dark id rosela' },
  // when something is wrong
  broken: { ready: '#root button', look: 'touch light id arang' },
  cover: { ready: 'cover', look: 'small dark en arang' },
  connecting: { ready: '[role="status"]' },
  damaged: { ready: 'books-banner', look: 'wide light en arang' },
} as const satisfies Readonly<Record<string, Scene>>

export type CashierScene = keyof typeof CASHIER_SCENES

/** Everything that the customer's screen can show. */
export const CUSTOMER_SCENES = {
  'customer-idle': { ready: 'display-idle', look: 'sign light id laut' },
  'customer-slides': { ready: '.idle-slides:has(.slide-shown):has(.idle-logo)', look: 'hd light en nila' },
  'customer-cart': { ready: 'display-cart', look: 'sign contrast en nila' },
  'customer-cart-30': { ready: 'display-cart', look: 'poster light id nila' },
  'customer-huge': { ready: 'display-code', look: 'phone light id nila' },
  'customer-asking': { ready: 'display-asking' },
  'customer-code': { ready: 'display-code', look: 'sign light id nila' },
  'customer-page': { ready: 'display-code', look: 'poster contrast en nila' },
  'customer-practice': { ready: 'display-code' },
  'customer-transfer': { ready: 'display-invite', look: 'phone light id nila' },
  'customer-static': { ready: 'display-invite' },
  'customer-waiting': { ready: 'display-waiting', look: 'hd contrast id nila' },
  'customer-ended': { ready: 'display-waiting' },
  'customer-slip': { ready: 'display-waiting' },
  'customer-paid': { ready: 'display-paid', look: 'sign light id nila' },
  'customer-paid-receipt': { ready: 'display-paid', look: 'poster light en nila' },
  'customer-cover': { ready: 'display-cover', look: 'sign light id nila' },
  'customer-expired': { ready: 'display-cover', look: 'phone contrast en nila' },
} as const satisfies Readonly<Record<string, Scene>>

export type CustomerScene = keyof typeof CUSTOMER_SCENES

export const SCENES: Readonly<Record<string, Scene>> = { ...CASHIER_SCENES, ...CUSTOMER_SCENES }

export const SIZES: Readonly<Record<string, { readonly width: number; readonly height: number }>> = {
  small: { width: 1024, height: 768 },
  middle: { width: 1366, height: 768 },
  touch: { width: 1280, height: 800 },
  wide: { width: 1920, height: 1080 },
  sign: { width: 800, height: 480 },
  phone: { width: 390, height: 844 },
  poster: { width: 1080, height: 1920 },
  hd: { width: 1920, height: 1080 },
}
export const CASHIER_SIZES = ['small', 'middle', 'touch', 'wide'] as const
export const CUSTOMER_SIZES = ['sign', 'phone', 'poster', 'hd'] as const
