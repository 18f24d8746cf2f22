import { CirclePause, Ellipsis, Globe, KeyRound, QrCode, Split, Tag, Trash2, WifiOff } from 'lucide-react'
import type { ReactNode } from 'react'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import type { Result } from '../../../core/domain/result.ts'
import { QUANTITY_UNIT, type Cart, type CartRefusal, type SaleTotals } from '../../../core/domain/sale.ts'
import { negate, ZERO } from '../../../core/domain/money.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { KeyCap } from '../../ui/KeyCap.tsx'
import type { Trouble } from '../../ui/RefusalPanel.tsx'
import { useCollects } from '../collecting.ts'
import { useMoney } from '../money.ts'
import { Problem } from '../Problem.tsx'
import { useLacking } from '../RightMark.tsx'
import { clearCart, undo } from '../state/draft.ts'
import { useDraftTrouble } from '../state/draft-trouble.ts'
import { openSheet, say } from '../state/page.ts'
import { useT } from '../words.ts'
import { CartCustomer } from './CartCustomer.tsx'
import { CartLines, NoLines } from './CartLines.tsx'
import type { WaysToPay } from './ways-to-pay.ts'

/** The order, its total, and the ways to pay it. */
export function CartPanel({
  view,
  cart,
  priced,
  pay,
  charging,
  trouble,
  onReprint,
}: {
  view: CounterView
  cart: Cart
  priced: Result<SaleTotals, CartRefusal>
  pay: WaysToPay
  charging: boolean
  trouble: Trouble | null
  onReprint: () => void
}) {
  const t = useT()
  const draftTrouble = useDraftTrouble((state) => state.trouble)
  const isCutOff = view.network.state === 'offline'
  const refusal = priced.ok || priced.error.type === 'cart_empty' ? null : priced.error
  return (
    <aside
      aria-label={t('sale.order')}
      className={cx(
        'flex w-[33%] max-w-[560px] min-w-[388px] flex-col border-l border-line bg-card',
        // at 200 % it is higher than the screen: it scrolls, and a few lines of the order stay to be seen
        '[@media(max-height:560px)]:overflow-y-auto [@media(max-height:560px)]:[&>ol]:min-h-44',
      )}
    >
      <CartHeader cart={cart} waiting={view.parked.length + view.heldCount} />
      {cart.lines.length === 0 ? (
        <NoLines lastNumber={view.lastPaid?.number ?? null} onReprint={onReprint} />
      ) : (
        <CartLines cart={cart} priced={priced.ok ? priced.value.lines : null} />
      )}
      <footer className="flex shrink-0 flex-col gap-4 border-t border-line px-5 pt-4 pb-4.5">
        <Problem trouble={trouble ?? refusal ?? draftTrouble} compact />
        <CartCustomer view={view} show={cart.lines.length > 0} />
        <Totals cart={cart} totals={priced.ok ? priced.value : null} />
        {isCutOff && <OfflineNote />}
        {priced.ok && <LargeDiscount totals={priced.value} />}
        <PayButtons pay={pay} charging={charging} isCutOff={isCutOff} />
      </footer>
    </aside>
  )
}

function CartHeader({ cart, waiting }: { cart: Cart; waiting: number }) {
  const t = useT()
  const pieces = Math.ceil(cart.lines.reduce((sum, line) => sum + line.quantity, 0) / QUANTITY_UNIT)
  return (
    <header className="flex h-12 shrink-0 items-center gap-1 pr-3 pl-5 whitespace-nowrap">
      <h2 className="m-0 text-base font-bold">{t('sale.order')}</h2>
      <span className="ml-1 min-w-0 truncate text-base text-second">
        {cart.lines.length > 0 && t('sale.items', { count: pieces })}
      </span>
      <span className="flex-1" />
      {(waiting > 0 || cart.lines.length > 0) && (
        <button
          type="button"
          data-testid="parked"
          onClick={() => openSheet({ name: 'parked' })}
          aria-keyshortcuts="F8"
          className={cx(
            'flex h-11 items-center gap-2 rounded-small px-2 text-note font-semibold',
            waiting > 0 ? 'text-kunyit hover:bg-kunyit-wash' : 'text-second hover:bg-ink/5',
          )}
        >
          <CirclePause size={18} aria-hidden="true" />
          {waiting > 0 ? t('held.waiting', { count: waiting }) : t('held.holdShort')}
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
          className="relative flex h-11 min-w-11 items-center justify-center gap-1.5 rounded-small px-2 text-note font-semibold text-second hover:bg-ink/5"
        >
          <Trash2 size={17} aria-hidden="true" />
          <span className="max-[1500px]:sr-only">{t('sale.clear')}</span>
        </button>
      )}
    </header>
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
      <div className="mt-1 flex flex-wrap items-end justify-between gap-x-3 text-ink">
        <dt className="flex flex-col items-start text-base font-bold">
          {cart.lines.length > 0 && (
            <button
              type="button"
              data-testid="order-discount"
              aria-keyshortcuts="d"
              onClick={() => openSheet({ name: 'discount' })}
              className="relative -ml-2 flex h-9 items-center gap-1.5 rounded-small px-2 text-note font-semibold text-second after:absolute after:inset-x-0 after:-top-2 after:bottom-0 after:content-[''] hover:bg-ink/5"
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
            'figures m-0 ml-auto font-extrabold tracking-tight',
            // a hundred million stands in one line, on a small screen below its words
            (totals?.total ?? 0) >= 100_000_000 ? 'text-[38px] leading-[1.25]' : 'text-total',
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
function OfflineNote() {
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

/** The brightest is the one that most customers pay by; without a network that is cash. Where each stands never changes. */
function PayButtons({ pay, charging, isCutOff }: { pay: WaysToPay; charging: boolean; isCutOff: boolean }) {
  const t = useT()
  const [main, ...others] = useCollects()
  const Usual = main === 'link' ? Globe : QrCode
  const Icon = isCutOff ? WifiOff : Usual
  const collect = main === 'link' ? pay.link : pay.qris
  return (
    <div className="flex flex-col gap-2.5">
      <div className="grid grid-cols-[minmax(0,1.7fr)_minmax(0,1fr)_minmax(0,1fr)] gap-2">
        <Button
          tone={isCutOff ? 'quiet' : 'accent'}
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
        <PayButton cap="F2" testId="pay-cash" tone={isCutOff ? 'accent' : 'plain'} onClick={pay.cash}>
          {t('sale.cash')}
        </PayButton>
        <PayButton cap="F3" testId="pay-edc" onClick={pay.edc}>
          {t('sale.edc')}
        </PayButton>
      </div>
      {/* as wide as their words: a third each is too little for a word and a cap at 1024 */}
      <div className="flex gap-2 *:flex-auto max-[1500px]:*:gap-1.5 max-[1500px]:*:px-2">
        {others.includes('link') && (
          <Button
            tone="quiet"
            icon={<Globe size={18} aria-hidden="true" className="max-[1500px]:hidden" />}
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
          icon={<Split size={18} aria-hidden="true" className="max-[1500px]:hidden" />}
          cap="F4"
          data-testid="pay-split"
          disabled={pay.split === undefined}
          onClick={pay.split}
        >
          {t('sale.split')}
        </Button>
        <Button
          tone="quiet"
          icon={<Ellipsis size={18} aria-hidden="true" className="max-[1500px]:hidden" />}
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
  tone = 'plain',
  onClick,
  children,
}: {
  cap: string
  testId: string
  tone?: 'plain' | 'accent'
  onClick: (() => void) | undefined
  children: ReactNode
}) {
  return (
    <Button
      tone={tone}
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
