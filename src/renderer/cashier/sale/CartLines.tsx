import { Minus, Percent, Plus, Printer, ShoppingBasket, StickyNote, Trash2 } from 'lucide-react'
import { memo, useEffect, useRef, type MouseEvent, type ReactNode } from 'react'
import type { Amount } from '../../../core/domain/money.ts'
import { priceLine, type Cart, type PricedLine, type SaleLine } from '../../../core/domain/sale.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { KeyCap } from '../../ui/KeyCap.tsx'
import { EmptyState } from '../../ui/States.tsx'
import { formatDiscount, formatQuantity, useMoney } from '../money.ts'
import { removeLine, selectLine, stepQuantity, undo, useDraft } from '../state/draft.ts'
import { openSheet, say } from '../state/page.ts'
import { useT } from '../words.ts'

/** The lines of the order; the chosen one has its tools. What is out of sight is neither laid out nor painted. */
export function CartLines({ cart, priced }: { cart: Cart; priced: readonly PricedLine[] | null }) {
  const selectedId = useDraft((state) => state.selectedId)
  const list = useRef<HTMLOListElement>(null)
  // what is said below makes the list lower: the line in hand stays in sight
  useEffect(() => {
    const watcher = new ResizeObserver(() => {
      list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
    })
    if (list.current !== null) watcher.observe(list.current)
    return () => watcher.disconnect()
  }, [])
  return (
    <ol ref={list} className="calm-scroll m-0 min-h-0 flex-1 list-none p-0">
      {cart.lines.map((line, index) => (
        <Line key={line.id} line={line} priced={priced?.[index] ?? null} selected={line.id === selectedId} />
      ))}
    </ol>
  )
}

/** Before the first line; a customer may come back for the receipt of the sale before. */
export function NoLines({ lastNumber, onReprint }: { lastNumber: string | null; onReprint: () => void }) {
  const t = useT()
  return (
    <div className="flex min-h-0 flex-1 flex-col [@media(max-height:560px)]:min-h-fit">
      <EmptyState icon={<ShoppingBasket size={40} aria-hidden="true" />} title={t('sale.empty')}>
        {t('sale.emptyAbout')}
      </EmptyState>
      {lastNumber !== null && (
        <div className="flex justify-center px-5 pb-4">
          <Button
            tone="quiet"
            cap="F6"
            icon={<Printer size={18} aria-hidden="true" />}
            data-testid="reprint-last"
            onClick={onReprint}
          >
            {t('sale.reprint', { number: lastNumber })}
          </Button>
        </div>
      )}
    </div>
  )
}

interface LineProps {
  readonly line: SaleLine
  readonly priced: PricedLine | null
  readonly selected: boolean
}

/** The whole cart is priced again at each change; a line is drawn again only when its own sums are others. */
const sameLine = (a: LineProps, b: LineProps): boolean =>
  a.line === b.line &&
  a.selected === b.selected &&
  a.priced?.net === b.priced?.net &&
  a.priced?.gross === b.priced?.gross

const Line = memo(function Line({ line, priced, selected }: LineProps) {
  const t = useT()
  const money = useMoney()
  const { plain, language } = money
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (selected) row.current?.scrollIntoView({ block: 'nearest' })
  }, [selected, line.quantity])
  const net = priced?.net ?? alone(line)
  const discount = line.discount === null ? null : formatDiscount(line.discount, money)
  const struck = priced !== null && priced.gross !== priced.net ? plain(priced.gross) : null
  return (
    <li
      ref={row}
      data-testid="cart-line"
      aria-current={selected || undefined}
      className={cx(
        'relative border-b border-line [contain-intrinsic-size:auto_63px] [content-visibility:auto]',
        selected &&
          'bg-nila-wash before:absolute before:inset-y-0 before:left-0 before:w-[3px] before:bg-nila',
      )}
    >
      <button
        type="button"
        aria-pressed={selected}
        title={line.name.length > 40 ? line.name : undefined}
        onClick={(event) => {
          selectLine(line.id)
          leaveToKeys(event)
        }}
        className="block w-full px-5 pt-2.5 pb-2.5 text-left -outline-offset-3"
      >
        <span className="flex justify-between gap-4 text-base font-semibold">
          <span className={cx('min-w-0 wrap-anywhere', selected ? 'line-clamp-3' : 'line-clamp-2')}>
            {line.name}
          </span>
          <span className="figures shrink-0">{net === null ? '–' : plain(net)}</span>
        </span>
        <span className="flex justify-between gap-4 text-note text-second">
          <span className="line-clamp-2 min-w-0 wrap-anywhere">
            {formatQuantity(line.quantity, language)} × {plain(line.unitPrice)}
            {line.note !== null && ` · ${line.note}`}
            {discount !== null && ` · −${discount}`}
          </span>
          {struck !== null && (
            <span className="figures shrink-0" data-testid="line-struck">
              <span className="sr-only">{t('sale.unstruck')} </span>
              <s>{struck}</s>
            </span>
          )}
        </span>
      </button>
      {selected && <LineTools line={line} />}
    </li>
  )
}, sameLine)

/** What a line costs while the order as a whole cannot be priced, e.g. because it is too much. */
function alone(line: SaleLine): Amount | null {
  const priced = priceLine(line)
  return priced.ok ? priced.value.net : null
}

function LineTools({ line }: { line: SaleLine }) {
  const t = useT()
  const { language } = useMoney()
  const { id, name } = line
  const quantity = formatQuantity(line.quantity, language)
  // a long one, as of something weighed, takes the room of the caps
  const hasCaps = quantity.length <= 5
  return (
    <div className="flex animate-appear items-center gap-1 px-4 pb-3">
      <div className="flex items-center rounded-control border border-line bg-card">
        <Tool
          label={t('sale.less', { name })}
          keys="-"
          icon={<Minus size={18} />}
          onClick={() => stepQuantity(id, -1)}
        />
        <button
          type="button"
          data-testid="line-quantity"
          aria-label={`${t('line.quantity')}: ${quantity}`}
          aria-keyshortcuts="Enter"
          title={t('sale.edit', { name })}
          onClick={() => openSheet({ name: 'line', lineId: id })}
          className="h-11 min-w-11 rounded-control px-2 text-base font-bold hover:bg-nila/10 flex items-center justify-center gap-1.5"
        >
          {quantity}
          <KeyCap>⏎</KeyCap>
        </button>
        <Tool
          label={t('sale.more', { name })}
          keys="+"
          icon={<Plus size={18} />}
          onClick={() => stepQuantity(id, 1)}
        />
      </div>
      <span className="flex-1" />
      <Tool
        label={t('sale.note', { name })}
        keys="n"
        cap={hasCaps && 'N'}
        icon={<StickyNote size={18} />}
        onClick={() => openSheet({ name: 'line', lineId: id, field: 'note' })}
      />
      <Tool
        label={t('sale.lineDiscount', { name })}
        keys="l"
        cap={hasCaps && 'L'}
        icon={<Percent size={18} />}
        onClick={() => openSheet({ name: 'line', lineId: id, field: 'discount' })}
      />
      <Tool
        label={t('sale.remove', { name })}
        keys="Delete"
        cap={hasCaps && 'Del'}
        icon={<Trash2 size={18} />}
        onClick={() => {
          removeLine(id)
          say(t('sale.removed', { name }), undo)
        }}
      />
    </div>
  )
}

/** After a press by hand the keys belong to the order again: Enter changes the line and presses no button once more. */
function leaveToKeys({ detail, currentTarget }: MouseEvent<HTMLButtonElement>): void {
  if (detail > 0) currentTarget.blur()
}

function Tool({
  label,
  icon,
  keys,
  cap,
  onClick,
}: {
  label: string
  icon: ReactNode
  keys: string
  cap?: string | false
  onClick: () => void
}) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-keyshortcuts={keys}
      title={label}
      onClick={(event) => {
        onClick()
        leaveToKeys(event)
      }}
      className="flex h-11 min-w-11 items-center justify-center gap-1 rounded-control px-1 text-ink hover:bg-nila/10 [&>svg]:shrink-0"
    >
      {icon}
      {cap !== undefined && cap !== false && <KeyCap>{cap}</KeyCap>}
    </button>
  )
}
