import { Star } from 'lucide-react'
import { useCallback, useEffect, useRef } from 'react'
import type { Product } from '../../../core/domain/catalog/catalog.ts'
import { cx } from '../../ui/cx.ts'
import { initialsOf, shelfOf } from '../../ui/shelf.ts'
import { useVirtualRows } from '../../ui/virtual-rows.ts'
import { useT } from '../desk-words.ts'
import { useMoney } from '../money.ts'

const ROW = 64

/** One line a product, of which only those in sight are in the page. Pressing one opens it. */
export function ProductRows({
  products,
  onPick,
  onEnd,
}: {
  products: readonly Product[]
  onPick: (product: Product) => void
  /** The last rows are in sight. */
  onEnd: () => void
}) {
  const t = useT()
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualRows({
    count: products.length,
    getScrollElement: useCallback(() => scroller.current, []),
    estimateSize: () => ROW,
    overscan: 6,
    initialRect: { width: 800, height: 700 },
  })
  const items = rows.getVirtualItems()
  const atEnd = (items.at(-1)?.index ?? 0) >= products.length - 5
  useEffect(() => {
    if (atEnd) onEnd()
  }, [atEnd, products.length, onEnd])
  return (
    <div ref={scroller} className="calm-scroll min-h-0 flex-1" data-testid="catalog-rows">
      <ul
        className="relative m-0 list-none p-0"
        aria-label={t('catalog.title')}
        style={{ height: rows.getTotalSize() }}
      >
        {items.map(({ index, key, start }) => {
          const product = products[index]
          if (product === undefined) return null
          return (
            <li key={key} className="absolute inset-x-0" style={{ transform: `translateY(${start}px)` }}>
              <Row product={product} onPick={onPick} />
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function Row({ product, onPick }: { product: Product; onPick: (product: Product) => void }) {
  const t = useT()
  const { plain } = useMoney()
  const { name, sku, barcodes, price, unit, category, favourite, picture } = product
  const codes = [sku, ...barcodes].filter((code) => code !== '').join(' · ')
  return (
    <button
      type="button"
      data-testid="catalog-row"
      onClick={() => onPick(product)}
      className="flex h-16 w-full items-center gap-4 border-b border-line px-5 text-left -outline-offset-3 hover:bg-ink/3"
    >
      {picture !== null ? (
        <img src={picture} alt="" className="size-11 shrink-0 rounded-[9px] object-cover" />
      ) : (
        <span
          aria-hidden="true"
          style={shelfOf(category)}
          className={cx(
            'flex size-11 shrink-0 items-center justify-center rounded-[9px] text-small font-bold',
            category === '' ? 'bg-ink/5 text-second' : 'shelf',
          )}
        >
          {initialsOf(name)}
        </span>
      )}
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-2">
          <span className="truncate text-base font-semibold">{name}</span>
          {favourite && (
            <Star
              size={15}
              role="img"
              aria-label={t('catalog.favouriteMark')}
              className="shrink-0 text-nila"
            />
          )}
        </span>
        {codes !== '' && <span className="block truncate text-note text-second tabular-nums">{codes}</span>}
      </span>
      <span className="w-40 shrink-0 truncate text-note text-second max-[1100px]:w-28">{category}</span>
      <span className="figures w-36 shrink-0 text-right text-base font-semibold whitespace-nowrap">
        {plain(price)}
        <span className="text-note font-normal text-second"> / {unit}</span>
      </span>
    </button>
  )
}
