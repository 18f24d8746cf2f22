import qrcode from 'qrcode'
import type {
  CodeView,
  CounterView,
  DisplayShop,
  DisplayView,
  SaleView,
} from '../../src/core/contract/views.ts'
import { amountOf } from '../../src/core/domain/money.ts'
import type { QrMatrix } from '../../src/core/ports/system.ts'
import { view } from '../ui/fixtures.tsx'
import type { Look } from './look.ts'

/** The moment that the gallery lives in. */
export const NOW = '2026-07-15T07:06:00.000Z'

export function matrixOf(text: string): QrMatrix {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' })
  return { size: modules.size, modules: Array.from(modules.data, (dark) => (dark ? '1' : '0')).join('') }
}

const code: CodeView = {
  kind: 'emv',
  matrix: matrixOf(`00020101021226600014ID.CO.EXAMPLE.WWW${'0123456789'.repeat(14)}6304ABCD`),
  merchantName: 'WARUNG CONTOH SATU',
  nmid: 'ID9990000000011',
  url: null,
  shownAt: '2026-07-15T07:05:52.000Z',
  expiresAt: '2026-07-15T07:20:52.000Z',
}

const line = (name: string, quantity: number, net: number): SaleView['lines'][number] =>
  ({
    id: name,
    productId: name,
    name,
    quantity: quantity * 1000,
    unitPrice: amountOf(net / quantity),
    gross: amountOf(net),
    discount: amountOf(0),
    orderDiscount: amountOf(0),
    net: amountOf(net),
    tax: amountOf(0),
    taxClass: 'none',
    note: null,
  }) as unknown as SaleView['lines'][number]

const nothingBack = { captured: amountOf(0), remaining: amountOf(0), obstacle: 'no_money', ways: [] }

/** A sale whose code is on both screens. */
const sale: SaleView = {
  id: 's1',
  number: 'BDG1-260715-00042',
  status: 'open',
  currency: 'IDR',
  lines: [
    line('Kopi Susu Gula Aren', 2, 36_000),
    line('Nasi Goreng Kampung', 1, 28_000),
    line('Es Teh Manis', 2, 16_000),
  ],
  subtotal: amountOf(80_000),
  orderDiscount: amountOf(0),
  taxes: [],
  total: amountOf(80_000),
  covered: amountOf(0),
  remaining: amountOf(0),
  tenders: [
    {
      id: 't1',
      kind: 'qris',
      amount: amountOf(80_000),
      covers: amountOf(80_000),
      state: 'presented',
      paying: false,
      inFlight: true,
      counted: false,
      booking: null,
      sessionId: 'cs_1',
      code,
      evidence: null,
      at: '2026-07-15T07:05:50.000Z',
      refundable: nothingBack as unknown as SaleView['tenders'][number]['refundable'],
      trouble: null,
    },
  ],
  timeline: [],
  cashier: 'Ibu Sari',
  createdAt: '2026-07-15T07:05:40.000Z',
  paidAt: null,
  changeOwed: amountOf(0),
  documentId: null,
  customer: null,
  collected: amountOf(80_000),
  refunds: [],
}

/** A till as a look paints it. */
export function counterView({ theme, accent, language }: Look, withSale: boolean): CounterView {
  return {
    ...view,
    mode: 'live',
    now: NOW,
    settings: {
      ...view.settings,
      ...{ theme, accent, language, shopName: 'Warung Contoh Satu' },
      addressLines: ['Jl. Braga No. 12', 'Bandung'],
    },
    sale: withSale ? sale : null,
  }
}

const shopOf = ({ theme, accent, language }: Look): DisplayShop => ({
  name: 'Warung Contoh Satu',
  language,
  mode: 'live',
  zoneLabel: 'WIB',
  utcOffsetMinutes: 420,
  accent,
  ...(theme === 'contrast' ? { contrast: true } : {}),
})

const order = {
  saleNumber: sale.number,
  lines: sale.lines.map(({ name, quantity, net }) => ({ name, quantity, net })),
  orderDiscount: amountOf(0),
  total: amountOf(80_000),
  due: amountOf(80_000),
  currency: 'IDR',
} as const

/** What the customer's screen shows of each kind; null is a screen that hears nothing. */
export function displayView(screen: string, look: Look): DisplayView | null {
  const shop = shopOf(look)
  switch (screen) {
    case 'idle':
      return { screen, shop, brand: null }
    case 'slides':
      return { screen: 'idle', shop, brand: null, slides: ['one', 'two'], logo: 'logo' }
    case 'code':
      return { screen, shop, order, code, paying: false }
    case 'paid':
      return { screen, shop, order, paidAt: NOW, kinds: ['qris'], change: amountOf(0) }
    default:
      return null
  }
}
