import { Minus, Percent, Plus, ShoppingBasket, StickyNote, Trash2 } from 'lucide-react'
import { memo, useEffect, useRef, type ReactNode } from 'react'
import type { Cart, PricedLine, SaleLine } from '../../../core/domain/sale.ts'
import { cx } from '../../ui/cx.ts'
import { KeyCap } from '../../ui/KeyCap.tsx'
import { EmptyState } from '../../ui/States.tsx'
import { formatDiscount, formatQuantity, useMoney } from '../money.ts'
import { removeLine, selectLine, stepQuantity, undo, useDraft } from '../state/draft.ts'
import { openSheet, say } from '../state/page.ts'
import { useT } from '../words.ts'

/** The lines of the order; the chosen one has its tools. What is out of sight is neither laid out nor painted. */
export function CartLines({ cart, priced }: { cart: Cart; priced: readonly PricedLine[] | null }) {
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
  const discount = line.discount === null ? null : formatDiscount(line.discount, money)
  const struck = priced !== null && priced.gross !== priced.net ? plain(priced.gross) : null
  return (
    <li
      ref={row}
      data-testid="cart-line"
      className={cx(
        'relative border-b border-line [contain-intrinsic-size:auto_66px] [content-visibility:auto]',
        selected &&
          'bg-nila-wash before:absolute before:inset-y-0 before:left-0 before:w-[3px] before:bg-nila',
      )}
    >
      <button
        type="button"
        aria-pressed={selected}
        title={line.name.length > 40 ? line.name : undefined}
        onClick={() => selectLine(line.id)}
        className="block w-full px-5 pt-2.5 pb-2.5 text-left -outline-offset-3"
      >
        <span className="flex justify-between gap-4 text-base font-semibold">
          <span className={cx('min-w-0 wrap-anywhere', selected ? 'line-clamp-3' : 'line-clamp-2')}>
            {line.name}
          </span>
          <span className="figures shrink-0">{plain(priced?.net ?? line.unitPrice)}</span>
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

function LineTools({ line }: { line: SaleLine }) {
  const t = useT()
  const { language } = useMoney()
  const { id, name } = line
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
          aria-label={`${t('line.quantity')}: ${formatQuantity(line.quantity, language)}`}
          aria-keyshortcuts="Enter"
          title={t('sale.edit', { name })}
          onClick={() => openSheet({ name: 'line', lineId: id })}
          className="h-11 min-w-11 rounded-control px-1 text-center text-base font-bold hover:bg-nila/10"
        >
          {formatQuantity(line.quantity, language)}
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
        cap="N"
        icon={<StickyNote size={18} />}
        onClick={() => openSheet({ name: 'line', lineId: id, field: 'note' })}
      />
      <Tool
        label={t('sale.lineDiscount', { name })}
        keys="l"
        cap="L"
        icon={<Percent size={18} />}
        onClick={() => openSheet({ name: 'line', lineId: id, field: 'discount' })}
      />
      <Tool
        label={t('sale.remove', { name })}
        keys="Delete"
        cap="Del"
        icon={<Trash2 size={18} />}
        onClick={() => {
          removeLine(id)
          say(t('sale.removed', { name }), undo)
        }}
      />
    </div>
  )
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
  cap?: string
  onClick: () => void
}) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-keyshortcuts={keys}
      title={label}
      onClick={onClick}
      className="flex h-11 min-w-11 items-center justify-center gap-1 rounded-control px-1.5 text-ink hover:bg-nila/10"
    >
      {icon}
      {cap !== undefined && <KeyCap>{cap}</KeyCap>}
    </button>
  )
}
