import { Suspense, useEffect } from 'react'
import type { Amount } from '../../../core/domain/money.ts'
import { priceCart } from '../../../core/domain/sale.ts'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import { useKeys } from '../../ui/keys.ts'
import { useScans } from '../../ui/scan-keys.ts'
import { useAction, useCore, withCart } from '../client.ts'
import { moveSelection, removeLine, selectLine, stepQuantity, undo, useDraft } from '../state/draft.ts'
import { closeSheet, openSheet, say, unsay, usePage } from '../state/page.ts'
import { useOverlay } from '../state/overlay.ts'
import { forgetMissed, takeCode } from '../state/scans.ts'
import { useT } from '../words.ts'
import { findCode } from './find-code.ts'
import { AmountSheet } from './AmountSheet.tsx'
import { CartPanel } from './CartPanel.tsx'
import type { WaysToPay } from './ways-to-pay.ts'
import { CashSheet } from '../pay/CashSheet.tsx'
import { Catalog } from './Catalog.tsx'
import { CustomerSheet, DiscountSheet, fetchOrderSheets, LineSheet, ParkedSheet } from './later-sheets.ts'
import { EdcSheet, fetchLaterSheets, MoreWaysSheet, NoticeSheet, SplitSheet } from '../pay/later-sheets.ts'

/** Choosing what is sold on the left, the order and its total on the right, three ways to pay. */
export function SaleScreen({ view }: { view: CounterView }) {
  const t = useT()
  const core = useCore()
  const cart = useDraft((state) => state.cart)
  const priced = priceCart(cart, view.settings.taxRules)
  const total = priced.ok ? priced.value.total : null
  useEffect(() => {
    fetchOrderSheets()
    fetchLaterSheets()
    return () => {
      // what was not found for one customer is no news for the next
      forgetMissed()
      // nothing is put back into an order that is being paid
      if (usePage.getState().toast?.undo != null) unsay()
    }
  }, [])
  useScans((code) => void takeCode(findCode(core.client), code), mayScan)
  const charge = useAction()
  const print = useReprint(view.lastPaid)

  const startCharge = async (kind: 'qris' | 'link', amount: Amount | null = null) =>
    await charge.run(
      (attemptId) => withCart(core, () => core.client.sale.charge({ attemptId, kind, amount })),
      String(useDraft.getState().version),
    )
  const payable = total !== null && !charge.busy
  const whenPayable = (run: () => void) => (payable ? run : undefined)
  const pay = {
    qris: whenPayable(() => void startCharge('qris')),
    link: whenPayable(() => void startCharge('link')),
    cash: whenPayable(() => openSheet({ name: 'cash', amount: null })),
    edc: whenPayable(() => openSheet({ name: 'edc', amount: null })),
    more: whenPayable(() => openSheet({ name: 'more' })),
    split: whenPayable(() => openSheet({ name: 'split' })),
  }
  useSaleKeys(pay, view.collects[0] === 'link' ? pay.link : pay.qris)
  useKeys({ F6: print.run })
  // a refusal about the old cart says nothing about the changed one
  const { clear } = charge
  const { clear: clearPrint } = print
  useEffect(() => {
    clear()
    clearPrint()
  }, [cart, clear, clearPrint])

  return (
    <div className="flex h-full">
      <h1 className="sr-only">{t('nav.sale')}</h1>
      <Catalog mode={view.mode} cart={cart} />
      <CartPanel
        view={view}
        cart={cart}
        priced={priced}
        pay={pay}
        charging={charge.busy}
        trouble={charge.trouble ?? print.trouble}
        onReprint={print.run}
      />
      <Suspense fallback={null}>
        <Sheets view={view} total={total} onCharge={startCharge} />
      </Suspense>
    </div>
  )
}

/** A customer comes back for the receipt: the last one once more, marked as a copy if it was printed before. */
function useReprint(lastPaid: CounterView['lastPaid']) {
  const t = useT()
  const { client } = useCore()
  const print = useAction()
  const run = async (): Promise<void> => {
    if (lastPaid === null) return say(t('sale.noReceipt'))
    const answer = await print.run(() => client.sale.print({ saleId: lastPaid.saleId }))
    if (answer?.ok) say(t('sale.reprinted', { number: lastPaid.number }))
  }
  return { run: () => void run(), trouble: print.trouble, clear: print.clear }
}

/** Sheets in which a code is no amount, PIN or number of a slip. */
const SCANNED_UNDER: readonly string[] = ['line', 'parked', 'more', 'shortcuts']

function mayScan(): boolean {
  const { sheet } = usePage.getState()
  return useOverlay.getState().overlay === null && (sheet === null || SCANNED_UNDER.includes(sheet.name))
}

function useSaleKeys(pay: WaysToPay, collect: (() => void) | undefined): void {
  const t = useT()
  const withLine = (run: (lineId: string) => void) => () => {
    const { selectedId, cart } = useDraft.getState()
    const line = cart.lines.find((each) => each.id === selectedId)
    if (line !== undefined) run(line.id)
  }
  const fewer = withLine((lineId) => {
    const line = useDraft.getState().cart.lines.find((each) => each.id === lineId)
    stepQuantity(lineId, -1)
    const gone = useDraft.getState().cart.lines.every((each) => each.id !== lineId)
    if (gone) say(t('sale.removed', { name: line?.name ?? '' }), undo)
  })
  const remove = withLine((lineId) => {
    const line = useDraft.getState().cart.lines.find((each) => each.id === lineId)
    removeLine(lineId)
    say(t('sale.removed', { name: line?.name ?? '' }), undo)
  })
  const discount = () => openSheet({ name: 'discount' })
  const note = withLine((lineId) => openSheet({ name: 'line', lineId, field: 'note' }))
  const lineDiscount = withLine((lineId) => openSheet({ name: 'line', lineId, field: 'discount' }))
  useKeys({
    F1: collect,
    F2: pay.cash,
    F3: pay.edc,
    F4: pay.split,
    F8: () => openSheet({ name: 'parked' }),
    F10: pay.more,
    F9: () => openSheet({ name: 'amount' }),
    p: () => openSheet({ name: 'customer' }),
    P: () => openSheet({ name: 'customer' }),
    d: discount,
    D: discount,
    ArrowUp: () => moveSelection(-1),
    ArrowDown: () => moveSelection(1),
    '+': withLine((lineId) => stepQuantity(lineId, 1)),
    '=': withLine((lineId) => stepQuantity(lineId, 1)),
    '-': fewer,
    n: note,
    N: note,
    l: lineDiscount,
    L: lineDiscount,
    Delete: remove,
    Enter: withLine((lineId) => {
      selectLine(lineId)
      openSheet({ name: 'line', lineId })
    }),
    'Ctrl+z': undo,
  })
}

function Sheets({
  view,
  total,
  onCharge,
}: {
  view: CounterView
  total: Amount | null
  onCharge: (kind: 'qris' | 'link', amount: Amount | null) => Promise<unknown>
}) {
  const sheet = usePage((state) => state.sheet)
  if (sheet === null) return null
  switch (sheet.name) {
    case 'amount':
      return (
        <AmountSheet
          onPay={(way) => {
            if (way === 'collect') void onCharge(view.collects[0] === 'link' ? 'link' : 'qris', null)
            else openSheet({ name: way, amount: null })
          }}
        />
      )
    case 'discount':
      return <DiscountSheet />
    case 'line':
      return <LineSheet key={sheet.lineId} lineId={sheet.lineId} field={sheet.field ?? 'quantity'} />
    case 'customer':
      return <CustomerSheet saleId={null} customer={view.customer} onClose={closeSheet} />
    case 'parked':
      return <ParkedSheet view={view} />
    case 'cash':
      return total === null ? null : <CashSheet view={view} due={sheet.amount ?? total} part={sheet.amount} />
    case 'edc':
      return total === null ? null : <EdcSheet due={sheet.amount ?? total} part={sheet.amount} />
    case 'notice':
      return total === null ? null : (
        <NoticeSheet kind={sheet.kind} due={sheet.amount ?? total} part={sheet.amount} invite={view.invite} />
      )
    case 'more':
      return <MoreWaysSheet view={view} />
    case 'split':
      return total === null ? null : <SplitSheet remaining={total} onCharge={onCharge} />
    case 'shortcuts':
      return null
  }
}
