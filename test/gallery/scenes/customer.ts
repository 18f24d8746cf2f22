import type { DisplayOrder, DisplayShop, DisplayView } from '../../../src/core/contract/views/display.ts'
import { amountOf, ZERO, type Amount } from '../../../src/core/domain/money.ts'
import type { CustomerScene } from '../scene-list.ts'
import type { Look } from '../look.ts'
import { CART, LONG_CART, LONG_NAME } from './goods.ts'
import { emvCode, matrixOf, NOW, ORDER, pageCode, totalsOf } from './sales.ts'

const shopOf = ({ theme, accent, language }: Look): DisplayShop => ({
  name: 'Warung Contoh Satu',
  language,
  mode: 'live',
  zoneLabel: 'WIB',
  utcOffsetMinutes: 420,
  accent,
  ...(theme === 'contrast' ? { contrast: true } : {}),
})

const linesOf = (cart: typeof ORDER): DisplayOrder['lines'] =>
  totalsOf(cart).lines.map(({ name, quantity, net }) => ({ name, quantity, net }))

const cartOf = (cart: typeof ORDER) => {
  const { total, orderDiscount } = totalsOf(cart)
  return { lines: linesOf(cart), orderDiscount, total, currency: 'IDR' } as const
}

const orderOf = (cart: typeof ORDER, due?: Amount): DisplayOrder => {
  const { total, orderDiscount } = totalsOf(cart)
  return {
    ...{ saleNumber: 'BDG1-260715-00042', lines: linesOf(cart), orderDiscount, total, currency: 'IDR' },
    due: due ?? total,
  }
}

/** What the customer's screen hears; null is a screen that hears nothing. */
export function customerView(scene: CustomerScene, look: Look): DisplayView | null {
  const shop = shopOf(look)
  const order = orderOf(ORDER)
  switch (scene) {
    case 'customer-idle':
      return { screen: 'idle', shop, brand: null }
    case 'customer-slides':
      return { screen: 'idle', shop, brand: null, slides: ['one', 'two'], logo: 'logo' }
    case 'customer-cart':
      return { screen: 'cart', shop, ...cartOf({ ...ORDER, lines: ORDER.lines.slice(0, 1) }) }
    case 'customer-cart-30':
      return { screen: 'cart', shop, ...cartOf({ ...LONG_CART, lines: LONG_CART.lines.slice(0, 30) }) }
    case 'customer-huge': {
      const long = {
        ...orderOf(CART),
        lines: [{ name: LONG_NAME, quantity: 1_350, net: amountOf(999_999_999) }, ...linesOf(ORDER)],
        ...{ total: amountOf(999_999_999), due: amountOf(899_999_999) },
      }
      const name = 'Koperasi Konsumen Karyawan Sinar Pagi Sejahtera Bandung Timur'
      return { screen: 'code', shop: { ...shop, name }, order: long, code: emvCode, paying: false }
    }
    case 'customer-asking':
      return { screen: 'asking', shop, order }
    case 'customer-code':
      return { screen: 'code', shop, order, code: emvCode, paying: false }
    case 'customer-page':
      return { screen: 'code', shop, order: orderOf(ORDER, amountOf(50_000)), code: pageCode, paying: false }
    case 'customer-practice':
      return { screen: 'code', shop: { ...shop, mode: 'practice' }, order, code: emvCode, paying: true }
    case 'customer-transfer':
      return {
        ...{ screen: 'invite', shop, order },
        invite: {
          ...{ due: order.due, kind: 'transfer' },
          accounts: [
            { bank: 'BCA', number: '0123456789', holder: 'Ibu Sari' },
            { bank: 'Bank Mandiri', number: '9876543210', holder: 'Ibu Sari' },
          ],
        },
      }
    case 'customer-static':
      return {
        ...{ screen: 'invite', shop, order },
        invite: {
          ...{ due: order.due, kind: 'static_qris', matrix: emvCode.matrix, withAmount: false },
          ...{ merchantName: 'WARUNG CONTOH SATU', nmid: 'ID9990000000011' },
        },
      }
    case 'customer-waiting':
      return { screen: 'waiting', shop, order, reason: 'cashier' }
    case 'customer-ended':
      return { screen: 'waiting', shop, order, reason: 'ended' }
    case 'customer-slip':
      return { screen: 'waiting', shop, order, reason: 'slip' }
    case 'customer-paid':
      return { screen: 'paid', shop, order, paidAt: NOW, kinds: ['cash', 'qris'], change: amountOf(20_000) }
    case 'customer-paid-receipt':
      return {
        ...{ screen: 'paid', shop, order, paidAt: NOW, kinds: ['qris'], change: ZERO },
        receiptQr: matrixOf('https://pay.example.com/r/01J2R7M0000000000000000042'),
      }
    case 'customer-cover':
      return null
    case 'customer-expired': {
      const code = { ...emvCode, expiresAt: '2026-07-15T07:05:59.000Z' }
      return { screen: 'code', shop, order, code, paying: false }
    }
  }
}
