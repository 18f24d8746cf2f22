import {
  CirclePause,
  Ellipsis,
  Globe,
  KeyRound,
  Minus,
  Pencil,
  Plus,
  QrCode,
  ShoppingBasket,
  Split,
  Tag,
  Trash2,
  WifiOff,
} from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'
import type { CounterView } from '../../../core/contract/views.ts'
import type { Result } from '../../../core/domain/result.ts'
import {
  QUANTITY_UNIT,
  type Cart,
  type CartRefusal,
  type PricedLine,
  type SaleLine,
  type SaleTotals,
} from '../../../core/domain/sale.ts'
import { negate, ZERO } from '../../../core/domain/money.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { KeyCap } from '../../ui/KeyCap.tsx'
import type { Trouble } from '../../ui/RefusalPanel.tsx'
import { EmptyState } from '../../ui/States.tsx'
import { useCollects } from '../collecting.ts'
import { formatDiscount, formatQuantity, useMoney } from '../money.ts'
import { Problem } from '../Problem.tsx'
import { useLacking } from '../RightMark.tsx'
import { clearCart, removeLine, selectLine, stepQuantity, undo, useDraft } from '../state/draft.ts'
import { useDraftTrouble } from '../state/draft-trouble.ts'
import { openSheet, say } from '../state/page.ts'
import { useT } from '../words.ts'
import { CartCustomer } from './CartCustomer.tsx'
import type { WaysToPay } from './ways-to-pay.ts'

/** The order, its total, and the ways to pay it. */
export function CartPanel({
  view,
  cart,
  priced,
  pay,
  charging,
  trouble,
}: {
  view: CounterView
  cart: Cart
  priced: Result<SaleTotals, CartRefusal>
  pay: WaysToPay
  charging: boolean
  trouble: Trouble | null
}) {
  const t = useT()
  const draftTrouble = useDraftTrouble((state) => state.trouble)
  const refusal = priced.ok || priced.error.type === 'cart_empty' ? null : priced.error
  return (
    <aside
      aria-label={t('sale.order')}
      className="flex w-[33%] max-w-[560px] min-w-[388px] flex-col border-l border-line bg-card"
    >
      <CartHeader cart={cart} parked={view.parked.length} />
      <Lines cart={cart} priced={priced.ok ? priced.value.lines : null} />
      <footer className="flex shrink-0 flex-col gap-4 border-t border-line px-5 pt-4 pb-4.5">
        <Problem trouble={trouble ?? refusal ?? draftTrouble} compact />
        <CartCustomer view={view} show={cart.lines.length > 0} />
        <Totals cart={cart} totals={priced.ok ? priced.value : null} />
        {view.network.state === 'offline' && <OfflineNote />}
        {priced.ok && <LargeDiscount totals={priced.value} />}
        <PayButtons pay={pay} charging={charging} />
      </footer>
    </aside>
  )
}

function CartHeader({ cart, parked }: { cart: Cart; parked: number }) {
  const t = useT()
  const pieces = Math.ceil(cart.lines.reduce((sum, line) => sum + line.quantity, 0) / QUANTITY_UNIT)
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 pr-3 pl-5 whitespace-nowrap">
      <h2 className="m-0 text-base font-bold">{t('sale.order')}</h2>
      <span className="ml-1 text-base text-second">
        {cart.lines.length > 0 && t('sale.items', { count: pieces })}
      </span>
      <span className="flex-1" />
      {parked > 0 && (
        <button
          type="button"
          data-testid="parked"
          onClick={() => openSheet({ name: 'parked' })}
          aria-keyshortcuts="F8"
          className="flex h-11 items-center gap-2 rounded-small px-2 text-note font-semibold text-kunyit hover:bg-kunyit-wash"
        >
          <CirclePause size={18} aria-hidden="true" />
          {t('sale.parked', { count: parked })}
          <KeyCap>F8</KeyCap>
        </button>
      )}
      {cart.lines.length > 0 && (
        <button
          type="button"
          data-testid="clear-cart"
          onClick={() => {
            clearCart()
            say(t('sale.cleared'), undo)
          }}
          className="flex h-11 items-center gap-1.5 rounded-small px-2 text-note font-semibold text-second hover:bg-ink/5"
        >
          <Trash2 size={17} aria-hidden="true" />
          <span className="max-[1300px]:sr-only">{t('sale.clear')}</span>
        </button>
      )}
    </header>
  )
}

function Lines({ cart, priced }: { cart: Cart; priced: readonly PricedLine[] | null }) {
  const t = useT()
  const selectedId = useDraft((state) => state.selectedId)
  if (cart.lines.length === 0) {
    return (
      <div className="min-h-0 flex-1">
        <EmptyState icon={<ShoppingBasket size={40} aria-hidden="true" />} title={t('sale.empty')}>
          {t('sale.emptyAbout')}
        </EmptyState>
      </div>
    )
  }
  return (
    <ol className="calm-scroll m-0 min-h-0 flex-1 list-none p-0">
      {cart.lines.map((line, index) => (
        <Line key={line.id} line={line} priced={priced?.[index] ?? null} selected={line.id === selectedId} />
      ))}
    </ol>
  )
}

function Line({ line, priced, selected }: { line: SaleLine; priced: PricedLine | null; selected: boolean }) {
  const money = useMoney()
  const { plain, language } = money
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (selected) row.current?.scrollIntoView({ block: 'nearest' })
  }, [selected, line.quantity])
  const discount = line.discount === null ? null : formatDiscount(line.discount, money)
  return (
    <li
      ref={row}
      data-testid="cart-line"
      className={cx(
        'relative border-b border-line',
        selected &&
          'bg-nila-wash before:absolute before:inset-y-0 before:left-0 before:w-[3px] before:bg-nila',
      )}
    >
      <button
        type="button"
        aria-pressed={selected}
        onClick={() => selectLine(line.id)}
        className="block w-full px-5 pt-2.5 pb-2.5 text-left -outline-offset-3"
      >
        <span className="flex justify-between gap-4 text-base font-semibold">
          <span className="min-w-0">{line.name}</span>
          <span className="figures">{plain(priced?.net ?? line.unitPrice)}</span>
        </span>
        <span className="block text-note text-second">
          {formatQuantity(line.quantity, language)} × {plain(line.unitPrice)}
          {line.note !== null && ` · ${line.note}`}
          {discount !== null && ` · −${discount}`}
        </span>
      </button>
      {selected && <LineTools line={line} />}
    </li>
  )
}

function LineTools({ line }: { line: SaleLine }) {
  const t = useT()
  const { language } = useMoney()
  const { id, name } = line
  return (
    <div className="flex animate-appear items-center gap-2 px-5 pb-3">
      <div className="flex items-center rounded-control border border-line bg-card">
        <Tool
          label={t('sale.less', { name })}
          icon={<Minus size={18} />}
          onClick={() => stepQuantity(id, -1)}
        />
        <span className="min-w-9 text-center text-base font-bold" data-testid="line-quantity">
          {formatQuantity(line.quantity, language)}
        </span>
        <Tool
          label={t('sale.more', { name })}
          icon={<Plus size={18} />}
          onClick={() => stepQuantity(id, 1)}
        />
      </div>
      <span className="flex-1" />
      <Tool
        label={t('sale.edit', { name })}
        icon={<Pencil size={18} />}
        onClick={() => openSheet({ name: 'line', lineId: id })}
      />
      <Tool
        label={t('sale.remove', { name })}
        icon={<Trash2 size={18} />}
        onClick={() => {
          removeLine(id)
          say(t('sale.removed', { name }), undo)
        }}
      />
    </div>
  )
}

function Tool({ label, icon, onClick }: { label: string; icon: ReactNode; onClick: () => void }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className="flex size-11 items-center justify-center rounded-control text-ink hover:bg-nila/10"
    >
      {icon}
    </button>
  )
}

function Totals({ cart, totals }: { cart: Cart; totals: SaleTotals | null }) {
  const t = useT()
  const { plain, full } = useMoney()
  return (
    <dl className="m-0 flex flex-col gap-1 text-note text-second">
      {totals !== null && totals.subtotal !== totals.total && (
        <SumRow label={t('sale.subtotal')} value={plain(totals.subtotal)} />
      )}
      {totals !== null && totals.orderDiscount > 0 && (
        <SumRow label={t('sale.discount')} value={plain(negate(totals.orderDiscount))} />
      )}
      {totals?.taxes.map((tax) => (
        <SumRow
          key={`${tax.tax}${tax.included}`}
          label={tax.included ? t('sale.includes', { label: tax.label }) : tax.label}
          value={plain(tax.amount)}
        />
      ))}
      <div className="mt-1 flex items-end justify-between gap-3 text-ink">
        <dt className="flex flex-col items-start text-base font-bold">
          {cart.lines.length > 0 && (
            <button
              type="button"
              data-testid="order-discount"
              aria-keyshortcuts="d"
              onClick={() => openSheet({ name: 'discount' })}
              className="-ml-2 flex h-9 items-center gap-1.5 rounded-small px-2 text-note font-semibold text-second hover:bg-ink/5"
            >
              <Tag size={15} aria-hidden="true" />
              {t('sale.addDiscount')}
              <KeyCap>D</KeyCap>
            </button>
          )}
          {t('sale.total')}
        </dt>
        <dd
          data-testid="total"
          data-amount={totals?.total ?? 0}
          className={cx(
            'figures m-0 text-total font-extrabold tracking-tight',
            cart.lines.length === 0 && 'text-second',
          )}
        >
          {cart.lines.length === 0 ? full(ZERO) : totals === null ? '–' : full(totals.total)}
        </dd>
      </div>
    </dl>
  )
}

/** Said before paying is pressed: so much taken off asks for a supervisor's PIN. */
function LargeDiscount({ totals }: { totals: SaleTotals }) {
  const t = useT()
  const full = totals.lines.reduce((sum, line) => sum + line.gross, 0)
  const given = totals.lines.reduce((sum, line) => sum + (line.gross - line.net), 0) + totals.orderDiscount
  const discountBasisPoints = full <= 0 ? 0 : Math.round((given / full) * 10_000)
  const role = useLacking({ right: 'give_discount', discountBasisPoints })
  if (role === null) return null
  return (
    <p data-testid="large-discount" className="m-0 -my-1 flex items-center gap-2 text-note font-semibold">
      <KeyRound size={16} aria-hidden="true" className="shrink-0 text-second" />
      {t('sale.largeDiscount', { percent: Math.round(discountBasisPoints / 100) })}
    </p>
  )
}

function SumRow({ label, value }: { label: string; value: string }) {
  return (
    <div className="flex justify-between gap-4">
      <dt>{label}</dt>
      <dd className="m-0 text-right">{value}</dd>
    </div>
  )
}

/** Said before the cashier tries: what does not work without a network, and what does. */
export function OfflineNote() {
  const t = useT()
  return (
    <p
      role="status"
      data-testid="offline-note"
      className="m-0 flex items-start gap-2.5 rounded-control bg-kunyit-wash px-3.5 py-2.5 text-note text-ink"
    >
      <WifiOff size={18} aria-hidden="true" className="mt-0.5 shrink-0 text-kunyit" />
      {t('sale.offline')}
    </p>
  )
}

function PayButtons({ pay, charging }: { pay: WaysToPay; charging: boolean }) {
  const t = useT()
  const [main, ...others] = useCollects()
  const Icon = main === 'link' ? Globe : QrCode
  const collect = main === 'link' ? pay.link : pay.qris
  return (
    <div className="flex flex-col gap-2.5">
      <div className="grid grid-cols-[minmax(0,1.7fr)_minmax(0,1fr)_minmax(0,1fr)] gap-2">
        <Button
          tone="accent"
          size="large"
          cap="F1"
          data-testid={main === 'link' ? 'pay-link' : 'pay-qris'}
          className="px-1"
          icon={<Icon size={22} aria-hidden="true" className="max-[1180px]:hidden" />}
          busy={charging}
          disabled={collect === undefined}
          onClick={collect}
        >
          {t(main === 'link' ? 'sale.link' : 'sale.qris')}
        </Button>
        <PayButton cap="F2" testId="pay-cash" onClick={pay.cash}>
          {t('sale.cash')}
        </PayButton>
        <PayButton cap="F3" testId="pay-edc" onClick={pay.edc}>
          {t('sale.edc')}
        </PayButton>
      </div>
      <div className={cx('grid gap-2', others.includes('link') ? 'grid-cols-3' : 'grid-cols-2')}>
        {others.includes('link') && (
          <Button
            tone="quiet"
            icon={<Globe size={18} aria-hidden="true" />}
            data-testid="pay-link"
            title={t('sale.linkAbout')}
            disabled={pay.link === undefined}
            onClick={pay.link}
          >
            {t('sale.link')}
          </Button>
        )}
        <Button
          tone="quiet"
          icon={<Split size={18} aria-hidden="true" />}
          cap="F4"
          data-testid="pay-split"
          disabled={pay.split === undefined}
          onClick={pay.split}
        >
          {t('sale.split')}
        </Button>
        <Button
          tone="quiet"
          icon={<Ellipsis size={18} aria-hidden="true" />}
          cap="F10"
          data-testid="pay-more"
          disabled={pay.more === undefined}
          onClick={pay.more}
        >
          {t('pay.more')}
        </Button>
      </div>
    </div>
  )
}

function PayButton({
  cap,
  testId,
  onClick,
  children,
}: {
  cap: string
  testId: string
  onClick: (() => void) | undefined
  children: ReactNode
}) {
  return (
    <Button
      size="large"
      cap={cap}
      data-testid={testId}
      disabled={onClick === undefined}
      onClick={onClick}
      className="gap-1.5 px-1"
    >
      {children}
    </Button>
  )
}
