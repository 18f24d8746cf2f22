import type { DisplayOrder, DisplayShop, DisplayView } from '../../../core/contract/views/display.ts'
import type { TenderView } from '../../../core/contract/views/sale.ts'
import { addAmounts, amountOf, ZERO, type Amount } from '../../../core/domain/money.ts'
import { priceCart } from '../../../core/domain/sale.ts'
import type { SaleRecord } from '../../../core/ports/store.ts'
import { currentInvite } from '../selling/invite.ts'
import { emptyCart } from '../selling/open-sale.ts'
import { brandIn } from '../provider/shop-brand.ts'
import { thanksCode } from '../printing/thanks-code.ts'
import { saleOnCounter, settingsOf, type Till } from '../till.ts'
import { saleView } from './sale.ts'

/** What the customer sees. The same books, far less of them. */
export function displayView(till: Till): DisplayView {
  const shop = displayShop(till)
  const record = saleOnCounter(till)
  return record === null ? beforeTheSale(till, shop) : ofTheSale(till, shop, record)
}

function displayShop(till: Till): DisplayShop {
  const { shopName: name, language, zoneLabel, utcOffsetMinutes, ...settings } = settingsOf(till)
  const { accent, theme, customerVoice: voice } = settings
  return {
    ...{ name, language, mode: till.mode, zoneLabel, utcOffsetMinutes },
    ...(voice === 'off' ? {} : { voice }),
    ...(accent === 'nila' ? {} : { accent }),
    ...(theme === 'contrast' ? { contrast: true } : {}),
  }
}

/** Nothing to pay yet: the shop's own pictures, the cart as it grows, or its code before money comes. */
function beforeTheSale(till: Till, shop: DisplayShop): DisplayView {
  const draft = till.store.read.draft() ?? emptyCart(till)
  const totals = draft.lines.length === 0 ? null : priceCart(draft, settingsOf(till).taxRules)
  if (totals === null || !totals.ok) {
    const brand = till.gateway.name === 'none' ? null : brandIn(till.store.read)
    return { screen: 'idle', shop, brand, ...ownPictures(till) }
  }
  const { orderDiscount, total } = totals.value
  const lines = totals.value.lines.map(displayLine)
  const cart = { lines, orderDiscount, total, currency: draft.currency }
  const invited = currentInvite(till)
  return invited === null
    ? { screen: 'cart', shop, ...cart }
    : { screen: 'invite', shop, order: { saleNumber: '', ...cart, due: invited.due }, invite: invited }
}

function ofTheSale(till: Till, shop: DisplayShop, record: SaleRecord): DisplayView {
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
    return {
      ...{ screen: 'paid', shop, order: order(paid) },
      paidAt: view.paidAt ?? till.clock.now(),
      kinds: counted.map((tender) => tender.kind),
      change: view.changeOwed,
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
